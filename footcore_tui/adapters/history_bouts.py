"""The sessions by which a client's levels are judged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from footcore_tui.adapters.event_codec import decode
from footcore_tui.core import days
from footcore_tui.core.choices import LevelDecided
from footcore_tui.core.record import Record, fold

_DECIDED = """
    SELECT kind, body FROM event WHERE session IS NULL AND kind = 'level_decided'
    AND json_extract(body, '$.exercise') = ? ORDER BY id DESC LIMIT 1
"""
_LAST = """
    SELECT DISTINCT work.session, work.local_day FROM work JOIN session ON session.id = work.session
    WHERE exercise = :exercise AND level = :level AND work.local_day >= :day AND session.logged = 0
    AND session.utc >= :utc AND work.session != :but
    ORDER BY work.local_day DESC, work.session DESC LIMIT :count
"""
_DAY = "SELECT max(local_day) FROM work WHERE exercise = ?"
_PRACTISED = "SELECT DISTINCT exercise FROM work"
_EVENTS = "SELECT kind, body FROM event WHERE session = ? ORDER BY id"


def decision(connection: sqlite3.Connection, exercise: str) -> LevelDecided | None:
    """The latest about an exercise. Raises sqlite3.Error, HistoryError."""
    row = connection.execute(_DECIDED, (exercise,)).fetchone()
    event = None if row is None else decode(*row)
    return event if isinstance(event, LevelDecided) else None


def last_sessions(
    connection: sqlite3.Connection, exercise: str, level: str, since: float, count: int, but: str = ""
) -> tuple[Record, ...]:
    """The last so many that began at `since`, in seconds since 1970, or later; oldest first, without the one `but`.

    Raises sqlite3.Error, HistoryError.
    """
    # No zone is further than a day from UTC, and a day starts within a day after midnight.
    day = days.local_day(since, 0) - 2 if since else 0
    utc = round(since * 1_000_000)
    values = {"exercise": exercise, "level": level, "day": day, "utc": utc, "but": but, "count": count}
    rows = connection.execute(_LAST, values).fetchall()
    return records(connection, [session for session, _ in reversed(rows)])


def last_day(connection: sqlite3.Connection, exercise: str) -> int | None:
    """On which it was done at any level, as a day number. Raises sqlite3.Error."""
    (day,) = connection.execute(_DAY, (exercise,)).fetchone()
    return None if day is None else int(day)


def practised(connection: sqlite3.Connection) -> frozenset[str]:
    """Raises sqlite3.Error."""
    return frozenset(exercise for (exercise,) in connection.execute(_PRACTISED))


def records(connection: sqlite3.Connection, sessions: Iterable[str]) -> tuple[Record, ...]:
    """In the order given; a deleted one is left out. Raises sqlite3.Error, HistoryError."""
    found: list[Record] = []
    for session in sessions:
        rows = connection.execute(_EVENTS, (session,)).fetchall()
        found += fold(event for kind, body in rows if (event := decode(kind, body)) is not None)
    return tuple(found)
