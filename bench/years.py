"""`python -m bench.years HOME`: two years of somebody who practises, to look at the screens and the exports with.

Not a measure: days of every kind are in it. Most are kept; some are missed, ill, hurt, on a journey or off; there is a
gap, routines and levels change, sessions break off, and much is said of them. The sessions are those of the bundled
routines, run by the app's own rules on a clock of numbers.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from unittest.mock import patch

from bench.history import DAY_SECONDS, HOUR_SECONDS
from footcore_tui.adapters import paths
from footcore_tui.adapters.data_files import data_folder
from footcore_tui.adapters.device import device_id
from footcore_tui.adapters.event_codec import encode, kind_of
from footcore_tui.adapters.history_pages import Row
from footcore_tui.adapters.history_rows import fill
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.sqlite_schema import writing
from footcore_tui.core.day_events import DaysMarked, Reason, RuleChanged
from footcore_tui.core.days import iso, local_day
from footcore_tui.core.events import IntervalEnded, SessionEvent
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import (
    AttemptEnded,
    Event,
    Moment,
    SessionBegan,
    SessionCorrected,
    SessionDiscarded,
    SessionEnded,
    SessionRated,
    fold,
    session_of,
)
from footcore_tui.core.routine import Standing
from footcore_tui.core.session import Session
from footcore_tui.core.snapshot import Phase
from footcore_tui.core.timeline import Timeline, compile_timeline
from footcore_tui.recorder import attempt_ended, beginning, ending

DAYS = 730
HOME_OFFSET, AWAY_OFFSET = HOUR_SECONDS, 9 * HOUR_SECONDS
PAUSES = {
    range(600, 621): None,
    range(470, 476): Reason.ILL,
    range(300, 312): Reason.TRAVEL,
    range(212, 221): Reason.HURT,
    range(33, 36): Reason.ILL,
}
"""Days before today on which little is done, and why; None where nothing is said of it."""
LADDER = ("one-hand", "fingertips", "no-hands", "arms-crossed")
NOTES = (
    "Steady.",
    "Left ankle stiff in the morning, better after the second hold; the worktop was needed twice",
    "Müde – aber gemacht",
    "=SUM(A1:A9) is no formula",
    "barefoot on the lawn 🌱",
    "足裏が安定してきた",
    "<b>shoes</b> & socks off; eyes on the horizon, knees soft",
    "first line\nsecond line",
)


@dataclass(frozen=True, slots=True)
class Day:
    """By how many days before today it is called, and how the person stands."""

    ago: int
    noon: float
    """UTC seconds."""
    offset: int
    skill: float
    """0 at first, 1 today."""


def write_years(file: Path, device: str, now: float, days: int = DAYS, seed: int = 4) -> None:
    """Fills a history that is not there yet; the last session is of today."""
    with writing(file) as connection:
        fill(connection, rows_of_years(device, now, days, seed))


def rows_of_years(device: str, now: float, days: int, seed: int) -> Iterator[Row]:
    chance, numbers, clock = random.Random(seed), count(1), [now]
    identities = Uuid7Identities(lambda: round(clock[0] * 1e9))
    library = Library(data_folder("routines"))
    timelines: dict[tuple[str, str], Timeline] = {}
    for ago in reversed(range(days)):
        noon = now - now % DAY_SECONDS + DAY_SECONDS / 2 - ago * DAY_SECONDS
        offset = AWAY_OFFSET if ago in range(301, 312) else HOME_OFFSET
        day = Day(ago, noon, offset, 1 - ago / days)
        for utc, event in (*_said_of(day, chance), *_sessions(day, now, chance, identities, library, timelines)):
            clock[0] = utc
            own = event.session if isinstance(event, SessionBegan) else getattr(event, "id", None)
            name = own or identities.new()
            yield name, device, next(numbers), kind_of(event), session_of(event), round(utc * 1e6), encode(event)


def _said_of(day: Day, chance: random.Random) -> Iterator[tuple[float, Event]]:
    """Marks and rules."""
    today = iso(local_day(day.noon, day.offset))
    if day.ago == 365:
        yield day.noon, RuleChanged("week_target", 5, today)
        yield day.noon, RuleChanged("rest_days", 64, today)
    for pause, reason in PAUSES.items():
        if reason and day.ago == pause[-1]:
            last = iso(local_day(day.noon + (len(pause) - 1) * DAY_SECONDS, day.offset))
            yield day.noon, DaysMarked(today, last, reason)
    if chance.random() < 0.02:
        yield day.noon, DaysMarked(today, today, Reason.REST)


def _sessions(
    day: Day,
    now: float,
    chance: random.Random,
    identities: Uuid7Identities,
    library: Library,
    timelines: dict[tuple[str, str], Timeline],
) -> Iterator[tuple[float, Event]]:
    paused = any(day.ago in pause for pause in PAUSES)
    is_sunday = local_day(day.noon, day.offset) % 7 == 0
    often = chance.choices(
        range(5), (90, 8, 2, 0, 0) if paused else (60, 30, 10, 0, 0) if is_sunday else (9, 22, 30, 34, 5)
    )
    for hour in sorted(chance.sample((-5, -4, -2, 0, 3, 5, 7, 9), often[0] or (2 if not day.ago else 0))):
        began = day.noon - day.offset + hour * HOUR_SECONDS + chance.random() * HOUR_SECONDS
        routine = library.routine(chance.choices(("desk-balance", "desk-reset", "short-foot"), (70, 20, 10))[0])
        level = LADDER[min(len(LADDER) - 1, int(day.skill * len(LADDER)))]
        standing = Standing(levels={"single-leg-stance": level}, stage=1 + int(day.skill * 2.9))
        key = routine.id, f"{level} {standing.stage}"
        timeline = timelines[key] = timelines.get(key) or compile_timeline(routine, standing)
        if began + timeline.extent.clock_seconds > now:
            return
        logged = Moment(began + 30 * HOUR_SECONDS, day.offset) if day.ago > 2 and chance.random() < 0.02 else None
        moment, on = Moment(began, day.offset), iso(local_day(began, day.offset))
        opening = beginning(identities.new(), routine, timeline, standing, moment, on, logged=logged)
        for event in _played(opening, timeline, day.skill, chance, identities):
            yield _when(event, began), event


def _played(
    opening: SessionBegan, timeline: Timeline, skill: float, chance: random.Random, identities: Uuid7Identities
) -> tuple[Event, ...]:
    began = opening.began
    stop = chance.random() * timeline.extent.clock_seconds if chance.random() < 0.07 else float("inf")
    held = tuple(
        attempt_ended(
            identities.new(),
            opening.session,
            timeline.intervals[fact.index],
            fact,
            Moment(began.utc + fact.at, began.offset),
        )
        for fact in _facts(Session(timeline, 0.0), skill, stop, chance)
        if isinstance(fact, IntervalEnded)
    )
    parts: tuple[SessionBegan | AttemptEnded, ...] = (opening, *held)
    (record,) = fold(parts)
    end = ending(record, held[-1].ended if held else began)
    return (*parts, end, *_told(opening.session, end, skill, chance))


def _facts(session: Session, skill: float, stop: float, chance: random.Random) -> Iterable[SessionEvent]:
    """What happens, now and then with a foot put down, something passed over, or an end before the end."""
    yield from session.begin(now := 0.0)
    while session.phase is not Phase.FINISHED:
        end = session.deadline or now + 25
        side = {Side.LEFT: 0.45, Side.RIGHT: 0.25, Side.BOTH: 0.02}[session.interval.side]
        if end > stop:
            yield from session.stop(max(now, stop))
        elif session.interval.work and chance.random() < 0.015:
            yield from session.skip((now + end) / 2)
        else:
            while session.interval.work and chance.random() < side * (1.1 - skill):
                now += (end - now) * chance.random()
                yield from session.touch_down(now)
            yield from session.done(end) if session.deadline is None else session.advance(end)
        now = max(now, end)


def _told(session: str, end: SessionEnded, skill: float, chance: random.Random) -> Iterator[Event]:
    """What the person says of it, then or later."""
    if chance.random() < 0.6:
        pain = chance.choices((None, 0, 1, 2, 5), (40, 40, 10, 7, 3))[0]
        note = chance.choice(NOTES) if chance.random() < 0.15 else None
        yield SessionRated(session, round(7 - 4 * skill + chance.random() * 2), pain, note)
    if chance.random() < 0.01:
        yield SessionCorrected(session, None, end.planned_work_seconds / 2)
    if chance.random() < 0.01:
        yield SessionDiscarded(session)


def _when(event: Event, otherwise: float) -> float:
    match event:
        case SessionBegan(began=moment) | AttemptEnded(ended=moment) | SessionEnded(ended=moment):
            return moment.utc
        case _:
            return otherwise


def main(home: str) -> None:
    with patch.dict(os.environ, FOOTCORE_HOME=home):
        write_years(Path(paths.history_file()), device_id(Path(paths.state_folder())), time.time())


if __name__ == "__main__":
    main(sys.argv[1])
