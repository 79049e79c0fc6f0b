"""The history as its screens ask for it: the days by the rules, and the sums that are kept beside the events."""

from __future__ import annotations

from footcore_tui.adapters import history_stats
from footcore_tui.cli.history import open_history
from footcore_tui.cli.rules import read_days
from footcore_tui.cli.standing import asked
from footcore_tui.cli.today import mark_of
from footcore_tui.core.record import Record
from footcore_tui.core.settings import Settings
from footcore_tui.core.stats import Charts, PastSession
from footcore_tui.core.streak import streak_of
from footcore_tui.tui.desk import DayMark
from footcore_tui.tui.past import PastDay, PastDays


class SqliteArchive:
    """`tui.past.Archive` of this person on this machine."""

    def __init__(self, chosen: Settings) -> None:
        self._chosen = chosen

    def days(self) -> PastDays:
        book = read_days(self._chosen)
        days, stretch = book.days, streak_of(book.days)
        reserve = frozenset(stretch.reserve) if self._chosen.streak else frozenset()
        first = min(days.first, min(book.counts, default=days.today))
        marks = ((day, mark_of(days, day, reserve)) for day in range(first, days.today + 1))
        seen = asked(history_stats.days_of_sessions, frozenset[int]()) - book.counts.keys()
        past = tuple(
            PastDay(day, book.counts.get(day, 0), mark, book.why(day) if mark is DayMark.BRIDGED else "", day in seen)
            for day, mark in marks
        )
        return PastDays(past, self._chosen.target, stretch.days if self._chosen.streak else None)

    def count(self) -> int:
        return asked(history_stats.count_sessions, 0)

    def sessions(self, first: int, count: int) -> tuple[PastSession, ...]:
        return asked(lambda connection: history_stats.sessions(connection, first, count), ())

    def charts(self, today: int) -> Charts:
        return asked(lambda connection: history_stats.charts(connection, today), Charts())

    def record(self, session: str) -> Record | None:
        return next((one for one in open_history().called(session) if one.began.session == session), None)
