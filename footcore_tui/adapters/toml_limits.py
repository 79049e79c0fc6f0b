"""How long a routine may be, and how long its plan says it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from math import ceil
from typing import TypeVar

from footcore_tui.adapters.toml_blocks import WrittenBlock
from footcore_tui.adapters.toml_document import Table
from footcore_tui.core.bout import Extent
from footcore_tui.core.duration import format_duration
from footcore_tui.core.routine import (
    MAX_CLOCK_SECONDS,
    MAX_INTERVALS,
    Hold,
    Move,
    Paced,
    PerWeek,
    Routine,
    Standing,
    Step,
    timed,
)
from footcore_tui.core.timeline import measure, measure_weeks

_T = TypeVar("_T")

TOLERANCE = 0.1
"""How far a week may be from the plan's own length of a session."""


def report_limits(routine: Routine, written: tuple[WrittenBlock, ...], allowed: Collection[str]) -> None:
    """The first week that is too long, and those in which there is nothing to do."""
    if _surely_short(routine) and _never_empty(routine):
        return
    _report_missing_stage(routine, written[0], allowed)
    for stage in routine.stages:
        for week, extent in enumerate(measure_weeks(routine, stage), start=1):
            standing = Standing(week, stage)
            if not extent.intervals:
                _report_empty_week(routine, written[0], standing, allowed)
            if extent.intervals > MAX_INTERVALS or extent.clock_seconds > MAX_CLOCK_SECONDS:
                _report_too_long(routine, written, standing, extent)
                return


def _never_empty(routine: Routine) -> bool:
    """Whether something is done in every week and stage."""
    always = (block for block in routine.blocks if block.weeks is None and block.stage is None)
    return any(step.weeks is None for block in always for step in block.steps)


def _surely_short(routine: Routine) -> bool:
    """Whether no week can reach the limits: the largest values of all weeks together do not.

    An estimate that is never too low, for the usual file; the long way is to measure every week.
    """
    intervals = clock = 0
    between = timed(routine.rest_between_blocks)
    for block in routine.blocks:
        rounds = max(block.rounds.values)
        rest = max(map(timed, (*block.rest.values, *block.rest_between_rounds.values)))
        steps = [_at_most(step) for step in block.steps]
        intervals += 2 + rounds * sum([number + 1 for number, _ in steps])
        clock += (block.prepare or routine.prepare) + between + rounds * sum([length + rest for _, length in steps])
    return intervals <= MAX_INTERVALS and clock <= MAX_CLOCK_SECONDS


def _at_most(step: Step) -> tuple[int, int]:
    """No fewer intervals and seconds than all sets of a step and the rest after it take in any week."""
    works, seconds = 2, 0
    match step.dose:
        case Hold(lasting, reps):
            seconds = max(lasting.values)
            works = (
                max(step.total.values) // min(lasting.values) if step.total else 2 * max(reps.values if reps else (1,))
            )
        case Move(lasting):
            seconds = max(lasting.values)
            works = max(step.total.values) // min(lasting.values) if step.total else 2
        case Paced(reps, tempo):
            seconds = 2 * max(reps.values) * max([one.seconds for one in tempo.values])
    sets = max(step.sets.values)
    gap = max(*step.relax.values, *step.switch.values)
    rest = max(map(timed, (*step.rest.values, *(step.rest_after.values if step.rest_after else ()))))
    return sets * (2 * works + 1), sets * (works * (seconds + gap) + rest)


def standings(routine: Routine) -> Iterator[Standing]:
    """Every stage in every week that can differ from the one before it; without a plan there is one week."""
    return (Standing(week, stage) for stage in routine.stages for week in _changing_weeks(routine))


def _report_empty_week(routine: Routine, first: WrittenBlock, standing: Standing, allowed: Collection[str]) -> None:
    first.table.sheet.warn(first.table.place.value, "empty-week", f"there is nothing to do{_when(routine, standing)}",
                           "let a block say that week or stage, or leave weeks and stage out", allowed)  # fmt: skip


def _report_missing_stage(routine: Routine, first: WrittenBlock, allowed: Collection[str]) -> None:
    """A stage opens after the one before it, so where that is empty nobody gets there."""
    last = routine.stages[-1]
    missing = next((stage for stage in range(1, last) if stage not in routine.stages), None)
    if missing is not None and all(block.stage for block in routine.blocks):
        first.table.sheet.warn(first.table.place.value, "empty-week", f"there is nothing to do at stage {missing}, and "
                               f"stage {last} comes after it", "number the stages 1, 2 and so on", allowed)  # fmt: skip


def _report_too_long(routine: Routine, written: tuple[WrittenBlock, ...], standing: Standing, extent: Extent) -> None:
    """Points at the block that takes most of it."""
    if extent.intervals > MAX_INTERVALS:
        too_much = f"has {extent.intervals:,} intervals; at most {MAX_INTERVALS:,} are played"
    else:
        too_much = f"takes {format_duration(extent.clock_seconds)}; at most {format_duration(MAX_CLOCK_SECONDS)} go"

    def size(one: WrittenBlock) -> tuple[int, int]:
        alone = measure(replace(routine, blocks=(one.block,)), standing)
        return alone.intervals // MAX_INTERVALS, alone.clock_seconds + alone.intervals

    max(written, key=size).table.error("too-long-session", f"the session{_when(routine, standing)} {too_much}",
                                       "lower the rounds, sets, repetitions or times of this block")  # fmt: skip


def _when(routine: Routine, standing: Standing) -> str:
    week = f" in week {standing.week}" if routine.plan else ""
    return f"{week} at stage {standing.stage}" if standing.stage > 1 else week


def report_session_length(routine: Routine, expected: int, document: Table, allowed: Collection[str]) -> None:
    """The weeks that are not as long as the plan says; what is open may take any time, so it is never too short."""
    off, shortest, longest = [], 0, 10 * MAX_CLOCK_SECONDS
    for week, extent in enumerate(measure_weeks(routine), start=1):
        seconds = extent.clock_seconds
        shortest = max(shortest, ceil(seconds / (1 + TOLERANCE)))
        longest = longest if extent.open_ended else min(longest, int(seconds / (1 - TOLERANCE)))
        too_short = seconds < expected * (1 - TOLERANCE) and not extent.open_ended
        if seconds > expected * (1 + TOLERANCE) or too_short:
            off.append((week, seconds))
    if not off:
        return
    said = ", ".join(f"{format_duration(seconds)} in week {week}" for week, seconds in off[:3])
    more = f" and so on in {len(off)} weeks" if len(off) > 3 else ""
    document.sheet.warn(document.place.children["plan"].children["session"].value, "session-length",
                        f"a session takes {said}{more}: more than 10 % away from {format_duration(expected)}",
                        _fitting(shortest, min(longest, 2 * shortest)), allowed)  # fmt: skip


def _fitting(shortest: int, longest: int) -> str:
    """One length that is near enough to each week, where there is any."""
    if shortest > longest:
        return 'no length fits all weeks: change the doses, or write allow = ["session-length"] at the top of the file'
    steps = (whole for size in (60, 30, 5, 1) if (whole := -(-shortest // size) * size) <= longest)
    return f'write session = "{format_duration(next(steps))}", or change the doses'


def _changing_weeks(routine: Routine) -> range:
    """The weeks up to the last one that can differ from the one before it."""
    last = 1
    if routine.plan is None:
        return range(1, 2)
    for block in routine.blocks:
        last = max(last, _last_change(block.weeks), _length(block.rounds))
        last = max(last, _length(block.rest), _length(block.rest_between_rounds))
        for step in block.steps:
            last = max(last, _last_change(step.weeks), step.changes)
    return range(1, min(last, routine.weeks) + 1)


def _last_change(weeks: frozenset[int] | None) -> int:
    return max(weeks) + 1 if weeks else 1


def _length(lasting: PerWeek[_T] | None) -> int:
    return len(lasting.values) if lasting else 1
