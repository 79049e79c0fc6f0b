"""The history looked at from outside: what is told of it, and that nothing of it changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeClock
from history_files import history_at, saved

from footcore_tui.adapters.history_health import examine_history
from footcore_tui.core.choices import AskedFirst
from footcore_tui.core.errors import DamagedHistory, HistoryError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three events."""
    history = history_at(tmp_path / "history.sqlite3")
    assert saved(history, *(AskedFirst(f"one-{n}", FakeClock().moment()) for n in range(3))) == [None] * 3
    history.close()
    return tmp_path / "history.sqlite3"


def test_a_sound_one_is_told_with_what_is_in_it_and_stays_as_it_is(file: Path) -> None:
    before, around = file.read_bytes(), sorted(file.parent.iterdir())
    health = examine_history(str(file))
    assert health is not None
    assert (health.version, health.sessions, health.events, health.checked) == (health.known, 0, 3, True)
    assert (file.read_bytes(), sorted(file.parent.iterdir())) == (before, around)


def test_where_there_is_none_none_is_made(tmp_path: Path) -> None:
    assert examine_history(str(tmp_path / "data" / "history.sqlite3")) is None
    assert list(tmp_path.iterdir()) == []


def test_a_newer_one_is_told_by_its_version_and_not_judged(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 99")
    health = examine_history(str(file))
    assert health is not None
    assert (health.version, health.checked) == (99, False)


def test_a_damaged_one_is_told(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096 : 4096 + 2048] = b"\xff" * 2048
    file.write_bytes(content)
    with pytest.raises(DamagedHistory):
        examine_history(str(file))


def test_one_of_somebody_else_and_one_that_is_no_file_are_told(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE mine (a)")
    with pytest.raises(HistoryError, match="not a footcore history"):
        examine_history(str(other))
    with pytest.raises(HistoryError, match="not a regular file"):
        examine_history(str(tmp_path))


def test_a_check_that_takes_too_long_is_broken_off(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    history = history_at(file)
    many = [AskedFirst(f"one-{n}", FakeClock().moment()) for n in range(600)]
    assert saved(history, *many) == [None] * len(many)
    history.close()
    health = examine_history(str(file), seconds=-1.0)
    assert health is not None
    assert (health.events, health.checked) == (600, False)


def test_a_writer_goes_on_beside_an_open_look_and_one_that_holds_it_is_told(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert examine_history(str(file)) is not None
        writer.execute("COMMIT")
        writer.execute("BEGIN EXCLUSIVE")
        with pytest.raises(HistoryError, match="another program is holding it"):
            examine_history(str(file))


def test_a_write_that_was_broken_off_is_told_and_left_to_others(file: Path) -> None:
    """A journal beside the file, as a killed writer leaves it."""
    journal = file.with_name(file.name + "-journal")
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("PRAGMA cache_spill = 1")
        writer.execute("BEGIN EXCLUSIVE")
        writer.execute(
            "CREATE TABLE big AS WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n LIMIT 20000)"
            " SELECT i FROM n"
        )
        torn, half = journal.read_bytes(), file.read_bytes()
        writer.execute("ROLLBACK")
    journal.write_bytes(torn)
    file.write_bytes(half)
    with pytest.raises(HistoryError, match="broken off"):
        examine_history(str(file))
    assert (journal.read_bytes(), file.read_bytes()) == (torn, half)
