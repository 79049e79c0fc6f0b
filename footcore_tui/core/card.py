"""An exercise to be read: its card says how it is done, what its numbers rest on, and on which rung one stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from footcore_tui.core.exercise import Contact, Evidence, Exercise, Level
from footcore_tui.core.safety import ASK_FIRST_IF, STOP_IF

if TYPE_CHECKING:
    from footcore_tui.core.timeline import Timeline

BACKED = {
    Evidence.TRIAL: "a published trial",
    Evidence.LEAFLET: "a health service's leaflet",
    Evidence.COACH: "a coach",
    Evidence.DEFAULT: "us; nobody has tested just this",
}
"""Where the numbers of a dose come from; docs/exercises.md says more."""
BACKED_SHORT = {
    Evidence.TRIAL: "trial",
    Evidence.LEAFLET: "leaflet",
    Evidence.COACH: "coach",
    Evidence.DEFAULT: "our own",
}
POINTS = {
    Contact.HEEL: "heel",
    Contact.FIRST_MET: "big-toe ball",
    Contact.FIFTH_MET: "little-toe ball",
    Contact.HALLUX: "big toe",
    Contact.TOES: "toes",
    Contact.FOREFOOT: "ball of the foot",
}
FOOTWEAR = {
    "barefoot": "bare feet",
    "barefoot_or_flat": "bare feet or flat shoes",
    "supportive": "supportive shoes",
}

Item = tuple[str, str]
"""A sign and a text."""
HERE, BULLET = "▸", "·"


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise as somebody does it."""

    exercise: Exercise
    level: Level | None = None
    """The rung; None where there is no ladder."""
    evidence: Evidence | None = None
    """Of the dose in which it is done; None where none is given, or nothing is said of it."""

    @property
    def rung(self) -> str:
        """As "level 2 of 5: fingertips"; empty without a ladder."""
        if self.level is None:
            return ""
        return f"level {self.exercise.rank(self.level)} of {len(self.exercise.levels)}: {self.level.name}"

    @property
    def dose(self) -> str:
        """What the dose rests on; empty where that is not known."""
        return f"dose from {BACKED[self.evidence]}" if self.evidence else ""

    @property
    def sections(self) -> tuple[Section, ...]:
        """All there is to read, the parts that say nothing left out."""
        return tuple(section for section in _sections(self) if section.items)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    items: tuple[Item, ...]


def cards_of(timeline: Timeline) -> tuple[Card, ...]:
    """The exercises of a session, each rung once, in the order in which they come."""
    cards: dict[tuple[str, str], Card] = {}
    for movement in {id(work.movement): work.movement for work in timeline.works}.values():
        if movement.exercise:
            key = (movement.exercise.id, movement.level.id if movement.level else "")
            cards.setdefault(key, Card(movement.exercise, movement.level, movement.evidence))
    return tuple(cards.values())


def doses_of(timeline: Timeline) -> tuple[tuple[str, Evidence], ...]:
    """The steps of a session that say what their numbers rest on, by name."""
    movements = {id(work.movement): work.movement for work in timeline.works}.values()
    return tuple(dict.fromkeys((one.name, one.evidence) for one in movements if one.evidence))


def _sections(card: Card) -> Iterator[Section]:
    one = card.exercise
    yield Section("Set up", _plain(one.setup))
    yield Section("Steps", tuple((f"{number}.", step) for number, step in enumerate(one.steps, start=1)))
    yield Section("Cues", _bullets(one.cues))
    yield Section("Breathing", _plain(one.breathing))
    yield Section("What goes wrong", _bullets(one.mistakes))
    yield Section(STOP_IF, _bullets(one.stop_if))
    yield Section(ASK_FIRST_IF, _bullets(one.ask_first))
    yield Section("Levels, from the easiest", tuple(_rung(level, here=level == card.level) for level in one.levels))
    yield Section("What it takes", _bullets(_needs(one)))
    yield Section("The points of the sole that carry", _plain(", ".join(POINTS[point] for point in one.contact)))
    yield Section("Sources", _bullets(one.sources))


def _plain(text: str) -> tuple[Item, ...]:
    return (("", text),) if text else ()


def _bullets(texts: Iterable[str]) -> tuple[Item, ...]:
    return tuple((BULLET, text) for text in texts)


def _needs(exercise: Exercise) -> Iterator[str]:
    if exercise.position:
        yield exercise.position
    if exercise.footwear:
        yield FOOTWEAR.get(exercise.footwear, exercise.footwear)
    yield from exercise.equipment


def _rung(level: Level, *, here: bool) -> Item:
    said = [f"{level.name} (you are here)" if here else level.name]
    said += [level.cue.rstrip(".")] if level.cue else []
    said += [f"Dose from {BACKED[level.evidence]}"] if level.evidence else []
    said += [f"Ask first if {', or '.join(level.ask_first)}"] if level.ask_first else []
    return HERE if here else BULLET, f"{'. '.join(said)}."
