"""Cues that cannot be said, or read, in the time of their work."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from footcore_tui.adapters.toml_blocks import WrittenBlock
from footcore_tui.adapters.toml_document import Entry, Table
from footcore_tui.core.cue_room import ALWAYS_ROOM_SECONDS, is_read, lengths, seconds_for, shortest
from footcore_tui.core.duration import format_duration
from footcore_tui.core.routine import Routine, Step
from footcore_tui.core.speech import SECONDS_A_CHARACTER, SECONDS_A_LINE, spoken_seconds

CUE_TOO_LONG = "cue-too-long"
MAX_LOOKS = 300
"""How many cues and lengths are looked at closely; each takes about a millisecond."""


def report_long_cues(
    routine: Routine, written: tuple[WrittenBlock, ...], own: Mapping[str, Table], allowed: Collection[str]
) -> None:
    """Of the cues that stand in this file: those of the library are not the author's to shorten."""
    looks = 0
    for one in written:
        for step, table in zip(one.block.steps, one.steps, strict=True):
            room = min(ALWAYS_ROOM_SECONDS, shortest(step))
            long = [entry for entry in _cues(step, table, own) if spoken_seconds(str(entry.raw)) > room]
            found = lengths(step) if long else {}
            looks += len(long) * len(found)
            if looks > MAX_LOOKS:
                return
            for entry in long:
                _report(routine, step, entry, found, {*allowed, *one.block.allow, *step.allow})


def _cues(step: Step, table: Table, own: Mapping[str, Table]) -> Iterator[Entry]:
    """As `Movement.cues` has them: the step's, else those of its level and its exercise."""
    if step.cues:
        for key in ("cue", "cues"):
            if entry := table.get(key):
                yield from entry.elements()
    elif step.exercise and step.exercise.id in own:
        exercise = own[step.exercise.id]
        if entry := exercise.get("cues"):
            yield from entry.elements()
        for level in exercise.tables("level", "level"):
            if (cue := level.get("cue")) and (step.level is None or level.values["id"] in step.level.values):
                yield cue


def _report(routine: Routine, step: Step, entry: Entry, found: Mapping[int, int], allowed: Collection[str]) -> None:
    cue = str(entry.raw)
    for length, week in sorted(found.items()):
        left = seconds_for(step, cue, length, week, routine.language)
        if left is None:
            continue
        what = "is read in the" if is_read(step, length) else f"is said in the {left:.1f} s that are left of the"
        needs = f"this cue takes about {spoken_seconds(cue):.1f} s, and {what} {format_duration(length)} of {step.name}"
        fits = max(1, int((left - SECONDS_A_LINE) / SECONDS_A_CHARACTER))
        entry.sheet.warn(entry.place.value, CUE_TOO_LONG, needs,
                         f'keep it to {fits} characters, or silence this with allow = ["{CUE_TOO_LONG}"] in the step',
                         allowed)  # fmt: skip
        return
