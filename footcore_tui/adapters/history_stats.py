"""What the history adds up to, read from the rows that are kept beside the events."""

from __future__ import annotations

import sqlite3

from footcore_tui.core.exercise import Side
from footcore_tui.core.stats import (
    WEEKS,
    Charts,
    PastSession,
    Week,
    Work,
    balances_of,
    monday_of,
    without_gaps,
)

_COUNTED = "FROM session WHERE discarded = 0 AND ended IS NOT NULL"
_SESSIONS = f"""
    SELECT id, routine, local_day, (utc / 1000000 + offset) % 86400 / 60, status, work_seconds, touch_downs_left,
        touch_downs_right
    {_COUNTED} ORDER BY local_day DESC, utc DESC LIMIT ? OFFSET ?
"""
_WEEKS = f"""
    SELECT local_day - (local_day - 1) % 7, count(*), sum(work_seconds) {_COUNTED} AND local_day >= ? GROUP BY 1
"""
_SIDES = """
    SELECT local_day - (local_day - 1) % 7, '', side, NULL, sum(seconds), max(best), sum(holds), sum(touch_downs)
    FROM work WHERE local_day >= ? GROUP BY 1, side
"""
# The level is of the row that has the greatest best. Without a condition an index alone answers.
_BESTS = """
    SELECT exercise, side, level, sum(seconds), max(best), sum(holds), sum(touch_downs)
    FROM work GROUP BY exercise, side ORDER BY exercise, side
"""
_LATELY = """
    SELECT exercise, side, level, sum(seconds), max(best), sum(holds), sum(touch_downs)
    FROM work WHERE local_day >= ? GROUP BY exercise, side
"""


def count_sessions(connection: sqlite3.Connection) -> int:
    """Those that ended. Raises sqlite3.Error."""
    (count,) = connection.execute(f"SELECT count(*) {_COUNTED}").fetchone()
    return int(count)


def days_of_sessions(connection: sqlite3.Connection) -> frozenset[int]:
    """Those on which one ended, whether or not it counts. Raises sqlite3.Error."""
    return frozenset(day for (day,) in connection.execute(f"SELECT DISTINCT local_day {_COUNTED}"))


def sessions(connection: sqlite3.Connection, first: int, count: int) -> tuple[PastSession, ...]:
    """So many from the `first` on, the latest of all being 0. Raises sqlite3.Error."""
    return tuple(PastSession(*row) for row in connection.execute(_SESSIONS, (count, first)))


def charts(connection: sqlite3.Connection, today: int) -> Charts:
    """Raises sqlite3.Error."""
    since = monday_of(today) - 7 * (WEEKS - 1)
    return Charts(
        without_gaps(_weeks(connection, since), today),
        tuple(work for work in _works(connection.execute(_BESTS)) if work.best > 0),
        balances_of(_works(connection.execute(_LATELY, (since,)))),
    )


def _works(rows: sqlite3.Cursor) -> list[Work]:
    return [Work(exercise, Side(side), *rest) for exercise, side, *rest in rows]


def _weeks(connection: sqlite3.Connection, since: int) -> list[Week]:
    sides: dict[int, dict[Side, Work]] = {}
    for monday, exercise, side, *rest in connection.execute(_SIDES, (since,)):
        sides.setdefault(monday, {})[Side(side)] = Work(exercise, Side(side), *rest)
    found = []
    for monday, count, seconds in connection.execute(_WEEKS, (since,)):
        of_week = sides.get(monday, {})
        left, right, both = (of_week.get(side) for side in (Side.LEFT, Side.RIGHT, Side.BOTH))
        found.append(Week(monday, count, seconds, left, right, both))
    return found
