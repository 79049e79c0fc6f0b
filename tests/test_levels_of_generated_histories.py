"""Levels of generated histories, by SQL and by a slow second reading of every event: never a jump, never up in pain."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace

from exchange_builders import an_empty_history, merged, stored_as
from hypothesis import example, given, settings
from hypothesis import strategies as st
from record_builders import DAY, NOON, attempt, began, ended

from footcore_tui.cli.ladders import proposals
from footcore_tui.core.choices import LevelDecided
from footcore_tui.core.days import day_of
from footcore_tui.core.exercise import Exercise, Level, Side
from footcore_tui.core.record import Event, Moment, Record, SessionDiscarded, SessionRated, fold

RUNGS = tuple(Level(name, name) for name in ("hand", "fingertips", "no-hands"))
STANCE = Exercise("single-leg-stance", "Stance", levels=RUNGS)
FIRST_DAY = day_of("2026-06-01")

STEPS = st.lists(
    st.tuples(
        st.sampled_from((0, 0, 0, 1, 1, 9, 22)),  # days since the step before
        st.sampled_from((0, 0, 0, 0, 1, 2, 3)),  # touch-downs in one hold
        st.sampled_from((None, 2, 3, 4, 4, 5, 8)),  # effort
        st.sampled_from((None, 0, 0, 1, 3, 4, 5, 6)),  # pain
        st.sampled_from(("single-leg-stance", "single-leg-stance", "short-foot")),
        st.sampled_from(("take", "take", "keep", "wait", "wait", "delete")),
    ),
    min_size=4,
    max_size=25,
)


class Client:
    """Who practises, decides, and deletes a session now and then."""

    def __init__(self) -> None:
        self.history = an_empty_history()
        self.events: list[Event] = []
        self.rung = 0

    def told(self, *events: Event) -> None:
        count = len(self.events)
        rows = [stored_as(event, seq=seq, id_=f"{seq:05}") for seq, event in enumerate(events, start=count + 1)]
        assert not merged(self.history, rows).reports
        self.events += events

    def practises(self, day: int, touch_downs: int, effort: int | None, pain: int | None, exercise: str) -> str:
        name, utc = f"s{len(self.events):04}", NOON + day * DAY + len(self.events)
        level = RUNGS[self.rung].id
        holds = [attempt(name, 1, utc=utc, touch_downs=touch_downs), attempt(name, 3, side=Side.RIGHT, utc=utc)]
        holds = [replace(hold, exercise=exercise, level=level) for hold in holds]
        rated = SessionRated(name, effort, pain)
        self.told(began(name, utc), *holds, rated, replace(ended(name), ended=Moment(utc, 0)))
        return name

    def proposed(self, day: int) -> str:
        levels = {STANCE.id: RUNGS[self.rung].id}
        found = proposals((STANCE,), levels, FIRST_DAY + day, None, self.history)
        return found[0].level.id if found else ""


def slowly(events: Sequence[Event], rung: int, today: int) -> str:
    """The level that is proposed, from the rules of docs/levels.md and every event there is."""
    records = fold(events)
    decisions = [event for event in events if isinstance(event, LevelDecided)]
    of_stance = [one for one in records if one.work[0].exercise == STANCE.id]
    after = decisions[-1].decided.utc if decisions else 0.0
    now = [one for one in of_stance if one.began.began.utc >= after and one.work[0].level == RUNGS[rung].id]
    last, two = now[-1:], now[-2:]
    days = [day_of(one.local_day) for one in of_stance]
    decided = [FIRST_DAY + int((one.decided.utc - NOON) // DAY) for one in decisions]
    down = (
        any((one.pain or 0) >= 6 or (one.effort or 0) >= 8 for one in last)
        or (len(two) == 2 and all(_worst(one) >= 2 for one in two))
        or (bool(days) and today - max(days + decided) >= 21)
    )
    if down and rung > 0:
        return RUNGS[rung - 1].id
    hurts = any((one.pain or 0) >= 4 for one in records if day_of(one.local_day) == today)
    easy = [one for one in two if not _worst(one) and (one.effort or 0) <= 4 and (one.pain or 0) < 4]
    return RUNGS[rung + 1].id if len(easy) == 2 and not hurts and rung + 1 < len(RUNGS) else ""


def _worst(record: Record) -> int:
    return max(hold.touch_downs for hold in record.work)


STANCE_DONE = (0, 0, 3, 0, STANCE.id, "wait")
HURTS_ELSEWHERE = (0, 0, 3, 5, "short-foot", "wait")


@given(STEPS)
@example([STANCE_DONE, STANCE_DONE, HURTS_ELSEWHERE, STANCE_DONE])
@settings(max_examples=1000 if os.environ.get("FOOTCORE_FULL") else 80)
def test_a_level_never_jumps_nor_rises_on_a_day_that_hurts(
    steps: list[tuple[int, int, int | None, int | None, str, str]],
) -> None:
    client = Client()
    with closing(client.history):
        _lives(client, steps)


def _lives(client: Client, steps: list[tuple[int, int, int | None, int | None, str, str]]) -> None:
    day = 0
    for gap, touch_downs, effort, pain, exercise, answer in steps:
        day += gap
        session = client.practises(day, touch_downs, effort, pain, exercise)
        if answer == "delete":
            client.told(SessionDiscarded(session))
        offered = client.proposed(day)
        assert offered == slowly(client.events, client.rung, FIRST_DAY + day)
        assert client.proposed(day + 30) == slowly(client.events, client.rung, FIRST_DAY + day + 30)
        if not offered or answer in ("wait", "delete"):
            continue
        rung = next(place for place, level in enumerate(RUNGS) if level.id == offered)
        assert abs(rung - client.rung) == 1
        assert rung < client.rung or not _hurts(client.history, FIRST_DAY + day)
        client.rung = rung if answer == "take" else client.rung
        moment = Moment(NOON + day * DAY + len(client.events), 0)
        client.told(LevelDecided(STANCE.id, RUNGS[client.rung].id, offered, "", moment))


def _hurts(connection: sqlite3.Connection, day: int) -> bool:
    query = """
        SELECT 1 FROM event JOIN session ON session.id = event.session WHERE kind = 'session_rated'
        AND session.discarded = 0 AND local_day = ? AND json_extract(body, '$.pain') >= 4
    """
    return connection.execute(query, (day,)).fetchone() is not None
