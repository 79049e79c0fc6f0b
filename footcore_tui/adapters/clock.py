"""The machine's clocks."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from footcore_tui.core.record import Moment


def wall() -> tuple[float, int]:
    """Seconds since 1970, and the offset of local time in seconds."""
    if sys.platform != "win32":
        # A long session may be carried into another zone: read the zone anew.
        time.tzset()
    utc = time.time()
    return utc, time.localtime(utc).tm_gmtoff


class SystemClock:
    """`ports.Clock` by the operating system."""

    def now(self) -> float:
        return time.monotonic()

    def awake_and_asleep(self) -> float:
        """Its origin differs from that of `now`: only the growth of the two can be compared.

        On Windows the monotonic clock counts the sleep itself.
        """
        if sys.platform == "linux":
            seconds = time.clock_gettime(time.CLOCK_BOOTTIME)
        elif sys.platform == "darwin":
            # CLOCK_MONOTONIC runs on in a sleep there; time.monotonic reads another clock, that does not.
            seconds = time.clock_gettime(time.CLOCK_MONOTONIC)
        else:
            seconds = time.monotonic()
        return seconds

    def moment(self) -> Moment:
        # Today reads the wall clock alone, before there is any record.
        from footcore_tui.core.record import Moment

        return Moment(*wall())
