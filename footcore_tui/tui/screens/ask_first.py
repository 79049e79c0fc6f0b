"""Asked before a session: does anything speak against it, is there something to hold on to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from footcore_tui.core.safety import Gate
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.widgets.gate import GateScene, most_scrolled, paint_gate
from footcore_tui.tui.widgets.keys import hints
from footcore_tui.tui.widgets.picture import Part


class AskFirstScreen(Sheet[bool]):
    """Dismissed with whether the person goes on, which they can once they have seen all of it."""

    FREE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "go on", id="ask.go-on", tooltip="To the session"),
        Binding("up,pageup", "scroll(-1)", "up", id="ask.up", tooltip="Up in the text", show=False),
        Binding("down,pagedown", "scroll(1)", "down", id="ask.down", tooltip="On in the text", show=False),
        Binding("escape,q", "leave", "back", id="ask.leave", tooltip="Back; you are asked again next time"),
    ]

    def __init__(self, gate: Gate, name: str, *, key_guard_seconds: float) -> None:
        """`name`: the routine's."""
        super().__init__()
        self._gate = gate
        self._routine = name
        self._key_guard_seconds = key_guard_seconds
        self._appeared: float | None = None
        self._scrolled = 0

    def on_mount(self, event: events.Mount) -> None:
        self._appeared = event.time

    def on_key(self, event: events.Key) -> None:
        """A key meant for the screen before must not answer."""
        if self._appeared is not None and event.time - self._appeared < self._key_guard_seconds:
            event.stop()

    def paint(self, width: int, height: int) -> Sequence[Part]:
        most = most_scrolled(self._gate, width, height)
        scrolled = min(self._scrolled, most)
        keys = hints(self, {"go_on": "more"} if scrolled < most else {}) if self.is_current else ()
        return paint_gate(GateScene(self._gate, self._routine, scrolled, self.look, keys), width, height)

    def action_go_on(self) -> None:
        if self._scrolled < self._most:
            self._scroll(self.size.height // 2)
        else:
            self.dismiss(True)

    def action_scroll(self, step: int) -> None:
        self._scroll(step)

    def action_leave(self) -> None:
        self.dismiss(False)

    @property
    def _most(self) -> int:
        return most_scrolled(self._gate, *self.size)

    def _scroll(self, lines: int) -> None:
        self._scrolled = max(0, min(self._most, self._scrolled + lines))
        self.repaint()
