"""What is done to a spoken word before it is shipped: to 48 kHz, trimmed, levelled, faded."""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from making.arithmetic import PI, RATE, cosine_and_sine, smooth
from making.loudness import CUE, HEAD, LOW_CUT, filtered, loudness

SPOKEN_RATE = 16_000
FACTOR = RATE // SPOKEN_RATE
REACH = 32
"""Samples of the spoken word to either side that one between them is made of."""

LEVEL = CUE * 1.4142135623730951
"""3 dB over a cue, by the same measure."""
QUIET = 0.0032
"""-50 dB of the loudest frame: what is below is silence. The softest that must stay, where a t begins, is at -47."""
BREATH = 0.01
"""-40 dB: what stays below it and stands apart is no part of the word; rms breathes a tenth of a second before "up"."""
APART_FRAMES = 8
FRAME = RATE // 200
"""Samples in which silence is looked for: 5 ms."""
LEAD_SECONDS = 0.01
TAIL_SECONDS = 0.03
FADE_IN_SECONDS = 0.005
FADE_OUT_SECONDS = 0.02


def finished(spoken: Sequence[float]) -> list[float]:
    """The word as it is shipped, of its samples at SPOKEN_RATE; without the hum and offset that its voice has."""
    word = trimmed(filtered(upsampled(spoken), LOW_CUT))
    gain = LEVEL / loudness(word)
    rise, fall = FADE_IN_SECONDS * RATE, FADE_OUT_SECONDS * RATE
    last = len(word) - 1
    return [x * gain * smooth(index / rise) * smooth((last - index) / fall) for index, x in enumerate(word)]


def trimmed(word: Sequence[float]) -> Sequence[float]:
    """From LEAD_SECONDS before its first frame that is heard to TAIL_SECONDS after its last.

    Frames are weighed as the ear does, which keeps the consonants.
    """
    weighted = filtered(word, HEAD)
    spans = stretches([power(weighted[at : at + FRAME]) for at in range(0, len(weighted) - FRAME + 1, FRAME)])
    first = spans[0][0] * FRAME - round(LEAD_SECONDS * RATE)
    last = (spans[-1][1] + 1) * FRAME + round(TAIL_SECONDS * RATE)
    return word[max(0, first) : last]


def stretches(powers: Sequence[float]) -> list[tuple[int, int]]:
    """First and last frames of what is heard, without the breaths before and after."""
    most = max(powers)
    spans: list[tuple[int, int]] = []
    for index, one in enumerate(powers):
        if one <= most * QUIET * QUIET:
            continue
        if spans and index - spans[-1][1] <= APART_FRAMES:
            spans[-1] = (spans[-1][0], index)
        else:
            spans.append((index, index))
    return [span for span in spans if max(powers[span[0] : span[1] + 1]) > most * BREATH * BREATH]


def power(frame: Sequence[float]) -> float:
    total = 0.0
    for x in frame:
        total += x * x
    return total


def upsampled(spoken: Sequence[float]) -> list[float]:
    """Three samples for each one: itself, and two between it and the next by a windowed sinc (Blackman)."""
    padded = [0.0] * REACH + list(spoken) + [0.0] * REACH
    kernels = [kernel(part / FACTOR) for part in range(1, FACTOR)]
    word = []
    for at in range(REACH, REACH + len(spoken)):
        word.append(padded[at])
        around = padded[at - REACH + 1 : at + REACH + 1]
        for weights in kernels:
            total = 0.0
            for product in map(mul, weights, around):
                total += product
            word.append(total)
    return word


def kernel(part: float) -> list[float]:
    """Weights of the samples around a point that lies `part` of the way from one to the next, which is the REACH-th."""
    _, height = cosine_and_sine(PI * part)
    weights = []
    for index in range(2 * REACH):
        away = part - (index - REACH + 1)
        sign = 1.0 if (index - REACH + 1) % 2 == 0 else -1.0
        once, _ = cosine_and_sine(PI * away / REACH)
        twice = 2.0 * once * once - 1.0
        weights.append(sign * height / (PI * away) * (0.42 + 0.5 * once + 0.08 * twice))
    return weights
