"""The history as CSV (RFC 4180): a row an interval, for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from footcore_tui.core.record import AttemptEnded, Record
from footcore_tui.core.record_shape import iso_moment, to_the_millisecond
from footcore_tui.core.text import printable

VERSION = 1
SESSION_COLUMNS = (
    *("schema_version", "client", "session", "routine", "routine_hash", "plan", "week", "local_day", "started"),
    *("ended", "status", "effort", "pain", "note", "device"),
)
INTERVAL_COLUMNS = (
    *("index", "attempt", "kind", "name", "exercise", "level", "side", "planned_seconds", "seconds", "outcome"),
    *("touch_downs", "value"),
)
COLUMNS = (*SESSION_COLUMNS, *INTERVAL_COLUMNS)
"""In this order as long as the version is this one."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula, or for the end of the cell before it."""

Cell = str | int | float | None


def csv_lines(records: Iterable[Record], pseudonym: str) -> Iterator[str]:
    """The names of the columns, then the rows; a session without intervals has one."""
    yield _line(COLUMNS)
    for record in records:
        session = _session(record, pseudonym)
        for attempt in record.attempts:
            yield _line((*session, *_interval(attempt)))
        if not record.attempts:
            yield _line((*session, *(None for _ in INTERVAL_COLUMNS)))


def guarded(text: str) -> str:
    """A text that no spreadsheet reckons with and no terminal obeys."""
    shown = printable(text, "\n")
    return f"'{shown}" if text.startswith(FORMULA) or shown.lstrip().startswith(FORMULA) else shown


def _line(cells: Iterable[Cell]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([guarded(cell) if isinstance(cell, str) else cell for cell in cells])
    return out.getvalue()


def _session(record: Record, pseudonym: str) -> tuple[Cell, ...]:
    began = record.began
    return (
        VERSION,
        pseudonym,
        began.session,
        began.routine,
        began.routine_hash,
        began.plan,
        began.week,
        record.local_day,
        iso_moment(began.began),
        None if record.ended is None else iso_moment(record.ended),
        "open" if record.ended is None else record.status.value,
        record.effort,
        record.pain,
        record.note,
        record.device,
    )


def _interval(attempt: AttemptEnded) -> tuple[Cell, ...]:
    return (
        attempt.index,
        attempt.attempt,
        attempt.kind,
        attempt.name,
        attempt.exercise,
        attempt.level,
        attempt.side.value,
        None if attempt.planned_seconds is None else to_the_millisecond(attempt.planned_seconds),
        to_the_millisecond(attempt.seconds),
        attempt.outcome.value,
        attempt.touch_downs,
        attempt.value,
    )
