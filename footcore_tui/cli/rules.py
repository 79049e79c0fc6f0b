"""The rules of days as they hold here: what every device said, and what this one's settings are yet to say."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from footcore_tui.adapters import history_reader, paths
from footcore_tui.adapters.clock import wall
from footcore_tui.adapters.device import known_device
from footcore_tui.adapters.history_days import DayBook, day_book, pending, rule_changes
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.cli.edge import say
from footcore_tui.core.day_events import RuleChanged
from footcore_tui.core.day_rules import rules_on
from footcore_tui.core.days import iso
from footcore_tui.core.errors import DamagedHistory, HistoryError
from footcore_tui.core.settings import Settings
from footcore_tui.ports import History


def read_days(chosen: Settings) -> DayBook:
    """The days up to now. Raises HistoryError."""
    path = paths.history_file()
    connection = history_reader.connect_to_read(path)
    try:
        return day_book(connection, wall(), chosen.rules(), known_device(paths.state_folder()))
    except sqlite3.Error as error:
        raise history_error(error, path) from error
    finally:
        if connection is not None:
            connection.close()


def day_start_now(chosen: Settings) -> int:
    """Minutes after midnight; what the settings say where the history can't be read. A damaged one is mended."""
    try:
        try:
            days = read_days(chosen).days
        except DamagedHistory:
            from footcore_tui.cli.history_safety import mend

            say(f"footcore: {mend()}")
            days = read_days(chosen).days
    except HistoryError:
        return chosen.day_start
    return rules_on(days.rules, days.today).day_start


def say_rules(chosen: Settings, history: History) -> None:
    """Gives the history what this device's settings have changed since it last said so, from today on.

    A history that can't be read is told by the session that follows.
    """
    path = paths.history_file()
    try:
        connection = history_reader.connect_to_read(path)
        if connection is None:
            unsaid = pending([], chosen.rules(), None)
        else:
            with closing(connection):
                unsaid = pending(rule_changes(connection), chosen.rules(), known_device(paths.state_folder()))
        today = iso(read_days(chosen).days.today)
    except (HistoryError, sqlite3.Error):
        return
    for name, value in unsaid.items():
        history.append(RuleChanged(name, value, today))
