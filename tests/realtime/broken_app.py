"""The app with one place in it that raises: `python broken_app.py PLACE ARGUMENTS…`."""

from __future__ import annotations

import sys
from pathlib import Path

PLACES = {
    "library": ("footcore_tui.adapters.library", "Library", "routines"),
    "key": ("footcore_tui.tui.screens.player", "PlayerScreen", "action_touch_down"),
    "paint": ("footcore_tui.tui.widgets.picture", "Picture", "render_line"),
    "time": ("footcore_tui.pulse", "Pulse", "tick"),
}


def fail(*_: object) -> None:
    raise RuntimeError("broken \x1b]52;c;aGk=\x07")


def main() -> int:
    from importlib import import_module

    module, name, method = PLACES[sys.argv.pop(1)]
    setattr(getattr(import_module(module), name), method, fail)
    from footcore_tui.__main__ import main as footcore

    return footcore()


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])
    sys.exit(main())
