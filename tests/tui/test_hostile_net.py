"""The line filter catches what a terminal would obey, also where nothing refused it before, as in a note."""

from __future__ import annotations

import unicodedata

import pytest
from hostile_texts import HARMLESS, REFUSED, SURROGATES
from rich.segment import Segment
from textual.color import Color

from footcore_tui.tui.control import ControlFilter

OBEYED = ("Cc", "Cs", "Zl", "Zp")


def filtered(text: str) -> str:
    return "".join(segment.text for segment in ControlFilter().apply([Segment(text)], Color(0, 0, 0)))


@pytest.mark.parametrize("text", HARMLESS.values(), ids=list(HARMLESS))
def test_the_net_lets_ink_through(text: str) -> None:
    assert filtered(text) == text


@pytest.mark.parametrize("text", (REFUSED | SURROGATES).values(), ids=list(REFUSED | SURROGATES))
def test_the_net_holds_what_is_obeyed(text: str) -> None:
    caught = filtered(text)
    assert len(caught) == len(text)
    assert not any(unicodedata.category(character) in OBEYED for character in caught)
    assert not any(unicodedata.bidirectional(character)[:2] in ("LR", "RL", "PD", "FS") for character in caught)
