"""The way to the screen: `footcore` alone, and `footcore play` in a terminal."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from footcore_tui.core.routine import Routine, Standing
    from footcore_tui.core.settings import Settings
    from footcore_tui.runner import Mode


def on_a_terminal() -> bool:
    """Whether a screen can be drawn and keys be read."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb"


def home() -> int:
    """`footcore` alone: the app, or without a terminal the status and how to go on."""
    if not on_a_terminal():
        from footcore_tui.cli import status

        code = status.main([])
        print("In a terminal `footcore` opens the app. Here: footcore play --plain, footcore --help", file=sys.stderr)
        return code
    # Until the app is up, which lets it run again: a start makes much and lets go of little.
    gc.disable()
    from footcore_tui.cli.house import House
    from footcore_tui.cli.shelf import settings

    return House(settings()).run()


def play_on_screen(chosen: Settings, routine: Routine, standing: Standing, mode: Mode) -> int:
    """The player, the summary, and out. Raises TimelineError."""
    from footcore_tui.cli.house import House

    house = House(chosen, mode)
    return house.run(house.start(routine, standing))
