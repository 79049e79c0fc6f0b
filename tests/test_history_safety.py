"""`footcore history verify`, `backup` and `restore`, and what app and player do with a damaged history."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event as Signal
from unittest.mock import patch

import pytest
from exchange_builders import device_file
from history_files import history_at, rows, saved
from long_history import long_history
from record_builders import attempt, began, ended

from footcore_tui.adapters.device import device_id
from footcore_tui.adapters.exchange_events import Found, Stored
from footcore_tui.adapters.exchange_mirror import Mirror
from footcore_tui.adapters.history_rows import READ
from footcore_tui.cli import status
from footcore_tui.cli.edge import run
from footcore_tui.cli.history import open_history
from footcore_tui.cli.history_safety import close, mend
from footcore_tui.cli.house import House
from footcore_tui.cli.shelf import settings
from footcore_tui.core.errors import DamagedHistory
from footcore_tui.core.settings import Settings

Said = Callable[[], tuple[str, str]]
GARBAGE = b"\xa5"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    def read() -> tuple[str, str]:
        out, err = capsys.readouterr()
        return out, err

    return read


def damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[:4096] = GARBAGE * 4096
    file.write_bytes(data)


def test_a_sound_history_is_told_with_its_counts(file: Path, said: Said) -> None:
    long_history(file, 50)
    assert run(["history", "verify"]) == 0
    assert said()[0].startswith("Nothing is wrong: 50 events, 5 sessions, ")


def test_without_a_history_nothing_is_wrong(file: Path, said: Said) -> None:
    assert run(["history", "verify"]) == 0
    assert run(["history", "backup"]) == 1
    assert run(["history", "restore", "latest"]) == 2
    assert "There is no backup" in said()[1]
    assert not file.exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            "UPDATE event SET body = replace(body, 'desk', 'd\"sk')",
            "(session_began): An event of the history is damaged",
        ),
        ("UPDATE event SET body = replace(body, '\"stage\":1', '\"stage\": 1')", "its text is not as it was written"),
        ("UPDATE event SET session = 'other' WHERE seq = 3", "its columns belong to another event"),
        ("UPDATE event SET utc = utc + 1 WHERE seq = 3", "its time is not that of the event"),
        ("DELETE FROM event WHERE seq IN (3, 4)", "Device device-1: 2 of its events are missing."),
        ("UPDATE session SET share = 0.25 WHERE seq = 1", "Table session: 2 rows are not what the events say."),
        ("DELETE FROM place", "Table place: 1 rows are not what the events say."),
    ],
)
def test_each_kind_of_problem_is_a_line(file: Path, said: Said, change: str, told: str) -> None:
    long_history(file, 20)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER event_is_final")
        connection.execute("DROP TRIGGER event_stays")
        connection.execute(change)
    assert run(["history", "verify"]) == 1
    out, _ = said()
    assert told in out
    assert "problem" in out.splitlines()[-1]


def test_a_session_that_runs_is_no_problem(file: Path, said: Said) -> None:
    history = history_at(file)
    saved(history, began(), attempt())
    history.close()
    assert run(["history", "verify"]) == 0


def test_a_history_in_a_synchronised_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "Dropbox"))
    assert run(["history", "verify"]) == 0
    assert "a folder of Dropbox" in said()[0]
    desk = House(Settings()).desk
    assert "a folder of Dropbox" in desk.notice()
    assert desk.notice() == "", "once"


def test_a_backup_is_made_now_or_where_it_is_wanted_and_never_over_a_file(
    file: Path, tmp_path: Path, said: Said
) -> None:
    written = long_history(file, 30)
    mine = tmp_path / "mine.sqlite3"
    assert run(["history", "backup", str(mine)]) == 0
    assert said()[0] == f"{mine}: 30 events, checked.\n"
    assert rows(mine, READ) == written
    assert run(["history", "backup", str(mine)]) == 1
    assert "exists already" in said()[1]
    assert run(["history", "backup"]) == 0
    assert len(list((file.parent / "backups").glob("history.2*.sqlite3"))) == 1


def test_a_damaged_history_is_not_backed_up(file: Path, said: Said) -> None:
    long_history(file, 30)
    damage(file)
    assert run(["history", "backup"]) == 1
    assert "footcore history restore latest" in said()[1]


def test_restoring_joins_both_and_sets_aside_what_was_there(file: Path, tmp_path: Path, said: Said) -> None:
    history = history_at(file)
    saved(history, began(), ended())
    run(["history", "backup"])
    saved(history, began("s2"))
    history.close()
    now = file.read_bytes()
    assert run(["history", "restore", "latest"]) == 0
    out, _ = said()
    assert "3 events were read from the history's file, 0 more came from the backup history." in out
    (aside,) = file.parent.glob("history.before-restore-*.sqlite3")
    assert str(aside) in out
    assert aside.read_bytes() == now
    assert len(rows(file, READ)) == 3


def test_a_history_that_has_gone_is_restored(file: Path, said: Said) -> None:
    written = long_history(file, 30)
    run(["history", "backup"])
    file.unlink()
    assert run(["history", "restore", "latest"]) == 0
    assert rows(file, READ) == written
    assert "The file that was there" not in said()[0]


def test_what_is_no_backup_changes_nothing(file: Path, tmp_path: Path) -> None:
    long_history(file, 30)
    before = file.read_bytes()
    letter = tmp_path / "letter"
    letter.write_text("mine")
    assert run(["history", "restore", str(letter)]) == 1
    assert run(["history", "restore", str(tmp_path / "missing")]) == 2
    assert file.read_bytes() == before
    assert not list(file.parent.glob("history.before*"))


def test_the_app_mends_a_damaged_history_and_says_so_once(file: Path) -> None:
    written = long_history(file, 30)
    damage(file)
    damaged = file.read_bytes()
    desk = House(Settings()).desk
    desk.today()
    notice = desk.notice()
    (aside,) = file.parent.glob("history.damaged-*.sqlite3")
    assert aside.read_bytes() == damaged
    assert "The history was damaged. 30 events were read" in notice
    assert str(aside) in notice
    assert rows(file, READ) == written
    assert desk.notice() == ""


def test_what_a_backup_has_not_comes_back_from_the_file_in_sync_dir(file: Path, tmp_path: Path, said: Said) -> None:
    folder = tmp_path / "sync"
    device = device_id(tmp_path / "state")
    written = long_history(file, 30, device)
    device_file(folder / f"{device}.jsonl", [Stored(*row) for row in written], device)
    file.write_bytes(GARBAGE * 20_000)
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(f"sync_dir = '{folder}'")
    desk = House(settings()).desk
    desk.today()
    assert (
        "0 events were read from the history's file, 30 more from this device's file in sync_dir. The file"
    ) in desk.notice()
    assert rows(file, READ) == written
    assert run(["history", "verify"]) == 0


def test_a_folder_that_does_not_answer_holds_up_no_mending(file: Path, tmp_path: Path) -> None:
    written = long_history(file, 30, device_id(tmp_path / "state"))
    damage(file)
    dead = Signal()

    def read(_files: list[Path]) -> Found:
        dead.wait(20.0)
        return Found([], {}, [])

    silent = patch("footcore_tui.adapters.exchange_events.read_events", read)
    chosen = patch("footcore_tui.cli.history_safety.settings", lambda: Settings(sync_dir=str(tmp_path)))
    with silent, chosen, patch.object(Mirror.wait, "__defaults__", (0.01,)):
        assert "30 events were read" in mend()
    dead.set()
    assert rows(file, READ) == written


def test_a_status_only_reports(file: Path, said: Said) -> None:
    long_history(file, 30)
    damage(file)
    before = file.read_bytes()
    assert status.main([]) == 1
    assert "damaged" in said()[1]
    assert file.read_bytes() == before


def test_what_can_not_be_mended_is_told_as_it_is_and_tried_once(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(GARBAGE * 20_000)
    desk = House(Settings()).desk
    for _ in range(2):
        with pytest.raises(DamagedHistory):
            desk.today()
    assert file.read_bytes() == GARBAGE * 20_000
    assert [path.name for path in file.parent.iterdir() if path.is_file()] == [file.name]


def test_what_damage_in_a_session_kept_from_being_saved_is_saved_at_its_end(file: Path) -> None:
    long_history(file, 30)
    history = open_history()
    damage(file)
    (answer,) = saved(history, began("new"))
    assert answer is not None
    told: list[str] = []
    close(history, told.append)
    assert history.unsaved == ()
    assert "30 events were read" in told[0]
    assert rows(file, "SELECT count(*) FROM event") == [(31,)]
