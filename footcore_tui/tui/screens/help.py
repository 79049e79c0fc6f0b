"""Every key of a screen, and what it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.theme import State, palette_of
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.page import Page
from footcore_tui.tui.widgets.picture import Part

Answer = TypeVar("Answer")
KEYS_WIDTH = 24


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
        Binding("escape,q,enter", "close", "back", id="help.close", tooltip="Back to where you were"),
    ]

    def __init__(self, keys: tuple[KeyHint, ...]) -> None:
        super().__init__()
        self._listed = keys

    def paint(self, width: int, height: int) -> Sequence[Part]:
        page = Page(width, height, palette_of(self.look, State.HOME))
        page.line([("Keys", page.bold)])
        page.skip()
        for keys, does in self._listed:
            page.line([(keys.ljust(KEYS_WIDTH), page.bold), (does, page.soft)])
        page.skip()
        page.line([("^p".ljust(KEYS_WIDTH), page.bold), ("Everything by name", page.soft)])
        return page.done(self.keys)

    def action_close(self) -> None:
        self.dismiss()
