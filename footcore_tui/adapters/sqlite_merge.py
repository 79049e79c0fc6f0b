"""Joining events from elsewhere into the history: a union by id, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from footcore_tui.adapters.event_codec import IMPORTED
from footcore_tui.adapters.exchange_events import Stored
from footcore_tui.adapters.sqlite_sessions import find_places, refresh

_PUT = "INSERT OR IGNORE INTO event (id, device, seq, kind, session, utc, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
_KNOWN = "SELECT id, device, seq, kind, session, utc, body FROM event WHERE id = ?"
_AT = "SELECT id FROM event WHERE device = ? AND seq = ?"
_EXTENT = "SELECT count(*), coalesce(max(seq), 0) FROM event WHERE device = ?"
_HOLES = """
    SELECT before + 1, seq - 1 FROM
        (SELECT seq, lag(seq, 1, 0) OVER (ORDER BY seq) AS before FROM event WHERE device = ?)
    WHERE seq > before + 1 ORDER BY seq
"""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came by a merge."""

    read: int = 0
    """Events."""
    events: int = 0
    """Those that were new."""
    sessions: int = 0
    """That they belong to."""
    devices: frozenset[str] = frozenset()
    """Whose events were read."""
    reports: tuple[str, ...] = ()
    """Contradictions, and holes in a device's numbers; in each the history stays as it was."""


def merge(connection: sqlite3.Connection, events: Iterable[Stored]) -> Merged:
    """Inside the caller's transaction. Raises sqlite3.Error, HistoryError."""
    read, new, sessions, devices, reports = 0, 0, set[str](), set[str](), dict[str, None]()
    for event in events:
        read += 1
        devices.add(event.device.partition(IMPORTED)[0])
        if connection.execute(_PUT, event).rowcount:
            new += 1
            if event.session is not None:
                sessions.add(event.session)
        elif contradiction := _contradiction(connection, event):
            reports[contradiction] = None
    refresh(connection, sessions)
    if new:
        find_places(connection)
    holes = (one for device in sorted(devices) for one in _holes(connection, device))
    return Merged(read, new, len(sessions), frozenset(devices), (*reports, *holes))


def _contradiction(connection: sqlite3.Connection, event: Stored) -> str:
    """Empty for the very event that is there."""
    known = connection.execute(_KNOWN, (event.id,)).fetchone()
    if known is not None:
        same = tuple(known) == tuple(event)
        return "" if same else f"Two different events have the id {event.id}; the one that was here is kept."
    (other,) = connection.execute(_AT, (event.device, event.seq)).fetchone()
    return (
        f"Two events are number {event.seq} of device {event.device}: {other}, which is kept, and {event.id}, "
        "which was left out."
    )


def _holes(connection: sqlite3.Connection, device: str) -> list[str]:
    count, last = connection.execute(_EXTENT, (device,)).fetchone()
    if count == last:
        return []
    found = connection.execute(_HOLES, (device,)).fetchall()
    spans = (str(first) if first == end else f"{first} to {end}" for first, end in found)
    return [f"Of device {device} events are missing: {', '.join(spans)}."]
