"""Where the files that come with footcore lie: the routines, the exercises, the sounds."""

from __future__ import annotations

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
