"""The history's tables, how they came about, and the connection that may write them.

A migration is a tuple of single statements; all that are missing run in one transaction, after a backup.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from footcore_tui.adapters.history_reader import APPLICATION_ID, is_file, require_sqlite, schema_version, uri
from footcore_tui.adapters.session_lock import turn
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.adapters.sqlite_sessions import SESSION_TABLE
from footcore_tui.core.errors import NewerHistory, NotSaved

Migration = tuple[str, ...]

MIGRATIONS: tuple[Migration, ...] = (
    (
        """
        CREATE TABLE event (
            id TEXT NOT NULL PRIMARY KEY,
            device TEXT NOT NULL,
            seq INTEGER NOT NULL,
            kind TEXT NOT NULL,
            session TEXT,
            utc INTEGER NOT NULL,
            body TEXT NOT NULL,
            UNIQUE (device, seq)
        ) STRICT
        """,
        "CREATE INDEX event_of_session ON event (session, kind)",
        "CREATE INDEX event_of_days ON event (kind, id) WHERE session IS NULL",
        *SESSION_TABLE,
        "CREATE TRIGGER event_is_final BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'events are final'); END",
        "CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'events are final'); END",
        f"PRAGMA application_id = {APPLICATION_ID}",
    ),
)
"""The statements that lead from version 0 to 1, from 1 to 2, and so on."""

DURABLE = ("journal_mode = DELETE", "synchronous = EXTRA", "fullfsync = 1")
"""A commit that has returned survives a power cut: DELETE with EXTRA syncs the folder too, FULL does not."""
BUSY_SECONDS = 5.0
"""What a writer waits for another program."""


@contextmanager
def writing(
    path: Path, migrations: Sequence[Migration] = MIGRATIONS, *, busy_seconds: float = BUSY_SECONDS
) -> Iterator[sqlite3.Connection]:
    """One transaction on the newest schema: committed at the end of the block, or nothing of it.

    Raises NewerHistory, NotSaved, or HistoryError for a file that is somebody else's.
    """
    require_sqlite()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not is_file(str(path)):
            raise OSError("it is not a regular file")
        with (
            turn(path.with_suffix(".lock"), busy_seconds),
            closing(_connect(path, "rwc", busy_seconds)) as connection,
        ):
            _refuse_newer(connection, path, migrations)
            _make_durable(connection)
            connection.execute("BEGIN IMMEDIATE")
            _migrate(connection, path, migrations)
            yield connection
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise history_error(error, str(path), writing=True) from error
    except OSError as error:
        raise NotSaved(f"Not saved in {path}: {error.strerror or error}.") from error


def _connect(path: Path, mode: str, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    return sqlite3.connect(uri(str(path), mode), uri=True, timeout=busy_seconds, isolation_level=None)


def _make_durable(connection: sqlite3.Connection) -> None:
    for pragma in DURABLE:
        connection.execute(f"PRAGMA {pragma}")


def _refuse_newer(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> int:
    version = schema_version(connection, str(path))
    if version > len(migrations):
        raise NewerHistory(
            f"The history {path} was written by a newer footcore (version {version} of the file, {len(migrations)} is "
            "known here): it can be read, nothing is written to it."
        )
    return version


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    """Inside the transaction: whoever else starts meanwhile waits, and then finds it done."""
    version = _refuse_newer(connection, path, migrations)
    if version == len(migrations):
        return
    if version:
        # A session needs neither this nor what unpacks.
        from footcore_tui.adapters.history_backup import back_up, backup_folder

        back_up(path, backup_folder(path) / f"{path.stem}.v{version}{path.suffix}", replacing=True)
    for migration in migrations[version:]:
        for statement in migration:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(migrations)}")
