"""The timeline: a routine and a week as a flat tuple of intervals, by the seven rules of docs/routine-format.md.

`measure` says how many intervals and seconds that will be, by multiplication alone, so that a file that asks for a
thousand million rounds is refused before any list is built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple, assert_never

from footcore_tui.core.bout import Bout, Extent, bout
from footcore_tui.core.errors import TimelineError
from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Interval, Kind, Manner, Movement
from footcore_tui.core.routine import (
    MAX_CLOCK_SECONDS,
    MAX_INTERVALS,
    Block,
    Hold,
    Move,
    Paced,
    Ready,
    Rest,
    Routine,
    SelfPaced,
    Standing,
    Start,
    Step,
    Test,
    timed,
)
from footcore_tui.core.same import Same


@dataclass(frozen=True, slots=True)
class Timeline:
    """A compiled session."""

    intervals: tuple[Interval, ...]
    extent: Extent

    @property
    def open_ended(self) -> bool:
        return any(interval.open for interval in self.intervals)

    @property
    def work_numbers(self) -> tuple[int, ...]:
        """For each interval the number of the work it is or leads to, from 1."""
        numbers, number = [], 0
        for interval in self.intervals:
            numbers.append(number + 1)
            number += interval.work
        return tuple(numbers)

    @property
    def works(self) -> tuple[Interval, ...]:
        return tuple(interval for interval in self.intervals if interval.work)


def measure(routine: Routine, standing: Standing) -> Extent:
    """The extent of the timeline that the routine compiles to, without compiling it."""
    return _measure(routine, standing, _part)


def has_open_work(routine: Routine, standing: Standing) -> bool:
    """Whether some of its work has no length of its own."""
    blocks = [block for block in routine.blocks if block.is_played(standing)]
    steps = [step for block in blocks for step in block.steps_in(standing.week)]
    return any(bout(step, standing.week).seconds is None for step in steps)


def measure_weeks(routine: Routine, stage: int = 1) -> tuple[Extent, ...]:
    """The extents of all weeks; what is the same from week to week is worked out once, and the last answer kept."""
    return _measured_weeks(Same(routine), stage)


@lru_cache(1)
def _measured_weeks(same: Same[Routine], stage: int) -> tuple[Extent, ...]:
    routine = same.value
    changes = {id(step): step.changes for block in routine.blocks for step in block.steps}
    changes |= {id(block): block.changes([changes[id(step)] for step in block.steps]) for block in routine.blocks}
    parts: dict[tuple[int, int], _Part | None] = {}
    steps: dict[tuple[int, int], Extent] = {}

    def step_extent(step: Step, week: int) -> Extent:
        key = (id(step), min(week, changes[id(step)]))
        if key not in steps:
            steps[key] = _step_extent(step, week)
        return steps[key]

    def part(block: Block, week: int) -> _Part | None:
        key = (id(block), min(week, changes[id(block)]))
        if key not in parts:
            parts[key] = _part(block, week, step_extent)
        return parts[key]

    return tuple([_measure(routine, Standing(week, stage), part) for week in range(1, routine.weeks + 1)])


def compile_timeline(routine: Routine, standing: Standing | None = None) -> Timeline:
    """The routine as a client of that standing does it.

    Raises TimelineError where that week or stage holds no work, or more than the format's limits.
    """
    standing = standing or Standing()
    extent = measure(routine, standing)
    if extent.intervals > MAX_INTERVALS or extent.clock_seconds > MAX_CLOCK_SECONDS:
        raise TimelineError(f"{routine.name} is longer than {MAX_INTERVALS} intervals or 12 hours")
    drafts = list(_drafts(routine, standing))
    if not drafts:
        raise TimelineError(f"{routine.name} has nothing to do in week {standing.week}, stage {standing.stage}")
    return Timeline(tuple(_linked(drafts)), extent)


def longer(one: Rest, other: Rest) -> Rest:
    """The longer of two rests; "ready" is the longest."""
    if isinstance(one, Ready) or isinstance(other, Ready):
        return Ready.READY
    return max(one, other)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a work stands in its routine."""

    movement: Movement
    block: int
    round: int
    rounds: int
    set: int
    sets: int


@dataclass(frozen=True, slots=True)
class _Draft:
    """An interval before it knows its place in time; `place` is None for what leads to a work."""

    kind: Kind
    seconds: int | None
    place: _Place | None = None
    side: Side = Side.BOTH
    cap: int | None = None
    rep: int | None = None
    reps: int | None = None


def _prepare(routine: Routine, block: Block, *, first: bool) -> int:
    if block.prepare is not None:
        return block.prepare
    return routine.prepare if first else 0


def _rest_between_steps(block: Block, step: Step, week: int) -> Rest:
    return block.rest.of(week) if step.rest_after is None else step.rest_after.of(week)


def _last_rest(steps: tuple[Step, ...], week: int) -> Rest:
    rest = steps[-1].rest_after
    return 0 if rest is None else rest.of(week)


def _measure(routine: Routine, standing: Standing, part_of: Callable[[Block, int], _Part | None]) -> Extent:
    intervals = work = clock = 0
    open_ended, first, rest = False, True, routine.rest_between_blocks
    for block in routine.blocks:
        if not block.is_played(standing) or (part := part_of(block, standing.week)) is None:
            continue
        extent, last_rest = part
        prepare = _prepare(routine, block, first=first)
        ready = not first and isinstance(rest, Ready)
        gap = 0 if first else timed(rest)
        intervals += extent.intervals + (prepare > 0) + (gap > 0 or ready)
        work += extent.work_seconds
        clock += extent.clock_seconds + prepare + gap
        open_ended = open_ended or ready or extent.open_ended
        first, rest = (
            False,
            longer(last_rest, routine.rest_between_blocks) if last_rest else routine.rest_between_blocks,
        )
    return Extent(intervals, work, clock, open_ended)


class _Part(NamedTuple):
    """A block in one week."""

    extent: Extent
    last_rest: Rest
    """What its last step asks for after itself."""


def _step_extent(step: Step, week: int) -> Extent:
    """All sets of a step, and the rests between them."""
    sets, one = step.sets.of(week), bout(step, week).extent
    if sets == 1:
        return one
    rest = (step.rest.of(week),)
    return Extent(
        one.intervals * sets + _number(rest) * (sets - 1),
        one.work_seconds * sets,
        one.clock_seconds * sets + _seconds(rest) * (sets - 1),
        one.open_ended or Ready.READY in rest,
    )


def _part(block: Block, week: int, extent_of: Callable[[Step, int], Extent] = _step_extent) -> _Part | None:
    """All rounds of a block; None where nothing of it is done in that week."""
    steps = block.steps_in(week)
    if not steps:
        return None
    rounds, last_rest = block.rounds.of(week), _last_rest(steps, week)
    if len(steps) == rounds == 1:
        return _Part(extent_of(steps[0], week), last_rest)
    between = [_rest_between_steps(block, step, week) for step in steps[:-1]]
    turn = (longer(last_rest, block.rest_between_rounds.of(week)),)
    sets = [extent_of(step, week) for step in steps]
    extent = Extent(
        (sum([one.intervals for one in sets]) + _number(between)) * rounds + _number(turn) * (rounds - 1),
        sum([one.work_seconds for one in sets]) * rounds,
        (sum([one.clock_seconds for one in sets]) + _seconds(between)) * rounds + _seconds(turn) * (rounds - 1),
        any(one.open_ended for one in sets) or Ready.READY in between or (rounds > 1 and Ready.READY in turn),
    )
    return _Part(extent, last_rest)


def _number(gaps: Sequence[Rest]) -> int:
    """How many of them are intervals."""
    return len(gaps) - gaps.count(0)


def _seconds(gaps: Sequence[Rest]) -> int:
    return sum([timed(gap) for gap in gaps])


def _gap(kind: Kind, gap: Rest) -> Iterator[_Draft]:
    if isinstance(gap, Ready):
        yield _Draft(kind, None)
    elif gap:
        yield _Draft(kind, gap)


def _drafts(routine: Routine, standing: Standing) -> Iterator[_Draft]:
    week, before = standing.week, None
    for number, block, steps in routine.played(standing):
        if before is not None:
            yield from _gap(Kind.REST, longer(_last_rest(before, week), routine.rest_between_blocks))
        yield from _gap(Kind.PREPARE, _prepare(routine, block, first=before is None))
        movements = [_movement(step, standing) for step in steps]
        rounds = block.rounds.of(week)
        for turn in range(1, rounds + 1):
            if turn > 1:
                yield from _gap(Kind.REST, longer(_last_rest(steps, week), block.rest_between_rounds.of(week)))
            for index, step in enumerate(steps):
                if index:
                    yield from _gap(Kind.REST, _rest_between_steps(block, steps[index - 1], week))
                yield from _step_drafts(step, week, _Place(movements[index], number, turn, rounds, 1, 1))
        before = steps


def _step_drafts(step: Step, week: int, place: _Place) -> Iterator[_Draft]:
    sets, one = step.sets.of(week), bout(step, week)
    for number in range(1, sets + 1):
        if number > 1:
            yield from _gap(Kind.REST, step.rest.of(week))
        yield from _bout_drafts(one, replace(place, set=number, sets=sets))


def _bout_drafts(one: Bout, place: _Place) -> Iterator[_Draft]:
    counted = one.reps is None
    for work in range(one.works):
        side = one.side(work)
        if work:
            swaps = side is not one.side(work - 1)
            yield from _gap(Kind.SWITCH, one.switch) if swaps else _gap(Kind.RELAX, one.relax)
        rep, reps = (work + 1, one.works) if counted else (None, one.reps)
        yield _Draft(Kind.WORK, one.seconds, place, side, one.cap, rep, reps)


def _movement(step: Step, standing: Standing) -> Movement:
    exercise, dose = step.exercise, step.dose
    pinned = step.level.of(standing.week) if step.level else None
    level = exercise.level(pinned or standing.levels.get(exercise.id)) if exercise else None
    cues = step.cues or tuple(filter(None, (level.cue if level else "", *(exercise.cues if exercise else ()))))
    paced = dose if isinstance(dose, Paced | Test) and dose.tempo else None
    tempo, start = (paced.tempo.of(standing.week), paced.start) if paced and paced.tempo else (None, Start.DOWN)
    evidence = step.evidence or (level.evidence if level else None)
    return Movement(step.name, _manner(step), exercise, level, cues, step.unit, tempo, start, evidence)


def _manner(step: Step) -> Manner:
    match step.dose:
        case Hold():
            return Manner.HOLD
        case Move():
            return Manner.MOVE
        case Paced():
            return Manner.PACED
        case SelfPaced():
            return Manner.SELF_PACED
        case Test(measure=what):
            return Manner.TEST_HOLD if what == "hold" else Manner.TEST_REPS
        case _:
            assert_never(step.dose)


def _linked(drafts: list[_Draft]) -> Iterator[Interval]:
    """The intervals with their place in time, each one that is not work told what it leads to (rule 7)."""
    leads_to = len(drafts)
    next_work: list[int] = [0] * len(drafts)
    for index in range(len(drafts) - 1, -1, -1):
        next_work[index] = leads_to
        if drafts[index].place is not None:
            leads_to = index
    at = 0
    for index, draft in enumerate(drafts):
        following = next_work[index] if next_work[index] < len(drafts) else None
        work = draft if draft.place is not None else drafts[next_work[index]]
        place = work.place
        assert place is not None  # a gap is only ever yielded between two works or before the first
        yield Interval(
            index, draft.kind, at, draft.seconds, draft.cap, place.movement, work.side, place.block, place.round,
            place.rounds, place.set, place.sets, work.rep, work.reps, following,
        )  # fmt: skip
        at += draft.seconds or 0
