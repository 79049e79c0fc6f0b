"""`footcore routine check --watch`: checks again whenever one of the files was changed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from footcore_tui.cli.edge import say
from footcore_tui.cli.routine_check import check, names_of

PAUSE_SECONDS = 0.25
"""Between two looks at the files; a change is told after two looks that agree, so that a half-saved file is not."""
CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""Home, the screen, and what has scrolled off it."""

Stamp = tuple[int, int, int] | None
"""When a file was changed in nanoseconds, its size, its inode; None where there is none."""


def watch(files: Sequence[str]) -> int:
    """Until Ctrl-C, which ends it as it ends every command."""
    for number in changes(lambda: tuple(map(_stamp, names_of(files))), lambda: time.sleep(PAUSE_SECONDS)):
        if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
            print(CLEAR, end="")
        elif number:
            print()
        check(files, as_json=False)
        sys.stdout.flush()
        say(f"\nWatching {_watched(names_of(files))}; Ctrl-C ends it.")
    return 0


def _watched(names: Sequence[str]) -> str:
    return "this file" if len(names) == 1 else f"{len(names)} files"


def changes(look: Callable[[], tuple[Stamp, ...]], pause: Callable[[], None]) -> Iterator[int]:
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
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
