"""Streak, weeks and score: folds over the days from the first kept one to today.

A day is a byte: KEPT, BRIDGED, both, OPEN, or MISSED. Only integers and tuples here: `footcore status` imports this
module.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from footcore_tui.core.day_rules import DayRules, rules_on

MISSED, KEPT, BRIDGED, OPEN = 0, 1, 2, 4
"""OPEN: today, neither kept nor bridged: it is not missed yet."""
RESERVE_DAYS = 2
"""Missed days of one calendar month that a streak bears."""

# One step of the score leaves m of it, with f = week_target / 7: m = 0.5 ** (sqrt(f) / SLOWNESS).
_SLOWNESS = 13


class Days:
    """The days as they stand, one after the other."""

    __slots__ = ("first", "marks", "rules", "today")

    def __init__(
        self, kept: Collection[int], bridged: Collection[int], today: int, rules: tuple[DayRules, ...]
    ) -> None:
        """`kept` may hold later days than today; they are left out. Weekdays off are bridged beside `bridged`."""
        self.today = today
        self.rules = rules
        self.first = min((day for day in kept if day <= today), default=today)
        """The first kept day; today where there is none."""
        self.marks = bytearray(today - self.first + 1)
        for day in kept:
            if day <= today:
                self.marks[day - self.first] = KEPT
        for day in bridged:
            if self.first <= day <= today:
                self.marks[day - self.first] |= BRIDGED
        self._rest()
        self.marks[-1] = self.marks[-1] or OPEN

    def mark(self, day: int) -> int:
        """MISSED for a day that is not among them."""
        return self.marks[day - self.first] if self.first <= day <= self.today else MISSED

    def is_kept(self, day: int) -> bool:
        return bool(self.mark(day) & KEPT)

    def kept_between(self, first: int, last: int) -> int:
        """How many days are kept."""
        part = self.marks[max(0, first - self.first) : max(0, last + 1 - self.first)]
        return part.count(KEPT) + part.count(KEPT | BRIDGED)

    def bridged_between(self, first: int, last: int) -> int:
        """How many are bridged, whether kept too or not."""
        part = self.marks[max(0, first - self.first) : max(0, last + 1 - self.first)]
        return part.count(BRIDGED) + part.count(KEPT | BRIDGED)

    def _rest(self) -> None:
        ends = (*(one.since for one in self.rules[1:]), self.today + 1)
        for rules, end in zip(self.rules, ends, strict=True):
            start = max(rules.since, self.first)
            for weekday in range(7):
                if rules.rest_days >> weekday & 1:
                    for day in range(start + (weekday - start + 1) % 7, min(end, self.today + 1), 7):
                        self.marks[day - self.first] |= BRIDGED


class Streak:
    """How the present day stands in its stretch, and the longest there was."""

    __slots__ = ("days", "longest", "reserve")

    def __init__(self, days: int, longest: int, reserve: tuple[int, ...]) -> None:
        self.days = days
        """Kept days in the present stretch."""
        self.longest = longest
        self.reserve = reserve
        """The missed days that the present stretch bears."""

    def reserve_left(self, today: int) -> int:
        """How many more of this month it bears."""
        return RESERVE_DAYS - sum(_month(day) == _month(today) for day in self.reserve)


def streak_of(days: Days) -> Streak:
    """Of today: the kept days of the longest stretch that begins with a kept day, ends today, and holds at most two
    missed days of any one calendar month."""
    total = base = longest = 0
    start = days.first
    missed: list[int] = []
    kept_by: list[int] = []
    for day, mark in enumerate(days.marks, start=days.first):
        if mark & KEPT:
            total += 1
            longest = max(longest, total - base)
        elif mark == MISSED:
            missed.append(day)
            kept_by.append(total)
            # A third of a month: the stretch can begin only after the first of the three.
            if len(missed) > RESERVE_DAYS and _is_one_month(missed[-1 - RESERVE_DAYS], day):
                base, start = kept_by[-1 - RESERVE_DAYS], missed[-1 - RESERVE_DAYS] + 1
    if total == base:
        return Streak(0, longest, ())
    start = next(day for day in range(start, days.today + 1) if days.mark(day) & KEPT)
    return Streak(total - base, longest, tuple(day for day in missed if day > start))


def weeks_kept(days: Days) -> int:
    """Kept weeks in the run that ends this week or last; weeks with too few unbridged days join and add nothing."""
    monday = days.today - (days.today - 1) % 7
    run = int(days.kept_between(monday, monday + 6) >= week_target(days, monday))
    monday -= 7
    while monday + 6 >= days.first:
        target = week_target(days, monday)
        if days.kept_between(monday, monday + 6) >= target:
            run += 1
        elif 7 - days.bridged_between(monday, monday + 6) >= target:
            break
        monday -= 7
    return run


def week_target(days: Days, monday: int) -> int:
    """Of a week: what holds on its last day that has come."""
    return rules_on(days.rules, min(monday + 6, days.today)).week_target


def score_of(days: Days) -> int:
    """How steady the last months were, 0 to 100: from 0 on the first kept day, one step a day.

    A step leaves m of the score and adds 1 - m of v, the kept days of the last seven over the week's target, at most
    1. A bridged day that is not kept takes none; neither does today before it is kept.
    """
    score = 0.0
    lately = 0
    for at, mark in enumerate(days.marks):
        lately += mark & KEPT
        if at >= 7:
            lately -= days.marks[at - 7] & KEPT
        if mark in (BRIDGED, OPEN):
            continue
        target = rules_on(days.rules, days.first + at).week_target
        left = 0.5 ** ((target / 7) ** 0.5 / _SLOWNESS)
        score = score * left + min(1.0, lately / target) * (1 - left)
    return round(100 * score)


def _month(day: int) -> tuple[int, int]:
    there = date.fromordinal(day)
    return there.year, there.month


def _is_one_month(first: int, last: int) -> bool:
    return last - first < 31 and _month(first) == _month(last)
