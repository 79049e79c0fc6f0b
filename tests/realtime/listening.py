"""Finds known sounds in a recording, by cross-correlation, to the sample."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from operator import mul

RATE = 48_000
EXACT = 48
"""Frames that must be the same to the bit: of a sound that is not the beginning of another there are no two alike."""
STRIDE = 8
"""Of every so many samples one is looked at in the first search."""
STEP = 3
"""Frames from place to place in the first search: an eighth of the period of 2 kHz."""
MOST_FRAMES = 7_200
"""More of a sound need not be compared to know where it is."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sound where it is most like itself."""

    frame: int
    likeness: float
    """Normalised cross-correlation over its whole length: 1 is the same but for its level."""
    level: float
    """How loud it is beside the original."""


def find(recording: array[int], sound: array[int], around: int, reach: int, mark: array[int] | None = None) -> Found:
    """Where a sound begins, looked for up to `reach` frames to either side of `around`.

    `mark`: the part of a mixed sound by which it is found.
    """
    places = range(max(0, around - reach), min(around + reach, len(recording) - len(sound)) + 1)
    assert places, "the recording ends before this sound"
    frame = _same(recording, mark or sound, places)
    best = _most_alike(recording, sound, places) if frame is None else frame
    heard = recording[best : best + len(sound)]
    return Found(best, likeness(heard, sound), dot(heard, sound) / dot(sound, sound))


def _same(recording: array[int], sound: array[int], places: range) -> int | None:
    """Where its loudest millisecond is found to the bit, as it is where nothing sounds with it."""
    loudest = max(range(len(sound) - EXACT), key=lambda at: abs(sound[at]))
    first = max(0, min(loudest - EXACT // 2, len(sound) - EXACT))
    wanted = sound[first : first + EXACT].tobytes()
    heard = recording[places.start + first : places.stop + first + EXACT].tobytes()
    at = heard.find(wanted)
    while at > 0 and at % 2:
        at = heard.find(wanted, at + 1)
    return None if at < 0 else places.start + at // 2


def _most_alike(recording: array[int], sound: array[int], places: range) -> int:
    head = sound[:MOST_FRAMES]
    thin = head[::STRIDE]

    def rough(frame: int) -> float:
        heard = recording[frame : frame + len(head) : STRIDE]
        return dot(heard, thin) / sqrt(dot(heard, heard) + 1)

    coarse = sorted(places[::STEP], key=rough, reverse=True)[:6]
    near = {frame for one in coarse for frame in range(one - STEP, one + STEP + 1) if frame in places}
    return max(near, key=lambda frame: likeness(recording[frame : frame + len(head)], head))


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    power = dot(one, one) * dot(other, other)
    return dot(one, other) / sqrt(power) if power else 0.0


def dot(one: Sequence[int], other: Sequence[int]) -> float:
    return float(sum(map(mul, one, other)))


def loud_outside(recording: array[int], spans: Sequence[tuple[int, int]], threshold: int) -> list[int]:
    """The frames that are louder than `threshold` and in none of the spans, at most one for each 10 ms."""
    left = array("h", recording)
    for start, end in spans:
        first, last = max(0, start), min(len(left), end)
        left[first:last] = array("h", bytes(2 * max(0, last - first)))
    step = RATE // 100
    return [at for at in range(0, len(left), step) if max(map(abs, left[at : at + step])) > threshold]
