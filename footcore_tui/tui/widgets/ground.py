"""Whose ground a moment of a session has."""

from __future__ import annotations

from footcore_tui.core.interval import Kind
from footcore_tui.core.snapshot import Phase, Snapshot
from footcore_tui.tui.theme import State

STATE_OF_KIND = {kind: State(kind.value) for kind in Kind}


def state_of(snapshot: Snapshot) -> State:
    match snapshot.phase:
        case Phase.FINISHED:
            return State.FINISHED
        case Phase.PAUSED:
            return State.PAUSED
        case Phase.COUNTING_IN:
            return State.PREPARE
        case Phase.RUNNING:
            return STATE_OF_KIND[snapshot.interval.kind]
