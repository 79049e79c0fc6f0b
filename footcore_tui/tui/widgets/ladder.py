"""Levels as a picture: the exercises on the left, on the right the ladder of the marked one and where one stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.segment import Segment

from footcore_tui.core.exercise import Level
from footcore_tui.tui.ladders import Ladder
from footcore_tui.tui.theme import Look, State, palette_of
from footcore_tui.tui.widgets.heat import date_text
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.line import clipped, spread, wrapped
from footcore_tui.tui.widgets.page import Page, Pieces
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.raster import Row
from footcore_tui.tui.widgets.tally import proposed

BESIDE_FROM = 70
"""Columns from which list and ladder stand side by side."""
GAP = 3
LIST_WIDTH = 42
RAILS = ("┃━━━┃", "┃███┃")
"""A rung, and the one that one stands on."""
NOTHING = "No exercise with levels was found."


@dataclass(frozen=True, slots=True)
class Ladders:
    """All that the screen of levels shows."""

    ladders: tuple[Ladder, ...]
    marked: int
    look: Look
    keys: tuple[KeyHint, ...]
    answers: tuple[str, str] = ("", "")
    """The keys that take a proposal and turn it down."""
    notice: str = ""


def paint_ladders(scene: Ladders, width: int, height: int) -> tuple[Part, ...]:
    page = Page(width, height, palette_of(scene.look, State.HOME))
    page.note(scene.notice)
    page.line([("Levels", page.bold)], [(_proposals(scene), page.soft)])
    page.skip(1 if height >= 16 else 0)
    if not scene.ladders:
        page.text(NOTHING, page.soft)
        return page.done(scene.keys)
    marked = scene.ladders[scene.marked]
    asked = min(4, page.room // 3) if marked.proposal else 0
    if page.width >= BESIDE_FROM:
        _beside(scene, marked, page, page.room - asked)
    else:
        _above(scene, marked, page, page.room - asked)
    if marked.proposal:
        page.skip(1 if page.room > 3 else 0)
        proposed(marked.proposal, scene.answers, page)
    return page.done(scene.keys)


def _proposals(scene: Ladders) -> str:
    count = sum(ladder.proposal is not None for ladder in scene.ladders)
    return f"{count} proposal{'s' * (count != 1)}" if count else ""


def _beside(scene: Ladders, marked: Ladder, page: Page, room: int) -> None:
    across = min(LIST_WIDTH, page.width * 3 // 5)
    right = page.width - across - GAP
    names, lines = list(_names(scene, page, room)), list(_ladder(marked, page, right))
    rows: list[Row] = []
    for row in range(room):
        left = spread(*names[row], across, page.ink) if row < len(names) else spread([], [], across, page.ink)
        line = spread(lines[row], [], right, page.ink) if row < len(lines) else spread([], [], right, page.ink)
        rows.append((*left, Segment(" " * GAP, page.ink), *line))
    page.rows(rows)


def _above(scene: Ladders, marked: Ladder, page: Page, room: int) -> None:
    """The list in what the ladder leaves, three rows at least."""
    lines = list(_ladder(marked, page, page.width))
    listed = max(3, room - len(lines) - 1)
    for left, right in _names(scene, page, min(listed, room)):
        page.line(left, right)
    left_over = room - listed
    for line in lines[: max(0, left_over)]:
        page.line(line)


def _names(scene: Ladders, page: Page, room: int) -> Iterator[tuple[Pieces, Pieces]]:
    """So many exercises round the marked one, with the rung of each."""
    first = max(0, min(scene.marked - room // 2, len(scene.ladders) - room))
    for index, ladder in list(enumerate(scene.ladders))[first : first + room]:
        marked = index == scene.marked
        style = page.bold if marked else page.ink if ladder.day else page.soft
        sign = "" if ladder.proposal is None else "▲ " if ladder.proposal.up else "▽ "
        place = f"{ladder.exercise.rank(ladder.level)} of {len(ladder.exercise.levels)}"
        yield (
            [("▸ " if marked else "  ", page.accent), (ladder.exercise.name, style)],
            [(sign, page.accent), (place, page.soft)],
        )


def _ladder(ladder: Ladder, page: Page, width: int) -> Iterator[Pieces]:
    """The hardest rung on top."""
    for level in reversed(ladder.exercise.levels):
        here = level is ladder.level
        yield [
            ("▶ " if here else "  ", page.accent),
            (RAILS[here], page.accent if here else page.soft),
            ("  ", page.ink),
            (clipped(level.name, width - 9), page.bold if here else page.soft),
        ]
    yield []
    for line in wrapped(ladder.level.cue, width, 2) if ladder.level.cue else ():
        yield [(line, page.ink)]
    for line in wrapped(axes_of(ladder.level), width, 2) if axes_of(ladder.level) else ():
        yield [(line, page.soft)]
    yield [(f"Last done {date_text(ladder.day)}." if ladder.day else "Not done yet.", page.soft)]


def axes_of(level: Level) -> str:
    """What makes a rung as hard as it is, in words; a firm floor and open eyes go without saying."""
    words = {
        "two-hands": "two hands hold on",
        "one-hand": "one hand holds on",
        "fingertips": "fingertips",
        "hover": "hands hover",
        "none": "no hands",
        "sit": "sitting",
        "stand": "on both feet",
        "semi-tandem": "one foot half in front",
        "tandem": "heel to toe",
        "single": "on one leg",
        "forefoot": "on the ball of the foot",
        "towel": "folded towel",
        "foam": "foam",
        "disc": "disc",
        "closed": "eyes closed",
    }
    axes = (level.base, level.support, level.surface, level.vision)
    said = ", ".join(words[axis.value] for axis in axes if axis and axis.value in words)
    return f"{said[:1].upper()}{said[1:]}." if said else ""
