"""A history of any length, made by the app's own session and recorder on a clock of numbers, and written in bulk."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path

from footcore_tui.adapters.clock import SystemClock
from footcore_tui.adapters.device import device_id
from footcore_tui.adapters.event_codec import encode, kind_of
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_history import SqliteHistory
from footcore_tui.adapters.sqlite_schema import writing
from footcore_tui.adapters.sqlite_sessions import microseconds, take_in
from footcore_tui.core.days import DAY_START
from footcore_tui.core.events import IntervalEnded
from footcore_tui.core.record import AttemptEnded, Moment, SessionBegan, SessionEnded
from footcore_tui.core.routine import Block, Hold, PerWeek, Routine, Sides, Standing, Step
from footcore_tui.core.session import Session
from footcore_tui.core.timeline import Timeline, compile_timeline
from footcore_tui.recorder import Recorder, ending

A_DAY = 3
DAY_SECONDS, HOUR_SECONDS = 86_400, 3_600
SessionPart = SessionBegan | AttemptEnded | SessionEnded

_INSERT = """
    INSERT INTO event (id, device, seq, kind, session, utc, body) VALUES (?, ?, ?, ?, ?, ?, ?)
"""


def balance(seconds: int) -> Routine:
    """Fifteen-second balances on alternating feet, as the bundled routine has them."""
    step = Step("Stance", Hold(PerWeek.always(15)), sides=Sides.ALTERNATE, total=PerWeek.always(seconds))
    return Routine("desk-balance", "Desk balance", (Block((step,)),))


def history_in(folder: Path) -> SqliteHistory:
    state = folder / "state"
    return SqliteHistory(
        folder / "history.sqlite3", lambda: device_id(state), SessionLocks(state), SystemClock(), Uuid7Identities()
    )


def write_history(file: Path, state: Path, sessions: int) -> None:
    """That many whole sessions, three a day, the last an hour ago."""
    device, identities, numbers, now = device_id(state), Uuid7Identities(), count(1), time.time()
    routine = balance(120)
    timeline = compile_timeline(routine)
    with writing(file) as connection:
        for number in reversed(range(sessions)):
            began = now - number // A_DAY * DAY_SECONDS - (1 + number % A_DAY) * HOUR_SECONDS
            for event in whole_session(routine, timeline, began, identities):
                name, utc = _columns(event, identities)
                seq = next(numbers)
                values = (name, device, seq, kind_of(event), event.session, utc, encode(event))
                connection.execute(_INSERT, values)
                take_in(connection, event, device, seq)


def whole_session(
    routine: Routine, timeline: Timeline, began: float, identities: Uuid7Identities
) -> tuple[SessionPart, ...]:
    recorder = Recorder(history_in(Path()), identities, kept=False)
    recorder.begin(routine, timeline, Standing(), Moment(began, 0), source="", day_start=DAY_START)
    session = Session(timeline, 0.0)
    for fact in (*session.begin(0.0), *session.advance(HOUR_SECONDS)):
        if isinstance(fact, IntervalEnded):
            recorder.interval_ended(timeline, fact, Moment(began + fact.at, 0))
    record = recorder.record
    return record.began, *record.attempts, ending(record, record.attempts[-1].ended)


def _columns(event: SessionPart, identities: Uuid7Identities) -> tuple[str, int]:
    """Id, and microseconds since 1970."""
    match event:
        case SessionBegan():
            return event.session, microseconds(event.began.utc)
        case AttemptEnded():
            return event.id, microseconds(event.ended.utc)
        case SessionEnded():
            return identities.new(), microseconds(event.ended.utc)
