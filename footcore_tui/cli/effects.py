"""What files of exercises do to all routines of a library, told before they are there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from footcore_tui.adapters.library import Library
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.differences import exercise_differences
from footcore_tui.core.exercise import Exercise
from footcore_tui.core.pack import EXERCISES
from footcore_tui.core.problem import Problem
from footcore_tui.core.routine import Routine
from footcore_tui.core.text import quoted

MOST_LINES = 8
"""Of routines that can't be played any more."""
Shelved = Mapping[str, tuple[str, Exercise]]
"""Exercises by id, each with the name of its file."""


@dataclass(frozen=True, slots=True)
class Effects:
    before: Shelved
    after: Shelved
    unplayable: Mapping[str, str]
    """Routines that are played now and could not be then, by id, each with the reason."""

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """As they would be."""
        return tuple(exercise for _, exercise in self.after.values())

    def of_file(self, was: Sequence[Exercise], now: Sequence[Exercise]) -> Iterator[str]:
        """A sentence for each exercise of a file; the first file that has one of an id holds."""
        own = {one.id: one for one in now}
        for one in {each.id: each for each in (*was, *now)}.values():
            before, after = self.before.get(one.id), self.after.get(one.id)
            if after and one.id in own and after[1] != one:
                yield f"exercise {one.name} has no effect: {EXERCISES}/{after[0]}.toml has one of that id"
            elif before and after and before[1] != after[1]:
                (said,) = exercise_differences((before[1],), (after[1],))
                yield f"{said}, in every routine that uses it"
            elif not (before and after):
                yield f"exercise {one.name} {'new' if after else 'gone'}"

    def changed_from(self, now: Sequence[Exercise]) -> Iterator[tuple[str, str]]:
        """Of the exercises that a file would change, the names, and those of the files they are in now."""
        for one in now:
            if one.id in self.before and self.before[one.id][1] != self.after[one.id][1] == one:
                yield one.name, f"{EXERCISES}/{self.before[one.id][0]}.toml"


def effects(shelves: Library, files: Mapping[str, bytes | None], replaced: Collection[str]) -> Effects:
    """`files`: those of exercises as they are to be, by name; `replaced`: routine files that come with them."""
    before = shelves.shelved()
    after = shelves.shelved_with(files) if files else before
    moved = {one for one in before if one not in after or before[one][1] != after[one][1]}
    exercises = [exercise for _, exercise in after.values()]
    unplayable = {}
    for file in shelves.routines() if moved else ():
        path = Path(file.path)
        if file.routine and path.name not in replaced and moved & set(_used(file.routine)):
            routine, problems = load_routine(path.read_bytes(), path.name, exercises)
            if routine is None:
                unplayable[file.id] = first_error(problems)
    return Effects(before, after, unplayable)


def some(lines: Sequence[str]) -> Iterator[str]:
    """The first few of many lines, and how many more there are."""
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield f"!! and {len(lines) - MOST_LINES} more"


def first_error(problems: Sequence[Problem]) -> str:
    problem = next(one for one in problems if one.is_error)
    return f"{quoted(problem.file)}, line {problem.line}: {problem.message}"


def _used(routine: Routine) -> Iterator[str]:
    return (step.exercise.id for block in routine.blocks for step in block.steps if step.exercise)
