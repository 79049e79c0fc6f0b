"""Where a document goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from footcore_tui.adapters.data_files import expanded
from footcore_tui.core.errors import FootcoreError

PIPE = "-"
KEPT = (".toml", ".sqlite3")
"""Endings of files that somebody wrote, or that hold a history; a document never takes their place."""


def write_out(file: str, pieces: Iterable[str]) -> None:
    """In UTF-8. Raises FootcoreError, and OSError for a pipe."""
    if file == PIPE:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode(errors="backslashreplace"))
        sys.stdout.buffer.flush()
        return
    path = expanded(file).resolve()
    if path.suffix.lower() in KEPT and path.exists():
        raise FootcoreError(f"{file} is there already, and no document of ours: nothing was written.")
    new = path.with_name(f"{path.name}.part")
    try:
        with new.open("wb") as stream:
            stream.writelines(piece.encode(errors="backslashreplace") for piece in pieces)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise FootcoreError(f"{file} can't be written: {error.strerror or error}.") from error
