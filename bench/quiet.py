"""Waits for a quiet moment, so that what others do on the machine is not measured."""

from __future__ import annotations

import time
from pathlib import Path

WINDOW_SECONDS = 0.15
QUIET_SHARE = 0.85
"""Of the machine's time in a window that was idle."""


def wait_for_quiet(seconds: float = 20.0) -> bool:
    """Whether the machine came to rest within that time."""
    end = time.monotonic() + seconds
    before = cpu_ticks(Path("/proc/stat").read_text())
    while time.monotonic() < end:
        time.sleep(WINDOW_SECONDS)
        after = cpu_ticks(Path("/proc/stat").read_text())
        if after[0] > before[0] and (after[1] - before[1]) / (after[0] - before[0]) >= QUIET_SHARE:
            return True
        before = after
    return False


def cpu_ticks(stat: str) -> tuple[int, int]:
    """All ticks and the idle ones, of the first line of /proc/stat."""
    ticks = [int(field) for field in stat.splitlines()[0].split()[1:9]]
    return sum(ticks), ticks[3] + ticks[4]
