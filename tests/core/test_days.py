"""Local days by wall-clock arithmetic."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcore_tui.core.days import day_of, iso, local_day, minutes_of


def day_at(zone: str, *wall: int, day_start: int = 240) -> str:
    there = datetime(*wall, tzinfo=ZoneInfo(zone))
    offset = there.utcoffset()
    assert offset is not None
    return iso(local_day(there.timestamp(), int(offset.total_seconds()), day_start))


@pytest.mark.parametrize(
    ("wall", "day"),
    [
        ((2026, 6, 1, 3, 59, 59), "2026-05-31"),
        ((2026, 6, 1, 4, 0, 0), "2026-06-01"),
        ((2026, 6, 2, 0, 30, 0), "2026-06-01"),
        ((2028, 3, 1, 3, 0, 0), "2028-02-29"),
    ],
)
def test_a_day_begins_at_four_in_the_morning(wall: tuple[int, ...], day: str) -> None:
    assert day_at("Asia/Tokyo", *wall) == day


def test_the_day_start_can_be_midnight_or_noon() -> None:
    assert day_at("UTC", 2026, 6, 1, 0, 0, day_start=0) == "2026-06-01"
    assert day_at("UTC", 2026, 6, 1, 11, 59, day_start=720) == "2026-05-31"


def test_the_clock_on_the_wall_decides_on_the_day_of_a_daylight_saving_change() -> None:
    # Three real hours after local midnight of 2026-03-29 it is 04:00 in Berlin: subtracting real hours fails here.
    assert day_at("Europe/Berlin", 2026, 3, 29, 4, 0) == "2026-03-29"
    assert day_at("Europe/Berlin", 2026, 3, 29, 3, 59) == "2026-03-28"
    assert day_at("Europe/Berlin", 2026, 10, 25, 3, 59) == "2026-10-24"
    assert day_at("Europe/Berlin", 2026, 10, 25, 4, 0) == "2026-10-25"


def test_the_same_instant_is_another_day_elsewhere() -> None:
    instant = datetime(2026, 6, 1, 20, tzinfo=UTC).timestamp()
    assert iso(local_day(instant, 0)) == "2026-06-01"
    assert iso(local_day(instant, 9 * 3600)) == "2026-06-02"
    assert iso(local_day(instant, -11 * 3600)) == "2026-06-01"


@given(
    wall=st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2200, 1, 1)),
    offset=st.integers(-14 * 3600, 14 * 3600),
    day_start=st.integers(0, 24 * 60 - 1),
)
def test_it_is_the_date_of_the_naive_wall_clock_less_the_day_start(wall: datetime, offset: int, day_start: int) -> None:
    utc = (wall - datetime(1970, 1, 1)) // timedelta(microseconds=1) / 1e6 - offset
    # An instant within a microsecond of the day's start is beyond the precision of a float.
    start = datetime.combine(wall, time()) + timedelta(minutes=day_start)
    if abs(wall - start) < timedelta(milliseconds=1):
        return
    assert local_day(utc, offset, day_start) == (wall - timedelta(minutes=day_start)).date().toordinal()


@given(st.dates())
def test_a_day_and_its_date_are_told_from_each_other(day: date) -> None:
    assert day_of(iso(day.toordinal())) == day.toordinal()
    assert iso(day_of(day.isoformat())) == day.isoformat()


def test_a_time_of_day_is_read_as_minutes() -> None:
    assert [minutes_of(text) for text in ("00:00", "04:00", "23:59")] == [0, 240, 1439]


@pytest.mark.parametrize("text", ["", "4:00", "04", "24:00", "04:60", "04:00:00", "-1:00", "٠٤:٠٠", "aa:bb", "04.00"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not"):
        minutes_of(text)
