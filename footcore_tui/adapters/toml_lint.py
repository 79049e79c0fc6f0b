"""What a colleague would ask about a routine that can be played: a warning each, for `routine check` alone."""

from __future__ import annotations

from collections.abc import Collection

from footcore_tui.adapters.toml_blocks import WrittenBlock
from footcore_tui.adapters.toml_document import Table
from footcore_tui.adapters.toml_lint_cues import report_long_cues
from footcore_tui.adapters.toml_lint_jumps import report_jumps
from footcore_tui.adapters.toml_lint_rest import report_no_rest
from footcore_tui.adapters.toml_lint_work import report_unequal_sides
from footcore_tui.core.routine import Routine

NO_SAFETY = "no-safety"


def report_lint(routine: Routine, written: tuple[WrittenBlock, ...], document: Table, allowed: Collection[str]) -> None:
    """All of it; `allowed` at the top of the file."""
    own = dict(zip((one.id for one in routine.exercises), document.tables("exercise", "exercise"), strict=True))
    if own:
        _report_no_safety(routine, written, own, allowed)
    report_long_cues(routine, written, own, allowed)
    report_unequal_sides(routine, written, allowed)
    report_no_rest(routine, written, allowed)
    report_jumps(routine, written, document, allowed)


def _report_no_safety(
    routine: Routine, written: tuple[WrittenBlock, ...], own: dict[str, Table], allowed: Collection[str]
) -> None:
    """The file's own exercises that say neither when to stop nor who should ask first."""
    for exercise in routine.exercises:
        if exercise.stop_if or exercise.ask_first:
            continue
        users = [
            NO_SAFETY in (*one.block.allow, *step.allow)
            for one in written
            for step in one.block.steps
            if step.exercise is exercise
        ]
        if not users or not all(users):
            table = own[exercise.id]
            table.sheet.warn(table.place.value, NO_SAFETY,
                             f"{exercise.name} says neither when to stop nor who should ask first",
                             'write stop_if = ["the calf cramps"], or ask_first; or allow = ["no-safety"] in the step '
                             "that has it", allowed)  # fmt: skip
