"""An exercise: a movement, how it is done, and its ladder of levels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    """Both together, or no side."""

    @property
    def other(self) -> Side:
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)


class Contact(StrEnum):
    """The points of the sole that carry."""

    HEEL = "heel"
    FIRST_MET = "first-met"
    FIFTH_MET = "fifth-met"
    HALLUX = "hallux"
    TOES = "toes"
    FOREFOOT = "forefoot"


class Focus(StrEnum):
    STRENGTH = "strength"
    MOBILITY = "mobility"
    PROPRIOCEPTION = "proprioception"
    CORE = "core"


class Support(StrEnum):
    TWO_HANDS = "two-hands"
    ONE_HAND = "one-hand"
    FINGERTIPS = "fingertips"
    HOVER = "hover"
    NONE = "none"


class Base(StrEnum):
    SIT = "sit"
    STAND = "stand"
    SEMI_TANDEM = "semi-tandem"
    TANDEM = "tandem"
    SINGLE = "single"
    FOREFOOT = "forefoot"


class Surface(StrEnum):
    FIRM = "firm"
    TOWEL = "towel"
    FOAM = "foam"
    DISC = "disc"


class Vision(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Evidence(StrEnum):
    """How well a dose is backed."""

    TRIAL = "trial"
    LEAFLET = "leaflet"
    COACH = "coach"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Level:
    """One rung of an exercise's ladder."""

    id: str
    name: str
    cue: str = ""
    support: Support | None = None
    base: Base | None = None
    surface: Surface | None = None
    vision: Vision | None = None
    ask_first: tuple[str, ...] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """A movement as the library or a routine file describes it."""

    id: str
    name: str
    focus: tuple[Focus, ...] = ()
    position: str = ""
    footwear: str = ""
    equipment: tuple[str, ...] = ()
    contact: tuple[Contact, ...] = ()
    side_phrase: str = ""
    """With `{side}` for the side's name, as "Stand on your {side} foot"; empty where the plain side will do."""
    setup: str = ""
    steps: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    breathing: str = ""
    stop_if: tuple[str, ...] = ()
    ask_first: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    """From easiest to hardest; empty where there is no ladder."""

    def level(self, level_id: str | None) -> Level | None:
        """The rung of that id; the easiest for None or an unknown id; None without a ladder."""
        for level in self.levels:
            if level.id == level_id:
                return level
        return self.levels[0] if self.levels else None

    def rank(self, level: Level) -> int:
        """The rung's place on the ladder, from 1."""
        return self.levels.index(level) + 1
