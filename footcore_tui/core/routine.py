"""A routine as its author wrote it: blocks of steps with their doses, and for a plan the value of each week.

Durations are whole seconds. The loader has resolved what a file leaves out: a step carries its exercise and its
switch, a block its rests. `compile_timeline` turns a routine and a week into a timeline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from footcore_tui.core.day_rules import WEEK_TARGET
from footcore_tui.core.exercise import Evidence, Exercise, Focus, Side
from footcore_tui.core.voice import Voice

T = TypeVar("T")

MAX_INTERVALS = 10_000
MAX_CLOCK_SECONDS = 12 * 3600
MAX_STEPS = 500
MAX_COUNT = 99
"""Rounds, sets or weeks."""
MAX_REPS = 999
PREPARE, SWITCH = 5, 3
"""Seconds, where a file does not say (docs/routine-format.md)."""


@dataclass(frozen=True, slots=True)
class PerWeek(Generic[T]):
    """A value for each week; a short list keeps its last one."""

    values: tuple[T, ...]

    @classmethod
    def always(cls, value: T) -> PerWeek[T]:
        return cls((value,))

    def of(self, week: int) -> T:
        """The value of a week, counted from 1."""
        values = self.values
        return values[week - 1] if week <= len(values) else values[-1]


class Ready(StrEnum):
    """A rest of open length: it ends when the user says so."""

    READY = "ready"


Rest = int | Ready
REST_BETWEEN_BLOCKS = 10
"""Seconds, where a file does not say."""


def timed(rest: Rest) -> int:
    """Its seconds; an open one counts as none."""
    return 0 if isinstance(rest, Ready) else rest


class Sides(StrEnum):
    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"
    EACH = "each"
    """A whole set on one side, then on the other."""
    ALTERNATE = "alternate"
    """Swapped after every hold or repetition."""

    @property
    def two(self) -> bool:
        return self in (Sides.EACH, Sides.ALTERNATE)


class Start(StrEnum):
    """Which half of a paced repetition comes first."""

    DOWN = "down"
    UP = "up"


class Measure(StrEnum):
    """What a test counts."""

    HOLD = "hold"
    REPS = "reps"


@dataclass(frozen=True, slots=True)
class Tempo:
    """The seconds of one paced repetition, by phase, in the order coaches write them: lower, pause, raise, pause."""

    lower: int
    bottom: int
    rise: int
    top: int

    @property
    def seconds(self) -> int:
        return self.lower + self.bottom + self.rise + self.top


@dataclass(frozen=True, slots=True)
class Hold:
    """An isometric stay; with `reps`, that many of them with the step's `relax` between."""

    seconds: PerWeek[int]
    reps: PerWeek[int] | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Moving for a time: ball roll, circles."""

    seconds: PerWeek[int]


@dataclass(frozen=True, slots=True)
class Paced:
    """Repetitions to a tempo."""

    reps: PerWeek[int]
    tempo: PerWeek[Tempo]
    start: Start = Start.DOWN


@dataclass(frozen=True, slots=True)
class SelfPaced:
    """Repetitions at the user's own pace: open."""

    reps: PerWeek[int]


@dataclass(frozen=True, slots=True)
class Test:
    """A measurement: open, ended by the user or the cap."""

    __test__ = False  # keeps pytest from collecting it

    measure: Measure
    cap: PerWeek[int]
    tempo: PerWeek[Tempo] | None = None
    """The beat to which repetitions are counted; None without one."""
    start: Start = Start.DOWN


Dose = Hold | Move | Paced | SelfPaced | Test


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise with its dose."""

    name: str
    """What is shown: the step's own name, else the exercise's."""
    dose: Dose
    exercise: Exercise | None = None
    sides: Sides = Sides.BOTH
    first: Side = Side.LEFT
    switch: PerWeek[int] = PerWeek((SWITCH,))
    relax: PerWeek[int] = PerWeek((0,))
    total: PerWeek[int] | None = None
    """The sum of the work in seconds, which takes the place of a number of holds."""
    sets: PerWeek[int] = PerWeek((1,))
    rest: PerWeek[Rest] = PerWeek((0,))
    """Between sets."""
    rest_after: PerWeek[Rest] | None = None
    level: PerWeek[str] | None = None
    """A pinned level's id; None: the client's own current level."""
    cues: tuple[str, ...] = ()
    weeks: frozenset[int] | None = None
    """The weeks it is done in; None: all."""
    unit: str = ""
    evidence: Evidence | None = None
    allow: tuple[str, ...] = ()

    def is_in(self, week: int) -> bool:
        return self.weeks is None or week in self.weeks

    @property
    def changes(self) -> int:
        """How many weeks can differ from the one before them, the first included."""
        dose = self.dose
        lasting: list[PerWeek[int] | PerWeek[Rest] | PerWeek[Tempo] | None]
        lasting = [self.switch, self.relax, self.total, self.sets, self.rest, self.rest_after]
        match dose:
            case Hold():
                lasting += (dose.seconds, dose.reps)
            case Move():
                lasting.append(dose.seconds)
            case Paced():
                lasting += (dose.reps, dose.tempo)
            case SelfPaced():
                lasting.append(dose.reps)
            case Test():
                lasting += (dose.cap, dose.tempo)
        return max([len(one.values) for one in lasting if one is not None])


@dataclass(frozen=True, slots=True)
class Block:
    """Steps done back to back, in rounds."""

    steps: tuple[Step, ...]
    name: str = ""
    rounds: PerWeek[int] = PerWeek((1,))
    rest: PerWeek[Rest] = PerWeek((0,))
    """Between steps."""
    rest_between_rounds: PerWeek[Rest] = PerWeek((0,))
    prepare: int | None = None
    weeks: frozenset[int] | None = None
    stage: int | None = None
    allow: tuple[str, ...] = ()

    def is_in(self, week: int) -> bool:
        return self.weeks is None or week in self.weeks

    def is_played(self, standing: Standing) -> bool:
        """Whether it belongs to that week and stage; all its steps may be for other weeks."""
        return self.stage in (None, standing.stage) and self.is_in(standing.week)

    def steps_in(self, week: int) -> tuple[Step, ...]:
        return tuple([step for step in self.steps if step.is_in(week)])

    def changes(self, of_steps: Sequence[int]) -> int:
        """How many weeks can differ from the one before them in what is done of it, the first included.

        `of_steps` is the same of each step: whoever asks has these already.
        """
        own = len(self.rounds.values), len(self.rest.values), len(self.rest_between_rounds.values)
        return max([*own, *of_steps, *[max(step.weeks) + 1 for step in self.steps if step.weeks]])


@dataclass(frozen=True, slots=True)
class Plan:
    """The weeks of a routine."""

    weeks: int
    days_a_week: PerWeek[int] | None = None
    sessions_a_day: PerWeek[int] | None = None
    session: int | None = None
    """The expected length of a session in seconds."""

    def days_in(self, week: int) -> int:
        """On which a session is asked for; where the file leaves it out, as many as keep a week."""
        return self.days_a_week.of(week) if self.days_a_week else WEEK_TARGET

    def sessions_on_a_day(self, week: int) -> int:
        return self.sessions_a_day.of(week) if self.sessions_a_day else 1


@dataclass(frozen=True, slots=True)
class Routine:
    """What the author wrote."""

    id: str
    name: str
    blocks: tuple[Block, ...]
    prepare: int = PREPARE
    rest_between_blocks: Rest = REST_BETWEEN_BLOCKS
    plan: Plan | None = None
    version: str = ""
    about: str = ""
    author: str = ""
    contact: str = ""
    license: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    focus: tuple[Focus, ...] = ()
    equipment: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    """The file's own exercises; the library's stand in the steps alone."""
    hash: str = ""
    """SHA-256 of the file's bytes in hex."""
    allow: tuple[str, ...] = ()
    voice: Voice | None = None
    """How much is said where the client adjusted it; None: as the settings say."""

    @property
    def weeks(self) -> int:
        return self.plan.weeks if self.plan else 1

    @property
    def stages(self) -> list[int]:
        """Those that have a block of their own, and the first one, in which all others are."""
        return sorted({block.stage or 1 for block in self.blocks})

    def played(self, standing: Standing) -> Iterator[tuple[int, Block, tuple[Step, ...]]]:
        """The blocks of that week and stage with their number in the file, from 1, and the steps that are done."""
        for number, block in enumerate(self.blocks, start=1):
            if block.is_played(standing) and (steps := block.steps_in(standing.week)):
                yield number, block, steps


@dataclass(frozen=True, slots=True)
class Standing:
    """What a client brings to a routine: the week, the stage, the current level of each exercise."""

    week: int = 1
    stage: int = 1
    levels: Mapping[str, str] = field(default_factory=dict)
    """Exercise id to level id; an exercise that is missing stands at its easiest level."""
