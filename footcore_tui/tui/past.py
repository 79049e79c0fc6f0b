"""What was done, as the history's screens ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from footcore_tui.core.stats import month_of
from footcore_tui.tui.desk import DayMark

if TYPE_CHECKING:
    from footcore_tui.core.record import Record
    from footcore_tui.core.stats import Charts, PastSession


@dataclass(frozen=True, slots=True)
class PastDay:
    """A day up to today."""

    day: int
    sessions: int
    """Those that count."""
    mark: DayMark
    why: str = ""
    """Why it is bridged."""
    tried: bool = False
    """Whether there is any session of it, if none that counts."""


@dataclass(frozen=True, slots=True)
class PastDays:
    """One after the other up to today, which is always there."""

    days: tuple[PastDay, ...]
    target: int
    """Sessions a day."""
    streak_days: int | None = None
    """None where it is hidden, with all that belongs to it."""

    @property
    def first(self) -> int:
        return self.days[0].day

    @property
    def today(self) -> int:
        return self.days[-1].day

    def at(self, day: int) -> PastDay | None:
        """None for a day that is not among them."""
        return self.days[day - self.first] if self.first <= day <= self.today else None


@dataclass(frozen=True, slots=True)
class Month:
    """What a calendar month came to."""

    year: int
    month: int
    sessions: int
    kept: int
    bridged: int
    reserve: int


class Archive(Protocol):
    """What the history adds up to; each question reads it as it is then. All raise HistoryError."""

    def days(self) -> PastDays: ...

    def count(self) -> int:
        """How many sessions there are."""
        ...

    def sessions(self, first: int, count: int) -> tuple[PastSession, ...]:
        """So many from the `first` on, the latest of all being 0."""
        ...

    def charts(self, today: int) -> Charts: ...

    def record(self, session: str) -> Record | None:
        """A session in full; None for one that is not there any more."""
        ...


def months_of(days: PastDays) -> tuple[Month, ...]:
    """The latest first."""
    groups: dict[tuple[int, int], list[PastDay]] = {}
    for day in reversed(days.days):
        groups.setdefault(month_of(day.day), []).append(day)
    return tuple(
        Month(
            year,
            month,
            sum(day.sessions for day in group),
            _count(group, DayMark.KEPT),
            _count(group, DayMark.BRIDGED),
            _count(group, DayMark.RESERVE),
        )
        for (year, month), group in groups.items()
    )


def _count(days: list[PastDay], mark: DayMark) -> int:
    return sum(day.mark is mark for day in days)
