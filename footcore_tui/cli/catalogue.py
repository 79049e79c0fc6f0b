"""What `footcore list` shows of each routine file: an index, in which a file is read anew only when it has changed.

To read a routine takes about two milliseconds, and to load what reads it as long as all else that the command does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from footcore_tui.adapters import paths
from footcore_tui.cli.stamps import ENDING, FileStamp, files_in, routine_folders, surroundings
from footcore_tui.core.errors import UnknownRoutine

if TYPE_CHECKING:
    from footcore_tui.adapters.library import Library
    from footcore_tui.ports import RoutineFile


UNREAD = -1
"""In place of when a file was changed: it is read at each look, for the right to read it leaves no mark."""
UNREADABLE = ("unreadable", "no-such-file")


class Listed(NamedTuple):
    """A file as it is listed."""

    id: str
    name: str | None
    """None where it is broken."""
    weeks: int | None
    """None without a plan."""
    work_seconds: int
    clock_seconds: int
    problems: tuple[str, ...]
    """Of a broken file, each with its place."""


class Known(NamedTuple):
    """A file as it was when it was read."""

    changed: int
    """In nanoseconds."""
    size: int
    adjustment: tuple[int, int] | None
    """When the person's adjustments to it were changed, and their size."""
    listed: Listed


class Index(NamedTuple):
    files: dict[str, Known]
    """By path."""
    broken: tuple[Listed, ...]
    """Files of exercises."""


def catalogue(library: Callable[[], Library]) -> tuple[Listed, ...]:
    """Every routine file by name, the broken ones too; `library` is asked only for what is not known."""
    memory, key = Path(paths.cache_folder()) / "listed", surroundings()
    known = _remembered(memory, key)
    adjustments = {Path(path).stem: (changed, size) for path, changed, size in files_in(paths.adjustments_folder())}
    shelf: Library | None = None
    now: dict[str, Known] = {}
    for stamp in (one for folder in routine_folders() for one in _shown(folder)):
        one = known.files.get(stamp[0]) if known else None
        if one is None or one[:3] != (*stamp[1:], adjustments.get(one.listed.id)):
            shelf = shelf or library()
            file = shelf.listed(Path(stamp[0]))
            changed = UNREAD if file.problems and file.problems[0].code in UNREADABLE else stamp[1]
            one = Known(changed, stamp[2], adjustments.get(file.id), _listed(file))
        now[stamp[0]] = one
    broken = known.broken if known else tuple(map(_listed, (shelf or library()).broken_exercises()))
    lasting = {path: one for path, one in now.items() if one.changed != UNREAD}
    if known is None or known.files != lasting:
        _remember(memory, key, Index(lasting, broken))
    by_id: dict[str, Listed] = {}
    for one in now.values():
        by_id.setdefault(one.listed.id, one.listed)
    return tuple(sorted((*by_id.values(), *broken), key=_shown_name))


def known_ids(shelves: Library) -> frozenset[str]:
    """Of every routine there is."""
    return frozenset(one.id for one in catalogue(lambda: shelves))


def known_file(routine: str, shelves: Library, known: frozenset[str] | None = None) -> RoutineFile | None:
    """To look for one that is not there would read every file; the index knows, `known` if it was asked already."""
    if routine not in (known_ids(shelves) if known is None else known):
        return None
    try:
        return shelves.file(routine)
    except UnknownRoutine:
        return None


def _shown(folder: str) -> Iterator[FileStamp]:
    """Those that the library lists; one that can't be looked at is among them."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.lower().endswith(ENDING) and not entry.name.startswith("."):
            try:
                now = entry.stat()
            except OSError:
                yield entry.path, UNREAD, 0
            else:
                yield entry.path, now.st_mtime_ns, now.st_size


def _shown_name(one: Listed) -> tuple[str, str]:
    return (one.id if one.name is None else one.name.casefold(), one.id)


def _listed(file: RoutineFile) -> Listed:
    from footcore_tui.core.routine import Standing
    from footcore_tui.core.timeline import measure

    if file.routine is None:
        reasons = tuple(f"{one.file}:{one.line}:{one.column}: {one.message}" for one in file.problems)
        return Listed(file.id, None, None, 0, 0, reasons)
    extent, plan = measure(file.routine, Standing()), file.routine.plan
    return Listed(
        file.id, file.routine.name, plan.weeks if plan else None, extent.work_seconds, extent.clock_seconds, ()
    )


def _remembered(memory: Path, key: str) -> Index | None:
    """None where anything is not as it was."""
    try:
        content = json.loads(memory.read_bytes())
        if content["key"] != key:
            return None
        files = {
            path: Known(changed, size, tuple(own) if own else None, _row(row))
            for path, (changed, size, own, row) in content["files"].items()
        }
        return Index(files, tuple(map(_row, content["broken"])))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _row(row: list[object]) -> Listed:
    """Raises ValueError or TypeError."""
    match row:
        case [str(id_), str() | None as name, int() | None as weeks, int(work), int(clock), [*problems]]:
            return Listed(id_, name, weeks, work, clock, tuple(map(str, problems)))
        case _:
            raise ValueError("it is no row of the index")


def _remember(memory: Path, key: str, index: Index) -> None:
    """Where it can't be written the files are read anew."""
    with suppress(OSError, UnicodeEncodeError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        new = memory.with_name(f"{memory.name}.{os.getpid()}")
        content = {"key": key, "files": index.files, "broken": index.broken}
        new.write_text(json.dumps(content, ensure_ascii=True), "utf-8")
        new.replace(memory)
