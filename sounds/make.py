"""Makes the cue sounds: `python sounds/make.py` writes them beside itself, `--check` compares instead.

A wooden bar struck with a soft mallet: the fundamental and the two overtones a marimba bar is tuned to (4 and 10
times), each dying away at its own pace. Nothing but + - * / and square roots of doubles is used, which IEEE 754 fixes
to the last bit; the C library's sine and exponential are not. So the files come out the same on every machine.
"""

from __future__ import annotations

import sys
import wave
from array import array
from dataclasses import dataclass
from io import BytesIO
from math import fsum, sqrt
from pathlib import Path

RATE = 48_000
PI = 3.141592653589793
LN2 = 0.6931471805599453
SEMITONE = 1.0594630943592953
"""The twelfth root of two."""
MIDDLE = 523.2511306011972
"""Hertz of step 0 (C5): low enough to be soft, high enough for a laptop's speaker."""

LOUDNESS = 0.12
"""RMS of the loudest WINDOW of each file, of full scale 1: any two sounds may overlap without clipping."""
WINDOW_SECONDS = 0.12
"""Over about this long the ear sums up loudness; the shortest sound is as long."""
FADE_SECONDS = 0.015


@dataclass(frozen=True, slots=True)
class Strike:
    """One stroke of the mallet."""

    at: float
    step: int
    """Semitones above MIDDLE."""
    ring: float
    """Seconds in which the fundamental falls to half."""
    force: float = 1.0


@dataclass(frozen=True, slots=True)
class Score:
    seconds: float
    strikes: tuple[Strike, ...]
    attack: float = 0.006
    """Seconds of the mallet's contact: the longer, the softer."""


SCORES = {
    "ready": Score(0.6, (Strike(0.0, 0, 0.09), Strike(0.2, 4, 0.09))),
    "count": Score(0.12, (Strike(0.0, 7, 0.018),), attack=0.003),
    "go": Score(0.45, (Strike(0.0, 12, 0.11), Strike(0.0, 19, 0.09, 0.7)), attack=0.004),
    "halfway": Score(0.4, (Strike(0.0, 9, 0.035), Strike(0.13, 9, 0.06))),
    "switch": Score(0.7, (Strike(0.0, 7, 0.05), Strike(0.16, 0, 0.05), Strike(0.32, 7, 0.1))),
    "rest": Score(0.8, (Strike(0.0, 7, 0.08), Strike(0.2, 4, 0.08), Strike(0.4, 0, 0.12))),
    "end": Score(0.35, (Strike(0.0, 2, 0.02, 0.8), Strike(0.07, -3, 0.07))),
    "finish": Score(1.6, (Strike(0.0, 0, 0.09), Strike(0.15, 4, 0.09), Strike(0.3, 7, 0.09), Strike(0.52, 12, 0.3))),
}
"""Told apart by how many strokes there are, whether they rise or fall, and how fast they follow."""

OVERTONES = ((1.0, 1.0, 1.0), (4.0, 0.22, 0.25), (10.0, 0.05, 0.08))
"""Of a bar: multiple of the fundamental, strength, and how long it rings beside the fundamental."""


def frequency(step: int) -> float:
    """Hertz."""
    hertz = MIDDLE
    for _ in range(abs(step)):
        hertz = hertz * SEMITONE if step > 0 else hertz / SEMITONE
    return hertz


def sine_and_cosine(angle: float) -> tuple[float, float]:
    """By their series; exact enough for angles up to about a turn."""
    sine, cosine, term = 0.0, 0.0, 1.0
    for n in range(0, 40, 2):
        cosine += term
        term = term * angle / (n + 1)
        sine += term
        term = -term * angle / (n + 2)
    return sine, cosine


def decay(half_seconds: float) -> float:
    """The factor from one sample to the next that halves a vibration in that time."""
    x = -LN2 / (half_seconds * RATE)
    return 1.0 + x * (1.0 + x / 2.0 * (1.0 + x / 3.0))


def smooth(x: float) -> float:
    """From 0 to 1 without a corner at either end."""
    return 0.0 if x <= 0.0 else 1.0 if x >= 1.0 else x * x * (3.0 - 2.0 * x)


def add_strike(track: list[float], strike: Strike, attack: float) -> None:
    start = round(strike.at * RATE)
    for multiple, strength, ring in OVERTONES:
        sine, cosine = sine_and_cosine(2.0 * PI * frequency(strike.step) * multiple / RATE)
        shrink = decay(strike.ring * ring)
        real, imaginary = strength * strike.force, 0.0
        for index in range(start, len(track)):
            track[index] += imaginary * smooth((index - start) / (attack * RATE))
            real, imaginary = (
                (real * cosine - imaginary * sine) * shrink,
                (real * sine + imaginary * cosine) * shrink,
            )


def loudest(track: list[float]) -> float:
    """RMS of the loudest window."""
    width = round(WINDOW_SECONDS * RATE)
    power = best = fsum(x * x for x in track[:width])  # exact, where sum() differs between Pythons
    for entering, leaving in zip(track[width:], track, strict=False):
        power += entering * entering - leaving * leaving
        best = max(best, power)
    return sqrt(best / width)


def samples(score: Score) -> array[int]:
    track = [0.0] * round(score.seconds * RATE)
    for strike in score.strikes:
        add_strike(track, strike, score.attack)
    fade = FADE_SECONDS * RATE
    for index in range(len(track)):
        track[index] *= smooth((len(track) - 1 - index) / fade)
    gain = LOUDNESS / loudest(track) * 32767.0
    return array("h", [round(x * gain) for x in track])


def wav(score: Score) -> bytes:
    data = samples(score)
    if sys.byteorder == "big":
        data.byteswap()
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(data.tobytes())
    return file.getvalue()


def main() -> int:
    folder = Path(__file__).parent
    changed = 0
    for name, score in SCORES.items():
        path, made = folder / f"{name}.wav", wav(score)
        same = path.exists() and path.read_bytes() == made
        changed += not same
        if "--check" not in sys.argv[1:]:
            path.write_bytes(made)
        print(f"{'same' if same else 'new '}  {path.name}")
    return 1 if changed and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
