"""One sound engine tried for real: each sound, then two words, their names told as they are heard."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from footcore_tui.core.cues import SOUND_SECONDS, Sound
from footcore_tui.core.speech import Line
from footcore_tui.core.text import printable
from footcore_tui.ports import ScheduledCue

READY_SECONDS = 6.0
"""An engine that takes longer to answer is given up; the client kills a worker that hangs after three."""
LEAD_SECONDS = 0.7
"""Before the first sound: time for a primer."""
STEP_SECONDS, PAUSE_SECONDS = 1.0, 0.3
"""From sound to sound at least, and after the end of a long one."""
WORDS = tuple(Line((word,), (word,), STEP_SECONDS, "en") for word in ("left", "right"))

WHAT = {
    "simpleaudio": "the simpleaudio package, each run of sounds a stream of its own",
    "miniaudio": "the miniaudio package, one stream that stays open during a session",
    "pulse": "PulseAudio's library, which PipeWire has too, one stream that stays open during a session",
    "player": "a program of the system, started for each run of sounds",
}


class Patient(Protocol):
    """What is needed of the client."""

    @property
    def engine(self) -> str: ...

    @property
    def refusals(self) -> dict[str, str]: ...

    @property
    def detail(self) -> str: ...

    @property
    def latency(self) -> float: ...

    def open(self) -> None: ...

    def prepare(self, lines: Iterable[Line]) -> None: ...

    def schedule(self, cues: Sequence[ScheduledCue]) -> None: ...


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it."""

    engine: str
    detail: str = ""
    """The back-end or program behind it."""
    latency: float = 0.0
    """Seconds."""
    reason: str = ""
    """Why it does not sound; empty if it does."""

    @property
    def works(self) -> bool:
        return not self.reason


def examine(
    name: str,
    client: Patient,
    now: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Trial:
    """Plays everything; takes about as long as it lasts, and at most READY_SECONDS more."""
    print(f"{name}: {WHAT[name]}")
    trial = open_quietly(name, client, now, sleep)
    if not trial.works:
        print("  does not sound here")
        return trial
    print(f"  {trial.detail}, {trial.latency * 1000:.0f} ms taken off for its latency")
    _play(client, now, sleep)
    if client.engine != name:
        print("  and fell silent on the way")
        return Trial(name, reason="it fell silent on the way; the log may say why")
    return trial


def open_quietly(
    name: str,
    client: Patient,
    now: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Trial:
    """Opens the engine and plays nothing; takes at most READY_SECONDS."""
    client.open()
    end = now() + READY_SECONDS
    while not client.engine and now() < end:
        sleep(0.02)
    if client.engine != name:
        return Trial(name, reason=printable(client.refusals.get(name) or _silent(client)))
    return Trial(name, printable(client.detail), client.latency)


def _silent(client: Patient) -> str:
    return "its process ended; the log may say why" if client.engine else f"no answer within {READY_SECONDS:.0f} s"


def _play(client: Patient, now: Callable[[], float], sleep: Callable[[float], None]) -> None:
    client.prepare(WORDS)
    cues = _cues(now() + LEAD_SECONDS)
    client.schedule(cues)
    for cue in cues:
        sleep(max(0.0, cue.at - now()))
        word = cue.sound or (f'"{cue.line.texts[0]}"' if cue.line else "")
        print(f"  {word}" if cue is cues[0] else f" {word}", end="", flush=True)
    sleep(STEP_SECONDS)
    print()


def _cues(at: float) -> list[ScheduledCue]:
    cues = []
    for sound in Sound:
        cues.append(ScheduledCue(at, sound))
        at += max(STEP_SECONDS, SOUND_SECONDS[sound] + PAUSE_SECONDS)
    return [*cues, *(ScheduledCue(at + n * STEP_SECONDS, None, line) for n, line in enumerate(WORDS))]
