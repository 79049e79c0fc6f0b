"""The app's side of sound: says what is to be heard when, to a worker process that does it.

Nothing here waits. Commands go down a pipe that refuses instead of blocking; a thread of its own starts the worker,
sleeps on its replies, and when it is gone starts the next. What was not yet heard is kept here, to tell a new worker.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from footcore_tui.adapters.audio.bell import Ringer
from footcore_tui.adapters.audio.line_queue import LineQueue
from footcore_tui.adapters.audio.pending import PendingCues
from footcore_tui.adapters.audio.process import WorkerProcess, worker_command
from footcore_tui.adapters.audio.protocol import (
    ENGINES,
    Cancel,
    Command,
    Mute,
    Open,
    Ready,
    Refused,
    Reply,
    Rest,
    Settled,
    Speak,
    Spoken,
    Sync,
    Synced,
    Trying,
)
from footcore_tui.core.cues import Sound
from footcore_tui.core.speech import Line
from footcore_tui.ports import ScheduledCue

RESTARTS = 3
"""Of the worker in the life of a client; then there is no more sound."""

PATIENCE_SECONDS = 3.0
"""A worker that takes longer to get ready, or to say what became of a cue, hangs."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What the worker needs to speak."""

    words: Path
    """The folder of the shipped words."""
    cache: Path
    name: str = ""
    rate: float = 1.0
    """1 is the usual pace."""


@dataclass(frozen=True, slots=True)
class Sounding:
    """What is to be heard, and how."""

    sounds: Path
    """The folder of a set."""
    volume: float = 1.0
    """From 0 to 1."""
    offset_seconds: float = 0.0
    """How much earlier, for a loudspeaker that is late."""
    primer: bool = False
    """Whether quiet is broken by a near-silent sound, for a loudspeaker that falls asleep."""
    speech: Speech | None = None
    """Without it no line is heard."""

    @property
    def arguments(self) -> tuple[str, ...]:
        """The worker's."""
        given = [
            "--sounds",
            str(self.sounds),
            "--gain",
            f"{gain(self.volume):.4f}",
            "--offset",
            f"{self.offset_seconds}",
        ]
        given += ["--primer"] if self.primer else []
        if speech := self.speech:
            given += ["--words", str(speech.words), "--cache", str(speech.cache), "--voice", speech.name]
            given += ["--rate", f"{speech.rate}"]
        return tuple(given)


class AudioClient:
    """A CuePlayer. `engine` is `auto`, `bell`, `off`, or one of `protocol.ENGINES`."""

    def __init__(
        self,
        sounding: Sounding,
        log: Path,
        engine: str = "auto",
        bell: Callable[[Sound], None] | None = None,
        *,
        command: Callable[[Sequence[str]], Sequence[str]] = worker_command,
        clock: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """`bell` is called, on another thread, at the time of each sound where nothing better sounds.

        `command` makes the worker's command line of its arguments.
        """
        self._log = log
        self._arguments = sounding.arguments
        self._command = command
        self._now = clock
        self._patience = patience
        self._ringer = Ringer(bell, clock) if bell else None
        self._last_resort = "bell" if bell and engine != "off" else "off"
        self._names: tuple[str, ...] = ENGINES if engine == "auto" else (engine,) if engine in ENGINES else ()
        self._engine = "" if self._names else self._last_resort
        self._lock = threading.Lock()
        self._pending = PendingCues(clock)
        self._keeper: threading.Thread | None = None
        self._process: WorkerProcess | None = None
        self._skew: float | None = None
        self._blamed = ""
        self._refused: dict[str, str] = {}
        self._awake = False
        self._muted, self._spoken = False, True
        self._closed = False
        self.lines = LineQueue()
        """What is ready to be said."""
        self.detail = ""
        """The back-end or program behind the engine, once known."""
        self.latency = 0.0
        """Seconds that are taken off for it."""

    @property
    def engine(self) -> str:
        return self._engine

    @property
    def refusals(self) -> dict[str, str]:
        """The engines that would not, and why."""
        with self._lock:
            return dict(self._refused)

    def open(self) -> None:
        with self._lock:
            self._awake = True
            if self._keeper is None and self._names and not self._closed:
                self._keeper = threading.Thread(target=self._keep, name="footcore-sound", daemon=True)
                self._keeper.start()
            self._tell(Open())

    def schedule(self, cues: Sequence[ScheduledCue]) -> None:
        """A few hundred at a time: more than its pipe holds and a worker counts as one that does not listen."""
        with self._lock:
            if self._closed:
                return
            self._tell(*self._pending.add(cues, self._skew or 0.0))
            if not self._names:
                self._ring_instead()

    def prepare(self, lines: Iterable[Line]) -> None:
        with self._lock:
            self.lines.take(lines)
            self._hand_lines_on()

    def cancel(self) -> None:
        with self._lock:
            self._pending.clear()
            self._tell(Cancel())
            if self._ringer:
                self._ringer.cancel()

    def mute(self, muted: bool) -> None:
        with self._lock:
            self._muted = muted
            self._tell(Mute(muted))
            if self._ringer:
                self._ringer.mute(muted)

    def speak(self, spoken: bool) -> None:
        with self._lock:
            self._spoken = spoken
            self._tell(Speak(spoken))

    def rest(self) -> None:
        with self._lock:
            self._awake = False
            self._pending.clear()
            self._tell(Rest())
            if self._ringer:
                self._ringer.rest()

    def close(self) -> None:
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._pending.clear()
            if self._process:
                self._process.end()
            if self._ringer:
                self._ringer.close()

    def _hand_lines_on(self) -> None:
        if self._skew is not None:
            self._tell(*self.lines.next())

    def _tell(self, *commands: Command) -> None:
        """Speaks to a worker that is ready; one that does not listen or answer is ended, and the next is told all."""
        if self._process is None or self._skew is None or self._closed:
            return
        if (self._awake and self._pending.overdue(self._patience)) or not self._process.send(commands):
            self._process.kill()
            self._skew = None

    def _keep(self) -> None:
        """Starts workers one after another, as long as there is hope."""
        names = self._names
        for _ in range(1 + RESTARTS):
            if not self._live(names):
                break
            names = _turned(names, self._blamed)
        self._give_up()

    def _live(self, names: tuple[str, ...]) -> bool:
        """A worker's whole life. Returns whether another is worth a try."""
        try:
            command = self._command(("--engines", ",".join(names), *self._arguments))
            process = WorkerProcess(command, self._log, self._patience)
        except OSError:
            return False
        with self._lock:
            self._process, self._skew, self._blamed = process, None, ""
            self._refused.clear()
            if self._closed:
                process.end()
        for reply in process.replies():
            with self._lock:
                # The interpreter may be on its way out, when no more threads can be started.
                if not self._closed:
                    self._hear(process, reply)
        with self._lock:
            self._process, self._skew = None, None
            process.reap()
            return not self._closed and self._refused.keys() < set(names)

    def _hear(self, process: WorkerProcess, reply: Reply | None) -> None:
        match reply:
            case Trying(engine):
                self._blamed = engine
                process.wait_anew()
            case Refused(engine, reason):
                self._refused[engine] = reason
            case Ready(engine, detail, latency):
                self._engine, self.detail, self.latency = engine, detail, latency
                process.send([Sync(self._now())])
            case Synced(sent, now):
                process.trust()
                self._skew = skew(sent, now, self._now())
                self._tell_all()
            case Settled(number):
                self._pending.settle(number)
            case Spoken(how=how):
                self.lines.note(how)
                self._hand_lines_on()
            case None:
                pass

    def _tell_all(self) -> None:
        """To a worker that is new: how things stand."""
        self._pending.renew()
        cues, open_or_rest = self._pending.all(self._skew or 0.0), Open() if self._awake else Rest()
        self._tell(Mute(self._muted), Speak(self._spoken), *cues, open_or_rest)
        self.lines.begin_anew()
        self._hand_lines_on()

    def _give_up(self) -> None:
        with self._lock:
            self._names = ()
            self._engine = self._last_resort
            self._ring_instead()

    def _ring_instead(self) -> None:
        if self._ringer and not self._closed:
            self._ringer.add(self._pending.all(0.0))
        self._pending.clear()


def gain(volume: float) -> float:
    """The amplitude's factor. Loudness follows amplitude to the power 0.6 (Stevens 1955): so 0.5 is half as loud."""
    return float(min(1.0, max(0.0, volume)) ** (1 / 0.6))


def skew(sent: float, now: float, received: float) -> float:
    """What to add to our clock to get the worker's, which said `now` in between; 0 where both read the same clock."""
    tick = 0.016  # of the coarsest monotonic clock, on Windows
    return 0.0 if sent - tick <= now <= received + tick else now - (sent + received) / 2


def _turned(names: tuple[str, ...], blamed: str) -> tuple[str, ...]:
    """The one that died goes to the end."""
    at = names.index(blamed) + 1 if blamed in names else 0
    return names[at:] + names[:at]
