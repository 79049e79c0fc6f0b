"""The composition root: the only place that chooses adapters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.audio.client import AudioClient
from footcore_tui.adapters.clock import SystemClock
from footcore_tui.adapters.data_files import data_folder
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.settings import read_settings
from footcore_tui.cli.history import open_history
from footcore_tui.core.settings import Settings
from footcore_tui.runner import World


def settings() -> Settings:
    """What the person set; a wrong value stands among its problems, and the one that holds without it is used."""
    return read_settings(paths.settings_file())


def library() -> Library:
    """The bundled routines and the person's own."""
    return Library(data_folder("routines"), Path(paths.routines_folder()))


def open_world(chosen: Settings, bell: Callable[[], None] | None = None) -> World:
    """The ports as they are on this machine; nothing is started before it is needed."""
    sound = AudioClient(
        sounds=data_folder("sounds"),
        log=Path(paths.state_folder()) / "audio.log",
        engine=chosen.engine.value,
        volume=chosen.volume / 100,
        offset_seconds=chosen.offset_ms / 1000,
        bell=bell,
    )
    return World(SystemClock(), sound, open_history(), Uuid7Identities())
