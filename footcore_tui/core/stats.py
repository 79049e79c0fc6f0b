"""What sessions add up to: work per exercise and side, weeks without a gap, months, left against right.

A hold is here a timed work interval that was not skipped; what is open is work, but has no length to be held for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Manner
from footcore_tui.core.record import Outcome

if TYPE_CHECKING:
    from footcore_tui.core.exercise import Exercise
    from footcore_tui.core.record import AttemptEnded, Record

WEEKS = 26
"""Of the charts: half a year."""
STRENGTHS = 4
"""In which the count of a day is told; the last is the target, or more."""


@dataclass(frozen=True, slots=True)
class Work:
    """Of one exercise and side: of a session, or the sum of many."""

    exercise: str
    """Its id, or the step's name where it has none."""
    side: Side
    level: str | None
    """At which the best was held."""
    seconds: float
    best: float
    """Seconds of the longest that was held still; 0 without one."""
    holds: int
    touch_downs: int
    """In its holds."""

    @property
    def rate(self) -> float | None:
        """Touch-downs a hold; None without one."""
        return self.touch_downs / self.holds if self.holds else None


@dataclass(frozen=True, slots=True)
class Week:
    """What was done from a Monday on."""

    monday: int
    sessions: int = 0
    seconds: float = 0
    left: Work | None = None
    """The sum of the left side; None where there was none."""
    right: Work | None = None
    both: Work | None = None

    @property
    def rate(self) -> float | None:
        """Touch-downs a hold, on whichever side; None without a hold."""
        sides = [work for work in (self.left, self.right, self.both) if work]
        holds = sum(work.holds for work in sides)
        return sum(work.touch_downs for work in sides) / holds if holds else None


@dataclass(frozen=True, slots=True)
class Balance:
    """An exercise left against right."""

    exercise: str
    left: Work | None
    right: Work | None


@dataclass(frozen=True, slots=True)
class Charts:
    """All that the charts show."""

    weeks: tuple[Week, ...] = ()
    """One after the other up to this one."""
    bests: tuple[Work, ...] = ()
    """Of all time, by exercise."""
    balances: tuple[Balance, ...] = ()
    """Of those weeks."""


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session as the list has it."""

    session: str
    routine: str
    local_day: int
    minute: int
    """Of its beginning, after midnight on the wall clock."""
    status: str
    seconds: float
    """Of work; as corrected."""
    left: int
    """Touch-downs."""
    right: int


def work_of(record: Record) -> tuple[Work, ...]:
    """A session's work, one for each exercise and side.

    A correction of the seconds stands for all of them in proportion, and no hold is longer than that.
    """
    done = sum(attempt.seconds for attempt in record.work)
    factor = record.work_seconds / done if done else 1.0
    groups: dict[tuple[str, Side], list[AttemptEnded]] = {}
    for attempt in record.work:
        groups.setdefault((attempt.exercise or attempt.name, attempt.side), []).append(attempt)
    return tuple(
        _work(exercise, side, group, factor, record.work_seconds) for (exercise, side), group in groups.items()
    )


def _work(exercise: str, side: Side, attempts: list[AttemptEnded], factor: float, most: float) -> Work:
    holds = [one for one in attempts if one.planned_seconds is not None and one.outcome is not Outcome.SKIPPED]
    held = [one for one in holds if one.manner in (None, Manner.HOLD)]
    best = max(held, key=lambda attempt: attempt.seconds, default=None)
    return Work(
        exercise,
        side,
        best.level if best else attempts[-1].level,
        sum(attempt.seconds for attempt in attempts) * factor,
        min(best.seconds, most) if best else 0.0,
        len(holds),
        sum(attempt.touch_downs for attempt in holds),
    )


def monday_of(day: int) -> int:
    return day - (day - 1) % 7


def without_gaps(weeks: Iterable[Week], today: int, count: int = WEEKS) -> tuple[Week, ...]:
    """So many weeks up to the one of today, those in which nothing was done too."""
    known = {week.monday: week for week in weeks}
    last = monday_of(today)
    return tuple(known.get(monday, Week(monday)) for monday in range(last - 7 * (count - 1), last + 1, 7))


def balances_of(works: Iterable[Work]) -> tuple[Balance, ...]:
    """Left and right side by side, the exercise of which most was done first; what has no side is left out."""
    pairs: dict[str, dict[Side, Work]] = {}
    for work in works:
        if work.side is not Side.BOTH:
            pairs.setdefault(work.exercise, {})[work.side] = work
    found = [Balance(exercise, sides.get(Side.LEFT), sides.get(Side.RIGHT)) for exercise, sides in pairs.items()]
    return tuple(sorted(found, key=lambda one: (-_seconds(one), one.exercise)))


def named(charts: Charts, exercises: Iterable[Exercise]) -> Charts:
    """With the names of exercises and levels that are known, in their order; the ids of all others."""
    known = {one.id: one for one in exercises}

    def called(work: Work) -> Work:
        exercise = known.get(work.exercise)
        if exercise is None:
            return work
        levels = {level.id: level.name for level in exercise.levels}
        return replace(work, exercise=exercise.name, level=levels.get(work.level or "", work.level))

    bests = sorted(map(called, charts.bests), key=lambda work: work.exercise.casefold())
    balances = (
        replace(
            one,
            exercise=known[one.exercise].name if one.exercise in known else one.exercise,
            left=called(one.left) if one.left else None,
            right=called(one.right) if one.right else None,
        )
        for one in charts.balances
    )
    return replace(charts, bests=tuple(bests), balances=tuple(balances))


def strength(sessions: int, target: int) -> int:
    """0 for none, 1 to 3 below the target, 4 from it on."""
    if sessions >= target:
        return STRENGTHS if sessions else 0
    return -(-(STRENGTHS - 1) * sessions // target)


def month_of(day: int) -> tuple[int, int]:
    """Year and month."""
    there = date.fromordinal(day)
    return there.year, there.month


def _seconds(balance: Balance) -> float:
    return sum(work.seconds for work in (balance.left, balance.right) if work)
