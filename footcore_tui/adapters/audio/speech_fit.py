"""A line made to fit its room: its first text that does, hurried where that helps, else its shipped words."""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from footcore_tui.adapters.audio.blend import RATE
from footcore_tui.adapters.audio.speech_cache import SpeechCache
from footcore_tui.adapters.audio.speech_shape import Breathe, frames_of, shaped, trimmed
from footcore_tui.adapters.audio.synthesis import Synthesisers, plain
from footcore_tui.core.speech import HURRY, Line

CACHED = "cached"
GAP_FRAMES = RATE * 60 // 1000
"""Between two shipped words."""
STEPS = 20
"""Speeds are multiples of a twentieth, so that the cache meets them again."""
SPARE = 1.02
"""A synthesiser asked for 1.2 times the speed is a little slower than that: its pauses shrink less."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A text as a synthesiser said it, trimmed; at 48 kHz it is shaped already."""

    samples: array[int]
    rate: int
    key: tuple[str, ...]
    how: str

    @property
    def frames(self) -> int:
        return frames_of(len(self.samples), self.rate)


def room_frames(line: Line) -> int:
    return max(0, math.floor(line.room * RATE + 1e-6))


def joined_words(words: Mapping[str, array[int]], line: Line) -> array[int] | None:
    """The line's shipped words, or as many of its last ones as its room holds; None where it holds none."""
    said = [words[word] for word in line.words if word in words]
    for first in range(len(said)):
        joined = _joined(said[first:])
        if len(joined) <= room_frames(line):
            return joined
    return None


class Fitter:
    """Makes lines. Used by one thread."""

    def __init__(
        self, synthesisers: Synthesisers, cache: SpeechCache, voice: str, rate: float, breathe: Breathe
    ) -> None:
        self._synthesisers = synthesisers
        self._cache = cache
        self._voice = voice
        self._rate = rate
        self._breathe = breathe

    def fit(self, line: Line) -> tuple[array[int], str] | None:
        """The sound of a line and how it was had; None where no text can be said within the room."""
        room = room_frames(line)
        for text in filter(None, map(plain, line.texts)):
            said = self._within(room, text, line.language)
            if said is not None:
                return self._finished(said), said.how
        return None

    def _within(self, room: int, text: str, language: str) -> _Said | None:
        """As slow as it may be; None where even the fastest is too long, or nobody says it."""
        said = self._said(text, language, 1.0)
        for hurry in _hurries(said.frames if said else 0, room):
            if said is None or said.frames <= room:
                break
            said = self._said(text, language, hurry)
        return said if said is not None and said.frames <= room else None

    def _said(self, text: str, language: str, hurry: float) -> _Said | None:
        rate = round(self._rate * hurry, 3)
        for attempt in self._synthesisers.speaking(language):
            key = (attempt.name, self._voice, language, f"{rate:.3f}", text)
            kept = self._cache.load(*key)
            if kept is not None:
                return _Said(*kept, key, CACHED)
            new = attempt.say(text, language, self._voice, rate)
            if new is None:
                continue
            samples, native = trimmed(*new, self._breathe), new[1]
            if not samples:
                continue
            # Even one that is too long is kept, unshaped: the next session learns its length from the file.
            if native != RATE:
                self._cache.save(samples, native, *key)
            return _Said(samples, native, key, attempt.name)
        return None

    def _finished(self, said: _Said) -> array[int]:
        if said.how == CACHED and said.rate == RATE:
            return said.samples
        sound = shaped(said.samples, said.rate, self._breathe)
        self._cache.save(sound, RATE, *said.key)
        return sound


def _hurries(frames: int, room: int) -> Sequence[float]:
    """The speeds, in parts of the usual, that may bring so many frames into the room; none where it is hopeless."""
    if not room or frames > room * HURRY:
        return ()
    wanted = min(HURRY, math.ceil(frames / room * SPARE * STEPS) / STEPS)
    return (wanted, HURRY) if wanted < HURRY else (HURRY,)


def _joined(sounds: Sequence[array[int]]) -> array[int]:
    joined = array("h")
    for sound in sounds:
        if joined:
            joined.extend(array("h", bytes(2 * GAP_FRAMES)))
        joined.extend(sound)
    return joined
