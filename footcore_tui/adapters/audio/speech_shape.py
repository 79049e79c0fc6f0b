"""Speech made fit to be heard among the cues: without silence around it, at one loudness, at the stream's rate.

Pure functions on mono 16-bit samples. Those that take long call `breathe` every millisecond or so: the mixer's thread
must have its turn at the interpreter.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterator, Sequence
from operator import mul

from footcore_tui.adapters.audio.blend import RATE

Breathe = Callable[[], None]

FULL_SCALE = 32_768
CUE_LOUDNESS = 0.09
"""Of the shipped cues, in parts of full scale (sounds/README.md)."""
LOUDNESS = CUE_LOUDNESS * 10 ** (3 / 20)
"""Of speech, by the same measure: 3 dB above the cues, as the shipped words are."""
PEAK = 0.75
"""No sample goes beyond it, so that a cue that has stepped back fits over it; rare high peaks cost loudness instead."""
WINDOW_SECONDS = 0.1

SILENCE_RATIO = 10 ** (-45 / 10)
"""In power, of the loudest 5 ms. An f or an h begins at -40 dB; the noise of flite's voices lies at -50."""
LEAD_SECONDS = 0.005
TAIL_SECONDS = 0.025
"""Kept around what is loud; with the 5 ms in which that is looked for, at most 10 and 30."""
FADE_IN_SECONDS = 0.002
FADE_OUT_SECONDS = 0.010

TAPS = 8
BETA = 5.0
"""Kaiser window. With 8 taps what a tone up to 5 kHz leaves besides itself lies below -50 dB."""
CHUNK = 4_000
"""Samples that are worked on between two breaths: about a millisecond."""


def hold_breath() -> None:
    """For callers without a mixer beside them."""


def shaped(samples: array[int], rate: int, breathe: Breathe = hold_breath) -> array[int]:
    """Levelled, at 48 kHz, with soft ends; `samples` are trimmed already."""
    return faded(resampled(levelled(samples, rate, breathe), rate, breathe))


def frames_of(count: int, rate: int) -> int:
    """How many frames so many samples are at 48 kHz."""
    return -(-count * RATE // rate)


def trimmed(samples: array[int], rate: int, breathe: Breathe = hold_breath) -> array[int]:
    """Without the silence around it but for 10 ms before and 30 after; empty where all is silence."""
    block = max(1, rate // 200)
    powers = list(_powers(samples, block, breathe, steady=True))
    limit = max(powers, default=0.0) * SILENCE_RATIO
    loud = [index for index, power in enumerate(powers) if power > max(limit, 1.0)]
    if not loud:
        return array("h")
    first = loud[0] * block - int(LEAD_SECONDS * rate)
    last = (loud[-1] + 1) * block + int(TAIL_SECONDS * rate)
    return samples[max(0, first) : last]


def loudness(samples: array[int], rate: int, breathe: Breathe = hold_breath) -> float:
    """The K-weighted RMS of the loudest tenth of a second (ITU-R BS.1770-5), in parts of full scale.

    What is shorter is filled up with silence.
    """
    block = max(1, rate // 200)
    wide = round(WINDOW_SECONDS * rate / block)
    energies = list(_weighted_energies(samples, rate, block, breathe))
    total = loudest = sum(energies[:wide])
    for entering, leaving in zip(energies[wide:], energies, strict=False):
        total += entering - leaving
        loudest = max(loudest, total)
    return math.sqrt(max(0.0, loudest) / (wide * block)) / FULL_SCALE


def levelled(samples: array[int], rate: int, breathe: Breathe = hold_breath) -> array[int]:
    """At LOUDNESS, or as near to it as PEAK allows; silence stays silence."""
    loud = loudness(samples, rate, breathe)
    if not loud:
        return samples
    peak = max(max(max(part), -min(part)) for part in _parts(samples))
    gain = min(LOUDNESS / loud, PEAK * FULL_SCALE / peak)
    out = array("h")
    for part in _parts(samples):
        out.extend([int(sample * gain) for sample in part])
        breathe()
    return out


def resampled(samples: array[int], rate: int, breathe: Breathe = hold_breath) -> array[int]:
    """At 48 kHz, by a windowed sinc of TAPS samples. Raises ValueError for a rate above that.

    The frames between the same two samples' distances (at 22.05 kHz: every 320th, at 16 kHz: every third) share their
    taps, so they are summed together: a tenth of the time of one after the other.
    """
    if rate > RATE:
        raise ValueError(f"speech at {rate} Hz")
    if rate == RATE:
        return samples[:]
    phases, stride = RATE // math.gcd(RATE, rate), rate // math.gcd(RATE, rate)
    total = frames_of(len(samples), rate)
    padded = _padded(samples, breathe)
    out = array("h", bytes(2 * total))
    done = 0
    for phase in range(min(phases, total)):
        base, rest = divmod(phase * stride, phases)
        taps = _taps(rest / phases)
        for begin in range(phase, total, phases * CHUNK):
            count = min(CHUNK, -(-(total - begin) // phases))
            first = base + (begin - phase) // phases * stride
            columns = [padded[at : at + (count - 1) * stride + 1 : stride] for at in range(first, first + TAPS)]
            out[begin : begin + (count - 1) * phases + 1 : phases] = _summed(columns, taps)
            done += count
            if done >= CHUNK:
                breathe()
                done = 0
    return out


def faded(samples: array[int]) -> array[int]:
    """With soft ends, at 48 kHz, so that neither clicks."""
    out = samples[:]
    rise, fall = int(FADE_IN_SECONDS * RATE), int(FADE_OUT_SECONDS * RATE)
    for index in range(min(rise, len(out))):
        out[index] = out[index] * index // rise
    for index in range(1, min(fall, len(out)) + 1):
        out[-index] = out[-index] * (index - 1) // fall
    return out


def _parts(samples: array[int]) -> Iterator[array[int]]:
    return (samples[at : at + CHUNK] for at in range(0, len(samples), CHUNK))


def _powers(samples: array[int], block: int, breathe: Breathe, *, steady: bool = False) -> Iterator[float]:
    """The mean square of each block; with `steady` without that of a constant offset, which some voices have."""
    for number, at in enumerate(range(0, len(samples), block)):
        part = samples[at : at + block]
        offset = sum(part) / len(part) if steady else 0.0
        yield sum(map(mul, part, part)) / len(part) - offset * offset
        if number % 100 == 99:
            breathe()


def _weighted_energies(samples: array[int], rate: int, block: int, breathe: Breathe) -> Iterator[float]:
    """The sum of squares of each block as the ear weighs it; both filters in one pass, which is what takes the time."""
    (b0, b1, b2, a1, a2), (_, _, _, c1, c2) = head_filter(rate), low_cut(rate)
    x1 = x2 = y1 = y2 = z1 = z2 = 0.0
    for number, at in enumerate(range(0, len(samples), block)):
        energy = 0.0
        for x in samples[at : at + block]:
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            z = y - 2.0 * y1 + y2 - c1 * z1 - c2 * z2
            x2, x1, y2, y1, z2, z1 = x1, x, y1, y, z1, z
            energy += z * z
        yield energy
        if number % 25 == 24:
            breathe()


def head_filter(rate: int) -> tuple[float, float, float, float, float]:
    """b0 b1 b2 a1 a2 of BS.1770's first filter, which it gives for 48 kHz, at another rate: 4 dB more above 1.5 kHz."""
    k, q, gain = math.tan(math.pi * 1681.974450955533 / rate), 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    middle = gain**0.4996667741545416
    whole = 1 + k / q + k * k
    ahead = (gain + middle * k / q + k * k, 2 * (k * k - gain), gain - middle * k / q + k * k)
    return ahead[0] / whole, ahead[1] / whole, ahead[2] / whole, 2 * (k * k - 1) / whole, (1 - k / q + k * k) / whole


def low_cut(rate: int) -> tuple[float, float, float, float, float]:
    """The same of its second: nothing below 40 Hz."""
    k, q = math.tan(math.pi * 38.13547087602444 / rate), 0.5003270373238773
    whole = 1 + k / q + k * k
    return 1.0, -2.0, 1.0, 2 * (k * k - 1) / whole, (1 - k / q + k * k) / whole


def _padded(samples: array[int], breathe: Breathe) -> list[float]:
    """Numbers, with silence around them for the taps that reach beyond the ends."""
    padded = [0.0] * (TAPS // 2 - 1)
    for part in _parts(samples):
        padded.extend(map(float, part))
        breathe()
    return padded + [0.0] * (TAPS // 2 + 1)


def _taps(fraction: float) -> tuple[float, ...]:
    """The weights of TAPS samples for a point so far behind the middle one; they add up to 1."""
    reach = TAPS // 2
    away = [index - (reach - 1) - fraction for index in range(TAPS)]
    taps = [_sinc(one) * _bessel(BETA * math.sqrt(max(0.0, 1 - (one / reach) ** 2))) for one in away]
    whole = sum(taps)
    return tuple(tap / whole for tap in taps)


def _sinc(x: float) -> float:
    return math.sin(math.pi * x) / (math.pi * x) if abs(x) > 1e-9 else 1.0


def _bessel(x: float) -> float:
    """Of order zero, by its series; good to a millionth for x up to 5."""
    term = total = 1.0
    for index in range(1, 16):
        term *= (x / 2 / index) ** 2
        total += term
    return total


def _summed(columns: Sequence[list[float]], taps: Sequence[float]) -> array[int]:
    """Each row of the columns, weighted; written out, since a loop within the loop takes three times as long."""
    a, b, c, d, e, f, g, h = taps
    sums = [
        int(a * s + b * t + c * u + d * v + e * w + f * x + g * y + h * z)
        for s, t, u, v, w, x, y, z in zip(*columns, strict=True)
    ]
    try:
        return array("h", sums)
    except OverflowError:
        # Between two samples at the edge the curve may swing beyond it.
        return array("h", [max(-FULL_SCALE, min(FULL_SCALE - 1, one)) for one in sums])
