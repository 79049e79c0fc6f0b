"""What a person decided, as the history has it: the latest of each.

`footcore status` imports this module: integers, strings and sqlite3 only.
"""

from __future__ import annotations

import sqlite3

_LEVELS = """
    SELECT json_extract(body, '$.exercise'), json_extract(body, '$.level') FROM event
    WHERE session IS NULL AND kind = 'level_decided' ORDER BY id
"""
_ASKED = "SELECT json_extract(body, '$.about') FROM event WHERE session IS NULL AND kind = 'asked_first'"
_CLEAN = """
    SELECT routine, stage, count(*) FROM session
    WHERE clean = 1 AND discarded = 0 AND ended IS NOT NULL{but} GROUP BY routine, stage
"""
_AGE = """
    SELECT json_extract(body, '$.value'), json_extract(body, '$.since') FROM event
    WHERE session IS NULL AND kind = 'rule_changed' AND json_extract(body, '$.name') = 'age' ORDER BY id DESC LIMIT 1
"""


def levels(connection: sqlite3.Connection) -> dict[str, str]:
    """Of each exercise that was decided on, the level's id. Raises sqlite3.Error."""
    return dict(connection.execute(_LEVELS).fetchall())


def asked_first(connection: sqlite3.Connection) -> frozenset[str]:
    """What the person was asked about, and went on from. Raises sqlite3.Error."""
    return frozenset(about for (about,) in connection.execute(_ASKED))


def clean_sessions(connection: sqlite3.Connection, but: str = "") -> dict[tuple[str, int], int]:
    """Of each routine and stage how many sessions were clean, without the one `but`. Raises sqlite3.Error."""
    # Without the condition an index alone answers.
    query, values = _CLEAN.format(but=" AND id != ?" if but else ""), (but,) if but else ()
    return {(routine, stage): count for routine, stage, count in connection.execute(query, values)}


def age(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """In years, on a day as an ISO date; None where it was never asked, 0 where it was not told.

    Raises sqlite3.Error.
    """
    found = connection.execute(_AGE).fetchone()
    return None if found is None else (int(found[0]), str(found[1]))
