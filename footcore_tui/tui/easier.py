"""The level is put right before a session is made: its timeline depends on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from footcore_tui.core.errors import HistoryError

if TYPE_CHECKING:
    from footcore_tui.core.routine import Routine
    from footcore_tui.tui.app import FootcoreApp


def with_level(app: FootcoreApp, routine: Routine, then: Callable[[], None]) -> None:
    """Calls `then` once it is answered, or at once where nothing is proposed; of one exercise at most it is asked."""
    try:
        ladders = app.desk.ladders()
        proposal = next(iter(ladders.before(routine)), None)
    except HistoryError:
        # Practising goes before it.
        proposal = None
    if proposal is None:
        then()
        return
    from footcore_tui.tui.screens.easier import EasierScreen

    def answered(take: bool | None) -> None:
        if take is not None:
            ladders.answer(proposal, take=take)
            then()

    app.push_screen(EasierScreen(proposal, routine.name), answered)
