"""The history's file looked at: where it lies, whether it can be read and written, and its copies."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.device import known_device
from footcore_tui.adapters.exchange_events import device_files
from footcore_tui.adapters.exchange_mirror import Mirror
from footcore_tui.adapters.history_backup import dated
from footcore_tui.adapters.history_health import Health, examine_history
from footcore_tui.adapters.history_reader import OLDEST_SQLITE
from footcore_tui.adapters.place_of_data import doubt_about
from footcore_tui.cli.sync import folder_of
from footcore_tui.core.errors import HistoryError
from footcore_tui.core.settings import Settings
from footcore_tui.core.text import printable

LEAST_BYTES = 1024 * 1024
"""Free, for a session to be kept."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The folder of several machines."""

    folder: str
    files: tuple[str, ...] = ()
    """Those of other devices."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Database:
    file: str
    sqlite: str
    health: Health | None
    """None where there is no history yet, or it can't be read."""
    problems: tuple[str, ...]
    """Each keeps sessions from being kept, or the history from being read."""
    doubt: str
    free_bytes: int | None
    backup: tuple[str, timedelta] | None
    """The newest, and its age."""
    shared: Shared | None
    """None where the settings name no folder."""


def look_at_history(chosen: Settings, now: datetime) -> Database:
    """Reads, and writes nothing."""
    file, health, problems = paths.history_file(), None, []
    try:
        health = examine_history(file)
    except HistoryError as error:
        problems += [str(error), *([error.hint] if error.hint else [])]
    if health and health.version > health.known:
        problems.append(f"A newer footcore wrote it (version {health.version}): it is read, nothing is written to it.")
    free = _free(Path(file))
    if free is not None and free < LEAST_BYTES:
        problems.append("The disk is full.")
    problems += [f"{place} can't be written." for place in _unwritable(file)]
    newest = next(iter(dated(Path(file)).items()), None)
    return Database(
        file,
        sqlite3.sqlite_version,
        health,
        tuple(problems),
        doubt_about(paths.data_folder()),
        free,
        (str(newest[1]), now - newest[0]) if newest else None,
        _shared(chosen),
    )


def report_database(database: Database) -> Iterator[str]:
    health = database.health
    yield f"file      {printable(database.file)}"
    yield f"sqlite    {database.sqlite}; STRICT tables, from {'.'.join(map(str, OLDEST_SQLITE))} on"
    if health:
        yield f"version   {health.version}; this footcore writes {health.known}"
        yield f"sessions  {health.sessions}, in {health.events} events"
        yield f"check     {_check(health)}"
    elif not database.problems:
        yield "sessions  none yet: the file is made with the first"
    yield f"free      {_size(database.free_bytes)}"
    yield f"backup    {_backup(database)}"
    if shared := database.shared:
        found = printable(shared.problem) or (", ".join(map(printable, shared.files)) or "of no other device yet")
        yield f"sync_dir  {printable(shared.folder)}: {found}"
    yield ""
    yield from map(printable, database.problems)
    if database.doubt:
        yield printable(database.doubt)
    if not database.problems:
        yield "Sessions are kept here."


def database_object(database: Database) -> dict[str, object]:
    health, backup, shared = database.health, database.backup, database.shared
    return {
        "works": not database.problems,
        "problems": list(database.problems),
        "file": database.file,
        "sqlite": database.sqlite,
        "version": health.version if health else None,
        "known_version": Health().known,
        "sessions": health.sessions if health else None,
        "events": health.events if health else None,
        "checked": health.checked if health else None,
        "free_bytes": database.free_bytes,
        "place_warning": database.doubt or None,
        "backup": backup[0] if backup else None,
        "backup_age_seconds": round(backup[1].total_seconds()) if backup else None,
        "sync_dir": shared.folder if shared else None,
        "sync_files": list(shared.files) if shared else None,
        "sync_problem": (shared.problem or None) if shared else None,
    }


def _check(health: Health) -> str:
    if health.checked:
        return "nothing is wrong; `footcore history verify` reads each event, too"
    return "not brought to its end in time; `footcore history verify` reads all of it"


def _backup(database: Database) -> str:
    if database.backup is None:
        return "none yet: one is made after the first session of a day"
    file, age = database.backup
    return f"{printable(Path(file).name)}, {_age(age)}"


def _age(age: timedelta) -> str:
    if age < timedelta(hours=1):
        return "made within the hour"
    if age < timedelta(days=2):
        return f"{age // timedelta(hours=1)} h old"
    return f"{age.days} days old"


def _size(count: int | None) -> str:
    if count is None:
        return "not known"
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"


def _free(file: Path) -> int | None:
    try:
        return shutil.disk_usage(_standing(file)).free
    except OSError:
        return None


def _unwritable(file: str) -> list[str]:
    """The file, and the folders of the history and of this machine's own, or where they would be made."""
    places = [Path(file), *(_standing(Path(folder)) for folder in (paths.data_folder(), paths.state_folder()))]
    return [str(place) for place in dict.fromkeys(places) if place.exists() and not os.access(place, os.W_OK)]


def _standing(place: Path) -> Path:
    """It, or the nearest above it that is there."""
    return next(one for one in (place, *place.parents) if one.exists() or one == one.parent)


def _shared(chosen: Settings) -> Shared | None:
    """Looked for on a thread of its own: a folder on a dead network does not answer."""
    folder = folder_of(chosen)
    if folder is None:
        return None
    found: list[Shared] = []
    looking = Mirror(lambda: found.append(_others(folder)))
    looking.wake()
    looking.wait()
    return found[0] if found else Shared(str(folder), problem="it does not answer")


def _others(folder: Path) -> Shared:
    own = known_device(paths.state_folder())
    try:
        if not folder.is_dir():
            return Shared(str(folder), problem="there is no such folder yet")
        names = [file.name for file in device_files(folder)]
    except (HistoryError, OSError) as error:
        return Shared(str(folder), problem=str(error))
    return Shared(str(folder), tuple(name for name in names if own is None or own not in name))
