"""The largest type in which a handout takes one page: an estimate, on the careful side."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from footcore_tui.core.handout import NOTES, Card, Handout

WIDTH_MM, HEIGHT_MM = 186, 257
"""Of what is printed: A4 is the narrower, Letter the lower one; without the margins."""
EM_MM = 0.3528
"""Of a point."""
CHARACTER, LINE = 0.515, 1.28
"""An average character's width, and a line's height, in ems: those of DejaVu Sans, a wide face."""
MEASURED = 0.89
"""What the bundled routines take on paper of what is estimated here: 0.80 to 0.89 where that was measured."""
PICTURE, GAP = 5.4, 1.4
"""Ems of a picture with its gap, and between columns."""
SMALL = 0.92
"""The type of the cautions, in ems."""
FEW_CARDS = 2
"""They have the whole width and a large picture."""


class Size(NamedTuple):
    """How a page is set."""

    points: float
    steps: bool
    """Whether there is room for how each exercise goes, step by step."""
    tight: bool = False
    """Whether short lines stand one behind another."""


SIZES = (
    Size(11, steps=True), Size(10, steps=True), Size(9, steps=True), Size(10, steps=False), Size(9, steps=False),
    Size(9, steps=False, tight=True), Size(8.4, steps=False, tight=True), Size(7.8, steps=False, tight=True),
)  # fmt: skip
TWO_PAGES = Size(8.4, steps=False, tight=True)
"""Where nothing that can still be read fits."""


def size_for(page: Handout) -> Size:
    return next((size for size in SIZES if fits(page, size)), TWO_PAGES)


def fits(page: Handout, size: Size) -> bool:
    """Whether one page is enough."""
    return _height(page, size) <= HEIGHT_MM


def is_wide(page: Handout) -> bool:
    return sum(len(group.cards) for group in page.groups) <= FEW_CARDS


def _height(page: Handout, size: Size) -> float:
    """Millimetres."""
    em = size.points * EM_MM
    full = WIDTH_MM / em
    half = (full - GAP) / 2
    cards = [card for group in page.groups for card in group.cards]
    heights = [_card(card, size, full - 10 if is_wide(page) else half, wide=is_wide(page)) for card in cards]
    headings = sum(1.6 for group in page.groups if group.heading)
    inside = sum(heights) + headings
    lines = 5.5 + _lines(page.lead, full) + (inside if is_wide(page) else inside / 2 + max(heights) / 2)
    lines += _safety(page, size, half) + 2 + 1.5 * math.ceil(len(page.rows) / 2) + 3
    return lines * LINE * em * MEASURED


def _card(card: Card, size: Size, width: float, *, wide: bool) -> float:
    """Lines."""
    room = width - (PICTURE if card.contact and not wide else 0)
    said = 1.3 + _lines(card.dose, room / 1.08) + _lines(f"Level: {card.level}" if card.level else "", room)
    said += _lines(card.setup, room) + _list(card.cues, room, tight=size.tight)
    if size.steps:
        said += 0.4 + _list(card.steps, room - 1.4, tight=False)
    return max(said, (9 if wide else 5.6) if card.contact else 0) + 0.9


def _safety(page: Handout, size: Size, half: float) -> float:
    """Lines, in the type of the rest."""
    room = (half - 1) / SMALL
    both = max(_list(texts, room, tight=size.tight) for texts in (page.stop_if, page.ask_first))
    first, *others = page.notes
    general = [_lines(text, room) + 0.35 for text in (f"{NOTES}: {first}", *others)]
    return (both + 1 + sum(general) / 2 + max(general, default=0) / 2) * SMALL + 2.2


def _list(texts: Iterable[str], room: float, *, tight: bool) -> float:
    return _lines(" · ".join(texts), room) if tight else sum(_lines(text, room - 0.9) for text in texts)


def _lines(text: str, room: float) -> int:
    return math.ceil(len(text) * CHARACTER / room)
