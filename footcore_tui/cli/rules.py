"""The rules of days as they hold here: what every device said, and what this one's settings are yet to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from footcore_tui.adapters import paths
from footcore_tui.adapters.clock import wall
from footcore_tui.adapters.device import known_device
from footcore_tui.adapters.history_days import DayBook, read_day_book
from footcore_tui.cli.edge import say
from footcore_tui.core.day_rules import rules_on
from footcore_tui.core.days import iso
from footcore_tui.core.errors import DamagedHistory, HistoryError
from footcore_tui.core.settings import Settings

if TYPE_CHECKING:
    from footcore_tui.core.routine import Routine
    from footcore_tui.ports import History


def read_days(chosen: Settings) -> DayBook:
    """The days up to now. Raises HistoryError."""
    device = known_device(paths.state_folder())
    return read_day_book(paths.history_file(), wall(), chosen.rules(), device)


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


def say_changes(chosen: Settings, routine: Routine, history: History) -> None:
    """Gives the history what has changed since it was last said: this device's settings, from today on, and the weeks
    of the plan that runs, where its file is played.

    A history that can't be read is told by the session that follows.
    """
    try:
        book = read_days(chosen)
    except HistoryError:
        return
    if book.unsaid:
        from footcore_tui.core.day_events import RuleChanged
    for name, value in book.unsaid.items():
        history.append(RuleChanged(name, value, iso(book.days.today)))
    if routine.plan and book.plan:
        from footcore_tui.cli.planner import reshaped

        if change := reshaped(routine, book.plan, iso(book.days.today)):
            history.append(change)
