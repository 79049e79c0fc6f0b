"""Bars in eighths of a cell: upright ones side by side, and level ones."""

from __future__ import annotations

from collections.abc import Sequence

UPRIGHT = " ▁▂▃▄▅▆▇█"
LEVEL = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
NOTHING = "·"
"""At the foot of a column that has no value."""


def columns(values: Sequence[float | None], top: float, rows: int, wide: int) -> list[str]:
    """Rows from the top down; each value has so many cells, the last of them a gap where there are two or more.

    What is more than nothing shows an eighth at least.
    """
    ink, gap = (1, 0) if wide == 1 else (wide - 1, 1)
    heights = [None if value is None else _eighths(value, top, rows) for value in values]
    lines = []
    for row in range(rows):
        below = (rows - 1 - row) * 8
        signs = [
            (NOTHING if row == rows - 1 else " ") if height is None else UPRIGHT[max(0, min(8, height - below))]
            for height in heights
        ]
        lines.append("".join(sign * ink + " " * gap for sign in signs))
    return lines


def level(value: float, top: float, width: int) -> str:
    """One bar from the left, not longer than so many cells."""
    whole, part = divmod(_eighths(value, top, width), 8)
    return "█" * whole + LEVEL[part]


def leftward(value: float, top: float, width: int) -> str:
    """One from the right, in half cells: no block has its eighths on the right."""
    whole, part = divmod(_eighths(value, top, width), 8)
    half = "▐" if part >= 4 or (not whole and part) else ""
    return half + "█" * whole


def _eighths(value: float, top: float, cells: int) -> int:
    return max(1, round(min(1.0, value / top) * cells * 8)) if value > 0 and top > 0 else 0
