"""A timeline drawn to scale in plain text: a row for each step, its work against its rest, the clock above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import NamedTuple

from footcore_tui.cli.wrapping import cut
from footcore_tui.core.clock import clock_text
from footcore_tui.core.duration import format_duration
from footcore_tui.core.interval import OPEN_REST_SECONDS, OPEN_WORK_SECONDS
from footcore_tui.core.routine import Routine
from footcore_tui.core.text import cells
from footcore_tui.core.timeline import Timeline

LEAST_STRIP = 16
"""Columns below which a strip shows nothing any more; labels give way first."""
MARKS_APART = 8
"""Columns between two marks of the clock, at the least."""
STEPS = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)
"""Seconds that a clock is marked in."""


class Ink(NamedTuple):
    """What a strip is drawn with."""

    heights: str
    """Work, from a little of a cell's time to all of it."""
    rest: str


BLOCKS = Ink("▁▂▃▄▅▆▇█", "·")
ASCII = Ink("-=#", ".")


class _Row(NamedTuple):
    block: int
    name: str
    stretches: list[tuple[int, int, bool]]
    """From when to when, and whether it is work."""


def ink_for(encoding: str | None) -> Ink:
    """What the encoding of a terminal or a file has the characters for."""
    try:
        "".join(BLOCKS).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BLOCKS


def strip_lines(routine: Routine, timeline: Timeline, width: int, ink: Ink) -> Iterator[str]:
    """The picture, not wider than `width` columns."""
    rows, length = _rows(timeline)
    several = {number: len(list(group)) > 1 for number, group in groupby(row.block for row in rows)}
    headings = {number: routine.blocks[number - 1].name if several[number] else "" for number in several}
    labels = [f"{'  ' if headings[row.block] else ''}{row.name}" for row in rows]
    room = min(max(map(cells, labels)), max(width * 2 // 5, 1), max(width - LEAST_STRIP - 2, 1))
    across = max(width - room - 2, 1)
    yield f"{'':{room}}  {_marks(length, across)}".rstrip()
    for number, group in groupby(zip(rows, labels, strict=True), key=lambda pair: pair[0].block):
        if headings[number]:
            yield cut(headings[number], width)
        for row, label in group:
            yield f"{_padded(label, room)}  {_strip(row.stretches, length, across, ink)}".rstrip()
    yield ""
    said = f"{ink.heights[-1]} work, {ink.rest} rest and changes of feet; {_scale(length, across)}."
    if timeline.open_ended:
        said += f" What is open is drawn as {OPEN_WORK_SECONDS} s of work at most, {OPEN_REST_SECONDS} s of rest."
    yield from wrap(said, max(width, 20))


def _rows(timeline: Timeline) -> tuple[list[_Row], int]:
    """One for each step in its order, and the length of all; a gap belongs to the step that it leads to."""
    rows: dict[int, _Row] = {}
    at = 0
    for interval in timeline.intervals:
        # The rounds of a step share its movement.
        row = rows.setdefault(id(interval.movement), _Row(interval.block, interval.name, []))
        row.stretches.append((at, at + interval.drawn_seconds, interval.work))
        at += interval.drawn_seconds
    return list(rows.values()), at


def _strip(stretches: Sequence[tuple[int, int, bool]], length: int, across: int, ink: Ink) -> str:
    """A cell is as tall as its share of work; one that another step has in part shows this step's alone."""
    work, there = [0.0] * across, [0.0] * across
    for start, end, is_work in stretches:
        first, last = start * across / length, end * across / length
        for cell in range(int(first), min(int(last) + 1, across)):
            part = max(0.0, min(last, cell + 1) - max(first, cell))
            there[cell] += part
            work[cell] += part if is_work else 0.0
    return "".join(_cell(*pair, ink) for pair in zip(work, there, strict=True)).rstrip()


def _cell(work: float, there: float, ink: Ink) -> str:
    if work > 0.01:
        return ink.heights[min(len(ink.heights) - 1, int(work * len(ink.heights)))]
    return ink.rest if there > 0.01 else " "


def _marks(length: int, across: int) -> str:
    """The clock, each mark at the column where its second begins."""
    step = next((one for one in STEPS if one * across / length >= MARKS_APART), length)
    line = ""
    for second in range(0, length, step):
        column = int(second * across / length)
        text = f"|{clock_text(second)}"
        if column >= len(line) and column + len(text) <= across:
            line = f"{line:<{column}}{text}"
    return line


def _scale(length: int, across: int) -> str:
    seconds = length / across
    return f"a column is {seconds:.1f} s" if seconds < 10 else f"a column is {format_duration(round(seconds))}"


def _padded(text: str, room: int) -> str:
    shown = cut(text, room)
    return shown + " " * (room - cells(shown))
