"""What sessions add up to, with numbers reckoned by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from record_builders import attempt, began, ended

from footcore_tui.core.days import day_of
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import Event, Outcome, SessionCorrected, fold
from footcore_tui.core.stats import Balance, Week, Work, balances_of, strength, without_gaps, work_of

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def works(*events: Event) -> tuple[Work, ...]:
    (record,) = fold([began(), *events, ended()])
    return work_of(record)


def work(exercise: str = "stance", side: Side = LEFT, seconds: float = 15.0, touch_downs: int = 0) -> Work:
    return Work(exercise, side, None, seconds, seconds, 1, touch_downs)


def test_work_is_summed_by_exercise_and_side() -> None:
    found = works(
        attempt(index=1, side=LEFT, seconds=15, touch_downs=2),
        attempt(index=2, side=RIGHT, seconds=11, touch_downs=1),
        attempt(index=3, side=LEFT, seconds=12.5, touch_downs=1),
        attempt(index=4, kind="rest", side=LEFT, seconds=60),
    )
    assert found == (
        Work("single-leg-stance", LEFT, "fingertips", 27.5, 15, 2, 3),
        Work("single-leg-stance", RIGHT, "fingertips", 11, 11, 1, 1),
    )
    assert found[0].rate == 1.5


def test_what_is_open_is_work_but_no_hold() -> None:
    (found,) = works(attempt(planned=None, seconds=40, touch_downs=5))
    assert (found.seconds, found.best, found.holds, found.touch_downs, found.rate) == (40, 0, 0, 0, None)


def test_what_was_skipped_is_no_hold_though_its_seconds_are_work() -> None:
    skipped = attempt(index=2, seconds=20, outcome=Outcome.SKIPPED, touch_downs=3)
    (found,) = works(attempt(index=1, seconds=12, touch_downs=1), skipped)
    assert (found.seconds, found.best, found.holds, found.touch_downs) == (32, 12, 1, 1)
    (alone,) = works(skipped)
    assert (alone.best, alone.holds, alone.rate) == (0, 0, None)


def test_the_level_is_that_of_the_longest_hold() -> None:
    easy = replace(attempt(index=2, seconds=20), level="hand")
    (found,) = works(attempt(index=1, seconds=15), easy, attempt(index=3, seconds=10))
    assert (found.best, found.level) == (20, "hand")


def test_an_exercise_without_an_id_goes_by_its_name() -> None:
    (found,) = works(replace(attempt(), exercise=None))
    assert found.exercise == "Single-leg stance"


def test_a_correction_stands_for_all_in_proportion_and_no_hold_is_longer() -> None:
    found = works(
        attempt(index=1, side=LEFT, seconds=30),
        attempt(index=2, side=RIGHT, seconds=10),
        SessionCorrected("s1", work_seconds=20.0),
    )
    assert [(one.seconds, one.best) for one in found] == [(15, 20), (5, 10)]


def test_a_session_that_was_written_down_has_no_work_by_side() -> None:
    assert works(SessionCorrected("s1", work_seconds=20.0)) == ()


def test_weeks_are_without_gaps_up_to_this_one() -> None:
    monday = day_of("2026-06-01")
    known = [Week(monday - 14, 3, 90.0), Week(monday + 7, 1, 30.0)]
    found = without_gaps(known, monday + 2, 4)
    assert found == (Week(monday - 21), known[0], Week(monday - 7), Week(monday))


def test_the_touch_downs_of_a_week_are_those_of_all_its_holds() -> None:
    assert Week(1, 1, 45, work(touch_downs=1), work(side=RIGHT, touch_downs=0)).rate == 0.5
    assert Week(1).rate is None


def test_left_stands_against_right_and_what_has_no_side_is_left_out() -> None:
    left, right, lone = work("a"), work("a", RIGHT, 30), work("b", RIGHT, 60)
    assert balances_of([left, lone, right, work("c", Side.BOTH, 99)]) == (
        Balance("b", None, lone),
        Balance("a", left, right),
    )


@pytest.mark.parametrize(
    ("target", "strengths"), [(1, [0, 4, 4]), (2, [0, 2, 4, 4]), (3, [0, 1, 2, 4, 4]), (4, [0, 1, 2, 3, 4])]
)
def test_a_day_is_as_strong_as_it_is_near_to_the_target(target: int, strengths: list[int]) -> None:
    assert [strength(count, target) for count in range(len(strengths))] == strengths


@pytest.mark.parametrize(("manner", "best"), [(None, 45), ("hold", 45), ("paced", 20), ("move", 20), ("test-hold", 20)])
def test_the_best_hold_is_of_what_is_held_still(manner: str | None, best: float) -> None:
    long = replace(attempt(index=2, seconds=45, planned=45, touch_downs=1), manner=manner)
    (found,) = works(replace(attempt(index=1, seconds=20), manner="hold"), long)
    assert (found.best, found.holds, found.touch_downs, found.seconds) == (best, 2, 1, 65)
