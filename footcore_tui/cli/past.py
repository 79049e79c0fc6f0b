"""Changing the past honestly: days marked, sessions written down, corrected, thrown away and brought back.

Each is an event, and each can be taken back.
"""

from __future__ import annotations

from dataclasses import replace
from threading import Event as Signal

from footcore_tui.adapters.clock import SystemClock
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.cli.history import ID_END, clock, date_of, open_history, session_called
from footcore_tui.cli.moment import moment_of
from footcore_tui.cli.rules import read_days
from footcore_tui.cli.shelf import library, settings
from footcore_tui.cli.standing import position
from footcore_tui.core.day_events import LONGEST_MARK_DAYS, DaysMarked, Reason
from footcore_tui.core.days import day_of, iso
from footcore_tui.core.errors import UsageError
from footcore_tui.core.events import IntervalEnded
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
from footcore_tui.core.streak import streak_of
from footcore_tui.core.timeline import Timeline, compile_timeline
from footcore_tui.core.travel import day_at
from footcore_tui.ports import Identities
from footcore_tui.recorder import attempt_ended, beginning, ending


def rest(dates: str, reason: Reason, *, undo: bool) -> int:
    """Marks days, or takes their mark back. Raises FootcoreError."""
    first, last = _span(dates)
    append(DaysMarked(iso(first), iso(last), None if undo else reason))
    said = iso(first) if first == last else f"{iso(first)} to {iso(last)}"
    _say(f"{said}: {'no mark' if undo else reason}")
    return 0


def delete(session: str, *, undo: bool) -> int:
    """Throws a session away, or brings it back. Raises FootcoreError."""
    record = session_called(session, discarded=undo)
    if record.discarded is not undo:
        raise UsageError(f"That session is {'not deleted' if undo else 'deleted already'}.")
    append(SessionRestored(record.began.session) if undo else SessionDiscarded(record.began.session))
    gone = f"deleted; {_command('delete', record)} --undo brings it back"
    _say(f"{_name(record)}: {'back' if undo else gone}")
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
            local_day=known.local_day if day is None else date_of(day),
            work_seconds=known.work_seconds if work_seconds is None else work_seconds,
        )
    append(event)
    back = f"corrected; {_command('correct', record)} --undo takes it back"
    _say(f"{_name(record)}: {'as recorded' if undo else back}")
    return 0


def log(routine: str, when: str | None) -> int:
    """Writes down a routine that was done elsewhere, as planned. Raises FootcoreError."""
    chosen = settings()
    found = library().routine(routine)
    standing = position(chosen).standing(found)
    timeline = compile_timeline(found, standing)
    now = SystemClock().moment()
    moment = now if when is None else _moment(when)
    if moment.utc > now.utc:
        raise UsageError(f"{when} is still to come.")
    identities = Uuid7Identities()
    day = iso(day_at((moment.utc, moment.offset), read_days(chosen).days.rules))
    began = beginning(identities.new(), found, timeline, standing, moment, day, logged=now)
    attempts = _as_planned(began, timeline, identities)
    record = Record(began, attempts=attempts)
    append(began, *attempts, ending(record, Moment(moment.utc + timeline.extent.clock_seconds, moment.offset)))
    late = ", late" if record.is_late else ""
    _say(f"{began.local_day}: {found.name}, {clock(record.work_seconds)} of work, written down{late}")
    return 0


def _as_planned(began: SessionBegan, timeline: Timeline, identities: Identities) -> tuple[AttemptEnded, ...]:
    """Every work interval done; nothing is claimed of what has no length, but that it was done."""
    attempts = []
    for work in timeline.works:
        seconds = work.seconds or 0
        at = work.at + seconds
        done = IntervalEnded(at, work.index, 1, Outcome.DONE, float(seconds), work.seconds, 0, None)
        ended = Moment(began.began.utc + at, began.began.offset)
        attempts.append(attempt_ended(identities.new(), began.session, work, done, ended))
    return tuple(attempts)


def append(*events: Event) -> None:
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
    span = day_of(date_of(first)), day_of(date_of(last if dots else first))
    if not span[0] <= span[1] < span[0] + LONGEST_MARK_DAYS:
        raise UsageError(f"{dates!r} has to be a first and a last day, {LONGEST_MARK_DAYS} days at most.")
    return span


def _moment(text: str) -> Moment:
    """A date alone is its noon. Raises UsageError."""
    try:
        return Moment(*moment_of(f"{text}T12:00" if len(text) <= len("2026-03-01") else text))
    except ValueError as error:
        raise UsageError(f"{text!r} is not a moment as 2026-03-01T18:30") from error


def _name(record: Record) -> str:
    return f"{record.local_day} {record.began.routine}"


def _command(tool: str, record: Record) -> str:
    return f"footcore history {tool} {record.began.session[-ID_END:]}"


def _say(done: str) -> None:
    """What was done, and the streak where there is one."""
    run = streak_of(read_days(settings()).days).days
    print(f"{done}." + (f" The streak is {run} {'day' if run == 1 else 'days'}." if run else ""))
