"""What is true of every timeline, whatever the routine."""

from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given, settings
from routine_strategies import routines, standings

from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Interval, Kind
from footcore_tui.core.routine import (
    Hold,
    Move,
    Paced,
    Ready,
    Rest,
    Routine,
    Sides,
    Standing,
    Step,
)
from footcore_tui.core.timeline import compile_timeline, longer, measure

many = settings(max_examples=100, deadline=None)


def played(routine: Routine, standing: Standing) -> list[Step]:
    """Every step as often as it is gone through, in order."""
    week, gone_through = standing.week, []
    for block in routine.blocks:
        if block.weeks is not None and week not in block.weeks:
            continue
        if block.stage is not None and block.stage != standing.stage:
            continue
        for _ in range(block.rounds.of(week)):
            for step in block.steps:
                if step.weeks is None or week in step.weeks:
                    gone_through += [step] * step.sets.of(week)
    return gone_through


def worked_seconds(step: Step, week: int) -> int:
    """Of one set, as an author would count them on paper: the dose, and for two sides the dose again."""
    if step.total is not None:
        return step.total.of(week)
    match step.dose:
        case Hold(seconds=seconds, reps=reps):
            one_side = seconds.of(week) * (reps.of(week) if reps else 1)
        case Move(seconds=seconds):
            one_side = seconds.of(week)
        case Paced(reps=reps, tempo=tempo):
            phases = tempo.of(week)
            one_side = reps.of(week) * (phases.lower + phases.bottom + phases.rise + phases.top)
        case _:
            one_side = 0
    return one_side * (2 if step.sides in (Sides.EACH, Sides.ALTERNATE) else 1)


@many
@given(routines(), standings)
def test_the_work_is_the_sum_of_the_doses(routine: Routine, standing: Standing) -> None:
    timeline = compile_timeline(routine, standing)
    doses = sum(worked_seconds(step, standing.week) for step in played(routine, standing))
    assert sum(interval.seconds or 0 for interval in timeline.works) == doses
    assert timeline.extent.work_seconds == doses


@many
@given(routines(), standings)
def test_measuring_says_what_compiling_gives(routine: Routine, standing: Standing) -> None:
    intervals = compile_timeline(routine, standing).intervals
    extent = measure(routine, standing)
    assert extent.intervals == len(intervals)
    assert extent.clock_seconds == sum(interval.seconds or 0 for interval in intervals)
    assert extent.open_ended is any(interval.open for interval in intervals)


@many
@given(routines(), standings)
def test_counting_is_dense_and_no_interval_is_of_no_length(routine: Routine, standing: Standing) -> None:
    intervals = compile_timeline(routine, standing).intervals
    assert [interval.index for interval in intervals] == list(range(len(intervals)))
    ends = accumulate(interval.seconds or 0 for interval in intervals)
    assert [interval.at for interval in intervals] == [0, *ends][:-1]
    assert all(interval.seconds is None or interval.seconds > 0 for interval in intervals)
    assert all(interval.cap is None or (interval.open and interval.work) for interval in intervals)


@many
@given(routines(), standings)
def test_it_ends_with_work_and_between_two_works_stands_one_rest_at_most(routine: Routine, standing: Standing) -> None:
    intervals = compile_timeline(routine, standing).intervals
    kinds = [interval.kind for interval in intervals]
    assert kinds[-1] is Kind.WORK
    for before, after in pairwise(kinds):
        assert after is Kind.WORK or before is Kind.WORK or (before, after) == (Kind.REST, Kind.PREPARE)
    assert Kind.PREPARE not in kinds[1:] or any(block.prepare for block in routine.blocks)


@many
@given(routines(), standings)
def test_what_is_not_work_carries_the_next_work(routine: Routine, standing: Standing) -> None:
    intervals = compile_timeline(routine, standing).intervals
    following: Interval | None = None
    for interval in reversed(intervals):
        assert interval.next == (following.index if following else None)
        if interval.work:
            following = interval
        else:
            assert following is not None
            assert _place(interval) == _place(following)


def _place(interval: Interval) -> tuple[object, ...]:
    return (
        interval.movement,
        interval.side,
        (interval.block, interval.round, interval.rounds, interval.set, interval.sets),
        (interval.rep, interval.reps),
    )


@many
@given(routines(), standings)
def test_the_side_changes_by_a_switch_within_a_set_and_a_relax_keeps_it(routine: Routine, standing: Standing) -> None:
    intervals = compile_timeline(routine, standing).intervals
    works = [interval for interval in intervals if interval.work]
    for before, after in pairwise(works):
        between = {interval.kind for interval in intervals[before.index + 1 : after.index]}
        if Kind.SWITCH in between:
            assert after.side is before.side.other
            assert after.side is not Side.BOTH
        if Kind.RELAX in between:
            assert after.side is before.side
        if between & {Kind.SWITCH, Kind.RELAX}:
            assert _bout(before) == _bout(after)


def _bout(work: Interval) -> tuple[int, int, int]:
    return work.block, work.round, work.set


@many
@given(routines(), standings)
def test_two_sides_get_the_same_and_holds_are_counted_through(routine: Routine, standing: Standing) -> None:
    works = iter(compile_timeline(routine, standing).works)
    for step in played(routine, standing):
        first = next(works)
        counted = first.rep is not None
        size = first.reps if counted else (2 if step.sides is Sides.EACH else 1)
        bout = [first, *(next(works) for _ in range((size or 1) - 1))]
        sides = [work.side for work in bout]
        if counted:
            assert [(work.rep, work.reps) for work in bout] == [(rep, size) for rep in range(1, (size or 0) + 1)]
        if step.sides.two and first.side is not Side.BOTH:
            assert sides.count(Side.LEFT) == sides.count(Side.RIGHT)
            assert sides[0] is step.first
        if step.sides is Sides.EACH:
            assert sides == [step.first] * (len(bout) // 2) + [step.first.other] * (len(bout) // 2)
        elif step.sides is Sides.ALTERNATE and isinstance(step.dose, Hold | Move):
            assert all(after is before.other for before, after in pairwise(sides))
    assert next(works, None) is None


@many
@given(routines(), standings)
def test_rests_of_the_timeline_are_rests_that_the_author_wrote(routine: Routine, standing: Standing) -> None:
    timeline = compile_timeline(routine, standing)
    written: set[Rest] = {routine.rest_between_blocks}
    for block in routine.blocks:
        written |= {block.rest.of(standing.week), block.rest_between_rounds.of(standing.week)}
        for step in block.steps:
            written.add(step.rest.of(standing.week))
            if step.rest_after is not None:
                written.add(step.rest_after.of(standing.week))
    for interval in timeline.intervals:
        if interval.kind is Kind.REST:
            assert (Ready.READY if interval.seconds is None else interval.seconds) in written


def test_ready_is_longer_than_any_rest() -> None:
    assert longer(Ready.READY, 10**6) is longer(0, Ready.READY) is Ready.READY
    assert longer(3, 4) == longer(4, 3) == 4
