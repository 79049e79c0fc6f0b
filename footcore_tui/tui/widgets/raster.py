"""Pictures of half-cell pixels: a cell has two columns and two rows of them, and two colours to show them with."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from rich.segment import Segment

from footcore_tui.tui.theme import Palette, Rgb

Row = tuple[Segment, ...]
Span = tuple[float, float]
"""From where to where on a level line."""
Pixels = Sequence[Sequence[Rgb]]
"""Rows of pixels; twice as many of both as the picture has rows and columns of cells."""

QUADRANTS = " ▗▖▄▝▐▞▟▘▚▌▙▀▜▛█"
"""The block of each mask; its bits are, from the highest, top left, top right, bottom left and bottom right."""


def blend(one: Rgb, other: Rgb, share: float) -> Rgb:
    """`share` of the other colour over the one."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def masked(spans: Callable[[float], Iterable[Span]], columns: int, rows: int) -> tuple[str, ...]:
    """A shape in one ink, given by its spans on a level line: each pixel is set whose middle is in one of them.

    Units are columns, two of them to a row.
    """
    lines = []
    for row in range(rows):
        upper, lower = (_inked(spans(row * 2 + down), columns * 2) for down in (0.5, 1.5))
        cells = zip(upper[::2], upper[1::2], lower[::2], lower[1::2], strict=True)
        lines.append("".join(QUADRANTS[a * 8 + b * 4 + c * 2 + d] for a, b, c, d in cells))
    return tuple(lines)


def _inked(spans: Iterable[Span], pixels: int) -> bytearray:
    """1 for each pixel of a row that is set."""
    row = bytearray(pixels)
    for start, end in spans:
        if start > end:
            continue
        first, last = max(0, math.ceil(start * 2 - 0.5)), min(pixels, math.floor(end * 2 - 0.5) + 1)
        if first < last:
            row[first:last] = b"\1" * (last - first)
    return row


def fitted(pixels: Pixels, palette: Palette) -> tuple[Row, ...]:
    """Each cell in the block and the two colours that come nearest to its four pixels."""
    return tuple(
        joined([_fit(palette, upper[x], upper[x + 1], lower[x], lower[x + 1]) for x in range(0, len(upper), 2)])
        for upper, lower in zip(pixels[::2], pixels[1::2], strict=True)
    )


def joined(cells: Sequence[Segment]) -> Row:
    """Neighbours of one style as one segment."""
    return tuple(Segment.simplify(cells))


@lru_cache(1024)
def _fit(palette: Palette, *four: Rgb) -> Segment:
    """One cell; pixels in the order top left, top right, bottom left, bottom right.

    The ground stays the cell's own, so that a terminal without colours shows the shape.
    """
    if len(set(four)) == 1:
        block = " " if four[0] == palette.ground else "█"
        return Segment(block, palette.style(four[0]))
    best, cell = float("inf"), Segment(" ")
    for mask in range(1, 15):
        inked = [pixel for bit, pixel in enumerate(four) if mask >> (3 - bit) & 1]
        bare = [pixel for bit, pixel in enumerate(four) if not mask >> (3 - bit) & 1]
        ink, ground = _mean(inked), _mean(bare)
        error = sum(_distance(pixel, ink) for pixel in inked) + sum(_distance(pixel, ground) for pixel in bare)
        if error < best and _distance(ink, palette.ground) >= _distance(ground, palette.ground):
            best, cell = error, Segment(QUADRANTS[mask], palette.style(ink, ground))
    return cell


def _mean(pixels: Sequence[Rgb]) -> Rgb:
    count = len(pixels)
    red, green, blue = (round(sum(channel) / count) for channel in zip(*pixels, strict=True))
    return red, green, blue


def _distance(one: Rgb, other: Rgb) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
