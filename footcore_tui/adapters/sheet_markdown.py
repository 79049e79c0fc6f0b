"""A client's handout as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from footcore_tui.core.handout import NOTES, Card, Handout
from footcore_tui.core.text import printable

_MARKS = re.compile(r"([\\`*_\[\]<>|#~&])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")
DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
BLANK = "_" * 12


def markdown_sheet(page: Handout) -> Iterator[str]:
    """In pieces."""
    routine = page.routine
    yield f"# {plain(routine.name)}\n\n"
    if page.part:
        yield f"**{plain(page.part)}**\n\n"
    yield f"{plain(page.lead)}\n\n" if page.lead else ""
    yield f"- {page.length}\n" if page.length else ""
    yield f"- {plain(page.often)}\n" if page.often else ""
    yield f"- {page.between.capitalize()}\n" if page.between else ""
    yield f"- You need: {plain(', '.join(page.needs))}\n" if page.needs else ""
    for group in page.groups:
        yield f"\n## {plain(group.heading)}\n" if group.heading else ""
        for card in group.cards:
            yield from _card(card)
    for heading, texts in page.safety:
        yield f"\n## {heading}\n\n" + "".join(f"- {plain(text)}\n" for text in texts)
    yield f"\n## {NOTES}\n" + "".join(f"\n{plain(paragraph)}\n" for paragraph in page.notes)
    yield "\n## A tick for each day\n\n"
    yield f"| | {' | '.join(DAYS)} |\n|---|{'---|' * len(DAYS)}\n"
    yield from (f"| {plain(row)} | {' | '.join('☐' for _ in DAYS)} |\n" for row in page.rows)
    trainer = ", ".join(filter(None, (routine.author, routine.contact)))
    yield f"\nTrainer: {plain(trainer or BLANK)}\n"


def plain(text: str) -> str:
    """A text that no Markdown takes for more than text."""
    return _AT_START.sub(r"\1\\\2", _MARKS.sub(r"\\\1", " ".join(printable(text, "\n").split())))


def _card(card: Card) -> Iterator[str]:
    yield f"\n### {card.number}. {plain(card.name)}\n\n**{plain(card.dose)}**\n"
    yield f"\nLevel: {plain(card.level)}\n" if card.level else ""
    yield f"\n{plain(card.setup)}\n" if card.setup else ""
    yield f"\nOn the floor: {card.carries}\n" if card.carries else ""
    if card.steps:
        yield "\n" + "".join(f"{number}. {plain(one)}\n" for number, one in enumerate(card.steps, start=1))
    if card.cues:
        yield "\n" + "".join(f"- {plain(cue)}\n" for cue in card.cues)
