"""Keys without effect where they stand: a warning each, never an error."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from footcore_tui.adapters.toml_document import Table
from footcore_tui.core.routine import Block, Hold, Move, Paced, PerWeek, Sides, Step, Test

if TYPE_CHECKING:
    from footcore_tui.adapters.toml_blocks import WrittenBlock


def report_idle_step_keys(table: Table, step: Step, allowed: Collection[str]) -> None:
    """The keys of a step that change nothing."""
    for key, why in _idle_in_step(step):
        _warn(table, key, why, allowed)
    if _always_one(step.sets):
        _warn(table, "rest", "there is one set, so nothing to rest between", allowed)


def report_idle_block_keys(table: Table, block: Block, *, one_step: bool, last: bool, allowed: Collection[str]) -> None:
    """The keys of a block that change nothing; in the one-step form also those of its step."""
    once = _always_one(block.rounds)
    own_rounds_rest = "rest_between_rounds" in table
    if once:
        _warn(table, "rest_between_rounds", "there is one round", allowed)
    if one_step:
        step = block.steps[0]
        for key, why in _idle_in_step(step):
            _warn(table, key, why, allowed)
        if _always_one(step.sets) and (once or own_rounds_rest):
            _warn(table, "rest", "there is one set in one round, so nothing to rest between", allowed)
        if last and once:
            _warn(table, "rest_after", "nothing comes after it", allowed)
    elif len(block.steps) == 1 and (once or own_rounds_rest):
        _warn(table, "rest", "there is one step, so nothing to rest between", allowed)
    elif len(block.steps) > 1 and all(step.rest_after is not None for step in block.steps[:-1]):
        _warn(table, "rest", "every step that another follows has a rest_after of its own", allowed)


def report_idle_last_rest(table: Table, block: Block, allowed: Collection[str]) -> None:
    """The rest after the very last step of a routine."""
    if _always_one(block.rounds):
        _warn(table, "rest_after", "nothing comes after it", {*allowed, *block.steps[-1].allow})


def report_idle_file_keys(document: Table, written: tuple[WrittenBlock, ...], allowed: Collection[str]) -> None:
    """The keys at the top of a file that change nothing."""
    blocks = [one.block for one in written]
    if "switch" in document and not any(_takes_switch(*pair) for one in written for pair in one.pairs):
        _warn(document, "switch", "no step takes it", allowed)
    if len(blocks) == 1:
        _warn(document, "rest_between_blocks", "there is one block", allowed)
    first = blocks[0]
    if first.prepare is not None and first.weeks is None and first.stage is None:
        _warn(document, "prepare", "the first block has a prepare of its own", allowed)


def _takes_switch(step: Step, table: Table) -> bool:
    """Whether the sides take turns in it with no switch of its own."""
    return "switch" not in table and not any(key == "switch" for key, _ in _idle_in_step(step))


def _idle_in_step(step: Step) -> Iterator[tuple[str, str]]:
    dose, sides = step.dose, step.sides
    alternate = sides is Sides.ALTERNATE
    timed = isinstance(dose, Hold | Move)
    if not sides.two:
        yield "first", "the sides do not take turns"
        yield "switch", "the sides do not take turns"
    elif alternate and not timed and not isinstance(dose, Test):
        yield "first", "both sides share one interval"
        yield "switch", "both sides share one interval"
    if not timed or not _repeats(step):
        yield "relax", "there is nothing to relax between"
    elif alternate:
        yield "relax", "with alternating sides a switch stands between the holds"
    if not isinstance(dose, Paced) and not (isinstance(dose, Test) and dose.tempo):
        yield "start", "there is no tempo"
    if not isinstance(dose, Test):
        yield "cap", "there is no test"
    if isinstance(dose, Move) or (isinstance(dose, Hold) and not _repeats(step)):
        yield "unit", "there are no repetitions"


def _repeats(step: Step) -> bool:
    if step.total is not None and isinstance(step.dose, Hold | Move):
        held, total = step.dose.seconds, step.total
        return any(total.of(week) > held.of(week) for week in range(1, step.changes + 1))
    return isinstance(step.dose, Hold) and step.dose.reps is not None and not _always_one(step.dose.reps)


def _always_one(numbers: PerWeek[int]) -> bool:
    return all(number == 1 for number in numbers.values)


def _warn(table: Table, key: str, why: str, allowed: Collection[str]) -> None:
    if key in table:
        hint = f'take it out, or silence this with allow = ["no-effect"] in the {table.what}'
        table.sheet.warn(table.place.children[key].key, "no-effect", f"{key} has no effect here: {why}", hint, allowed)
