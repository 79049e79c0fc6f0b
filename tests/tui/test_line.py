"""Lines of text, cut and wrapped."""

from __future__ import annotations

import pytest

from footcore_tui.tui.widgets.line import cell_len, clipped, wrapped


@pytest.mark.parametrize(
    ("width", "cut"),
    [
        (21, "sit on a chair that…"),
        (20, "sit on a chair that…"),
        (19, "sit on a chair …"),
        (11, "sit on a …"),
        (4, "sit…"),
        (3, "si…"),
        (1, "…"),
        (0, ""),
    ],
)
def test_a_text_of_several_words_ends_with_a_whole_one(width: int, cut: str) -> None:
    assert clipped("sit on a chair that stands firm", width) == cut


@pytest.mark.parametrize("text", ["Dorsalextensionsübung", "足の指を広げて持ち上げる", "  Dorsalextension"])
def test_a_single_word_is_cut_anywhere(text: str) -> None:
    assert clipped(text, 9).endswith("…")
    assert clipped(text, 9)[:-1] == text[: len(clipped(text, 9)) - 1]
    assert cell_len(clipped(text, 9)) in (8, 9)


def test_the_last_line_of_a_text_that_is_cut_ends_with_a_whole_word() -> None:
    assert wrapped("Shoes off, sit on a chair that stands firm.", 20, 2) == [
        "Shoes off, sit on a",
        "chair that stands …",
    ]
    assert wrapped("Shoes off, sit on a chair that stands firm.", 17, 2) == ["Shoes off, sit on", "a chair that …"]
