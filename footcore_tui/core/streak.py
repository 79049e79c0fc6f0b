"""The streak: how many kept days in a row. Days are numbers (see `days`), given newest first and each once.

Only integers here: `footcore status` imports this module. A day is kept when at least one session counts.
"""

from __future__ import annotations

from collections.abc import Iterable

COUNTS_FROM = 0.5
"""The share of a session from which it counts."""


def streak(kept: Iterable[int], today: int) -> int:
    """Kept days in a row that end today or, as today is still open, yesterday.

    Days after today are passed over. No more of `kept` is drawn than the row is long.
    """
    length, expected = 0, today
    for day in kept:
        if day > today:
            continue
        if day == today - 1:
            expected = day
        if day != expected:
            break
        length += 1
        expected = day - 1
    return length


def longest_streak(kept: Iterable[int], today: int) -> int:
    """The greatest number of kept days in a row up to today."""
    longest = length = 0
    later: int | None = None
    for day in kept:
        if day > today:
            continue
        length = length + 1 if later is not None and day == later - 1 else 1
        longest = max(longest, length)
        later = day
    return longest
