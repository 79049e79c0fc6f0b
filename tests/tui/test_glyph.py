"""The digits and capitals on cells."""

from __future__ import annotations

import pytest

from footcore_tui.tui.widgets.glyph import STENCILS, Cut, cut_for, drawing, lettered

FIVE_ROWS = Cut(7, 10, 2)
BITS = {"█": 4, "▀": 2, "▄": 2, "▌": 2, "▐": 2, " ": 0}


def test_a_four_is_drawn_as_the_pen_would() -> None:
    assert drawing("4", FIVE_ROWS) == (
        "██   ██",
        "██   ██",
        "██▄▄▄██",
        "▀▀▀▀▀██",
        "     ██",
    )  # fmt: skip


def test_every_digit_has_the_same_width() -> None:
    assert {len(row) for digit in "0123456789" for row in drawing(digit, FIVE_ROWS)} == {7}


@pytest.mark.parametrize("cut", [Cut(4, 6, 1), FIVE_ROWS, Cut(13, 18, 4), Cut(24, 36, 7), Cut(46, 60, 12)])
def test_no_two_glyphs_of_a_size_look_alike_but_o_and_nought(cut: Cut) -> None:
    pictures = {drawing(character, cut) for character in STENCILS if character != "O"}
    alike = len(STENCILS) - 1 - len(pictures)
    assert alike <= (2 if cut.height < 8 else 1), "S and 5 may share a drawing"


def test_strokes_are_as_thick_across_as_they_are_down() -> None:
    ell = drawing("L", Cut(12, 16, 4))
    assert all(row[:4] == "████" for row in ell)
    assert ell[-2:] == ("████████████",) * 2, "four columns across are two rows down"
    assert ell[-3] == "████        "


@pytest.mark.parametrize(("columns", "rows"), [(200, 60), (80, 24), (44, 9), (10, 3)])
def test_the_largest_cut_that_fits_is_taken(columns: int, rows: int) -> None:
    cut = cut_for(columns, rows, "00")
    assert cut is not None
    picture = lettered("15", cut)
    assert len(picture) <= rows
    assert max(map(len, picture)) <= columns
    taller = Cut(cut.width, cut.height + 2, cut.weight)
    assert taller.height > rows * 2 or cut_for(columns, rows, "00") == cut


@pytest.mark.parametrize(("columns", "rows"), [(0, 0), (1, 1), (5, 2), (3, 40)])
def test_too_small_a_box_has_no_cut(columns: int, rows: int) -> None:
    assert cut_for(columns, rows, "00") is None


def test_a_character_without_a_stencil_is_left_blank() -> None:
    assert set("".join(drawing("é", FIVE_ROWS))) == {" "}
