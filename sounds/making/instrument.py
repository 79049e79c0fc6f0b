"""What it is played on: things that are struck and ring, and pips that are merely turned up and down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from making.arithmetic import PI, RATE, cosine_and_sine, decay, noise, smooth, transposed, turn
from making.score import Stroke

AUDIBLE_HALVINGS = 18
"""After so many, -108 dB, a vibration is below the last bit of a sample."""
SEED = 20_011


class Instrument(Protocol):
    """It makes the samples of one stroke, at no particular loudness."""

    def play(self, stroke: Stroke) -> list[float]: ...


@dataclass(frozen=True, slots=True)
class Partial:
    """One way in which a struck thing vibrates."""

    multiple: float
    """Of the fundamental's frequency."""
    strength: float
    ring: float
    """How long, beside the fundamental."""


@dataclass(frozen=True, slots=True)
class Struck:
    """Something solid, struck once and left to ring."""

    middle: float
    """Hertz of step 0."""
    partials: tuple[Partial, ...]
    ring: float
    """How long everything rings, beside what the score says."""
    contact: float
    """Seconds in which the blow swells: the longer, the softer."""
    rattle: float = 0.0
    """How much noise is in the blow."""

    def play(self, stroke: Stroke) -> list[float]:
        blow = self._blow(stroke.force)
        rings = [stroke.ring * self.ring * partial.ring for partial in self.partials]
        track = [0.0] * (len(blow) + round(max(rings) * AUDIBLE_HALVINGS * RATE))
        for partial, ring in zip(self.partials, rings, strict=True):
            hertz = transposed(self.middle, stroke.step) * partial.multiple
            self._vibrate(track, [push * partial.strength for push in blow], hertz, ring)
        swell = self.contact * RATE
        for index in range(round(swell)):
            track[index] *= smooth(index / swell)
        return track

    def _blow(self, force: float) -> list[float]:
        """The push at each sample; without a rattle all of it is in the first."""
        if not self.rattle:
            return [force]
        width = round(2.0 * self.contact * RATE)
        shape = [smooth(1.0 - index / width) * force for index in range(width)]
        return [
            part * grain * self.rattle + (force if index == 0 else 0.0)
            for index, (part, grain) in enumerate(zip(shape, noise(SEED, width), strict=True))
        ]

    def _vibrate(self, track: list[float], blow: list[float], hertz: float, ring: float) -> None:
        cosine, sine = turn(hertz)
        shrink = decay(ring)
        cosine, sine = cosine * shrink, sine * shrink
        real, imaginary = 0.0, 0.0
        for index in range(min(len(track), len(blow) + round(ring * AUDIBLE_HALVINGS * RATE))):
            if index < len(blow):
                real += blow[index]
            track[index] += imaginary
            real, imaginary = real * cosine - imaginary * sine, real * sine + imaginary * cosine


@dataclass(frozen=True, slots=True)
class Pip:
    """A tone without a blow; it may glide from one height to another."""

    middle: float
    octave: float
    """Strength of the octave above, which small loudspeakers need."""
    swell: float
    """Seconds in which it rises, but no more than half its length; it falls in all the rest."""

    def play(self, stroke: Stroke) -> list[float]:
        length = round(stroke.ring * RATE)
        one = transposed(self.middle, stroke.step)
        other = one if stroke.to is None else transposed(self.middle, stroke.to)
        low, high = gliding(one, other, length), gliding(2.0 * one, 2.0 * other, length)
        rise = min(self.swell * RATE, length / 2.0)
        fall = length - rise
        return [
            (low[index] + self.octave * high[index])
            * smooth(index / rise)
            * smooth((length - index) / fall)
            * stroke.force
            for index in range(length)
        ]


def gliding(one: float, other: float, length: int) -> list[float]:
    """A sine whose frequency moves evenly from `one` to `other`, in hertz."""
    cosine, sine = turn(one)
    bend, lean = cosine_and_sine(2.0 * PI * (other - one) / RATE / length)
    real, imaginary, track = 1.0, 0.0, []
    for _ in range(length):
        track.append(imaginary)
        real, imaginary = real * cosine - imaginary * sine, real * sine + imaginary * cosine
        cosine, sine = cosine * bend - sine * lean, cosine * lean + sine * bend
    return track
