"""`footcore history`: what was done, as a table for people or as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.clock import SystemClock
from footcore_tui.adapters.device import device_id
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_history import SqliteHistory
from footcore_tui.cli.sync import mirror
from footcore_tui.core.days import day_of, iso
from footcore_tui.core.errors import UsageError
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import AttemptEnded, Record
from footcore_tui.core.record_shape import iso_moment, record_shape
from footcore_tui.core.settings import Settings
from footcore_tui.core.text import printable
from footcore_tui.ports import History
from footcore_tui.recorder import ending

INSET = 19
"""Columns before what stands below a session's line."""
ID_END = 6
"""Signs of an id that are shown: the end, which is random."""
EARLY = 0.05
"""Seconds by which a hold may have ended before its last second was full, and has it all the same."""


def open_history(chosen: Settings | None = None) -> SqliteHistory:
    """The history of this person on this machine; nothing is read or made before it is used.

    Who writes gives the settings: they may name a folder for a file of the events.
    """
    state = Path(paths.state_folder())
    return SqliteHistory(
        path=Path(paths.history_file()),
        device=lambda: device_id(state),
        locks=SessionLocks(state / "playing"),
        clock=SystemClock(),
        identities=Uuid7Identities(),
        mirror=mirror(chosen) if chosen else None,
    )


def keep(history: History, record: Record, saved: Callable[[Exception | None], None] | None = None) -> None:
    """Ends a crashed session as it stands: at its last attempt, with what was done."""
    last = record.latest
    history.append(ending(record, last.ended if last else record.began.began), saved)


def history(*, since: str | None, as_json: bool, full: bool) -> int:
    """Prints the records from the local day `since` on. Raises FootcoreError."""
    if since is not None:
        since = date_of(since)
    records = open_history().records(since)
    if as_json:
        # Escaped throughout: a note may hold what a terminal would obey.
        print(json.dumps([record_shape(record, full=full) for record in records], indent=1))
    else:
        print("\n".join(table(records, full=full)))
    return 0


def session_called(name: str, *, discarded: bool = False) -> Record:
    """By the end of its id, a deleted one too, or `last`: the last one, or with `discarded` the one deleted last.

    Raises HistoryError, or UsageError for none or several.
    """
    history = open_history()
    if name != "last":
        found = history.called(name)
    else:
        found = history.discarded_last() if discarded else history.records()[-1:]
    match found:
        case (record,):
            return record
        case () if discarded and name == "last":
            raise UsageError("No session is deleted.")
        case ():
            raise UsageError(f"There is no session {name!r}. `footcore history` lists them with the ends of their ids.")
        case _:
            raise UsageError(f"{len(found)} sessions end in {name!r}; give more of the id.")


def table(records: Sequence[Record], *, full: bool = False) -> list[str]:
    """A line a session, oldest first; with a line below it for each interval where it is to be `full`."""
    if not records:
        return ["Nothing yet. `footcore play` begins."]
    width = max(len("routine"), *(len(printable(record.began.routine)) for record in records))
    lines = [f"{'day':10}  {'time':5}  {'routine':{width}}  {'status':11}  {'work':>6}  {'touch-downs':17}  id"]
    for record in records:
        lines.append(_line(record, width))
        if full:
            lines += [*_said_lines(record), *(_interval_line(attempt) for attempt in record.work)]
    return lines


def _line(record: Record, width: int) -> str:
    left, right = record.touch_downs(Side.LEFT), record.touch_downs(Side.RIGHT)
    began = record.began
    status = "open" if record.ended is None else record.status.said
    cells = (
        record.local_day,
        iso_moment(began.began)[11:16],
        f"{printable(began.routine):{width}}",
        f"{status:11}",
        f"{clock(record.work_seconds):>6}",
        f"{f'left {left}, right {right}' if left or right else 'none':17}",
        f"{printable(began.session[-ID_END:])}{_remark(record)}",
    )
    return "  ".join(cells)


def _remark(record: Record) -> str:
    said = (
        "written down late" if record.is_late else "written down" if record.began.logged else "",
        "corrected" if record.corrected else "",
    )
    return "".join(f"  {one}" for one in said if one)


def _said_lines(record: Record) -> list[str]:
    """What the person said of it."""
    effort = "" if record.effort is None else f"effort {record.effort} of 10"
    pain = "" if record.pain is None else f"pain {record.pain} of 10"
    rated = ", ".join(filter(None, (effort, pain)))
    note = f"“{printable(record.note)}”" if record.note else ""
    return [f"{'':{INSET}}{line}" for line in (rated, note) if line]


def _interval_line(attempt: AttemptEnded) -> str:
    side = "" if attempt.side is Side.BOTH else f", {attempt.side}"
    return f"{'':{INSET}}{printable(attempt.name)}{side}: {clock(attempt.seconds)}, {attempt.outcome}"


def clock(seconds: float) -> str:
    """`1:05`; seconds that are not full are left out, as on the summary."""
    minutes, rest = divmod(int(seconds + EARLY), 60)
    return f"{minutes}:{rest:02}"


def date_of(text: str) -> str:
    try:
        return iso(day_of(text))
    except ValueError as error:
        raise UsageError(f"{text!r} is not a date as 2026-03-01") from error
