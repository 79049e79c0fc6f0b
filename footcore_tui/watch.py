"""Notices a gap that no waking machine leaves: the lid was closed, the process was stopped."""

from __future__ import annotations

from footcore_tui.ports import Clock

ASLEEP_SECONDS = 1.0
"""The clock that counts sleep got this far ahead of the one that does not: the machine slept."""
FROZEN_SECONDS = 5.0
"""No tick for so long although each second has one: the process was stopped."""


class Watch:
    """Compares two clocks, and one of them with the last good tick."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.note()

    def note(self) -> None:
        """A good tick."""
        self.last = self._clock.now()
        self._last_with_sleep = self._clock.awake_and_asleep()

    def away(self) -> bool:
        """Whether the machine slept or the process stood still since the last good tick."""
        return self.slept() > ASLEEP_SECONDS or self._clock.now() - self.last > FROZEN_SECONDS

    def slept(self) -> float:
        """Seconds since the last good tick that the clock of the session does not count."""
        with_sleep = self._clock.awake_and_asleep() - self._last_with_sleep
        return max(0.0, with_sleep - (self._clock.now() - self.last))
