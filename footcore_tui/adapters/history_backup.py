"""Copies of the history in a folder beside it: made whole, checked, thinned by age, and packed but for the newest."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from footcore_tui.adapters import history_packed
from footcore_tui.adapters.history_reader import APPLICATION_ID, schema_version, uri
from footcore_tui.adapters.session_lock import alone
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.core.backups import kept
from footcore_tui.core.errors import DamagedHistory, HistoryError, NotSaved

STAMP = "%Y-%m-%dT%H%M%S"
PACKED_AT_ONCE = 2
"""Of those that are plain; the end of a program waits for it, a second or less each."""
WAIT_SECONDS = 10.0
"""What one waits for another process that makes a backup or mends."""


def backup_folder(history: Path) -> Path:
    return history.parent / "backups"


def dated(history: Path) -> dict[datetime, Path]:
    """The automatic backups by when they were made, in local time, newest first."""
    found: dict[datetime, Path] = {}
    # Where packing was broken off there are both: the plain one comes last, and counts.
    for file in sorted(backup_folder(history).glob(f"{history.stem}.*{history.suffix}*"), reverse=True):
        with suppress(ValueError):
            name = file.name.removesuffix(history_packed.ENDING)
            found[datetime.strptime(name, f"{history.stem}.{STAMP}{history.suffix}")] = file
    return dict(sorted(found.items(), reverse=True))


def every_backup(history: Path) -> list[Path]:
    """Newest first; those of migrations last."""
    by_date = list(dated(history).values())
    others = set(backup_folder(history).glob(f"{history.stem}.v*{history.suffix}")) - set(by_date)
    return by_date + sorted(others, reverse=True)


@contextmanager
def one_at_a_time(history: Path) -> Iterator[None]:
    """Of all processes that make backups or mend. Raises HistoryError where another does so for too long."""
    with alone(backup_folder(history) / "lock", WAIT_SECONDS) as first:
        if not first:
            raise HistoryError("Another footcore is making a backup or mending the history; try again.")
        yield


def back_up_daily(history: Path, now: datetime) -> Path | None:
    """Today's first backup, and the old ones thinned; None where there is one already, or nothing to back up.

    Raises HistoryError; DamagedHistory where the history is.
    """
    if not history.exists() or any(made.date() >= now.date() for made in dated(history)):
        return None
    with one_at_a_time(history):
        backup = backup_folder(history) / f"{history.stem}.{now.strftime(STAMP)}{history.suffix}"
        require_sound(history)
        back_up(history, backup)
        _tidy(dated(history))
    return backup


def _tidy(found: dict[datetime, Path]) -> None:
    """Newest first: thins them by age, and packs what is plain but for the newest. What fails takes room, no more."""
    stay = kept(found)
    for made in found.keys() - stay:
        with suppress(OSError):
            found[made].unlink()
    plain = [file for made, file in found.items() if made in stay and file.suffix != history_packed.ENDING]
    for file in plain[1:][-PACKED_AT_ONCE:]:
        with suppress(OSError):
            history_packed.pack(file)


def back_up(history: Path, backup: Path, *, replacing: bool = False) -> int:
    """Makes a checked copy and returns its number of events. Raises HistoryError, and then there is none."""
    if backup.exists() and not replacing:
        raise HistoryError(f"{backup} exists already; it was left as it is.")
    unfinished = backup.with_suffix(".part")
    try:
        backup.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(uri(str(history), "rw"), uri=True, isolation_level=None)) as source:
            (before,) = source.execute("SELECT count(*) FROM event").fetchone()
            source.execute("VACUUM INTO ?", (str(unfinished),))
        make_durable(unfinished)
        events = events_of_sound(unfinished)
        if events < before:
            raise NotSaved(f"The backup {backup} was not made: it has {events} of {before} events.")
        unfinished.replace(backup)
        sync_folder(backup.parent)
    except sqlite3.Error as error:
        raise history_error(error, str(history)) from error
    except OSError as error:
        raise NotSaved(f"The backup {backup} was not made: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return events


def events_of_sound(file: Path) -> int:
    """The number of events of a sound history. Raises HistoryError for any other file."""
    try:
        with closing(sqlite3.connect(uri(str(file), "ro"), uri=True, isolation_level=None)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application != APPLICATION_ID:
                raise HistoryError(f"{file} is not a footcore history.")
            ((checked,), *_) = connection.execute("PRAGMA integrity_check(1)").fetchall()
            if checked != "ok":
                raise DamagedHistory(f"{file} is damaged: {checked}.")
            (events,) = connection.execute("SELECT count(*) FROM event").fetchone()
    except sqlite3.Error as error:
        raise history_error(error, str(file)) from error
    return int(events)


def make_durable(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """A rename survives a power cut; not every system has such a thing."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def require_sound(history: Path) -> None:
    """Raises DamagedHistory, or HistoryError where it can't be read; a copy says nothing of the file's indexes."""
    try:
        with closing(sqlite3.connect(uri(str(history), "rw"), uri=True, isolation_level=None)) as source:
            schema_version(source, str(history))
            ((checked,), *_) = source.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.Error as error:
        raise history_error(error, str(history)) from error
    if checked != "ok":
        raise DamagedHistory(f"The history {history} is damaged: {checked}.")
