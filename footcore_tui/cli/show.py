"""`footcore show`: a routine as its timeline, for people and for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from shutil import get_terminal_size

from footcore_tui.cli.changed import adjustment_remarks
from footcore_tui.cli.edge import say
from footcore_tui.cli.script import LEGEND, script_lines
from footcore_tui.cli.shelf import library, settings
from footcore_tui.cli.standing import levels_now
from footcore_tui.cli.strip import ink_for, strip_lines
from footcore_tui.cli.wrapping import cut, room, within
from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.cues import Cue
from footcore_tui.core.difference_words import reps_text
from footcore_tui.core.duration import format_duration
from footcore_tui.core.errors import UsageError
from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Interval, Manner
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.text import cells
from footcore_tui.core.timeline import Timeline, compile_timeline
from footcore_tui.core.voice import Voice

WHAT, HEARD = 30, 17
"""Columns in which it begins what is done and what is heard."""
LEAST_NAME = 12
"""Cells of a name below which it is not shortened any more."""


def show(name: str, week: int, stage: int, voice: Voice | None, *, cues: bool, as_json: bool) -> int:
    """Prints the timeline of one week; `voice` None: as the settings say. Raises FootcoreError."""
    routine = library().routine(name)
    if week > routine.weeks:
        raise UsageError(f"{routine.name} has {'no plan' if routine.plan is None else f'{routine.weeks} weeks'}")
    for remark in adjustment_remarks(routine):
        say(remark)
    chosen = settings()
    timeline = compile_timeline(routine, Standing(week, stage, levels_now(chosen)))
    plan = CuePlan(timeline, voice or routine.voice or chosen.voice, routine.language)
    planned = tuple(plan.cues()) if cues or as_json else ()
    if as_json:
        print(json.dumps(as_object(routine, week, timeline, planned), ensure_ascii=False, indent=1))
    else:
        width, ink = get_terminal_size().columns, ink_for(sys.stdout.encoding)
        drawn = () if cues else (*strip_lines(routine, timeline, width, ink), "")
        limit = room(sys.stdout)
        heading = within(_heading(routine, week, timeline), limit)
        lines = within(_lines(timeline, planned, limit), limit)
        print("\n".join((*heading, *drawn, *lines)))
    return 0


def as_object(routine: Routine, week: int, timeline: Timeline, cues: tuple[Cue, ...]) -> dict[str, object]:
    """The shape that `show --json` promises."""
    return {
        "format": 1,
        "id": routine.id,
        "name": routine.name,
        "week": week if routine.plan else None,
        "work_seconds": timeline.extent.work_seconds,
        "clock_seconds": timeline.extent.clock_seconds,
        "open_ended": timeline.open_ended,
        "intervals": [_interval(interval) for interval in timeline.intervals],
        "cues": [_cue(cue) for cue in cues],
    }


def _interval(interval: Interval) -> dict[str, object]:
    exercise, level = interval.movement.exercise, interval.movement.level
    return {
        "index": interval.index,
        "kind": interval.kind.value,
        "at": interval.at,
        "seconds": interval.seconds,
        "cap": interval.cap,
        "open": interval.open,
        "name": interval.name,
        "exercise": exercise.id if exercise else None,
        "level": level.id if level else None,
        "side": interval.side.value,
        "block": interval.block,
        "round": interval.round,
        "rounds": interval.rounds,
        "set": interval.set,
        "sets": interval.sets,
        "rep": interval.rep,
        "reps": interval.reps,
        "next": interval.next,
    }


def _cue(cue: Cue) -> dict[str, object]:
    return {
        "interval": cue.interval,
        "offset": round(cue.offset, 3),
        "at": round(cue.at, 3),
        "seconds": round(cue.seconds, 3),
        "priority": cue.priority,
        "kind": cue.kind.value,
        "text": cue.text,
        "sound": cue.sound.value if cue.sound else None,
    }


def _heading(routine: Routine, week: int, timeline: Timeline) -> Iterator[tuple[int, str]]:
    """Lines with the column below which they go on, as are those of the list."""
    extent = timeline.extent
    yield 0, routine.name + (f" · week {week} of {routine.weeks}" if routine.plan else "")
    more = " and what is open" if timeline.open_ended else ""
    work = f"{minutes(extent.work_seconds)} of work, " if extent.work_seconds else ""
    yield 0, f"{work}{minutes(extent.clock_seconds)} on the clock{more}"
    yield 0, ""


def _lines(timeline: Timeline, cues: tuple[Cue, ...], limit: int | None) -> Iterator[tuple[int, str]]:
    of_interval = {index: tuple(group) for index, group in groupby(cues, key=lambda cue: cue.interval)}
    if cues:
        yield 0, LEGEND
        yield 0, ""
    for interval in timeline.intervals:
        yield WHAT, _line(interval, limit)
        for at, heard in script_lines(interval, of_interval.get(interval.index, ())):
            yield HEARD, f"{'':8}{minutes(at):>7}  {heard}"


def _line(interval: Interval, limit: int | None) -> str:
    length = "open" if interval.seconds is None else format_duration(interval.seconds)
    side = "" if interval.side is Side.BOTH else interval.side.value
    return f"{minutes(interval.at):>7}  {interval.kind.value:<8}{length:<7}{side:<6}{_what(interval, limit)}".rstrip()


def _what(interval: Interval, limit: int | None) -> str:
    if not interval.work:
        return ""
    level = interval.movement.level
    names, counts = [interval.name, *([level.name] if level else [])], _counts(interval)
    if limit is not None:
        names = _shortened(names, limit - WHAT - cells("".join(f" · {one}" for one in counts)))
    return " · ".join([*names, *counts])


def _shortened(names: list[str], width: int) -> list[str]:
    """The last first, and none of them where not enough would be left."""
    short = list(names)
    for index in reversed(range(len(names))):
        over = cells(" · ".join(short)) - width
        if over > 0:
            short[index] = cut(names[index], max(LEAST_NAME, cells(names[index]) - over))
    return short if cells(" · ".join(short)) <= width else names


def _counts(interval: Interval) -> list[str]:
    movement, parts = interval.movement, []
    if interval.rep is not None and (interval.reps or 1) > 1:
        parts.append(f"{interval.rep} of {interval.reps}")
    elif movement.manner in (Manner.PACED, Manner.SELF_PACED):
        parts.append(reps_text(interval.reps or 0, movement.unit))
    if interval.sets > 1:
        parts.append(f"set {interval.set} of {interval.sets}")
    if interval.rounds > 1:
        parts.append(f"round {interval.round} of {interval.rounds}")
    return parts


def minutes(seconds: float) -> str:
    """`2:26`, and `2:26.5` where the second is not whole."""
    whole, tenths = divmod(round(seconds * 10), 10)
    text = f"{whole // 60}:{whole % 60:02d}"
    return f"{text}.{tenths}" if tenths else text
