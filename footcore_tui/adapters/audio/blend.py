"""Sounds laid over each other in one buffer; under speech the cues step back."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

RATE = 48_000
"""Frames a second, of the shipped files and of every stream; mono, 16 bit."""

DUCKED = 0.5
"""-6 dB: a cue stays audible under a word, as a count must."""
RAMP_FRAMES = RATE * 80 // 1000
"""Over 80 ms a cue steps back, and comes forward again."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sound from its first frame in the buffer."""

    samples: array[int]
    start: int
    spoken: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.samples)


def blend(pieces: Sequence[Piece], gain: float = 1.0) -> array[int]:
    """One buffer from frame 0 to the last piece's end, amplified by `gain`, clipped where it must be."""
    speech = [(piece.start, piece.end) for piece in pieces if piece.spoken]
    total = [0.0] * max((piece.end for piece in pieces), default=0)
    for piece in pieces:
        covered = [] if piece.spoken else [span for span in speech if span[0] < piece.end and piece.start < span[1]]
        for index, sample in enumerate(piece.samples, piece.start):
            total[index] += sample * step_back(index, covered) if covered else sample
    return array("h", [max(-32768, min(32767, int(value * gain))) for value in total])


def step_back(frame: int, speech: Sequence[tuple[int, int]]) -> float:
    """The factor of a cue's sample at a frame: DUCKED within speech, sliding to 1 outside it."""
    away = min((max(start - frame, frame - end, 0) for start, end in speech), default=RAMP_FRAMES)
    return DUCKED + (1.0 - DUCKED) * min(1.0, away / RAMP_FRAMES)
