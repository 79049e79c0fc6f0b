"""Where everything stands on the player, for any size from one cell up; pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from textual.geometry import Region

from footcore_tui.tui.widgets.glyph import Cut, cut_for
from footcore_tui.tui.widgets.sole import breadth_for, gap_of, rows_of

NOWHERE = Region()
SMALL = (40, 10)
"""Columns and rows below which only kind, side, digits and next are shown."""
LONGEST_SIDE = "RIGHT"


@dataclass(frozen=True, slots=True)
class Layout:
    """Regions without size are not shown."""

    header: Region
    digits: Region
    digit_cut: Cut | None
    """None: the digits are set as text."""
    word: Region
    word_cut: Cut | None
    feet: Region
    breadth: int
    """Columns of one foot."""
    what: Region
    cue: Region
    next: Region
    strip: Region
    clock: Region
    keys: Region


@lru_cache(64)
def lay_out(width: int, height: int, digits: str, word: str, *, soled: bool) -> Layout:
    """`digits` as wide as they become; `word` the big one; `soled` where there are feet to be shown."""
    if width < SMALL[0] or height < SMALL[1]:
        return _small(width, height, digits)
    margin = 1 if width < 60 else 2 if width < 100 else 3 if width < 160 else 5
    inner = width - 2 * margin
    tall = height >= 30
    top = 0 if height < 12 else 1 if height < 16 else 2
    foot = _Stack(margin, inner, height)
    keys = foot.take(1)
    clock = foot.take(1, below=1 if tall else 0)
    strip = foot.take(2 if height >= 22 else 1)
    following = foot.take(1, below=1 if tall else 0)
    cue = foot.take(1 if height < 20 else 2)
    what = foot.take(1)
    stage = Region(margin, top, inner, max(1, foot.top - top - (1 if height >= 16 else 0)))
    header = Region(margin, 0, inner, 1) if top else NOWHERE
    return _staged(stage, header, digits, word, soled, (what, cue, following, strip, clock, keys))


class _Stack:
    """Rows taken from the bottom upwards."""

    def __init__(self, x: int, width: int, height: int) -> None:
        self.x, self.width, self.top = x, width, height

    def take(self, rows: int, below: int = 0) -> Region:
        self.top -= rows + below
        return Region(self.x, self.top, self.width, rows)


def _staged(stage: Region, header: Region, digits: str, word: str, soled: bool, lines: tuple[Region, ...]) -> Layout:
    breadth = breadth_for(round(stage.width * 0.42), stage.height) if soled and stage.height >= 9 else 0
    feet = NOWHERE
    room = stage.width
    if breadth:
        across, down = breadth * 2 + gap_of(breadth), rows_of(breadth)
        feet = Region(stage.right - across, stage.y + (stage.height - down) // 2, across, down)
        room = feet.x - stage.x - 3
    if stage.height < 9:
        placed = _side_by_side(stage, digits, word)
    else:
        placed = _stacked(Region(stage.x, stage.y, room, stage.height), digits, word)
    return Layout(header, *placed, feet, breadth, *lines)


def _side_by_side(stage: Region, digits: str, word: str) -> tuple[Region, Cut | None, Region, Cut | None]:
    """Low screens: the digits, and the word to their right."""
    word_cut = cut_for(stage.width // 2, min(stage.height, 5), max(word, LONGEST_SIDE, key=len))
    word_width = word_cut.span(word) if word_cut else 0
    room = stage.width - word_width - 3
    digit_cut = cut_for(room, stage.height, digits)
    rows = digit_cut.height // 2 if digit_cut else 1
    digit_region = Region(stage.x, stage.y, room, rows)
    if word_cut is None:
        return digit_region, digit_cut, NOWHERE, None
    down = word_cut.height // 2
    return digit_region, digit_cut, Region(stage.right - word_width, stage.y + rows - down, word_width, down), word_cut


def _stacked(stage: Region, digits: str, word: str) -> tuple[Region, Cut | None, Region, Cut | None]:
    """The digits, and the word under them."""
    word_cut = cut_for(stage.width, max(3, round(stage.height * 0.27)), max(word, LONGEST_SIDE, key=len))
    word_rows = word_cut.height // 2 if word_cut else 0
    gap = max(1, round(stage.height * 0.06))
    digit_cut = cut_for(stage.width, stage.height - word_rows - gap, digits)
    digit_rows = digit_cut.height // 2 if digit_cut else 1
    spare = max(0, stage.height - digit_rows - word_rows)
    top = stage.y + max(0, (spare - gap) // 2)
    word_region = Region(stage.x, top + digit_rows + gap, stage.width, word_rows) if word_cut else NOWHERE
    return Region(stage.x, top, stage.width, digit_rows), digit_cut, word_region, word_cut


def _small(width: int, height: int, digits: str) -> Layout:
    what = Region(0, 0, width, 1 if height > 1 else 0)
    following = Region(0, height - 1, width, 1 if height > 2 else 0)
    rows = max(0, height - what.height - following.height)
    cut = cut_for(width, rows, digits)
    region = Region(0, what.height, width, cut.height // 2 if cut else min(1, rows))
    none = NOWHERE
    return Layout(none, region, cut, none, None, none, 0, what, none, following, none, none, none)
