"""The shape of a sole: a path, five toes, and the points that can carry, for whatever draws it.

The unit is the foot's breadth; a foot is 2.44 of them long. All numbers are of the right foot, its big toe on the left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from footcore_tui.core.exercise import Contact

LENGTH = 2.44

Point = tuple[float, float]

SOLE: tuple[Point, ...] = (
    (0.08, 0.76),
    (0.22, 0.63),
    (0.40, 0.61),
    (0.60, 0.68),
    (0.80, 0.80),
    (0.95, 0.95),
    (0.99, 1.16),
    (0.95, 1.45),
    (0.89, 1.75),
    (0.86, 2.03),
    (0.78, 2.27),
    (0.59, 2.43),
    (0.40, 2.36),
    (0.28, 2.15),
    (0.28, 1.90),
    (0.32, 1.66),
    (0.27, 1.40),
    (0.11, 1.17),
    (0.03, 0.95),
)


@dataclass(frozen=True, slots=True)
class Oval:
    x: float
    y: float
    across: float
    """Half its breadth."""
    down: float

    def depth(self, x: float, y: float) -> float:
        """1 at the middle, 0 on the edge, less outside."""
        return 1 - math.hypot((x - self.x) / self.across, (y - self.y) / self.down)


TOES = (
    Oval(0.145, 0.285, 0.135, 0.285),
    Oval(0.40, 0.27, 0.088, 0.225),
    Oval(0.59, 0.345, 0.078, 0.195),
    Oval(0.765, 0.465, 0.07, 0.17),
    Oval(0.925, 0.61, 0.064, 0.15),
)
CONTACTS: dict[Contact, tuple[Oval, ...]] = {
    Contact.HEEL: (Oval(0.575, 2.10, 0.18, 0.2),),
    Contact.FIRST_MET: (Oval(0.22, 0.88, 0.15, 0.16),),
    Contact.FIFTH_MET: (Oval(0.81, 1.04, 0.14, 0.15),),
    Contact.HALLUX: (Oval(0.145, 0.28, 0.12, 0.2),),
    Contact.TOES: tuple(Oval(toe.x, toe.y, toe.across, toe.down * 0.7) for toe in TOES[1:]),
    Contact.FOREFOOT: (Oval(0.51, 0.9, 0.42, 0.19),),
}


def ring(oval: Oval) -> tuple[Point, ...]:
    turns = (step * math.tau / 24 for step in range(24))
    return tuple((oval.x + oval.across * math.cos(turn), oval.y + oval.down * math.sin(turn)) for turn in turns)


@lru_cache(1)
def outline() -> tuple[Point, ...]:
    """The path as a polygon: a Catmull-Rom spline through its points."""
    count = len(SOLE)
    return tuple(
        (_spline([point[0] for point in four], part / 4), _spline([point[1] for point in four], part / 4))
        for four in ([SOLE[(index + step) % count] for step in (-1, 0, 1, 2)] for index in range(count))
        for part in range(4)
    )


def _spline(four: Sequence[float], t: float) -> float:
    """Between the second and the third of four values."""
    before, start, end, after = four
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t * t
        + (3 * start - before - 3 * end + after) * t**3
    )
