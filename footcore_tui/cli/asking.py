"""What is asked before a session: read from the history, and kept there once the person goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from footcore_tui.adapters import history_choices
from footcore_tui.cli.edge import say
from footcore_tui.cli.standing import asked
from footcore_tui.core.errors import HistoryError

if TYPE_CHECKING:
    from footcore_tui.core.safety import Gate
    from footcore_tui.core.timeline import Timeline
    from footcore_tui.runner import World


class AskingFirst:
    """`tui.asking.Asking` of this person on this machine."""

    def __init__(self, world: Callable[[], World]) -> None:
        self._world = world

    def gate(self, timeline: Timeline) -> Gate:
        return _gate(timeline)

    def gone_on(self, gate: Gate) -> None:
        _keep(gate, self._world())


def goes_on(timeline: Timeline, world: World, *, ask: bool) -> bool:
    """The same as lines. With nobody to ask it is said beside them, and asked again the next time."""
    gate = _gate(timeline)
    if gate.open:
        return True
    if not ask:
        for line in gate.lines:
            say(line)
        return True
    print("\n".join(gate.lines))
    try:
        answer = input("Enter goes on, q and Enter ends: ")
    except EOFError:
        return False
    if answer.strip():
        return False
    _keep(gate, world)
    return True


def _gate(timeline: Timeline) -> Gate:
    from footcore_tui.core.safety import gate_of

    try:
        already = asked(history_choices.asked_first, frozenset[str]())
    except HistoryError:
        # Whoever is asked twice loses a moment.
        already = frozenset()
    return gate_of(timeline, already)


def _keep(gate: Gate, world: World) -> None:
    from footcore_tui.core.choices import AskedFirst

    moment = world.clock.moment()
    for about in gate.about:
        world.history.append(AskedFirst(about, moment))
