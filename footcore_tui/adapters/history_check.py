"""Whether a history is what it should be: its pages, each event, the numbers of each device, what is made of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from footcore_tui.adapters.history_pages import Row
from footcore_tui.adapters.history_reader import connect_to_read, schema_version
from footcore_tui.adapters.history_rows import READ, fault_of, fill, holes
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.adapters.sqlite_schema import MIGRATIONS
from footcore_tui.core.errors import HistoryError

_MADE = {
    # The share of a session that runs is not kept up to date.
    "session": "SELECT id, device, seq, utc, offset, logged, local_day, ended, iif(ended IS NULL, 0, share), discarded"
    " FROM session ORDER BY id",
    "place": "SELECT utc, offset FROM place ORDER BY utc, offset",
}
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found; each problem a sentence."""

    events: int
    sessions: int
    problems: tuple[str, ...]


def check(history: Path) -> Findings:
    """Reads all of it. Raises HistoryError where it can't be read at all."""
    path = str(history)
    try:
        connection = connect_to_read(path, busy_seconds=5.0)
        if connection is None:
            return Findings(0, 0, ())
        with closing(connection):
            version = schema_version(connection, path)
            if version > len(MIGRATIONS):
                newer = f"It was written by a newer footcore (version {version}); this one can't judge it."
                return Findings(0, 0, (newer,))
            damage = [f"SQLite: {line}" for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
            rows: list[Row] = connection.execute(READ).fetchall()
            made = _made(connection)
    except sqlite3.Error as error:
        raise history_error(error, path) from error
    faults = [f"Event {row[0]} ({row[3]}): {fault}." for row in rows if (fault := fault_of(row))]
    gaps = [f"Device {device}: {count} of its events are missing." for device, count in holes(rows).items()]
    problems = [*damage, *_few(faults), *gaps]
    if not damage and not faults:
        problems += _differences(rows, made)
    return Findings(len(rows), len(made["session"]), tuple(problems))


def _made(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {table: connection.execute(query).fetchall() for table, query in _MADE.items()}


def _few(faults: Sequence[str]) -> list[str]:
    more = len(faults) - _MOST_FAULTS
    return [*faults[:_MOST_FAULTS], *([f"{more} more events are damaged."] if more > 0 else [])]


def _differences(rows: Sequence[Row], made: dict[str, list[tuple[object, ...]]]) -> list[str]:
    """What the tables that are made from the events should hold and do not."""
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
            for statement in (statement for migration in MIGRATIONS for statement in migration):
                fresh.execute(statement)
            fresh.execute("BEGIN")
            fill(fresh, rows)
            anew = _made(fresh)
    except HistoryError as error:
        return [str(error)]
    return [
        f"Table {table}: {len(set(made[table]) ^ set(anew[table]))} rows are not what the events say."
        for table in _MADE
        if made[table] != anew[table]
    ]
