"""Names of files in a pack: such as every system can store, and as stay where they are put."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from footcore_tui.core.errors import PackError
from footcore_tui.core.pack import EXERCISES
from footcore_tui.core.text import quoted

MAX_NAME = 100
_NAME = re.compile(rf"(?:{EXERCISES}/)?([^\W_][\w .,()'&+-]*)\.toml")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Devices, on Windows, whatever ending they have."""


def is_device(stem: str) -> bool:
    """Whether a file of this name is a device on Windows."""
    return _RESERVED.fullmatch(stem) is not None


def require_names(names: Iterable[str]) -> None:
    """Raises PackError where one of them could leave the folder, or two are the same file somewhere."""
    seen: dict[str, str] = {}
    for name in names:
        match = _NAME.fullmatch(name)
        if match is None or ".." in name or len(name) > MAX_NAME or is_device(match[1]):
            raise PackError(
                f"{quoted(name, 60)} is no name for a file of a pack",
                "letters, digits, spaces and hyphens, then .toml; exercises stand in the folder exercises",
            )
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            raise PackError(f"{quoted(seen[folded])} and {quoted(name)} are one file on some systems", "rename one")
        seen[folded] = name
