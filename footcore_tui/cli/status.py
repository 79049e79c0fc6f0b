"""`footcore status`: the streak, today's count and what is due, as one line for a prompt or a status bar.

It runs at every prompt, so it imports next to nothing and reads its arguments by hand; what only some calls need is
imported where it is needed.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from datetime import datetime

from footcore_tui.adapters import history_reader, paths
from footcore_tui.adapters.day_settings import day_settings
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.core import days
from footcore_tui.core.errors import HistoryError, UsageError
from footcore_tui.core.streak import longest_streak, streak

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
    day_start, target, daily = day_settings(paths.settings_file(), paths.day_settings_file())
    day, until = (_today(day_start), None) if as_of is None else _as_of(as_of, day_start)
    run, longest, count = _numbers(day, until, with_longest=form == "json")
    due = daily if count < target else ""
    if form == "json":
        return _json(day, run, longest, count, target, due)
    short = f"{run}d {count}/{target}"
    line = f"streak {run} {'day' if run == 1 else 'days'}, {count} of {target} today"
    line += f", due: {_printable(due)}" if due else ""
    match form:
        case "tmux":
            return short
        case "waybar":
            return _waybar(short, line, count, target)
        case _:
            return line


def _today(day_start: int) -> int:
    now = time.time()
    return days.local_day(now, time.localtime(now).tm_gmtoff, day_start)


def _as_of(text: str, day_start: int) -> tuple[int, float | None]:
    """The day, and the moment in seconds since 1970; a date alone is its whole day. Raises UsageError."""
    try:
        if len(text) <= len("2026-03-01"):
            return days.day_of(text), None
        given = datetime.fromisoformat(text)
        moment = given if given.tzinfo else given.astimezone()
        offset = moment.utcoffset()
        seconds = 0 if offset is None else int(offset.total_seconds())
        day = days.local_day(moment.timestamp(), seconds, day_start)
        # The eve of year 1 has no date.
        return days.day_of(days.iso(day)), moment.timestamp()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"--as-of takes a date or a moment as 2026-03-01T18:30, not {_printable(text)}.") from error


def _numbers(day: int, until: float | None, *, with_longest: bool) -> tuple[int, int, int]:
    """The streak, the longest streak (0 where it is not asked for) and the sessions of the day."""
    path = paths.history_file()
    connection = history_reader.connect_to_read(path, _BUSY_SECONDS)
    if connection is None:
        return 0, 0, 0
    try:
        run = streak(history_reader.kept_days(connection, day, until), day)
        longest = longest_streak(history_reader.kept_days(connection, day, until), day) if with_longest else 0
        return run, longest, history_reader.counting_sessions(connection, day, until)
    except sqlite3.Error as error:
        raise history_error(error, path) from error
    finally:
        connection.close()


def _json(day: int, run: int, longest: int, count: int, target: int, due: str) -> str:
    import json

    shape = {
        "local_day": days.iso(day),
        "streak_days": run,
        "longest_streak_days": longest,
        "today_sessions": count,
        "today_target": target,
        "today_kept": count > 0,
        "weeks_kept": None,
        "week_kept_days": None,
        "week_target": None,
        "score": None,
        "reserve_left": None,
        "due": {"routine": due, "week": None, "seconds": _seconds(due)} if due else None,
    }
    return json.dumps(shape)


def _seconds(routine: str) -> int | None:
    """By the session's clock; None where there is no such routine."""
    from footcore_tui.cli.shelf import library
    from footcore_tui.core.errors import FootcoreError
    from footcore_tui.core.timeline import compile_timeline

    try:
        return compile_timeline(library().routine(routine)).extent.clock_seconds
    except FootcoreError:
        return None


def _waybar(short: str, line: str, count: int, target: int) -> str:
    import json

    kept = "kept" if count else "open"
    return json.dumps({"text": short, "tooltip": line, "class": kept, "percentage": min(100, 100 * count // target)})


def _printable(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    from footcore_tui.core.text import printable

    return printable(text)
