"""What is played before a sound after a while of quiet, so that the device is awake when the sound comes."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from footcore_tui.adapters.audio.blend import RATE

GAP_SECONDS = 0.2
"""Between the primer and the sound: bare ALSA plays one thing at a time."""

AUDIBLE_FROM = 32_768 / 1000
"""-60 dB of full scale, as a sample."""


@dataclass(frozen=True, slots=True)
class Primer:
    samples: array[int]
    quiet_seconds: float
    """After more quiet than this it is needed."""

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE

    @property
    def lead_seconds(self) -> float:
        """How long before the sound it begins."""
        return self.seconds + GAP_SECONDS


def silence() -> Primer:
    """For a server that has put its device to sleep: 0.3 s, half a second before the sound."""
    return Primer(array("h", bytes(2 * RATE * 3 // 10)), 3.0)


def murmur() -> Primer:
    """For a loudspeaker that sleeps when it is sent zeros: 0.6 s of noise at -60 dB, without its lowest tones.

    The difference of neighbours takes out what is slow; its peak is AUDIBLE_FROM.
    """
    noise = list(islice(_noise(), RATE * 6 // 10 + 1))
    return Primer(array("h", [round(b - a) for a, b in pairwise(noise)]), 2.0)


def _noise() -> Iterator[float]:
    """From 0 to AUDIBLE_FROM, always the same; the generator of C's standard."""
    state = 1
    while True:
        state = (1_103_515_245 * state + 12_345) % 2**31
        yield AUDIBLE_FROM * state / 2**31


class Waker:
    """Says when a primer is due."""

    def __init__(self, primer: Primer | None) -> None:
        self.primer = primer
        self._loud_until: float | None = None
        """The end of the last clip or primer; None before the first."""

    def note(self, end: float) -> None:
        """Something sounds until then."""
        self._loud_until = max(self._loud_until or end, end)

    def due(self, next_at: float | None, heard: float) -> float | None:
        """When a primer must begin for the next sound, if it needs one and there is still room for it at `heard`."""
        if self.primer is None or next_at is None:
            return None
        quiet = self._loud_until is None or next_at - self._loud_until > self.primer.quiet_seconds
        room = next_at - heard >= self.primer.seconds
        return next_at - self.primer.lead_seconds if quiet and room else None
