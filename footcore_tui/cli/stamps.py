"""Whether any file that a routine may be made of has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from footcore_tui import __version__
from footcore_tui.adapters import paths
from footcore_tui.adapters.data_files import data_folder

ENDING = ".toml"
CODE = Path(__file__).parents[1]

FileStamp = tuple[str, int, int]
"""A file as it is now: its path, when it was changed in nanoseconds, and its size."""


def stamp() -> str:
    """Another one after any change of a file, the person's adjustments among them."""
    routines = [one for folder in routine_folders() for one in files_in(folder)]
    return f"{surroundings()} {[*routines, *files_in(paths.adjustments_folder())]!r}"


def surroundings() -> str:
    """Another one after any change of what every routine may be made of: the exercises and the program.

    The program's own folders count too: what was remembered by another state of it may not be what this one reads.
    """
    code = [(CODE / name).stat().st_mtime_ns for name in ("core", "adapters")]
    exercises = [one for folder in routine_folders() for one in files_in(f"{folder}/exercises")]
    return repr((__version__, *code, *exercises))


def routine_folders() -> tuple[str, str]:
    """The person's own first: what comes first hides what comes later."""
    return paths.routines_folder(), str(data_folder("routines"))


def files_in(folder: str) -> Iterator[FileStamp]:
    """The TOML files of a folder by name; none where there is no such folder."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.lower().endswith(ENDING):
            with suppress(OSError):
                now = entry.stat()
                yield entry.path, now.st_mtime_ns, now.st_size
