"""An exercise's card as a page: the words on the left, at their right the soles where there is room for both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.segment import Segment

from footcore_tui.core.card import HERE, Card
from footcore_tui.core.exercise import Side
from footcore_tui.tui.theme import Look, State, palette_of
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.line import cell_len, spread, wrapped
from footcore_tui.tui.widgets.page import Page, Pieces
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.raster import Row
from footcore_tui.tui.widgets.sole import Light, breadth_for, feet_for, soles

SOLES_FROM = 68
"""Columns of the page from which the soles stand beside the words."""
GAP = 3


@dataclass(frozen=True, slots=True)
class CardScene:
    """All that the page shows."""

    card: Card
    place: str
    """As "2 of 5"; empty where there is but one."""
    scrolled: int
    look: Look
    keys: tuple[KeyHint, ...]


def paint_card(scene: CardScene, width: int, height: int) -> tuple[Part, ...]:
    page, feet = _laid_out(scene.card, scene.look, width, height)
    across = _across(feet, page)
    page.line([(scene.card.exercise.name, page.bold)], [(scene.place, page.soft)])
    page.skip(_skipped(height))
    words = list(_lines(scene.card, across, page))[scene.scrolled : scene.scrolled + page.room]
    rows = [spread(line, [], across, page.ink) for line in words]
    if feet:
        blank, gap = (Segment(" " * _width(feet[0]), page.ink),), Segment(" " * GAP, page.ink)
        rows += [spread([], [], across, page.ink)] * (min(page.room, len(feet)) - len(rows))
        rows = [(*row, gap, *(feet[at] if at < len(feet) else blank)) for at, row in enumerate(rows)]
    page.rows(rows)
    return page.done(scene.keys)


def most_scrolled(card: Card, width: int, height: int) -> int:
    """How far it can be scrolled until the last line is on the page."""
    page, feet = _laid_out(card, Look.PLAIN, width, height)
    page.skip(1 + _skipped(height))
    return max(0, len(list(_lines(card, _across(feet, page), page))) - page.room)


def _laid_out(card: Card, look: Look, width: int, height: int) -> tuple[Page, tuple[Row, ...]]:
    """The page, and the soles; none where they would take the words' place, or no point of them carries."""
    palette = palette_of(look, State.HOME)
    page = Page(width, height, palette)
    breadth = breadth_for(page.width // 4, page.room - 3) if page.width >= SOLES_FROM and card.exercise.contact else 0
    if not breadth:
        return page, ()
    return page, soles(feet_for(Side.BOTH, card.exercise.contact, Light.LIT), breadth, palette)


def _across(feet: tuple[Row, ...], page: Page) -> int:
    """The columns of the words."""
    return page.width - _width(feet[0]) - GAP if feet else page.width


def _skipped(height: int) -> int:
    return 1 if height >= 16 else 0


def _width(row: Row) -> int:
    return sum(cell_len(segment.text) for segment in row)


def _lines(card: Card, across: int, page: Page) -> Iterator[Pieces]:
    for text in (card.rung, card.dose):
        for line in wrapped(text, across) if text else ():
            yield [(line, page.accent)]
    for section in card.sections:
        yield []
        for line in wrapped(section.title, across):
            yield [(line, page.bold)]
        for sign, text in section.items:
            before = len(sign) + 1 if sign else 0
            for number, line in enumerate(wrapped(_broken(text, across - before), across - before)):
                lit = page.accent if sign == HERE else page.soft
                yield [((sign if number == 0 else "").ljust(before), lit), (line, page.ink)]


def _broken(text: str, across: int) -> str:
    """With a break in every word that is longer than a line, as an address may be."""
    across = max(1, across)
    words = (word[at : at + across] for word in text.split() for at in range(0, len(word), across))
    return " ".join(words)
