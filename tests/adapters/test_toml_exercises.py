"""Exercises and their ladders as files describe them."""

from __future__ import annotations

from footcore_tui.adapters.toml_exercises import load_exercises
from footcore_tui.core.exercise import Base, Contact, Evidence, Focus, Level, Support, Surface, Vision

FULL = """\
format = 1

[[exercise]]
id = "towel"
name = "Towel curl"
focus = ["strength"]
position = "seated"
footwear = "barefoot"
equipment = "towel"
contact = ["heel", "toes"]
side_phrase = "{side} foot on the towel"
setup = "Sit.\\nTowel flat."
steps = ["Curl.", "Let go."]
cues = "Slowly."
mistakes = ["The heel lifts."]
breathing = "Calmly."
stop_if = ["it cramps"]
ask_first = ["you were operated on"]
sources = ["A book"]

[[exercise.level]]
id = "empty"
name = "empty towel"

[[exercise.level]]
id = "weight"
name = "with a weight"
cue = "Book on the far end."
support = "none"
base = "sit"
surface = "towel"
vision = "open"
ask_first = ["your toes hurt"]
evidence = "coach"
"""


def test_an_exercise_keeps_all_that_is_said_of_it() -> None:
    (exercise,), problems = load_exercises(FULL, "towel.toml")
    assert problems == ()
    assert (exercise.id, exercise.name, exercise.focus) == ("towel", "Towel curl", (Focus.STRENGTH,))
    assert (exercise.position, exercise.footwear, exercise.equipment) == ("seated", "barefoot", ("towel",))
    assert exercise.contact == (Contact.HEEL, Contact.TOES)
    assert exercise.side_phrase == "{side} foot on the towel"
    assert (exercise.setup, exercise.steps, exercise.cues) == ("Sit.\nTowel flat.", ("Curl.", "Let go."), ("Slowly.",))
    assert (exercise.mistakes, exercise.breathing) == (("The heel lifts.",), "Calmly.")
    assert (exercise.stop_if, exercise.ask_first, exercise.sources) == (
        ("it cramps",),
        ("you were operated on",),
        ("A book",),
    )
    assert exercise.levels == (
        Level("empty", "empty towel"),
        Level(
            "weight",
            "with a weight",
            "Book on the far end.",
            Support.NONE,
            Base.SIT,
            Surface.TOWEL,
            Vision.OPEN,
            ("your toes hurt",),
            Evidence.COACH,
        ),
    )


def test_a_file_of_exercises_with_an_error_holds_none() -> None:
    exercises, problems = load_exercises(FULL.replace("heel", "heal"), "towel.toml")
    assert exercises == ()
    assert [(problem.line, problem.column, problem.code) for problem in problems] == [(10, 12, "unknown-word")]


def test_a_routine_among_the_exercises_is_told_what_it_lacks() -> None:
    _, problems = load_exercises('format = 1\nname = "A"\n', "a.toml")
    assert [problem.code for problem in problems] == ["missing-key", "misplaced-key"]
