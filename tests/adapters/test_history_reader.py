"""What `footcore status` reads, without reading the sessions."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from history_files import history_at, reading, saved
from record_builders import DAY, NOON, began, ended

from footcore_tui.adapters.history_days import DayBook, day_book
from footcore_tui.adapters.history_reader import is_one_unfinished
from footcore_tui.adapters.sqlite_schema import writing
from footcore_tui.core.day_rules import DEFAULTS
from footcore_tui.core.days import day_of
from footcore_tui.core.record import Moment, SessionDiscarded, SessionReopened

TODAY = day_of("2026-06-01")


def book_of(file: Path, day: int = TODAY, until: float | None = None) -> DayBook:
    with closing(reading(file)) as connection:
        return day_book(connection, day, dict(DEFAULTS), None, until=until)


def kept_days(file: Path, day: int = TODAY, until: float | None = None) -> list[int]:
    """Newest first."""
    days = book_of(file, day, until).days
    return [one for one in range(day, days.first - 1, -1) if days.is_kept(one)]


def counting_sessions(file: Path, day: int = TODAY, until: float | None = None) -> int:
    return book_of(file, day, until).sessions


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


def test_a_day_is_kept_from_half_of_a_share_on(file: Path) -> None:
    history = history_at(file)
    sessions = (("a", NOON, 0.5), ("b", NOON, 1.0), ("c", NOON - DAY, 0.49), ("d", NOON - 2 * DAY, 1.0))
    for name, utc, share in sessions:
        saved(history, began(name, utc), ended(name, share, utc + 120))
    saved(history, began("running", NOON))
    assert kept_days(file) == [TODAY, TODAY - 2]
    assert [counting_sessions(file, day) for day in (TODAY, TODAY - 1, TODAY - 2)] == [2, 0, 1]
    history.close()


def test_a_discarded_or_reopened_session_does_not_count(file: Path) -> None:
    history = history_at(file)
    for name in ("thrown", "again", "twice"):
        saved(history, began(name), ended(name, utc=NOON + 100))
    saved(history, SessionDiscarded("thrown"), SessionReopened("again", Moment(NOON + 110, 0)))
    saved(history, SessionReopened("twice", Moment(NOON + 110, 0)), ended("twice", utc=NOON + 120))
    assert counting_sessions(file) == 1
    history.close()


def test_a_clock_set_back_changes_nothing_about_what_counts(file: Path) -> None:
    history = history_at(file)
    saved(history, began(), ended(utc=NOON + 100), SessionReopened("s1", Moment(NOON + 50, 0)))
    with closing(reading(file)) as connection:
        assert counting_sessions(file) == 0
        assert is_one_unfinished(connection, "device-1")
    saved(history, ended(utc=NOON + 40))
    with closing(reading(file)) as connection:
        assert counting_sessions(file) == 1
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
    assert counting_sessions(file) == 1
    history.close()


def test_what_came_later_is_left_out_on_request(file: Path) -> None:
    history = history_at(file)
    saved(history, began("a"), ended("a", utc=NOON + 100), began("b"), ended("b", utc=NOON + 7200))
    assert counting_sessions(file, until=NOON + 3600) == 1
    assert kept_days(file, until=NOON + 50) == []
    assert kept_days(file, TODAY - 1) == []
    history.close()


def test_no_query_looks_up_one_session_after_the_other(file: Path) -> None:
    with writing(file):
        pass
    with closing(reading(file)) as connection:
        seen: list[str] = []
        connection.set_trace_callback(seen.append)
        day_book(connection, TODAY, dict(DEFAULTS), None)
        connection.set_trace_callback(None)
        plans = [
            " ".join(str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {query}"))
            for query in seen
            if "FROM session" in query
        ]
    counts, pain = plans
    assert "COVERING INDEX session_of_day" in counts
    assert "TEMP B-TREE" not in counts
    assert "SEARCH done USING INDEX session_in_order (local_day=?)" in pain, "those of one day alone"
    assert "INDEX event_of_session (session=? AND kind=?)" in pain
    assert "SCAN" not in pain
