"""Ports fulfilled in memory, with real code: what an adapter promises, without a disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count

from footcore_tui.core.errors import HistoryError, NotSaved
from footcore_tui.core.record import AttemptEnded, Event, Moment, Record, SessionBegan, fold

DEVICE = "memory"


@dataclass
class MemoryHistory:
    """`ports.History` without durability; `full` makes every save fail, as a full disk does."""

    full: bool = False
    events: list[Event] = field(default_factory=list)
    waiting: list[Event] = field(default_factory=list)
    refused: list[Event] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    closed: bool = False
    behind: str = ""

    def append(self, event: Event, saved: Callable[[Exception | None], None] | None = None) -> None:
        error = self._save(event)
        if saved is not None:
            saved(error)

    @property
    def unsaved(self) -> tuple[Event, ...]:
        return (*self.refused, *self.waiting)

    def records(self, since: str | None = None) -> tuple[Record, ...]:
        records = (replace(record, device=DEVICE) for record in fold(self.events))
        return tuple(record for record in records if since is None or record.began.local_day >= since)

    def unfinished(self) -> tuple[Record, ...]:
        return tuple(r for r in self.records() if r.ended is None and r.began.session not in self.held)

    def playing(self, session: str, *, held: bool) -> None:
        (self.held.add if held else self.held.discard)(session)

    def close(self) -> None:
        if not self.closed and not self.full:
            self._save_earlier()
        self.closed = True

    def _save(self, event: Event) -> Exception | None:
        if self.closed:
            self.refused.append(event)
            return NotSaved("Not saved: the history is closed.")
        name = _name(event)
        twins = [stored for stored in (*self.events, *self.waiting) if name is not None and _name(stored) == name]
        if any(stored != event for stored in twins):
            self.refused.append(event)
            return HistoryError(f"Two different events have the id {name}; the one that was first is kept.")
        if not twins:
            self.waiting.append(event)
        if self.full:
            return NotSaved("Not saved: the disk is full.")
        self._save_earlier()
        return None

    def _save_earlier(self) -> None:
        self.events += self.waiting
        self.waiting.clear()


def _name(event: Event) -> str | None:
    match event:
        case SessionBegan(session=given) | AttemptEnded(id=given):
            return given
        case _:
            return None


@dataclass
class FakeClock:
    """`ports.Clock` on numbers: all three clocks move by `advance` alone."""

    seconds: float = 0.0
    utc: float = 1_780_000_000.0
    offset: int = 0
    slept: float = 0.0

    def now(self) -> float:
        return self.seconds

    def awake_and_asleep(self) -> float:
        return self.seconds + self.slept

    def moment(self) -> Moment:
        return Moment(self.utc + self.seconds + self.slept, self.offset)

    def advance(self, seconds: float) -> None:
        self.seconds += seconds

    def sleep(self, seconds: float) -> None:
        """The machine sleeps: the monotonic clock stands still."""
        self.slept += seconds


class CountedIdentities:
    """`ports.Identities` in order: `id-000001`, `id-000002`, …"""

    def __init__(self) -> None:
        self._numbers = count(1)

    def new(self) -> str:
        return f"id-{next(self._numbers):06}"
