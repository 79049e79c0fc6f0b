"""Pasted lines as a file: it always loads, and every line of the text is in it."""

from __future__ import annotations

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from footcore_tui.adapters.data_files import data_folder
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.toml_layout import laid_out
from footcore_tui.adapters.toml_pasted import Made, Shelf, from_lines
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.errors import BrokenRoutine
from footcore_tui.core.problem import Severity
from footcore_tui.core.text import printable

SHELF = Shelf(Library(data_folder("routines")).exercises(), {"single-leg-stance", "tandem-stance"})
TEXT = """\
Lunch

- 2 x 10 short foot, 5 s hold, each side; rest 45 s
- Single-leg stances 15 s x 8 alternating
- run 20 m
- Toe piano 1 min, rest 5 s
- ball roll 1 min per foot, rest 30 s
"""


def made(text: str) -> Made:
    return from_lines(text, "Lunch", SHELF)


def test_a_text_becomes_a_routine_that_shows_what_was_made_of_each_line() -> None:
    assert (
        made(TEXT).text
        == """\
#:schema ./routine.schema.json

# Made from pasted lines: each stands above what was made of it.
# A line that was not understood, or not wholly, is kept as a comment that says so.

format = 1
name   = "Lunch"
rest_between_blocks = "5s"

# Not understood: Lunch

# - 2 x 10 short foot, 5 s hold, each side; rest 45 s
[[block]]
exercise = "short-foot"
sets     = 2
reps     = 10
hold     = "5s"
rest     = "45s"
sides    = "each"

# - Single-leg stances 15 s x 8 alternating
[[block]]
exercise = "single-leg-stance"
hold     = "15s"
sides    = "alternate"
total    = "2m"

# Not understood: - run 20 m

# - Toe piano 1 min, rest 5 s
[[block]]
name       = "Toe piano"
time       = "1m"
rest_after = "5s"

# - ball roll 1 min per foot, rest 30 s
# Left out: the rest, for nothing comes after it.
[[block]]
exercise = "ball-roll"
time     = "1m"
sides    = "each"
"""
    )


def test_what_was_not_understood_is_told_with_its_line_and_its_reason() -> None:
    told = {remark.line: remark.reason for remark in made(TEXT).unread}
    assert sorted(told) == [1, 5, 7]
    assert "metres" in told[5]
    assert "nothing comes after" in told[7]


def test_an_exercise_that_the_library_has_not_is_told_and_keeps_its_name() -> None:
    (own,) = made(TEXT).own
    assert (own.line, "Toe piano" in own.reason) == (6, True)
    assert "short-foot" in made("Short fot 10 reps").own[0].reason


def test_a_hold_that_is_part_of_a_name_finds_its_exercise() -> None:
    assert 'exercise = "arch-dome-hold"\nhold     = "10s"' in made("Arch dome hold 10 s").text
    assert 'exercise = "heel-raise-hold"' in made("heel raise hold 10 s").text


@pytest.mark.parametrize("line", ["10 heel raise on both feet", "heel raise 10 reps, both feet"])
def test_both_feet_that_are_part_of_a_name_find_its_exercise(line: str) -> None:
    assert 'exercise = "heel-raise-double"' in made(line).text


def test_a_dose_that_no_routine_may_have_is_no_dose() -> None:
    result = made("short foot 1000 reps\n200 x 5 short foot\n13 h toe taps\n1 x 10 short foot, hold 0 s\n5 reps A")
    assert [(remark.line, remark.reason) for remark in result.unread] == [
        (1, "1000 is outside 1 to 999"),
        (2, "200 is outside 1 to 99"),
        (3, '"13h" is longer than 12h'),
        (4, '"0s" must be above zero'),
    ]


def test_a_text_without_any_exercise_makes_no_file() -> None:
    assert made("Dear Anna,\nsee you on Monday").text == ""


def test_too_much_for_one_routine_is_told() -> None:
    with pytest.raises(BrokenRoutine, match="takes 15h"):
        made("plank 5 h\n" * 3)
    many = made("plank 1 s\n" * 501)
    assert many.unread[-1].line == 501


@pytest.mark.parametrize(
    "text", ["plank\u202e 10 reps\n", "pl\x1bank 10 reps", "a\u0301\u0301\u0301\u0301\u0301 10 reps", "\ue000 5 reps"]
)
def test_a_character_that_no_file_may_hold_is_spelt_out(text: str) -> None:
    result = made(f"{text}\nshort foot 10 reps")
    assert list(load_routine(result.text, "x.toml", SHELF.exercises)[1]) == []


LINES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.sampled_from(TEXT.splitlines()),
        st.builds(
            lambda *parts: " ".join(parts),
            st.sampled_from(["", "2 x 10", "3 x 30 s", "5 reps", "15 s x 8", "1 min", "10"]),
            st.sampled_from(["short foot", "Zehen", "single leg stance", "", "\x1b[31m", '"quoted" \\'.strip()]),
            st.sampled_from(["", "5 s hold", "tempo 3-0-2-1", "total 2 min", "hold"]),
            st.sampled_from(["", "each side", "alternating", "left"]),
            st.sampled_from(["", "rest 45 s", "rest 3 s", "relax 2 s", "switch 4 s"]),
        ),
    ),
    max_size=8,
)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_what_is_made_always_loads_and_no_line_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    result = made(text)
    if not result.text:
        assert all(remark.reason for remark in result.unread)
        return
    routine, problems = load_routine(result.text, "x.toml", SHELF.exercises)
    assert routine is not None
    assert all(problem.severity is Severity.WARNING for problem in problems)
    comments = {line for line in result.text.splitlines() if line.startswith("#")}
    for line in text.splitlines():
        shown = printable(" ".join(line.split()))
        if shown:
            assert f"# {shown}" in comments or f"# Not understood: {shown}" in comments
    assert len(tomli.loads(result.text)["block"]) == len(routine.blocks)
    assert laid_out(result.text) == result.text
