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


def stamp() -> str:
    """Another one after any change: of each file its path, when it was changed in nanoseconds, and its size.

    The program's own folders count too: what was remembered by another state of it may not be what this one reads.
    """
    folders = (paths.routines_folder(), str(data_folder("routines")))
    code = [(CODE / name).stat().st_mtime_ns for name in ("core", "adapters")]
    return repr(
        (__version__, *code, *(one for folder in folders for one in (*_in(folder), *_in(f"{folder}/exercises"))))
    )


def _in(folder: str) -> Iterator[tuple[str, int, int]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.lower().endswith(ENDING):
            with suppress(OSError):
                now = entry.stat()
                yield entry.path, now.st_mtime_ns, now.st_size
