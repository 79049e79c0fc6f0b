"""The days as the history has them: marks, rules, travel, and clocks that were wrong."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from history_files import history_at, reading, rows, saved
from hypothesis import given, settings
from hypothesis import strategies as st
from record_builders import DAY, NOON, began, ended

from footcore_tui.adapters.event_codec import encode, kind_of
from footcore_tui.adapters.history_days import DayBook, day_book
from footcore_tui.adapters.sqlite_schema import writing
from footcore_tui.adapters.sqlite_sessions import find_places, take_in
from footcore_tui.core.day_events import DaysMarked, Reason, RuleChanged
from footcore_tui.core.day_rules import DEFAULTS
from footcore_tui.core.days import day_of
from footcore_tui.core.record import Event, SessionCorrected, SessionDiscarded, SessionRated, session_of
from footcore_tui.core.streak import score_of, streak_of, weeks_kept
from tests.core.slow_streak import Diary, Sighting, Traveller

TODAY = day_of("2026-06-01")
HOUR = 3600.0
ZONES = sorted(available_timezones())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


def session(name: str, utc: float = NOON, offset: int = 0, share: float = 1.0) -> tuple[Event, Event]:
    return began(name, utc, offset=offset), ended(name, share, utc + 120)


def given_to(file: Path, *events: Event, device: str = "device-1") -> None:
    history = history_at(file, lambda: device)
    assert set(saved(history, *events)) == {None}
    history.close()


def book(
    file: Path, when: tuple[float, int] | int = (NOON + 600, 0), device: str | None = "device-1", **wanted: float
) -> DayBook:
    with closing(reading(file)) as connection:
        return day_book(connection, when, dict[str, float](DEFAULTS) | wanted, device)


def test_marks_hold_until_they_are_taken_back_and_say_why(file: Path) -> None:
    given_to(
        file,
        *session("a", NOON - 4 * DAY),
        DaysMarked("2026-05-28", "2026-05-31", Reason.ILL),
        DaysMarked("2026-05-30", "2026-05-30", None),
        DaysMarked("2026-05-31", "2026-05-31", Reason.TRAVEL),
    )
    found = book(file)
    assert [found.why(day) for day in range(TODAY - 4, TODAY + 1)] == ["ill", "ill", "", "travel", ""]
    assert [found.days.mark(day) for day in range(TODAY - 4, TODAY + 1)] == [3, 2, 0, 2, 4]


def test_a_rule_holds_from_its_day_for_sessions_days_and_weeks(file: Path) -> None:
    both = [event for back in (2, 1, 0) for event in session(f"half{back}", NOON - back * DAY, share=0.5)]
    given_to(file, *both, RuleChanged("counts_from", 0.75, "2026-05-31"), RuleChanged("day_needs", 2, "2026-06-01"))
    said = {"counts_from": 0.75, "day_needs": 2.0}
    days = book(file, **said).days
    assert [days.is_kept(day) for day in (TODAY - 2, TODAY - 1, TODAY)] == [True, False, False]
    given_to(file, *session("whole"))
    found = book(file, **said)
    assert not found.days.is_kept(TODAY)
    assert found.sessions == 1
    given_to(file, *session("second"))
    assert book(file, **said).days.is_kept(TODAY)


def test_settings_that_were_not_said_yet_hold_from_today_on_and_only_here(file: Path) -> None:
    given_to(file, *session("a"), RuleChanged("week_target", 6, "2026-05-01"), device="elsewhere")
    assert [one.week_target for one in book(file).days.rules] == [4, 6]
    assert [one.week_target for one in book(file, week_target=3).days.rules] == [4, 6, 3]
    given_to(file, RuleChanged("week_target", 3, "2026-05-02"))
    assert [one.week_target for one in book(file, week_target=3).days.rules] == [4, 6, 3]
    assert [one.week_target for one in book(file, device="elsewhere").days.rules] == [4, 6, 3, 4]


def test_from_los_angeles_to_auckland_a_date_is_taken_away_and_back_none(file: Path) -> None:
    la, nz = -7 * 3600, 12 * 3600
    # 09:00 on 1 June; 09:00 on 3 June, when it is 14:00 on the 2nd in Los Angeles.
    given_to(file, *session("a", NOON + 4 * HOUR, la), *session("b", NOON + 33 * HOUR, nz))
    found = book(file, (NOON + 34 * HOUR, nz))
    assert (found.days.today, found.why(TODAY + 1), streak_of(found.days).days) == (TODAY + 2, "travel", 2)
    assert streak_of(found.days).reserve == ()
    # Back again on the evening of the 2nd: today stays the 3rd, the later of the two.
    found = book(file, (NOON + 39 * HOUR, la))
    assert (found.days.today, found.days.is_kept(TODAY + 2)) == (TODAY + 2, True)


def test_a_flight_counts_before_the_first_session_after_it(file: Path) -> None:
    given_to(file, *session("a", NOON + 4 * HOUR, -7 * 3600))
    assert book(file, (NOON + 33 * HOUR, 12 * 3600)).why(TODAY + 1) == "travel"


def test_a_session_dated_further_ahead_than_any_clock_is_no_today(file: Path) -> None:
    given_to(file, *session("now"), *session("ahead", NOON + 26 * HOUR))
    assert book(file).days.today == TODAY + 1
    given_to(file, *session("far", NOON + 27 * HOUR + 601, 13 * 3600))
    found = book(file)
    assert (found.days.today, found.taken) == (TODAY + 1, frozenset())
    assert book(file, TODAY + 2).days.is_kept(TODAY + 2), "it is kept, and counts once its day has come"


def test_a_clock_set_back_tells_neither_day_nor_place(file: Path) -> None:
    la, here = -7 * 3600, (NOON + 4 * HOUR, 13 * 3600)
    given_to(file, *session("a", *here), *session("back", NOON - 3 * DAY, la))
    assert book(file, here).taken == frozenset()
    # The same from another device is a session like any.
    given_to(file, *session("elsewhere", NOON - 3 * DAY, la), device="device-2")
    assert book(file, here).taken == {TODAY}
    assert book(file, here).days.is_kept(TODAY - 3)


def test_a_session_moved_to_another_day_counts_there(file: Path) -> None:
    given_to(file, *session("a"), SessionCorrected("a", "2026-05-31"))
    found = book(file)
    assert [found.days.is_kept(day) for day in (TODAY - 1, TODAY)] == [True, False]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["one", "two"]),
            st.integers(0, 40).map(lambda number: NOON + number * 1800.0),
            st.sampled_from([-25_200, 0, 3_600, 43_200]),
        ),
        max_size=15,
    )
)
@settings(max_examples=60, deadline=None)
def test_places_are_the_same_one_after_the_other_and_made_anew(
    tmp_path_factory: pytest.TempPathFactory, sightings: list[tuple[str, float, int]]
) -> None:
    file = tmp_path_factory.mktemp("places") / "history.sqlite3"
    with writing(file) as connection:
        for number, (device, utc, offset) in enumerate(sightings):
            take_in(connection, began(f"s{number:02}", utc, offset=offset), device, number)
        kept = connection.execute("SELECT utc, offset FROM place ORDER BY utc, rowid").fetchall()
        find_places(connection)
    assert rows(file, "SELECT utc, offset FROM place ORDER BY utc, rowid") == kept


@given(
    st.lists(
        st.tuples(st.integers(0, 24 * 75), st.sampled_from(ZONES), st.sampled_from([0.0, 0.5, 1.0])),
        min_size=1,
        max_size=60,
        unique_by=lambda one: one[0],
    ),
    st.lists(st.tuples(st.integers(0, 75), st.integers(0, 6)), max_size=3),
    st.integers(0, 48),
    st.sampled_from(ZONES),
)
@settings(max_examples=400 if os.environ.get("FOOTCORE_FULL") else 60, deadline=None)
def test_a_journey_through_any_zones_is_reckoned_as_the_constitution_says(
    tmp_path_factory: pytest.TempPathFactory,
    sessions: list[tuple[int, str, float]],
    marks: list[tuple[int, int]],
    later: int,
    here: str,
) -> None:
    file = tmp_path_factory.mktemp("journey") / "history.sqlite3"
    start = datetime(2026, 2, 10, tzinfo=UTC)
    did = [
        ((start + timedelta(hours=hour)).astimezone(ZoneInfo(zone)), share) for hour, zone, share in sorted(sessions)
    ]
    now = (did[-1][0] + timedelta(hours=later, seconds=300)).astimezone(ZoneInfo(here))
    traveller = Traveller([*(Sighting(at) for at, _ in did), Sighting(now)])
    marked = {start.date() + timedelta(days=first + number) for first, length in marks for number in range(length + 1)}
    with writing(file) as connection:
        for number, (at, share) in enumerate(did):
            there = at.utcoffset() or timedelta()
            one = began(f"s{number:02}", at.timestamp(), offset=int(there.total_seconds()))
            for event in (one, ended(one.session, share, at.timestamp() + 120)):
                _store(connection, event)
        for first, length in marks:
            days = [(start.date() + timedelta(days=day)).isoformat() for day in (first, first + length)]
            _store(connection, DaysMarked(*days, Reason.REST))
    dates = [traveller.date_of(Sighting(at).wall()) for at, _ in did]
    diary = Diary(
        kept=frozenset(day for day, (_, share) in zip(dates, did, strict=True) if share >= 0.5),
        bridged=frozenset(traveller.lost() | marked),
        today=max(traveller.date_of(Sighting(now).wall()), *dates),
    )
    offset = now.utcoffset() or timedelta()
    found = book(file, (now.timestamp(), int(offset.total_seconds()))).days
    streak = streak_of(found)
    assert date.fromordinal(found.today) == diary.today
    assert (streak.days, streak.longest) == (diary.streak(diary.today), diary.longest)
    assert (streak.reserve_left(found.today), weeks_kept(found), score_of(found)) == (
        diary.reserve_left,
        diary.weeks_kept,
        diary.score,
    )


def _store(connection: sqlite3.Connection, event: Event) -> None:
    """As the history's writer does."""
    (seq,) = connection.execute("SELECT count(*) FROM event").fetchone()
    values = (f"e{seq:04}", "device-1", seq, kind_of(event), session_of(event), 0, encode(event))
    connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    take_in(connection, event, "device-1", seq)


@pytest.mark.parametrize(
    ("told", "worst"),
    [
        ((), 0),
        ((SessionRated("a", effort=9), SessionRated("b", note="fine")), 0),
        ((SessionRated("a", pain=2), SessionRated("b", pain=7)), 7),
        ((SessionRated("a", pain=8), SessionRated("a", pain=3), SessionRated("a", effort=4)), 3),
        ((SessionRated("yesterday", pain=9),), 0),
        ((SessionRated("a", pain=9), SessionDiscarded("a")), 0),
        ((SessionRated("cut", pain=6),), 6),
    ],
)
def test_the_worst_pain_of_today_is_known_as_it_was_told_last(file: Path, told: tuple[Event, ...], worst: int) -> None:
    days = (*session("a"), *session("b", NOON + HOUR), *session("cut", NOON + 2 * HOUR, share=0.05))
    given_to(file, *session("yesterday", NOON - DAY), *days, *told)
    found = book(file, (NOON + 4 * HOUR, 0))
    assert (found.pain, found.rests) == (worst, worst >= 6)
