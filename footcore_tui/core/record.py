"""The record: immutable events of a session, and the view that is folded from them.

Each event is written once and never changed; two histories merge as the union of their events. What a person reads
(`Record`) is always recomputed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from footcore_tui.core import days
from footcore_tui.core.choices import AskedFirst, LevelDecided, PlanChanged
from footcore_tui.core.day_events import DaysMarked, RuleChanged
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

    @property
    def said(self) -> str:
        """In words for people, without blame; programs get the value."""
        return "ended early" if self is Status.ABANDONED else self.value


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
    logged: Moment | None = None
    """When it was written down, for a session that was done elsewhere."""


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
    manner: str | None = None
    """How the work is done, as `hold`; None of what is not work, and where nobody wrote it down."""


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


@dataclass(frozen=True, slots=True)
class SessionRestored:
    """The person took that back."""

    session: str


@dataclass(frozen=True, slots=True)
class SessionCorrected:
    """What the person says was so; it stands for every earlier correction, None for what was recorded."""

    session: str
    local_day: str | None = None
    """ISO date."""
    work_seconds: float | None = None


SessionEvent = (
    SessionBegan
    | AttemptEnded
    | SessionEnded
    | SessionReopened
    | SessionRated
    | SessionDiscarded
    | SessionRestored
    | SessionCorrected
)
Aside = DaysMarked | RuleChanged | LevelDecided | PlanChanged | AskedFirst
"""What belongs to no session."""
Event = SessionEvent | Aside


def session_of(event: Event) -> str | None:
    """The session that an event belongs to; None for what belongs to none."""
    return None if isinstance(event, Aside) else event.session


@dataclass(frozen=True, slots=True)
class Record:
    """A session in the history."""

    began: SessionBegan
    device: str = ""
    attempts: tuple[AttemptEnded, ...] = ()
    """The last of each index, by index."""
    ended: Moment | None = None
    """None while it runs or waits to be resumed."""
    effort: int | None = None
    pain: int | None = None
    note: str | None = None
    corrected: SessionCorrected | None = None
    """None where it stands as it was recorded."""
    ended_share: float | None = None
    """As its end says, from which it counts though attempts may be missing; None without an end."""
    discarded: bool = False

    @property
    def local_day(self) -> str:
        """ISO date; as corrected."""
        return (self.corrected and self.corrected.local_day) or self.began.local_day

    @property
    def is_late(self) -> bool:
        """Whether it was written down on a later day than it is said to have been done."""
        logged = self.began.logged
        return logged is not None and days.local_day(logged.utc, logged.offset) > days.day_of(self.local_day)

    @property
    def latest(self) -> AttemptEnded | None:
        """The one that ended last; by its id, which increases within a process even if the clock is set back.

        A later process has later ids, unless the clock was set back between the two.
        """
        return max(self.attempts, key=lambda attempt: attempt.id, default=None)

    @property
    def work(self) -> tuple[AttemptEnded, ...]:
        return tuple(attempt for attempt in self.attempts if attempt.kind == "work")

    @property
    def work_seconds(self) -> float:
        """As corrected."""
        if self.corrected is not None and self.corrected.work_seconds is not None:
            return self.corrected.work_seconds
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
        if planned > 0 and self.corrected is not None and self.corrected.work_seconds is not None:
            return min(1.0, self.corrected.work_seconds / planned)
        if planned > 0:
            return sum(attempt.seconds for attempt in self.work if attempt.planned_seconds is not None) / planned
        return self.done / self.began.work_intervals

    @property
    def counting_share(self) -> float:
        """The share by which it counts."""
        is_corrected = self.corrected is not None and self.corrected.work_seconds is not None
        return self.share if is_corrected or self.ended_share is None else self.ended_share

    @property
    def done(self) -> int:
        """Work intervals that were done."""
        return sum(attempt.outcome is Outcome.DONE for attempt in self.work)

    @property
    def status(self) -> Status:
        is_corrected = self.corrected is not None and self.corrected.work_seconds is not None
        if self.share >= 1 if is_corrected else self.done >= self.began.work_intervals:
            return Status.COMPLETED
        return Status.ABANDONED if self.share < ABANDONED_BELOW else Status.PARTIAL

    @property
    def is_clean(self) -> bool:
        """Every work interval was done at the dose that was asked, without a touch-down; and seen to be so."""
        return (
            self.began.logged is None
            and self.corrected is None
            and len(self.work) == self.done == self.began.work_intervals
            and not any(attempt.touch_downs or is_shortened(attempt) for attempt in self.work)
        )

    def touch_downs(self, side: Side) -> int:
        return sum(attempt.touch_downs for attempt in self.work if attempt.side is side)


def is_shortened(attempt: AttemptEnded) -> bool:
    """Whether less was asked in the end than the timeline had."""
    planned, scheduled = attempt.planned_seconds, attempt.scheduled_seconds
    return planned is not None and scheduled is not None and planned < scheduled


def fold(events: Iterable[Event]) -> tuple[Record, ...]:
    """The records of any mixture of events, oldest first; a discarded session is left out."""
    return tuple(record for record in fold_all(events) if not record.discarded)


def fold_all(events: Iterable[Event]) -> tuple[Record, ...]:
    """The discarded ones too.

    Attempts may come in any order: they are told apart by index and number, and where both are the same by id. Ends,
    reopenings and answers have no number: of those of a session the one given last holds, so they are to be given in
    the order in which they happened. An event of a session whose beginning is missing is left out.
    """
    of_sessions = [event for event in events if not isinstance(event, Aside)]
    sessions = {event.session: _Folding(event) for event in of_sessions if isinstance(event, SessionBegan)}
    for event in of_sessions:
        if session := sessions.get(event.session):
            session.take(event)
    records = [session.record() for session in sessions.values()]
    return tuple(sorted(records, key=lambda record: (record.began.began.utc, record.began.session)))


class _Folding:
    """A session while its events are taken in."""

    def __init__(self, began: SessionBegan) -> None:
        self._discarded = False
        self._corrected: SessionCorrected | None = None
        self._began = began
        self._attempts: dict[int, AttemptEnded] = {}
        self._ended: SessionEnded | None = None
        self._rated = SessionRated(began.session)

    def take(self, event: SessionEvent) -> None:
        match event:
            case SessionBegan():
                pass
            case AttemptEnded():
                known = self._attempts.get(event.index)
                if known is None or (known.attempt, known.id) < (event.attempt, event.id):
                    self._attempts[event.index] = event
            case SessionEnded():
                self._ended = event
            case SessionReopened():
                self._ended = None
            case SessionRated():
                self._rated = _rated(self._rated, event)
            case SessionDiscarded():
                self._discarded = True
            case SessionRestored():
                self._discarded = False
            case SessionCorrected():
                self._corrected = None if event == SessionCorrected(event.session) else event
            case _:
                assert_never(event)

    def record(self) -> Record:
        return Record(
            began=self._began,
            attempts=tuple(self._attempts[index] for index in sorted(self._attempts)),
            ended=None if self._ended is None else self._ended.ended,
            ended_share=None if self._ended is None else self._ended.share,
            effort=self._rated.effort,
            pain=self._rated.pain,
            note=self._rated.note,
            corrected=self._corrected,
            discarded=self._discarded,
        )


def _rated(earlier: SessionRated, later: SessionRated) -> SessionRated:
    return SessionRated(
        session=later.session,
        effort=earlier.effort if later.effort is None else later.effort,
        pain=earlier.pain if later.pain is None else later.pain,
        note=earlier.note if later.note is None else later.note,
    )
