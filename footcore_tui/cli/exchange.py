"""`footcore history merge`, `export` and `import`: the history out of this machine and in again, by hand alone."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic

from footcore_tui.adapters import history_reader, paths
from footcore_tui.adapters.data_files import expanded
from footcore_tui.adapters.exchange_csv import csv_lines
from footcore_tui.adapters.exchange_html import html_lines
from footcore_tui.adapters.exchange_ics import ics_lines
from footcore_tui.adapters.exchange_jsonl import Said, export_lines
from footcore_tui.adapters.exchange_reading import read_export
from footcore_tui.adapters.sqlite_exchange import said as all_said
from footcore_tui.adapters.sqlite_exchange import take
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.adapters.sqlite_schema import writing
from footcore_tui.cli.edge import OK, PROBLEM, say
from footcore_tui.cli.history import date_of, open_history
from footcore_tui.cli.outlet import PIPE, write_out
from footcore_tui.cli.rules import read_days
from footcore_tui.cli.shelf import library, settings
from footcore_tui.cli.sync import give, join
from footcore_tui.core.errors import HistoryError, UsageError
from footcore_tui.core.record import Record, SessionCorrected

MOST_BYTES = 4 * 1024 * 1024
"""Of a line."""
MOST_PROBLEMS = 50
"""That are shown one by one."""


def merge(place: str) -> int:
    """Joins a device file, a folder of them or another history; 1 where something was reported. Raises HistoryError."""
    began = monotonic()
    merged, reports = join(expanded(place))
    seconds = monotonic() - began
    print(
        f"{_count(merged.events, 'new event')} of {_count(merged.sessions, 'session')}, read of "
        f"{_count(len(merged.devices), 'device')}, {merged.read / max(seconds, 0.001):.0f} events a second."
    )
    for line in reports:
        say(line)
    return PROBLEM if reports else OK


def export(form: str, since: str | None, pseudonym: str, file: str) -> int:
    """Writes the history out. Raises FootcoreError."""
    records = open_history().records(None if since is None else date_of(since))
    write_out(file, _pieces(form, records, pseudonym))
    return OK


def _pieces(form: str, records: tuple[Record, ...], pseudonym: str) -> Iterable[str]:
    match form:
        case "jsonl":
            return (f"{line}\n" for line in export_lines(records, _said_of(records), pseudonym))
        case "csv":
            return csv_lines(records, pseudonym)
        case "ics":
            return ics_lines(records, pseudonym, _routine_names())
        case "html":
            chosen = settings()
            days = read_days(chosen).days
            return html_lines(records, days, pseudonym, _routine_names(), streak=chosen.streak)
        case _:
            raise UsageError(f"There is no format {form!r}.")


def _routine_names() -> dict[str, str]:
    """By id."""
    return {file.id: file.routine.name for file in library().routines() if file.routine}


def take_in(file: str) -> int:
    """Reads an export back in: all of it, or nothing where a line is wrong. Raises FootcoreError."""
    began = monotonic()
    found = read_export(_lines(file))
    if found.problems:
        for problem in found.problems[:MOST_PROBLEMS]:
            say(f"{file}: {problem}")
        more = len(found.problems) - MOST_PROBLEMS
        say(f"Nothing was imported.{f' There are {more} more problems.' if more > 0 else ''}")
        return PROBLEM
    with writing(Path(paths.history_file())) as connection:
        imported = take(connection, found.taken)
    pace = (imported.new + imported.known) / max(monotonic() - began, 0.001)
    print(f"{_count(imported.new, 'new line')}, {imported.known} known already, {pace:.0f} lines a second.")
    reports = [*imported.reports, *give(settings())]
    for line in reports:
        say(line)
    return PROBLEM if reports else OK


def _said_of(records: Iterable[Record]) -> list[Said]:
    """Marks, rules, and the corrections of these sessions. Raises HistoryError."""
    path = paths.history_file()
    connection = history_reader.connect_to_read(path)
    if connection is None:
        return []
    sessions = {record.began.session for record in records}
    try:
        with closing(connection):
            every = all_said(connection)
    except sqlite3.Error as error:
        raise history_error(error, path) from error
    return [one for one in every if not isinstance(one.event, SessionCorrected) or one.event.session in sessions]


def _lines(file: str) -> Iterator[bytes]:
    """Raises HistoryError."""
    try:
        if file == PIPE:
            yield from iter(lambda: sys.stdin.buffer.readline(MOST_BYTES), b"")
            return
        path = expanded(file)
        if not path.is_file():
            raise OSError("there is no such file" if not path.exists() else "it is not a regular file")
        with path.open("rb") as stream:
            yield from iter(lambda: stream.readline(MOST_BYTES), b"")
    except OSError as error:
        raise HistoryError(f"{file} can't be read: {error.strerror or error}.") from error


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
