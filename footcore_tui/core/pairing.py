"""Which part of one version of a list is which of the next: paired, gone, new, and moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pairing(Generic[T]):
    pairs: tuple[tuple[T, T], ...]
    """In the order of the later list."""
    gone: tuple[T, ...]
    new: tuple[T, ...]
    moved: tuple[tuple[T, T | None], ...]
    """Of the later list, each with what it now comes after; None: it comes first."""


def pair(before: Sequence[T], after: Sequence[T], key: Callable[[T], str], alike: Callable[[T, T], bool]) -> Pairing[T]:
    """What is the same is paired first, then what has the same key, then in the same gap what is alike."""
    partner: dict[int, int] = {}
    """Place in `after` to place in `before`."""
    left = list(range(len(before)))
    tests: tuple[Callable[[T, T], bool], ...] = (lambda a, b: a == b, lambda a, b: key(a) == key(b))
    for same in tests:
        for place, one in enumerate(after):
            found = next((other for other in left if same(before[other], one)), None) if place not in partner else None
            if found is not None:
                partner[place] = found
                left.remove(found)
    for place, one in enumerate(after):
        if place not in partner:
            gap = _above(place, partner)
            known = set(partner.values())
            candidates = (other for other in left if _paired_above(other, known) == gap and alike(before[other], one))
            found = next(candidates, None)
            if found is not None:
                partner[place] = found
                left.remove(found)
    places = sorted(partner)
    still = _longest_rise([partner[place] for place in places])
    moved = [place for index, place in enumerate(places) if index not in still]
    return Pairing(
        tuple((before[partner[place]], after[place]) for place in places),
        tuple(before[place] for place in left),
        tuple(one for place, one in enumerate(after) if place not in partner),
        tuple((after[place], after[place - 1] if place else None) for place in moved),
    )


def _above(place: int, partner: dict[int, int]) -> int | None:
    """The place in `before` of the nearest paired one above."""
    return next((partner[one] for one in range(place - 1, -1, -1) if one in partner), None)


def _paired_above(place: int, known: set[int]) -> int | None:
    return next((one for one in range(place - 1, -1, -1) if one in known), None)


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The indexes of a longest rising row among the numbers: what stayed where it was."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(ends[at - 1] if at else None)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [index]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
