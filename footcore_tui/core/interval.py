"""An interval: a stretch of a compiled session, and what is done in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from footcore_tui.core.exercise import Evidence, Exercise, Level, Side
from footcore_tui.core.routine import Start, Tempo

OPEN_WORK_SECONDS = 20
"""As long as this, and not longer than its cap, a work without a length of its own is drawn."""
OPEN_REST_SECONDS = 5


class Kind(StrEnum):
    PREPARE = "prepare"
    WORK = "work"
    RELAX = "relax"
    SWITCH = "switch"
    REST = "rest"


class Manner(StrEnum):
    """How a work interval is done; it decides the word on the screen."""

    HOLD = "hold"
    MOVE = "move"
    PACED = "paced"
    SELF_PACED = "self-paced"
    TEST_HOLD = "test-hold"
    TEST_REPS = "test-reps"


@dataclass(frozen=True, slots=True)
class Movement:
    """What the intervals of one step have in common."""

    name: str
    manner: Manner
    exercise: Exercise | None = None
    level: Level | None = None
    cues: tuple[str, ...] = ()
    unit: str = ""
    tempo: Tempo | None = None
    start: Start = Start.DOWN
    evidence: Evidence | None = None
    """What the numbers of its dose rest on; None where nothing is said of that."""

    def cue(self, turn: int) -> str:
        """One coaching cue; each hold has the next one, so that none wears out."""
        return self.cues[turn % len(self.cues)] if self.cues else ""

    def stand(self, side: Side) -> str:
        """What to do with which foot, as "Stand on your left foot"; empty where there is no side."""
        if side is Side.BOTH:
            return ""
        phrase = (self.exercise.side_phrase if self.exercise else "") or "{side} foot"
        words = phrase.replace("{side}", side.value)
        return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of the session. Whatever is not work speaks of the work it leads to."""

    index: int
    """From 0; every other count is from 1."""
    kind: Kind
    at: int
    """Seconds from the beginning; an open interval counts as 0."""
    seconds: int | None
    """None where open: the user ends it."""
    cap: int | None
    """The most an open interval lasts, in seconds."""
    movement: Movement
    side: Side
    block: int
    round: int
    rounds: int
    set: int
    sets: int
    rep: int | None
    """The hold's number over both sides; None for a paced or self-paced set."""
    reps: int | None
    """The holds of this set over both sides, or the repetitions of this one interval; None where they are counted."""
    next: int | None
    """The index of the next work (for what is not work: of the work it leads to)."""

    @property
    def open(self) -> bool:
        return self.seconds is None

    @property
    def work(self) -> bool:
        return self.kind is Kind.WORK

    @property
    def drawn_seconds(self) -> int:
        """Its length in a picture to scale."""
        if self.seconds is not None:
            return self.seconds
        return min(self.cap or OPEN_WORK_SECONDS, OPEN_WORK_SECONDS) if self.work else OPEN_REST_SECONDS

    @property
    def name(self) -> str:
        return self.movement.name
