"""The id of this device: random, made once, kept in the state folder.

It is not kept beside the history: a synchronised or copied history must not make two machines one device.
"""

from __future__ import annotations

import os

from footcore_tui.adapters.paths import small_file
from footcore_tui.core.errors import NotSaved

TYPE_CHECKING = False  # `footcore status` imports this module: neither `typing` nor `pathlib`
if TYPE_CHECKING:
    from pathlib import Path

_GROUPS = (8, 4, 4, 4, 12)
_HEX = frozenset("0123456789abcdef-")


def known_device(folder: str) -> str | None:
    """The id; None where there is none, or the file does not hold one."""
    try:
        found = small_file(f"{folder}/device").decode("ascii").strip().lower()
    except (OSError, ValueError):
        return None
    is_id = set(found) <= _HEX and tuple(map(len, found.split("-"))) == _GROUPS
    return found if is_id else None


def device_id(folder: Path) -> str:
    """Reads the id, or makes it. Of two processes that make it at once, both get the first. Raises NotSaved."""
    try:
        known = known_device(str(folder)) or _make(folder / "device")
    except OSError as error:
        raise NotSaved(f"This device's id can't be kept in {folder}: {error.strerror or error}.") from error
    if known is None:
        raise NotSaved(f"This device's id can't be kept in {folder}.")
    return known


def _make(file: Path) -> str | None:
    from uuid import uuid4  # once in a device's life

    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"device.{os.getpid()}")
    with new.open("w", encoding="ascii") as stream:
        stream.write(f"{uuid4()}\n")
        stream.flush()
        os.fsync(stream.fileno())
    try:
        file.hardlink_to(new)
    except OSError:
        # Another process was first, or the file is damaged, or this file system has no hard links.
        if known_device(str(file.parent)) is None:
            new.replace(file)
    new.unlink(missing_ok=True)
    return known_device(str(file.parent))
