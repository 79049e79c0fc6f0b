"""What changes from one week of a plan to the next, as it is told."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from routine_strategies import WEEKS, routines

from footcore_tui.core.errors import TimelineError
from footcore_tui.core.routine import Block, Routine, Standing, Step
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.core.week_changes import WeekChanges
from tests.timeline_notation import block, hold, ladder, move, paced, routine, self_paced, step

FOOT = ladder("easy", "hard")


def told(plan: Routine) -> list[list[str]]:
    changes = WeekChanges(plan)
    return [list(changes.of(week)) for week in range(1, plan.weeks + 1)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (step(hold((20, 30))), "hold 20 s → 30 s"),
        (step(hold(5, (8, 10)), sets=(2, 3), rest=(30, 45)), "reps 8 → 10, sets 2 → 3, rest between sets 30 s → 45 s"),
        (step(hold(5, 8), sets=(1, 2)), "sets 1 → 2"),
        (step(move((60, 90))), "time 1 min → 1 min 30 s"),
        (step(paced((8, 10), 3, 0, 2, 1)), "reps 8 → 10"),
        (step(self_paced((8, 10))), "reps 8 → 10"),
        (step(hold(15), "alternate", total=(60, 120), switch=(3, 5)), "total 1 min → 2 min, switch 3 s → 5 s"),
        (step(hold(15), exercise=FOOT, level=("easy", "hard")), "level Easy → Hard"),
        (block(step(hold(15)), rounds=(1, 2)), "rounds 1 → 2"),
    ],
)
def test_each_part_of_a_dose_is_told(changed: Step | Block, said: str) -> None:
    assert told(routine(changed, weeks=2)) == [[], [f"Stand: {said}"]]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (step(hold(15, 3), "left", switch=(3, 5)), []),
        (step(hold(15, 3), switch=(3, 5)), []),
        (step(paced(8, 2, 0, 2, 0), "alternate", switch=(3, 5)), []),
        (step(hold(15, (1, 1)), "left", relax=(2, 4)), []),
        (step(hold(15), "each", relax=(2, 4)), []),
        (step(hold(15), "each", switch=(3, 5)), ["Stand: switch 3 s → 5 s"]),
        (step(hold(15, 2), "left", relax=(2, 4)), ["Stand: relax 2 s → 4 s"]),
    ],
)
def test_a_switch_or_relax_that_does_nothing_is_not_told(changed: Step, said: list[str]) -> None:
    assert told(routine(changed, weeks=2)) == [[], said]


def test_where_the_feet_begin_to_take_turns_the_sides_alone_are_told() -> None:
    plan = routine(step(hold(20), weeks=frozenset({1})), step(hold(20), "each", weeks=frozenset({2})), weeks=2)
    assert told(plan)[1] == ["Stand: sides both together → each in turn"]


def test_what_is_new_and_what_is_no_more_is_told_by_name() -> None:
    plan = routine(
        step(move(30), name="Roll", weeks=frozenset({1, 2})),
        step(hold(20), name="Stand", weeks=frozenset({2, 3})),
        weeks=3,
    )
    assert told(plan) == [[], ["new: Stand, one hold of 20 s"], ["no more: Roll"]]


def test_a_step_that_another_takes_over_is_the_same_exercise() -> None:
    plan = routine(step(hold(20), weeks=frozenset({1})), step(paced(5, 1, 1, 1, 1), weeks=frozenset({2})), weeks=2)
    assert told(plan)[1] == ["Stand: hold 20 s → 5 reps at 1-1-1-1"]


def test_two_steps_of_one_exercise_are_told_apart_by_their_order() -> None:
    plan = routine(step(hold(20)), step(hold((20, 25))), weeks=2)
    assert told(plan)[1] == ["Stand: hold 20 s → 25 s"]


def test_rests_within_a_block_are_told_with_its_name() -> None:
    circuit = block(
        step(hold(20), name="A"), step(hold(20), name="B"), rounds=2, rest=(60, 30, 30), between_rounds=(180, 120, 60)
    )
    assert told(routine(circuit, weeks=3)) == [
        [],
        ["A and B: rest between steps 1 min → 30 s, rest between rounds 3 min → 2 min"],
        ["A and B: rest between rounds 2 min → 1 min"],
    ]
    alone = block(step(hold(20), name="A"), rest=(60, 30), between_rounds=(180, 120))
    assert told(routine(alone, weeks=2)) == [[], []]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(routines(), st.integers(1, 2), st.integers(2, WEEKS))
def test_a_week_of_which_nothing_is_told_is_played_like_the_one_before(plan: Routine, stage: int, week: int) -> None:
    if any(WeekChanges(plan, stage).of(week)):
        return
    with suppress(TimelineError):
        before, now = (compile_timeline(plan, Standing(one, stage)) for one in (week - 1, week))
        assert now.intervals == before.intervals


def test_a_week_like_the_one_before_has_nothing_to_tell() -> None:
    assert told(routine(step(hold(20), "each", sets=3, rest=20), weeks=3)) == [[], [], []]
