"""The constitution of the streak word by word, slow and obvious: what `core.streak` and `core.travel` are held to.

Days are dates, sets are sets, and every stretch is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Diary:
    """What is known of a person's days."""

    kept: frozenset[date]
    bridged: frozenset[date]
    """Marked, taken by travel, or weekdays off."""
    today: date
    week_target: int = 4

    def is_missed(self, day: date) -> bool:
        return day not in self.kept and day not in self.bridged and day != self.today

    def missed_of(self, first: date, last: date) -> list[date]:
        return [day for day in each_day(first, last) if self.is_missed(day)]

    def holds(self, first: date, last: date) -> bool:
        """At most two missed days of any one calendar month."""
        missed = self.missed_of(first, last)
        months = {(day.year, day.month) for day in missed}
        return all(sum((day.year, day.month) == month for day in missed) <= 2 for month in months)

    def stretch(self, day: date) -> date | None:
        """The beginning of the longest stretch that begins with a kept day, ends on `day` and holds."""
        return next((first for first in sorted(self.kept) if first <= day and self.holds(first, day)), None)

    def streak(self, day: date) -> int:
        first = self.stretch(day)
        return 0 if first is None else sum(first <= one <= day for one in self.kept)

    @cached_property
    def longest(self) -> int:
        begun = min((day for day in self.kept if day <= self.today), default=self.today)
        return max(self.streak(day) for day in each_day(begun, self.today))

    @property
    def reserve_left(self) -> int:
        first = self.stretch(self.today)
        missed = [] if first is None else self.missed_of(first, self.today)
        return 2 - sum((day.year, day.month) == (self.today.year, self.today.month) for day in missed)

    @property
    def weeks_kept(self) -> int:
        monday = self.today - DAY * self.today.weekday()
        count = int(self._week_is_kept(monday))
        for back in range(1, 600):
            week = monday - 7 * back * DAY
            if self._week_is_kept(week):
                count += 1
            elif sum(day not in self.bridged for day in each_day(week, week + 6 * DAY)) >= self.week_target:
                break
        return count

    @property
    def score(self) -> int:
        score, kept = 0.0, {day for day in self.kept if day <= self.today}
        for day in each_day(min(kept), self.today) if kept else ():
            lately = sum(day - 6 * DAY <= one <= day for one in kept)
            steps = day in kept or (day not in self.bridged and day != self.today)
            if steps:
                m = 0.5 ** ((self.week_target / 7) ** 0.5 / 13)
                score = score * m + min(1.0, lately / self.week_target) * (1 - m)
        return round(100 * score)

    def _week_is_kept(self, monday: date) -> bool:
        days = each_day(monday, min(monday + 6 * DAY, self.today))
        return sum(day in self.kept for day in days) >= self.week_target


def each_day(first: date, last: date) -> Iterable[date]:
    return (first + DAY * number for number in range((last - first).days + 1))


@dataclass(frozen=True)
class Sighting:
    """Somebody, somewhere, at some time."""

    at: datetime
    """With the zone."""

    def wall(self, offset: timedelta | None = None) -> datetime:
        """What a clock on the wall shows there, or would by another offset."""
        there = self.at.utcoffset() if offset is None else offset
        assert there is not None
        return self.at.astimezone(UTC).replace(tzinfo=None) + there


@dataclass
class Traveller:
    """Sightings in order, and the day start."""

    sightings: list[Sighting]
    day_start: time = time(4)
    taken: set[date] = field(default_factory=set)

    def date_of(self, wall: datetime) -> date:
        return wall.date() if wall.time() >= self.day_start else wall.date() - DAY

    def lost(self) -> set[date]:
        """The dates that the jumps between the sightings took away."""
        for before, now in zip(self.sightings, self.sightings[1:], strict=False):
            old_wall, new_wall = now.wall(before.at.utcoffset()), now.wall()
            old, new = self.date_of(old_wall), self.date_of(new_wall)
            self.taken |= set(each_day(old + DAY, new - DAY))
            lived = old_wall - datetime.combine(old, self.day_start)
            if old < new and lived < timedelta(hours=12):
                self.taken.add(old)
        return self.taken
