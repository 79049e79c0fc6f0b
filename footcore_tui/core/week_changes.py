"""What is different in each week of a plan from the week before it, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from footcore_tui.core.difference_words import (
    OF_TWO_SIDES,
    Weekly,
    dose_text,
    dose_values,
    label,
    rest_text,
    step_values,
    turn,
    weekly,
)
from footcore_tui.core.dose_words import dose_words
from footcore_tui.core.routine import Block, Routine, Standing, Step

NOT_SAID = "backed by"
"""It changes nothing of what is done."""
_Key = tuple[str, int]
"""An exercise, and which of several steps of it."""


class WeekChanges:
    """As `Short foot: sets 2 → 3, level seated → standing`, week by week."""

    def __init__(self, routine: Routine, stage: int = 1) -> None:
        self._routine = routine
        self._stage = stage
        self._values: dict[int, tuple[Weekly, ...]] = {}

    def of(self, week: int) -> Iterator[str]:
        """Nothing where a week is like the one before, and of the first."""
        before, now = (self._done(one) for one in (week - 1, week)) if week > 1 else ({}, {})
        yield from self._gaps(week) if week > 1 else ()
        for key, (block, step) in now.items():
            if key not in before:
                yield f"new: {step.name}, {dose_words(step, week)}"
            elif parts := list(self._changed(before[key], (block, step), week)):
                yield f"{step.name}: {', '.join(parts)}"
        gone = [step.name for key, (_, step) in before.items() if key not in now]
        if gone:
            yield f"no more: {', '.join(gone)}"

    def _gaps(self, week: int) -> Iterator[str]:
        """The rests that stand within a block, of which no step tells."""
        before = [block for _, block, _ in self._routine.played(Standing(week - 1, self._stage))]
        for _, block, steps in self._routine.played(Standing(week, self._stage)):
            rests = (
                ("rest between steps", block.rest, len(steps) > 1),
                ("rest between rounds", block.rest_between_rounds, block.rounds.of(week) > 1),
            )
            parts = [
                f"{name} {rest_text(rest.of(week - 1))} → {rest_text(rest.of(week))}"
                for name, rest, counts in rests
                if counts and block in before and rest.of(week - 1) != rest.of(week)
            ]
            if parts:
                yield f"{label(block)}: {', '.join(parts)}"

    def _done(self, week: int) -> dict[_Key, tuple[Block, Step]]:
        found: dict[_Key, tuple[Block, Step]] = {}
        met = Counter[str]()
        for _, block, steps in self._routine.played(Standing(week, self._stage)):
            for step in steps:
                name = step.exercise.id if step.exercise else step.name
                found[name, met[name]] = block, step
                met[name] += 1
        return found

    def _changed(self, before: tuple[Block, Step], now: tuple[Block, Step], week: int) -> Iterator[str]:
        old, new = self._of(*before, week - 1), self._of(*now, week)
        doses = [before[1].dose, now[1].dose]
        said: set[str] = set()
        if type(doses[0]) is not type(doses[1]):
            yield f"{dose_text(doses[0], week - 1)} → {dose_text(doses[1], week)}"
            said = {name for dose in doses for name, _ in dose_values(dose, 1)}
        for name in [name for name in old if name in new and name not in said and old[name] != new[name]]:
            if name not in OF_TWO_SIDES or (old[name] and new[name]):
                yield turn(name, old[name], new[name])

    def _of(self, block: Block, step: Step, week: int) -> dict[str, str]:
        """Every value by its name."""
        if id(step) not in self._values:
            weeks = self._routine.weeks
            rounds = weekly("rounds", block.rounds, weeks, str)
            self._values[id(step)] = (rounds, *dose_values(step.dose, weeks), *step_values(step, weeks))
        found = ((name, values[week - 1]) for name, values in self._values[id(step)])
        return {name: value for name, value in found if name != NOT_SAID}
