"""Sentences on a terminal: where their lines end, and that a pipe has them whole."""

from __future__ import annotations

import sys

import pytest

from footcore_tui.cli.edge import say, tell
from footcore_tui.cli.wrapping import wrapped

LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("short enough", ["short enough"]),
        ("a hint of some length", ["a hint of some", "length"]),
        ("   the second line is set in", ["   the second", "   line is set", "   in"]),
        ("!! another key than before", ["!! another key", "!! than before"]),
        ("  - a changelog of several", ["  - a changelog", "    of several"]),
        ("   12 | a line of somebody's file", ["   12 | a line of somebody's file"]),
        ("SHA256:0123456789abcdef", ["SHA256:0123456789abcdef"]),
    ],
)
def test_a_line_ends_between_words_and_goes_on_below_its_beginning(line: str, lines: list[str]) -> None:
    assert wrapped(line, 16).split("\n") == lines


def test_wide_letters_are_two_cells() -> None:
    assert wrapped("足指 体操 足指 体操", 10).split("\n") == ["足指 体操", "足指 体操"]


def test_a_hint_goes_on_below_its_caret_where_there_is_room() -> None:
    assert wrapped('      |    ^ write the time with its unit, as "45s" or "45m"', 50).split("\n") == [
        "      |    ^ write the time with its unit, as",
        '      |      "45s" or "45m"',
    ]
    assert wrapped(f"      | {' ' * 40}^ {LONG}", 60).split("\n")[1].startswith("      |   three")


@pytest.mark.parametrize("terminal", [True, False])
def test_a_terminal_has_lines_that_fit_and_a_pipe_whole_ones(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: terminal)
    say(LONG)
    tell(LONG)
    for said in capsys.readouterr():
        lines = said.removesuffix("\n").split("\n")
        assert (len(lines), max(map(len, lines)) <= 40) == ((2, True) if terminal else (1, False))
        assert " ".join(lines) == LONG
