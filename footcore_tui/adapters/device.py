"""The id of this device: random, made once, kept in the state folder.

It is not kept beside the history: a synchronised or copied history must not make two machines one device.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from footcore_tui.core.errors import NotSaved

_UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def device_id(folder: Path) -> str:
    """Reads the id, or makes it. Of two processes that make it at once, both get the first. Raises NotSaved."""
    file = folder / "device"
    try:
        known = _read(file) or _make(file)
    except OSError as error:
        raise NotSaved(f"This device's id can't be kept in {folder}: {error.strerror or error}.") from error
    if known is None:
        raise NotSaved(f"This device's id can't be kept in {folder}.")
    return known


def _read(file: Path) -> str | None:
    """The id; None where there is none, or the file does not hold one."""
    try:
        found = _UUID.fullmatch(file.read_text("ascii").strip().lower())
    except (FileNotFoundError, ValueError):
        return None
    return found.group() if found else None


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
        if _read(file) is None:
            new.replace(file)
    new.unlink(missing_ok=True)
    return _read(file)
