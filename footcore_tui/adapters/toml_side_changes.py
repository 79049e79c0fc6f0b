"""Where the working foot changes with no time to change it: rule 6 adds no switch there, so the author is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from footcore_tui.adapters.toml_blocks import WrittenBlock
from footcore_tui.adapters.toml_document import Table
from footcore_tui.adapters.toml_limits import standings
from footcore_tui.core.exercise import Side
from footcore_tui.core.routine import Block, Paced, PerWeek, Rest, Routine, SelfPaced, Sides, Step
from footcore_tui.core.timeline import longer

MAX_LOOKS = 10_000
"""How many steps of all weeks together are looked at; a hostile file could hold fifty thousand."""

_HINT = {
    "set": 'give the step rest = "5s", or more',
    "step": 'give the step before it rest_after = "5s", or the block a rest',
    "round": 'give the block rest_between_rounds = "5s", or more',
    "block": 'write rest_between_blocks = "5s" at the top of the file, or give this block a prepare',
    "hold": 'write switch = "3s", or leave switch out',
}


def report_side_changes(routine: Routine, written: tuple[WrittenBlock, ...], allowed: Collection[str]) -> None:
    """Each step or block at which the side changes with 0 s between, once, in the first week where it does."""
    if not _may_hurry(routine):
        return
    told: set[int] = set()
    steps_in_all = sum(len(one.steps) for one in written)
    for standing in islice(standings(routine), 1 + MAX_LOOKS // steps_in_all):
        week = standing.week
        before: tuple[Side, Rest] | None = None
        for one in written:
            steps = one.played(standing)
            if not steps:
                continue
            waived = {*allowed, *one.block.allow}
            first, last = _sides(steps[0][0])[0], _sides(steps[-1][0])[1]
            if before and _hurried(before[0], first, longer(before[1], routine.rest_between_blocks), one.block.prepare):
                _warn(one.table, "block", told, waived)
            for table, where, allow in _inside(one.block, steps, week):
                _warn(table, where, told, {*waived, *allow})
            before = last, _after(steps[-1][0].rest_after, week)


def _may_hurry(routine: Routine) -> bool:
    """Whether any gap at which a side could change is 0 s in any week; a quick look that spares the long one."""
    for block in routine.blocks:
        gaps: list[PerWeek[Rest] | PerWeek[int] | None] = [block.rest if len(block.steps) > 1 else None]
        gaps.append(None if block.rounds.values == (1,) else block.rest_between_rounds)
        for step in block.steps:
            gaps += (step.rest_after, step.switch, None if step.sets.values == (1,) else step.rest)
        if any(0 in gap.values for gap in gaps if gap is not None):
            return True
    return not routine.rest_between_blocks


def _inside(block: Block, steps: list[tuple[Step, Table]], week: int) -> Iterator[tuple[Table, str, tuple[str, ...]]]:
    """The hurried changes of one block: within a step, between its sets, between steps, between rounds."""
    for number, (step, table) in enumerate(steps):
        first, last = _sides(step)
        if first is not last and not step.switch.of(week):
            yield table, "hold", step.allow
        if step.sets.of(week) > 1 and _hurried(last, first, step.rest.of(week)):
            yield table, "set", step.allow
        if number:
            before = steps[number - 1][0]
            rest = block.rest.of(week) if before.rest_after is None else before.rest_after.of(week)
            if _hurried(_sides(before)[1], first, rest):
                yield table, "step", step.allow
    if block.rounds.of(week) > 1:
        rest = longer(_after(steps[-1][0].rest_after, week), block.rest_between_rounds.of(week))
        if _hurried(_sides(steps[-1][0])[1], _sides(steps[0][0])[0], rest):
            yield steps[0][1], "round", ()


def _sides(step: Step) -> tuple[Side, Side]:
    """The first and the last side of one set; `alternate` comes in whole pairs, and repetitions share an interval."""
    if not step.sides.two:
        return Side(step.sides.value), Side(step.sides.value)
    if step.sides is Sides.ALTERNATE and isinstance(step.dose, Paced | SelfPaced):
        return Side.BOTH, Side.BOTH
    return step.first, step.first.other


def _after(rest: PerWeek[Rest] | None, week: int) -> Rest:
    return rest.of(week) if rest else 0


def _hurried(before: Side, after: Side, rest: Rest, prepare: int | None = None) -> bool:
    return rest == 0 and not prepare and before is not Side.BOTH and after is before.other


def _warn(table: Table, where: str, told: set[int], allowed: Collection[str]) -> None:
    if table.place.value in told:
        return
    told.add(table.place.value)
    between = "the two sides of this step" if where == "hold" else f"this {where} and the one before"
    table.sheet.warn(table.place.value, "side-change", f"the foot changes with no time between {between}",
                     _HINT[where], allowed)  # fmt: skip
