"""The day as the home screen shows it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import takewhile
from pathlib import Path

from footcore_tui.adapters import history_reader, paths
from footcore_tui.adapters.clock import wall
from footcore_tui.adapters.device import device_id
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.core import days
from footcore_tui.core.errors import NotSaved
from footcore_tui.core.settings import Settings
from footcore_tui.core.streak import streak
from footcore_tui.tui.desk import DayMark, Today, WeekDay

NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def read_today(settings: Settings) -> Today:
    """Today's count, this week's strip and the streak. Raises HistoryError."""
    utc, offset = wall()
    day = days.local_day(utc, offset, settings.day_start)
    monday = day - (day - 1) % 7
    path = paths.history_file()
    connection = history_reader.connect_to_read(path)
    if connection is None:
        return Today(0, settings.target, _week(monday, day, set()), 0, settings.daily, newcomer=True)
    try:
        with closing(connection):
            run = streak(history_reader.kept_days(connection, day), day)
            kept = set(takewhile(lambda one: one >= monday, history_reader.kept_days(connection, day)))
            sessions = history_reader.counting_sessions(connection, day)
            newcomer = next(history_reader.kept_days(connection, day), None) is None
    except sqlite3.Error as error:
        raise history_error(error, path) from error
    due = settings.daily if sessions < settings.target else ""
    return Today(sessions, settings.target, _week(monday, day, kept), run, due, newcomer)


def is_one_unfinished() -> bool:
    """Whether a session of this device has no end; asked without what reads whole records. Raises HistoryError."""
    path = paths.history_file()
    connection = history_reader.connect_to_read(path)
    if connection is None:
        return False
    try:
        with closing(connection):
            return history_reader.is_one_unfinished(connection, device_id(Path(paths.state_folder())))
    except NotSaved:
        # Without an id this device has saved nothing yet.
        return False
    except sqlite3.Error as error:
        raise history_error(error, path) from error


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
