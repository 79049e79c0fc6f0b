"""What a trial of the sound engines comes to: which one is used and why, and what to do about it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from footcore_tui.cli.doctor_sound import Trial
from footcore_tui.core.settings import Settings, SoundEngine
from footcore_tui.core.text import printable

NOTHING = """
Nothing sounds here. To try, in this order:
{first}
  3. Has footcore's Python the package miniaudio? `python -m pip install miniaudio` adds it.
  4. engine = "bell" rings the terminal's bell at each sound.
Until then everything else works as it does with sound; the screen shows every cue.
"""
LINUX = """\
  1. Is a sound server running, and has it an output? `wpctl status` or `pactl info` tells.
  2. Is there a program that plays? Debian: apt install pipewire-bin, pulseaudio-utils or alsa-utils."""
ELSEWHERE = """\
  1. Is there an output in the system's sound settings?
  2. Does any other program sound?"""
UNHEARD = """
If names were shown and nothing was heard: footcore handed its sounds over, and they were lost behind it. Look for the
system's volume and for the output that is chosen (pavucontrol, wpctl status, the sound settings of the desktop).
A wireless loudspeaker that swallows the first half second: primer = true. One that is late: offset_ms = 200.
"""
HOW = """
To change it, in {file}:
  [sound]
  engine    = "{engine}"
  volume    = {volume}
  offset_ms = {offset_ms}
  primer    = {primer}
engine: {engines}; volume: 0 to 100; offset_ms: how much earlier.
"""


def report(tried: Sequence[Trial], chosen: Settings, file: str, log: str) -> Iterator[str]:
    """`tried` in the order of the engines: all of them, or one alone."""
    yield ""
    yield from _table(tried)
    yield ""
    if len(tried) > 1:
        yield _use(tried, chosen)
    yield from _remarks(chosen, file)
    yield f"Log: {printable(log)}"
    yield (UNHEARD if any(trial.works for trial in tried) else _nothing()).rstrip()
    yield HOW.format(
        file=printable(file),
        engine=chosen.engine,
        volume=chosen.volume,
        offset_ms=chosen.offset_ms,
        primer=str(chosen.primer).lower(),
        engines=", ".join(SoundEngine),
    ).rstrip()


def sound_object(tried: Sequence[Trial], chosen: Settings) -> dict[str, object]:
    """`engine` is the one that auto takes."""
    best = _best(tried)
    return {
        "works": best is not None,
        "engine": best.engine if best else None,
        "setting": str(chosen.engine),
        "volume": chosen.volume,
        "mute": chosen.mute,
        "engines": [
            {
                "engine": trial.engine,
                "works": trial.works,
                "by": trial.detail or None,
                "latency_ms": round(trial.latency * 1000) if trial.works else None,
                "reason": trial.reason or None,
            }
            for trial in tried
        ],
    }


def _table(tried: Sequence[Trial]) -> Iterator[str]:
    width = max(len(trial.engine) for trial in tried)
    for trial in tried:
        works = f"sounds by {trial.detail}, latency {trial.latency * 1000:.0f} ms"
        yield f"{trial.engine:{width}}  {works if trial.works else f'no: {trial.reason}'}{_place(trial, tried)}"


def _place(trial: Trial, tried: Sequence[Trial]) -> str:
    """Why auto does not take one that works."""
    best = _best(tried)
    if len(tried) == 1 or not trial.works or best is None:
        return ""
    return "; auto takes it" if trial is best else f"; not taken by auto, as {best.engine} comes first"


def _best(tried: Sequence[Trial]) -> Trial | None:
    return next((trial for trial in tried if trial.works), None)


def _use(tried: Sequence[Trial], chosen: Settings) -> str:
    best = _best(tried)
    auto = f"{best.engine}, the first that works" if best else "the terminal's bell, as nothing else works"
    match chosen.engine:
        case SoundEngine.AUTO:
            return f"A session sounds by {auto}."
        case SoundEngine.OFF:
            return f'A session is silent, as the settings say engine = "off"; auto would take {auto}.'
        case named:
            return f"A session sounds by {named}, as the settings say; auto would take {auto}."


def _nothing() -> str:
    return NOTHING.format(first=LINUX if sys.platform == "linux" else ELSEWHERE)


def _remarks(chosen: Settings, file: str) -> Iterator[str]:
    yield f"Volume: {chosen.volume} of 100{', at which nothing can be heard' if not chosen.volume else ''}."
    if chosen.mute:
        yield "Sessions begin muted, as the settings say mute = true; m turns the sound on."
    for problem in chosen.problems:
        yield f"{printable(file)}, line {problem.line}: {problem.message}"
