"""What is asked before a session: whether anything speaks against it, and for a fixed support where the work needs one.

A list is asked once: what was gone on from is an `AskedFirst` event, and the same condition is not asked again with
another exercise. The support is asked for every time, since it may be another room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from footcore_tui.core.days import STOP_PAIN
from footcore_tui.core.exercise import Base, Exercise, Level, Surface, Vision

if TYPE_CHECKING:
    from footcore_tui.core.timeline import Timeline

GENERAL = "general"
"""What an `AskedFirst` event calls the list for everyone."""
GENERAL_CONDITIONS = (
    "a recent operation, fracture, tear or sprain",
    "a fall in the past year",
    "less than ten seconds heel to toe",
    "dizzy spells",
    "numb feet",
    "diabetes, heart disease or pregnancy",
    "a hot, red or swollen foot or calf",
    "pain that wakes you at night",
)
"""What health services' sheets ask before balance and foot exercises (docs/safety.md), in as few words as will do."""
ASKED_IN_GENERAL = frozenset(
    {
        "a calf is hot, red or swollen",
        "the ankle was sprained, broken or torn lately",
        "the foot hurts at night",
        "you are pregnant",
        "you broke a bone of the foot lately",
        "you cannot stand heel to toe for ten seconds",
        "you have fallen in the past year",
        "you have little feeling in your feet",
        "you have spells of dizziness",
        "you sprained an ankle lately",
        "you sprained or broke the ankle lately",
        "you were operated on lately",
    }
)
"""The conditions of the library's exercises that the list for everyone asks in other words."""

STOP_IF, ASK_FIRST_IF = "Stop if", "Ask a doctor or physiotherapist first if"
"""The headings of what an exercise says."""
QUESTION = "Does any of this apply to you? Then ask a doctor or physiotherapist first."
STOP = "Stop at sharp pain, numbness, chest pain, faintness or a spinning feeling."
SUPPORT = "Is something fixed within reach: a worktop, a rail, a wall? A chair can move."


@dataclass(frozen=True, slots=True)
class Gate:
    """What is to be asked before one session, on one page."""

    conditions: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """What an `AskedFirst` event is kept of, once the person goes on."""
    support: bool = False
    """Whether something fixed has to be within reach."""

    @property
    def open(self) -> bool:
        """Whether there is nothing to ask."""
        return not self.conditions and not self.support

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it as text."""
        listed = (QUESTION, *(f"- {one}" for one in self.conditions)) if self.conditions else ()
        return (*listed, *((STOP,) if self.first else ()), *((SUPPORT,) if self.support else ()))

    @property
    def first(self) -> bool:
        """Whether the list for everyone is asked."""
        return GENERAL in self.about


def gate_of(timeline: Timeline, asked: frozenset[str]) -> Gate:
    """What is to be asked before that session by someone who was asked about `asked` already."""
    movements = {id(work.movement): work.movement for work in timeline.works}.values()
    exercises = {one.exercise.id: one.exercise for one in movements if one.exercise}
    levels = {f"{one.exercise.id}/{one.level.id}": one.level for one in movements if one.exercise and one.level}
    first = GENERAL not in asked
    conditions = [*(GENERAL_CONDITIONS if first else ()), *_of_exercises(exercises.values(), asked)]
    for name, level in levels.items():
        if name not in asked:
            # A rung is asked about in full: the list for everyone may be a year old.
            conditions += [one for one in level.ask_first if not (first and one in ASKED_IN_GENERAL)]
    lists: dict[str, Exercise | Level] = {**exercises, **levels}
    about = [name for name, one in lists.items() if one.ask_first and name not in asked]
    support = any(needs_support(level) for level in levels.values())
    return Gate(tuple(dict.fromkeys(conditions)), (*((GENERAL,) if first else ()), *about), support)


def needs_support(level: Level) -> bool:
    """Closed eyes, soft ground and the ball of the foot want something fixed within reach."""
    soft = level.surface in (Surface.FOAM, Surface.DISC)
    return soft or level.vision is Vision.CLOSED or level.base is Base.FOREFOOT


def is_too_much(pain: int | None) -> bool:
    """Whether a pain of 0 to 10 ends the day, and one rung down is to be proposed for the next time."""
    return pain is not None and pain >= STOP_PAIN


def _of_exercises(exercises: Iterable[Exercise], asked: frozenset[str]) -> Iterator[str]:
    """What was not asked yet, in whatever list."""
    exercises = tuple(exercises)
    known = {condition for one in exercises if one.id in asked for condition in one.ask_first}
    for exercise in exercises:
        if exercise.id not in asked:
            yield from (one for one in exercise.ask_first if one not in known and one not in ASKED_IN_GENERAL)
