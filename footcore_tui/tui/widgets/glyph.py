"""Digits and capitals drawn for the cell grid: strokes of one weight on snapped lines, round corners, any size.

A glyph is a handful of strokes between the named points of a stencil: `l c r` across (`k` a little left of the
middle, `j` there or clear of the left stroke), `t u m n b` down from the top. A point with a `!` is a sharp corner,
any other is round. The unit is a column; a row of cells is two of them high, so that a stroke is as thick across as
it is down.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from footcore_tui.tui.widgets.raster import Span, masked

STENCILS = {
    "0": "ct rt rb lb lt ct",
    "1": "kt ct! cb / lb rb",
    "2": "lt rt rm lm lb! rb",
    "3": "lt rt rm cm / cm rm rb lb",
    "4": "lt ln! rn / rt rb",
    "5": "rt lt! lm! rm rb lb",
    "6": "rt lt lb rb rm lm",
    "7": "lt rt! ru cb",
    "8": "cm rm rt lt lm cm / cm rm rb lb lm cm",
    "9": "lb rb rt lt lm rm",
    "A": "lb lt rt rb / lm rm",
    "B": "lt lb / lt rt rm lm / lm rm rb lb",
    "C": "rt lt lb rb",
    "D": "lm lt! rt rb lb! lm",
    "E": "rt lt! lb! rb / lm cm",
    "F": "rt lt! lb / lm cm",
    "G": "rt lt lb rb rn / jn rn",
    "H": "lt lb / rt rb / lm rm",
    "I": "ct cb",
    "L": "lt lb! rb",
    "M": "lb lt rt rb / ct cm",
    "N": "lb lt / lt rb / rt rb",
    "O": "ct rt rb lb lt ct",
    "P": "lb lt! rt rm lm",
    "R": "lb lt! rt rm lm / cm rb",
    "S": "rt lt lm rm rb lb",
    "T": "lt rt / ct cb",
    "U": "lt lb rb rt",
    "V": "lt cb / rt cb",
    "W": "lt lb rb rt / cm cb",
    "X": "lt rb / rt lb",
    "Y": "lt lm rm rt / cm cb",
}
NARROW = "I:"
NOWHERE: Span = (math.inf, -math.inf)
EVERYWHERE: Span = (-math.inf, math.inf)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cut:
    """The measures of a face at one size, in columns."""

    width: float
    height: int
    weight: int
    """The thickness of every stroke."""

    @property
    def gap(self) -> int:
        return max(1, round(self.weight * 0.75))

    def wide(self, character: str) -> int:
        """Whole columns a glyph takes."""
        if character == " ":
            return max(2, self.weight * 2)
        return self.weight if character in NARROW else round(self.width)

    def span(self, text: str) -> int:
        return sum(map(self.wide, text)) + self.gap * max(0, len(text) - 1)


def cut_for(columns: int, rows: int, text: str) -> Cut | None:
    """The largest cut in which the text fits the box; None where not even the smallest does."""
    for tall in range(rows, 2, -1):
        height = tall * 2
        for share in (0.82, 0.74, 0.66, 0.6, 0.54, 0.48):
            width = max(3, round(height * share))
            cut = Cut(width, height, max(1, round(min(height * 0.2, width * 0.3))))
            if cut.span(text) <= columns:
                return cut
    return None


@lru_cache(256)
def lettered(text: str, cut: Cut) -> tuple[str, ...]:
    """The text in blocks, one string a row of cells, all of one length."""
    between = " " * cut.gap
    drawn = [drawing(character, cut) for character in text]
    return tuple(between.join(rows) for rows in zip(*drawn, strict=True))


@lru_cache(512)
def drawing(character: str, cut: Cut) -> tuple[str, ...]:
    """One glyph; what the stencils lack is left blank."""
    columns, rows = cut.wide(character), cut.height // 2
    if character == ":":
        return _colon(cut, columns, rows)
    shapes = [shape for path in STENCILS.get(character, "").split(" / ") for shape in _stroke(path, columns, cut)]
    return masked(lambda y: (shape.span(y) for shape in shapes), columns, rows)


@dataclass(frozen=True, slots=True)
class Bar:
    """A straight stroke from end to end, `half` its weight to each side, with square ends that reach as far."""

    start: Point
    end: Point
    half: float
    before: float
    """How far it reaches beyond its start."""
    after: float

    def span(self, y: float) -> Span:
        (x0, y0), (x1, y1) = self.start, self.end
        length, down = math.dist(self.start, self.end), y - y0
        right, foot = (x1 - x0) / length, (y1 - y0) / length
        along = _solved(right, down * foot, -self.before, length + self.after)
        across = _solved(foot, -down * right, -self.half, self.half)
        return x0 + max(along[0], across[0]), x0 + min(along[1], across[1])


@dataclass(frozen=True, slots=True)
class Bend:
    """A quarter of a ring round a centre, towards a corner."""

    centre: Point
    corner: Point
    radius: float
    half: float

    def span(self, y: float) -> Span:
        x, down = self.centre[0], y - self.centre[1]
        far, near = self.radius + self.half, max(0, self.radius - self.half)
        if down * (self.corner[1] - self.centre[1]) < 0 or abs(down) > far:
            return NOWHERE
        inner, outer = math.sqrt(max(0, near**2 - down**2)), math.sqrt(far**2 - down**2)
        return (x + inner, x + outer) if self.corner[0] > x else (x - outer, x - inner)


def _solved(factor: float, offset: float, low: float, high: float) -> Span:
    """For which t `factor * t + offset` is from `low` to `high`."""
    if not factor:
        return EVERYWHERE if low <= offset <= high else NOWHERE
    one, other = (low - offset) / factor, (high - offset) / factor
    return (one, other) if one <= other else (other, one)


def _stroke(path: str, columns: int, cut: Cut) -> Iterator[Bar | Bend]:
    names = path.split()
    points = [_point(name, columns, cut) for name in names]
    half = cut.weight / 2
    trims = [0.0] * len(points)
    for index in range(1, len(points) - 1):
        one, corner, other = points[index - 1 : index + 2]
        if not names[index].endswith("!") and _square(one, corner, other):
            trims[index] = radius = min(cut.weight * 0.9, math.dist(one, corner) / 2, math.dist(corner, other) / 2)
            centre = (
                corner[0] + _step(corner[0], one[0], other[0]) * radius,
                corner[1] + _step(corner[1], one[1], other[1]) * radius,
            )
            yield Bend(centre, corner, radius, half)
    for index in range(len(points) - 1):
        start, end = points[index], points[index + 1]
        first, last = trims[index], trims[index + 1]
        if math.dist(start, end) > first + last:
            before = 0 if first else _reach(start, end, cut)
            after = 0 if last else _reach(end, start, cut)
            yield Bar(_towards(start, end, first), _towards(end, start, last), half, before, after)


def _reach(end: Point, other: Point, cut: Cut) -> float:
    """How far a stroke goes on beyond its end: a slanted one at top or foot so far that the box cuts it level."""
    slanted = end[0] != other[0] and end[1] != other[1]
    outermost = end[1] in (cut.weight / 2, cut.height - cut.weight / 2)
    return cut.weight if slanted and outermost else cut.weight / 2


def _point(name: str, columns: int, cut: Cut) -> Point:
    half, height = cut.weight / 2, cut.height
    middle = math.floor((height - cut.weight) / 2) + half
    centre = math.floor(columns - cut.weight) / 2 + half
    right = columns - half
    beside = min(right, max(centre, cut.weight * 1.5 + 1))
    across = {"l": half, "k": centre - cut.weight, "c": centre, "j": beside, "r": right}[name[0]]
    top, foot = half, height - half
    down = {
        "t": top,
        "u": top + round((middle - top) * 0.5),
        "m": middle,
        "n": top + round((foot - top) * 0.6),
        "b": foot,
    }[name[1]]
    return max(across, half), down


def _square(one: Point, corner: Point, other: Point) -> bool:
    """Whether the corner turns from level to upright or back."""
    return (one[0] == corner[0] and other[1] == corner[1]) or (one[1] == corner[1] and other[0] == corner[0])


def _step(here: float, one: float, other: float) -> int:
    """In which direction the corner's neighbours lie."""
    return (one > here or other > here) - (one < here or other < here)


def _towards(start: Point, end: Point, distance: float) -> Point:
    length = math.dist(start, end)
    if not distance or not length:
        return start
    share = distance / length
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _colon(cut: Cut, columns: int, rows: int) -> tuple[str, ...]:
    third = cut.height / 3
    high, low = round(third - cut.weight / 2), round(third * 2 - cut.weight / 2)
    dot: Span = (0, columns)
    return masked(lambda y: (dot for top in (high, low) if top <= y < top + cut.weight), columns, rows)
