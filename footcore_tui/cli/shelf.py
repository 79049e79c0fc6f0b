"""The files that most commands read: the routines and the settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from footcore_tui.adapters import paths
from footcore_tui.adapters.data_files import data_folder
from footcore_tui.core.settings import Settings

if TYPE_CHECKING:
    from footcore_tui.adapters.library import Library


def library() -> Library:
    """The bundled routines and the person's own, with their adjustments."""
    from footcore_tui.adapters.library import Library

    return Library(data_folder("routines"), Path(paths.routines_folder()), Path(paths.adjustments_folder()))


def settings() -> Settings:
    """What the person set; a wrong value stands among its problems, and the one that holds without it is used."""
    file = paths.settings_file()
    try:
        Path(file).stat()
    except FileNotFoundError:
        # As for most people: what reads TOML is not loaded.
        return Settings()
    except OSError:
        # Reading it will tell.
        pass
    from footcore_tui.adapters.settings import read_settings

    return read_settings(file)
