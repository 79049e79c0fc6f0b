"""Which backups are kept: 12 daily, 10 weekly, 9 monthly."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from footcore_tui.core.backups import DAYS, MONTHS, WEEKS, kept

EVENING = datetime(2026, 11, 25, 18, 30)
DAY = timedelta(days=1)


def test_of_two_years_of_days_the_last_days_weeks_and_months_stay() -> None:
    made = [EVENING - DAY * ago for ago in range(730)]
    stay = sorted(kept(made), reverse=True)
    assert stay[:DAYS] == made[:DAYS]
    assert len({day.isocalendar()[:2] for day in stay}) >= WEEKS
    assert stay[-1] == datetime(2026, 3, 31, 18, 30), "the newest of the ninth month"
    assert len(stay) == DAYS + 7 + 8


def test_of_one_day_the_newest_stays() -> None:
    morning = EVENING.replace(hour=7)
    assert kept([morning, EVENING]) == {EVENING}


def test_who_comes_back_after_a_year_still_has_the_old_ones() -> None:
    old = [EVENING - DAY * (365 + ago) for ago in range(5)]
    assert kept([EVENING, *old]) == {EVENING, *old}


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1))))
def test_the_newest_always_stays_and_thinning_twice_is_thinning_once(made: list[datetime]) -> None:
    stay = kept(made)
    assert stay <= set(made)
    assert len(stay) <= DAYS + WEEKS + MONTHS
    assert not made or max(made) in stay
    assert kept(stay) == stay
