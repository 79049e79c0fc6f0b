"""The cues of a session as a script: who says what in which second, with one line for what belongs together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from footcore_tui.core.cues import Cue, CueKind, Sound
from footcore_tui.core.interval import Interval

LEGEND = "♪ a sound, “…” the voice; in repetitions each · is a tick of the metronome, a second apart."
_COUNTED, _REPEATED = "count", "repetition"


def script_lines(interval: Interval, cues: tuple[Cue, ...]) -> Iterator[tuple[float, str]]:
    """Seconds of the session and what is heard from there on; a count and a paced repetition take a line each."""
    for (what, _), group in groupby(cues, key=lambda cue: _line_of(interval, cue)):
        some = tuple(group)
        if what == _COUNTED:
            yield some[0].at, f"♪ {Sound.COUNT}{_together(some, '♪').removeprefix('♪')}"
        elif what == _REPEATED:
            yield some[0].at, _together(some, "·")
        else:
            yield from ((cue.at, _alone(cue)) for cue in some)


def _line_of(interval: Interval, cue: Cue) -> tuple[str, int]:
    """What the cue belongs to, and which one of it."""
    tempo = interval.movement.tempo
    if cue.kind is CueKind.COUNT:
        return _COUNTED, 0
    if cue.kind in (CueKind.BEAT, CueKind.PHASE) and tempo and tempo.seconds:
        return _REPEATED, int(cue.offset // tempo.seconds)
    return "", 0


def _together(cues: tuple[Cue, ...], short: str) -> str:
    """Sounds and words one after another; `short` for the sound that only fills the seconds."""
    words = [
        short if cue.sound in (Sound.COUNT, Sound.TICK) else f"♪ {cue.sound}" if cue.sound else f"“{cue.text}”"
        for cue in cues
    ]
    return " ".join(words)


def _alone(cue: Cue) -> str:
    return f"♪ {cue.sound}" if cue.sound else f"“{cue.text}”"
