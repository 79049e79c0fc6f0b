"""Every exercise that footcore ships: fit to be spoken, safe to begin, traceable, and a ladder of small steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import tomli

from footcore_tui.adapters.library import Library
from footcore_tui.core.exercise import Base, Exercise, Level, Support, Surface, Vision

ROUTINES = Path(__file__).parents[1] / "routines"
LIBRARY = Library(ROUTINES)
EXERCISES = LIBRARY.exercises()

POSITIONS = ("seated", "standing", "lying", "walking")
FOOTWEAR = ("barefoot", "barefoot_or_flat", "supportive")
AXES = {"support": tuple(Support), "base": tuple(Base), "surface": tuple(Surface), "vision": tuple(Vision)}
"""Each from the easiest to the hardest, as the words are listed."""
WORDS_OF_A_CUE = 8
SOURCE = re.compile(r"[^,]*[A-Z][^,]*, .+ .+, https://[a-z0-9.-]+\.[a-z]+(/[^\s,]*)?")
"""Author, title and address."""
NOT_ENCRYPTED = ("http://viviangrisogono.com/", "http://www.alpinefootandankle.com/")
"""Two pages that were read there and nowhere else."""
NOTE_KEY = re.compile(r"\b(SEED\d|WK-[A-Z]+|\w+\.(txt|ts|md))\b")
"""What our own notes call a source; readers know nothing of them."""

every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)


def texts(exercise: Exercise) -> Iterator[str]:
    yield from (exercise.id, exercise.name, exercise.side_phrase, exercise.setup, exercise.breathing)
    yield from exercise.equipment
    for several in (exercise.steps, exercise.cues, exercise.mistakes, exercise.stop_if, exercise.ask_first):
        yield from several
    for level in exercise.levels:
        yield from (level.name, level.cue, *level.ask_first)


def harder_on(before: Level, after: Level) -> list[str]:
    """The axes on which a rung is harder than the one before it."""
    pairs = {axis: (getattr(before, axis), getattr(after, axis)) for axis in AXES}
    known = {axis: pair for axis, pair in pairs.items() if None not in pair}
    return [axis for axis, (one, other) in known.items() if AXES[axis].index(other) > AXES[axis].index(one)]


def needs_asking(level: Level) -> bool:
    """Eyes closed, soft ground and the ball of the foot are for people who have asked."""
    soft = level.surface in (Surface.FOAM, Surface.DISC)
    return soft or level.vision is Vision.CLOSED or level.base is Base.FOREFOOT


def test_the_library_gives_every_exercise_that_is_written() -> None:
    files = (ROUTINES / "exercises").glob("*.toml")
    written = [entry["id"] for path in files for entry in tomli.loads(path.read_text("utf-8"))["exercise"]]
    assert sorted(exercise.id for exercise in EXERCISES) == sorted(written)
    assert [file.id for file in LIBRARY.routines() if file.problems] == []


@every_exercise
def test_an_exercise_says_all_that_a_person_needs_before_beginning(exercise: Exercise) -> None:
    assert exercise.position in POSITIONS
    assert exercise.footwear in FOOTWEAR
    assert exercise.focus
    assert "{side}" in exercise.side_phrase
    assert exercise.setup
    assert exercise.steps
    assert exercise.mistakes
    assert exercise.breathing
    assert exercise.stop_if
    assert exercise.ask_first
    assert exercise.sources


@every_exercise
def test_no_text_of_an_exercise_is_empty_or_has_loose_ends(exercise: Exercise) -> None:
    assert [text for text in texts(exercise) if not text or text != text.strip()] == []


@every_exercise
def test_who_stands_or_walks_is_told_which_points_carry(exercise: Exercise) -> None:
    assert exercise.contact or exercise.position not in ("standing", "walking")


@every_exercise
def test_every_cue_can_be_said_in_one_breath(exercise: Exercise) -> None:
    assert 2 <= len(exercise.cues) <= 4
    cues = [*exercise.cues, *(level.cue for level in exercise.levels)]
    assert [cue for cue in cues if len(cue.split()) > WORDS_OF_A_CUE] == []


@every_exercise
def test_a_condition_ends_the_sentence_it_stands_in(exercise: Exercise) -> None:
    """ "Stop if …" and "Ask a doctor or physiotherapist first if …": no capital, no full stop."""
    asked = [one for level in exercise.levels for one in level.ask_first]
    conditions = [*exercise.stop_if, *exercise.ask_first, *asked]
    assert [one for one in conditions if one[0].isupper() or one.endswith((".", "!"))] == []


@every_exercise
def test_a_source_names_its_author_its_title_and_where_it_is(exercise: Exercise) -> None:
    sources = [re.sub("|".join(NOT_ENCRYPTED), "https://example.org/", source) for source in exercise.sources]
    assert [source for source in sources if not SOURCE.fullmatch(source)] == []
    assert [source for source in exercise.sources if NOTE_KEY.search(source)] == []


@every_exercise
def test_nobody_comes_to_a_risky_rung_without_having_asked(exercise: Exercise) -> None:
    assert [level.id for level in exercise.levels if needs_asking(level) and not level.ask_first] == []


@every_exercise
def test_no_rung_is_harder_in_more_than_one_way(exercise: Exercise) -> None:
    steps = {after.id: harder_on(before, after) for before, after in pairwise(exercise.levels)}
    assert {rung: axes for rung, axes in steps.items() if len(axes) > 1} == {}


@every_exercise
def test_every_rung_says_where_it_stands_on_each_axis(exercise: Exercise) -> None:
    """Else nobody could tell how much harder it is; who lies down has nothing to stand on."""
    rungs = [level for level in exercise.levels if exercise.position != "lying"]
    assert [(level.id, axis) for level in rungs for axis in AXES if getattr(level, axis) is None] == []


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"support": Support.ONE_HAND}, {"support": Support.FINGERTIPS}, ["support"]),
        ({"support": Support.NONE, "base": Base.SIT}, {"support": Support.HOVER, "base": Base.STAND}, ["base"]),
        ({"base": Base.STAND, "surface": Surface.FOAM}, {"base": Base.SINGLE, "surface": Surface.FIRM}, ["base"]),
        (
            {"support": Support.HOVER, "vision": Vision.OPEN, "surface": Surface.FIRM},
            {"support": Support.NONE, "vision": Vision.CLOSED, "surface": Surface.FOAM},
            ["support", "surface", "vision"],
        ),
        ({}, {"base": Base.FOREFOOT}, []),
    ],
)
def test_what_is_harder_is_told_axis_by_axis(before: dict, after: dict, found: list[str]) -> None:
    assert harder_on(Level("a", "A", **before), Level("b", "B", **after)) == found
