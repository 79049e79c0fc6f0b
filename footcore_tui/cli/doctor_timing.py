"""How late this machine wakes a session: waits of the same kind as the session's driver, held to the clock."""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

SECONDS = 2.0
STEP_SECONDS = 0.02
"""From one wake to the next that is asked for."""
BUDGET_MS = 10.0
"""What 99 of 100 wakes are to keep to, with every core busy."""


@dataclass(frozen=True, slots=True)
class Timing:
    late_ms: tuple[float, ...]
    """Of each wake, ascending."""
    load: float | None
    """Processes that ran or waited to run in the last minute, on average; None where the system does not say."""
    cores: int

    def share(self, part: float) -> float:
        """Milliseconds that this part of the wakes were late at most."""
        return self.late_ms[max(0, math.ceil(part * len(self.late_ms)) - 1)]

    @property
    def keeps_time(self) -> bool:
        return self.share(0.99) <= BUDGET_MS


def measure(
    now: Callable[[], float] = time.monotonic,
    wait: Callable[[float], None] | None = None,
    load: Callable[[], float | None] | None = None,
) -> Timing:
    """For SECONDS, and as much longer as the last wake is late."""
    wait, load = wait or _wait_as_the_driver, load or machine_load
    late: list[float] = []
    end = now() + SECONDS
    while (at := now() + STEP_SECONDS) <= end or not late:
        wait(STEP_SECONDS)
        # A wait may end a little early; that is not late.
        late.append(max(0.0, now() - at) * 1000)
    return Timing(tuple(sorted(late)), load(), os.cpu_count() or 1)


def machine_load() -> float | None:
    try:
        return os.getloadavg()[0]
    except (AttributeError, OSError):
        return None


def report_timing(timing: Timing) -> Iterator[str]:
    half, most, worst = _figures(timing)
    yield f"p50    {half:.1f} ms late: half of {len(timing.late_ms)} wakes"
    yield f"p99    {most:.1f} ms late: 99 of 100, which should be at most {BUDGET_MS:g} ms"
    yield f"worst  {worst:.1f} ms late"
    yield ""
    if timing.keeps_time:
        yield "A session keeps its time here. What is late does not add up: each second is read from the clock."
        return
    yield "This machine wakes late. What is late does not add up, but a count may be heard beside its second."
    yield _busy(timing)


def timing_object(timing: Timing) -> dict[str, object]:
    half, most, worst = _figures(timing)
    return {
        "works": True,
        "keeps_time": timing.keeps_time,
        "wakes": len(timing.late_ms),
        "p50_ms": round(half, 2),
        "p99_ms": round(most, 2),
        "worst_ms": round(worst, 2),
        "p99_budget_ms": BUDGET_MS,
        "load": None if timing.load is None else round(timing.load, 2),
        "cores": timing.cores,
    }


def _figures(timing: Timing) -> Sequence[float]:
    return timing.share(0.5), timing.share(0.99), timing.share(1.0)


def _busy(timing: Timing) -> str:
    if timing.load is None:
        return "How busy it is the system does not say."
    cores = "1 core" if timing.cores == 1 else f"{timing.cores} cores"
    had = f"In the last minute {timing.load:.1f} processes wanted to run at a time, on {cores}"
    return f"{had}: it is busy." if timing.load > timing.cores else f"{had}: not busy; it may be saving power."


def _wait_as_the_driver(seconds: float) -> None:
    wake = threading.Condition(threading.RLock())
    with wake:
        wake.wait(seconds)
