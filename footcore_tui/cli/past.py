"""Changing the past honestly: days marked, sessions written down, corrected, thrown away and brought back.

Each is an event, and each can be taken back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from threading import Event as Signal

from footcore_tui.adapters.clock import SystemClock
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.cli.history import clock, open_history, session_called
from footcore_tui.cli.rules import day_start_now, read_days
from footcore_tui.cli.shelf import library, settings
from footcore_tui.core.day_events import DaysMarked, Reason
from footcore_tui.core.days import day_of, iso, local_day
from footcore_tui.core.errors import UsageError
from footcore_tui.core.record import (
    AttemptEnded,
    Event,
    Moment,
    Outcome,
    Record,
    SessionBegan,
    SessionCorrected,
    SessionDiscarded,
    SessionRestored,
)
from footcore_tui.core.routine import Standing
from footcore_tui.core.streak import streak_of
from footcore_tui.core.timeline import Timeline, compile_timeline
from footcore_tui.ports import Identities
from footcore_tui.recorder import ending

LONGEST_DAYS = 366
"""That are marked at once."""


def rest(dates: str, reason: Reason, *, undo: bool) -> int:
    """Marks days, or takes their mark back. Raises FootcoreError."""
    first, last = _span(dates)
    _keep(DaysMarked(iso(first), iso(last), None if undo else reason))
    said = iso(first) if first == last else f"{iso(first)} to {iso(last)}"
    print(f"{said}: {'no mark' if undo else reason}. {_streak_text()}")
    return 0


def delete(session: str, *, undo: bool) -> int:
    """Throws a session away, or brings it back. Raises FootcoreError."""
    record = session_called(session)
    if record.discarded is not undo:
        raise UsageError(f"That session is {'not deleted' if undo else 'deleted already'}.")
    _keep(SessionRestored(record.began.session) if undo else SessionDiscarded(record.began.session))
    print(f"{_name(record)}: {'back' if undo else 'deleted; --undo brings it back'}. {_streak_text()}")
    return 0


def correct(session: str, day: str | None, work_seconds: float | None, *, undo: bool) -> int:
    """Says what was so; without a wish for it a field stays as it is. Raises FootcoreError."""
    record = session_called(session)
    known = record.corrected or SessionCorrected(record.began.session)
    if undo:
        event = SessionCorrected(record.began.session)
    elif day is None and work_seconds is None:
        raise UsageError("Say what is to be corrected: --day DATE, --work SECONDS, or --undo.")
    else:
        event = replace(
            known,
            local_day=known.local_day if day is None else iso(_day(day)),
            work_seconds=known.work_seconds if work_seconds is None else work_seconds,
        )
    _keep(event)
    print(f"{_name(record)}: {'as recorded' if undo else 'corrected; --undo takes it back'}. {_streak_text()}")
    return 0


def log(routine: str, when: str | None) -> int:
    """Writes down a routine that was done elsewhere, as planned. Raises FootcoreError."""
    chosen = settings()
    found = library().routine(routine)
    standing = Standing(levels=dict(chosen.levels))
    timeline = compile_timeline(found, standing)
    now = SystemClock().moment()
    moment = now if when is None else _moment(when)
    if moment.utc > now.utc:
        raise UsageError(f"{when} is still to come.")
    identities = Uuid7Identities()
    began = SessionBegan(
        session=identities.new(),
        routine=found.id,
        routine_hash=found.hash,
        source="",
        plan=found.id if found.plan else None,
        week=standing.week if found.plan else None,
        stage=standing.stage,
        levels=tuple(sorted(standing.levels.items())),
        began=moment,
        local_day=iso(local_day(moment.utc, moment.offset, day_start_now(chosen))),
        planned_work_seconds=timeline.extent.work_seconds,
        work_intervals=len(timeline.works),
        logged=now,
    )
    attempts = _as_planned(began, timeline, identities)
    record = Record(began, attempts=attempts)
    _keep(began, *attempts, ending(record, Moment(moment.utc + timeline.extent.clock_seconds, moment.offset)))
    late = ", late" if record.is_late else ""
    print(
        f"{began.local_day}: {found.name}, {clock(record.work_seconds)} of work, written down{late}. {_streak_text()}"
    )
    return 0


def _as_planned(began: SessionBegan, timeline: Timeline, identities: Identities) -> tuple[AttemptEnded, ...]:
    """Every work interval done; nothing is claimed of what has no length, but that it was done."""
    return tuple(
        AttemptEnded(
            id=identities.new(),
            session=began.session,
            index=work.index,
            attempt=1,
            kind=work.kind.value,
            name=work.name,
            exercise=work.movement.exercise.id if work.movement.exercise else None,
            level=work.movement.level.id if work.movement.level else None,
            side=work.side,
            scheduled_seconds=work.seconds,
            planned_seconds=work.seconds,
            seconds=float(work.seconds or 0),
            outcome=Outcome.DONE,
            touch_downs=0,
            value=None,
            ended=Moment(began.began.utc + work.at + (work.seconds or 0), began.began.offset),
        )
        for work in timeline.works
    )


def _keep(*events: Event) -> None:
    """Returns once all are durable. Raises HistoryError."""
    history, answers, over = open_history(settings()), list[Exception | None](), Signal()

    def answered(error: Exception | None) -> None:
        answers.append(error)
        if len(answers) == len(events):
            over.set()

    for event in events:
        history.append(event, answered)
    over.wait()
    history.close()
    for error in answers:
        if error is not None:
            raise error


def _span(dates: str) -> tuple[int, int]:
    """Raises UsageError."""
    first, dots, last = dates.partition("..")
    span = _day(first), _day(last if dots else first)
    if not span[0] <= span[1] < span[0] + LONGEST_DAYS:
        raise UsageError(f"{dates!r} has to be a first and a last day, {LONGEST_DAYS} days at most.")
    return span


def _day(text: str) -> int:
    try:
        return day_of(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is not a date as 2026-03-01") from error


def _moment(text: str) -> Moment:
    """A date alone is its noon. Raises UsageError."""
    try:
        given = datetime.fromisoformat(f"{text}T12:00" if len(text) <= len("2026-03-01") else text)
        there = given if given.tzinfo else given.astimezone()
        offset = there.utcoffset()
        return Moment(there.timestamp(), 0 if offset is None else int(offset.total_seconds()))
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"{text!r} is not a moment as 2026-03-01T18:30") from error


def _name(record: Record) -> str:
    return f"{record.local_day} {record.began.routine}"


def _streak_text() -> str:
    run = streak_of(read_days(settings()).days).days
    return (
        f"The streak is {run} {'day' if run == 1 else 'days'}." if run else "A new streak begins with the next session."
    )
