"""The settings that `footcore status` needs, without loading TOML at every prompt.

A key that does not stand in the file can't be set by it; and what a file's text means is remembered beside that text.
"""

from __future__ import annotations

import os

from footcore_tui import __version__
from footcore_tui.adapters.paths import small_file
from footcore_tui.core.day_rules import DEFAULTS
from footcore_tui.core.days import DAILY, TARGET

Rules = dict[str, float]
"""The settings that are rules, by their names in `day_rules.DEFAULTS`."""
DaySettings = tuple[Rules, int, bool, str]
"""Those, the daily target, whether the streak is shown, and the daily routine."""

# A key may be written with escapes: a backslash has to be read properly too. "target" stands in "week_target" as well.
_SIGNS = (*(name.encode() for name in DEFAULTS), b"target", b"streak", b"daily", b"\\")


def day_settings(file: str, memory: str) -> DaySettings:
    """Of the settings `file`; `memory` is a file for what was found, made and replaced as needed."""
    try:
        text = small_file(file)
    except OSError:
        return dict(DEFAULTS), TARGET, True, DAILY
    if not any(sign in text for sign in _SIGNS):
        return dict(DEFAULTS), TARGET, True, DAILY
    return _remembered(memory, text) or _read(file, memory, text)


def _remembered(memory: str, text: bytes) -> DaySettings | None:
    """None where this very text was not read before by this version."""
    try:
        head, _, of = small_file(memory).partition(b"\n")
        version, target, streak, *rest = head.decode().split(" ", 3 + len(DEFAULTS))
        rules = dict(zip(DEFAULTS, map(float, rest[:-1]), strict=True))
        known = version == __version__ and of == text
        return (rules, int(target), streak == "True", rest[-1]) if known else None
    except (OSError, ValueError, IndexError):
        return None


def _read(file: str, memory: str, text: bytes) -> DaySettings:
    from footcore_tui.adapters.settings import read_settings

    settings = read_settings(file)
    rules = settings.rules()
    head = " ".join(map(str, (__version__, settings.target, settings.streak, *rules.values(), settings.daily)))
    if "\n" not in head:
        _remember(memory, head.encode() + b"\n" + text)
    return rules, settings.target, settings.streak, settings.daily


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
