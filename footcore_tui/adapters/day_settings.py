"""The three settings that `footcore status` needs, without loading TOML at every prompt.

A key that does not stand in the file can't be set by it; and what a file's text means is remembered beside that text.
"""

from __future__ import annotations

import os

from footcore_tui import __version__
from footcore_tui.adapters.paths import small_file
from footcore_tui.core.days import DAILY, DAY_START, TARGET

DaySettings = tuple[int, int, str]
"""Day start in minutes, target, daily routine."""

# A key may be written with escapes: a backslash has to be read properly too.
_SIGNS = (b"day_start", b"target", b"daily", b"\\")


def day_settings(file: str, memory: str) -> DaySettings:
    """Of the settings `file`; `memory` is a file for what was found, made and replaced as needed."""
    try:
        text = small_file(file)
    except OSError:
        return DAY_START, TARGET, DAILY
    if not any(sign in text for sign in _SIGNS):
        return DAY_START, TARGET, DAILY
    return _remembered(memory, text) or _read(file, memory, text)


def _remembered(memory: str, text: bytes) -> DaySettings | None:
    """None where this very text was not read before by this version."""
    try:
        head, _, of = small_file(memory).partition(b"\n")
        version, day_start, target, daily = head.decode().split(" ", 3)
        return (int(day_start), int(target), daily) if version == __version__ and of == text else None
    except (OSError, ValueError):
        return None


def _read(file: str, memory: str, text: bytes) -> DaySettings:
    from footcore_tui.adapters.settings import read_settings

    settings = read_settings(file)
    head = f"{__version__} {settings.day_start} {settings.target} {settings.daily}"
    if "\n" not in head:
        _remember(memory, head.encode() + b"\n" + text)
    return settings.day_start, settings.target, settings.daily


def _remember(memory: str, content: bytes) -> None:
    """Where it can't be written, the settings are read anew the next time."""
    from contextlib import suppress
    from pathlib import Path

    with suppress(OSError):
        path = Path(memory)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.{os.getpid()}")
        new.write_bytes(content)
        new.replace(path)
