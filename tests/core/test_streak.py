"""Kept days in a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcore_tui.core.streak import longest_streak, streak

TODAY = 1000
SETS_OF_DAYS = st.frozensets(st.integers(TODAY - 40, TODAY + 3))


def newest_first(days: frozenset[int] | set[int]) -> list[int]:
    return sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        ([], 0),
        ([1000], 1),
        ([1000, 999, 998], 3),
        ([999, 998], 2),
        ([998, 997], 0),
        ([1000, 998], 1),
        ([999, 997], 1),
        ([1002, 1001, 1000, 999], 2),
        ([1001], 0),
    ],
)
def test_the_row_ends_today_or_yesterday(kept: list[int], expected: int) -> None:
    assert streak(kept, TODAY) == expected


def test_no_more_days_are_drawn_than_the_row_is_long() -> None:
    days = iter([1000, 999, 990, 989, 988])
    assert streak(days, TODAY) == 2
    assert list(days) == [989, 988]


@pytest.mark.parametrize(
    ("kept", "expected"),
    [([], 0), ([5], 1), ([1000, 999, 10, 9, 8, 7, 5], 4), ([1002, 1001, 1000], 1), ([1001], 0)],
)
def test_the_longest_row_is_found_wherever_it_stands(kept: list[int], expected: int) -> None:
    assert longest_streak(kept, TODAY) == expected


@given(SETS_OF_DAYS)
def test_the_longest_is_the_greatest_streak_that_any_day_could_see(kept: frozenset[int]) -> None:
    seen = [streak(newest_first(kept), day) for day in range(TODAY - 41, TODAY + 1)]
    assert longest_streak(newest_first(kept), TODAY) == max(seen)


@given(SETS_OF_DAYS, st.integers(TODAY - 40, TODAY))
def test_one_more_kept_day_never_shortens_a_row(kept: frozenset[int], more: int) -> None:
    before, after = newest_first(kept), newest_first(kept | {more})
    assert streak(after, TODAY) >= streak(before, TODAY)
    assert longest_streak(after, TODAY) >= longest_streak(before, TODAY)
