"""`footcore doctor`: what works here, tried and told."""

from __future__ import annotations

from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.audio.client import AudioClient, Sounding, Speech
from footcore_tui.adapters.audio.protocol import ENGINES
from footcore_tui.adapters.data_files import data_folder
from footcore_tui.cli.doctor_report import report
from footcore_tui.cli.doctor_sound import Trial, examine
from footcore_tui.cli.shelf import settings
from footcore_tui.core.errors import UsageError
from footcore_tui.core.settings import Settings


def doctor(part: str | None, engine: str | None) -> int:
    """Tries the sound, the one part there is. 0 if something sounds, else 1. Raises UsageError."""
    if part not in (None, "sound"):
        raise UsageError(f"There is nothing called {part} to look at; there is sound.")
    if engine is not None and engine not in ENGINES:
        raise UsageError(f"There is no sound engine {engine} to try; there are {', '.join(ENGINES)}.")
    chosen = settings()
    tried = [_tried(name, chosen) for name in ([engine] if engine else ENGINES)]
    for line in report(tried, chosen, paths.settings_file(), str(_log())):
        print(line)
    return 0 if any(trial.works for trial in tried) else 1


def _tried(name: str, chosen: Settings) -> Trial:
    client = AudioClient(_sounding(chosen), _log(), name)
    try:
        return examine(name, client)
    finally:
        client.close()


def _sounding(chosen: Settings) -> Sounding:
    """As in a session."""
    sounds, cache = data_folder("sounds"), Path(paths.cache_folder()) / "voice"
    return Sounding(
        sounds / chosen.sounds,
        volume=chosen.volume / 100,
        offset_seconds=chosen.offset_ms / 1000,
        primer=chosen.primer,
        speech=Speech(sounds / "voice" / "en", cache, chosen.voice_name, chosen.voice_rate / 100),
    )


def _log() -> Path:
    return Path(paths.state_folder()) / "audio.log"
