"""A history that can't be saved: a plain sentence, and nothing is lost that is in memory."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from history_files import history_at, rows, saved
from record_builders import attempt, began, ended

from footcore_tui.adapters import sqlite_schema
from footcore_tui.adapters.history_reader import require_sqlite
from footcore_tui.adapters.sqlite_schema import writing
from footcore_tui.core.errors import HistoryError, NotSaved
from footcore_tui.core.record import AttemptEnded, SessionRated

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


def test_what_could_not_be_saved_is_saved_with_the_next_event_in_order(file: Path) -> None:
    file.parent.parent.joinpath("data").write_text("a file where the folder should be")
    history = history_at(file)
    answers = saved(history, began(), attempt())
    assert [type(answer) for answer in answers] == [NotSaved, NotSaved]
    told = len(answers)
    assert str(answers[0]).startswith(f"Not saved in {file}: ")
    assert history.unsaved == (began(), attempt())
    file.parent.unlink()
    assert saved(history, ended()) == [None]
    assert len(answers) == told, "an answer came twice"
    assert history.unsaved == ()
    kinds = rows(file, "SELECT kind FROM event ORDER BY seq")
    assert kinds == [("session_began",), ("attempt_ended",), ("session_ended",)]
    history.close()


def test_closing_tries_once_more(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    history = history_at(file)
    saved(history, began())
    file.parent.unlink()
    history.close()
    assert history.unsaved == ()
    assert len(history.records()) == 1


def test_closing_with_what_can_not_be_saved_ends_and_still_has_it(file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    history = history_at(file)
    history.append(began())
    history.close()
    assert history.unsaved == (began(),)


def test_a_full_disk_is_told_and_loses_nothing_saved(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history = history_at(file)
    saved(history, began())
    durable = sqlite_schema._make_durable

    def with_little_room(connection: sqlite3.Connection) -> None:
        durable(connection)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    monkeypatch.setattr(sqlite_schema, "_make_durable", with_little_room)
    long = SessionRated("s1", note="x" * 20_000)
    (answer,) = saved(history, long)
    assert isinstance(answer, NotSaved)
    assert "the disk is full" in str(answer)
    monkeypatch.setattr(sqlite_schema, "_make_durable", durable)
    history.close()
    assert history.records()[0].note == long.note


def test_a_history_that_another_program_holds_is_told(file: Path) -> None:
    history = history_at(file, busy_seconds=0.05)
    saved(history, began())
    with writing(file):
        (answer,) = saved(history, attempt())
    assert isinstance(answer, NotSaved)
    assert "another program is holding it" in str(answer)
    history.close()
    assert len(history.records()[0].attempts) == 1


def test_what_another_program_kept_from_being_saved_until_the_end_is_known(file: Path) -> None:
    history = history_at(file, busy_seconds=0.05)
    answers: list[Exception | None] = []
    events = (began(), *(attempt(index=index) for index in range(4)), ended())
    with writing(file):
        for event in events:
            history.append(event, answers.append)
        history.close()
    assert [type(answer) for answer in answers] == [NotSaved] * len(events)
    assert history.unsaved == events
    assert history.records() == ()


def test_a_reader_gives_up_while_a_writer_still_waits(file: Path) -> None:
    history = history_at(file)
    saved(history, began())
    answers: list[Exception | None] = []
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        history.append(ended(), answers.append)
        for read in (history.records, history.unfinished):
            with pytest.raises(HistoryError, match="can't be read: another program is holding it"):
                read()
        assert answers == []
    history.close()
    assert answers == [None]


@pytest.mark.skipif(AS_ROOT or sys.platform == "win32", reason="needs folders that refuse to be written")
def test_a_read_only_home_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    history = history_at(tmp_path / "data" / "history.sqlite3")
    (answer,) = saved(history, began())
    tmp_path.chmod(0o700)
    assert isinstance(answer, NotSaved)


def test_a_device_without_an_id_saves_nothing_and_has_nothing_unfinished(file: Path) -> None:
    def no_device() -> str:
        raise NotSaved("This device's id can't be kept.")

    history = history_at(file, no_device)
    (answer,) = saved(history, began())
    assert isinstance(answer, NotSaved)
    assert history.unfinished() == ()
    history.close()


def test_a_number_that_is_none_is_refused_and_the_next_event_is_saved(file: Path) -> None:
    history = history_at(file)
    answers = saved(history, attempt(seconds=float("nan")), attempt(utc=float("inf")), began())
    assert [type(answer) for answer in answers] == [HistoryError, HistoryError, type(None)]
    assert [type(event) for event in history.unsaved] == [AttemptEnded, AttemptEnded]
    history.close()


@pytest.mark.parametrize("content", [b"not a database at all, but text" * 200, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_told_and_left_as_it_is(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    history = history_at(file)
    (answer,) = saved(history, began())
    assert isinstance(answer, NotSaved)
    assert "damaged" in str(answer)
    with pytest.raises(HistoryError, match="damaged"):
        history.records()
    history.close()
    assert file.read_bytes() == content


def test_damage_in_the_middle_is_told(file: Path) -> None:
    history = history_at(file)
    for number in range(60):
        saved(history, began(f"s{number:02}"))
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(HistoryError, match="damaged"):
        history.records()
    history.close()


def test_the_database_of_another_program_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE photos (id)")
    before = file.read_bytes()
    history = history_at(file)
    (answer,) = saved(history, began())
    assert isinstance(answer, HistoryError)
    assert "not a footcore history" in str(answer)
    with pytest.raises(HistoryError, match="not a footcore history"):
        history.records()
    history.close()
    assert history.unsaved == (began(),)
    assert file.read_bytes() == before


def test_an_empty_file_becomes_a_history(file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    history = history_at(file)
    assert history.records() == ()
    assert saved(history, began()) == [None]
    history.close()


def test_an_older_sqlite_is_told() -> None:
    require_sqlite((3, 37, 0))
    with pytest.raises(HistoryError, match=r"needs SQLite 3\.37 or newer"):
        require_sqlite((3, 36, 9))


def test_a_callback_whose_loop_is_gone_does_not_stop_the_writer(file: Path) -> None:
    def gone(error: Exception | None) -> None:
        raise RuntimeError("Event loop is closed")

    history = history_at(file)
    history.append(began(), gone)
    assert saved(history, attempt()) == [None]
    history.close()
