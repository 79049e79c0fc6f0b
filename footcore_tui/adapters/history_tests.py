"""What self-tests measured, read from their attempts, and the days that say when the next is offered."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from footcore_tui.core.self_tests import Try

_FIRST = "SELECT min(local_day) FROM session WHERE discarded = 0 AND ended IS NOT NULL"
_LAST = """
    SELECT max(local_day) FROM session WHERE routine IN (SELECT value FROM json_each(?))
    AND status <> 'abandoned' AND discarded = 0 AND ended IS NOT NULL
"""
# The last attempt at an interval comes last, and is the one that counts.
_TRIES = """
    SELECT s.id, s.local_day, json_extract(e.body, '$.index') AS place, json_extract(e.body, '$.name'),
        json_extract(e.body, '$.side'), json_extract(e.body, '$.value'), json_extract(e.body, '$.touch_downs')
    FROM session AS s JOIN event AS e ON e.session = s.id AND e.kind = 'attempt_ended'
    WHERE s.routine = ? AND s.discarded = 0 AND s.ended IS NOT NULL
    ORDER BY s.local_day, s.utc, s.id, place, json_extract(e.body, '$.attempt'), e.id
"""


def days(connection: sqlite3.Connection, tests: Sequence[str]) -> tuple[int | None, int | None]:
    """The day of the first session of all, and of the last one of these routines. Raises sqlite3.Error."""
    (first,) = connection.execute(_FIRST).fetchone()
    # As JSON, by hand: an id has nothing to escape, and what writes JSON takes longer to load than the answer.
    listed = ", ".join(f'"{test}"' for test in tests)
    (last,) = connection.execute(_LAST, (f"[{listed}]",)).fetchone()
    return first, last


def tries(connection: sqlite3.Connection, routine: str) -> tuple[Try, ...]:
    """Every measurement of a routine, the oldest session first. Raises sqlite3.Error."""
    from footcore_tui.core.exercise import Side
    from footcore_tui.core.self_tests import Try

    latest: dict[tuple[str, int], Try] = {}
    for session, day, place, name, side, value, touch_downs in connection.execute(_TRIES, (routine,)):
        latest.pop((session, place), None)
        if value is not None:
            latest[session, place] = Try(session, day, name, Side(side), float(value), touch_downs)
    return tuple(latest.values())
