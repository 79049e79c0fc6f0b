"""The one layout: every value and every comment stays, twice is as good as once, and the bundled files are in it."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st
from routine_strategies import routines
from routine_writing import written

from footcore_tui.adapters import toml_layout
from footcore_tui.adapters.toml_files import formatted
from footcore_tui.adapters.toml_keys import BLOCK, EXERCISE, FILE, LEVEL, PLAN, STEP
from footcore_tui.adapters.toml_layout import laid_out
from tests.adapters.test_toml_positions import documents

ROUTINES = sorted((Path(__file__).parents[2] / "routines").rglob("*.toml"))
UNTIDY = """\


# Of the file.

#:not a directive
author="A. Trainer"# beside
  name = 'N'

# by itself

format=1
[[ block ]]   # the first
# of sides
sides="each"
exercise = "short-foot"
# under exercise

hold  =   "5s"

reps=10
# under reps

# of the circuit
[[block]]
steps = [ {time="45s",name="A",sides="each"}, # beside A
  # above B
  {rest = "5s", sets = [ 2,2 ], reps = 10, "name" = "B" , tempo="3-0-2-1"}
  # under B
]
name="Circuit"
[plan]
days_a_week=[3,
3]
weeks=6
# at the very end"""


def test_an_untidy_file_is_laid_out() -> None:
    assert (
        laid_out(UNTIDY)
        == """\
# Of the file.

# by itself

format = 1
name   = 'N'
#:not a directive
author = "A. Trainer" # beside

[[block]] # the first
exercise = "short-foot"
# under exercise
reps     = 10
# under reps
hold     = "5s"
# of sides
sides    = "each"

# of the circuit
[[block]]
name = "Circuit"
steps = [
  { name = "A", time = "45s", sides = "each" }, # beside A
  # above B
  { "name" = "B", sets = [2, 2], reps = 10, tempo = "3-0-2-1", rest = "5s" },
  # under B
]

[plan]
weeks = 6
days_a_week = [
  3,
  3,
]
# at the very end
"""
    )


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_the_bundled_files_are_in_it(path: Path) -> None:
    assert laid_out(path.read_text("utf-8")) == path.read_text("utf-8")


def test_the_orders_name_every_key_of_the_format() -> None:
    assert set(toml_layout.FILE_ORDER) == FILE
    assert set(toml_layout.PLAN_ORDER) == PLAN
    assert set(toml_layout.STEP_ORDER) == BLOCK | STEP
    assert set(toml_layout.EXERCISE_ORDER) == EXERCISE
    assert set(toml_layout.LEVEL_ORDER) == LEVEL


def test_the_line_ends_of_windows_stay_and_a_byte_order_mark_goes() -> None:
    untidy = b'\xef\xbb\xbfname="N"\r\nformat=1\r\nabout = """\r\na\r\n"""\r\n'
    assert formatted(untidy) == b'format = 1\r\nname   = "N"\r\nabout  = """\r\na\r\n"""\r\n'
    assert formatted(formatted(untidy)) == formatted(untidy)


@pytest.mark.parametrize("gap", ["", "\n", "\n\n# mine\n", "# mine\n\n"])
def test_the_line_that_names_the_schema_stays_the_first(gap: str) -> None:
    out = laid_out(f'\n#:schema ./s.json\n{gap}name = "N"\nformat = 1\n')
    assert out.startswith("#:schema ./s.json\n\n")
    assert laid_out(out) == out


def test_the_line_that_names_the_schema_may_stand_right_above_a_heading() -> None:
    assert laid_out('#:schema ./s.json\n[[exercise]]\nid="a"\n') == '#:schema ./s.json\n\n[[exercise]]\nid = "a"\n'


@given(routines(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_generated_routine_means_the_same_and_is_laid_out_once_and_for_all(routine, random) -> None:
    text = written(routine, random)
    out = laid_out(text)
    assert tomli.loads(out) == tomli.loads(text)
    assert laid_out(out) == out
    assert out.count("#") == text.count("#")


@given(documents())
@settings(max_examples=200, deadline=None)
def test_any_document_means_the_same_and_is_laid_out_once_and_for_all(text: str) -> None:
    out = laid_out(text)
    assert laid_out(out) == out
