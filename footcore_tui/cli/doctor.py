"""`footcore doctor`: what works here, tried and told."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.audio.client import AudioClient, Sounding, Speech
from footcore_tui.adapters.audio.protocol import ENGINES
from footcore_tui.adapters.data_files import data_folder
from footcore_tui.cli.doctor_report import report, sound_object
from footcore_tui.cli.doctor_sound import Trial, examine, open_quietly
from footcore_tui.cli.edge import tell
from footcore_tui.cli.shelf import settings
from footcore_tui.core.errors import FootcoreError, UsageError
from footcore_tui.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    part: str | None = None
    """None: all of them."""
    engine: str | None = None
    """None: every sound engine."""
    as_json: bool = False

    @property
    def is_loud(self) -> bool:
        """Whether anything is played: nothing by itself where nobody sees what it is."""
        return not self.as_json and (self.part is not None or sys.stdout.isatty())


@dataclass(frozen=True, slots=True)
class Found:
    """What a part came to."""

    lines: Iterable[str]
    shape: Mapping[str, object]

    @property
    def works(self) -> bool:
        return self.shape["works"] is True


def doctor(part: str | None, engine: str | None, *, as_json: bool = False) -> int:
    """Looks at one part, or at all. 0 if all of it works, else 1. Raises UsageError."""
    if part is not None and part not in PARTS:
        raise UsageError(f"There is nothing called {part} to look at; there are {', '.join(PARTS)}.")
    if engine is not None and engine not in ENGINES:
        raise UsageError(f"There is no sound engine {engine} to try; there are {', '.join(ENGINES)}.")
    if engine is not None and part not in (None, "sound"):
        raise UsageError(f"--engine goes with sound, not with {part}.")
    wish, chosen = Wish(part, engine, as_json), settings()
    shapes: dict[str, Mapping[str, object]] = {}
    works = True
    for name in (part,) if part else PARTS:
        if part is None and not as_json:
            print(f"{chr(10) if shapes else ''}{name.upper()}", flush=True)
        found = PARTS[name](wish, chosen)
        shapes[name], works = found.shape, works and found.works
        for line in () if as_json else found.lines:
            tell(line)
    if as_json:
        print(json.dumps(shapes, ensure_ascii=False, indent=1))
    return 0 if works else 1


def _sound(wish: Wish, chosen: Settings) -> Found:
    names = [wish.engine] if wish.engine else ENGINES
    tried = [_tried(name, chosen, aloud=wish.is_loud) for name in names]
    return Found(report(tried, chosen, paths.settings_file(), str(_log())), sound_object(tried, chosen))


def _voice(wish: Wish, chosen: Settings) -> Found:
    from footcore_tui.adapters.audio.speech_survey import survey
    from footcore_tui.cli.doctor_voice import Voices, install_hint, report_voices, voices_object

    language = _language(chosen)
    words = len(list((data_folder("sounds") / "voice" / "en").glob("*.wav")))
    voices = Voices(language, tuple(survey(language, chosen.voice_name)), words)
    lines = list(report_voices(voices, chosen, install_hint()))
    if wish.is_loud and sys.stdout.isatty():
        lines.append(_said(language, chosen))
    return Found(lines, voices_object(voices, chosen, install_hint()))


def _terminal(_wish: Wish, _chosen: Settings) -> Found:
    from footcore_tui.cli.doctor_terminal import find_ends, read_terminal, report_terminal, terminal_object

    terminal = read_terminal(os.environ, find_ends())
    return Found(report_terminal(terminal), terminal_object(terminal))


def _database(_wish: Wish, chosen: Settings) -> Found:
    from footcore_tui.cli.doctor_database import database_object, look_at_history, report_database

    database = look_at_history(chosen, datetime.now())
    return Found(report_database(database), database_object(database))


def _timing(_wish: Wish, _chosen: Settings) -> Found:
    from footcore_tui.cli.doctor_timing import measure, report_timing, timing_object

    timing = measure()
    return Found(report_timing(timing), timing_object(timing))


PARTS: dict[str, Callable[[Wish, Settings], Found]] = {
    "sound": _sound,
    "voice": _voice,
    "terminal": _terminal,
    "database": _database,
    "timing": _timing,
}
"""In this order: what is measured last is measured once the sound worker has gone."""


def _tried(name: str, chosen: Settings, *, aloud: bool) -> Trial:
    client = AudioClient(_sounding(chosen), _log(), name)
    try:
        return examine(name, client) if aloud else open_quietly(name, client)
    finally:
        client.close()


def _said(language: str, chosen: Settings) -> str:
    from footcore_tui.cli.doctor_voice import say_sentence

    client = AudioClient(_sounding(chosen), _log(), chosen.engine if chosen.engine in ENGINES else "auto")
    try:
        return say_sentence(language, client)
    finally:
        client.close()


def _language(chosen: Settings) -> str:
    """That of the routine of the day; English where there is none, or it says none."""
    from footcore_tui.cli.shelf import library

    try:
        return (library().routine(chosen.daily).language if chosen.daily else "") or "en"
    except FootcoreError:
        return "en"


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
