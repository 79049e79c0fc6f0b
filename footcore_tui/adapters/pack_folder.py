"""A pack read from its folder: the files of its list, each with the very bytes that the list tells of.

Whatever else lies there is left alone. No link is followed, nothing is unpacked or run, and every size has its limit.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from footcore_tui.adapters.pack_names import require_names
from footcore_tui.adapters.pack_note import read_note
from footcore_tui.core.errors import PackError
from footcore_tui.core.pack import EXERCISES, LIST_FILE, NOTE_FILE, SIGNATURE_FILE, Pack, PackFile
from footcore_tui.core.text import printable, quoted

MAX_FILES = 200
MAX_FILE = 64 * 1024
"""Bytes, as of every routine."""
MAX_PACK = 4 * 1024 * 1024
MAX_SIGNATURE = 16 * 1024
ENDING = ".toml"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_pack(folder: Path) -> Pack:
    """Raises PackError where anything of the list is not as it says."""
    if not (folder / LIST_FILE).exists():
        raise PackError(
            f"{printable(str(folder))} is no pack: there is no {LIST_FILE} in it",
            "a trainer makes one with `footcore routine pack`; a single file is added by its own name",
        )
    if (folder / EXERCISES).is_symlink():
        raise PackError(f"{EXERCISES} is a link; a pack has none")
    listed = plain_file(folder / LIST_FILE, MAX_FILE)
    files = tuple(_listed_files(folder, _sums(listed)))
    note = next((file for file in files if file.name == NOTE_FILE), None)
    if note is None:
        raise PackError(f"{NOTE_FILE} is not on the list of this pack")
    here = set(toml_names(folder)) - {file.name for file in files}
    signature = folder / SIGNATURE_FILE
    return Pack(
        read_note(note.content),
        tuple(file for file in files if file is not note and "/" not in file.name),
        tuple(file for file in files if "/" in file.name),
        listed,
        plain_file(signature, MAX_SIGNATURE) if os.path.lexists(signature) else None,
        tuple(sorted(here)),
    )


def toml_names(folder: Path) -> Iterator[str]:
    """Every TOML file of a folder that may be one of a pack's; none that is hidden. Raises PackError."""
    for below in ("", f"{EXERCISES}/"):
        try:
            entries = sorted(entry.name for entry in os.scandir(folder / below))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise PackError(f"{printable(str(folder / below))} can't be read: {error.strerror or error}") from error
        yield from (f"{below}{name}" for name in entries if name.lower().endswith(ENDING) and name[0] != ".")


def plain_file(path: Path, limit: int) -> bytes:
    """The bytes of a regular file that is no link. Raises PackError."""
    shown = quoted(path.name, 60)
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise PackError(f"{shown} is a link or no regular file; a pack has neither")
        descriptor = os.open(path, os.O_RDONLY | _NO_LINK)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise PackError(f"{shown} is no regular file")
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                content = file.read(limit + 1)
        finally:
            os.close(descriptor)
    except FileNotFoundError as error:
        raise PackError(f"{shown} is on the list of this pack, but not in its folder") from error
    except (OSError, ValueError) as error:
        raise PackError(f"{shown} can't be read: {getattr(error, 'strerror', None) or error}") from error
    if len(content) > limit:
        raise PackError(f"{shown} is larger than {limit // 1024} KiB")
    return content


def _sums(listed: bytes) -> dict[str, str]:
    """The SHA-256 of each name. Raises PackError."""
    try:
        lines = listed.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise PackError(f"{LIST_FILE} is not UTF-8 text") from error
    sums: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in sums:
            raise PackError(f"line {number} of {LIST_FILE} is no line of such a list")
        sums[match[2]] = match[1]
    if len(sums) > MAX_FILES:
        raise PackError(f"{LIST_FILE} names {len(sums)} files; a pack has at most {MAX_FILES}")
    require_names(sums)
    return sums


def _listed_files(folder: Path, sums: dict[str, str]) -> Iterator[PackFile]:
    size = 0
    for name, expected in sums.items():
        content = plain_file(folder / name, MAX_FILE)
        size += len(content)
        if size > MAX_PACK:
            raise PackError(f"this pack is larger than {MAX_PACK // 1024 // 1024} MiB")
        if hashlib.sha256(content).hexdigest() != expected:
            raise PackError(
                f"{quoted(name)} is not what the list of this pack says",
                "it or the list was changed after the pack was made: ask your trainer for the pack again",
            )
        yield PackFile(name, content)
