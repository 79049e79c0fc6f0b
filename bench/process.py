"""What running processes have used, from Linux's /proc and their CPU clocks."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
WORKER = "footcore_tui.adapters.audio.worker"
"""What the sound worker's command line holds; rows of the app leave it out."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Of some processes together, up to the instant `at`."""

    at: float
    cpu: float
    """Seconds, user and system."""
    wakeups: int
    """Voluntary context switches of the threads that live."""
    rss: float
    """MiB."""


def usage(pids: tuple[int, ...]) -> Usage:
    """Raises OSError for a process that is gone."""
    at, cpu, wakeups, rss = time.monotonic(), 0.0, 0, 0
    for pid in pids:
        cpu += cpu_seconds(pid)
        for thread in (PROC / str(pid) / "task").iterdir():
            wakeups += field((thread / "status").read_text(), "voluntary_ctxt_switches")
        rss += field((PROC / str(pid) / "status").read_text(), "VmRSS")
    return Usage(at, cpu, wakeups, rss / 1024)


def cpu_seconds(pid: int) -> float:
    """By the process's own clock, in nanoseconds like schedstat; it knows the threads that have ended too."""
    return time.clock_gettime((~pid << 3) | 2)


def field(text: str, name: str) -> int:
    """The number after `name:` at the start of a line. Raises ValueError where there is none."""
    found = re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE)
    if found is None:
        raise ValueError(f"no field {name}")
    return int(found[1])


def tree(pid: int) -> tuple[int, ...]:
    """The process and all that it started, as far as they live."""
    found = [pid]
    for one in found:
        for children in (PROC / str(one) / "task").glob("*/children"):
            found += map(int, children.read_text().split())
    return tuple(found)


def app(pid: int) -> tuple[int, ...]:
    """The tree without the sound worker."""
    return tuple(one for one in tree(pid) if not _is_worker(one))


def worker(pid: int) -> tuple[int, ...]:
    """The sound worker of a tree, or nothing, and what it started."""
    return next((tree(one) for one in tree(pid) if _is_worker(one)), ())


def _is_worker(pid: int) -> bool:
    return WORKER in (PROC / str(pid) / "cmdline").read_text()
