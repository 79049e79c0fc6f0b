"""The shipped sets: which instrument plays which scores."""

from __future__ import annotations

from dataclasses import dataclass

from making.instrument import Instrument, Partial, Pip, Struck
from making.score import ROUNDED, STRUCK, Score

C5 = 523.2511306011972
"""Hertz: low enough to be soft, high enough for a laptop's speaker."""


@dataclass(frozen=True, slots=True)
class Ensemble:
    """A set of sounds."""

    instrument: Instrument
    scores: dict[str, Score]


def ensembles() -> dict[str, Ensemble]:
    """By the names of their folders."""
    return {
        "mallet": Ensemble(marimba(), STRUCK),
        "wood": Ensemble(wood_block(), STRUCK),
        "bell": Ensemble(bell(), STRUCK),
        "minimal": Ensemble(Pip(middle=C5, octave=0.12, swell=0.018), ROUNDED),
    }


def marimba() -> Struck:
    """A bar under a soft mallet: the two overtones it is tuned to, 4 and 10 times, die away sooner."""
    partials = (Partial(1.0, 1.0, 1.0), Partial(4.0, 0.22, 0.25), Partial(10.0, 0.05, 0.08))
    return Struck(middle=C5, partials=partials, ring=1.0, contact=0.006)


def wood_block() -> Struck:
    """Dry, and hit with a stick that rattles."""
    partials = (Partial(1.0, 1.0, 1.0), Partial(1.47, 0.35, 0.9), Partial(2.56, 0.25, 0.6), Partial(4.1, 0.12, 0.4))
    return Struck(middle=740.0, partials=partials, ring=0.65, contact=0.0025, rattle=0.1)


def bell() -> Struck:
    """A hand bell with a minor third (2.4) in it; most of it lies where the ear is keenest, 2 to 5 kHz."""
    partials = (
        Partial(1.0, 0.8, 1.0),
        Partial(2.0, 0.5, 0.8),
        Partial(2.4, 0.45, 0.7),
        Partial(3.0, 0.35, 0.6),
        Partial(4.5, 0.3, 0.4),
        Partial(5.33, 0.2, 0.35),
    )
    return Struck(middle=880.0, partials=partials, ring=1.5, contact=0.0015)
