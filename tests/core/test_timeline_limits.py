"""Levels of a timeline, what is open in it, and how long it may be."""

from __future__ import annotations

import pytest
from timeline_notation import (
    READY,
    block,
    hold,
    ladder,
    routine,
    step,
)

from footcore_tui.core.errors import TimelineError
from footcore_tui.core.routine import Standing
from footcore_tui.core.timeline import compile_timeline


def only(*weeks: int) -> frozenset[int]:
    return frozenset(weeks)


@pytest.mark.parametrize(
    ("week", "current", "level"),
    [
        pytest.param(1, {}, "seated", id="the easiest where nothing is known"),
        pytest.param(1, {"balance": "single-leg"}, "single-leg", id="the client's own"),
        pytest.param(1, {"balance": "gone"}, "seated", id="the easiest where the ladder lost that rung"),
    ],
)
def test_a_step_without_a_level_is_done_at_the_clients(week: int, current: dict[str, str], level: str) -> None:
    exercise = ladder("seated", "standing", "single-leg")
    timeline = compile_timeline(routine(step(hold(5), exercise=exercise)), Standing(week, levels=current))
    assert [interval.movement.level.id for interval in timeline.intervals] == [level, level]


@pytest.mark.parametrize(("week", "level"), [(1, "seated"), (2, "standing"), (5, "standing")])
@pytest.mark.parametrize("current", [{}, {"balance": "single-leg"}], ids=["unknown", "known"])
def test_a_pinned_level_of_a_week_stands_over_the_clients(current: dict[str, str], week: int, level: str) -> None:
    pinned = step(hold(5), exercise=ladder("seated", "standing", "single-leg"), level=("seated", "standing"))
    timeline = compile_timeline(routine(pinned, weeks=5), Standing(week, levels=current))
    assert timeline.works[0].movement.level.id == level


def test_free_text_has_no_level() -> None:
    assert compile_timeline(routine(step(hold(5)))).works[0].movement.level is None


def test_twelve_hours_can_be_done_and_a_second_more_cannot() -> None:
    half = 6 * 3600
    whole = compile_timeline(routine(step(hold(half)), step(hold(half)), prepare=0, between_blocks=0))
    assert whole.extent.clock_seconds == 12 * 3600
    with pytest.raises(TimelineError, match="12 hours"):
        compile_timeline(routine(step(hold(half)), step(hold(half)), prepare=1, between_blocks=0))


def test_ten_thousand_intervals_can_be_done_and_one_more_cannot() -> None:
    ten_thousand = [step(hold(1, 100), sets=25) for _ in range(4)]
    assert len(compile_timeline(routine(*ten_thousand, prepare=0, between_blocks=0)).intervals) == 10_000
    with pytest.raises(TimelineError, match="10000 intervals"):
        compile_timeline(routine(*ten_thousand, prepare=1, between_blocks=0))


def test_a_thousand_million_rounds_are_refused_before_a_list_is_built() -> None:
    with pytest.raises(TimelineError):
        compile_timeline(routine(block(step(hold(1)), rounds=10**9)))


def test_a_week_without_work_is_refused_by_its_number() -> None:
    with pytest.raises(TimelineError, match="week 2"):
        compile_timeline(routine(block(step(hold(1)), weeks=only(1)), weeks=2), Standing(week=2))


def test_a_routine_with_something_open_says_so() -> None:
    assert compile_timeline(routine(step(hold(1), sets=2, rest=READY))).open_ended
    assert not compile_timeline(routine(step(hold(1), sets=2, rest=1))).open_ended
