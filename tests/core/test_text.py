"""The gate: which characters of a file's text may pass, and how the others are shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcore_tui.core.text import cells, flaws, name_of, printable, quoted, visible

REFUSED = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Cf"}


@pytest.mark.parametrize(
    "text",
    [
        "[@click=app.quit()]x[/]",
        "[/]",
        "Größe · ½ — “smart” ’s",
        "足の指の体操",
        "👨‍👩‍👧 👍🏽 🏳️‍🌈 ❤️",
        "क्‍ष می‌خواهم",
        "e\u0301\u0302\u0303\u0304",
        "שלום عربي",
    ],
)
def test_markup_scripts_and_emoji_pass(text: str) -> None:
    assert list(flaws(text)) == []
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "index", "message"),
    [
        ("a\x1b[31m", 1, "U+001B (escape) begins an escape sequence"),
        ("\x1b]52;c;aGk=\x07", 0, "begins an escape sequence"),
        ("ab\x9b1m", 2, "U+009B (control sequence introducer) is a control character"),
        ("a\u202eb", 1, "U+202E (right-to-left override) turns the reading direction"),
        ("\u2066x", 0, "turns the reading direction"),
        ("a\u200bb", 1, "U+200B (zero width space) is invisible"),
        ("x\ue000", 1, "no agreed meaning"),
        ("x\U0010ffff", 1, "is not a character"),
        ("x\ud800", 1, "half a character"),
        ("x\u2028y", 1, "is not a plain line end"),
        ("\u200da", 0, "is invisible"),
        ("a\u200d", 1, "is invisible"),
        ("1\u200d2", 1, "is invisible"),
        ("\U000e0041", 0, "is invisible"),
        ("a\u0301\u0301\u0301\u0301\u0301", 5, "more than 4 accents"),
        ("a\nb", 1, "line feed"),
        ("a\tb", 1, "tab"),
    ],
)
def test_what_may_not_pass_is_named_where_it_stands(text: str, index: int, message: str) -> None:
    flaw = next(flaws(text))
    assert flaw.index == index
    assert message in flaw.message


def test_a_flood_of_accents_is_told_once() -> None:
    assert len(list(flaws("e" + "\u0301" * 500))) == 1


def test_line_feeds_pass_only_where_they_are_allowed() -> None:
    assert list(flaws("a\nb", "\n")) == []
    assert [flaw.index for flaw in flaws("a\n\tb", "\n")] == [2]


@given(st.text())
def test_every_refused_category_is_found_and_nothing_printable_is(text: str) -> None:
    found = {flaw.index for flaw in flaws(text) if not unicodedata.category(flaw.character).startswith("M")}
    refused = {index for index, one in enumerate(text) if unicodedata.category(one) in REFUSED}
    assert found <= refused
    assert {text[index] for index in refused - found} <= {"\u200c", "\u200d"}


@given(st.text())
def test_a_printable_text_has_no_flaw_and_stays_as_it_is(text: str) -> None:
    shown = printable(text)
    assert list(flaws(shown)) == []
    assert printable(shown) == shown


def test_what_is_not_printable_is_spelt_out() -> None:
    assert printable("a\x1b[0m\u202eb\U000e0041") == "a\\x1b[0m\\u202eb\\U000e0041"
    assert printable("e" + "\u0301" * 9 + "x") == "e" + "\u0301" * 4 + "\\u0301x"


def test_a_quoted_text_is_short_and_safe() -> None:
    assert quoted("hold\x07") == '"hold\\x07"'
    assert quoted("x" * 100) == '"' + "x" * 39 + '…"'


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("足", 2), ("e\u0301", 1), ("한글", 4), ("｡", 1), ("", 0)])
def test_a_text_takes_as_many_cells_as_a_terminal_gives_it(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize("text", ["", " ", "\u00a0\u3000", "\u3164\u2800", "\u0301"])
def test_a_text_of_blanks_is_not_visible(text: str) -> None:
    assert not visible(text)
    assert visible(text + "x")


def test_a_character_is_named_as_it_can_be_looked_up() -> None:
    assert name_of("\0") == "U+0000 (NUL)"
    assert name_of("\ue000") == "U+E000"
