"""Work that is uneven between the feet, and heavy repetitions with no rest between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice

from footcore_tui.adapters.toml_blocks import WrittenBlock
from footcore_tui.adapters.toml_document import Table
from footcore_tui.adapters.toml_limits import standings
from footcore_tui.adapters.toml_side_changes import MAX_LOOKS
from footcore_tui.core.bout import bout
from footcore_tui.core.duration import format_duration
from footcore_tui.core.exercise import Focus, Side
from footcore_tui.core.routine import Paced, Ready, Rest, Routine, SelfPaced, Sides, Standing, Step
from footcore_tui.core.timeline import longer

SIDES_UNEQUAL, NO_REST = "sides-unequal", "no-rest"
HEAVY_REPS = 8
"""Paced repetitions of one foot, or of both, from which a set of a strength exercise is heavy."""
REST_SECONDS = 20
"""What a foot is left between two heavy sets of one exercise, at the least."""


def report_unequal_sides(routine: Routine, written: tuple[WrittenBlock, ...], allowed: Collection[str]) -> None:
    """The first week in which one foot works more than the other; `each` and `alternate` are even by themselves.

    A routine for one foot alone, as after an injury, is taken as meant.
    """
    if len({step.sides for one in written for step in one.block.steps}) == 1:
        return
    if not any(_counts(one, step) for one in written for step in one.block.steps):
        return
    for standing in _looks(routine, written):
        seconds, reps, first = Counter[Side](), Counter[Side](), dict[Side, Table]()
        for one, step, table in _played(written, standing):
            if not _counts(one, step):
                continue
            side, times = Side(step.sides.value), one.block.rounds.of(standing.week) * step.sets.of(standing.week)
            first.setdefault(side, table)
            seconds[side] += bout(step, standing.week).extent.work_seconds * times
            reps[side] += step.dose.reps.of(standing.week) * times if isinstance(step.dose, SelfPaced) else 0
        if seconds[Side.LEFT] != seconds[Side.RIGHT] or reps[Side.LEFT] != reps[Side.RIGHT]:
            more = max((Side.LEFT, Side.RIGHT), key=lambda side: (seconds[side], reps[side]))
            left, right = (_amount(seconds[side], reps[side]) for side in (Side.LEFT, Side.RIGHT))
            week = f"in week {standing.week} " if routine.plan else ""
            table = first[more]
            table.sheet.warn(table.entry("sides").place.value, SIDES_UNEQUAL,
                             f"{week}the left foot alone does {left}, the right one {right}",
                             f'give the {more.other} foot the same, or silence this with allow = ["{SIDES_UNEQUAL}"] '
                             f"in the {table.what}", allowed)  # fmt: skip
            return


def report_no_rest(routine: Routine, written: tuple[WrittenBlock, ...], allowed: Collection[str]) -> None:
    """Heavy sets of an exercise that follow each other too soon, once for each step or block."""
    if not any(isinstance(step.dose, Paced) and _is_strength(step) for one in written for step in one.block.steps):
        return
    for standing in _looks(routine, written):
        before: tuple[Step, int] | None = None
        for one, step, table, rest in _sets(routine, written, standing):
            heavy = _is_heavy(step, standing.week)
            if heavy and before and _is_again(step, before[0]) and not isinstance(rest, Ready):
                gap = rest + before[1]
                if gap < REST_SECONDS:
                    _warn_no_rest(step, table, gap, {*allowed, *one.block.allow, *step.allow})
            before = (step, _other_side(step, standing.week)) if heavy else None


def _warn_no_rest(step: Step, table: Table, gap: int, allowed: Collection[str]) -> None:
    table.sheet.warn(table.place.value, NO_REST,
                     f"{gap} s between sets of {step.name}: the muscle wants {REST_SECONDS} s and more",
                     f'write rest = "45s", or silence this with allow = ["{NO_REST}"] in the {table.what}',
                     allowed)  # fmt: skip


def _sets(
    routine: Routine, written: tuple[WrittenBlock, ...], standing: Standing
) -> Iterator[tuple[WrittenBlock, Step, Table, Rest]]:
    """Each set of the session with the rest before it; of many sets or rounds the first two."""
    week, after, rest = standing.week, None, routine.rest_between_blocks
    for one in written:
        block = one.block
        places = one.played(standing)
        if not places:
            continue
        rest = rest if isinstance(rest, Ready) else rest + (block.prepare or 0)
        for turn in range(min(block.rounds.of(week), 2)):
            for number, (step, table) in enumerate(places):
                if turn and not number:
                    rest = longer(block.rest_between_rounds.of(week), after or 0)
                elif number:
                    rest = block.rest.of(week) if after is None else after
                for again in range(min(step.sets.of(week), 2)):
                    yield one, step, table, step.rest.of(week) if again else rest
                after = None if step.rest_after is None else step.rest_after.of(week)
        rest = longer(routine.rest_between_blocks, after or 0)


def _is_strength(step: Step) -> bool:
    return step.exercise is not None and Focus.STRENGTH in step.exercise.focus


def _is_heavy(step: Step, week: int) -> bool:
    return isinstance(step.dose, Paced) and _is_strength(step) and step.dose.reps.of(week) >= HEAVY_REPS


def _is_again(step: Step, before: Step) -> bool:
    """Whether the same muscle has the next set; the other foot alone is another."""
    return step.exercise is before.exercise and {step.sides, before.sides} != {Sides.LEFT, Sides.RIGHT}


def _other_side(step: Step, week: int) -> int:
    """The seconds in which a foot rests while the other one works, or waits for it to begin."""
    one = bout(step, week)
    if step.sides is Sides.ALTERNATE:
        return (one.seconds or 0) // 2
    return one.switch + (one.seconds or 0) if step.sides is Sides.EACH else 0


def _counts(one: WrittenBlock, step: Step) -> bool:
    """Whether the step is for one foot, and nobody said that it may differ from the other."""
    return step.sides in (Sides.LEFT, Sides.RIGHT) and SIDES_UNEQUAL not in (*one.block.allow, *step.allow)


def _played(written: tuple[WrittenBlock, ...], standing: Standing) -> Iterator[tuple[WrittenBlock, Step, Table]]:
    return ((one, step, table) for one in written for step, table in one.played(standing))


def _looks(routine: Routine, written: tuple[WrittenBlock, ...]) -> Iterator[Standing]:
    """The weeks and stages that can differ, as many as a hostile file may ask for."""
    return islice(standings(routine), 1 + MAX_LOOKS // sum(len(one.steps) for one in written))


def _amount(seconds: int, reps: int) -> str:
    parts = [format_duration(seconds) if seconds else "", f"{reps} repetitions" if reps else ""]
    return " and ".join(filter(None, parts)) or "nothing"
