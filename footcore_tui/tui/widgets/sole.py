"""The soles: two footprints as one sees one's own from above, drawn from a path at any size.

All numbers are of the right foot, in the unit of `core.foot_shape`: its breadth.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from footcore_tui.core.exercise import Contact, Side
from footcore_tui.core.foot_shape import CONTACTS, LENGTH, TOES, Oval, Point, outline, ring
from footcore_tui.tui.theme import Palette, Rgb
from footcore_tui.tui.widgets.raster import Row, blend, fitted

SMALLEST = 7
"""Columns of a foot below which it is no longer one."""


class Light(IntEnum):
    """How a foot is lit."""

    SHADOW = 0
    WAITING = 1
    """It works next."""
    LIT = 2


@dataclass(frozen=True, slots=True)
class Feet:
    """What the soles show."""

    left: Light
    right: Light
    contact: tuple[Contact, ...]


def feet_for(side: Side, contact: tuple[Contact, ...], light: Light) -> Feet:
    return Feet(
        light if side is not Side.RIGHT else Light.SHADOW, light if side is not Side.LEFT else Light.SHADOW, contact
    )


def breadth_for(columns: int, rows: int) -> int:
    """The columns of one foot where two and their gap fit the box; 0 where they would be no feet."""
    breadth = min((columns - 2) * 10 // 22, math.floor(rows * 2 / LENGTH))
    return breadth if breadth >= SMALLEST else 0


def rows_of(breadth: int) -> int:
    return math.ceil(breadth * LENGTH / 2)


def gap_of(breadth: int) -> int:
    return max(2, round(breadth * 0.2))


@lru_cache(16)
def soles(feet: Feet, breadth: int, palette: Palette) -> tuple[Row, ...]:
    """Both feet with the gap between them; `breadth` columns each."""
    gap = [palette.ground] * (gap_of(breadth) * 2)
    left = _foot(feet.left, feet.contact, breadth, palette)
    right = _foot(feet.right, feet.contact, breadth, palette)
    return fitted([[*reversed(one), *gap, *other] for one, other in zip(left, right, strict=True)], palette)


def _foot(light: Light, contact: tuple[Contact, ...], breadth: int, palette: Palette) -> tuple[tuple[Rgb, ...], ...]:
    skin = (palette.shadow, blend(palette.ground, palette.sand, 0.6 if palette.blends else 1), palette.sand)[light]
    points = [oval for point in contact for oval in CONTACTS[point]] if light is not Light.SHADOW else []
    strength = 1.0 if light is Light.LIT or not palette.blends else 0.55
    return tuple(
        tuple(
            blend(palette.ground, blend(skin, palette.glow, _step(glow * strength)), _step(cover))
            for cover, glow in zip(covers, _glow(points, row, breadth, crisp=not palette.blends), strict=True)
        )
        for row, covers in enumerate(_covers(breadth, crisp=not palette.blends))
    )


def _step(share: float) -> float:
    """In twelfths: no eye sees a finer edge, and there are few colours to keep."""
    return round(share * 12) / 12


@lru_cache(4)
def _covers(breadth: int, *, crisp: bool) -> tuple[tuple[float, ...], ...]:
    """How much of each pixel is foot: exact across, by four samples down."""
    shapes, columns = (outline(), *map(ring, _snapped_toes(breadth * 2))), breadth * 2
    rows = []
    for row in range(rows_of(breadth) * 2):
        cover = [0.0] * columns
        for down in (0.125, 0.375, 0.625, 0.875):
            for shape in shapes:
                for start, end in _spans(shape, (row + down) / breadth):
                    _add_span(cover, start * columns, end * columns)
        rows.append(tuple(float(part >= 2) if crisp else min(1.0, part / 4) for part in cover))
    return tuple(rows)


def _add_span(cover: list[float], start: float, end: float) -> None:
    for pixel in range(max(0, math.floor(start)), min(len(cover), math.ceil(end))):
        cover[pixel] += min(end, pixel + 1) - max(start, pixel)


def _spans(shape: Sequence[Point], y: float) -> list[Point]:
    """From where to where a level line is inside a polygon."""
    crossings, (x0, y0) = [], shape[-1]
    for x1, y1 in shape:
        if (y0 > y) != (y1 > y):
            crossings.append(x0 + (y - y0) / (y1 - y0) * (x1 - x0))
        x0, y0 = x1, y1
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2], strict=True))


def _glow(points: Sequence[Oval], row: int, breadth: int, *, crisp: bool) -> list[float]:
    """How brightly each pixel of a row glows."""
    y, glow = (row + 0.5) / breadth, [0.0] * (breadth * 2)
    for point in points:
        if abs(y - point.y) < point.down * 1.1:
            for column in range(breadth * 2):
                depth = point.depth((column + 0.5) / (breadth * 2), y)
                glow[column] = max(glow[column], min(1.0, depth * 2.6 + 0.15))
    return [float(part >= 0.4) for part in glow] if crisp else glow


def _snapped_toes(pixels: int) -> tuple[Oval, ...]:
    """The toes with their sides on pixel edges and a whole pixel between them, so that they stay five when small."""
    snapped, free = [], 0
    for toe in TOES:
        start = max(free, round((toe.x - toe.across) * pixels))
        end = max(start + 1, round((toe.x + toe.across) * pixels))
        free = end + max(1, round(0.03 * pixels))
        snapped.append(Oval((start + end) / 2 / pixels, toe.y, (end - start) / 2 / pixels * 1.04, toe.down))
    return tuple(snapped)
