"""`footcore routine check --watch`: checks again whenever one of the files was changed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from footcore_tui.cli.edge import say
from footcore_tui.cli.routine_check import check, names_of
from footcore_tui.cli.stamps import files_in
from footcore_tui.core.errors import PackError
from footcore_tui.core.pack import EXERCISES

PAUSE_SECONDS = 0.25
"""Between two looks at the files; a change is told after two looks that agree, so that a half-saved file is not."""
CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""Home, the screen, and what has scrolled off it."""

Stamp = tuple[int, int, int, int, int] | None
"""When a file was changed, and what is known of it, in nanoseconds, its size, inode and mode; None where there is none.

The second time and the mode tell of a permission that was taken or given.
"""


def watch(files: Sequence[str], pause: Callable[[], None] = lambda: time.sleep(PAUSE_SECONDS)) -> int:
    """Until Ctrl-C, which ends it as it ends every command. Raises PackError where there is nothing to begin with."""
    names_of(files)
    for number in changes(lambda: _seen(files), pause):
        if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
            print(CLEAR, end="")
        elif number:
            print()
        names, missing = _present(files)
        if names:
            check(names, as_json=False)
        sys.stdout.flush()
        for sentence in missing:
            say(f"footcore: {sentence}.")
        say(f"\nWatching {_watched(names)}; Ctrl-C ends it.")
    return 0


def _watched(names: Sequence[str]) -> str:
    return "this file" if len(names) == 1 else f"{len(names)} files" if names else "for a file"


def _present(files: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names of all files, and what is wrong with folders: a file that is saved may be gone for a moment."""
    names, missing = [], []
    for file in files:
        try:
            names += names_of([file])
        except PackError as error:
            missing.append(str(error))
    return names, missing


def _seen(files: Sequence[str]) -> tuple[tuple[str, Stamp], ...]:
    """Every file that what is said may depend on: a routine knows the exercises of the folder beside it."""
    names, _ = _present(files)
    beside = [
        path for folder in {Path(name).parent for name in names} for path, *_ in files_in(f"{folder}/{EXERCISES}")
    ]
    return tuple((name, _stamp(name)) for name in sorted({*names, *beside}))


def changes(look: Callable[[], object], pause: Callable[[], None]) -> Iterator[int]:
    """Counts from 0: at once, and each time what `look` sees has changed and stays for another look."""
    shown, number = look(), 0
    yield number
    last = shown
    while True:
        pause()
        now = look()
        if now == last != shown:
            shown, number = now, number + 1
            yield number
        last = now


def _stamp(file: str) -> Stamp:
    try:
        stat = Path(file).stat()
    except (OSError, ValueError):
        return None
    return stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino, stat.st_mode
