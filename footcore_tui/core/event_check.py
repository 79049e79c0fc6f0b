"""What an event from elsewhere has to be, beyond its types, for every view to be able to fold it."""

from __future__ import annotations

import re
from math import isfinite
from typing import assert_never

from footcore_tui.core.choices import AGE, OLDEST, AskedFirst, LevelDecided, PlanChanged
from footcore_tui.core.day_events import LONGEST_MARK_DAYS, DaysMarked, RuleChanged
from footcore_tui.core.day_rules import LIMITS
from footcore_tui.core.days import day_of
from footcore_tui.core.record import (
    AttemptEnded,
    Event,
    Moment,
    SessionBegan,
    SessionCorrected,
    SessionDiscarded,
    SessionEnded,
    SessionRated,
    SessionReopened,
    SessionRestored,
)
from footcore_tui.core.routine import MAX_COUNT

SETTINGS = {**LIMITS, AGE: (0, OLDEST)}
ROUTINE_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
MOST_COUNT = 1_000_000
MOST_SECONDS = 1e7
LAST_UTC = 7_258_118_400.0
"""2200-01-01, in seconds since 1970."""
ROUNDING = 1e-6
"""What a difference of two clock readings may be off."""


def require_sound(event: Event) -> None:
    """Raises ValueError, with what is wrong."""
    match event:
        case SessionBegan():
            _began(event)
        case AttemptEnded():
            _attempt(event)
        case SessionEnded():
            _moment(event.ended)
            _number("share", event.share, MOST_SECONDS)
            _number("work_seconds", event.work_seconds, MOST_SECONDS)
            _number("planned_work_seconds", event.planned_work_seconds, MOST_SECONDS)
        case SessionReopened():
            _moment(event.reopened)
        case SessionRated():
            _number("effort", event.effort, 10, 1)
            _number("pain", event.pain, 10)
        case SessionCorrected():
            _day("local_day", event.local_day)
            _number("work_seconds", event.work_seconds, MOST_SECONDS)
        case DaysMarked():
            _mark(event)
        case RuleChanged():
            least, most = SETTINGS.get(event.name, (-MOST_SECONDS, MOST_SECONDS))
            _number("value", event.value, most, least)
            _day("since", event.since)
        case LevelDecided():
            _moment(event.decided)
        case AskedFirst():
            _moment(event.asked)
        case PlanChanged():
            _plan(event)
        case SessionDiscarded() | SessionRestored():
            pass
        case _:
            assert_never(event)


def _began(event: SessionBegan) -> None:
    _moment(event.began)
    if event.logged is not None:
        _moment(event.logged)
    _day("local_day", event.local_day)
    _number("planned_work_seconds", event.planned_work_seconds, MOST_SECONDS)
    _number("work_intervals", event.work_intervals, MOST_COUNT, 1)
    _number("week", event.week, MOST_COUNT)
    _number("stage", event.stage, MOST_COUNT)


def _attempt(event: AttemptEnded) -> None:
    _moment(event.ended)
    _number("index", event.index, MOST_COUNT)
    _number("attempt", event.attempt, MOST_COUNT, 1)
    _number("scheduled_seconds", event.scheduled_seconds, MOST_SECONDS)
    _number("planned_seconds", event.planned_seconds, MOST_SECONDS)
    _number("seconds", event.seconds, MOST_SECONDS)
    _number("touch_downs", event.touch_downs, MOST_COUNT)
    _number("value", event.value, MOST_SECONDS, -MOST_SECONDS)


def _mark(event: DaysMarked) -> None:
    first, last = _day("first", event.first), _day("last", event.last)
    if not first <= last < first + LONGEST_MARK_DAYS:
        raise ValueError(f"a mark has a first and a last day, {LONGEST_MARK_DAYS} days at most")


def _plan(event: PlanChanged) -> None:
    _moment(event.changed)
    _day("local_day", event.local_day)
    if not ROUTINE_ID.fullmatch(event.routine):
        raise ValueError("a plan's routine is an id")
    weeks = len(event.days_a_week)
    if not 1 <= weeks <= MAX_COUNT or len(event.sessions_a_day) != weeks:
        raise ValueError(f"a plan has 1 to {MAX_COUNT} weeks, and says of each how many days and sessions")
    _number("week", event.week, weeks, 1)
    for days, sessions in zip(event.days_a_week, event.sessions_a_day, strict=True):
        _number("days_a_week", days, 7, 1)
        _number("sessions_a_day", sessions, 24, 1)


def _moment(moment: Moment) -> None:
    _number("a moment", moment.utc, LAST_UTC)
    _number("an offset", moment.offset, 86_399, -86_399)


def _number(name: str, value: float | None, most: float, least: float = 0) -> None:
    # Compared first: a whole number too large for a float is no OverflowError then.
    if value is not None and not (least - ROUNDING <= value <= most + ROUNDING and isfinite(value)):
        raise ValueError(f"{name} has to be from {least:g} to {most:g}")


def _day(name: str, date: str | None) -> int:
    try:
        return 0 if date is None else day_of(date)
    except ValueError as error:
        raise ValueError(f"{name} has to be a date as 2026-03-01") from error
