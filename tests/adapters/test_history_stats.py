"""What the history adds up to, from the rows beside the events, against the same by hand."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from history_files import history_at, reading, rows, saved
from record_builders import DAY, NOON, attempt, began, ended

from footcore_tui.adapters import history_stats
from footcore_tui.adapters.history_days import day_book
from footcore_tui.core.day_rules import DEFAULTS
from footcore_tui.core.days import day_of
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import (
    AttemptEnded,
    Event,
    Outcome,
    SessionBegan,
    SessionCorrected,
    SessionDiscarded,
    SessionEnded,
    SessionReopened,
    SessionRestored,
)
from footcore_tui.core.stats import Charts, PastSession, Work
from footcore_tui.core.text import printable

TODAY = day_of("2026-06-01")
STANCE = "single-leg-stance"
LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


def session(
    name: str, back: int = 0, *, left: float = 15.0, right: float = 12.0
) -> tuple[SessionBegan, AttemptEnded, AttemptEnded, SessionEnded]:
    """One hold on each side, so many days back."""
    utc = NOON - back * DAY
    return (
        began(name, utc),
        attempt(name, 1, seconds=left, touch_downs=1, utc=utc + 60),
        attempt(name, 2, seconds=right, side=RIGHT, touch_downs=3, outcome=Outcome.CUT, utc=utc + 90),
        ended(name, (left + right) / 30, utc + 120),
    )


def given_to(file: Path, *events: Event) -> None:
    history = history_at(file)
    assert set(saved(history, *events)) == {None}
    history.close()


def listed(file: Path, first: int = 0, count: int = 10) -> tuple[PastSession, ...]:
    with closing(reading(file)) as connection:
        return history_stats.sessions(connection, first, count)


def charts(file: Path) -> Charts:
    with closing(reading(file)) as connection:
        return history_stats.charts(connection, TODAY)


def test_the_latest_session_comes_first_with_what_was_done(file: Path) -> None:
    given_to(file, *session("a", 1), *session("b"))
    assert listed(file) == (
        PastSession("b", "desk-balance", TODAY, 12 * 60, "partial", 27.0, 1, 3),
        PastSession("a", "desk-balance", TODAY - 1, 12 * 60, "partial", 27.0, 1, 3),
    )
    assert [one.session for one in listed(file, 1, 1)] == ["a"]
    with closing(reading(file)) as connection:
        assert history_stats.count_sessions(connection) == 2


def test_the_time_is_that_of_the_wall_clock_there(file: Path) -> None:
    given_to(file, began("a", offset=-5 * 3600), ended("a"))
    assert listed(file)[0].minute == 7 * 60


def test_what_was_discarded_counts_nowhere_until_it_is_taken_back(file: Path) -> None:
    given_to(file, *session("a"), SessionDiscarded("a"))
    assert listed(file) == ()
    assert charts(file).bests == ()
    assert charts(file).weeks[-1].sessions == 0
    assert rows(file, "SELECT * FROM work") == []
    given_to(file, SessionRestored("a"))
    assert len(listed(file)) == 1
    assert len(charts(file).bests) == 2


def test_what_goes_on_counts_once_it_has_ended(file: Path) -> None:
    given_to(file, *session("a"), SessionReopened("a", began().began))
    assert listed(file) == ()
    assert charts(file).bests == ()
    given_to(file, attempt("a", 1, 2, seconds=14.0), ended("a"))
    assert [one.best for one in charts(file).bests] == [14.0, 12.0], "the last attempt of each interval"


def test_a_correction_moves_the_day_and_the_seconds(file: Path) -> None:
    given_to(file, *session("a"), SessionCorrected("a", "2026-05-24", 13.5))
    (only,) = listed(file)
    assert (only.local_day, only.seconds) == (TODAY - 8, 13.5)
    found = charts(file)
    assert [week.sessions for week in found.weeks[-3:]] == [1, 0, 0]
    week = found.weeks[-3]
    assert week.left is not None
    assert (week.seconds, week.left.seconds) == (13.5, 7.5)


def test_weeks_bests_and_sides_are_sums_of_their_sessions(file: Path) -> None:
    long_ago = session("old", 400, left=40.0)
    better = [replace(one, level="free") if one == long_ago[1] else one for one in long_ago]
    given_to(file, *better, *session("a", 7), *session("b"), *session("c", left=10.0))
    found = charts(file)
    assert len(found.weeks) == 26
    assert [(week.monday, week.sessions, week.seconds) for week in found.weeks[-2:]] == [
        (TODAY - 7, 1, 27.0),
        (TODAY, 2, 49.0),
    ]
    assert found.weeks[-1].rate == 2.0
    assert found.bests == (
        Work(STANCE, LEFT, "free", 80.0, 40.0, 4, 4),
        Work(STANCE, RIGHT, "fingertips", 48.0, 12.0, 4, 12),
    )
    (balance,) = found.balances
    assert balance.left == Work(STANCE, LEFT, "fingertips", 40.0, 15.0, 3, 3)
    assert balance.right == Work(STANCE, RIGHT, "fingertips", 36.0, 12.0, 3, 9)


def test_sessions_of_each_day_are_counted_whether_it_is_kept_or_not(file: Path) -> None:
    given_to(file, *session("a", 1), *session("b"), *session("c"), *session("d", left=1.0, right=1.0))
    with closing(reading(file)) as connection:
        book = day_book(connection, TODAY, dict[str, float](DEFAULTS) | {"day_needs": 2.0}, None)
    assert book.counts == {TODAY - 1: 1, TODAY: 2}
    assert book.sessions == 2


@pytest.mark.parametrize("text", ["\udcff", "a\x00b", "\x1b[2J", "'; DROP TABLE work; --"])
def test_no_text_is_too_odd_to_be_saved(file: Path, text: str) -> None:
    begin, first, _, end = session("a")
    odd = replace(first, exercise=None, name=text, level=text)
    given_to(file, replace(begin, routine=text), odd, end)
    (one,) = listed(file)
    (work,) = charts(file).bests
    assert [one.routine, work.exercise, work.level] == [printable(text)] * 3
