"""Copies of the history: whole or none, checked, one a day, thinned by age."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from history_files import rows
from long_history import long_history

from footcore_tui.adapters import history_backup, history_packed
from footcore_tui.adapters.history_backup import back_up, back_up_daily, backup_folder, dated, every_backup
from footcore_tui.adapters.history_rows import READ
from footcore_tui.adapters.history_salvage import rebuild
from footcore_tui.core.backups import kept
from footcore_tui.core.errors import DamagedHistory, HistoryError

NOW = datetime(2026, 11, 25, 18, 30)
DAY = timedelta(days=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "data" / "history.sqlite3"
    long_history(file, 30)
    return file


def test_a_backup_has_every_event_and_says_when_it_was_made(file: Path) -> None:
    backup = back_up_daily(file, NOW)
    assert backup == file.parent / "backups" / "history.2026-11-25T183000.sqlite3"
    assert rows(backup, READ) == rows(file, READ)


def test_there_is_one_a_day(file: Path) -> None:
    assert back_up_daily(file, NOW)
    assert back_up_daily(file, NOW + timedelta(hours=2)) is None
    assert back_up_daily(file, NOW + DAY)
    assert len(dated(file)) == 2


def test_old_ones_are_thinned_and_what_is_not_ours_stays(file: Path) -> None:
    assert back_up_daily(file, NOW)
    one = every_backup(file)[0].read_bytes()
    made = [NOW - DAY * ago for ago in range(200)]
    for day in made:
        (backup_folder(file) / f"history.{day:%Y-%m-%dT%H%M%S}.sqlite3").write_bytes(one)
    others = [backup_folder(file) / name for name in ("history.v1.sqlite3", "history.mine.sqlite3", "letter.txt")]
    for other in others:
        other.write_text("kept")
    assert back_up_daily(file, NOW + DAY)
    assert set(dated(file)) == kept([*made, NOW + DAY])
    assert all(other.exists() for other in others)
    assert every_backup(file)[-1].name == "history.v1.sqlite3"


def test_all_but_the_newest_are_packed_and_each_can_be_restored_from(file: Path, tmp_path: Path) -> None:
    written = rows(file, READ)
    for day in range(4):
        assert back_up_daily(file, NOW + day * DAY)
    newest, *packed = every_backup(file)
    assert newest.suffix == ".sqlite3"
    assert [backup.name for backup in packed] == [f"history.2026-11-{day}T183000.sqlite3.gz" for day in (27, 26, 25)]
    assert not list(backup_folder(file).glob("*.part"))
    assert 4 * packed[0].stat().st_size < newest.stat().st_size
    for backup in packed:
        assert gzip.decompress(backup.read_bytes()) == newest.read_bytes()
        lost = tmp_path / backup.stem / file.name
        lost.parent.mkdir()
        assert rebuild(lost, NOW, backup).from_backup == 30
        assert rows(lost, READ) == written
        assert not list(lost.parent.glob("*.unpacked"))


def test_a_packed_backup_that_is_damaged_is_passed_over(file: Path) -> None:
    for day in range(3):
        assert back_up_daily(file, NOW + day * DAY)
    newest, middle, oldest = every_backup(file)
    newest.write_bytes(b"no database")
    for size in (10, middle.stat().st_size - 20):
        middle.write_bytes(middle.read_bytes()[:size])
        file.unlink()
        assert rebuild(file, NOW).backup == oldest
    with pytest.raises(DamagedHistory, match="is damaged"):
        rebuild(file, NOW, middle)


def test_a_packed_file_that_is_not_the_same_takes_no_ones_place(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_packed.shutil, "copyfileobj", lambda _plain, stream, _: stream.write(b"torn"))
    for day in range(2):
        assert back_up_daily(file, NOW + day * DAY)
    assert [backup.suffix for backup in every_backup(file)] == [".sqlite3"] * 2
    assert not list(backup_folder(file).glob("*.part"))


def test_packing_that_was_broken_off_is_done_again(file: Path) -> None:
    first = back_up_daily(file, NOW)
    assert first
    torn = first.with_name(f"{first.name}.gz")
    torn.write_bytes(b"\x1f\x8b torn")
    assert every_backup(file) == [first]
    assert back_up_daily(file, NOW + DAY)
    assert gzip.decompress(torn.read_bytes())
    assert not first.exists()
    assert len(every_backup(file)) == 2


def test_without_a_history_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    assert back_up_daily(tmp_path / "history.sqlite3", NOW) is None
    assert not list(tmp_path.iterdir())


def test_nothing_is_overwritten(file: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter"
    letter.write_text("mine")
    with pytest.raises(HistoryError, match="exists already"):
        back_up(file, letter)
    assert letter.read_text() == "mine"


def test_a_backup_that_lacks_events_is_not_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_backup, "events_of_sound", lambda file: 29)
    with pytest.raises(HistoryError, match="it has 29 of 30 events"):
        back_up_daily(file, NOW)
    assert [path.name for path in backup_folder(file).iterdir()] == ["lock"]


def test_a_damaged_index_is_found_before_a_copy_hides_it(file: Path) -> None:
    """A copy makes the indexes anew, so it would be sound."""
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'session_of_day'"
        ((page,),) = connection.execute(query).fetchall()
    data = bytearray(file.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    file.write_bytes(data)
    with pytest.raises(DamagedHistory):
        back_up_daily(file, NOW)
    assert not dated(file)


def test_a_second_process_waits_and_then_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_backup, "WAIT_SECONDS", 0.0)
    with (
        history_backup.one_at_a_time(file),
        pytest.raises(HistoryError, match="Another footcore"),
        history_backup.one_at_a_time(file),
    ):
        pass
    with history_backup.one_at_a_time(file):
        pass
