"""A week that asks for much more work than any before it: of one exercise in a session, or of all in the week."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from footcore_tui.adapters.toml_blocks import WrittenBlock
from footcore_tui.adapters.toml_document import Table
from footcore_tui.adapters.toml_side_changes import MAX_LOOKS
from footcore_tui.core.duration import format_duration
from footcore_tui.core.routine import Routine
from footcore_tui.core.week_work import Share, changing, sessions, totals

BIG_JUMP = "big-jump"
JUMP = 1.5
"""How many times the most work of any week before a week may ask for. The weeks before, not the last one alone: after
an easy week the old dose is no jump."""
SLIGHT_SECONDS = 60
"""A rise by no more than this is none to speak of, however short the work was before."""


def report_jumps(
    routine: Routine, written: tuple[WrittenBlock, ...], document: Table, allowed: Collection[str]
) -> None:
    """The first jump of each exercise, and the first of all work together in a week that none of them explains."""
    if routine.plan is None or routine.weeks * sum(len(one.steps) for one in written) > MAX_LOOKS:
        return
    weeks = range(1, routine.weeks + 1)
    for stage in routine.stages:
        explained = set[int]()
        for share in changing(routine, stage):
            explained.update(_report_exercise(share, written, allowed))
        sums = [one * sessions(routine, week) for week, one in zip(weeks, totals(routine, stage), strict=True)]
        for week, before in _jumps(sums):
            if week not in explained:
                _report_all(week, before, sums[week - 1], document, allowed)
                break


def _report_exercise(share: Share, written: tuple[WrittenBlock, ...], allowed: Collection[str]) -> list[int]:
    """The weeks in which it jumps; the first is told, at the first step that does it in that week."""
    found = _jumps(share.weeks)
    for week, before in found[:1]:
        places = [(written[number], index) for number, index in share.steps]
        one, index = next(
            (one, index) for one, index in places if one.block.is_in(week) and one.block.steps[index].is_in(week)
        )
        table = one.steps[index]
        table.sheet.warn(table.place.value, BIG_JUMP,
                         f"week {week} has {format_duration(share.weeks[week - 1])} of {share.name} in a session, "
                         f"no week before it more than {format_duration(before)}",
                         f'raise it by half at most, or silence this with allow = ["{BIG_JUMP}"] in the {table.what}',
                         {*allowed, *one.block.allow, *one.block.steps[index].allow})  # fmt: skip
    return [week for week, _ in found]


def _report_all(week: int, before: int, seconds: int, document: Table, allowed: Collection[str]) -> None:
    place = document.place.children["plan"].children["weeks"].value
    document.sheet.warn(place, BIG_JUMP,
                        f"week {week} has {format_duration(seconds)} of work in all its sessions, "
                        f"no week before it more than {format_duration(before)}",
                        f'raise it by half at most, or silence this with allow = ["{BIG_JUMP}"] at the top of the file',
                        allowed)  # fmt: skip


def _jumps(totals: Sequence[int]) -> list[tuple[int, int]]:
    """Each week that asks for too much, and the most of any week before it."""
    most, found = 0, []
    for week, total in enumerate(totals, start=1):
        if total > most:
            if most and total > most * JUMP and total - most > SLIGHT_SECONDS:
                found.append((week, most))
            most = total
    return found
