"""The screens that are entered from Today and left again; each is loaded when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

    from footcore_tui.tui.desk import Desk


def room(name: str, desk: Desk) -> Screen[None]:
    """Raises ValueError for a name that is none."""
    match name:
        case "history":
            from footcore_tui.tui.screens.history import HistoryScreen

            return HistoryScreen(desk)
        case "levels":
            from footcore_tui.tui.screens.levels import LevelsScreen

            return LevelsScreen(desk)
        case "tests":
            from footcore_tui.tui.screens.self_tests import SelfTestsScreen

            return SelfTestsScreen(desk)
        case "plans":
            from footcore_tui.tui.screens.plans import PlansScreen

            return PlansScreen(desk)
        case _:
            raise ValueError(name)
