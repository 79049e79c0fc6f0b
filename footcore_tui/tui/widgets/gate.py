"""What is asked before a session, as one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from footcore_tui.core.safety import QUESTION, STOP, SUPPORT, Gate
from footcore_tui.tui.theme import Look, State, palette_of
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.line import wrapped
from footcore_tui.tui.widgets.page import Page, Pieces
from footcore_tui.tui.widgets.picture import Part

HANGING = 2
"""Columns before what a bullet says."""


@dataclass(frozen=True, slots=True)
class GateScene:
    """All that the page shows."""

    gate: Gate
    name: str
    """The routine's."""
    scrolled: int
    look: Look
    keys: tuple[KeyHint, ...]


def paint_gate(scene: GateScene, width: int, height: int) -> tuple[Part, ...]:
    page = _page(scene.look, width, height)
    page.line([(scene.name, page.bold)])
    page.skip(1 if height >= 14 else 0)
    for line in _lines(scene.gate, page)[scene.scrolled : scene.scrolled + page.room]:
        page.line(line)
    return page.done(scene.keys)


def most_scrolled(gate: Gate, width: int, height: int) -> int:
    """How far it can be scrolled until the last line is on the page; 0 where all of it is."""
    page = _page(Look.PLAIN, width, height)
    page.skip(2 if height >= 14 else 1)
    return max(0, len(_lines(gate, page)) - page.room)


def _page(look: Look, width: int, height: int) -> Page:
    return Page(width, height, palette_of(look, State.HOME))


def _lines(gate: Gate, page: Page) -> list[Pieces]:
    """A line each where there is room, else running on."""
    airy = list(_airy(gate, page))
    return airy if len(airy) <= page.room else list(_dense(gate, page))


def _airy(gate: Gate, page: Page) -> Iterator[Pieces]:
    if gate.conditions:
        yield from ([(line, page.accent)] for line in wrapped(QUESTION, page.width))
        yield []
        for condition in gate.conditions:
            for number, line in enumerate(wrapped(condition, page.width - HANGING)):
                yield [("  " if number else "· ", page.soft), (line, page.ink)]
        yield []
    yield from _sentences(gate, page)


def _dense(gate: Gate, page: Page) -> Iterator[Pieces]:
    if gate.conditions:
        yield from ([(line, page.accent)] for line in wrapped(QUESTION, page.width))
        yield from ([(line, page.ink)] for line in wrapped(" · ".join(gate.conditions), page.width))
    yield from _sentences(gate, page)


def _sentences(gate: Gate, page: Page) -> Iterator[Pieces]:
    for sentence, style in ((STOP if gate.first else "", page.ink), (SUPPORT if gate.support else "", page.accent)):
        if sentence:
            yield from ([(line, style)] for line in wrapped(sentence, page.width))
