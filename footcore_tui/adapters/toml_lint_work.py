"""Work that is uneven between the feet."""

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
from footcore_tui.core.exercise import Side
from footcore_tui.core.routine import Routine, SelfPaced, Sides, Standing, Step

SIDES_UNEQUAL = "sides-unequal"


def report_unequal_sides(routine: Routine, written: tuple[WrittenBlock, ...], allowed: Collection[str]) -> None:
    """The first week in which one foot works more than the other; `each` and `alternate` are even by themselves.

    A routine for one foot alone, as after an injury, is taken as meant, whatever both feet do together in it.
    """
    pairs = [(one, step) for one in written for step in one.block.steps]
    alone = {step.sides for one, step in pairs if step.sides.two or _counts(one, step)}
    if len(alone) == 1 or alone.isdisjoint((Sides.LEFT, Sides.RIGHT)):
        return
    for standing in looks(routine, written):
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


def _counts(one: WrittenBlock, step: Step) -> bool:
    """Whether the step is for one foot, and nobody said that it may differ from the other."""
    return step.sides in (Sides.LEFT, Sides.RIGHT) and SIDES_UNEQUAL not in (*one.block.allow, *step.allow)


def _played(written: tuple[WrittenBlock, ...], standing: Standing) -> Iterator[tuple[WrittenBlock, Step, Table]]:
    return ((one, step, table) for one in written for step, table in one.played(standing))


def looks(routine: Routine, written: tuple[WrittenBlock, ...]) -> Iterator[Standing]:
    """The weeks and stages that can differ, as many as a hostile file may ask for."""
    return islice(standings(routine), 1 + MAX_LOOKS // sum(len(one.steps) for one in written))


def _amount(seconds: int, reps: int) -> str:
    parts = [format_duration(seconds) if seconds else "", f"{reps} repetitions" if reps else ""]
    return " and ".join(filter(None, parts)) or "nothing"
