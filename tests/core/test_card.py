"""The card of an exercise: what there is to read, and what its numbers rest on."""

from __future__ import annotations

from pathlib import Path

import pytest

from footcore_tui.adapters.library import Library
from footcore_tui.core.card import BACKED, BACKED_SHORT, Card, cards_of, doses_of
from footcore_tui.core.exercise import Contact, Evidence, Exercise, Level
from footcore_tui.core.routine import Block, Hold, PerWeek, Routine, Standing, Step
from footcore_tui.core.timeline import Timeline, compile_timeline

EXERCISES = Library(Path(__file__).parents[2] / "routines").exercises()
LOW, HIGH = (
    Level("low", "low", evidence=Evidence.TRIAL),
    Level("high", "high", "Up.", ask_first=("it hurts", "it aches")),
)
ARCH = Exercise("arch", "Arch", setup="Sit.", contact=(Contact.HEEL, Contact.HALLUX), levels=(LOW, HIGH))
BARE = Exercise("bare", "Bare")


def hold(exercise: Exercise | None, level: str | None = None, evidence: Evidence | None = None) -> Step:
    pinned = PerWeek.always(level) if level else None
    name = exercise.name if exercise else "Stand"
    return Step(name, Hold(PerWeek.always(5)), exercise=exercise, level=pinned, evidence=evidence)


def timeline(*steps: Step, **levels: str) -> Timeline:
    return compile_timeline(Routine("r", "R", (Block(steps),)), Standing(levels=levels))


def test_a_session_has_a_card_for_each_rung_in_the_order_of_its_steps() -> None:
    cards = cards_of(timeline(hold(BARE), hold(None), hold(ARCH, "high"), hold(ARCH, "low"), hold(BARE)))
    assert [(card.exercise.id, card.level and card.level.id) for card in cards] == [
        ("bare", None),
        ("arch", "high"),
        ("arch", "low"),
    ]
    assert cards_of(timeline(hold(ARCH), arch="high"))[0].level is HIGH, "the rung on which the person stands"


def test_a_dose_rests_on_what_its_step_says_else_on_what_its_level_says() -> None:
    session = timeline(
        hold(ARCH), hold(BARE), hold(BARE, evidence=Evidence.COACH), hold(ARCH, evidence=Evidence.DEFAULT)
    )
    assert doses_of(session) == (
        ("Arch", Evidence.TRIAL),
        ("Bare", Evidence.COACH),
        ("Arch", Evidence.DEFAULT),
    )
    assert [card.evidence for card in cards_of(session)] == [Evidence.TRIAL, None]
    assert Card(ARCH, LOW, Evidence.COACH).dose == "dose from a coach"
    assert Card(ARCH, LOW).dose == ""


def test_every_way_to_back_a_dose_has_its_words() -> None:
    assert set(BACKED) == set(BACKED_SHORT) == set(Evidence)


def test_the_rung_is_named_by_its_number_and_name() -> None:
    assert Card(ARCH, HIGH).rung == "level 2 of 2: high"
    assert Card(BARE).rung == ""


def test_the_ladder_says_where_one_is_what_backs_it_and_what_to_ask() -> None:
    (ladder,) = [section for section in Card(ARCH, HIGH).sections if section.title.startswith("Levels")]
    assert ladder.items == (
        ("·", "low. Dose from a published trial."),
        ("▸", "high (you are here). Up. Ask first if it hurts, or it aches."),
    )


def test_what_is_not_written_has_no_heading() -> None:
    assert [section.title for section in Card(ARCH, LOW).sections] == [
        "Set up",
        "Levels, from the easiest",
        "The points of the sole that carry",
    ]
    assert Card(BARE).sections == ()


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_everything_that_is_written_of_an_exercise_can_be_read(exercise: Exercise) -> None:
    said = "\n".join(text for section in Card(exercise).sections for _, text in section.items)
    lists = (exercise.steps, exercise.cues, exercise.mistakes, exercise.stop_if, exercise.ask_first, exercise.sources)
    written = [
        exercise.setup,
        exercise.breathing,
        exercise.position,
        *exercise.equipment,
        *(one for one in lists for one in one),
    ]
    levels = [one.rstrip(".") for level in exercise.levels for one in (level.name, level.cue, *level.ask_first)]
    assert [text for text in (*written, *levels) if text not in said] == []
