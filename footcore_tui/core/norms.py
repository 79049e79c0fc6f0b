"""What is typical for an age, as the sources have it: numbers to look at, never a pass, a fail or a risk.

Where no source was found that names an age, there is none (docs/self-tests.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import floor

SPRINGER = (
    "Springer B. A. and others 2007, 549 people of 18 to 99 years, as Walkito's guides print it, "
    "https://doi.org/10.1519/00139143-200704000-00003"
)
HEBERT_LOSIER = (
    "Hébert-Losier K. and others 2017, 566 people of 20 to 81 years, as Walkito's guides print it, "
    "https://doi.org/10.1016/j.physio.2017.03.002"
)
BOHANNON = "Bohannon R. W. and others 1984, people of 20 to 79 years, https://doi.org/10.1093/ptj/64.7.1067"
BIO_PROTOCOL = "Bio-protocol r9398467, for people of 73 ± 4 years, it seems, https://bio-protocol.org/bio101/r9398467"


class Statistic(StrEnum):
    """Which number of a result the source's is to be laid beside."""

    MEAN = "mean of three tries"
    BEST = "best try"
    SIDES = "mean of both legs"


@dataclass(frozen=True, slots=True)
class Band:
    """Of the ages from `first` to `last`."""

    first: int
    last: int
    low: float
    high: float | None
    """None where the source says "at least"."""


@dataclass(frozen=True, slots=True)
class Norm:
    of: Statistic
    source: str
    bands: tuple[Band, ...] = ()
    points: tuple[tuple[int, float, float], ...] = ()
    """Age, men, women: counts at exact ages, between which is interpolated; the two make the range."""

    def at(self, age: int) -> tuple[float, float | None] | None:
        for band in self.bands:
            if band.first <= age <= band.last:
                return band.low, band.high
        for (age_before, *before), (age_after, *after) in pairwise(self.points):
            if age_before <= age <= age_after:
                part = (age - age_before) / (age_after - age_before)
                values = [one + (other - one) * part for one, other in zip(before, after, strict=True)]
                return floor(min(values) + 0.5), floor(max(values) + 0.5)
        return None


@dataclass(frozen=True, slots=True)
class Typical:
    """For one age."""

    low: float
    high: float | None
    """None for "or more"."""
    of: Statistic
    source: str


def _means(*rows: tuple[int, int, float]) -> tuple[Band, ...]:
    return tuple(Band(first, last, mean, mean) for first, last, mean in rows)


NORMS = {
    ("test-single-leg", "One leg, eyes open"): Norm(
        Statistic.MEAN,
        SPRINGER,
        _means((18, 39, 43.3), (40, 49, 40.3), (50, 59, 37.0), (60, 69, 26.9), (70, 79, 15.0), (80, 99, 6.2)),
    ),
    ("test-single-leg-eyes-closed", "One leg, eyes closed"): Norm(
        Statistic.MEAN,
        SPRINGER,
        _means((18, 39, 9.4), (40, 49, 7.3), (50, 59, 4.8), (60, 69, 2.8), (70, 79, 2.0), (80, 99, 1.3)),
    ),
    # The study ended each hold at 30 s.
    ("test-tandem", "Feet together, eyes closed"): Norm(Statistic.BEST, BOHANNON, (Band(20, 79, 30.0, None),)),
    # Women 14.0 to 15.0, men 14.3 to 17.5; the ages are those of the people of the trial.
    ("test-tandem", "Heel to toe, eyes closed"): Norm(Statistic.BEST, BIO_PROTOCOL, (Band(69, 77, 14.0, 17.5),)),
    ("test-heel-raise", "Heel raise"): Norm(
        Statistic.SIDES,
        HEBERT_LOSIER,
        points=(
            (20, 37, 30), (30, 33, 27), (40, 28, 25), (50, 24, 22), (60, 19, 19), (70, 15, 16), (80, 10, 14),
        ),
    ),
}  # fmt: skip
"""By routine and step."""

ERRORS = {("test-heel-raise", "Heel raise"): 2.0, ("test-knee-to-wall", "Knee to wall"): 1.0}
"""A difference below it, in the test's unit, may be the measuring alone."""


def has_norms(routine: str) -> bool:
    return any(name == routine for name, _ in NORMS)


def typical(routine: str, step: str, age: int | None) -> Typical | None:
    """None without an age, and where no source names that age."""
    norm = NORMS.get((routine, step))
    found = norm.at(age) if norm and age else None
    return Typical(*found, norm.of, norm.source) if norm and found else None
