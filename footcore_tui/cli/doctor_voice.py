"""The voice looked at, and heard: which synthesiser speaks, with which voice, and how another is had."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from footcore_tui.adapters.audio.line_queue import LineQueue
from footcore_tui.adapters.audio.speech_survey import Voiced
from footcore_tui.cli.doctor_sound import LEAD_SECONDS, READY_SECONDS, Patient
from footcore_tui.core.settings import Settings
from footcore_tui.core.speech import Line, phrases_for, sentences
from footcore_tui.core.text import printable
from footcore_tui.core.voice import Voice
from footcore_tui.ports import ScheduledCue

INSTALL = {
    "debian": "apt install espeak-ng",
    "ubuntu": "apt install espeak-ng",
    "fedora": "dnf install espeak-ng",
    "rhel": "dnf install espeak-ng",
    "arch": "pacman -S espeak-ng",
    "suse": "zypper install espeak-ng",
    "alpine": "apk add espeak-ng",
}
"""By the names that systems give themselves and what they are like."""
ANYWHERE = 'pip install "footcore-tui[voice]"'
SENTENCE_SECONDS = 4.0
"""The room of what is said."""


@dataclass(frozen=True, slots=True)
class Voices:
    """What would speak here."""

    language: str
    found: tuple[Voiced, ...]
    words: int
    """That are shipped."""

    @property
    def used(self) -> Voiced | None:
        return next((one for one in self.found if one.speaks), None)


class Speaking(Patient, Protocol):
    """What is needed of the client beside that."""

    @property
    def lines(self) -> LineQueue: ...


def report_voices(voices: Voices, chosen: Settings, install: str) -> Iterator[str]:
    width = max(len(one.name) for one in voices.found)
    for one in voices.found:
        taken = "; a session takes it" if one is voices.used else ""
        works = f"speaks {voices.language} by its voice {printable(one.voice)}{taken}"
        yield f"{one.name:{width}}  {works if one.speaks else f'no: {printable(one.reason)}'}"
    yield ""
    yield f"Language: {voices.language}, as in the routine of the day. The settings' mode is {chosen.voice}."
    if chosen.voice is Voice.OFF:
        yield "A session says nothing until v is pressed."
    yield _fallback(voices, install)
    if name := _unused(voices, chosen.voice_name):
        yield f'The settings name the voice "{printable(name)}", which is not the one that is used for this language.'


def voices_object(voices: Voices, chosen: Settings, install: str) -> dict[str, object]:
    used = voices.used
    return {
        "works": True,
        "language": voices.language,
        "mode": str(chosen.voice),
        "synthesiser": used.name if used else None,
        "voice": used.voice if used else None,
        "words": voices.words,
        "install": None if used else install,
        "synthesisers": [
            {"synthesiser": one.name, "works": one.speaks, "voice": one.voice or None, "reason": one.reason or None}
            for one in voices.found
        ],
    }


def install_hint(platform: str = sys.platform, release: Path = Path("/etc/os-release")) -> str:
    """How a synthesiser is had on this system."""
    match platform:
        case "darwin":
            return "System Settings, Accessibility, Spoken Content"
        case "win32":
            return "Settings, Time & language, Speech"
        case _:
            return _package(release)


def say_sentence(
    language: str,
    client: Speaking,
    now: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> str:
    """Has it said as in a session, and tells what became of it; as long as that lasts, and twice READY_SECONDS more."""
    phrases = phrases_for(language)
    text = sentences(phrases.switch, phrases.right_foot)
    line = Line((text,), ("switch", "right-foot"), SENTENCE_SECONDS, language)
    client.open()
    _wait(lambda: bool(client.engine), now, sleep)
    if client.engine in ("", "off", "bell"):
        return "Nothing was said, as nothing sounds here."
    client.prepare((line,))
    _wait(lambda: bool(client.lines.ready), now, sleep)
    at = now() + LEAD_SECONDS
    client.schedule([ScheduledCue(at, None, line)])
    sleep(at + SENTENCE_SECONDS - now())
    how = next(iter(client.lines.ready), "none")
    by = {"cached": "as it was kept from an earlier time", "words": "by the shipped words"}.get(how, f"by {how}")
    return f'It said "{text}" {by}.' if how != "none" else f'It had nothing to say "{text}" with.'


def _fallback(voices: Voices, install: str) -> str:
    words = f"{voices.words} shipped words, in English, name side, switch, rest, halfway and the count"
    if voices.used:
        return f"Where a line is not ready in time, {words}."
    return f"No synthesiser speaks {voices.language} here; {words}. A whole voice: {install}."


def _unused(voices: Voices, name: str) -> str:
    """Empty where the settings name no voice, or it is part of the one that is used."""
    used = voices.used
    return "" if used is None or not name or name.lower() in used.voice.lower() else name


def _package(release: Path) -> str:
    for name in _names(release):
        if name in INSTALL:
            return INSTALL[name]
    return ANYWHERE


def _names(release: Path) -> Sequence[str]:
    """What the system calls itself, then what it is like."""
    try:
        lines = release.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    said: Mapping[str, str] = {key: value.strip("\"'") for key, _, value in (line.partition("=") for line in lines)}
    return [said.get("ID", ""), *said.get("ID_LIKE", "").split()]


def _wait(true: Callable[[], bool], now: Callable[[], float], sleep: Callable[[float], None]) -> None:
    end = now() + READY_SECONDS
    while not true() and now() < end:
        sleep(0.02)
