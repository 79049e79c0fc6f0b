"""When a self-test is offered, and how old a person is by then. Today asks this at every start."""

from __future__ import annotations

from datetime import date

TAG = "test"
"""A routine that is tagged so, and measures, is a self-test."""
EVERY_DAYS = 14
FIRST_AFTER_DAYS = 7
"""Nobody is offered a test in the first week."""


def is_offered(first: int | None, last: int | None, today: int) -> bool:
    """Whether it is time for a test: days of the first session and of the last test, None where there was none."""
    if first is None or today - first < FIRST_AFTER_DAYS:
        return False
    return last is None or today - last >= EVERY_DAYS


def age_on(told: int, then: int, today: int) -> int | None:
    """From the age on an earlier day; None where it was not told."""
    before, now = date.fromordinal(then), date.fromordinal(today)
    years = now.year - before.year - ((now.month, now.day) < (before.month, before.day))
    return told + max(0, years) if told else None
