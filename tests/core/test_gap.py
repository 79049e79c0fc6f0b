"""When someone comes back after a gap, and with what."""

from __future__ import annotations

import pytest

from footcore_tui.core.gap import is_back, smallest

TODAY = 1000


@pytest.mark.parametrize(
    ("days", "back"),
    [
        ([], False),
        ([TODAY], False),
        ([TODAY - 1], False),
        ([TODAY - 7], False),
        ([TODAY - 8], True),
        ([TODAY - 300], True),
        ([TODAY - 300, TODAY - 8], True),
        ([TODAY - 300, TODAY - 7], False),
        ([TODAY - 8, TODAY], False),
        ([TODAY - 8, TODAY + 1], True),
    ],
)
def test_a_gap_is_seven_whole_days_without_a_session_that_counts(days: list[int], back: bool) -> None:
    assert is_back(days, TODAY) is back


@pytest.mark.parametrize(
    ("lengths", "found"),
    [
        ([], ""),
        ([("a", 0)], ""),
        ([("a", 120), ("b", 60), ("c", 90)], "b"),
        ([("a", 0), ("b", 60)], "b"),
        ([("z", 60), ("a", 60)], "z"),
    ],
)
def test_the_smallest_takes_the_least_time(lengths: list[tuple[str, int]], found: str) -> None:
    assert smallest(lengths) == found
