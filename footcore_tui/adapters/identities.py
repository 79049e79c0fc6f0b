"""Ids made where things happen: UUIDv7 (RFC 9562), increasing within a process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from threading import Lock

_COUNTER = 1 << 12


class Uuid7Identities:
    """`ports.Identities`: a millisecond, a counter that starts at random, and 62 random bits.

    The counter orders the ids of one millisecond, and those made after the wall clock was set back.
    """

    def __init__(self, wall_ns: Callable[[], int] = time.time_ns) -> None:
        self._wall_ns = wall_ns
        self._lock = Lock()
        self._last = 0

    def new(self) -> str:
        random = int.from_bytes(os.urandom(10), "big")
        with self._lock:
            # Half of the counter's range is left free, to be counted up in.
            fresh = self._wall_ns() // 1_000_000 * _COUNTER + (random >> 69)
            self._last = max(fresh, self._last + 1)
            ticks = self._last
        milliseconds, counter = divmod(ticks, _COUNTER)
        tail = random & ((1 << 62) - 1)
        digits = f"{milliseconds << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | tail:032x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
