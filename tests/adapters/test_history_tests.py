"""What tests measured, as the history has it: the last attempt of each try, nothing of a deleted session."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from exchange_builders import stored_as
from history_files import reading
from record_builders import DAY, NOON, attempt, began, ended
from self_test_sessions import done, down

from footcore_tui.adapters import history_tests
from footcore_tui.adapters.sqlite_merge import merge
from footcore_tui.adapters.sqlite_schema import writing
from footcore_tui.core.days import local_day
from footcore_tui.core.record import AttemptEnded, Event, SessionDiscarded, SessionEnded, Status
from footcore_tui.core.self_tests import Try

TESTS = ("test-single-leg", "test-tandem")
FIRST = local_day(NOON, 0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


def happened(file: Path, *events: Event) -> None:
    with writing(file) as connection:
        merge(connection, [stored_as(event, seq=seq) for seq, event in enumerate(events, start=1)])


def tries(file: Path) -> tuple[Try, ...]:
    with closing(reading(file)) as connection:
        return history_tests.tries(connection, "test-single-leg")


def days(file: Path) -> tuple[int | None, int | None]:
    with closing(reading(file)) as connection:
        return history_tests.days(connection, TESTS)


def test_each_try_is_read_with_its_side_and_its_touch_downs_the_oldest_session_first(file: Path) -> None:
    late = done("test-single-leg", [down(31.0), 45.0, None, 20.0], session="late", utc=NOON + DAY)
    happened(
        file, *late, *done("test-single-leg", [9.0, 8.0], session="early"), *done("test-tandem", [60.0], session="o")
    )
    found = tries(file)
    assert [(one.session, one.side.value, one.value, one.touch_downs) for one in found] == [
        ("early", "left", 9.0, 0),
        ("early", "right", 8.0, 0),
        ("late", "left", 31.0, 1),
        ("late", "right", 45.0, 0),
        ("late", "right", 20.0, 0),
    ]
    assert [one.local_day - FIRST for one in found] == [0, 0, 1, 1, 1]


def test_after_going_back_the_last_attempt_counts_even_where_it_measured_nothing(file: Path) -> None:
    events = done("test-single-leg", [9.0, 8.0], session="a")
    again = [one for one in events if isinstance(one, AttemptEnded)]
    better = replace(again[0], id="a-90", attempt=2, value=12.0)
    skipped = replace(again[1], id="a-91", attempt=2, value=None)
    happened(file, *events, better, skipped)
    assert [one.value for one in tries(file)] == [12.0]


def test_a_deleted_session_and_one_that_runs_measured_nothing(file: Path) -> None:
    *running, _end = done("test-single-leg", [9.0], session="b")
    happened(file, *done("test-single-leg", [9.0], session="a"), SessionDiscarded("a"), *running)
    assert tries(file) == ()
    assert days(file) == (None, None)


def test_the_days_are_those_of_the_first_session_and_of_the_last_test_that_was_not_given_up(file: Path) -> None:
    sessions = [began("s", NOON), attempt("s", 1), attempt("s", 3), ended("s")]
    happened(file, *sessions)
    assert days(file) == (FIRST, None)
    *given_up, end = done("test-tandem", [None, None, None, None], session="c", utc=NOON + 9 * DAY)
    assert isinstance(end, SessionEnded)
    happened(
        file,
        *sessions,
        *done("test-tandem", [60.0], session="b", utc=NOON + 5 * DAY),
        *given_up,
        replace(end, status=Status.ABANDONED),
    )
    assert days(file) == (FIRST, FIRST + 5)


def test_what_today_asks_at_every_start_is_answered_by_indexes(file: Path) -> None:
    happened(file, *done("test-tandem", [60.0], session="b"))
    with closing(reading(file)) as connection:
        plans = [
            detail
            for query, parameters in ((history_tests._FIRST, ()), (history_tests._LAST, ("[]",)))
            for *_, detail in connection.execute(f"EXPLAIN QUERY PLAN {query}", parameters)
        ]
    read = [plan for plan in plans if " session " in plan]
    assert len(read) == 2
    assert [plan for plan in read if not re.match("SEARCH session USING (COVERING )?INDEX", plan)] == []
