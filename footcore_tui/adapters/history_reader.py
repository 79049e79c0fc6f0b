"""The history, read only: a connection that never writes.

`footcore status` imports this module: integers, strings and sqlite3 only.
"""

from __future__ import annotations

import os
import sqlite3
import stat

from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.core.errors import DamagedHistory, HistoryError

APPLICATION_ID = 0x466F6F74
"""Marks a database file as ours: `Foot` in ASCII."""
OLDEST_SQLITE = (3, 37)
"""The first with STRICT tables."""

UNFINISHED = "SELECT id FROM session WHERE ended IS NULL AND discarded = 0 AND device = ?"
"""The sessions of one device that have no end."""

_TABLES = "SELECT count(*), total(name IN ('event', 'session', 'place')) = 3 FROM sqlite_schema"

READ_SECONDS = 0.25
"""What a reader waits for another program; a commit of our own takes some milliseconds."""


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


def is_one_unfinished(connection: sqlite3.Connection, device: str) -> bool:
    """Whether a session of the device has no end: it crashed, or it is played now."""
    return connection.execute(UNFINISHED, (device,)).fetchone() is not None


def schema_version(connection: sqlite3.Connection, path: str) -> int:
    """0 for an empty file. Raises HistoryError for a database that is somebody else's, DamagedHistory for our own
    without its marks.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application == APPLICATION_ID and version:
        return int(version)
    tables, ours = connection.execute(_TABLES).fetchone()
    if ours:
        raise DamagedHistory(f"The history {path} can't be read: its header is damaged.")
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


def _exists(path: str) -> bool:
    try:
        os.close(os.open(path, os.O_RDONLY))
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True
