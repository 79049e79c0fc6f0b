"""Backups in less room: packed by gzip, which any system can unpack, to about an eighth."""

from __future__ import annotations

import gzip
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from footcore_tui.core.errors import DamagedHistory, HistoryError

ENDING = ".gz"
LEVEL = 3
"""Of nine; a higher one takes twice the time for a tenth less."""
BLOCK = 1 << 20


def pack(backup: Path) -> None:
    """Puts the packed file in the place of the plain one, once it is on the disk and was read back. Raises OSError."""
    packed = backup.with_name(f"{backup.name}{ENDING}")
    unfinished = backup.with_name(f"{backup.name}.part")
    try:
        with backup.open("rb") as plain, gzip.open(unfinished, "wb", compresslevel=LEVEL) as stream:
            shutil.copyfileobj(plain, stream, BLOCK)
        with unfinished.open("rb+") as written:
            os.fsync(written.fileno())
        if _is_same(backup, unfinished):
            unfinished.replace(packed)
            backup.unlink()
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def unpacked(file: Path, folder: Path) -> Iterator[Path]:
    """The file as SQLite can read it, for as long as it is wanted; a packed one is unpacked into the folder.

    Raises HistoryError.
    """
    if file.suffix != ENDING:
        yield file
        return
    plain = folder / f"{file.stem}.unpacked"
    try:
        try:
            with gzip.open(file) as stream, plain.open("wb") as whole:
                shutil.copyfileobj(stream, whole, BLOCK)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise DamagedHistory(f"{file} is damaged: {error}.") from error
        except OSError as error:
            raise HistoryError(f"{file} can't be unpacked: {error.strerror or error}.") from error
        yield plain
    finally:
        with suppress(OSError):
            plain.unlink(missing_ok=True)


def _is_same(plain: Path, packed: Path) -> bool:
    with plain.open("rb") as before, gzip.open(packed) as after:
        while (block := before.read(BLOCK)) == after.read(BLOCK):
            if not block:
                return True
    return False
