"""All that a screen needs to know of a session at one instant, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from footcore_tui.core.interval import Interval
from footcore_tui.core.record import Outcome


class Phase(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    COUNTING_IN = "counting-in"
    """The 3-2-1 after a pause; outside the session's clock."""
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Snapshot:
    phase: Phase
    interval: Interval
    """The present one; the last one of a finished session."""
    elapsed: float
    """Seconds done of this attempt."""
    planned: float | None
    """Its length as the plan stands; None where open."""
    shown: int
    """The whole second on the screen: what remains, or for an open interval what has passed."""
    count_in: int | None
    """3, 2 or 1 while counting in."""
    clock: float
    """Seconds of the session so far, pauses and count-ins left out."""
    position: float
    """Seconds along the timeline, where an open interval has no length."""
    outcomes: tuple[Outcome | None, ...]
    """Of the last attempt at each interval; None where there was none yet."""
    touch_downs: int
    """Of this attempt."""
    left_touch_downs: int
    """Of the last attempt at each interval, as the record will have them."""
    right_touch_downs: int
    work_number: int
    """Which work this is or leads to, from 1."""
    work_count: int
    following: Interval | None
    """The interval after this one."""
    next_work: Interval | None
    """The next work (for what is not work: the one it leads to)."""
    changes_at: float | None
    """The instant at which `shown` or the interval changes by itself; None while nothing moves."""
