"""A gap: after how long someone is welcomed back, and with what it is easiest to begin again."""

from __future__ import annotations

from collections.abc import Iterable

GAP_DAYS = 7
"""Whole days without a session; our own default."""


def is_back(days: Iterable[int], today: int) -> bool:
    """Whether that many lie between the last of `days`, those with a session that counts, and today.

    It does not matter why: marked days and weekdays off are days without a session too.
    """
    last = max((day for day in days if day <= today), default=None)
    return last is not None and today - last > GAP_DAYS


def smallest(lengths: Iterable[tuple[str, int]]) -> str:
    """The id of what takes the fewest seconds, of equals the first; 0 s is no length. Empty where none has one."""
    known = [one for one in lengths if one[1] > 0]
    return min(known, key=lambda one: one[1])[0] if known else ""
