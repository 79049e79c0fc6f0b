"""The library as a picture: the list on the left, on the right the timeline of the marked routine or its problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.segment import Segment

from footcore_tui.core.card import BACKED_SHORT, doses_of
from footcore_tui.core.clock import clock_text
from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Interval
from footcore_tui.core.problem import Problem, Severity
from footcore_tui.core.routine import Routine
from footcore_tui.core.timeline import Timeline
from footcore_tui.ports import RoutineFile
from footcore_tui.tui.theme import Look, State, palette_of
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.line import spread, wrapped
from footcore_tui.tui.widgets.page import Page, Pieces
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.raster import Row
from footcore_tui.tui.widgets.wording import amount, sign_of, word_of

BESIDE_FROM = 70
"""Columns from which list and preview stand side by side."""
GAP = 3

Line = tuple[Pieces, Pieces]
"""What stands left and right."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that the library's screen shows below its filter."""

    files: tuple[RoutineFile, ...]
    marked: int
    timeline: Timeline | str | None
    """Of the marked routine; a sentence where it has none; None where the file is broken."""
    scrolled: int
    """Lines of the preview that are above its place."""
    look: Look
    keys: tuple[KeyHint, ...]
    part: str = ""
    """Which week or stage of the marked routine; empty where there is but one."""
    remarks: tuple[str, ...] = ()
    """What is to be known of the marked routine before it is played."""


def matching(files: tuple[RoutineFile, ...], words: str) -> tuple[RoutineFile, ...]:
    """The files in which every word is found: in the id, the name, the tags or what it is about."""
    wanted = words.casefold().split()
    return tuple(file for file in files if all(word in _searched(file) for word in wanted))


def paint_shelf(shelf: Shelf, width: int, height: int) -> tuple[Part, ...]:
    page = Page(width, height, palette_of(shelf.look, State.HOME))
    page.skip(1 if height >= 16 else 0)
    if not shelf.files:
        page.line([("Nothing matches.", page.soft)])
        return page.done(shelf.keys)
    preview = list(_preview(shelf, page))
    if page.width >= BESIDE_FROM:
        _beside(shelf, preview, page)
    else:
        _below(shelf, preview, page)
    return page.done(shelf.keys)


def _beside(shelf: Shelf, preview: list[Line], page: Page) -> None:
    across = min(38, page.width * 2 // 5)
    room = page.room
    names, lines = _names(shelf, page, room), _window(preview, shelf.scrolled, room)
    right = page.width - across - GAP
    rows: list[Row] = []
    for row in range(room):
        left = spread(names[row], [], across, page.ink) if row < len(names) else _blank(across, page)
        line = spread(lines[row][0], lines[row][1], right, page.ink) if row < len(lines) else _blank(right, page)
        rows.append((*left, Segment(" " * GAP, page.ink), *line))
    page.rows(rows)


def _below(shelf: Shelf, preview: list[Line], page: Page) -> None:
    listed = min(len(shelf.files), max(1, page.room // 3))
    for pieces in _names(shelf, page, listed):
        page.line(pieces)
    page.skip(1 if page.room > 6 else 0)
    for left, right in _window(preview, shelf.scrolled, page.room):
        page.line(left, right)


def _blank(width: int, page: Page) -> Row:
    return (Segment(" " * width, page.ink),)


def _names(shelf: Shelf, page: Page, room: int) -> list[Pieces]:
    """So many names round the marked one."""
    first = max(0, min(shelf.marked - room // 2, len(shelf.files) - room))
    lines: list[Pieces] = []
    for index in range(first, min(first + room, len(shelf.files))):
        file, marked = shelf.files[index], index == shelf.marked
        name = file.routine.name if file.routine else file.id
        lines.append(
            [
                ("▸ " if marked else "  ", page.accent),
                (name, page.bold if marked else page.soft),
                ("" if file.routine else "  ! broken", page.accent),
            ]
        )
    return lines


def _window(lines: list[Line], scrolled: int, room: int) -> list[Line]:
    first = max(0, min(scrolled, len(lines) - room))
    return lines[first : first + room]


def _preview(shelf: Shelf, page: Page) -> Iterator[Line]:
    file = shelf.files[shelf.marked]
    across = page.width - min(38, page.width * 2 // 5) - GAP if page.width >= BESIDE_FROM else page.width
    if file.routine is None:
        yield from _problems(file.problems, across, page)
        return
    yield from _about(file.routine, shelf, across, page)
    if isinstance(shelf.timeline, Timeline):
        yield from _timeline(shelf.timeline, page)
    elif shelf.timeline:
        yield [(shelf.timeline, page.accent)], []
    warnings = tuple(problem for problem in file.problems if problem.severity is Severity.WARNING)
    if warnings:
        yield [], []
        yield from _problems(warnings, across, page)


def _about(routine: Routine, shelf: Shelf, across: int, page: Page) -> Iterator[Line]:
    yield [(routine.name, page.bold)], []
    if shelf.part:
        yield [(shelf.part, page.ink)], []
    for remark in shelf.remarks:
        for line in wrapped(remark, across):
            yield [(line, page.accent)], []
    if isinstance(shelf.timeline, Timeline):
        yield from _totals(shelf.timeline, page)
    for line in wrapped(" ".join(routine.about.split()), across):
        if line:
            yield [(line, page.soft)], []


def _totals(timeline: Timeline, page: Page) -> Iterator[Line]:
    extent = timeline.extent
    more = "+" if timeline.open_ended else ""
    yield [(f"{clock_text(extent.clock_seconds)}{more}", page.accent), (" on the clock", page.ink)], []
    yield [(_work_text(timeline), page.ink)], []


def _timeline(timeline: Timeline, page: Page) -> Iterator[Line]:
    if doses := doses_of(timeline):
        yield [], []
        yield [("Where the doses come from", page.soft)], []
        for name, evidence in doses:
            yield [(f"{BACKED_SHORT[evidence]:<8}", page.ink), (name, page.soft)], []
    yield [], []
    for interval in timeline.intervals:
        yield _interval(interval, page)


def _work_text(timeline: Timeline) -> str:
    work = clock_text(timeline.extent.work_seconds)
    sides = {
        side: sum(one.seconds or 0 for one in timeline.works if one.side is side) for side in (Side.LEFT, Side.RIGHT)
    }
    each = ", ".join(f"{side.value} {clock_text(seconds)}" for side, seconds in sides.items() if seconds)
    return f"{work} of work" + (f": {each}" if each else "")


def _interval(interval: Interval, page: Page) -> Line:
    side = "" if interval.side is Side.BOTH else f"{interval.side.value} "
    if interval.work:
        return (
            [
                (f"{clock_text(interval.at):>6}  ", page.soft),
                (f"{sign_of(interval)} ", page.accent),
                (f"{side}{interval.name}", page.ink),
            ],
            [(amount(interval), page.ink)],
        )
    length = clock_text(interval.seconds) if interval.seconds else "ready"
    return (
        [(f"{clock_text(interval.at):>6}  {sign_of(interval)} {word_of(interval).lower()}", page.soft)],
        [(length if interval.open else f"{interval.seconds}s", page.soft)],
    )


def _problems(problems: Sequence[Problem], across: int, page: Page) -> Iterator[Line]:
    for problem in problems:
        place = f"{problem.file}:{problem.line}:{problem.column}"
        yield [(place, page.accent), (f"  {problem.severity.value}", page.soft)], []
        for line in wrapped(problem.message, across, 4):
            yield [(line, page.ink)], []
        for line in wrapped(problem.hint, across, 4):
            if line:
                yield [(line, page.soft)], []
        yield [], []


def _searched(file: RoutineFile) -> str:
    routine = file.routine
    words = (file.id, *((routine.name, routine.about, *routine.tags, *routine.focus) if routine else ()))
    return " ".join(words).casefold()
