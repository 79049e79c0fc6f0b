"""The world that a session runs against, as it is on this machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.audio.client import AudioClient, Sounding, Speech
from footcore_tui.adapters.clock import SystemClock
from footcore_tui.adapters.data_files import data_folder
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.notify import DesktopNotifier
from footcore_tui.cli.history import open_history
from footcore_tui.core.cues import Sound
from footcore_tui.core.settings import Settings, SoundEngine
from footcore_tui.ports import Notifier
from footcore_tui.runner import World

NOTES = {Sound.SWITCH: "Switch sides", Sound.REST: "Rest", Sound.FINISH: "Finished"}
"""What is told on the desktop, by the sound that would be heard."""


def open_world(chosen: Settings, bell: Callable[[Sound], None] | None = None) -> World:
    """The ports as they are on this machine; nothing is started before it is needed."""
    sounds, cache = data_folder("sounds"), Path(paths.cache_folder()) / "voice"
    sounding = Sounding(
        sounds / chosen.sounds,
        volume=chosen.volume / 100,
        offset_seconds=chosen.offset_ms / 1000,
        primer=chosen.primer,
        speech=Speech(sounds / "voice" / "en", cache, chosen.voice_name, chosen.voice_rate / 100),
    )
    if chosen.notify and (bell or chosen.engine is SoundEngine.OFF):
        bell = _telling(DesktopNotifier(), bell)
    sound = AudioClient(sounding, Path(paths.state_folder()) / "audio.log", chosen.engine.value, bell)
    return World(SystemClock(), sound, open_history(chosen), Uuid7Identities())


def _telling(notifier: Notifier, bell: Callable[[Sound], None] | None) -> Callable[[Sound], None]:
    """What is called at each sound's time, with a word on the desktop at some."""

    def ring(sound: Sound) -> None:
        if sound in NOTES:
            notifier.notify(NOTES[sound])
        if bell is not None:
            bell(sound)

    return ring
