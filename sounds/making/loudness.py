"""How loud something is to the ear, and how to make it as loud as it should be.

By the K-weighting of ITU-R BS.1770-5, annex 1, whose two filters are given there for 48 kHz: the head as a sphere,
which raises what is above 1.5 kHz by 4 dB, and then a cut below 40 Hz. Of that the loudest tenth of a second is taken,
over about which the ear sums up; what is shorter is filled up with silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum, sqrt

from making.arithmetic import RATE

WINDOW_SECONDS = 0.1
CUE = 0.09
"""The loudness of a cue, of full scale 1: -20.9 dB. No peak is over half of full scale then, so two never clip."""

Filter = tuple[float, float, float, float, float]
"""b0 b1 b2 a1 a2 of a biquad."""
HEAD: Filter = (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585)
LOW_CUT: Filter = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)


def filtered(track: Iterable[float], biquad: Filter) -> list[float]:
    b0, b1, b2, a1, a2 = biquad
    x1 = x2 = y1 = y2 = 0.0
    out = []
    for x in track:
        y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
        x2, x1, y2, y1 = x1, x, y1, y
        out.append(y)
    return out


def loudness(track: Sequence[float]) -> float:
    """RMS of the loudest window, K-weighted, in the unit of the samples."""
    width = round(WINDOW_SECONDS * RATE)
    weighted = filtered(filtered(track, HEAD), LOW_CUT)
    power = best = fsum(x * x for x in weighted[:width])
    for entering, leaving in zip(weighted[width:], weighted, strict=False):
        power += entering * entering - leaving * leaving
        best = max(best, power)
    return sqrt(best / width)
