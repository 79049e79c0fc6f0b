"""What a session says: facts with the instant at which each became true, never a sound or a picture."""

from __future__ import annotations

from dataclasses import dataclass

from footcore_tui.core.exercise import Side
from footcore_tui.core.record import Outcome


@dataclass(frozen=True, slots=True)
class IntervalStarted:
    at: float
    index: int
    attempt: int
    """From 1."""


@dataclass(frozen=True, slots=True)
class IntervalEnded:
    """An attempt is over."""

    at: float
    index: int
    attempt: int
    outcome: Outcome
    seconds: float
    planned_seconds: float | None
    """As the plan stood; None where open."""
    touch_downs: int
    value: float | None
    """What a test measured."""


@dataclass(frozen=True, slots=True)
class TouchDown:
    at: float
    index: int
    side: Side


@dataclass(frozen=True, slots=True)
class PlanMoved:
    """The running interval was made longer or shorter."""

    at: float
    index: int
    planned_seconds: float


@dataclass(frozen=True, slots=True)
class Paused:
    at: float


@dataclass(frozen=True, slots=True)
class CountInStarted:
    at: float
    until: float


@dataclass(frozen=True, slots=True)
class Resumed:
    at: float


@dataclass(frozen=True, slots=True)
class SessionFinished:
    at: float
    stopped: bool
    """Ended by the person before its last interval did."""


SessionEvent = (
    IntervalStarted | IntervalEnded | TouchDown | PlanMoved | Paused | CountInStarted | Resumed | SessionFinished
)
