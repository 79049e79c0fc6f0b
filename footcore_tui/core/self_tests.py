"""Self-tests: what a session of one measured, and what ended each try."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING

from footcore_tui.core.choices import OLDEST
from footcore_tui.core.days import day_of
from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Manner
from footcore_tui.core.routine import Routine, Test
from footcore_tui.core.self_test_days import TAG

if TYPE_CHECKING:
    from footcore_tui.core.record import Record
    from footcore_tui.core.timeline import Timeline

STAGES = "stages"
"""One whose steps are to be held in turn, each up to its cap."""
LENGTHS = ("cm", "mm", "in", "inch", "inches")
"""Units that may have one decimal; anything else is counted."""

_AGE = re.compile(r"[0-9]{1,3}")
_COUNT = re.compile(r"[0-9]{1,4}")
_LENGTH = re.compile(r"[0-9]{1,4}(?:[.,][0-9])?")


def age_of(text: str) -> int | None:
    """Whole years as a person writes them; None where they are none."""
    years = int(text) if _AGE.fullmatch(text) else 0
    return years if 1 <= years <= OLDEST else None


class EndedBy(StrEnum):
    """What ended a try."""

    FOOT = "foot down"
    PERSON = "you ended it"
    CAP = "the cap"


@dataclass(frozen=True, slots=True)
class Item:
    """A step that measures."""

    name: str
    manner: Manner
    unit: str
    cap: int
    """Seconds."""
    beat: int = 0
    """Seconds of a repetition; 0 without a beat."""

    @property
    def entered(self) -> bool:
        """Whether the person reads it off themselves."""
        return self.manner is Manner.TEST_REPS and not self.beat

    def ended_by(self, value: float, touch_downs: int) -> EndedBy | None:
        """None for what is entered: there is no end to tell of."""
        if self.entered:
            return None
        if touch_downs and not self.beat:
            return EndedBy.FOOT
        most = self.cap // self.beat if self.beat else self.cap
        return EndedBy.CAP if value >= most else EndedBy.PERSON


@dataclass(frozen=True, slots=True)
class Age:
    """What the person said of it."""

    asked: bool = False
    years: int | None = None
    """Today; None where they would rather not say."""


@dataclass(frozen=True, slots=True)
class Try:
    """One measurement."""

    session: str
    local_day: int
    name: str
    side: Side
    value: float
    touch_downs: int


@dataclass(frozen=True, slots=True)
class SideResult:
    """The tries of one side in a session."""

    side: Side
    tries: tuple[float, ...]
    ended_by: tuple[EndedBy | None, ...]

    @property
    def best(self) -> float:
        return max(self.tries)

    @property
    def mean(self) -> float:
        return sum(self.tries) / len(self.tries)


@dataclass(frozen=True, slots=True)
class Result:
    """What one step measured in a session."""

    item: Item
    session: str
    local_day: int
    sides: tuple[SideResult, ...]
    """Left, right, both: those that were measured."""

    @property
    def gap(self) -> float | None:
        """Between the best of both sides; None where there are not two."""
        return abs(self.sides[0].best - self.sides[1].best) if len(self.sides) == 2 else None


def is_self_test(routine: Routine) -> bool:
    return TAG in routine.tags and any(isinstance(step.dose, Test) for block in routine.blocks for step in block.steps)


def items_of(timeline: Timeline) -> tuple[Item, ...]:
    """The measuring steps, each once, in the order in which they come."""
    items: dict[str, Item] = {}
    for work in timeline.works:
        movement = work.movement
        if movement.manner in (Manner.TEST_HOLD, Manner.TEST_REPS):
            unit = "s" if movement.manner is Manner.TEST_HOLD else movement.unit or "reps"
            beat = movement.tempo.seconds if movement.tempo else 0
            items.setdefault(work.name, Item(work.name, movement.manner, unit, work.cap or 0, beat))
    return tuple(items.values())


def tries_of(record: Record) -> tuple[Try, ...]:
    day, session = day_of(record.local_day), record.began.session
    return tuple(
        Try(session, day, one.name, one.side, one.value, one.touch_downs)
        for one in record.work
        if one.value is not None
    )


def results_of(items: Iterable[Item], tries: Iterable[Try]) -> tuple[Result, ...]:
    """One for each session and step, in the order of the tries, the steps of a session in theirs."""
    by_session: dict[str, list[Try]] = {}
    for one in tries:
        by_session.setdefault(one.session, []).append(one)
    known = tuple(items)
    found = (_result(item, group) for group in by_session.values() for item in known)
    return tuple(one for one in found if one)


def stages_held(items: Iterable[Item], results: Iterable[Result]) -> int:
    """How many steps from the first on were held up to their cap, in the results of one session."""
    held = {one.item for one in results if max(side.best for side in one.sides) >= one.item.cap}
    return len(tuple(takewhile(held.__contains__, items)))


def value_of(text: str, unit: str) -> float | None:
    """A number as it is typed: a count is whole, a length may have one decimal; None where it is neither."""
    spelling = _LENGTH if unit in LENGTHS else _COUNT
    return float(text.replace(",", ".")) if spelling.fullmatch(text) else None


def value_text(value: float, unit: str) -> str:
    """As it is shown, without its unit."""
    return f"{value:.1f}" if unit in LENGTHS or unit == "s" or value != int(value) else str(int(value))


def _result(item: Item, tries: Iterable[Try]) -> Result | None:
    mine = [one for one in tries if one.name == item.name]
    if not mine:
        return None
    sides = tuple(_side(item, side, of) for side in Side if (of := [one for one in mine if one.side is side]))
    return Result(item, mine[0].session, mine[0].local_day, sides)


def _side(item: Item, side: Side, tries: list[Try]) -> SideResult:
    return SideResult(
        side,
        tuple(one.value for one in tries),
        tuple(item.ended_by(one.value, one.touch_downs) for one in tries),
    )
