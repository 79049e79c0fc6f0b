"""The record: immutable events of a session, and the view that is folded from them.

Each event is written once and never changed; two histories merge as the union of their events. What a person reads
(`Record`) is always recomputed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from footcore_tui.core.exercise import Side

ABANDONED_BELOW = 0.1
"""A session of which less was done is called abandoned."""


class Outcome(StrEnum):
    """How an attempt at an interval ended."""

    DONE = "done"
    CUT = "cut"
    """Broken off: by the end of the session, or by going back."""
    SKIPPED = "skipped"


class Status(StrEnum):
    COMPLETED = "completed"
    PARTIAL = "partial"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant as it was lived: UTC, and the offset that was in force."""

    utc: float
    """Seconds since 1970-01-01 UTC."""
    offset: int
    """Seconds east of UTC."""


@dataclass(frozen=True, slots=True)
class SessionBegan:
    session: str
    """UUIDv7, made where the session happens."""
    routine: str
    routine_hash: str
    source: str
    """The file's path, or empty for a routine of the library; to find it again after a crash."""
    plan: str | None
    week: int | None
    stage: int
    levels: tuple[tuple[str, str], ...]
    """Exercise id and level id as they stood, so that a crashed session compiles to the same timeline."""
    began: Moment
    local_day: str
    """ISO date, fixed for good when the session starts."""
    planned_work_seconds: int
    """Of the timed work intervals."""
    work_intervals: int


@dataclass(frozen=True, slots=True)
class AttemptEnded:
    """One attempt at one interval is over."""

    id: str
    """UUIDv7."""
    session: str
    index: int
    attempt: int
    """From 1; back and restart begin a new one."""
    kind: str
    name: str
    exercise: str | None
    level: str | None
    side: Side
    scheduled_seconds: int | None
    """Of the timeline; None where open."""
    planned_seconds: float | None
    """As the plan stood when it ended (`+` and `-` move it); None where open."""
    seconds: float
    outcome: Outcome
    touch_downs: int
    value: float | None
    """What a test measured."""
    ended: Moment


@dataclass(frozen=True, slots=True)
class SessionEnded:
    session: str
    ended: Moment
    status: Status
    share: float
    """Done of what was planned, 0 to 1; a session counts from a share on."""
    work_seconds: float
    planned_work_seconds: float


@dataclass(frozen=True, slots=True)
class SessionReopened:
    """The person took the end back and goes on."""

    session: str
    reopened: Moment


@dataclass(frozen=True, slots=True)
class SessionRated:
    """What the person said of it; None leaves an earlier answer alone."""

    session: str
    effort: int | None = None
    """1 to 10."""
    pain: int | None = None
    """0 to 10."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SessionDiscarded:
    """The person threw it away."""

    session: str


Event = SessionBegan | AttemptEnded | SessionEnded | SessionReopened | SessionRated | SessionDiscarded


@dataclass(frozen=True, slots=True)
class Record:
    """A session in the history."""

    began: SessionBegan
    device: str = ""
    attempts: tuple[AttemptEnded, ...] = ()
    """The last of each index, by index."""
    last_end: Moment | None = None
    last_reopening: Moment | None = None
    effort: int | None = None
    pain: int | None = None
    note: str | None = None
    discarded: bool = False

    @property
    def ended(self) -> Moment | None:
        """None while it runs or waits to be resumed."""
        end, reopening = self.last_end, self.last_reopening
        return None if end is None or (reopening and reopening.utc >= end.utc) else end

    @property
    def work(self) -> tuple[AttemptEnded, ...]:
        return tuple(attempt for attempt in self.attempts if attempt.kind == "work")

    @property
    def work_seconds(self) -> float:
        return sum(attempt.seconds for attempt in self.work)

    @property
    def planned_work_seconds(self) -> float:
        """The plan as it stands: an attempt's own plan where there is one, else the timeline's."""
        return self.began.planned_work_seconds + sum(
            attempt.planned_seconds - attempt.scheduled_seconds
            for attempt in self.work
            if attempt.planned_seconds is not None and attempt.scheduled_seconds is not None
        )

    @property
    def share(self) -> float:
        """Work seconds over planned seconds of the timed work intervals; where all are open, done over all."""
        planned = self.planned_work_seconds
        if planned > 0:
            return sum(attempt.seconds for attempt in self.work if attempt.planned_seconds is not None) / planned
        return self.done / self.began.work_intervals

    @property
    def done(self) -> int:
        """Work intervals that were done."""
        return sum(attempt.outcome is Outcome.DONE for attempt in self.work)

    @property
    def status(self) -> Status:
        if self.done >= self.began.work_intervals:
            return Status.COMPLETED
        return Status.ABANDONED if self.share < ABANDONED_BELOW else Status.PARTIAL

    def touch_downs(self, side: Side) -> int:
        return sum(attempt.touch_downs for attempt in self.work if attempt.side is side)


def fold(events: Iterable[Event]) -> tuple[Record, ...]:
    """The records of any mixture of events, oldest first; a discarded session is left out.

    The order of the events does not matter: attempts are told apart by index and number. An event of a session
    whose beginning is missing is left out.
    """
    events = tuple(events)
    records = {event.session: Record(event) for event in events if isinstance(event, SessionBegan)}
    for event in events:
        if record := records.get(event.session):
            records[event.session] = _with(record, event)
    kept = (record for record in records.values() if not record.discarded)
    return tuple(sorted(kept, key=lambda record: (record.began.began.utc, record.began.session)))


def _with(record: Record, event: Event) -> Record:
    match event:
        case SessionBegan():
            return record
        case AttemptEnded():
            others = tuple(one for one in record.attempts if one.index != event.index)
            same = [one for one in record.attempts if one.index == event.index and one.attempt > event.attempt]
            attempts = sorted((*others, *(same or [event])), key=lambda one: one.index)
            return replace(record, attempts=tuple(attempts))
        case SessionEnded():
            return replace(record, last_end=_later(record.last_end, event.ended))
        case SessionReopened():
            return replace(record, last_reopening=_later(record.last_reopening, event.reopened))
        case SessionRated():
            return replace(
                record,
                effort=record.effort if event.effort is None else event.effort,
                pain=record.pain if event.pain is None else event.pain,
                note=record.note if event.note is None else event.note,
            )
        case SessionDiscarded():
            return replace(record, discarded=True)
        case _:
            assert_never(event)


def _later(one: Moment | None, other: Moment) -> Moment:
    return other if one is None or other.utc > one.utc else one
