"""An attempt: one go at an interval, how long it has been held and how long it is to be."""

from __future__ import annotations

import math

from footcore_tui.core.interval import Interval

UNATTENDED_REP_SECONDS = 4
UNATTENDED_REST_SECONDS = 30
EPSILON = 0.005
"""Seconds by which a redraw may come early and still show the second it was meant for."""


class Attempt:
    """Stands still until it is run; time held is counted from the instant it was last run, never added up."""

    def __init__(self, interval: Interval, *, unattended: bool) -> None:
        self.interval = interval
        self.planned = None if interval.seconds is None else float(interval.seconds)
        """Its length in seconds as the plan stands; None where open."""
        self.number: int | None = None
        """Which attempt at this interval it is, from 1; None until its time has run."""
        self.touch_downs = 0
        self._unattended = unattended
        self._held = 0.0
        self._since: float | None = None

    @property
    def limit(self) -> float | None:
        """Seconds after which it ends by itself; None where it does not."""
        return limit_of(self.interval, unattended=self._unattended) if self.planned is None else self.planned

    @property
    def deadline(self) -> float | None:
        """The instant at which it ends by itself; None while nothing will end it."""
        limit = self.limit
        return None if limit is None or self._since is None else self._since + (limit - self._held)

    def elapsed(self, now: float) -> float:
        return self._held if self._since is None else self._held + (now - self._since)

    def zero(self, runs_from: float) -> float:
        """The instant at which it would have begun had it never stood still, if it runs (or will) from then."""
        return (runs_from if self._since is None else self._since) - self._held

    def run(self, at: float) -> None:
        self._since = at

    def stand(self, at: float, seconds: float | None = None) -> None:
        """Stops its time, at `seconds` where they are known better than by the clock."""
        self._held = self.elapsed(at) if seconds is None else seconds
        self._since = None

    def shown(self, now: float) -> int:
        """The whole second on the screen: what remains, or for an open one what has passed."""
        elapsed = self.elapsed(now)
        if self.planned is None:
            return math.floor(elapsed + EPSILON)
        return max(0, math.ceil(self.planned - elapsed - EPSILON))

    def shown_until(self, now: float) -> float | None:
        """The instant at which `shown` becomes another; None while it stands still."""
        if self._since is None:
            return None
        shown = self.shown(now)
        whole = shown + 1 if self.planned is None else self.planned - max(shown - 1, 0)
        return self._since + (whole - self._held)

    def position(self, now: float) -> float:
        """Seconds along the timeline, where an open interval has no length."""
        if not self.planned:
            return float(self.interval.at)
        return self.interval.at + (self.interval.seconds or 0) * min(1.0, self.elapsed(now) / self.planned)


def limit_of(interval: Interval, *, unattended: bool) -> float | None:
    """Seconds after which an interval ends by itself; None where the user ends it."""
    if not interval.open:
        return interval.seconds
    if interval.cap is not None or not unattended:
        return interval.cap
    return UNATTENDED_REP_SECONDS * (interval.reps or 1) if interval.work else UNATTENDED_REST_SECONDS
