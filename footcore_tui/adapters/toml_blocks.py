"""A block: the keys of one step, or a list of steps, with its rounds and rests."""

from __future__ import annotations

from dataclasses import dataclass, replace

from footcore_tui.adapters.toml_document import Table
from footcore_tui.adapters.toml_idle import report_idle_block_keys, report_idle_last_rest
from footcore_tui.adapters.toml_keys import BLOCK, FILE, STEP, heading_of, is_heading, report_unknown_keys
from footcore_tui.adapters.toml_steps import Surroundings, read_allow, read_rests, read_step
from footcore_tui.adapters.toml_values import count, name, optional, pause, week_set, weekly
from footcore_tui.core.routine import MAX_STEPS, Block, PerWeek, Standing, Step


@dataclass(frozen=True, slots=True)
class WrittenBlock:
    """A block beside the tables it was read from, so that a look at the whole can still point."""

    block: Block
    table: Table
    steps: tuple[Table, ...]
    """One for each step of the block; the block's own in the one-step form."""

    @property
    def pairs(self) -> list[tuple[Step, Table]]:
        return list(zip(self.block.steps, self.steps, strict=True))

    def played(self, standing: Standing) -> list[tuple[Step, Table]]:
        """The steps that are done in that week and stage."""
        pairs = self.pairs if self.block.is_played(standing) else ()
        return [(step, table) for step, table in pairs if step.is_in(standing.week)]


def read_blocks(document: Table, around: Surroundings) -> tuple[WrittenBlock, ...]:
    """The blocks of a file; one that cannot be read is reported and left out."""
    tables = document.tables("block", "block")
    if "block" not in document and not _misnamed(document):
        document.error("missing-key", "this file has no [[block]]", 'write [[block]], and below it exercise = "…"')
    elif not tables and isinstance(document.values.get("block"), list):
        document.error_at_key("block", "empty", "this list is empty", "a routine has at least one block")
    written, steps = [], 0
    for number, table in enumerate(tables, start=1):
        steps += len(found) if isinstance(found := table.values.get("steps"), list) else 1
        if steps > MAX_STEPS:
            table.error("too-many-steps", f"there are more than {MAX_STEPS} steps", "make two routines of it")
            break
        if not table.values and _has_steps_astray(document):
            continue
        if block := _block(table, around, last=number == len(tables)):
            written.append(block)
    return tuple(written)


def _misnamed(document: Table) -> bool:
    """Whether there are blocks under a heading of another name, which is told for itself."""
    return any(
        key not in FILE and (isinstance(value, list) or is_heading(value)) for key, value in document.values.items()
    )


def _has_steps_astray(table: Table) -> bool:
    """Whether its steps stand under another heading, which is told for itself."""
    return any(heading_of(key) == "[[block.steps]]" and is_heading(value) for key, value in table.values.items())


def _block(table: Table, around: Surroundings, *, last: bool) -> WrittenBlock | None:
    allow = read_allow(table)
    around = replace(around, allowed=around.allowed | set(allow))
    one_step = "steps" not in table
    pairs = _own_step(table, around) if one_step else _steps(table, around)
    block = Block(
        steps=tuple(step for step, _ in pairs),
        name=optional(table, "name", name, ""),
        rounds=optional(table, "rounds", lambda entry: weekly(entry, count, around.weeks), PerWeek((1,))),
        rest=(between := read_rests(table, "rest", around.weeks) or PerWeek((0,))),
        rest_between_rounds=read_rests(table, "rest_between_rounds", around.weeks) or between,
        prepare=optional(table, "prepare", pause, None),
        weeks=optional(table, "weeks", lambda entry: week_set(entry, around.weeks), None),
        stage=optional(table, "stage", count, None),
        allow=allow,
    )
    if not pairs:
        return None
    report_idle_block_keys(table, block, one_step=one_step, last=last, allowed=around.allowed)
    if last and not one_step:
        report_idle_last_rest(pairs[-1][1], block, around.allowed)
    return WrittenBlock(block, table, tuple(one for _, one in pairs))


def _own_step(table: Table, around: Surroundings) -> list[tuple[Step, Table]]:
    report_unknown_keys(table, BLOCK | STEP)
    if _has_steps_astray(table):
        return []
    step = read_step(table, around, is_block=True)
    return [(step, table)] if step else []


def _report_step_keys(table: Table) -> None:
    """Keys of a step beside `steps` would have no step to belong to."""
    for key in table:
        if key in STEP - BLOCK:
            table.error_at_key(key, "misplaced-key", f"{key} stands beside steps, and belongs to one of them",
                               "write it inside the braces of a step, or take steps out")  # fmt: skip
    report_unknown_keys(table, BLOCK | STEP)


def _steps(table: Table, around: Surroundings) -> list[tuple[Step, Table]]:
    _report_step_keys(table)
    tables = table.tables("steps", "step")
    entry = table.get("steps")
    if entry and entry.raw == []:
        entry.error("empty", "this list is empty", "a block has at least one step")
    pairs = []
    for one in tables:
        report_unknown_keys(one, STEP)
        if step := read_step(one, around):
            pairs.append((step, one))
    return pairs
