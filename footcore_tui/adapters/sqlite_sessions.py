"""Each session in one row, and its work in a few, folded from its events: what is shown daily needs no event.

They are made anew in the transaction of every event that changes them. The events alone are the record; the
rows can be made from them at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from footcore_tui.adapters.event_codec import decode
from footcore_tui.core.days import day_of
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import Aside, AttemptEnded, Event, Record, SessionBegan, SessionRated, fold_all
from footcore_tui.core.stats import work_of
from footcore_tui.core.text import printable
from footcore_tui.core.travel import BACK_SECONDS

SESSION_TABLE = (
    """
    CREATE TABLE session (
        id TEXT NOT NULL UNIQUE,
        device TEXT NOT NULL,
        seq INTEGER NOT NULL,
        utc INTEGER NOT NULL,
        offset INTEGER NOT NULL,
        logged INTEGER NOT NULL,
        local_day INTEGER NOT NULL,
        ended INTEGER,
        share REAL NOT NULL,
        discarded INTEGER NOT NULL,
        routine TEXT NOT NULL,
        status TEXT NOT NULL,
        work_seconds REAL NOT NULL,
        touch_downs_left INTEGER NOT NULL,
        touch_downs_right INTEGER NOT NULL,
        plan TEXT,
        week INTEGER,
        stage INTEGER NOT NULL,
        clean INTEGER NOT NULL,
        PRIMARY KEY (device, seq)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX session_of_day ON session (local_day, share, ended, discarded)"
    " WHERE discarded = 0 AND ended IS NOT NULL",
    "CREATE INDEX session_in_order ON session (local_day, utc) WHERE discarded = 0 AND ended IS NOT NULL",
    "CREATE INDEX session_by_time ON session (utc) WHERE logged = 0",
    """
    CREATE VIEW session_seen AS
    SELECT id, utc, offset, local_day, ended, discarded, max(utc) OVER
        (PARTITION BY device ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS utc_before
    FROM session WHERE logged = 0
    """,
    "CREATE TABLE place (utc INTEGER NOT NULL, offset INTEGER NOT NULL) STRICT",
    "CREATE INDEX session_open ON session (device) WHERE ended IS NULL AND discarded = 0",
    "CREATE INDEX session_of_routine ON session (routine, local_day) WHERE discarded = 0 AND ended IS NOT NULL",
    "CREATE INDEX session_of_plan ON session (plan, utc) WHERE plan IS NOT NULL",
    "CREATE INDEX session_clean ON session (routine, stage) WHERE clean = 1 AND discarded = 0 AND ended IS NOT NULL",
    """
    CREATE TABLE work (
        session TEXT NOT NULL,
        exercise TEXT NOT NULL,
        side TEXT NOT NULL,
        local_day INTEGER NOT NULL,
        level TEXT,
        seconds REAL NOT NULL,
        best REAL NOT NULL,
        holds INTEGER NOT NULL,
        touch_downs INTEGER NOT NULL,
        PRIMARY KEY (session, exercise, side)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX work_of_day ON work (local_day)",
    "CREATE INDEX work_at_level ON work (exercise, level, local_day, session)",
    "CREATE INDEX work_of_exercise ON work (exercise, side, level, best, seconds, holds, touch_downs)",
)
"""`utc` and `ended` in microseconds since 1970, `offset` in seconds east of UTC, `local_day` a day number.

A place is where the offset of the sessions changed, and the first of all. `seq` is that of a session's beginning,
`utc_before` the latest that its device had begun before it; `logged` is 1 where it was done elsewhere and written down.
`work` has rows of ended sessions alone, none of discarded ones. Texts are printable: half a character, as a file's name
may hold, is none that SQLite takes.
"""

_EVENTS = "SELECT kind, body FROM event WHERE session = ? ORDER BY id"
_BEGAN = "SELECT device, seq FROM event WHERE session = ? AND kind = 'session_began' ORDER BY id DESC LIMIT 1"
_NEWEST = "SELECT max(utc) FROM session WHERE logged = 0"
_LAST_OFFSET = "SELECT offset FROM place ORDER BY utc DESC, rowid DESC LIMIT 1"
# A clock that was set back does not tell where its owner was.
_PLACES = """
    INSERT INTO place SELECT utc, offset FROM
        (SELECT utc, offset, lag(offset) OVER (ORDER BY utc, id) AS before FROM session_seen
        WHERE utc_before IS NULL OR utc >= utc_before - ?)
    WHERE offset IS NOT before ORDER BY utc
"""
_PUT = "INSERT OR REPLACE INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PUT_WORK = "INSERT INTO work VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def refresh(connection: sqlite3.Connection, sessions: Iterable[str]) -> None:
    """Makes the rows of these sessions anew; one whose beginning is missing has none. Raises HistoryError."""
    for session in sessions:
        place = connection.execute(_BEGAN, (session,)).fetchone()
        if place is not None:
            bodies: list[tuple[str, str]] = connection.execute(_EVENTS, (session,)).fetchall()
            events = [event for kind, body in bodies if (event := decode(kind, body)) is not None]
            (record,) = fold_all(events)
            connection.execute(_PUT, _row(record, *place))
            connection.execute("DELETE FROM work WHERE session = ?", (session,))
            if record.ended is not None and not record.discarded:
                connection.executemany(_PUT_WORK, _work_rows(record))


def take_in(connection: sqlite3.Connection, event: Event, device: str, seq: int) -> None:
    """Brings the row of its session up to date; that of a running one is, when it ends. Raises HistoryError."""
    match event:
        case SessionBegan():
            (newest,) = connection.execute(_NEWEST).fetchone()
            connection.execute(_PUT, _row(Record(event), device, seq))
            _take_place(connection, event, newest)
        case AttemptEnded() | SessionRated():
            pass
        case _:
            if not isinstance(event, Aside):
                refresh(connection, [event.session])


def find_places(connection: sqlite3.Connection) -> None:
    """Makes the table of places anew."""
    connection.execute("DELETE FROM place")
    connection.execute(_PLACES, (microseconds(BACK_SECONDS),))


def _take_place(connection: sqlite3.Connection, began: SessionBegan, newest: int | None) -> None:
    """`newest`: the latest beginning before it; nearly always it is later than that."""
    utc, offset = microseconds(began.began.utc), began.began.offset
    if began.logged is not None:
        return
    if newest is not None and utc < newest:
        find_places(connection)
    elif connection.execute(_LAST_OFFSET).fetchone() != (offset,):
        connection.execute("INSERT INTO place VALUES (?, ?)", (utc, offset))


def _row(record: Record, device: str, seq: int) -> tuple[str | int | float | None, ...]:
    began, ended = record.began, record.ended
    return (
        began.session,
        device,
        seq,
        microseconds(began.began.utc),
        began.began.offset,
        int(began.logged is not None),
        day_of(record.local_day),
        None if ended is None else microseconds(ended.utc),
        float(record.counting_share),
        int(record.discarded),
        printable(began.routine),
        record.status.value,
        float(record.work_seconds),
        record.touch_downs(Side.LEFT),
        record.touch_downs(Side.RIGHT),
        None if began.plan is None else printable(began.plan),
        began.week,
        began.stage,
        int(record.is_clean),
    )


def _work_rows(record: Record) -> Iterator[tuple[str | int | float | None, ...]]:
    session, day = record.began.session, day_of(record.local_day)
    for work in work_of(record):
        exercise, level = printable(work.exercise), None if work.level is None else printable(work.level)
        seconds, best = float(work.seconds), float(work.best)
        yield session, exercise, work.side.value, day, level, seconds, best, work.holds, work.touch_downs


def microseconds(seconds: float) -> int:
    return round(seconds * 1_000_000)
