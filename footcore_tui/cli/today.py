"""The day as the home screen shows it."""

from __future__ import annotations

from contextlib import closing

from footcore_tui.adapters import history_reader, paths
from footcore_tui.core import days
from footcore_tui.core.settings import Settings
from footcore_tui.core.streak import streak
from footcore_tui.ports import Clock
from footcore_tui.tui.desk import DayMark, Today, WeekDay

NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def read_today(clock: Clock, settings: Settings) -> Today:
    """Today's count, this week's strip and the streak. Raises HistoryError."""
    moment = clock.moment()
    day = days.local_day(moment.utc, moment.offset, settings.day_start)
    monday = day - (day - 1) % 7
    connection = history_reader.connect_to_read(paths.history_file())
    if connection is None:
        return Today(0, settings.target, _week(monday, day, set()), 0, settings.daily, newcomer=True)
    with closing(connection):
        run = streak(history_reader.kept_days(connection, day), day)
        kept: set[int] = set()
        for one in history_reader.kept_days(connection, day):
            if one < monday:
                break
            kept.add(one)
        sessions = history_reader.counting_sessions(connection, day)
        newcomer = next(history_reader.kept_days(connection, day), None) is None
    due = settings.daily if sessions < settings.target else ""
    return Today(sessions, settings.target, _week(monday, day, kept), run, due, newcomer)


def _week(monday: int, today: int, kept: set[int]) -> tuple[WeekDay, ...]:
    return tuple(
        WeekDay(name, _mark(day, today, day in kept), today=day == today)
        for day, name in enumerate(NAMES, start=monday)
    )


def _mark(day: int, today: int, kept: bool) -> DayMark:
    if kept:
        return DayMark.KEPT
    if day == today:
        return DayMark.OPEN
    return DayMark.AHEAD if day > today else DayMark.MISSED
