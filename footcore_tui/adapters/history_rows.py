"""The events of a history as rows, and whether one is what was once written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from footcore_tui.adapters.event_codec import IMPORTED, decode, kind_of
from footcore_tui.adapters.history_pages import Row
from footcore_tui.adapters.sqlite_sessions import find_places, microseconds, refresh
from footcore_tui.core.errors import HistoryError
from footcore_tui.core.record import AttemptEnded, Event, SessionBegan, SessionEnded, SessionReopened, session_of

READ = "SELECT id, device, seq, kind, session, utc, body FROM event ORDER BY device, seq"
_PUT = "INSERT INTO event (id, device, seq, kind, session, utc, body) VALUES (?, ?, ?, ?, ?, ?, ?)"


def fault_of(row: Row) -> str:
    """What is wrong with a row; empty where nothing is. A kind that only a newer footcore knows is right."""
    id_, device, seq, kind, session, utc, body = row
    try:
        event = decode(kind, body)
        plain = json.dumps(json.loads(body), sort_keys=True, separators=(",", ":")) == body
    except (HistoryError, ValueError) as error:
        return str(error)
    if not plain or seq < 1:
        return "its text is not as it was written"
    if event is None:
        return ""
    # What was imported is a copy with an id of its own.
    if session != session_of(event) or (IMPORTED not in device and id_ != _own_id(event, id_)):
        return "its columns belong to another event"
    return "" if utc == _own_utc(event, utc) and kind == kind_of(event) else "its time is not that of the event"


def fill(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Puts the rows into an empty history, and makes the tables that are made from them."""
    given = list(rows)
    connection.executemany(_PUT, given)
    refresh(connection, dict.fromkeys(session for *_, session, _utc, _body in given if session is not None))
    find_places(connection)


def holes(rows: Sequence[Row]) -> dict[str, int]:
    """How many numbers are missing below the last of each device that misses any."""
    numbers: dict[str, set[int]] = {}
    for _id, device, seq, *_ in rows:
        numbers.setdefault(device, set()).add(seq)
    missing = {device: max(known) - len(known) for device, known in numbers.items()}
    return {device: count for device, count in missing.items() if count}


def _own_id(event: Event, otherwise: str) -> str:
    match event:
        case SessionBegan(session=own) | AttemptEnded(id=own):
            return own
        case _:
            return otherwise


def _own_utc(event: Event, otherwise: int) -> int:
    match event:
        case SessionBegan(began=moment) | SessionReopened(reopened=moment):
            return microseconds(moment.utc)
        case AttemptEnded(ended=moment) | SessionEnded(ended=moment):
            return microseconds(moment.utc)
        case _:
            return otherwise
