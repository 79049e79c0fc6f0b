"""A history made anew from what can be read of its file, joined with its copies; the file itself is set aside."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from footcore_tui.adapters.history_backup import STAMP, events_of_sound, every_backup, make_durable, sync_folder
from footcore_tui.adapters.history_packed import unpacked
from footcore_tui.adapters.history_pages import Row, rows_in
from footcore_tui.adapters.history_reader import APPLICATION_ID, schema_version, uri
from footcore_tui.adapters.history_rows import READ, fault_of, fill, holes
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.adapters.sqlite_schema import BUSY_SECONDS, MIGRATIONS, writing
from footcore_tui.core.errors import DamagedHistory, HistoryError, NewerHistory, NotSaved

_DATABASE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the events."""

    from_file: int
    from_backup: int
    from_elsewhere: int
    """That neither of the two had."""
    missing: int
    """At least so many: each device numbers its events."""
    conflicts: int
    """Events of the others whose id has other content in the file; the file's are kept."""
    backup: Path | None
    aside: Path | None
    """Where the file lies that was there before."""


def rebuild(
    history: Path,
    now: datetime,
    backup: Path | None = None,
    *,
    elsewhere: Iterable[Row] = (),
    called: str = "damaged",
) -> Account:
    """Joins what can be read of the file with the backup, or with the newest sound one, and with events from elsewhere.

    `called` names the old file. The file is replaced at once or not at all, and no commit of another process falls
    between. To be called by one process at a time. Raises HistoryError, NotSaved for a disk: all is as it was.
    """
    try:
        # SQLite takes a half commit back, and its journal away, as soon as it opens the file.
        journal = history.with_name(f"{history.name}-journal")
        half = journal.read_bytes() if journal.exists() else b""
        with ExitStack() as held:
            data = _held(history, held)
            _refuse_newer(history, int.from_bytes(data[60:64], "big") if data.startswith(_DATABASE) else 0)
            own = {row[0]: row for row in rows_in(data) if not fault_of(row)}
            backup = backup or _newest_sound(history)
            added, conflicts = _joined(own, rows_of(backup, history.parent) if backup else [])
            known = own | {row[0]: row for row in added}
            more, others = _joined(known, elsewhere)
            rows = _numbered([*known.values(), *more])
            _refuse_foreign(history, data, own, rows)
            aside = _set_aside(history, data, half, now, called) if data else None
            new = _made(history.with_suffix(".new"), rows)
            if sys.platform == "win32":
                # An open file is not replaced there.
                held.close()
            journal.unlink(missing_ok=True)
            new.replace(history)
            sync_folder(history.parent)
    except OSError as error:
        raise NotSaved(f"The history {history} was not mended: {error.strerror or error}.") from error
    missing = sum(holes(rows).values())
    return Account(len(own), len(added), len(more), missing, conflicts + others, backup, aside)


def rows_of(file: Path, folder: Path) -> list[Row]:
    """Every event of a sound history; one that is packed is unpacked into the folder. Raises HistoryError."""
    with unpacked(file, folder) as plain:
        events_of_sound(plain)
        try:
            with closing(sqlite3.connect(uri(str(plain), "ro"), uri=True)) as connection:
                _refuse_newer(file, schema_version(connection, str(file)))
                return connection.execute(READ).fetchall()
        except sqlite3.Error as error:
            raise history_error(error, str(file)) from error


def _held(history: Path, held: ExitStack) -> bytes:
    """The bytes of the file, kept from being written by others as long as it can be."""
    if not history.exists():
        return b""
    # Closed before the connection, it would take the connection's locks away.
    stream = held.enter_context(history.open("rb"))
    try:
        connection = sqlite3.connect(uri(str(history), "rw"), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        held.enter_context(closing(connection))
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise history_error(error, str(history), writing=True) from error
    return stream.read()


def _refuse_newer(file: Path, version: int) -> None:
    """An older footcore would leave out what a newer one keeps beside the events. Raises NewerHistory."""
    if version > len(MIGRATIONS):
        raise NewerHistory(f"{file} was written by a newer footcore, and only that can mend it or restore from it.")


def _newest_sound(history: Path) -> Path | None:
    for backup in every_backup(history):
        with suppress(HistoryError):
            rows_of(backup, history.parent)
            return backup
    return None


def _joined(own: dict[str, Row], others: Iterable[Row]) -> tuple[list[Row], int]:
    """The other events that are not among one's own, and how many have the id of one but not its content."""
    added: list[Row] = []
    conflicts = 0
    for row in others:
        known = own.get(row[0])
        if known is None:
            if not fault_of(row):
                added.append(row)
        elif known[3:] == row[3:]:
            # Nothing in a row that was salvaged tells whether its device and number are right.
            own[row[0]] = row
        else:
            conflicts += 1
    return added, conflicts


def _numbered(rows: Iterable[Row]) -> list[Row]:
    """Each number of a device once; of two events that have one, the later gets the next that is free.

    A device that lost its last events gave their numbers to new ones.
    """
    given = list(rows)
    last: dict[str, int] = {}
    for _id, device, seq, *_ in given:
        last[device] = max(seq, last.get(device, 0))
    taken: set[tuple[str, int]] = set()
    for place, (id_, device, seq, *_) in enumerate(given):
        if (device, seq) in taken:
            last[device] = seq = last[device] + 1
            given[place] = (id_, device, seq, *given[place][3:])
        taken.add((device, seq))
    return given


def _refuse_foreign(history: Path, data: bytes, own: dict[str, Row], rows: list[Row]) -> None:
    """Raises HistoryError."""
    is_database = data.startswith(_DATABASE)
    if not own and is_database and int.from_bytes(data[68:72], "big") != APPLICATION_ID:
        raise HistoryError(f"{history} is a database, but not a footcore history; it was left alone.")
    if data and not rows:
        raise DamagedHistory(
            f"The history {history} is damaged, nothing can be read of it and there is no copy; it was left alone. "
            "Move it away to begin anew."
        )


def _set_aside(history: Path, data: bytes, journal: bytes, now: datetime, called: str) -> Path:
    """A copy of the file, and of the journal that belongs to it. Raises OSError."""
    aside = history.with_name(f"{history.stem}.{called}-{now.strftime(STAMP)}{history.suffix}")
    while aside.exists():
        aside = aside.with_stem(f"{aside.stem}-again")
    aside.write_bytes(data)
    make_durable(aside)
    if journal:
        copy = aside.with_name(f"{aside.name}-journal")
        copy.write_bytes(journal)
        make_durable(copy)
    return aside


def _made(new: Path, rows: list[Row]) -> Path:
    """A new history with these events. Raises HistoryError."""
    for file in (new, new.with_name(f"{new.name}-journal")):
        file.unlink(missing_ok=True)
    with writing(new) as connection:
        fill(connection, rows)
    if events_of_sound(new) != len(rows):
        raise DamagedHistory(f"{new} could not be written as it should be; nothing was changed.")
    return new
