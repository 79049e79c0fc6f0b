"""Files: where those that come with footcore lie, paths as a person writes them, one file in the place of another."""

from __future__ import annotations

import os
from pathlib import Path

import footcore_tui


def data_folder(name: str) -> Path:
    """The folder `routines` or `sounds`: in the package where it was built in, else beside it in the checkout."""
    package = Path(footcore_tui.__file__).resolve().parent
    built_in = package / "_data" / name
    return built_in if built_in.is_dir() else package.parent / name


def expanded(text: str) -> Path:
    """A path as a person writes it; `~somebody` who is not known here is a name like any other."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def is_folder(path: Path) -> bool:
    """Also of a path that no file can have, as one that is too long."""
    try:
        return path.is_dir()
    except OSError:
        return False


def replace_whole(path: Path, content: bytes) -> None:
    """The old file stays until the new one is whole, and on the disk; a link goes on pointing at it. Raises OSError."""
    import tempfile

    place = path.resolve()
    mode = place.stat().st_mode if place.exists() else None
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    new = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        new.chmod(0o644 if mode is None else mode & 0o7777)
        new.replace(place)
    except OSError:
        new.unlink(missing_ok=True)
        raise
