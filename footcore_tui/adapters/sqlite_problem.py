"""What SQLite met, as a sentence for a person."""

from __future__ import annotations

import sqlite3

from footcore_tui.core.errors import DamagedHistory, HistoryError, NotSaved

_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it can't be written to",
    sqlite3.SQLITE_PERM: "access to it is not allowed",
    sqlite3.SQLITE_AUTH: "access to it is not allowed",
    sqlite3.SQLITE_CANTOPEN: "it can't be opened",
    sqlite3.SQLITE_BUSY: "another program is holding it",
    sqlite3.SQLITE_LOCKED: "another program is holding it",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_NOTADB: "the file is damaged, or not a database",
    sqlite3.SQLITE_FORMAT: "the file is damaged",
    sqlite3.SQLITE_ERROR: "it is not in the shape that this footcore knows: a newer one may have written it",
}
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)


def history_error(error: sqlite3.Error, path: str, *, writing: bool = False) -> HistoryError:
    """NotSaved where it was `writing`, else HistoryError, or DamagedHistory where it is that."""
    # Errors of the sqlite3 module itself carry no code.
    code = getattr(error, "sqlite_errorcode", None)
    reason = _REASONS.get(code & 0xFF, str(error)) if isinstance(code, int) else str(error)
    if writing:
        return NotSaved(f"Not saved in {path}: {reason}.")
    kind = DamagedHistory if isinstance(code, int) and code & 0xFF in _DAMAGED else HistoryError
    return kind(f"The history {path} can't be read: {reason}.")
