"""`footcore show PLAN --weeks`: every week of a plan, its work against its clock, and what changes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from shutil import get_terminal_size

from footcore_tui.cli.shelf import library
from footcore_tui.cli.strip import Ink, ink_for
from footcore_tui.cli.wrapping import room, within
from footcore_tui.core.bout import Extent
from footcore_tui.core.clock import clock_text
from footcore_tui.core.errors import UsageError
from footcore_tui.core.routine import Routine
from footcore_tui.core.timeline import measure_weeks
from footcore_tui.core.week_changes import WeekChanges
from footcore_tui.core.week_work import sessions

NUMBERS = 33
"""Columns before a bar."""
LEAST_BAR = 10


def show_weeks(name: str, stage: int, *, as_json: bool) -> int:
    """Raises FootcoreError."""
    routine = library().routine(name)
    if routine.plan is None:
        raise UsageError(f"{routine.name} has no plan")
    extents = measure_weeks(routine, stage)
    if as_json:
        print(json.dumps(_objects(routine, stage, extents), ensure_ascii=False, indent=1))
    else:
        lines = _lines(routine, stage, extents, get_terminal_size().columns, ink_for(sys.stdout.encoding))
        print("\n".join(within(lines, room(sys.stdout))))
    return 0


def _objects(routine: Routine, stage: int, extents: tuple[Extent, ...]) -> list[dict[str, object]]:
    changes = WeekChanges(routine, stage)
    return [
        {
            "week": week,
            "sessions": sessions(routine, week),
            "work_seconds": extent.work_seconds,
            "clock_seconds": extent.clock_seconds,
            "changes": list(changes.of(week)),
        }
        for week, extent in enumerate(extents, start=1)
    ]


def _lines(
    routine: Routine, stage: int, extents: tuple[Extent, ...], width: int, ink: Ink
) -> Iterator[tuple[int, str]]:
    """Each with the column below which it goes on."""
    most = max(extent.clock_seconds * sessions(routine, week) for week, extent in enumerate(extents, start=1)) or 1
    across, changes = width - NUMBERS - 1, WeekChanges(routine, stage)
    yield 0, routine.name + (f" · stage {stage}" if stage > 1 else "")
    yield 0, ""
    yield 0, "week  sessions     work    clock"
    for week, extent in enumerate(extents, start=1):
        often = sessions(routine, week)
        numbers = f"{week:>4}  {often:>8}  {clock_text(extent.work_seconds):>7}  {clock_text(extent.clock_seconds):>7}"
        bar = _bar(extent, often * max(across, 0) / most, ink) if across >= LEAST_BAR else ""
        yield 0, f"{numbers:<{NUMBERS}} {bar}".rstrip()
        yield from ((8, f"{'':6}{change}") for change in changes.of(week))
    yield 0, ""
    bars = f" In the bars all sessions of a week: {ink.heights[-1]} work, {ink.rest} the rest of the clock."
    yield 0, f"Work and clock are of one session.{bars if across >= LEAST_BAR else ''}"


def _bar(extent: Extent, a_second: float, ink: Ink) -> str:
    work, clock = round(extent.work_seconds * a_second), round(extent.clock_seconds * a_second)
    return ink.heights[-1] * work + ink.rest * (clock - work)
