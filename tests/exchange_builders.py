"""Events as they stand in a table, and histories that hold nothing but them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from record_builders import NOON, attempt, began, ended

from footcore_tui.adapters.event_codec import encode, kind_of
from footcore_tui.adapters.exchange_events import Stored, header, line_of
from footcore_tui.adapters.sqlite_merge import Merged, merge
from footcore_tui.adapters.sqlite_schema import MIGRATIONS
from footcore_tui.core.choices import AskedFirst, LevelDecided, PlanAction, PlanChanged
from footcore_tui.core.day_events import DaysMarked, Reason, RuleChanged
from footcore_tui.core.record import (
    AttemptEnded,
    Event,
    Moment,
    SessionBegan,
    SessionCorrected,
    SessionDiscarded,
    SessionRated,
    SessionReopened,
    SessionRestored,
    session_of,
)

EVERY_KIND: tuple[Event, ...] = (
    began(),
    attempt(),
    ended(),
    SessionReopened("s1", Moment(NOON + 130, 0)),
    SessionRated("s1", 4, 0, "steady – 安定"),
    SessionDiscarded("s1"),
    SessionRestored("s1"),
    SessionCorrected("s1", "2026-05-30", 20.0),
    DaysMarked("2026-05-01", "2026-05-03", Reason.ILL),
    RuleChanged("week_target", 3, "2026-05-01"),
    LevelDecided("single-leg-stance", "no-hands", "no-hands", "two clean sessions running", Moment(NOON, 3600)),
    LevelDecided("short-foot", "seated", None, "", Moment(NOON + 0.25, -3600)),
    PlanChanged("six-weeks", PlanAction.START, 1, (3, 3, 4), (1, 1, 2), "2026-05-01", Moment(NOON, 0)),
    AskedFirst("general", Moment(NOON, 0)),
)


def stored_as(event: Event, device: str = "device-a", seq: int = 1, *, id_: str = "", utc: float = NOON) -> Stored:
    match event:
        case SessionBegan(session=given) | AttemptEnded(id=given):
            id_ = given
        case _:
            id_ = id_ or f"{device}-{seq:04}"
    return Stored(id_, device, seq, kind_of(event), session_of(event), round(utc * 1e6), encode(event))


def rows_of(events: tuple[Event, ...], device: str = "device-a") -> list[Stored]:
    return [stored_as(event, device, seq) for seq, event in enumerate(events, start=1)]


def a_session(name: str, utc: float = NOON) -> tuple[Event, ...]:
    return (
        began(name, utc),
        attempt(name, 1, utc=utc + 20),
        attempt(name, 3, utc=utc + 40, touch_downs=2),
        replace(ended(name), ended=Moment(utc + 60, 0)),
    )


def an_empty_history() -> sqlite3.Connection:
    """In memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in MIGRATIONS[0]:
        connection.execute(statement)
    return connection


def merged(connection: sqlite3.Connection, events: list[Stored]) -> Merged:
    connection.execute("BEGIN IMMEDIATE")
    done = merge(connection, events)
    connection.execute("COMMIT")
    return done


def device_file(path: Path, events: list[Stored], device: str = "device-a") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header(device) + "".join(map(line_of, events)))
    return path
