"""One set of a step in one week, by rules 2 to 4 of docs/routine-format.md."""

from __future__ import annotations

from typing import NamedTuple, assert_never

from footcore_tui.core.exercise import Side
from footcore_tui.core.routine import Hold, Move, Paced, SelfPaced, Sides, Step, Test


class Extent(NamedTuple):
    """How much a timeline holds; open intervals count as 0 seconds. A tuple, for a check of many files makes many."""

    intervals: int = 0
    work_seconds: int = 0
    clock_seconds: int = 0
    open_ended: bool = False


class Bout(NamedTuple):
    """One set of a step in one week: so many works, and what stands between them."""

    works: int
    seconds: int | None
    cap: int | None
    reps: int | None
    """Of one work that is not counted hold by hold."""
    sides: Sides
    first: Side
    relax: int
    switch: int

    @property
    def swaps(self) -> int:
        """Between how many works the side changes."""
        if self.sides is Sides.EACH:
            return 1
        return self.works - 1 if self.sides is Sides.ALTERNATE else 0

    @property
    def relaxes(self) -> int:
        """Between how many works there is a time to relax."""
        return self.works - 1 - self.swaps if self.relax else 0

    @property
    def extent(self) -> Extent:
        if self.works == 1:
            return Extent(1, self.seconds or 0, self.seconds or 0, self.seconds is None)
        swaps, relaxes = self.swaps, self.relaxes
        work = self.works * (self.seconds or 0)
        gaps = (swaps if self.switch else 0) + relaxes
        clock = work + self.switch * swaps + self.relax * relaxes
        return Extent(self.works + gaps, work, clock, self.seconds is None)

    def side(self, work: int) -> Side:
        """The side of a work, counted from 0."""
        match self.sides:
            case Sides.EACH:
                return self.first if work < self.works // 2 else self.first.other
            case Sides.ALTERNATE:
                return self.first if work % 2 == 0 else self.first.other
            case _:
                return Side(self.sides.value)


def bout(step: Step, week: int) -> Bout:
    """One set of a step, by rules 2 to 4."""
    dose, sides, count = step.dose, step.sides, 1
    seconds: int | None = None
    cap: int | None = None
    reps: int | None = None
    match dose:
        case Hold() | Move():
            seconds = dose.seconds.of(week)
            if step.total is not None:
                count = step.total.of(week) // seconds
            else:
                holds = dose.reps.of(week) if isinstance(dose, Hold) and dose.reps else 1
                count = holds * (2 if sides.two else 1)
        case Paced() | SelfPaced():
            reps = dose.reps.of(week)
            if sides is Sides.ALTERNATE:
                reps, sides = reps * 2, Sides.BOTH
            seconds = dose.tempo.of(week).seconds * reps if isinstance(dose, Paced) else None
            count = 2 if sides is Sides.EACH else 1
        case Test():
            cap = dose.cap.of(week)
            sides = Sides.EACH if sides.two else sides
            count = 2 if sides is Sides.EACH else 1
        case _:
            assert_never(dose)
    return Bout(count, seconds, cap, reps, sides, step.first, step.relax.of(week), step.switch.of(week))
