"""What `footcore status` reads, without reading the sessions."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from history_files import history_at, reading, saved
from record_builders import DAY, NOON, began, ended

from footcore_tui.adapters.history_reader import counting_sessions, is_one_unfinished, kept_days
from footcore_tui.adapters.sqlite_schema import writing
from footcore_tui.core.days import day_of
from footcore_tui.core.record import Moment, SessionDiscarded, SessionReopened

TODAY = day_of("2026-06-01")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


def test_a_day_is_kept_from_half_of_a_share_on(file: Path) -> None:
    history = history_at(file)
    sessions = (("a", NOON, 0.5), ("b", NOON, 1.0), ("c", NOON - DAY, 0.49), ("d", NOON - 2 * DAY, 1.0))
    for name, utc, share in sessions:
        saved(history, began(name, utc), ended(name, share, utc + 120))
    saved(history, began("running", NOON))
    with closing(reading(file)) as connection:
        assert list(kept_days(connection, TODAY)) == [TODAY, TODAY - 2]
        assert [counting_sessions(connection, day) for day in (TODAY, TODAY - 1, TODAY - 2)] == [2, 0, 1]
    history.close()


def test_a_discarded_or_reopened_session_does_not_count(file: Path) -> None:
    history = history_at(file)
    for name in ("thrown", "again", "twice"):
        saved(history, began(name), ended(name, utc=NOON + 100))
    saved(history, SessionDiscarded("thrown"), SessionReopened("again", Moment(NOON + 110, 0)))
    saved(history, SessionReopened("twice", Moment(NOON + 110, 0)), ended("twice", utc=NOON + 120))
    with closing(reading(file)) as connection:
        assert counting_sessions(connection, TODAY) == 1
    history.close()


def test_a_clock_set_back_changes_nothing_about_what_counts(file: Path) -> None:
    history = history_at(file)
    saved(history, began(), ended(utc=NOON + 100), SessionReopened("s1", Moment(NOON + 50, 0)))
    with closing(reading(file)) as connection:
        assert counting_sessions(connection, TODAY) == 0
        assert is_one_unfinished(connection, "device-1")
    saved(history, ended(utc=NOON + 40))
    with closing(reading(file)) as connection:
        assert counting_sessions(connection, TODAY) == 1
        assert not is_one_unfinished(connection, "device-1")
    history.close()


def test_a_screen_waits_a_quarter_of_a_second_for_another_program(file: Path) -> None:
    with writing(file):
        pass
    with closing(reading(file)) as connection:
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (250,)


def test_a_session_that_two_windows_ended_counts_once(file: Path) -> None:
    history = history_at(file)
    saved(history, began(), ended(utc=NOON + 100), ended(utc=NOON + 101))
    with closing(reading(file)) as connection:
        assert counting_sessions(connection, TODAY) == 1
    history.close()


def test_what_came_later_is_left_out_on_request(file: Path) -> None:
    history = history_at(file)
    saved(history, began("a"), ended("a", utc=NOON + 100), began("b"), ended("b", utc=NOON + 7200))
    saved(history, SessionReopened("a", Moment(NOON + 7300, 0)))
    with closing(reading(file)) as connection:
        assert counting_sessions(connection, TODAY, NOON + 3600) == 1
        assert list(kept_days(connection, TODAY, NOON + 50)) == []
        assert list(kept_days(connection, TODAY - 1)) == []
    history.close()


def test_they_come_from_an_index_alone(file: Path) -> None:
    with writing(file):
        pass
    with closing(reading(file)) as connection:
        seen: list[str] = []
        connection.set_trace_callback(seen.append)
        list(kept_days(connection, TODAY))
        connection.set_trace_callback(None)
        plan = " ".join(str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {seen[0]}"))
    assert "COVERING INDEX session_done" in plan
    assert "COVERING INDEX session_undone" in plan
    assert "TEMP B-TREE" not in plan
