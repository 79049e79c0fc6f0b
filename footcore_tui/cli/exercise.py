"""`footcore exercise`: how an exercise is done; without one, all there are by group."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from textwrap import wrap

from footcore_tui.adapters.toml_keys import nearest, one_of
from footcore_tui.cli.shelf import library, settings
from footcore_tui.cli.standing import levels_now
from footcore_tui.core.card import Card, Section
from footcore_tui.core.errors import UsageError
from footcore_tui.core.exercise import Exercise, Level
from footcore_tui.core.text import quoted

WIDTH = 80
"""Columns of the text, as long as no word is longer."""
INDENT = "  "


def exercise(name: str | None, *, as_json: bool) -> int:
    """Prints one exercise, or the list. Raises FootcoreError."""
    shelf, levels = library(), levels_now(settings())
    wanted = [one for one in shelf.exercises() if name in (None, one.id)]
    cards = [Card(one, one.level(levels.get(one.id))) for one in wanted]
    if name is not None and not cards:
        raise _unknown(name, shelf.exercises())
    if as_json:
        shapes = [_object(card, shelf.group(card.exercise.id)) for card in cards]
        print(json.dumps(shapes if name is None else shapes[0], ensure_ascii=False, indent=1))
    else:
        groups = [(shelf.group(card.exercise.id), card.exercise) for card in cards]
        print("\n".join(_list(groups) if name is None else _lines(cards[0])))
    return 0


def _unknown(name: str, exercises: Sequence[Exercise]) -> UsageError:
    error = UsageError(f"There is no exercise {quoted(name)}.")
    words = set(name.lower().replace("-", " ").split())
    some = [
        one.id for one in exercises if words and words <= set(f"{one.id.replace('-', ' ')} {one.name.lower()}".split())
    ]
    meant = None if some else nearest(name, [one.id for one in exercises])
    error.hint = (
        f"Did you mean {one_of(some) if some else meant}?" if some or meant else "`footcore exercise` lists them."
    )
    return error


def _list(groups: list[tuple[str, Exercise]]) -> Iterator[str]:
    width = max((len(one.id) for _, one in groups), default=0)
    before = ""
    for group, one in groups:
        if group != before:
            yield from ([""] if before else [])
            yield group.replace("-", " ").capitalize()
            before = group
        yield f"{INDENT}{one.id:<{width}}  {' · '.join(level.id for level in one.levels)}".rstrip()


def _lines(card: Card) -> Iterator[str]:
    yield f"{card.exercise.name} ({card.exercise.id})"
    if card.rung:
        yield card.rung.capitalize()
    for section in card.sections:
        yield ""
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield section.title
    for sign, text in section.items:
        before = f"{sign} " if sign else ""
        yield from wrap(
            text,
            WIDTH,
            initial_indent=INDENT + before,
            subsequent_indent=INDENT + " " * len(before),
            break_long_words=False,
            break_on_hyphens=False,
        )


def _object(card: Card, group: str) -> dict[str, object]:
    """The shape that docs/command-line.md promises."""
    one = card.exercise
    return {
        "id": one.id,
        "name": one.name,
        "group": group,
        "level": card.level.id if card.level else None,
        "focus": list(one.focus),
        "position": one.position,
        "footwear": one.footwear,
        "equipment": list(one.equipment),
        "contact": list(one.contact),
        "side_phrase": one.side_phrase,
        "setup": one.setup,
        "steps": list(one.steps),
        "cues": list(one.cues),
        "breathing": one.breathing,
        "mistakes": list(one.mistakes),
        "stop_if": list(one.stop_if),
        "ask_first": list(one.ask_first),
        "levels": [_level(level) for level in one.levels],
        "sources": list(one.sources),
    }


def _level(level: Level) -> dict[str, object]:
    return {
        "id": level.id,
        "name": level.name,
        "cue": level.cue,
        "support": level.support,
        "base": level.base,
        "surface": level.surface,
        "vision": level.vision,
        "ask_first": list(level.ask_first),
        "evidence": level.evidence,
    }
