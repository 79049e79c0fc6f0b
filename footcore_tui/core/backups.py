"""Which of the dated backups are kept: many of the last days, some of the last weeks, few of the last months."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

DAYS, WEEKS, MONTHS = 12, 10, 9

_PERIODS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (DAYS, lambda made: made.date()),
    (WEEKS, lambda made: made.isocalendar()[:2]),
    (MONTHS, lambda made: (made.year, made.month)),
)


def kept(backups: Iterable[datetime]) -> frozenset[datetime]:
    """The newest of each of the last 12 days, 10 weeks and 9 months that have one: 31 at most, however old."""
    newest_first = sorted(backups, reverse=True)
    chosen: set[datetime] = set()
    for count, period in _PERIODS:
        newest: dict[object, datetime] = {}
        for made in newest_first:
            newest.setdefault(period(made), made)
        chosen.update(list(newest.values())[:count])
    return frozenset(chosen)
