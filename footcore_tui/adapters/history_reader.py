"""The history, read only: a connection that never writes, and the few numbers that `footcore status` shows.

`footcore status` imports this module: integers, strings and sqlite3 only.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator

from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.core.errors import HistoryError
from footcore_tui.core.streak import COUNTS_FROM

APPLICATION_ID = 0x466F6F74
"""Marks a database file as ours: `Foot` in ASCII."""
OLDEST_SQLITE = (3, 37)
"""The first with STRICT tables."""

_COUNTING = """
    FROM event AS done WHERE kind = 'session_ended' AND share >= :share AND local_day BETWEEN :first AND :last
    AND utc <= :utc AND (
        session NOT IN (SELECT session FROM event WHERE kind IN ('session_discarded', 'session_reopened'))
        OR NOT EXISTS
            (SELECT 1 FROM event WHERE kind IN ('session_discarded', 'session_reopened') AND session = done.session
            AND utc <= :utc
            AND (kind = 'session_discarded' OR id > (SELECT id FROM event WHERE rowid = done.rowid))))
"""
# The first of the two alternatives is read once for all sessions; few are ever undone. That is why `done.id` is looked
# up there and not named: the index that `done` is read from has no ids.

# Left alone, SQLite takes the index of the device's numbers, and with it walks through every event.
UNFINISHED = """
    SELECT session FROM event AS began INDEXED BY session_begun WHERE kind = 'session_began' AND device = ? AND (
        NOT EXISTS (SELECT 1 FROM event WHERE session = began.session AND kind = 'session_ended')
        OR EXISTS
            (SELECT 1 FROM event AS again WHERE session = began.session AND kind = 'session_reopened' AND NOT EXISTS
                (SELECT 1 FROM event WHERE session = again.session AND kind = 'session_ended' AND id > again.id)))
    AND NOT EXISTS (SELECT 1 FROM event WHERE session = began.session AND kind = 'session_discarded')
"""
"""The sessions of one device that have no end.

Ids, and not the clock, say what came later: they increase within a process even if its clock is set back.
"""

READ_SECONDS = 0.25
"""What a reader waits for another program; a commit of our own takes some milliseconds."""
_FOREVER = 1 << 62


def connect_to_read(path: str, busy_seconds: float = READ_SECONDS) -> sqlite3.Connection | None:
    """A connection that reads one state of the history until it is closed; None where nothing was ever saved.

    Raises HistoryError.
    """
    require_sqlite()
    if not is_file(path):
        raise HistoryError(f"The history {path} can't be read: it is not a regular file.")
    try:
        return _begin(path, "ro", busy_seconds)
    except sqlite3.Error as error:
        code = error.sqlite_errorcode & 0xFF
        if code == sqlite3.SQLITE_CANTOPEN and not _exists(path):
            return None
        if code != sqlite3.SQLITE_READONLY:
            raise history_error(error, path) from error
    try:
        # A writer was killed in a commit: the half of it that is on the disk has to be taken back first.
        return _begin(path, "rw", busy_seconds)
    except sqlite3.Error as error:
        raise history_error(error, path) from error


def kept_days(connection: sqlite3.Connection, day: int, utc: float | None = None) -> Iterator[int]:
    """The days up to `day` on which at least one session counts, newest first, drawn as they are asked for.

    `utc`, in seconds, leaves out what ended later.
    """
    query = f"SELECT DISTINCT local_day {_COUNTING} ORDER BY local_day DESC"
    return (kept for (kept,) in connection.execute(query, _between(1, day, utc)))


def counting_sessions(connection: sqlite3.Connection, day: int, utc: float | None = None) -> int:
    """How many sessions of `day` count."""
    query = f"SELECT count(DISTINCT session) {_COUNTING}"
    (count,) = connection.execute(query, _between(day, day, utc)).fetchone()
    return int(count)


def is_one_unfinished(connection: sqlite3.Connection, device: str) -> bool:
    """Whether a session of the device has no end: it crashed, or it is played now."""
    return connection.execute(UNFINISHED, (device,)).fetchone() is not None


def schema_version(connection: sqlite3.Connection, path: str) -> int:
    """0 for an empty file. Raises HistoryError for a database that is somebody else's."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application == APPLICATION_ID:
        return int(version)
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if version or tables:
        raise HistoryError(f"{path} is a database, but not a footcore history; it was left alone.")
    return 0


def is_file(path: str) -> bool:
    """Whether there is a regular file, a link or nothing at all; SQLite would wait for a FIFO's other end."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        return True
    return stat.S_ISREG(mode) or stat.S_ISLNK(mode)


def require_sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> None:
    """Raises HistoryError where this Python's SQLite is too old."""
    if version < OLDEST_SQLITE:
        has, needs = (".".join(map(str, numbers)) for numbers in (version, OLDEST_SQLITE))
        raise HistoryError(f"The history needs SQLite {needs} or newer; this Python has {has}.")


def uri(path: str, mode: str) -> str:
    """The path as SQLite's URI; `mode` is `ro`, `rw` or `rwc`."""
    plain = path.replace("\\", "/") if os.name == "nt" else path
    escaped = plain.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{'/' if os.name == 'nt' else ''}{escaped}?mode={mode}"


def _begin(path: str, mode: str, busy_seconds: float) -> sqlite3.Connection | None:
    connection = sqlite3.connect(uri(path, mode), uri=True, timeout=busy_seconds, isolation_level=None)
    held = False
    try:
        connection.execute("BEGIN")
        held = schema_version(connection, path) > 0
        return connection if held else None
    finally:
        if not held:
            connection.close()


def _between(first: int, last: int, utc: float | None) -> dict[str, float]:
    until = _FOREVER if utc is None else int(utc * 1_000_000)
    return {"share": COUNTS_FROM, "first": first, "last": last, "utc": until}


def _exists(path: str) -> bool:
    try:
        os.close(os.open(path, os.O_RDONLY))
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True
