"""Several machines: the folder in which each device keeps a file of its events, and joining what lies there."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from footcore_tui.adapters import paths
from footcore_tui.adapters.data_files import expanded
from footcore_tui.core.errors import HistoryError
from footcore_tui.core.settings import Settings

if TYPE_CHECKING:
    from footcore_tui.adapters.exchange_device_file import DeviceFile
    from footcore_tui.adapters.exchange_events import Found, Stored
    from footcore_tui.adapters.exchange_mirror import Mirror
    from footcore_tui.adapters.sqlite_merge import Merged

Stamps = dict[str, list[int]]
"""Of each file its size, when it was changed in nanoseconds, and up to where it was read, with a sum over that end."""


def folder_of(chosen: Settings) -> Path | None:
    return expanded(chosen.sync_dir) if chosen.sync_dir else None


def mirror(chosen: Settings) -> Mirror | None:
    """What writes this device's file after a commit; None without a folder."""
    if not chosen.sync_dir:
        return None
    from footcore_tui.adapters.exchange_mirror import Mirror

    made: list[DeviceFile] = []

    def catch_up() -> str:
        if not made and (file := _own_file(chosen)):
            made.append(file)
        for file in made:
            file.catch_up()
        return "".join(file.problem for file in made)

    return Mirror(catch_up)


def join(place: Path) -> tuple[Merged, list[str]]:
    """Merges a file or a folder; what came, and what is to be reported. Raises HistoryError."""
    from footcore_tui.adapters.exchange_events import device_files

    merged, found = _join(device_files(place))
    if found.unread and not place.is_dir():
        raise HistoryError(found.unread[0])
    return merged, _said(merged, found)


def synchronise(chosen: Settings) -> list[str]:
    """Merges what changed in the folder since the last time, and brings this device's file up to date.

    Returns what is to be told.
    """
    folder = folder_of(chosen)
    if folder is None:
        return []
    try:
        return [*_take_in(folder, chosen), *give(chosen)]
    except (HistoryError, OSError) as error:
        return [f"{folder} could not be synchronised: {error}"]


def own_events(chosen: Settings) -> list[Stored]:
    """What this device wrote into the folder; nothing where that does not answer soon."""
    from footcore_tui.adapters.exchange_events import read_events
    from footcore_tui.adapters.exchange_mirror import Mirror

    file = _own_file(chosen)
    if file is None:
        return []
    found: list[Stored] = []
    reading = Mirror(lambda: found.extend(read_events([file.path, file.imported]).events))
    reading.wake()
    return found if reading.wait() else []


def _said(merged: Merged, found: Found) -> list[str]:
    """What a merge reports, as sentences."""
    torn = (
        f"{file}: {'a line that is no event was' if count == 1 else f'{count} lines that are no events were'} "
        "passed over."
        for file, count in found.passed_over.items()
    )
    return [*found.unread, *merged.reports, *torn]


def _take_in(folder: Path, chosen: Settings) -> list[str]:
    from footcore_tui.adapters.exchange_events import device_files

    if not folder.is_dir():
        return []
    known, own = _known(), _own_name(chosen)
    files = {str(file): _stamp(file) for file in device_files(folder) if file.name != own}
    changed = {file: stamp for file, stamp in files.items() if stamp != known.get(file, [])[:2]}
    if not changed:
        return []
    starts = {file: _start(Path(file), known.get(file, [])) for file in changed}
    # Taken before they are read: what is appended meanwhile is read the next time.
    now = {file: [*stamp, *_extent(Path(file))] for file, stamp in changed.items()}
    reports = _said(*_join([Path(file) for file in changed], starts))
    _remember(known | now)
    return reports


def give(chosen: Settings) -> list[str]:
    """Brings this device's file up to date; what is to be told. Nothing without a folder."""
    file = _own_file(chosen)
    if file is None or not Path(paths.history_file()).exists():
        return []
    file.catch_up()
    if not file.problem:
        try:
            file.write_imported()
        except sqlite3.Error as error:
            return [f"{file.path} is behind: {error}."]
    return [file.problem] if file.problem else []


def _join(files: list[Path], starts: dict[str, int] | None = None) -> tuple[Merged, Found]:
    from footcore_tui.adapters.exchange_events import read_events
    from footcore_tui.adapters.sqlite_merge import Merged, merge
    from footcore_tui.adapters.sqlite_schema import writing

    found = read_events(files, starts)
    if not found.events:
        return Merged(), found
    with writing(Path(paths.history_file())) as connection:
        return merge(connection, found.events), found


def _own_name(chosen: Settings) -> str:
    """Of the file that holds nothing new, as this device wrote it from its history; empty where it does."""
    file = _own_file(chosen) if Path(paths.history_file()).exists() else None
    return "" if file is None or file.is_ahead() else file.path.name


def _own_file(chosen: Settings) -> DeviceFile | None:
    from footcore_tui.adapters.device import known_device
    from footcore_tui.adapters.exchange_device_file import DeviceFile

    folder, device = folder_of(chosen), known_device(paths.state_folder())
    return DeviceFile(folder, Path(paths.history_file()), device) if folder and device else None


def _stamp(file: Path) -> list[int]:
    with suppress(OSError):
        now = file.stat()
        return [now.st_size, now.st_mtime_ns]
    return []


def _extent(file: Path) -> list[int]:
    from footcore_tui.adapters.exchange_events import read_up_to

    with suppress(OSError):
        return read_up_to(file)
    return []


def _start(file: Path, known: list[int]) -> int:
    from footcore_tui.adapters.exchange_events import start_after

    with suppress(OSError):
        return start_after(file, known[2:]) if len(known) == 4 else 0
    return 0


def _memory() -> Path:
    return Path(paths.state_folder()) / "merged.json"


def _known() -> Stamps:
    """Nothing where the history is gone: all has to come again."""
    try:
        found: object = json.loads(_memory().read_bytes()) if Path(paths.history_file()).exists() else {}
    except (OSError, ValueError):
        return {}
    items = found.items() if isinstance(found, dict) else ()
    return {
        str(file): stamp
        for file, stamp in items
        if isinstance(stamp, list) and all(isinstance(number, int) for number in stamp)
    }


def _remember(stamps: Stamps) -> None:
    """Where it can't be kept, all is read again the next time."""
    with suppress(OSError):
        memory = _memory()
        memory.parent.mkdir(parents=True, exist_ok=True)
        new = memory.with_suffix(".new")
        new.write_text(json.dumps(stamps))
        new.replace(memory)
