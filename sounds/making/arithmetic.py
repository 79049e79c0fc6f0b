"""Sines, decays and noise that come out the same on every machine.

Nothing but + - * / and square roots of doubles is used, which IEEE 754 fixes to the last bit; the C library's sine and
exponential are not. Nor is `sum`, which differs between Pythons.
"""

from __future__ import annotations

RATE = 48_000
PI = 3.141592653589793
LN2 = 0.6931471805599453
SEMITONE = 1.0594630943592953
"""The twelfth root of two."""


def transposed(hertz: float, semitones: int) -> float:
    """Hertz."""
    for _ in range(abs(semitones)):
        hertz = hertz * SEMITONE if semitones > 0 else hertz / SEMITONE
    return hertz


def turn(hertz: float) -> tuple[float, float]:
    """Cosine and sine of the angle by which a vibration moves on in one sample."""
    return cosine_and_sine(2.0 * PI * hertz / RATE)


def cosine_and_sine(angle: float) -> tuple[float, float]:
    """By their series; exact enough for angles up to about a turn."""
    sine, cosine, term = 0.0, 0.0, 1.0
    for n in range(0, 40, 2):
        cosine += term
        term = term * angle / (n + 1)
        sine += term
        term = -term * angle / (n + 2)
    return cosine, sine


def decay(half_seconds: float) -> float:
    """The factor from one sample to the next that halves a vibration in that time."""
    x = -LN2 / (half_seconds * RATE)
    return 1.0 + x * (1.0 + x / 2.0 * (1.0 + x / 3.0))


def smooth(x: float) -> float:
    """From 0 to 1 without a corner at either end."""
    return 0.0 if x <= 0.0 else 1.0 if x >= 1.0 else x * x * (3.0 - 2.0 * x)


def noise(seed: int, length: int) -> list[float]:
    """Between -1 and 1, always the same for a seed: xorshift of 32 bits (Marsaglia 2003), which never leaves a 0."""
    values, state = [], seed
    for _ in range(length):
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        values.append(state / 2147483648.0 - 1.0)
    return values
