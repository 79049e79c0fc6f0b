"""The pulse of a live session: it lets time pass on it, and tells the cues, the record and the listeners.

One thread waits for the next instant at which anything happens or the screen changes, and does nothing in between; a
command from any other thread is carried out at once. All of it stands behind one lock. A gap that no waking machine
would leave (the lid was closed, the process stopped) pauses the session as of the last good tick.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from footcore_tui.conductor import Conductor
from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.days import DAY_START
from footcore_tui.core.events import (
    IntervalEnded,
    SessionEvent,
    SessionFinished,
    TouchDown,
)
from footcore_tui.core.record import Moment
from footcore_tui.core.session import Session
from footcore_tui.core.snapshot import Phase, Snapshot
from footcore_tui.core.voice import Voice
from footcore_tui.ports import Clock, CuePlayer, History, Identities
from footcore_tui.recorder import Recorder
from footcore_tui.watch import Watch

AWAY = "You were away. This starts over when you are ready."
TICK_SECONDS = 1.0
"""A session that runs has a tick at least so often: by its absence a stopped process is noticed."""
CLOSE_SECONDS = 1.0
"""The thread is given this long to end; one that a listener holds up is left behind."""

OnChange = Callable[[Snapshot, str], None]
OnEvent = Callable[[SessionEvent, Snapshot], None]


@dataclass(frozen=True, slots=True)
class World:
    """The ports that a session runs against."""

    clock: Clock
    cues: CuePlayer
    history: History
    identities: Identities


@dataclass(frozen=True, slots=True)
class Mode:
    """How a session is to be run."""

    speed: float = 1.0
    """Other than 1 it is a rehearsal, which leaves no record."""
    unattended: bool = False
    """Nobody is there to end an open interval."""
    muted: bool = False
    voice: Voice = Voice.OFF
    """How much is said."""
    day_start: int = DAY_START
    """Minutes after midnight at which a day begins."""
    source: str = ""
    """The routine's file, where it is not one of the library."""


class Pulse:
    """Time, for one session; `Runner` adds what can be done to it."""

    def __init__(self, session: Session, plan: CuePlan, recorder: Recorder, world: World, mode: Mode) -> None:
        self._session = session
        self._recorder = recorder
        self._world = world
        self._mode = mode
        self._conductor = Conductor(world.cues, session, plan, mode.speed)
        self._on_change: OnChange = lambda _snapshot, _notice: None
        self._on_event: OnEvent = lambda _event, _snapshot: None
        self._wake = threading.Condition(threading.RLock())
        self._thread: threading.Thread | None = None
        self._closed = False
        self._last_shown: tuple[int, int | None] | None = None
        self._watch = Watch(world.clock)

    def listen(self, on_change: OnChange, on_event: OnEvent | None = None) -> None:
        """`on_change(snapshot, notice)` at whatever can be seen; `on_event` at each fact. Both must be quick."""
        self._on_change = on_change
        self._on_event = on_event or self._on_event

    def run(self) -> None:
        """Starts the thread that lets the session's time pass."""
        self._thread = threading.Thread(target=self._let_pass, name="footcore-deadline", daemon=True)
        self._thread.start()

    def tick(self) -> float | None:
        """Lets pass what has passed; returns the seconds until something happens next, None while nothing will."""
        with self._wake:
            if self._closed:
                return None
            if not self._was_away():
                now = self._now()
                events = self._session.advance(now)
                self._watch.note()
                if events or _shown(self._session.snapshot(now)) != self._last_shown:
                    self._conductor.go_on(now)
                    self._tell(events)
            return self._next()

    def snapshot(self) -> Snapshot:
        with self._wake:
            return self._session.snapshot(self._now())

    def close(self) -> None:
        """Ends the thread; the session's lock is let go after its last event. May be called twice."""
        with self._wake:
            if self._closed:
                return
            self._closed = True
            self._wake.notify_all()
            if self._session.phase is not Phase.FINISHED:
                self._world.cues.cancel()
            self._world.cues.rest()
            self._recorder.let_go()
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join(CLOSE_SECONDS)

    def _let_pass(self) -> None:
        with self._wake:
            while not self._closed:
                self._wake.wait(self.tick())

    def _next(self) -> float | None:
        now = self._now()
        changes = [self._session.deadline, self._session.snapshot(now).changes_at]
        due = [at for at in changes if at is not None]
        return min(max(0.0, (min(due) - now) / self._mode.speed), TICK_SECONDS) if due else None

    def _command(
        self, command: Callable[[float], list[SessionEvent]], *, even_away: bool = False, notice: str = ""
    ) -> None:
        """What was meant for a session that turns out to have been left alone is not done, but for its end.

        `notice`: told where the command changed anything.
        """
        with self._wake:
            if self._closed or (self._was_away() and not even_away):
                return
            now = self._now()
            passed = self._session.advance(now)
            if passed:
                self._conductor.go_on(now)
            events = command(now)
            self._watch.note()
            if not all(isinstance(event, TouchDown) for event in events):
                self._conductor.after_command(now)
            self._tell([*passed, *events], notice if events else "")
            self._wake.notify_all()

    def _was_away(self) -> bool:
        """Pauses as of the last good tick where the machine slept or the process stood still meanwhile."""
        if self._session.phase not in (Phase.RUNNING, Phase.COUNTING_IN) or not self._watch.away():
            return False
        events = self._session.interrupt(self._watch.last * self._mode.speed)
        self._conductor.after_command(self._now())
        self._tell(events, AWAY)
        self._watch.note()
        return True

    def _now(self) -> float:
        """The session's time: the clock's, faster in a rehearsal."""
        return self._world.clock.now() * self._mode.speed

    def _changed(self, notice: str = "") -> None:
        snapshot = self._session.snapshot(self._now())
        self._last_shown = _shown(snapshot)
        self._on_change(snapshot, notice)

    def _tell(self, events: list[SessionEvent], notice: str = "") -> None:
        """Records what is to be recorded, then tells the listeners."""
        for event in events:
            if isinstance(event, IntervalEnded):
                self._recorder.interval_ended(self._session.timeline, event, self._moment(event.at))
            elif isinstance(event, SessionFinished):
                self._recorder.finish(self._moment(event.at))
        snapshot = self._session.snapshot(self._now())
        for event in events:
            self._on_event(event, snapshot)
        self._changed(notice)

    def _moment(self, at: float) -> Moment:
        """The wall clock at an instant of the session's time that is no later than the last good tick."""
        moment = self._world.clock.moment()
        return Moment(moment.utc - self._watch.slept() - (self._now() - at) / self._mode.speed, moment.offset)


def _shown(snapshot: Snapshot) -> tuple[int, int | None]:
    """The two figures on the screen that change without an event."""
    return snapshot.shown, snapshot.count_in
