"""What is played: strokes by their time, height and length. The heights and the rhythm are what sounds are told by.

Slow pairs speak of what is coming (up: get ready, down: rest), fast runs of the hold itself (up: go, down: over), pairs
faster still of a repetition's phase; a count is one stroke, a tick the barest.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke of an instrument."""

    at: float
    """Seconds."""
    step: int
    """Semitones above the instrument's middle."""
    ring: float
    """Seconds: of a struck thing until it has fallen to half, of a pip all it lasts."""
    force: float = 1.0
    to: int | None = None
    """The step to which a pip glides; None where it stays."""


Score = tuple[Stroke, ...]

STRUCK: dict[str, Score] = {
    "ready": (Stroke(0.0, 0, 0.08), Stroke(0.2, 7, 0.09)),
    "count": (Stroke(0.0, 7, 0.018),),
    "go": (Stroke(0.0, 5, 0.06), Stroke(0.06, 12, 0.06), Stroke(0.12, 17, 0.1)),
    "halfway": (Stroke(0.0, 9, 0.03), Stroke(0.12, 9, 0.05)),
    "switch": (Stroke(0.0, 9, 0.045), Stroke(0.14, 0, 0.045), Stroke(0.28, 9, 0.07)),
    "rest": (Stroke(0.0, 7, 0.08), Stroke(0.2, 0, 0.12)),
    "end": (Stroke(0.0, 7, 0.03), Stroke(0.06, 2, 0.03), Stroke(0.12, -5, 0.06)),
    "last": (Stroke(0.0, 7, 0.03), Stroke(0.1, 7, 0.03), Stroke(0.2, 7, 0.03), Stroke(0.3, 14, 0.08)),
    "finish": (
        Stroke(0.0, 0, 0.07),
        Stroke(0.14, 4, 0.07),
        Stroke(0.28, 7, 0.07),
        Stroke(0.42, 12, 0.09),
        Stroke(0.61, 7, 0.09),
        Stroke(0.8, 12, 0.22),
    ),
    "tick": (Stroke(0.0, 16, 0.005),),
    "down": (Stroke(0.0, 12, 0.01), Stroke(0.05, 4, 0.012)),
    "up": (Stroke(0.0, 4, 0.01), Stroke(0.05, 12, 0.012)),
    "stay": (Stroke(0.0, 8, 0.009), Stroke(0.04, 8, 0.009)),
}
"""For what is struck: mallet, wood and bell."""

ROUNDED: dict[str, Score] = {
    "ready": (Stroke(0.0, 0, 0.13), Stroke(0.2, 7, 0.2)),
    "count": (Stroke(0.0, 7, 0.09),),
    "go": (Stroke(0.0, 5, 0.07), Stroke(0.09, 5, 0.28, to=17)),
    "halfway": (Stroke(0.0, 9, 0.08), Stroke(0.13, 9, 0.12)),
    "switch": (Stroke(0.0, 9, 0.17, to=0), Stroke(0.2, 0, 0.22, to=9)),
    "rest": (Stroke(0.0, 7, 0.15), Stroke(0.22, 0, 0.3)),
    "end": (Stroke(0.0, 9, 0.06), Stroke(0.07, 9, 0.2, to=-3)),
    "last": (Stroke(0.0, 12, 0.09), Stroke(0.14, 12, 0.09), Stroke(0.28, 12, 0.18)),
    "finish": (Stroke(0.0, 0, 0.15), Stroke(0.18, 4, 0.15), Stroke(0.36, 7, 0.15), Stroke(0.56, 12, 0.7)),
    "tick": (Stroke(0.0, 14, 0.03),),
    "down": (Stroke(0.0, 14, 0.11, to=2),),
    "up": (Stroke(0.0, 2, 0.11, to=14),),
    "stay": (Stroke(0.0, 4, 0.035), Stroke(0.045, 4, 0.035)),
}
"""For the minimal set: fewer strokes, and glides instead of runs."""
