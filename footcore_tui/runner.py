"""Drives a session against the ports: the clock in; cues, records and snapshots out."""

from __future__ import annotations

from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.events import SessionFinished
from footcore_tui.core.record import Outcome, Record
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.session import Session
from footcore_tui.core.snapshot import Phase
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.core.voice import Voice
from footcore_tui.pulse import AWAY, Mode, OnChange, OnEvent, Pulse, World
from footcore_tui.recorder import Recorder

__all__ = ["AWAY", "Mode", "OnChange", "OnEvent", "Runner", "World", "resume_at"]


class Runner(Pulse):
    """One session, live. Every method may be called from any thread; the listeners are called on the caller's."""

    def __init__(
        self,
        routine: Routine,
        standing: Standing,
        world: World,
        mode: Mode | None = None,
        *,
        crashed: Record | None = None,
    ) -> None:
        """`crashed` is the record of an earlier life: the session goes on where that ended. Raises TimelineError."""
        mode = mode or Mode()
        self.routine = routine
        self.timeline = compile_timeline(routine, standing)
        self.muted = mode.muted
        self.voice = routine.voice or mode.voice
        """How much is said now."""
        self._standing = standing
        self._crashed = crashed
        self._begun = False
        session = Session(
            self.timeline,
            world.clock.now() * mode.speed,
            first=resume_at(crashed) if crashed else 0,
            earlier=crashed.attempts if crashed else (),
            unattended=mode.unattended,
        )
        super().__init__(
            session, self._plan(), Recorder(world.history, world.identities, kept=mode.speed == 1), world, mode
        )

    def start(self) -> None:
        """Begins; a session that crashed stands paused where it was."""
        with self._wake:
            self._begun = True
            self._world.cues.mute(self.muted)
            self._world.cues.speak(self.voice is not Voice.OFF)
            if not self.muted:
                self._world.cues.prepare(self._plan().lines())
            if self._crashed:
                self._take_up(self._crashed)
            else:
                self._world.cues.open()
                self._recorder.begin(
                    self.routine,
                    self.timeline,
                    self._standing,
                    self._world.clock.moment(),
                    source=self._mode.source,
                    day_start=self._mode.day_start,
                )
                self._command(self._session.begin)

    @property
    def record(self) -> Record:
        """The session as folded so far."""
        with self._wake:
            return self._recorder.record

    @property
    def unsaved(self) -> bool:
        """Whether the history could not take the last of it."""
        return self._recorder.lost

    @property
    def refusal(self) -> str:
        """Why the history could not take it."""
        return self._recorder.refusal

    @property
    def rehearsal(self) -> bool:
        return self._mode.speed != 1

    @property
    def engine(self) -> str:
        return self._world.cues.engine

    def wait_saved(self, seconds: float) -> bool:
        return self._recorder.wait_saved(seconds)

    def toggle(self) -> None:
        """Pauses what runs, resumes what is paused."""
        if self._session.phase is Phase.PAUSED:
            self.resume()
        else:
            self.pause()

    def pause(self) -> None:
        self._command(self._session.pause)

    def resume(self) -> None:
        self._command(self._session.resume)

    def skip(self) -> None:
        self._command(self._session.skip)

    def back(self) -> None:
        self._command(self._session.back)

    def restart(self) -> None:
        self._command(self._session.restart)

    def adjust(self, seconds: float) -> None:
        self._command(lambda now: self._session.adjust(now, seconds))

    def done(self, value: float | None = None) -> None:
        self._command(lambda now: self._session.done(now, value))

    def touch_down(self) -> None:
        self._command(self._session.touch_down)

    def stop(self) -> None:
        self._command(self._session.stop, even_away=True)

    def interrupt(self) -> None:
        """The process is about to be stopped: paused at the start of this interval."""
        if self._begun:
            self._command(self._session.interrupt, notice=AWAY)

    def reopen(self) -> None:
        """Takes the end back; the session counts in and goes on with the interval in which it ended."""
        with self._wake:
            if self._session.phase is Phase.FINISHED and not self._closed:
                self._recorder.reopen(self._world.clock.moment())
                self._command(self._session.reopen)
                self.resume()

    def rate(self, *, effort: int | None = None, pain: int | None = None, note: str | None = None) -> None:
        with self._wake:
            self._recorder.rate(effort, pain, note)

    def mute(self, muted: bool) -> None:
        with self._wake:
            self.muted = muted
            self._world.cues.mute(muted)
            self._changed()

    def speak(self, spoken: bool) -> None:
        """The voice on, as much of it as was asked for at the beginning, or all; or off."""
        with self._wake:
            self.voice = (
                (self._mode.voice if self._mode.voice is not Voice.OFF else Voice.FULL) if spoken else Voice.OFF
            )
            self._world.cues.speak(spoken)
            self._conductor.follow(self._plan(), self._now())
            self._changed()

    def leave(self) -> None:
        """Ends the process's part in it without ending the session: what was held is saved, it can be resumed."""
        if self._begun:
            self._command(self._session.interrupt)
        self.close()

    def _plan(self) -> CuePlan:
        return CuePlan(self.timeline, self.voice, self.routine.language)

    def _take_up(self, crashed: Record) -> None:
        """Stands paused where the earlier life ended; where that had done everything, only its end is missing."""
        self._recorder.take_up(crashed)
        if self._session.phase is Phase.FINISHED:
            self._recorder.finish(crashed.latest.ended if crashed.latest else crashed.began.began)
            self._on_event(SessionFinished(self._now(), stopped=False), self._session.snapshot(self._now()))
        self._changed()


def resume_at(record: Record) -> int:
    """The index of the interval in which a crashed session goes on; past the last where all of it was over."""
    latest = record.latest
    if latest is None:
        return 0
    return latest.index if latest.outcome is Outcome.CUT else latest.index + 1
