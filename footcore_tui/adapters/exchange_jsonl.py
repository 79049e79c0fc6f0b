"""The history as JSON Lines that can be read back in: everything that the views are computed from.

A line is what a person would tell: a session with its intervals as it was recorded, what was corrected in one, marked
days, rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from footcore_tui.core.choices import AskedFirst, LevelDecided, PlanChanged
from footcore_tui.core.day_events import DaysMarked, RuleChanged
from footcore_tui.core.record import Aside, AttemptEnded, Moment, Record, SessionCorrected
from footcore_tui.core.record_shape import Json, exact, interval_shape, iso_moment, record_shape

VERSION = 1
HEAD: Json = {"type": "export", "footcore": "history", "version": VERSION}


class Said(NamedTuple):
    """What was said beside sessions, or a correction; which device said it, and when, in seconds since 1970."""

    id: str
    device: str
    utc: float
    event: Aside | SessionCorrected


def export_lines(records: Iterable[Record], said: Iterable[Said], pseudonym: str = "") -> Iterator[str]:
    """The head, each session, then what was said, oldest first; in ASCII, whatever the texts hold."""
    yield json.dumps({**HEAD, "client": pseudonym or None})
    for record in records:
        yield json.dumps(session_line(record))
    for one in said:
        yield json.dumps(said_line(one))


def session_line(record: Record) -> Json:
    """As recorded: a correction is a line of its own."""
    began = record.began
    shape = record_shape(replace(record, corrected=None), full=False, number=exact)
    shape["started"] = iso_moment(began.began, "auto")
    shape["ended"] = None if record.ended is None else iso_moment(record.ended, "auto")
    return {
        "type": "session",
        **shape,
        "stage": began.stage,
        "levels": dict(began.levels),
        "work_intervals": began.work_intervals,
        "scheduled_work_seconds": began.planned_work_seconds,
        "share": None if record.ended_share is None else exact(record.ended_share),
        "written_down": None if began.logged is None else iso_moment(began.logged, "auto"),
        "intervals": [_interval_line(attempt) for attempt in record.attempts],
    }


def said_line(said: Said) -> Json:
    head: Json = {"id": said.id, "at": iso_moment(Moment(said.utc, 0), "auto"), "device": said.device}
    match said.event:
        case DaysMarked(first, last, reason):
            told: Json = {"type": "mark", **head, "first": first, "last": last}
            return {**told, "reason": None if reason is None else reason.value}
        case RuleChanged(name, value, since):
            return {"type": "setting", **head, "name": name, "value": exact(value), "since": since}
        case SessionCorrected(session, local_day, work_seconds):
            work = None if work_seconds is None else exact(work_seconds)
            return {"type": "correction", **head, "session": session, "local_day": local_day, "work_seconds": work}
        case LevelDecided(exercise, level, offered, reason, decided):
            told = {"type": "decision", **head, "exercise": exercise, "level": level, "offered": offered}
            return {**told, "reason": reason, "decided": iso_moment(decided, "auto")}
        case AskedFirst(about, asked):
            return {"type": "decision", **head, "asked_first": about, "decided": iso_moment(asked, "auto")}
        case PlanChanged():
            return {"type": "plan", **head, **_plan_shape(said.event)}


def _plan_shape(event: PlanChanged) -> Json:
    return {
        "routine": event.routine,
        "action": event.action.value,
        "week": event.week,
        "days_a_week": list(event.days_a_week),
        "sessions_a_day": list(event.sessions_a_day),
        "local_day": event.local_day,
        "changed": iso_moment(event.changed, "auto"),
    }


def _interval_line(attempt: AttemptEnded) -> Json:
    return {
        **interval_shape(attempt, exact),
        "attempt": attempt.attempt,
        "scheduled_seconds": attempt.scheduled_seconds,
        "ended": iso_moment(attempt.ended, "auto"),
        "manner": attempt.manner,
    }
