"""Streak, weeks and score, by hand and against a slow second implementation of the constitution."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footcore_tui.core.day_rules import rules_of
from footcore_tui.core.days import day_of, iso
from footcore_tui.core.streak import Days, score_of, streak_of, week_target, weeks_kept
from tests.core.slow_streak import Diary

FULL = bool(os.environ.get("FOOTCORE_FULL"))
TODAY = "2026-06-18"
"""A Thursday."""
Dates = Collection[str]


def span(first: str, last: str) -> list[str]:
    return [iso(day) for day in range(day_of(first), day_of(last) + 1)]


def days_of(kept: Dates, bridged: Dates = (), today: str = TODAY, rest_days: int = 0, week_target: int = 4) -> Days:
    rules = rules_of([(1, "a", "rest_days", rest_days), (1, "a", "week_target", week_target)])
    return Days([day_of(one) for one in kept], [day_of(one) for one in bridged], day_of(today), rules)


def told(days: Days) -> tuple[int, int, int]:
    """The streak, the longest, the reserve that is left."""
    streak = streak_of(days)
    return streak.days, streak.longest, streak.reserve_left(days.today)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        pytest.param([], (0, 0, 2), id="nothing yet"),
        pytest.param([TODAY], (1, 1, 2), id="the first day"),
        pytest.param(span("2026-06-16", "2026-06-17"), (2, 2, 2), id="today is open, not missed"),
        pytest.param(["2026-06-15", TODAY], (2, 2, 0), id="two missed days are borne"),
        pytest.param(["2026-06-14", TODAY], (1, 1, 2), id="a third is not: the stretch begins after the first of them"),
        pytest.param(["2026-06-15"], (1, 1, 0), id="two missed days at the end"),
        pytest.param(["2026-06-14"], (0, 1, 2), id="three missed days at the end leave no stretch, and spend nothing"),
        pytest.param([*span("2026-05-28", "2026-05-29"), "2026-06-03", TODAY], (1, 3, 2), id="June has three"),
        pytest.param(
            [*span("2026-05-01", "2026-05-29"), *span("2026-06-03", TODAY)],
            (45, 45, 0),
            id="four days at a month's end",
        ),
        pytest.param(
            [*span("2026-05-01", "2026-05-28"), *span("2026-06-03", TODAY)], (16, 28, 2), id="three of them in May"
        ),
        pytest.param(["2026-06-19", "2026-06-20", TODAY], (1, 1, 2), id="days to come are left out"),
        pytest.param([*span("2026-01-01", "2026-01-20"), TODAY], (1, 20, 2), id="the longest stands far back"),
    ],
)
def test_the_streak_bears_two_missed_days_of_a_month(kept: list[str], expected: tuple[int, int, int]) -> None:
    assert told(days_of(kept)) == expected


def test_reserve_days_are_shown_and_only_those_of_this_month_are_spent_in_it() -> None:
    days = days_of([*span("2026-05-01", "2026-05-29"), *span("2026-06-02", "2026-06-10"), *span("2026-06-12", TODAY)])
    streak = streak_of(days)
    assert [iso(day) for day in streak.reserve] == ["2026-05-30", "2026-05-31", "2026-06-01", "2026-06-11"]
    assert streak.reserve_left(days.today) == 0


def test_bridged_days_join_and_add_nothing() -> None:
    kept = [*span("2026-06-01", "2026-06-05"), *span("2026-06-15", "2026-06-17")]
    assert told(days_of(kept)) == (3, 5, 2)
    assert told(days_of(kept, span("2026-06-06", "2026-06-14"))) == (8, 8, 2)
    assert told(days_of(kept, [*span("2026-06-06", "2026-06-14"), "2026-06-03"])) == (8, 8, 2), "a kept day is kept"


def test_a_stretch_neither_begins_nor_ends_with_a_bridged_day() -> None:
    ill = span("2026-06-10", TODAY)
    assert told(days_of(["2026-06-09"], ill)) == (1, 1, 2)
    assert told(days_of([TODAY], span("2026-06-01", "2026-06-17"))) == (1, 1, 2)
    # What was missed before the first kept day is no part of the stretch.
    assert told(days_of(["2026-06-01", "2026-06-07", TODAY], span("2026-06-08", "2026-06-17"))) == (2, 2, 2)


def test_weekdays_off_are_bridged_from_the_day_on_which_the_rule_holds() -> None:
    weekdays = [day for day in span("2026-06-01", TODAY) if date.fromisoformat(day).weekday() < 5]
    weekend = 0b110_0000
    assert told(days_of(weekdays, rest_days=weekend)) == (14, 14, 2)
    rules = rules_of([(day_of("2026-06-10"), "a", "rest_days", weekend)])
    later = Days([day_of(day) for day in weekdays], (), day_of(TODAY), rules)
    # 6 and 7 June were missed when they were, and stay so.
    assert told(later) == (14, 14, 0)


@pytest.mark.parametrize(
    ("kept", "bridged", "expected"),
    [
        pytest.param(span("2026-06-15", TODAY), (), (1, 4), id="this week is kept already"),
        pytest.param(span("2026-06-08", "2026-06-11"), (), (1, 0), id="this week is open and breaks nothing"),
        pytest.param(span("2026-06-01", "2026-06-04"), (), (0, 0), id="last week was not kept"),
        pytest.param(span("2026-06-01", "2026-06-04"), span("2026-06-08", "2026-06-11"), (1, 0), id="or was bridged"),
        pytest.param(span("2026-06-01", "2026-06-04"), span("2026-06-08", "2026-06-10"), (0, 0), id="by too little"),
        pytest.param(span("2026-05-25", TODAY), (), (4, 4), id="a row"),
    ],
)
def test_a_week_is_kept_with_four_days(kept: Dates, bridged: Dates, expected: tuple[int, int]) -> None:
    days = days_of(kept, bridged)
    monday = day_of("2026-06-15")
    assert (weeks_kept(days), days.kept_between(monday, days.today)) == expected
    assert week_target(days, monday) == 4


def test_the_score_of_a_perfect_month_and_after_it() -> None:
    # By hand: m = 0.5 ** (sqrt(4 / 7) / 13) = 0.960496; v is 1/4, 2/4, 3/4, then 1.
    assert score_of(days_of([TODAY])) == 1
    assert score_of(days_of(span("2026-06-15", TODAY))) == 9
    assert score_of(days_of(span("2026-05-20", TODAY))) == 68
    assert score_of(days_of(span("2026-05-20", "2026-06-17"))) == 67, "today's step is not taken yet"
    assert score_of(days_of(span("2026-05-20", "2026-06-08"), span("2026-06-09", TODAY))) == 53, "nothing is lost ill"
    assert score_of(days_of([])) == 0


def test_rules_hold_from_their_day_and_the_later_word_counts() -> None:
    rules = rules_of(
        [(10, "b", "week_target", 5), (10, "a", "week_target", 3), (20, "0", "day_needs", 2), (20, "1", "unknown", 7)]
    )
    assert [(one.since, one.week_target, one.day_needs) for one in rules] == [(1, 4, 1), (10, 5, 1), (20, 5, 2)]


FIRST = date(2026, 1, 20)
SOME_DAYS = st.sets(st.integers(0, 100).map(lambda number: FIRST + timedelta(days=number)))
MOST_DAYS = SOME_DAYS.map(lambda days: {FIRST + timedelta(days=number) for number in range(100)} - days)
KEPT = st.one_of(SOME_DAYS, MOST_DAYS)
NOW = st.integers(0, 104).map(lambda number: FIRST + timedelta(days=number))


def compared(kept: set[date], bridged: set[date], today: date, target: int) -> tuple[Days, Diary]:
    rules = rules_of([(1, "a", "week_target", target)])
    numbers = ([day.toordinal() for day in days] for days in (kept, bridged))
    return Days(*numbers, today.toordinal(), rules), Diary(frozenset(kept), frozenset(bridged), today, target)


@given(KEPT, SOME_DAYS, NOW, st.integers(1, 7))
@settings(deadline=None)
def test_it_is_what_the_constitution_says_word_by_word(
    kept: set[date], bridged: set[date], today: date, target: int
) -> None:
    days, diary = compared(kept, bridged, today, target)
    assert told(days) == (diary.streak(today), diary.longest, diary.reserve_left)
    assert (weeks_kept(days), score_of(days)) == (diary.weeks_kept, diary.score)


@given(KEPT, SOME_DAYS, NOW, st.integers(0, 104))
@settings(max_examples=10_000 if FULL else 1_000, deadline=None)
def test_logging_more_never_shortens_one(kept: set[date], bridged: set[date], today: date, more: int) -> None:
    before, _ = compared(kept, bridged, today, 4)
    after, _ = compared(kept | {FIRST + timedelta(days=more)}, bridged, today, 4)
    assert told(after)[:2] >= told(before)[:2]
    assert told(after)[1] >= told(before)[1]
    assert weeks_kept(after) >= weeks_kept(before)
