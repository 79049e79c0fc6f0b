"""What an export needs of the history beside the sessions, and an import into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from footcore_tui.adapters.event_codec import IMPORTED, decode
from footcore_tui.adapters.exchange_events import Stored
from footcore_tui.adapters.exchange_jsonl import Said, session_line
from footcore_tui.adapters.exchange_reading import Taken
from footcore_tui.adapters.sqlite_merge import merge
from footcore_tui.core.record import Aside, SessionCorrected, fold_all

_SAID = """
    SELECT id, device, utc, kind, body FROM event
    WHERE session IS NULL OR kind = 'session_corrected' ORDER BY id
"""
_OF_SESSION = "SELECT kind, body FROM event WHERE session = ? ORDER BY id"
_BODY = "SELECT kind, body FROM event WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought."""

    new: int = 0
    """Lines that were not here."""
    known: int = 0
    reports: tuple[str, ...] = ()
    """Lines that say other than the history does, which stays as it was."""


def said(connection: sqlite3.Connection) -> list[Said]:
    """All that was said beside sessions, and corrections. Raises sqlite3.Error, HistoryError."""
    found = []
    for id_, device, utc, kind, body in connection.execute(_SAID):
        event = decode(kind, body)
        if isinstance(event, Aside | SessionCorrected):
            found.append(Said(id_, device.partition(IMPORTED)[0], utc / 1_000_000, event))
    return found


def take(connection: sqlite3.Connection, lines: Iterable[Taken]) -> Imported:
    """Inside the caller's transaction. Raises sqlite3.Error, HistoryError."""
    events: list[Stored] = []
    new, known, reports = 0, 0, list[str]()
    for line in lines:
        answer = _of_session(connection, line) if line.shape else _of_said(connection, line)
        if answer is None:
            new += 1
            events += line.events
        elif answer:
            reports.append(f"line {line.line}: {answer}")
        else:
            known += 1
    reports += merge(connection, events).reports
    return Imported(new, known, tuple(reports))


def _of_session(connection: sqlite3.Connection, line: Taken) -> str | None:
    """None for a new one, empty for the same, else what is to be reported."""
    rows = connection.execute(_OF_SESSION, (line.name,)).fetchall()
    records = fold_all(event for kind, body in rows if (event := decode(kind, body)) is not None)
    if not records:
        return None
    if records[0].discarded:
        return f"the session {line.name} was deleted here, and stays so."
    shape = session_line(replace(records[0], device=""))
    same = all(shape[key] == value for key, value in line.shape.items())
    return "" if same else f"the session {line.name} is here with other content, and stays as it is."


def _of_said(connection: sqlite3.Connection, line: Taken) -> str | None:
    (event,) = line.events
    for id_ in (line.name, event.id):
        found = connection.execute(_BODY, (id_,)).fetchone()
        if found is not None:
            # Compared as values: 30 and 30.0 are one number.
            same = decode(*found) == decode(event.kind, event.body)
            return "" if same else f"{line.name} is here with other content, and stays as it is."
    return None
