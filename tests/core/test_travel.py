"""Days that travel takes away, and the day of an instant, in every zone and through every change of its clocks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcore_tui.core.day_rules import rules_of
from footcore_tui.core.days import iso
from footcore_tui.core.travel import Place, day_at, is_wrong, taken_away
from tests.core.slow_streak import Sighting, Traveller

FULL = bool(os.environ.get("FOOTCORE_FULL"))
RULES = rules_of([])
ZONES = sorted(available_timezones())
DAY_STARTS = (0, 240, 630) if FULL else (240,)


def place(zone: str, *wall: int) -> Place:
    return place_of(datetime(*wall, tzinfo=ZoneInfo(zone)))


def place_of(at: datetime) -> Place:
    offset = at.utcoffset()
    assert offset is not None
    return at.timestamp(), int(offset.total_seconds())


def lost(*places: Place) -> list[str]:
    return sorted(iso(day) for day in set(taken_away(places, RULES)))


LA, NZ = "America/Los_Angeles", "Pacific/Auckland"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param([(LA, 2026, 6, 1, 9), (NZ, 2026, 6, 3, 12)], [], id="a date of thirteen hours"),
        pytest.param([(LA, 2026, 6, 1, 9), (NZ, 2026, 6, 3, 9)], ["2026-06-02"], id="a date of ten hours"),
        pytest.param([(NZ, 2026, 6, 4, 9), (LA, 2026, 6, 3, 20)], [], id="back: a date that came twice"),
        pytest.param(
            [("Europe/Berlin", 2026, 3, 28, 9), ("Europe/Berlin", 2026, 3, 29, 9)], [], id="an hour in spring"
        ),
        pytest.param(
            [("Pacific/Apia", 2011, 12, 29, 20), ("Pacific/Apia", 2011, 12, 31, 8)], ["2011-12-30"], id="Samoa"
        ),
        pytest.param([("Pacific/Apia", 2011, 12, 28, 20), ("Pacific/Apia", 2012, 1, 2, 8)], ["2012-01-01"], id="later"),
        pytest.param([("Europe/Paris", 2026, 6, 1, 9), ("Asia/Tokyo", 2026, 6, 2, 5)], [], id="seven hours lost"),
    ],
)
def test_a_jump_takes_the_dates_that_nobody_could_live(places: list[tuple[str, int]], expected: list[str]) -> None:
    assert lost(*(place(*one) for one in places)) == expected


def test_the_dates_strictly_between_are_taken() -> None:
    # From Baker Island's clock to Kiritimati's: 26 hours, and a date that began and ended between them.
    before, after = (1_780_000_000.0 + 20 * 3600, -12 * 3600), (1_780_000_000.0 + 21 * 3600, 14 * 3600)
    old, new = (day_at((after[0], offset), RULES) for offset in (before[1], after[1]))
    assert new - old in (1, 2)
    expected = [iso(day) for day in range(old + 1, new)]
    assert [day for day in lost(before, after) if day != iso(old)] == expected


def test_a_session_at_a_minute_to_four_belongs_to_the_day_before() -> None:
    assert [iso(day_at(place("Asia/Tokyo", 2026, 6, 1, *at), RULES)) for at in ((3, 59), (4, 0))] == [
        "2026-05-31",
        "2026-06-01",
    ]


def test_a_new_day_start_holds_from_its_date() -> None:
    rules = rules_of([(date(2026, 6, 2).toordinal(), "a", "day_start", 6 * 60)])
    said = [iso(day_at(place("UTC", 2026, 6, day, 5), rules)) for day in (1, 2, 3)]
    assert said == ["2026-06-01", "2026-06-01", "2026-06-02"]


@pytest.mark.parametrize(
    ("utc", "newest", "expected"),
    [(0, None, False), (0, 3600, False), (0, 3601, True), (1000 + 26 * 3600, None, False), (1001 + 26 * 3600, 0, True)],
)
def test_a_clock_is_wrong_a_day_ahead_or_an_hour_behind_its_device(
    utc: float, newest: float | None, expected: bool
) -> None:
    assert is_wrong(utc, newest, 1000.0) is expected


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """The instants between 2020 and 2030 at which the zone's clocks change, to the minute."""
    there, found = ZoneInfo(zone), []
    weeks = [datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=7 * number) for number in range(575)]
    for low, high in pairwise(weeks):
        if low.astimezone(there).utcoffset() != high.astimezone(there).utcoffset():
            found.append(_change(low, high, there))
    return tuple(found)


def _change(low: datetime, high: datetime, there: ZoneInfo) -> datetime:
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        same = middle.astimezone(there).utcoffset() == low.astimezone(there).utcoffset()
        low, high = (middle, high) if same else (low, middle)
    return high


def around(zone: str) -> Iterator[list[datetime]]:
    """Sessions in the days around each change, on the minute of a day's edge as well."""
    there = ZoneInfo(zone)
    for change in changes(zone) or (datetime(2026, 3, 29, 1, tzinfo=UTC),):
        hours = (-30, -21, -1, -0.001, 0, 0.5, 1, 20, 23.999, 24, 31)
        yield [(change + timedelta(hours=hour)).astimezone(there) for hour in hours]


@pytest.mark.parametrize("day_start", DAY_STARTS)
def test_in_every_zone_the_day_and_what_is_taken_away_are_as_the_constitution_says(day_start: int) -> None:
    rules = rules_of([(1, "a", "day_start", day_start)])
    seen = 0
    for zone in ZONES:
        for moments in around(zone):
            traveller = Traveller([Sighting(at) for at in moments], time(day_start // 60, day_start % 60))
            places = [place_of(at) for at in moments]
            days = [date.fromordinal(day_at(place, rules)) for place in places]
            assert days == [traveller.date_of(one.wall()) for one in traveller.sightings], (zone, moments)
            assert {date.fromordinal(day) for day in taken_away(places, rules)} == traveller.lost(), (zone, moments)
            seen += len(moments)
    assert seen > 20_000


@given(
    st.lists(
        st.tuples(st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1)), st.sampled_from(ZONES)),
        max_size=12,
        unique_by=lambda one: one[0],
    )
)
def test_any_journey_loses_what_the_constitution_says(journey: list[tuple[datetime, str]]) -> None:
    moments = [at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)) for at, zone in sorted(journey)]
    traveller = Traveller([Sighting(at) for at in moments])
    assert {date.fromordinal(day) for day in taken_away(map(place_of, moments), RULES)} == traveller.lost()
