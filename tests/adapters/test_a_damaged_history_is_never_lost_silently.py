"""A damaged history is found, set aside and mended, once; what is missing is said.

`FOOTCORE_FULL=1` damages two hundred files.
"""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from history_files import history_at, rows, saved
from long_history import DAMAGES, Damage, long_history, rows_of_sessions
from record_builders import began

from footcore_tui.adapters.history_backup import back_up, back_up_daily, require_sound
from footcore_tui.adapters.history_check import check
from footcore_tui.adapters.history_rows import READ, fault_of
from footcore_tui.adapters.history_salvage import rebuild
from footcore_tui.adapters.sqlite_schema import MIGRATIONS, writing
from footcore_tui.core.errors import DamagedHistory, HistoryError, NewerHistory
from footcore_tui.core.record import SessionRated

FILES, EVENTS = (200, 2_000) if os.environ.get("FOOTCORE_FULL") == "1" else (20, 1_000)
SEED = 20_260_602
NOW = datetime(2026, 11, 25, 18, 30)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


def is_found(file: Path) -> bool:
    """By the check that the app makes before its daily backup, or by `footcore history verify`."""
    try:
        require_sound(file)
        return bool(check(file).problems)
    except HistoryError:
        return True


def test_damage_is_found_and_set_aside_and_most_of_it_comes_back(file: Path) -> None:
    chance = random.Random(SEED)
    written = {row[0]: row for row in long_history(file, EVENTS)}
    sound = file.read_bytes()
    found = kept = back = 0
    least = 1.0
    for number in range(FILES):
        damage = DAMAGES[number % len(DAMAGES)]
        data = bytearray(sound)
        while data == sound:
            damage(data, chance)
        file.write_bytes(data)
        found += is_found(file)
        account = rebuild(file, NOW)
        assert account.aside is not None
        kept += account.aside.read_bytes() == bytes(data)
        account.aside.unlink()
        again = {row[0]: row for row in rows(file, READ)}
        right = sum(written.get(str(id_)) == row for id_, row in again.items())
        assert right == len(again), "an event that never was"
        back, least = back + right, min(least, right / len(written))
        findings = check(file)
        assert findings.events == len(again)
        assert not [line for line in findings.problems if "are missing" not in line]
    print(
        f"{FILES} damaged files of {len(written)} events: {found} found, {kept} kept aside, "
        f"{back / FILES / len(written):.2%} of the rows back, at least {least:.2%}"
    )
    assert found == kept == FILES
    assert back >= 0.95 * FILES * len(written)
    assert least >= 0.95


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_with_a_backup_all_of_it_comes_back(file: Path, damage: Damage) -> None:
    written = long_history(file, EVENTS)
    assert back_up_daily(file, NOW)
    data = bytearray(file.read_bytes())
    damage(data, random.Random(SEED))
    file.write_bytes(data)
    account = rebuild(file, NOW)
    assert (account.missing, account.conflicts) == (0, 0)
    assert account.from_file + account.from_backup == len(written)
    assert rows(file, READ) == written
    assert check(file).problems == ()


def test_of_flips_in_the_text_of_events_only_some_can_be_told() -> None:
    chance = random.Random(SEED)
    written = rows_of_sessions(20)
    told = 0
    for row in written:
        text = bytearray(row[6].encode())
        text[chance.randrange(len(text))] ^= 1 << chance.randrange(7)
        told += bool(fault_of((*row[:6], text.decode())))
    print(f"{told} of {len(written)} events with one flipped bit in their text are told apart")
    assert told >= 0.4 * len(written)
    assert not any(map(fault_of, written))


def test_what_a_device_saved_anew_and_what_it_had_lost_are_both_there(file: Path) -> None:
    """Its last events were lost, and their numbers given to others, when the backup came back."""
    written = long_history(file, 40)
    backup = file.with_name("elsewhere.sqlite3")
    back_up(file, backup)
    file.unlink()
    with writing(file) as connection:
        connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", written[:30])
    history = history_at(file)
    assert saved(history, began("new")) == [None]
    history.close()
    account = rebuild(file, NOW, backup)
    assert (account.from_file, account.from_backup, account.missing) == (31, 10, 0)
    assert {row[0] for row in rows(file, "SELECT id FROM event")} == {*(row[0] for row in written), "new"}
    assert check(file).problems == ()


def test_an_event_with_other_content_in_the_backup_is_told(file: Path) -> None:
    long_history(file, 10)
    backup = file.with_name("elsewhere.sqlite3")
    back_up(file, backup)
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER event_is_final")
        connection.execute("UPDATE event SET body = replace(body, 'desk-balance', 'other')")
    before = rows(file, READ)
    assert rebuild(file, NOW, backup).conflicts == 1
    assert rows(file, READ) == before


def test_what_can_not_be_read_at_all_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    content = b"not a database at all, but text" * 200
    file.write_bytes(content)
    with pytest.raises(DamagedHistory, match="left alone"):
        rebuild(file, NOW)
    assert file.read_bytes() == content
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_the_database_of_another_program_is_not_adopted(file: Path) -> None:
    elsewhere = file.parent / "elsewhere" / file.name
    long_history(elsewhere, 10)
    assert back_up_daily(elsewhere, NOW)
    (elsewhere.parent / "backups").rename(file.parent / "backups")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE photos (id)")
    before = file.read_bytes()
    with pytest.raises(HistoryError, match="not a footcore history"):
        rebuild(file, NOW)
    assert file.read_bytes() == before


def test_a_newer_history_is_not_mended_by_an_older_footcore(file: Path) -> None:
    long_history(file, 100)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    data = bytearray(file.read_bytes())
    data[4096:8192] = bytes(4096)
    file.write_bytes(data)
    with pytest.raises(NewerHistory):
        rebuild(file, NOW)
    assert file.read_bytes() == bytes(data)


def test_a_newer_backup_is_not_restored_from(file: Path) -> None:
    long_history(file, 100)
    backup = back_up_daily(file, NOW)
    assert backup
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(NewerHistory):
        rebuild(file, NOW, backup)
    assert rebuild(file, NOW).backup is None


def test_a_journal_is_set_aside_with_its_file(file: Path) -> None:
    long_history(file, 100)
    data = bytearray(file.read_bytes())
    data[:16] = bytes(16)
    file.write_bytes(data)
    file.with_name(f"{file.name}-journal").write_bytes(b"half a commit")
    account = rebuild(file, NOW)
    assert account.aside is not None
    assert account.aside.with_name(f"{account.aside.name}-journal").read_bytes() == b"half a commit"
    assert not file.with_name(f"{file.name}-journal").exists()
    assert check(file).problems == ()


@pytest.mark.parametrize("pragma", ["user_version = 0", "application_id = 7"])
def test_a_header_without_its_marks_is_damage_and_not_an_empty_history(file: Path, pragma: str) -> None:
    written = long_history(file, 20)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA {pragma}")
    with pytest.raises(DamagedHistory):
        history_at(file).records()
    rebuild(file, NOW)
    assert rows(file, READ) == written


def test_long_notes_come_back_from_their_further_pages(file: Path) -> None:
    history = history_at(file)
    saved(history, began(), *(SessionRated("s1", note="x" * length) for length in (4_000, 4_090, 20_000, 300_000)))
    history.close()
    written = rows(file, READ)
    data = bytearray(file.read_bytes())
    data[:100] = bytes(100)
    file.write_bytes(data)
    rebuild(file, NOW)
    assert rows(file, READ) == written
