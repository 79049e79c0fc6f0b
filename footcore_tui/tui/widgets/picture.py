"""A widget that is one picture of parts: it paints its own strips, and of a new picture only what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import eq

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from footcore_tui.tui.widgets.line import cell_len
from footcore_tui.tui.widgets.raster import Row


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of cells and their place; each row is as wide as the region."""

    region: Region
    rows: tuple[Row, ...]


Painter = Callable[[int, int], Sequence[Part]]
"""The parts for so many columns and rows, none over another."""


class Picture(Widget):
    """Fills its place with the parts of a painter, on one ground."""

    DEFAULT_CSS = """
    Picture { width: 100%; height: 1fr; }
    """

    def __init__(self, painter: Painter, ground: Style, *, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self._painter = painter
        self._ground = ground
        self._parts: tuple[Part, ...] = ()
        self._painted = Size()
        """The size for which the parts are."""

    def show(self, painter: Painter, ground: Style) -> None:
        """Takes a new picture; only the cells that differ are painted."""
        before, same_ground = self._parts, ground == self._ground
        self._painter, self._ground = painter, ground
        self._paint()
        if same_ground and [part.region for part in before] == [part.region for part in self._parts]:
            if regions := tuple(changed(before, self._parts)):
                self.refresh(*regions)
        else:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        if self.size != self._painted:
            # Here and not when the resize is told: the first frame, and each after a resize, shows it whole.
            self._paint()
        return Strip(line_of(self._parts, y, self.size.width, self._ground), self.size.width)

    def _paint(self) -> None:
        self._painted = self.size
        width, height = self.size
        self._parts = tuple(part for part in self._painter(width, height) if part.region)


def line_of(parts: Sequence[Part], y: int, width: int, ground: Style) -> list[Segment]:
    """One row of the picture."""
    x, segments = 0, []
    for part in sorted((one for one in parts if one.region.contains_point((one.region.x, y))), key=_left):
        segments.append(Segment(" " * (part.region.x - x), ground))
        segments += part.rows[y - part.region.y]
        x = part.region.right
    segments.append(Segment(" " * (width - x), ground))
    return list(Segment.simplify(segment for segment in segments if segment.text))


def changed(before: Sequence[Part], after: Sequence[Part]) -> Iterator[Region]:
    """Where two pictures of the same parts differ: neighbouring rows that differ alike make one region."""
    for old, new in zip(before, after, strict=True):
        open_region: Region | None = None
        for row, (one, other) in enumerate(zip(old.rows, new.rows, strict=True)):
            span = None if one is other or one == other else _span(one, other)
            region = None if span is None else Region(new.region.x + span[0], new.region.y + row, span[1] - span[0], 1)
            if open_region and region and region.column_span == open_region.column_span:
                open_region = open_region.grow((0, 0, 1, 0))
                continue
            if open_region:
                yield open_region
            open_region = region
        if open_region:
            yield open_region


def _left(part: Part) -> int:
    return part.region.x


def _span(one: Row, other: Row) -> tuple[int, int]:
    """From which cell to which two rows differ."""
    if len(one) == len(other) == 1 and one[0].style == other[0].style and len(one[0].text) == len(other[0].text):
        text = other[0].text
        if cell_len(text) == len(text):
            return _differing(one[0].text, text)
    return _differing(list(_cells(one)), list(_cells(other)))


def _differing(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    same = list(map(eq, one, other))
    if len(one) != len(other) or all(same):
        return 0, max(len(one), len(other))
    return same.index(False), len(same) - same[::-1].index(False)


def _cells(row: Row) -> Iterator[tuple[str, Style | None]]:
    """Cell by cell; a wide character is two, so that a span never begins inside one."""
    for text, style, _ in row:
        if cell_len(text) == len(text):
            for character in text:
                yield character, style
        else:
            for _ in range(cell_len(text)):
                yield text, style
