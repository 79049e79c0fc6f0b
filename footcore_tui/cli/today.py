"""The day as the home screen shows it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from footcore_tui.adapters import history_reader, paths
from footcore_tui.adapters.device import known_device
from footcore_tui.adapters.history_days import DayBook
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.cli.rules import read_days
from footcore_tui.core.day_rules import rules_on
from footcore_tui.core.gap import is_back
from footcore_tui.core.settings import Settings
from footcore_tui.core.streak import BRIDGED, KEPT, Days, score_of, streak_of, week_target, weeks_kept
from footcore_tui.tui.desk import DayMark, Today, WeekDay

NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def read_today(settings: Settings) -> Today:
    """Today's count, this week's strip and the streak. Raises HistoryError."""
    return _today(read_days(settings), settings)


def _today(book: DayBook, settings: Settings) -> Today:
    days, stretch = book.days, streak_of(book.days)
    monday = days.today - (days.today - 1) % 7
    newcomer = not days.kept_between(days.first, days.today)
    return Today(
        sessions=book.sessions,
        target=settings.target,
        week=_week(book, monday, frozenset(stretch.reserve if settings.streak else ())),
        streak_days=stretch.days if settings.streak else None,
        reserve_left=stretch.reserve_left(days.today),
        week_kept_days=days.kept_between(monday, days.today),
        week_target=week_target(days, monday),
        weeks_kept=weeks_kept(days),
        score=score_of(days),
        counts_from=rules_on(days.rules, days.today).counts_from,
        due="" if book.rests else _due(book, settings),
        rests=book.rests,
        newcomer=newcomer,
        back=not (book.rests or newcomer) and is_back(book.counts, days.today),
        plan=book.plan,
    )


def _due(book: DayBook, settings: Settings) -> str:
    if book.plan and book.plan.due:
        return book.plan.routine
    return settings.daily if book.sessions < settings.target else ""


def is_one_unfinished() -> bool:
    """Whether a session of this device has no end; asked without what reads whole records. Raises HistoryError."""
    path = paths.history_file()
    connection = history_reader.connect_to_read(path)
    if connection is None:
        return False
    device = known_device(paths.state_folder())
    try:
        with closing(connection):
            # Without an id this device has saved nothing yet.
            return device is not None and history_reader.is_one_unfinished(connection, device)
    except sqlite3.Error as error:
        raise history_error(error, path) from error


def _week(book: DayBook, monday: int, reserve: frozenset[int]) -> tuple[WeekDay, ...]:
    return tuple(
        WeekDay(name, mark_of(book.days, day, reserve), day == book.days.today, book.why(day))
        for day, name in enumerate(NAMES, start=monday)
    )


def mark_of(days: Days, day: int, reserve: frozenset[int]) -> DayMark:
    """`reserve`: the missed days that the streak bears."""
    mark = days.mark(day)
    if day > days.today:
        return DayMark.AHEAD
    if mark & KEPT:
        return DayMark.KEPT
    if mark & BRIDGED:
        return DayMark.BRIDGED
    if day == days.today:
        return DayMark.OPEN
    return DayMark.RESERVE if day in reserve else DayMark.MISSED
