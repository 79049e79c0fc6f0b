"""The runner against the clock while every core is busy; a rehearsal at twenty times the speed has facts enough."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median, quantiles

from bench.history import history_in
from bench.row import Experiment, Reading, Row
from bench.setting import PYTHON, Setting
from footcore_tui.adapters.clock import SystemClock
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.core.events import IntervalStarted, SessionEvent
from footcore_tui.core.routine import Block, Hold, PerWeek, Routine, Standing, Step
from footcore_tui.core.snapshot import Snapshot
from footcore_tui.core.speech import Line
from footcore_tui.ports import ScheduledCue
from footcore_tui.runner import Mode, Runner, World

ROWS = (
    Row("cue", "cue handed over late, all cores busy (p99)", "", "ms", budget=10, stretch=5),
    Row("late", "interval's start told late, all cores busy (p99)", "", "ms", budget=10, stretch=5),
    Row("drift", "drift of the starts from the first tenth to the last", "", "ms", budget=1),
)
SPEED, SHORT_SECONDS = 20.0, 15.0
FULL_SPEED, FULL_SECONDS = 2.0, 1800.0
_HOLDS = Step("Hold", Hold(PerWeek.always(1), PerWeek.always(900)), relax=PerWeek.always(1), sets=PerWeek.always(3))
ROUTINE = Routine("seconds", "Seconds", (Block((_HOLDS,)),), prepare=1)
"""Something begins every second."""


class Ear:
    """`ports.CuePlayer` that notes by how many seconds each cue came too late."""

    engine = "ear"

    def __init__(self) -> None:
        self.late: list[float] = []

    def schedule(self, cues: Sequence[ScheduledCue]) -> None:
        now = time.monotonic()
        self.late += [max(0.0, now - cue.at) for cue in cues]

    def open(self) -> None:
        pass

    def prepare(self, lines: Iterable[Line]) -> None:
        pass

    def speak(self, spoken: bool) -> None:
        pass

    def cancel(self) -> None:
        pass

    def mute(self, muted: bool) -> None:
        pass

    def rest(self) -> None:
        pass

    def close(self) -> None:
        pass


@contextmanager
def busy_cores() -> Iterator[None]:
    spinning = [subprocess.Popen([PYTHON, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for one in spinning:
            one.kill()
            one.wait()


def play(setting: Setting) -> tuple[Reading, ...]:
    speed, seconds = (FULL_SPEED, FULL_SECONDS) if setting.full else (SPEED, SHORT_SECONDS)
    ear, clock, starts = Ear(), SystemClock(), list[float]()
    world = World(clock, ear, history_in(setting.folder), Uuid7Identities())
    runner = Runner(ROUTINE, Standing(), world, Mode(speed=speed))

    def told(event: SessionEvent, _: Snapshot) -> None:
        if isinstance(event, IntervalStarted):
            starts.append(clock.now() - event.at / speed)

    runner.listen(lambda _snapshot, _notice: None, told)
    with busy_cores():
        runner.start()
        runner.run()
        time.sleep(seconds)
        runner.close()
    tenth = max(1, len(starts) // 10)
    drift = median(starts[-tenth:]) - median(starts[:tenth])
    late = (quantiles(one, n=100)[-1] for one in (ear.late, starts))
    return (*(Reading(1000 * seconds) for seconds in late), Reading(1000 * abs(drift)))


EXPERIMENTS = (Experiment(ROWS, play),)
