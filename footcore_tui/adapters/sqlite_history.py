"""The history in SQLite: an append-only table of events; what a person reads is folded from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from footcore_tui.adapters.event_codec import IMPORTED, decode, encode, kind_of
from footcore_tui.adapters.exchange_mirror import Mirror
from footcore_tui.adapters.history_reader import UNFINISHED, connect_to_read
from footcore_tui.adapters.history_writer import HistoryWriter, Saved
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.adapters.sqlite_schema import BUSY_SECONDS, writing
from footcore_tui.adapters.sqlite_sessions import microseconds, take_in
from footcore_tui.core.choices import PlanChanged
from footcore_tui.core.day_events import DaysMarked, RuleChanged
from footcore_tui.core.days import day_of
from footcore_tui.core.errors import HistoryError, NotSaved
from footcore_tui.core.record import (
    AttemptEnded,
    Event,
    Record,
    SessionBegan,
    SessionCorrected,
    SessionEnded,
    SessionReopened,
    fold,
    fold_all,
    session_of,
)
from footcore_tui.ports import Clock, Identities

_INSERT = """
    INSERT INTO event (id, device, seq, kind, session, utc, body)
    VALUES (:id, :device, (SELECT coalesce(max(seq), 0) + 1 FROM event WHERE device = :device), :kind, :session, :utc,
        :body)
    RETURNING seq
"""
_SINCE = """
    SELECT kind, device, body FROM event WHERE session IN (SELECT id FROM session WHERE local_day >= ?) ORDER BY id
"""
_CALLED = """
    SELECT kind, device, body FROM event WHERE session IN (SELECT id FROM session WHERE id LIKE '%' || ?) ORDER BY id
"""
_DISCARDED_LAST = """
    SELECT kind, device, body FROM event WHERE session = (
        SELECT session FROM event WHERE kind = ? AND session IN (SELECT id FROM session WHERE discarded = 1)
        ORDER BY id DESC LIMIT 1
    ) ORDER BY id
"""
_EVENTS_OF = "SELECT kind, device, body FROM event WHERE session IN"
_UNFINISHED = f"{_EVENTS_OF} ({UNFINISHED}) ORDER BY id"


@dataclass(frozen=True, slots=True)
class _Row:
    """An event as it is stored, but for its number, which the device's last one gives at the commit."""

    event: Event
    id: str
    kind: str
    utc: int
    """Microseconds since 1970."""
    body: str


class SqliteHistory:
    """`ports.History` in one file; any number of processes may use it at once."""

    def __init__(
        self,
        path: Path,
        device: Callable[[], str],
        locks: SessionLocks,
        clock: Clock,
        identities: Identities,
        *,
        busy_seconds: float = BUSY_SECONDS,
        mirror: Mirror | None = None,
    ) -> None:
        """`device` gives this device's id, or raises NotSaved where it can't be kept; `mirror` is woken by commits.

        A writer waits `busy_seconds` for a file that another program holds, a reader much less: it may hold up a
        screen.
        """
        self._path = path
        self._device = device
        self._locks = locks
        self._clock = clock
        self._identities = identities
        self._mirror = mirror
        self._writer = HistoryWriter(self._commit, busy_seconds)
        self._refused: list[Event] = []
        self._playing: set[str] = set()
        self._taking = Lock()
        """The writer's thread lets sessions go."""

    def append(self, event: Event, saved: Saved | None = None) -> None:
        try:
            row = self._row(event)
        except HistoryError as error:
            self._refused.append(event)
            if saved is not None:
                saved(error)
            return
        self._writer.give(row, saved)

    @property
    def unsaved(self) -> tuple[Event, ...]:
        return (*self._refused, *(row.event for row in self._writer.unsaved))

    @property
    def behind(self) -> str:
        return self._mirror.problem if self._mirror else ""

    def records(self, since: str | None = None) -> tuple[Record, ...]:
        return self._folded(_SINCE, day_of(since) if since else 0)

    def called(self, ending: str) -> tuple[Record, ...]:
        """The sessions whose id ends so, discarded ones too. Raises HistoryError."""
        plain = ending.replace("-", "").isalnum() and ending.isascii()
        return self._folded(_CALLED, ending, fold_all) if plain else ()

    def discarded_last(self) -> tuple[Record, ...]:
        """The session that was discarded last, of those that are; none where none is. Raises HistoryError."""
        return self._folded(_DISCARDED_LAST, "session_discarded", fold_all)

    def unfinished(self) -> tuple[Record, ...]:
        """Of this device: what another one left open may be running there."""
        try:
            device = self._device()
        except NotSaved:
            # Without an id this device has saved nothing yet.
            return ()
        records = self._folded(_UNFINISHED, device)
        return tuple(record for record in records if not self._locks.is_held(record.began.session))

    def playing(self, session: str, *, held: bool) -> None:
        """Raises HistoryError where another process plays it."""
        with self._taking:
            if held:
                self._locks.hold(session)
                self._playing.add(session)
            else:
                self._playing.discard(session)
        if not held:
            self._writer.after(lambda: self._let_go(session))

    def close(self) -> None:
        self._writer.close()
        if self._mirror is not None:
            self._mirror.wait()

    def _let_go(self, session: str) -> None:
        """Unless it was taken again meanwhile."""
        with self._taking:
            if session not in self._playing:
                self._locks.release(session)

    def _row(self, event: Event) -> _Row:
        try:
            for date in _dates(event):
                day_of(date)
            return _Row(
                event=event,
                id=self._id(event),
                kind=kind_of(event),
                utc=microseconds(self._utc(event)),
                body=encode(event),
            )
        except (ValueError, OverflowError) as error:
            raise HistoryError(f"An event ({kind_of(event)}) holds a date that can't be saved.") from error

    def _id(self, event: Event) -> str:
        match event:
            case SessionBegan(session=given) | AttemptEnded(id=given):
                return given
            case _:
                return self._identities.new()

    def _utc(self, event: Event) -> float:
        match event:
            case SessionBegan(began=moment) | SessionReopened(reopened=moment):
                return moment.utc
            case AttemptEnded(ended=moment) | SessionEnded(ended=moment):
                return moment.utc
            case _:
                return self._clock.moment().utc

    def _commit(self, row: _Row, busy_seconds: float) -> None:
        device = self._device()
        values = {
            "id": row.id,
            "device": device,
            "kind": row.kind,
            "session": session_of(row.event),
            "utc": row.utc,
            "body": row.body,
        }
        with writing(self._path, busy_seconds=busy_seconds) as connection:
            if not _is_stored(connection, row):
                (seq,) = connection.execute(_INSERT, values).fetchone()
                take_in(connection, row.event, device, seq)
        if self._mirror is not None:
            self._mirror.wake()

    def _folded(
        self, query: str, argument: str | int, folding: Callable[[Iterable[Event]], tuple[Record, ...]] = fold
    ) -> tuple[Record, ...]:
        path = str(self._path)
        connection = connect_to_read(path)
        if connection is None:
            return ()
        try:
            with closing(connection):
                rows: list[tuple[str, str, str]] = connection.execute(query, (argument,)).fetchall()
        except sqlite3.Error as error:
            raise history_error(error, path) from error
        return _records(rows, folding)


def _dates(event: Event) -> tuple[str, ...]:
    match event:
        case SessionBegan(local_day=date) | RuleChanged(since=date) | PlanChanged(local_day=date):
            return (date,)
        case DaysMarked(first=first, last=last):
            return first, last
        case SessionCorrected(local_day=str(date)):
            return (date,)
        case _:
            return ()


def _is_stored(connection: sqlite3.Connection, row: _Row) -> bool:
    """Whether the very same event is there. Raises HistoryError where its id has other content."""
    stored = connection.execute("SELECT kind, body FROM event WHERE id = ?", (row.id,)).fetchone()
    if stored is None:
        return False
    if stored != (row.kind, row.body):
        raise HistoryError(f"Two different events have the id {row.id}; the one that was first is kept.")
    return True


def _records(
    rows: list[tuple[str, str, str]], folding: Callable[[Iterable[Event]], tuple[Record, ...]]
) -> tuple[Record, ...]:
    devices: dict[str, str] = {}
    events: list[Event] = []
    for kind, device, body in rows:
        event = decode(kind, body)
        if event is None:
            continue
        events.append(event)
        if isinstance(event, SessionBegan):
            devices[event.session] = device.partition(IMPORTED)[0]
    return tuple(replace(record, device=devices[record.began.session]) for record in folding(events))
