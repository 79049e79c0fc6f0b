"""`footcore status`: the streak, today's count and what is due, as one line for a prompt or a status bar.

It runs at every prompt, so it imports next to nothing and reads its arguments by hand; what only some calls need is
imported where it is needed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

from footcore_tui.adapters import paths
from footcore_tui.adapters.day_settings import day_settings
from footcore_tui.adapters.device import known_device
from footcore_tui.adapters.history_days import DayBook, read_day_book
from footcore_tui.cli.moment import moment_of
from footcore_tui.core import days
from footcore_tui.core.errors import HistoryError, UsageError
from footcore_tui.core.streak import score_of, streak_of, week_target, weeks_kept

USAGE = """usage: footcore status [--json] [--format plain|tmux|waybar|json] [--as-of T]

The streak, today's count and what is due. T is a date, as 2026-03-01, or a moment, as 2026-03-01T18:30.
"""
FORMATS = ("plain", "tmux", "waybar", "json")

_BUSY_SECONDS = 1.0
"""A prompt does not wait any longer for a history that is being written."""


def main(arguments: Sequence[str]) -> int:
    """Prints the status; 0, or 1 where the history can't be read, or 2 for wrong usage."""
    try:
        form, as_of = _options(arguments)
        _say(USAGE if form == "help" else _status(form, as_of) + "\n")
    except UsageError as error:
        sys.stderr.write(f"footcore: {error}\n{USAGE}")
        return 2
    except HistoryError as error:
        sys.stderr.write(f"footcore: {_printable(str(error))}\n")
        return 1
    return 0


def _say(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone; the interpreter would flush, and complain, once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _options(arguments: Sequence[str]) -> tuple[str, str | None]:
    """The format, or `help`, and the text of `--as-of`. Raises UsageError."""
    form: str = "plain"
    as_of: str | None = None
    rest = list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name in ("-h", "--help") and not equals:
            return "help", None
        if name == "--json" and not equals:
            form = "json"
        elif name in ("--format", "--as-of"):
            if not equals and not rest:
                raise UsageError(f"{name} needs a value.")
            value = value if equals else rest.pop(0)
            form, as_of = (value, as_of) if name == "--format" else (form, value)
        else:
            raise UsageError(f"status does not know {_printable(name)}.")
    if form not in FORMATS:
        raise UsageError(f"There is no format {_printable(form)}; there are {', '.join(FORMATS)}.")
    return form, as_of


def _status(form: str, as_of: str | None) -> str:
    rules, target, shows_streak, daily = day_settings(paths.settings_file(), paths.day_settings_file())
    book = _book(as_of, rules)
    count = book.sessions
    plan = book.plan if book.plan and book.plan.due else None
    due = plan.routine if plan else daily if count < target and not book.rests else ""
    week = plan.week if plan else None
    if form == "json":
        return _json(book, target, due, week)
    run = streak_of(book.days).days
    short = f"{run}d {count}/{target}" if shows_streak else f"{count}/{target}"
    line = f"streak {run} {'day' if run == 1 else 'days'}, " if shows_streak else ""
    line += f"{count} of {target} today"
    line += f", due: {_printable(due)}" if due else ""
    line += f", week {week}" if week else ""
    match form:
        case "tmux":
            return short
        case "waybar":
            return _waybar(short, line, book, target)
        case _:
            return line


def _here() -> tuple[float, int]:
    now = time.time()
    return now, time.localtime(now).tm_gmtoff


def _as_of(text: str) -> tuple[float, int] | int:
    """The moment and its offset; a date alone is its whole day, as its number. Raises UsageError."""
    try:
        if len(text) <= len("2026-03-01"):
            return days.day_of(text)
        moment = moment_of(text)
        # The eve of year 1 has no date.
        days.iso(days.local_day(*moment))
        return moment
    except (ValueError, OverflowError) as error:
        raise UsageError(f"--as-of takes a date or a moment as 2026-03-01T18:30, not {_printable(text)}.") from error


def _book(as_of: str | None, rules: dict[str, float]) -> DayBook:
    when = _here() if as_of is None else _as_of(as_of)
    until = None if as_of is None or isinstance(when, int) else when[0]
    device = known_device(paths.state_folder())
    return read_day_book(paths.history_file(), when, rules, device, until=until, busy_seconds=_BUSY_SECONDS)


def _json(book: DayBook, target: int, due: str, week: int | None) -> str:
    import json

    stretch, today = streak_of(book.days), book.days.today
    monday = today - (today - 1) % 7
    shape = {
        "local_day": days.iso(today),
        "streak_days": stretch.days,
        "longest_streak_days": stretch.longest,
        "today_sessions": book.sessions,
        "today_target": target,
        "today_kept": book.days.is_kept(today),
        "weeks_kept": weeks_kept(book.days),
        "week_kept_days": book.days.kept_between(monday, today),
        "week_target": week_target(book.days, monday),
        "score": score_of(book.days),
        "reserve_left": stretch.reserve_left(today),
        "due": {"routine": due, "week": week, "seconds": _seconds(due, week)} if due else None,
    }
    return json.dumps(shape)


def _seconds(name: str, week: int | None) -> int | None:
    """By the session's clock; None where there is no such routine."""
    from footcore_tui.cli.shelf import library
    from footcore_tui.core.errors import FootcoreError
    from footcore_tui.core.routine import Standing
    from footcore_tui.core.timeline import compile_timeline

    try:
        routine = library().routine(name)
        return compile_timeline(routine, Standing(min(week or 1, routine.weeks))).extent.clock_seconds
    except FootcoreError:
        return None


def _waybar(short: str, line: str, book: DayBook, target: int) -> str:
    import json

    kept = "kept" if book.days.is_kept(book.days.today) else "open"
    percentage = min(100, 100 * book.sessions // target)
    return json.dumps({"text": short, "tooltip": line, "class": kept, "percentage": percentage})


def _printable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    from footcore_tui.core.text import printable

    return printable(text)
