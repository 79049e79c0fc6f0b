"""Plays a session through real workers into a real sound server, and hears what came out of each engine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from array import array
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from statistics import median

from footcore_tui.adapters.audio.blend import Piece, blend
from footcore_tui.adapters.audio.client import AudioClient, Sounding, Speech
from footcore_tui.adapters.audio.process import worker_command
from footcore_tui.adapters.audio.speaker import Speaker
from footcore_tui.adapters.audio.waveform import load_all, load_words
from footcore_tui.adapters.clock import SystemClock
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.toml_exercises import load_exercises
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.cues import Cue, Sound
from footcore_tui.core.events import SessionEvent, SessionFinished
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.snapshot import Snapshot
from footcore_tui.core.speech import Line
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.core.voice import Voice
from footcore_tui.ports import ScheduledCue
from footcore_tui.runner import Mode, Runner, World
from tests.fakes import MemoryHistory
from tests.realtime.conftest import Server
from tests.realtime.listening import RATE, Found, find

ROOT = Path(__file__).parents[2]
SOUNDS = ROOT / "sounds" / "mallet"
WORDS = ROOT / "sounds" / "voice" / "en"
BUILT = ROOT / ".venv-simpleaudio" / f"{sys.version_info.major}.{sys.version_info.minor}" / "bin" / "python"
"""The Python that has simpleaudio, where `.ci/run` has built it."""
ENGINES = ("miniaudio", "pulse", "player", *(("simpleaudio",) if BUILT.exists() else ()))
MIXERS = ("miniaudio", "pulse")
EVERYTHING = """
format = 1
name   = "Every kind of cue"
prepare = "5s"
rest_between_blocks = "6s"

[[block]]
name = "Holds"
exercise = "single-leg-stance"
hold = "5s"
sides = "alternate"
total = "10s"
switch = "3s"

[[block]]
name = "Half"
steps = [
  { name = "Long hold", hold = "20s", rest_after = "3s" },
  { name = "Heel raise", reps = 2, tempo = "2-1-1-0", rest_after = "2s" },
  { name = "Short foot", hold = "2s", reps = 2, relax = "1s" },
]
"""
REACH = RATE * 60 // 1000
"""60 ms to either side: twice what is allowed at the worst."""
SOON = RATE * 400 // 1000
"""What is to be heard at once, as the first of a session, comes when the engine can: it is looked for so far away."""


@dataclass
class Given:
    """What a client was given."""

    judged: list[ScheduledCue] = field(default_factory=list)
    every: list[ScheduledCue] = field(default_factory=list)
    at_once: list[ScheduledCue] = field(default_factory=list)
    """What was to be heard at once, as the first of a session is: it can't be given ahead."""


class Ear:
    """The real client, with what it was given written down."""

    def __init__(self, client: AudioClient) -> None:
        self._client = client
        self.given = Given()

    def schedule(self, cues: Sequence[ScheduledCue]) -> None:
        now = time.monotonic()
        self.given.at_once += [cue for cue in cues if cue.at - now < 0.15]
        self.given.judged += cues
        self.given.every += cues
        self._client.schedule(cues)

    def __getattr__(self, name: str) -> object:
        return getattr(self._client, name)


def with_simpleaudio(arguments: Sequence[str]) -> list[str]:
    return ["env", f"PYTHONPATH={ROOT}", str(BUILT), "-m", "footcore_tui.adapters.audio.worker", *arguments]


COMMANDS = {"simpleaudio": with_simpleaudio}


@dataclass
class Hearing:
    """What one engine played."""

    engine: str
    given: Given
    recording: array[int]
    origin: float
    """Monotonic time of the recording's first frame."""
    samples: dict[object, array[int]] = field(default_factory=dict)
    quiet: bool = True
    """Whether nothing else may be heard."""

    def spared(self, stalls: Sequence[tuple[float, float]]) -> int:
        """Leaves out what fell into a stall of the machine; how much there is left, in percent."""
        before = len(self.given.judged)
        self.given.judged = [
            cue
            for cue in self.given.judged
            if not any(began - 0.5 < cue.at + 0.7 and cue.at < ended + AFTER_SECONDS for began, ended in stalls)
        ]
        self.quiet = False
        return round(100 * len(self.given.judged) / before)

    def found(self) -> list[tuple[ScheduledCue, Found, float]]:
        """Each thing that was heard, where, and how late by the plan: a tap and the word on it are one."""
        rough = [(cue, self._find(cue, 0.0, 4 * REACH)) for cue in self._heard() if cue.sound is Sound.SWITCH]
        constant = median(self.origin + one.frame / RATE - cue.at for cue, one in rough)
        found = [
            (cue, self._find(cue, constant, SOON if cue in self.given.at_once else REACH)) for cue in self._heard()
        ]
        return [(cue, one, self.origin + one.frame / RATE - cue.at) for cue, one in found]

    def what(self, cue: ScheduledCue) -> array[int]:
        """The sound or line; of a count, the tap with the word on it."""
        together = [one for one in self.given.judged if one.at == cue.at and (one.line or one.sound) in self.samples]
        pieces = [Piece(self.samples[one.line or one.sound], 0, one.line is not None) for one in together]
        return blend(pieces)

    def silent(self) -> list[Line]:
        return [cue.line for cue in self.given.judged if cue.line and cue.line not in self.samples]

    def _heard(self) -> list[ScheduledCue]:
        ordered = sorted(self.given.judged, key=lambda cue: (cue.at, cue.sound is None))
        first = [one for at, group in groupby(ordered, key=lambda cue: cue.at) for one in islice(group, 1)]
        return [cue for cue in first if (cue.line or cue.sound) in self.samples]

    def _find(self, cue: ScheduledCue, late: float, reach: int) -> Found:
        around = round((cue.at + late - self.origin) * RATE)
        words = [one.line for one in self.given.judged if one.at == cue.at and one.line in self.samples]
        return find(self.recording, self.what(cue), around, reach, self.samples[words[0]] if words else None)


WATCH = """
import json, os, signal, sys, time
os.nice(-11 if os.geteuid() == 0 else 0)
stalls, going = [], [True]
signal.signal(signal.SIGTERM, lambda *_: going.clear())
last = time.monotonic()
while going:
    time.sleep(0.002)
    now = time.monotonic()
    if now - last > 0.03:
        stalls.append((last, now))
    last = now
print(json.dumps(stalls))
"""
"""Says when the machine let a process that only wants a moment wait for more than 30 ms."""
AFTER_SECONDS = 1.5
"""A stream that ran dry in a stall is on time again so long after it."""


@contextmanager
def watched() -> Iterator[list[tuple[float, float]]]:
    """Yields the stalls of the machine, once it is over."""
    stalls: list[tuple[float, float]] = []
    watcher = subprocess.Popen([sys.executable, "-c", WATCH], stdout=subprocess.PIPE, text=True)
    try:
        yield stalls
    finally:
        watcher.terminate()
        stalls += [(a, b) for a, b in json.loads(watcher.communicate()[0])]


@contextmanager
def busy_cores(apart: bool = False) -> Iterator[None]:
    """`apart`: by programs of other terminals. Linux shares the processor out by sessions first."""
    spin = [sys.executable, "-c", "while True: pass"]
    spinning = [subprocess.Popen(spin, start_new_session=apart) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for one in spinning:
            one.kill()
            one.wait()


def busy_elsewhere() -> AbstractContextManager[None]:
    return busy_cores(apart=True)


@contextmanager
def held_up() -> Iterator[None]:
    """This interpreter is kept in bursts of 60 ms, as a screen's main thread may keep it."""
    stop = threading.Event()

    def hold_up() -> None:
        numbers = list(range(3_000_000))
        while not stop.wait(0.06):
            began = time.monotonic()
            while time.monotonic() - began < 0.06:
                numbers.sort()  # one call into C, which keeps the interpreter to itself

    holding = threading.Thread(target=hold_up)
    holding.start()
    try:
        yield
    finally:
        stop.set()
        holding.join()


def play(pulse: Server, routine: Routine, engines: Sequence[str], folder: Path) -> list[Hearing]:
    """The routine on every engine at the same time, each heard at a sink of its own."""
    # Made once: a synthesiser does not say the same thing the same way in two processes.
    said = spoken([cue.line for cue in plan_of(routine) if cue.line], folder / "voice")
    with ExitStack() as stack:
        runners, ears, monitors = [], [], []
        for engine in engines:
            sink = stack.enter_context(pulse.sink(engine))
            monitors.append(sink.monitor())
            with environment(sink.environment):
                speech = Speech(WORDS, folder / "voice")
                log = folder / f"{engine}.log"
                ear = Ear(
                    AudioClient(
                        Sounding(SOUNDS, speech=speech), log, engine, command=COMMANDS.get(engine, worker_command)
                    )
                )
                stack.callback(ear.close)
                ear.open()
                until(lambda ear=ear, engine=engine: ear.engine == engine)
            world = World(SystemClock(), ear, MemoryHistory(), Uuid7Identities())
            runner = Runner(routine, Standing(), world, Mode(voice=Voice.FULL))
            runners.append(runner)
            ears.append(ear)
        over = threading.Semaphore(0)

        def told(event: SessionEvent, _: Snapshot) -> None:
            if isinstance(event, SessionFinished):
                over.release()

        for runner in runners:
            runner.listen(lambda *_: None, told)
            runner.start()
            runner.run()
        for runner in runners:
            assert over.acquire(timeout=runner.timeline.extent.clock_seconds + 20)
        time.sleep(3.0)
        for runner in runners:
            runner.close()
        return [
            Hearing(engine, ear.given, *monitor.recorded(), samples=dict(load_all(SOUNDS)) | said)
            for engine, ear, monitor in zip(engines, ears, monitors, strict=True)
        ]


def spoken(lines: Sequence[Line], cache: Path) -> dict[object, array[int]]:
    """What each line is, by a voice like the worker's with the same cache."""
    speaker = Speaker(load_words(WORDS), cache=cache)
    speaker.prepare(lines)
    until(lambda: speaker.idle)
    made = {line: samples for line in lines if (samples := speaker.samples(line)) is not None}
    speaker.close()
    return made


@contextmanager
def environment(more: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(more)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def until(true: object) -> None:
    assert callable(true)
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def routine_of(text: str, file: str) -> Routine:
    folder = ROOT / "routines" / "exercises"
    exercises = [one for path in folder.glob("*.toml") for one in load_exercises(path.read_bytes(), path.name)[0]]
    routine, problems = load_routine(text, file, exercises)
    assert routine, problems
    return routine


def plan_of(routine: Routine) -> list[Cue]:
    return list(CuePlan(compile_timeline(routine), Voice.FULL, routine.language).cues())
