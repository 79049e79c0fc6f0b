"""The keys' line: made from the bindings that do something now, so that it never promises what a key does not do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from textual.binding import Binding
from textual.screen import Screen

from footcore_tui.tui.theme import Palette
from footcore_tui.tui.widgets.line import cell_len, spread
from footcore_tui.tui.widgets.raster import Row

Answer = TypeVar("Answer")
KeyHint = tuple[str, str]
"""A key and what it does."""


def hints(screen: Screen[Answer], labels: Mapping[str, str] | None = None) -> tuple[KeyHint, ...]:
    """One key for each action of the screen; `labels` rename actions for the moment."""
    order = [binding.action for binding in screen.BINDINGS if isinstance(binding, Binding)]
    shown: dict[str, KeyHint] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        wanted = active.node is screen and active.enabled and binding.show
        if wanted and binding.action in order and binding.action not in shown:
            does = (labels or {}).get(binding.action, binding.description)
            shown[binding.action] = (screen.app.get_key_display(binding), does)
    return tuple(shown[action] for action in dict.fromkeys(order) if action in shown)


def key_of(screen: Screen[Answer], action: str) -> str:
    """The key of an action of the screen as it is mapped now, by its name; empty where it has none."""
    for active in screen.active_bindings.values():
        if active.node is screen and active.binding.action == action:
            return screen.app.get_key_display(active.binding)
    return ""


def key_line(keys: tuple[KeyHint, ...], width: int, palette: Palette) -> Row:
    """Keys with what they do; of those that do not fit the last but one goes first, the way out never."""
    shown, gap = list(keys), 3
    while shown and sum(cell_len(key) + cell_len(does) + 1 for key, does in shown) + gap * (len(shown) - 1) > width:
        if gap > 2:
            gap -= 1
        else:
            shown.pop(-2 if len(shown) > 1 else -1)
    pieces = []
    for number, (key, does) in enumerate(shown):
        pieces.append((" " * (gap if number else 0) + key, palette.style(palette.ink, bold=True)))
        pieces.append((f" {does}", palette.style(palette.soft)))
    return spread(pieces, [], width, palette.style(palette.ink))
