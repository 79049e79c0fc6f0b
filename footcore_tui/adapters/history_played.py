"""Which version of a routine was played last."""

from __future__ import annotations

import sqlite3

_LAST = """
    SELECT json_extract(body, '$.routine_hash') FROM event
    WHERE kind = 'session_began' AND session =
        (SELECT id FROM session WHERE routine = ? AND logged = 0 ORDER BY utc DESC LIMIT 1)
"""


def last_played(connection: sqlite3.Connection, routine: str) -> str:
    """The SHA-256 of its file then; empty where it never was played. Raises sqlite3.Error."""
    found = connection.execute(_LAST, (routine,)).fetchone()
    return str(found[0] or "") if found else ""
