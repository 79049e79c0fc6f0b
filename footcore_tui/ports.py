"""What is needed from the world: one Protocol a port. Adapters fulfil them, tests fake them with real code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from footcore_tui.core.cues import Sound
    from footcore_tui.core.exercise import Exercise
    from footcore_tui.core.problem import Problem
    from footcore_tui.core.record import Event, Moment, Record
    from footcore_tui.core.routine import Routine
    from footcore_tui.core.speech import Line


class Clock(Protocol):
    """Three clocks; the first orders everything."""

    def now(self) -> float:
        """Monotonic seconds; may stand still while the machine sleeps."""
        ...

    def awake_and_asleep(self) -> float:
        """Monotonic seconds that count the sleep too (CLOCK_BOOTTIME); the same as `now` where none can be had."""
        ...

    def moment(self) -> Moment:
        """The wall clock, for the record alone."""
        ...


class Identities(Protocol):
    def new(self) -> str:
        """A UUIDv7: unique, and sorted by the time it was made."""
        ...


@dataclass(frozen=True, slots=True)
class ScheduledCue:
    """A sound or a spoken line, and the instant of the monotonic clock at which it is to be heard."""

    at: float
    sound: Sound | None
    line: Line | None = None
    run: int = 0
    """Cues of one run, but for run 0, keep their distance to each other to the sample; they are given together."""


class CuePlayer(Protocol):
    """Sound. No method blocks, raises for a missing device, or writes to the terminal."""

    def open(self) -> None:
        """A session runs: get ready to sound."""
        ...

    def prepare(self, lines: Iterable[Line]) -> None:
        """Takes the lines of a session, in the order in which they are needed, to have them ready when they are.

        They are drawn one by one on another thread.
        """
        ...

    def schedule(self, cues: Sequence[ScheduledCue]) -> None:
        """Adds cues ahead of their time; one given late is dropped if it is a count and sounds at once if not."""
        ...

    def cancel(self) -> None:
        """Takes back every cue that has not sounded."""
        ...

    def mute(self, muted: bool) -> None:
        """Silence at once; the schedule runs on."""
        ...

    def speak(self, spoken: bool) -> None:
        """Whether lines are heard; one that is being said stops at once."""
        ...

    def rest(self) -> None:
        """The session is paused or over: what sounds, with its run, rings out; no wake-ups until `open`."""
        ...

    def close(self) -> None:
        """Gives everything back; may be called twice."""
        ...

    @property
    def engine(self) -> str:
        """What sounds: `miniaudio`, `player`, `bell`, … or `off`; empty while it is not known yet."""
        ...


class Notifier(Protocol):
    def notify(self, text: str) -> None:
        """Shows a line on the desktop; never waits, never raises. Where there is no desktop nothing happens."""
        ...


class History(Protocol):
    """The durable record. `append` never waits: a writer commits in order and says so by the callback."""

    def append(self, event: Event, saved: Callable[[Exception | None], None] | None = None) -> None:
        """Takes an event; `saved(None)` once it is durable, `saved(error)` if it can't be. Called on any thread."""
        ...

    @property
    def unsaved(self) -> tuple[Event, ...]:
        """Events that could not be made durable: answered with an error, and in memory alone until now.

        After `close` it is what was lost.
        """
        ...

    @property
    def behind(self) -> str:
        """Why a copy elsewhere does not follow, as a sentence; empty where it does, or where there is none."""
        ...

    def records(self, since: str | None = None) -> tuple[Record, ...]:
        """The sessions whose local day is `since` (an ISO date) or later, oldest first, with all that is durable.

        Raises HistoryError, and soon so where another program holds the history: a screen may be waiting.
        """
        ...

    def unfinished(self) -> tuple[Record, ...]:
        """Sessions without an end that no living process plays: they crashed. Raises HistoryError as `records`."""
        ...

    def playing(self, session: str, *, held: bool) -> None:
        """Holds or lets go the lock that tells a running session from a crashed one.

        It is let go once every event that was given before is durable or has failed: no other process sees a session
        whose end is on its way as a crashed one. Taking it raises HistoryError where another process plays it.
        """
        ...

    def close(self) -> None:
        """Waits until all that was given is durable or has failed, at most about one time-out of a writer."""
        ...


@dataclass(frozen=True, slots=True)
class RoutineFile:
    """A file of the library: a routine, or the problems that keep it from being one."""

    id: str
    path: str
    routine: Routine | None
    problems: tuple[Problem, ...] = ()
    """Warnings alone where there is a routine."""


class RoutineLibrary(Protocol):
    def routines(self) -> tuple[RoutineFile, ...]:
        """Every routine file by name, the broken ones too; the user's own hide bundled ones of the same id."""
        ...

    def routine(self, name: str) -> Routine:
        """By id or by path. Raises UnknownRoutine or BrokenRoutine."""
        ...

    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises of the library."""
        ...
