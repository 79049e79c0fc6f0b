"""What is asked before a session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from footcore_tui.adapters.library import Library
from footcore_tui.core.exercise import Base, Exercise, Level, Surface, Vision
from footcore_tui.core.routine import Block, Hold, PerWeek, Routine, Standing, Step
from footcore_tui.core.safety import (
    ASKED_IN_GENERAL,
    GENERAL,
    GENERAL_CONDITIONS,
    QUESTION,
    STOP,
    SUPPORT,
    Gate,
    gate_of,
    is_too_much,
    needs_support,
)
from footcore_tui.core.timeline import compile_timeline

LIBRARY = Library(Path(__file__).parents[2] / "routines")
FALLEN = "you have fallen in the past year"
PLAIN = Level("plain", "plain")
BALL = Level("ball", "ball of the foot", base=Base.FOREFOOT, ask_first=("the ball of your foot hurts", FALLEN))
STANCE = Exercise("stance", "Stance", ask_first=(FALLEN, "a hip hurts"), levels=(PLAIN, BALL))
HINGE = Exercise("hinge", "Hinge", ask_first=("a hip hurts", "your back hurts"))
EVERYONE = frozenset({GENERAL})


def asked(*exercises: Exercise, already: frozenset[str] = frozenset(), **levels: str) -> Gate:
    steps = tuple(Step(one.name, Hold(PerWeek.always(5)), exercise=one) for one in exercises)
    timeline = compile_timeline(Routine("r", "R", (Block(steps),)), Standing(levels=levels))
    return gate_of(timeline, already)


def test_everyone_is_asked_once_even_before_exercises_that_ask_nothing() -> None:
    bare = Exercise("bare", "Bare")
    assert asked(bare) == Gate(GENERAL_CONDITIONS, (GENERAL,))
    assert asked(bare, already=EVERYONE).open


def test_an_exercise_asks_once_what_the_list_for_everyone_did_not() -> None:
    assert asked(STANCE) == Gate((*GENERAL_CONDITIONS, "a hip hurts"), (GENERAL, "stance"))
    assert asked(STANCE, already=EVERYONE) == Gate(("a hip hurts",), ("stance",))
    assert asked(STANCE, already=EVERYONE | {"stance"}).open


def test_no_condition_is_asked_twice_of_two_exercises() -> None:
    assert asked(STANCE, HINGE, already=EVERYONE).conditions == ("a hip hurts", "your back hurts")
    assert asked(STANCE, HINGE, already=EVERYONE | {"stance"}) == Gate(("your back hurts",), ("hinge",))


def test_a_rung_asks_once_and_in_full() -> None:
    known = EVERYONE | {"stance"}
    assert asked(STANCE, already=known, stance="ball") == Gate(BALL.ask_first, ("stance/ball",), support=True)
    first = asked(STANCE, stance="ball")
    assert first.conditions == (*GENERAL_CONDITIONS, "a hip hurts", "the ball of your foot hurts")
    assert first.about == (GENERAL, "stance", "stance/ball")


def test_the_support_is_asked_for_every_time() -> None:
    known = EVERYONE | {"stance", "stance/ball"}
    gate = asked(STANCE, already=known, stance="ball")
    assert gate == Gate(support=True)
    assert not gate.open
    assert gate.lines == (SUPPORT,)
    assert asked(STANCE, already=known).open


@pytest.mark.parametrize(
    ("level", "needed"),
    [
        (PLAIN, False),
        (replace(PLAIN, vision=Vision.OPEN, surface=Surface.TOWEL, base=Base.SINGLE), False),
        (replace(PLAIN, vision=Vision.CLOSED), True),
        (replace(PLAIN, surface=Surface.FOAM), True),
        (replace(PLAIN, surface=Surface.DISC), True),
        (replace(PLAIN, base=Base.FOREFOOT), True),
    ],
)
def test_closed_eyes_soft_ground_and_the_ball_of_the_foot_need_a_support(level: Level, needed: bool) -> None:
    assert needs_support(level) is needed


def test_it_is_said_as_lines() -> None:
    assert asked(STANCE).lines == (QUESTION, *(f"- {one}" for one in (*GENERAL_CONDITIONS, "a hip hurts")), STOP)
    assert asked(HINGE, already=EVERYONE).lines == (QUESTION, "- a hip hurts", "- your back hurts")


def test_what_the_list_for_everyone_is_said_to_ask_stands_in_the_library() -> None:
    exercises = LIBRARY.exercises()
    written = {one for exercise in exercises for part in (exercise, *exercise.levels) for one in part.ask_first}
    assert written >= ASKED_IN_GENERAL


@pytest.mark.parametrize(("pain", "much"), [(None, False), (0, False), (5, False), (6, True), (10, True)])
def test_from_six_on_it_is_too_much(pain: int | None, much: bool) -> None:
    assert is_too_much(pain) is much
