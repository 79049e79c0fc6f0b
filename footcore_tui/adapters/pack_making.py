"""A pack made of a trainer's folder: its list, and its signature."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from footcore_tui.adapters.data_files import replace_whole
from footcore_tui.adapters.pack_folder import MAX_FILE, plain_file, toml_names
from footcore_tui.adapters.pack_names import require_names
from footcore_tui.core.errors import PackError
from footcore_tui.core.pack import LIST_FILE, NOTE_FILE, SIGNATURE_FILE


def names_for_a_pack(folder: Path) -> tuple[str, ...]:
    """The routines and the files of exercises of a folder. Raises PackError where one of them can't be in a pack."""
    names = tuple(name for name in toml_names(folder) if name != NOTE_FILE)
    require_names(names)
    return names


def write_list(folder: Path, names: Sequence[str]) -> bytes:
    """The list of these files and of `pack.toml`, in the form of sha256sum; any signature goes. Raises PackError."""
    contents = [(name, plain_file(folder / name, MAX_FILE)) for name in (*names, NOTE_FILE)]
    listed = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in contents).encode()
    (folder / SIGNATURE_FILE).unlink(missing_ok=True)
    write_whole(folder / LIST_FILE, listed)
    return listed


def write_whole(path: Path, content: bytes) -> None:
    """All of it or nothing. Raises PackError."""
    try:
        replace_whole(path, content)
    except OSError as error:
        raise PackError(f"{path.name} can't be written: {error.strerror or error}") from error
