"""The colours: legible, and told apart."""

from __future__ import annotations

from itertools import combinations

import pytest

from footcore_tui.tui.theme import Look, Palette, Rgb, State, palette_of, theme_of

TRUE = (Look.DARK, Look.LIGHT)
AA_TEXT = 4.5
"""WCAG 2.2, success criterion 1.4.3."""
AA_GRAPHICS = 3.0
"""WCAG 2.2, success criterion 1.4.11."""


def luminance(rgb: Rgb) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [part / 255 for part in rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Rgb, other: Rgb) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


PALETTES = [palette_of(look, state) for look in TRUE for state in State]


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: f"{palette.look}-{palette.ground}")
def test_text_is_legible_on_every_ground(palette: Palette) -> None:
    for ink in (palette.ink, palette.soft, palette.accent):
        assert contrast(ink, palette.ground) >= AA_TEXT
    assert contrast(palette.ground, palette.accent) >= AA_TEXT, "the button's letters"


@pytest.mark.parametrize("state", State)
def test_the_working_foot_stands_out_by_night(state: State) -> None:
    palette = palette_of(Look.DARK, state)
    assert contrast(palette.sand, palette.ground) >= AA_GRAPHICS
    assert contrast(palette.sand, palette.shadow) >= AA_GRAPHICS


@pytest.mark.parametrize("look", TRUE)
def test_each_state_has_a_ground_of_its_own(look: Look) -> None:
    grounds = [palette_of(look, state).ground for state in State]
    assert all(sum(abs(a - b) for a, b in zip(*pair, strict=True)) >= 18 for pair in combinations(grounds, 2))


def test_the_terminals_own_look_names_no_colour_of_ours() -> None:
    for state in State:
        palette = palette_of(Look.ANSI, state)
        for rgb in (palette.ground, palette.ink, palette.soft, palette.accent, palette.sand, palette.glow):
            colour = palette.style(rgb).color
            assert colour is not None
            assert colour.is_default or (colour.number is not None and colour.number < 16)


def test_every_theme_names_the_same_variables() -> None:
    wanted = {f"{state}-{part}" for state in State for part in ("ground", "ink", "soft", "accent", "faint")}
    assert all(wanted <= set(theme.variables) for theme in map(theme_of, Look))
    assert [theme_of(look).name for look in Look] == list(Look)
