"""Cues that are heard together, as one buffer: what a player is given."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from footcore_tui.adapters.audio.blend import RATE, Piece, blend
from footcore_tui.adapters.audio.protocol import Cue

Samples = Callable[[Cue], "array[int] | None"]
"""What a cue is, at 48 kHz mono; None where it is not to be had."""


@dataclass(frozen=True, slots=True)
class Part:
    """A cue's place in a passage."""

    cue: Cue
    start: float
    """Seconds from the passage's first frame."""
    end: float
    """The same as `start` where nothing of it is in the buffer."""
    known: bool
    """Whether there was something to hear; what the voice is not to say counts."""

    @property
    def sounds(self) -> bool:
        return self.end > self.start

    @property
    def spoken(self) -> bool:
        return self.cue.sound is None


@dataclass(frozen=True, slots=True)
class Passage:
    at: float
    """When its first frame is to be heard."""
    parts: tuple[Part, ...]
    """By their start."""
    samples: array[int]
    """Empty where nothing is to be heard."""

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE

    @property
    def cues(self) -> list[Cue]:
        return [part.cue for part in self.parts]


def by_run(cues: Sequence[Cue]) -> list[list[Cue]]:
    """Those that are to be heard as one; a cue of no run is alone."""
    together: dict[tuple[int, int], list[Cue]] = {}
    for cue in cues:
        together.setdefault((cue.run, 0 if cue.run else cue.id), []).append(cue)
    return list(together.values())


def compose(cues: Sequence[Cue], earliest: float, samples: Samples, gain: float, *, spoken: bool) -> Passage:
    """Cues in their order at their distance; what is late begins with the passage, and the rest keeps its time.

    `earliest`: the first instant that can still be heard. With `spoken` off what is said is left out.
    """
    at = max(earliest, cues[0].at)
    parts, pieces = [], []
    for cue in cues:
        start = round(max(0.0, cue.at - at) * RATE)
        known = samples(cue)
        heard = array("h") if known is None or (cue.sound is None and not spoken) else known
        parts.append(Part(cue, start / RATE, (start + len(heard)) / RATE, known is not None))
        if heard:
            pieces.append(Piece(heard, start, cue.sound is None))
    return Passage(at, tuple(sorted(parts, key=lambda part: part.start)), _joined(pieces, gain))


def _joined(pieces: Sequence[Piece], gain: float) -> array[int]:
    """As `blend`, which takes ten times as long for the silence between the pieces."""
    whole = array("h")
    for group in _groups(sorted(pieces, key=lambda piece: piece.start)):
        first = group[0].start
        whole.extend(array("h", bytes(2 * (first - len(whole)))))
        whole.extend(blend([replace(piece, start=piece.start - first) for piece in group], gain))
    return whole


def _groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Those that overlap, together."""
    group: list[Piece] = []
    for piece in pieces:
        if group and piece.start >= max(one.end for one in group):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group
