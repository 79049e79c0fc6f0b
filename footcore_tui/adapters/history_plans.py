"""The plan that runs, as the history has it. `footcore status` imports this module where a plan was ever started."""

from __future__ import annotations

import sqlite3

from footcore_tui.core.day_rules import DayRules, rules_on
from footcore_tui.core.days import day_of
from footcore_tui.core.plans import Change, Progress, running

_SESSIONS = """
    SELECT local_day, utc, share FROM session WHERE plan = :plan AND utc BETWEEN :since AND :until
    AND discarded = 0 AND ended IS NOT NULL AND ended <= :until AND local_day <= :today
"""
_NEWEST = """
    SELECT coalesce(max(json_extract(body, '$.changed.utc')), 0) FROM event
    WHERE session IS NULL AND kind = 'plan_changed'
"""
_SECOND = 1_000_000

Row = tuple[str, str, int, str, str, str, float]
"""Of a change: routine, action, week, days a week and sessions a day as JSON, local day, moment."""


def progress(
    connection: sqlite3.Connection, rows: list[Row], rules: tuple[DayRules, ...], today: int, until: int
) -> Progress | None:
    """Of the plan that runs; None where none does. `rows` in order of time; a session that ended after `until`, in
    microseconds since 1970, has not happened. Raises sqlite3.Error.
    """
    changes = running([_change(row) for row in rows])
    if not changes:
        return None
    values = {"plan": changes[0].routine, "since": changes[0].utc, "until": until, "today": today}
    found = connection.execute(_SESSIONS, values).fetchall()
    sessions = [(day, utc) for day, utc, share in found if share >= rules_on(rules, day).counts_from]
    return Progress(changes, sessions, today)


def newest_change(connection: sqlite3.Connection) -> float:
    """The moment of the latest change of any plan, in seconds since 1970; 0 for none. Raises sqlite3.Error."""
    (newest,) = connection.execute(_NEWEST).fetchone()
    return float(newest)


def _change(row: Row) -> Change:
    routine, action, week, days_a_week, sessions_a_day, day, utc = row
    shape = _integers(days_a_week), _integers(sessions_a_day)
    return Change(routine, action, week, *shape, day_of(day), round(utc * _SECOND))


def _integers(text: str) -> list[int]:
    """A list as JSON, which would take too long to load."""
    return [int(number) for number in text.strip("[]").split(",")]
