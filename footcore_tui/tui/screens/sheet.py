"""What the screens have in common: one picture in the colours of the app's theme."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.theme import Theme

from footcore_tui.tui.theme import Look, State, look_of, palette_of
from footcore_tui.tui.widgets.keys import KeyHint, hints
from footcore_tui.tui.widgets.picture import Part, Picture

Answer = TypeVar("Answer")


class Sheet(Screen[Answer]):
    """A screen that paints itself as one picture."""

    AUTO_FOCUS = ""
    STATE = State.HOME
    """Whose ground it has."""
    FREE = True
    """Whether the palette leads away from it; not where something is played, or waits for an answer."""

    @abstractmethod
    def paint(self, width: int, height: int) -> Sequence[Part]:
        """What is so now, for so many columns and rows."""

    def compose(self) -> ComposeResult:
        palette = palette_of(self.look, self.STATE)
        yield Picture(self.paint, palette.style(palette.ink))

    @property
    def look(self) -> Look:
        return look_of(self.app.theme)

    @property
    def keys(self) -> tuple[KeyHint, ...]:
        return hints(self) if self.is_current else ()

    def repaint(self) -> None:
        """Shows what is so now."""
        if self.is_mounted:
            palette = palette_of(self.look, self.STATE)
            self.query_one(Picture).show(self.paint, palette.style(palette.ink))

    def _on_mount(self, event: events.Mount) -> None:
        super()._on_mount(event)
        self.app.theme_changed_signal.subscribe(self, self._on_theme_changed)

    def on_screen_resume(self) -> None:
        self.repaint()

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.repaint()
