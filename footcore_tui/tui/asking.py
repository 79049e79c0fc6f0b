"""What is asked before a session, and the session once the person goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from footcore_tui.core.safety import Gate
    from footcore_tui.core.timeline import Timeline
    from footcore_tui.runner import Runner
    from footcore_tui.tui.app import FootcoreApp


class Asking(Protocol):
    """Knows what the person was asked already."""

    def gate(self, timeline: Timeline) -> Gate:
        """What is to be asked before that session."""
        ...

    def gone_on(self, gate: Gate) -> None:
        """The person has read it, and goes on."""
        ...


def ask_first(app: FootcoreApp, runner: Runner, refused: Callable[[], None]) -> None:
    """Plays what has not begun yet; `refused` is called where the person would rather not. A rehearsal asks nothing."""
    asking = None if runner.rehearsal else app.desk.asking()
    gate = asking.gate(runner.timeline) if asking else None
    if asking is None or gate is None or gate.open:
        app.perform(runner)
        return
    from footcore_tui.tui.screens.ask_first import AskFirstScreen

    def answered(goes_on: bool | None) -> None:
        if goes_on:
            asking.gone_on(gate)
            app.perform(runner)
        else:
            refused()

    app.push_screen(AskFirstScreen(gate, runner.routine.name, key_guard_seconds=app.desk.key_guard_seconds), answered)
