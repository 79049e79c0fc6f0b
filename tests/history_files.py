"""A history on a disk, and what is in its file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event as Signal

from fakes import FakeClock

from footcore_tui.adapters.history_reader import connect_to_read
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_history import SqliteHistory
from footcore_tui.core.choices import AskedFirst
from footcore_tui.core.record import Event
from footcore_tui.core.safety import GENERAL


def history_at(
    file: Path, device: Callable[[], str] = lambda: "device-1", *, busy_seconds: float = 5.0
) -> SqliteHistory:
    locks = SessionLocks(file.parent / "playing")
    return SqliteHistory(file, device, locks, FakeClock(), Uuid7Identities(), busy_seconds=busy_seconds)


def saved(history: SqliteHistory, *events: Event) -> list[Exception | None]:
    """The answers to each event, once the last is there."""
    answers: list[Exception | None] = []
    done = Signal()
    for event in events[:-1]:
        history.append(event, answers.append)
    history.append(events[-1], lambda error: (answers.append(error), done.set())[0])
    assert done.wait(30)
    return answers


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def reading(file: Path) -> sqlite3.Connection:
    connection = connect_to_read(str(file))
    assert connection is not None
    return connection


def asked_before(home: Path, *about: str) -> None:
    """The home of someone who was asked all that is asked of everyone, and about these exercises: sessions begin."""
    history = history_at(home / "data" / "history.sqlite3")
    asked = [AskedFirst(one, FakeClock().moment()) for one in (GENERAL, *about)]
    assert saved(history, *asked) == [None] * len(asked)
    history.close()
