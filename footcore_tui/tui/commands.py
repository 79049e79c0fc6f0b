"""The command palette: everything that a key of the screen does, by name, and the colours; `reach` adds the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.screen import Screen

from footcore_tui.tui.theme import Look

if TYPE_CHECKING:
    from textual.command import Provider

    from footcore_tui.tui.app import FootcoreApp


TITLES = {"app.enter('tests')": "Self-tests"}
"""Where the keys' line has no room for the whole name."""


def everything() -> type[Provider]:
    """Loaded when the palette is first opened."""
    from footcore_tui.tui.reach import Everything

    return Everything


def commands(app: FootcoreApp, screen: Screen[object]) -> Iterator[SystemCommand]:
    bindings = {
        active.binding.action: active.binding
        for active in reversed(screen.active_bindings.values())
        if active.node is screen and active.enabled and active.binding.tooltip
    }
    for action, binding in reversed(bindings.items()):
        title = TITLES.get(action, binding.description.capitalize())
        yield SystemCommand(title, binding.tooltip, lambda action=action: _run(app, action, screen))
    for look in Look:
        yield SystemCommand(f"Colours: {look.value}", "Wear these colours", lambda look=look: app.action_wear(look))
    if "app.quit" not in bindings:
        yield SystemCommand("Quit", "Leave footcore", app.action_quit)


def _run(app: FootcoreApp, action: str, screen: Screen[object]) -> None:
    app.call_later(app.run_action, action, screen)
