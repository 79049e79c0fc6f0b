"""Finds a place for each cue of an interval, so that none covers another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from footcore_tui.core.cues import CueKind, Sound
from footcore_tui.core.speech import HURRY, Line, spoken_seconds

GAP_SECONDS = 0.1
"""Between a sound and a line, so that neither hides the other's edge."""
MARGIN = 1e-6
"""Seconds by which two places may overlap through rounding alone."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A cue that is to stand somewhere in an interval; all times are seconds into it."""

    kind: CueKind
    priority: int
    seconds: float
    """Its length; of a line, that of its shortest text."""
    earliest: float
    latest: float
    """Where it must have ended. A sound is wished for at one place: there `latest` is where it ends anyway."""
    late: bool = False
    """Whether it would rather stand late than early."""
    sound: Sound | None = None
    texts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    tied: bool = False
    over: bool = False
    """Whether it may sound over others: the word of a count is said upon its tap."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A wish with its place."""

    wish: Wish
    offset: float

    @property
    def end(self) -> float:
        return self.offset + self.wish.seconds


def sound_wish(kind: CueKind, priority: int, sound: Sound, seconds: float, at: float, *, tied: bool = False) -> Wish:
    return Wish(kind, priority, seconds, at, at + seconds, sound=sound, tied=tied)


def line_wish(
    kind: CueKind,
    priority: int,
    texts: Iterable[str],
    words: tuple[str, ...] = (),
    *,
    earliest: float,
    latest: float = math.inf,
    late: bool = False,
) -> Wish | None:
    """None where there is nothing to say."""
    said = tuple(dict.fromkeys(text for text in texts if text))
    if not said:
        return None
    # One that is to end somewhere begins the earlier, in case it takes longer than it seems to.
    seconds = spoken_seconds(said[-1]) * (HURRY if late else 1.0)
    return Wish(kind, priority, seconds, earliest, latest, late, None, said, words)


def settled(wishes: Iterable[Wish | None], length: float) -> list[Placed]:
    """The wishes that find a place within `length` seconds, in the order of their sounding.

    The more important choose first; of one importance, whoever is named first. What is tied to a cue that found no
    place finds none either.
    """
    placed: list[Placed] = []
    for wish in sorted(filter(None, wishes), key=lambda one: -one.priority):
        if wish.over:
            placed.append(Placed(wish, wish.earliest))
        elif (offset := _slot(wish, placed, length)) is not None:
            placed.append(Placed(wish, offset))
    return sorted(placed, key=lambda one: (one.offset, one.wish.over))


def _slot(wish: Wish, placed: Sequence[Placed], length: float) -> float | None:
    """The first place, or the last, that is free; None where there is none."""
    latest = min(wish.latest, length) if wish.texts else wish.latest
    solid = [one for one in placed if not one.wish.over]
    first = [wish.earliest, *(one.end + _gap(wish, one) for one in solid)]
    last = [latest - wish.seconds, *(one.offset - _gap(wish, one) - wish.seconds for one in solid)]
    for offset in sorted(last, reverse=True) if wish.late else sorted(first):
        inside = wish.earliest - MARGIN <= offset and offset + wish.seconds <= latest + MARGIN
        if inside and all(_apart(wish, offset, one) for one in solid):
            return offset
    return None


def _gap(wish: Wish, other: Placed) -> float:
    return GAP_SECONDS if wish.texts or other.wish.texts else 0.0


def _apart(wish: Wish, offset: float, other: Placed) -> bool:
    gap = _gap(wish, other) - MARGIN
    return offset + wish.seconds + gap <= other.offset or other.end + gap <= offset


def line_of(place: Placed, following: Iterable[Placed], length: float, language: str) -> Line:
    """What is said in the room until the next cue that sounds by itself: the texts that may fit, the longest first."""
    wish = place.wish
    until = min([one.offset - GAP_SECONDS for one in following if not one.wish.over], default=math.inf)
    room = min(until, wish.latest, length - GAP_SECONDS) - place.offset
    fitting = [text for text in wish.texts[:-1] if spoken_seconds(text) / HURRY <= room]
    return Line((*fitting, wish.texts[-1]), wish.words, round(room, 3), language)
