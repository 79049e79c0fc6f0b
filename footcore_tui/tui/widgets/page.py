"""A page: rows of text and pictures set from the top down, and at its foot a notice and the keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.geometry import Region

from footcore_tui.tui.theme import Palette
from footcore_tui.tui.widgets.keys import KeyHint, key_line
from footcore_tui.tui.widgets.line import spread, wrapped
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.raster import Row

Pieces = Sequence[tuple[str, Style]]
WIDEST = 110
"""Columns beyond which lines are no longer made longer."""


def margin_of(width: int) -> int:
    return 1 if width < 60 else 2 if width < 100 else max(3, (width - WIDEST) // 2)


class Page:
    """Takes rows until it is full; what comes after is left out."""

    def __init__(self, width: int, height: int, palette: Palette) -> None:
        self.palette = palette
        self.margin = margin_of(width)
        self.width = max(0, width - 2 * self.margin)
        self.height = height
        self.y = 1 if height >= 30 else 0
        self._bottom = height - (2 if height > 4 else 1)
        self._parts: list[Part] = []
        self._noted: list[str] = [""] if height > 4 else []
        self._calm = False
        self.ink = palette.style(palette.ink)
        self.bold = palette.style(palette.ink, bold=True)
        self.soft = palette.style(palette.soft)
        self.accent = palette.style(palette.accent, bold=True)
        self.button = palette.button

    @property
    def room(self) -> int:
        """The rows that are left."""
        return max(0, self._bottom - self.y)

    def note(self, text: str, most: int = 1, *, calm: bool = False) -> None:
        """Words above the keys, in at most so many lines; to be said before the page is filled."""
        self._calm = calm
        if self._noted:
            self._noted = wrapped(text, self.width, most)
            self._bottom = self.height - 1 - len(self._noted)

    def skip(self, rows: int = 1) -> None:
        self.y += rows

    def line(self, left: Pieces, right: Pieces = ()) -> None:
        self.rows((spread(left, right, self.width, self.ink),))

    def text(self, text: str, style: Style, most: int = 99) -> None:
        """Words, in as many lines as they take."""
        for line in wrapped(text, self.width, min(most, self.room)):
            self.line([(line, style)])

    def rows(self, rows: Sequence[Row]) -> None:
        """Rows as wide as the page."""
        kept = tuple(rows[: self.room])
        if kept:
            self._parts.append(Part(Region(self.margin, self.y, self.width, len(kept)), kept))
        self.y += len(rows)

    def done(self, keys: tuple[KeyHint, ...]) -> tuple[Part, ...]:
        """The parts, with the foot of the page."""
        if self._noted:
            said = tuple(
                spread([(line, self.soft if self._calm else self.accent)], [], self.width, self.ink)
                for line in self._noted
            )
            self._parts.append(Part(Region(self.margin, self._bottom, self.width, len(said)), said))
        if self.height > 1:
            line = key_line(keys, self.width, self.palette)
            self._parts.append(Part(Region(self.margin, self.height - 1, self.width, 1), (line,)))
        return tuple(self._parts)
