"""Promise 9: histories merge to the same view in any order, any number of times."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from exchange_builders import an_empty_history, merged, stored_as
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_builders import DAY, NOON, attempt, began, ended

from footcore_tui.adapters.event_codec import decode
from footcore_tui.adapters.exchange_events import Stored, device_files, header, line_of, read_events
from footcore_tui.adapters.history_days import day_book
from footcore_tui.adapters.sqlite_sessions import find_places, refresh
from footcore_tui.core.choices import LevelDecided
from footcore_tui.core.day_events import DaysMarked, Reason, RuleChanged
from footcore_tui.core.days import iso
from footcore_tui.core.record import (
    Event,
    Moment,
    SessionCorrected,
    SessionDiscarded,
    SessionRated,
    SessionReopened,
    SessionRestored,
    fold_all,
)
from footcore_tui.core.streak import score_of, streak_of

RUNS = 2000 if os.environ.get("FOOTCORE_FULL") == "1" else 25
STEPS = 50
DEVICES = ("device-a", "device-b", "device-c")
CONFLICTS = ("{}.sync-conflict-20260601-120000-ABCDEFG.jsonl", "{} (conflicted copy 2026-06-01).jsonl", "{}_1.JSONL")
TODAY = 739_775
"""2026-06-08."""

Step = tuple[int, int, int, int]
"""A device, what it does, and two numbers for that."""


@dataclass
class Machine:
    """A device with its history; its file lies in the folder that all share."""

    name: str
    folder: Path
    history: sqlite3.Connection = field(default_factory=an_empty_history)
    seq: int = 0

    @property
    def file(self) -> Path:
        return self.folder / f"{self.name}.jsonl"

    def happens(self, what: int, number: int, clock: int) -> None:
        sessions = [name for (name,) in self.history.execute("SELECT id FROM session ORDER BY id")]
        event = an_event(what, number, f"{clock:03}-{self.name}", sessions)
        self.seq += 1
        row = stored_as(event, self.name, self.seq, id_=f"{clock:03}-{self.name}")
        assert not merged(self.history, [row]).reports
        with self.file.open("a") as stream:
            stream.write((header(self.name) if self.seq == 1 else "") + line_of(row))

    def reads(self, cut: int | None = None) -> None:
        """All that lies in the folder; one file is torn where it is `cut`."""
        files = device_files(self.folder)
        if not files:
            return
        if cut is None:
            merged(self.history, read_events(files).events)
            return
        torn = files[cut % len(files)]
        whole = torn.read_bytes()
        torn.write_bytes(whole[: cut * 7919 % len(whole)])
        found = read_events(files)
        assert max(found.passed_over.values(), default=0) <= 1
        merged(self.history, found.events)
        torn.write_bytes(whole)

    def view(self) -> list[object]:
        """Everything that a person can come to see."""
        events: list[tuple[str, str]] = self.history.execute("SELECT kind, body FROM event ORDER BY id").fetchall()
        known = [event for kind, body in events if (event := decode(kind, body))]
        book = day_book(self.history, TODAY, {}, None)
        tables = ("event ORDER BY id", "session ORDER BY id", "place ORDER BY utc, offset")
        rows = [self.history.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
        return [*rows, fold_all(known), streak_of(book.days).days, score_of(book.days), book.marks, book.sessions]


def an_event(what: int, number: int, name: str, sessions: list[str]) -> Event:
    day, session = iso(TODAY - number % 12), sessions[number % len(sessions)] if sessions else "nowhere"
    if what < 5 or not sessions:
        return began(name, NOON + (number % 200) * DAY / 24, offset=(number % 5 - 2) * 3600, planned=30)
    match what:
        case 5 | 6 | 7:
            return attempt(session, number % 6, int(name[:3]) + 1, seconds=float(number % 16))
        case 8 | 9 | 10:
            return ended(session, share=number % 4 / 3, utc=NOON + number * 60)
        case 11:
            return SessionReopened(session, Moment(NOON + number, 0))
        case 12:
            return SessionRated(session, number % 10 + 1, None if number % 2 else number % 11, f"note {number}")
        case 13:
            return SessionDiscarded(session) if number % 2 else SessionRestored(session)
        case 14 if number % 5 == 0:
            return LevelDecided("stance", f"level {number % 4}", None, "", Moment(NOON + number, 0))
        case 14:
            return SessionCorrected(session, day if number % 2 else None, float(number % 60))
        case 15:
            return DaysMarked(day, day, None if number % 3 == 0 else Reason.ILL)
        case _:
            return RuleChanged("week_target", number % 7 + 1, day)


def take(step: Step, machines: list[Machine], clock: int) -> None:
    device, what, number, _ = step
    machine = machines[device]
    if what < 17:
        machine.happens(what, number, clock)
    elif what < 19:
        machine.reads()
    elif what == 19:
        machine.reads(cut=number)
    elif machine.file.exists():
        pattern = CONFLICTS[number % len(CONFLICTS)]
        whole = machine.file.read_bytes()
        (machine.folder / pattern.format(machine.name)).write_bytes(whole[: max(1, len(whole) - number % 90)])


steps = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 20), st.integers(0, 997), st.just(0)), min_size=STEPS, max_size=STEPS
)


@settings(max_examples=RUNS, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(steps=steps, order=st.permutations(range(6)), times=st.integers(1, 3))
def test_histories_merge_to_the_same_view_in_any_order_any_number_of_times(
    steps: list[Step], order: list[int], times: int
) -> None:
    with TemporaryDirectory() as folder:
        machines = [Machine(name, Path(folder)) for name in DEVICES]
        for clock, step in enumerate(steps):
            take(step, machines, clock)
        every = read_events(device_files(Path(folder))).events
        shuffled: list[Stored] = [event for turn in order for event in every[turn::6]]
        newcomer = Machine("device-d", Path(folder))
        for _ in range(times):
            assert not merged(newcomer.history, shuffled).reports
        for machine in machines:
            for _ in range(times):
                machine.reads()
        views = [machine.view() for machine in (*machines, newcomer)]
        assert views[1:] == views[:-1]
        refresh(newcomer.history, [name for (name,) in newcomer.history.execute("SELECT id FROM session").fetchall()])
        find_places(newcomer.history)
        assert newcomer.view() == views[0], "the rows are those that the events alone give"
        assert len({event.id for event in every}) == sum(machine.seq for machine in machines)
        for machine in (*machines, newcomer):
            machine.history.close()
