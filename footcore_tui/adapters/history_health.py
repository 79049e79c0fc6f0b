"""How the history's file stands, looked at from outside: nothing is written, made, migrated or kept from a writer."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from footcore_tui.adapters.history_reader import READ_SECONDS, is_file, require_sqlite, schema_version, uri
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.adapters.sqlite_schema import MIGRATIONS
from footcore_tui.core.errors import DamagedHistory, HistoryError

CHECK_SECONDS = 1.5
"""After which a check is broken off: a commit that waits for it waits five."""
_STEPS = 1_000
"""Of SQLite's machine between two looks at the clock: well below a millisecond."""


@dataclass(frozen=True, slots=True)
class Health:
    """Of a history that can be read."""

    version: int = 0
    """0 where nothing was ever saved."""
    sessions: int = 0
    events: int = 0
    checked: bool = False
    """Whether the check came to its end."""
    known: int = len(MIGRATIONS)
    """The newest version that this footcore writes."""


def examine_history(
    path: str, seconds: float = CHECK_SECONDS, now: Callable[[], float] = time.monotonic
) -> Health | None:
    """None where there is none yet. Raises HistoryError; DamagedHistory where the check finds that."""
    require_sqlite()
    if not is_file(path):
        raise HistoryError(f"The history {path} can't be read: it is not a regular file.")
    try:
        with closing(sqlite3.connect(uri(path, "ro"), uri=True, timeout=READ_SECONDS, isolation_level=None)) as reading:
            return _examined(reading, path, now() + seconds, now)
    except sqlite3.Error as error:
        # Those of the module itself carry no code.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_CANTOPEN and _is_missing(path):
            return None
        if code == sqlite3.SQLITE_READONLY:
            raise HistoryError(
                "A write to the history was broken off; the next command that reads it takes it back."
            ) from error
        raise history_error(error, path) from error


def _examined(reading: sqlite3.Connection, path: str, end: float, now: Callable[[], float]) -> Health:
    version = schema_version(reading, path)
    if not 0 < version <= len(MIGRATIONS):
        return Health(version)
    (sessions,) = reading.execute("SELECT count(*) FROM session WHERE discarded = 0").fetchone()
    (events,) = reading.execute("SELECT count(*) FROM event").fetchone()
    return Health(version, sessions, events, _is_sound(reading, path, end, now))


def _is_sound(reading: sqlite3.Connection, path: str, end: float, now: Callable[[], float]) -> bool:
    """False where there was not time enough to tell."""
    reading.set_progress_handler(lambda: now() > end, _STEPS)
    try:
        (found,) = reading.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            return False
        raise
    if found != "ok":
        raise DamagedHistory(f"The history {path} is damaged: {found}.")
    return True


def _is_missing(path: str) -> bool:
    try:
        Path(path).stat()
    except FileNotFoundError:
        return True
    except OSError:
        pass
    return False
