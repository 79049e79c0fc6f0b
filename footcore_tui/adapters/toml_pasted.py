"""Pasted lines as a routine file, and a word on each line that is not in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from footcore_tui.adapters.toml_keys import nearest
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.duration import format_duration, parse_duration
from footcore_tui.core.errors import BrokenRoutine
from footcore_tui.core.exercise import Exercise
from footcore_tui.core.pasted_block import Keys, keys_of
from footcore_tui.core.pasted_line import read_line
from footcore_tui.core.pasted_unclear import NotUnderstood
from footcore_tui.core.routine import MAX_STEPS, REST_BETWEEN_BLOCKS, Sides
from footcore_tui.core.routine_text import Part, routine_text
from footcore_tui.core.text import quoted

SLIP = 0.85
"""How alike a name is to one of the library that was probably meant, of 1."""

_HEAD = (
    "Made from pasted lines: each stands above what was made of it.",
    "A line that was not understood, or not wholly, is kept as a comment that says so.",
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a line."""

    line: int
    """From 1."""
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Made:
    text: str
    """Of the file; empty where no line was understood."""
    unread: tuple[Remark, ...]
    """The lines that are not in it, or not wholly."""
    own: tuple[Remark, ...]
    """The lines whose exercise the library does not have."""


class Shelf:
    """The exercises as a trainer may call them: by id or by name, in singular or plural."""

    def __init__(self, exercises: Iterable[Exercise], held: Collection[str]) -> None:
        """`held` are the ids of those that are held, not moved."""
        self.exercises = tuple(exercises)
        self._held = held
        self._ids: dict[str, str] = {}
        for exercise in self.exercises:
            for called in (exercise.id, exercise.name):
                self._ids.setdefault(_folded(called), exercise.id)

    def find(self, called: str) -> str | None:
        """The id of exactly that exercise."""
        return self._ids.get(_folded(called))

    def advice(self, called: str) -> str:
        """On an exercise that is not there."""
        # Only a slip of the pen: of two raises one may be the other's opposite.
        meant = nearest(_folded(called), self._ids, SLIP)
        near = f" (near it: {self._ids[meant]})" if meant else ""
        return f"the library has no {quoted(called)}{near}, so it stands under its own name"

    def is_held(self, exercise: str | None) -> bool:
        return exercise in self._held


def _folded(called: str) -> str:
    words = re.findall(r"[^\W_]+", called.casefold())
    return " ".join([*words[:-1], words[-1].removesuffix("s")]) if words else ""


def from_lines(text: str, name: str, shelf: Shelf) -> Made:
    """The routine of some lines. Raises BrokenRoutine where they are too much for one."""
    read = _Reading(shelf)
    for number, line in enumerate(text.splitlines(), start=1):
        read.line(number, line)
    if not read.blocks:
        return Made("", tuple(read.unread), ())
    read.end_without_rest()
    made = routine_text(read.top(name), read.parts, _HEAD)
    routine, problems = load_routine(made, "routine.toml", shelf.exercises)
    if routine is None:
        raise BrokenRoutine(tuple(problem for problem in problems if problem.is_error))
    return Made(made, tuple(read.unread), tuple(read.own))


class _Reading:
    """The parts of the file as they come up, and what is to be said of them."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.parts: list[Part] = []
        self.blocks: list[tuple[int, int]] = []
        """Of each part that is a block: its place among the parts, and the number of its line."""
        self.unread: list[Remark] = []
        self.own: list[Remark] = []

    def line(self, number: int, line: str) -> None:
        shown = " ".join(line.split())
        try:
            if len(self.blocks) == MAX_STEPS:
                raise NotUnderstood(f"there are {MAX_STEPS} exercises before it, and a routine takes no more")
            keys = _keys(line, self._shelf)
        except NotUnderstood as error:
            self.unread.append(Remark(number, shown, str(error)))
            self.parts.append(Part({}, (f"Not understood: {shown}",)))
            return
        if not keys:
            self.parts += [Part({}, (shown,))] if shown else []
            return
        if "name" in keys:
            self.own.append(Remark(number, shown, self._shelf.advice(str(keys["name"]))))
        self.blocks.append((len(self.parts), number))
        self.parts.append(Part(keys, (shown,)))

    def end_without_rest(self) -> None:
        """Nothing comes after the last exercise to rest for: the file says so, and it is told."""
        place, number = self.blocks[-1]
        part = self.parts[place]
        if "rest_after" in part.keys:
            keys = {key: value for key, value in part.keys.items() if key != "rest_after"}
            self.parts[place] = Part(keys, (*part.comments, "Left out: the rest, for nothing comes after it."))
            self.unread.append(Remark(number, part.comments[0], "the rest is left out, for nothing comes after it"))

    def top(self, name: str) -> Keys:
        """The keys of the file: a rest that is shorter than the usual one between blocks must not grow to it."""
        written = [str(part.keys["rest_after"]) for part in self.parts if "rest_after" in part.keys]
        shortest = min([seconds for one in written if (seconds := parse_duration(one)) is not None], default=None)
        if shortest is None or shortest >= REST_BETWEEN_BLOCKS:
            return {"name": name}
        return {"name": name, "rest_between_blocks": format_duration(shortest)}


def _keys(line: str, shelf: Shelf) -> Mapping[str, str | int]:
    """The block of a line, or nothing where the line says nothing. Raises NotUnderstood."""
    said = read_line(line, lambda called: shelf.find(called) is not None)
    if said is None:
        return {}
    called = said.exercise
    ways = (f"{called} on both feet" if said.sides is Sides.BOTH else "", called, f"{called} hold" if said.hold else "")
    exercise = next((found for way in ways if way and (found := shelf.find(way))), None)
    dose = keys_of(said, held=shelf.is_held(exercise))
    keys = {"exercise": exercise, **dose} if exercise else {"name": said.exercise, **dose}
    alone = routine_text({"name": "x"}, [Part(keys)])
    for problem in load_routine(alone, "x.toml", shelf.exercises)[1]:
        if problem.is_error:
            raise NotUnderstood(problem.message)
    return keys
