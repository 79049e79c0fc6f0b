"""Writes the record as it happens: each ended interval is one event, given to the history at once."""

from __future__ import annotations

import threading

from footcore_tui.core import days
from footcore_tui.core.errors import NewerHistory, NotSaved
from footcore_tui.core.events import IntervalEnded
from footcore_tui.core.interval import Interval
from footcore_tui.core.record import (
    AttemptEnded,
    Event,
    Moment,
    Record,
    SessionBegan,
    SessionDiscarded,
    SessionEnded,
    SessionRated,
    SessionReopened,
    fold,
)
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.timeline import Timeline
from footcore_tui.ports import History, Identities


class Recorder:
    """The events of one session, in the history and at hand."""

    def __init__(self, history: History, identities: Identities, *, kept: bool = True) -> None:
        """With `kept` false (a rehearsal) nothing reaches the history."""
        self._history = history
        self._identities = identities
        self._kept = kept
        self._events: list[Event] = []
        self._session = ""
        self._waiting = 0
        self._lost: Exception | None = None
        self._settled = threading.Condition()

    def begin(
        self, routine: Routine, timeline: Timeline, standing: Standing, began: Moment, *, source: str, day_start: int
    ) -> None:
        self._take(self._identities.new())
        day = days.iso(days.local_day(began.utc, began.offset, day_start))
        self._add(beginning(self._session, routine, timeline, standing, began, day, source=source))

    def take_up(self, record: Record) -> None:
        """Goes on with a session that crashed. Raises HistoryError where another process does."""
        self._take(record.began.session)
        self._events += [record.began, *record.attempts]

    def interval_ended(self, timeline: Timeline, event: IntervalEnded, ended: Moment) -> None:
        self._add(attempt_ended(self._identities.new(), self._session, timeline.intervals[event.index], event, ended))

    def finish(self, ended: Moment) -> None:
        self._add(ending(self.record, ended))

    def reopen(self, reopened: Moment) -> None:
        self._add(SessionReopened(self._session, reopened))

    def rate(self, effort: int | None, pain: int | None, note: str | None) -> None:
        self._add(SessionRated(self._session, effort, pain, note))

    def discard(self) -> None:
        self._add(SessionDiscarded(self._session))

    def let_go(self) -> None:
        """No process plays it any more, once its last event is durable or has failed."""
        if self._kept and self._session:
            self._history.playing(self._session, held=False)

    @property
    def record(self) -> Record:
        return fold([event for event in self._events if not isinstance(event, SessionDiscarded)])[0]

    @property
    def lost(self) -> bool:
        """Whether the last event could not be made durable, or any was refused for good."""
        return self._lost is not None

    @property
    def refusal(self) -> str:
        """Why not, as a sentence; empty where it was."""
        return str(self._lost or "")

    def wait_saved(self, seconds: float) -> bool:
        """Whether all that was given is durable, waiting at most so long."""
        with self._settled:
            return self._settled.wait_for(lambda: not self._waiting, seconds) and not self.lost

    def _take(self, session: str) -> None:
        """Before the first event, so that no other process sees a session that nobody plays."""
        if self._kept:
            self._history.playing(session, held=True)
        self._session = session

    def _add(self, event: Event) -> None:
        self._events.append(event)
        if not self._kept:
            return
        with self._settled:
            self._waiting += 1
        self._history.append(event, self._saved)

    def _saved(self, error: Exception | None) -> None:
        with self._settled:
            self._waiting -= 1
            if self._lost is None or isinstance(self._lost, NotSaved | NewerHistory):
                # What the history only could not take yet is durable before the next that is.
                self._lost = error
            self._settled.notify_all()


def beginning(
    session: str,
    routine: Routine,
    timeline: Timeline,
    standing: Standing,
    began: Moment,
    local_day: str,
    *,
    source: str = "",
    logged: Moment | None = None,
) -> SessionBegan:
    """The event that opens a session of a routine as it was compiled."""
    return SessionBegan(
        session=session,
        routine=routine.id,
        routine_hash=routine.hash,
        source=source,
        plan=routine.id if routine.plan else None,
        week=standing.week if routine.plan else None,
        stage=standing.stage,
        levels=tuple(sorted(standing.levels.items())),
        began=began,
        local_day=local_day,
        planned_work_seconds=timeline.extent.work_seconds,
        work_intervals=len(timeline.works),
        logged=logged,
    )


def attempt_ended(identity: str, session: str, interval: Interval, event: IntervalEnded, ended: Moment) -> AttemptEnded:
    """The event of an attempt that is over, with what the interval is."""
    exercise, level = interval.movement.exercise, interval.movement.level
    return AttemptEnded(
        id=identity,
        session=session,
        index=event.index,
        attempt=event.attempt,
        kind=interval.kind.value,
        name=interval.name,
        exercise=exercise.id if exercise else None,
        level=level.id if level else None,
        side=interval.side,
        scheduled_seconds=interval.seconds,
        planned_seconds=event.planned_seconds,
        seconds=event.seconds,
        outcome=event.outcome,
        touch_downs=event.touch_downs,
        value=event.value,
        ended=ended,
        manner=interval.movement.manner.value if interval.work else None,
    )


def ending(record: Record, ended: Moment) -> SessionEnded:
    """The event that closes a session as its record stands."""
    return SessionEnded(
        record.began.session, ended, record.status, record.share, record.work_seconds, record.planned_work_seconds
    )
