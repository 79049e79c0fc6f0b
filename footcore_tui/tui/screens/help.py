"""Every key of a screen, and what it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.theme import State, palette_of
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.line import cell_len, wrapped
from footcore_tui.tui.widgets.page import Page, Pieces
from footcore_tui.tui.widgets.picture import Part

Answer = TypeVar("Answer")
KEYS_WIDTH = 24
AIRY_FROM = 16
"""Rows from which there is a blank line below the head."""
EVERYTHING = ("^p", "Everything by name")


def keys_of(screen: Screen[Answer], keymap: Mapping[str, str]) -> tuple[KeyHint, ...]:
    """The screen's own bindings as they are mapped now, those that do nothing at the moment too; one line a purpose."""
    shown: dict[str, list[str]] = {}
    for binding in screen.BINDINGS:
        if isinstance(binding, Binding) and binding.tooltip:
            keys = keymap.get(binding.id or "", binding.key).split(",")
            names = [screen.app.get_key_display(Binding(key.strip(), "")) for key in keys]
            shown.setdefault(binding.tooltip, []).extend(names)
    return tuple((" ".join(names), does) for does, names in shown.items())


class HelpScreen(Sheet[None]):
    """Over the screen whose keys it shows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,pagedown", "scroll(1)", "more", id="help.down", tooltip="More keys"),
        Binding("up,pageup", "scroll(-1)", "up", id="help.up", tooltip="Keys above", show=False),
        Binding("escape,q,enter", "close", "back", id="help.close", tooltip="Back to where you were"),
    ]

    def __init__(self, keys: tuple[KeyHint, ...]) -> None:
        super().__init__()
        self._listed = (*keys, EVERYTHING)
        self._scrolled = 0

    def paint(self, width: int, height: int) -> Sequence[Part]:
        page = self._page(width, height)
        lines = self._lines(page)
        first = max(0, min(self._scrolled, len(lines) - page.room))
        for line in lines[first : first + page.room]:
            page.line(line)
        return page.done(self.keys)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "scroll":
            return True
        return self._scrolled > 0 if parameters == (-1,) else self._scrolled < self._most

    def action_scroll(self, pages: int) -> None:
        step = pages * max(1, self.size.height // 2)
        self._scrolled = max(0, min(self._most, self._scrolled + step))
        self.repaint()

    @property
    def _most(self) -> int:
        page = self._page(*self.size)
        return max(0, len(self._lines(page)) - page.room)

    def _page(self, width: int, height: int) -> Page:
        page = Page(width, height, palette_of(self.look, State.HOME))
        page.line([("Keys", page.bold)])
        page.skip(1 if height >= AIRY_FROM else 0)
        return page

    def _lines(self, page: Page) -> list[Pieces]:
        """A key's words below each other where they don't fit beside it."""
        across = min(KEYS_WIDTH, max(cell_len(keys) for keys, _ in self._listed) + 2)
        return [
            [((keys if row == 0 else "").ljust(across), page.bold), (words, page.soft)]
            for keys, does in self._listed
            for row, words in enumerate(wrapped(does, page.width - across))
        ]

    def action_close(self) -> None:
        self.dismiss()
