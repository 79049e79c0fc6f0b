"""The footprints on cells."""

from __future__ import annotations

import pytest
from rich.segment import Segment

from footcore_tui.core.exercise import Contact, Side
from footcore_tui.tui.theme import Look, Palette, State, palette_of
from footcore_tui.tui.widgets.raster import QUADRANTS, Row
from footcore_tui.tui.widgets.sole import Light, breadth_for, feet_for, gap_of, rows_of, soles

DARK = palette_of(Look.DARK, State.WORK)
TRIPOD = (Contact.HEEL, Contact.FIRST_MET, Contact.FIFTH_MET)


def text(row: Row) -> str:
    return "".join(segment.text for segment in row)


def colours(rows: tuple[Row, ...]) -> set[str]:
    styles = [style for row in rows for _, style, _ in row if style]
    return {colour.get_truecolor().hex for style in styles for colour in (style.color, style.bgcolor) if colour}


def hexes(palette: Palette) -> tuple[str, str, str]:
    sand, glow, shadow = ("#{:02x}{:02x}{:02x}".format(*rgb) for rgb in (palette.sand, palette.glow, palette.shadow))
    return sand, glow, shadow


def halves(rows: tuple[Row, ...], breadth: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The left foot and the right one."""
    edge = breadth + gap_of(breadth)
    cut = [list(Segment.divide(row, [breadth, edge, edge + breadth])) for row in rows]
    return tuple(tuple(one[0]) for one in cut), tuple(tuple(one[2]) for one in cut)


def test_the_working_foot_is_sand_and_the_other_a_shadow() -> None:
    left, right = halves(soles(feet_for(Side.LEFT, TRIPOD, Light.LIT), 12, DARK), 12)
    sand, glow, shadow = hexes(DARK)
    assert {sand, glow} <= colours(left)
    assert shadow not in colours(left)
    assert shadow in colours(right)
    assert not {sand, glow} & colours(right)


def test_both_feet_work_where_there_is_no_side() -> None:
    left, right = halves(soles(feet_for(Side.BOTH, TRIPOD, Light.LIT), 12, DARK), 12)
    sand, glow, _ = hexes(DARK)
    assert {sand, glow} <= colours(left) & colours(right)


def test_the_feet_mirror_each_other() -> None:
    mirror = str.maketrans("▌▐▖▗▘▝▙▟▛▜▚▞", "▐▌▗▖▝▘▟▙▜▛▞▚")
    left, right = halves(soles(feet_for(Side.BOTH, TRIPOD, Light.LIT), 13, palette_of(Look.PLAIN, State.WORK)), 13)
    assert [text(row)[::-1].translate(mirror) for row in left] == [text(row) for row in right]


@pytest.mark.parametrize("point", Contact)
def test_each_contact_point_glows_at_its_own_place(point: Contact) -> None:
    rows = soles(feet_for(Side.RIGHT, (point,), Light.LIT), 14, DARK)
    _, glow, _ = hexes(DARK)
    lit = [number for number, row in enumerate(rows) if glow in colours((row,))]
    assert lit
    if point is Contact.HEEL:
        assert min(lit) > len(rows) * 0.7
    if point in (Contact.HALLUX, Contact.TOES):
        assert max(lit) < len(rows) * 0.4


@pytest.mark.parametrize("breadth", [8, 9, 10, 11, 12, 13, 16, 21, 34])
def test_a_foot_is_a_sole_and_five_toes_that_do_not_touch(breadth: int) -> None:
    _, right = halves(soles(feet_for(Side.RIGHT, (), Light.LIT), breadth, palette_of(Look.PLAIN, State.WORK)), breadth)
    lines = [line for row in right for line in pixel_lines(text(row))]
    assert islands({(x, y) for y, line in enumerate(lines) for x, mark in enumerate(line) if mark == "#"}) == 6


def islands(pixels: set[tuple[int, int]]) -> int:
    """How many groups of pixels there are that touch side by side."""
    left, count = set(pixels), 0
    while left:
        count += 1
        edge = [left.pop()]
        while edge:
            x, y = edge.pop()
            near = {(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)} & left
            left -= near
            edge += near
    return count


def pixel_lines(line: str) -> tuple[str, str]:
    """The upper and the lower pixels of a row of blocks."""
    masks = [QUADRANTS.index(block) for block in line]
    upper = "".join(" #"[mask >> 3 & 1] + " #"[mask >> 2 & 1] for mask in masks)
    lower = "".join(" #"[mask >> 1 & 1] + " #"[mask & 1] for mask in masks)
    return upper, lower


@pytest.mark.parametrize(("columns", "rows"), [(0, 0), (10, 3), (15, 40), (300, 8)])
def test_no_feet_where_they_would_be_none(columns: int, rows: int) -> None:
    assert breadth_for(columns, rows) == 0


@pytest.mark.parametrize(("columns", "rows"), [(30, 14), (48, 25), (90, 46)])
def test_the_feet_fit_their_box(columns: int, rows: int) -> None:
    breadth = breadth_for(columns, rows)
    picture = soles(feet_for(Side.LEFT, TRIPOD, Light.LIT), breadth, DARK)
    assert len(picture) == rows_of(breadth) <= rows
    assert {len(text(row)) for row in picture} == {breadth * 2 + gap_of(breadth)}
    assert breadth * 2 + gap_of(breadth) <= columns
