"""The routine of another program before it is written in footcore's format.

A rest that leads to a step belongs to the step before it; what comes first in a block is its get-ready.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from footcore_tui.core.imported_reading import EMPTY, LAST_REST, OPEN_START, Reading, Told, Unreadable
from footcore_tui.core.routine import MAX_INTERVALS, MAX_STEPS, Ready, Rest


class Program(StrEnum):
    """Whose files are read."""

    JUST_ANOTHER = "Just Another Workout Timer"
    OPENHIIT = "OpenHIIT"
    SECONDS = "Seconds"
    ZWIFT = "Zwift"

    @property
    def leaves(self) -> str:
        """What no routine takes from such a file."""
        match self:
            case Program.JUST_ANOTHER:
                return "The order of the list stays behind."
            case Program.OPENHIIT:
                return "Sounds and colours stay behind."
            case Program.SECONDS:
                return "Folders, colours, music, sounds and alerts stay behind."
            case Program.ZWIFT:
                return "Power, cadence, pace and tags stay behind: footcore keeps the lengths and the texts."
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True)
class ImportedStep:
    name: str
    seconds: int | None
    """Of one set on one side; None: open, the client ends it."""
    rest_after: Rest = 0
    each_side: bool = False
    switch: int | None = None
    """None: footcore's own."""
    sets: int = 1
    rest: int = 0
    """Between sets."""
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedBlock:
    steps: tuple[ImportedStep, ...]
    name: str = ""
    rounds: int = 1
    between: Rest = 0
    """All that is rested between two rounds; what the last step rests stands before the next block alone."""
    before: Rest = 0
    """In front of its first round."""

    @property
    def rest_after(self) -> Rest:
        return self.steps[-1].rest_after

    def resting(self, rest: Rest) -> ImportedBlock:
        """The same with that rest behind it."""
        return replace(self, steps=(*self.steps[:-1], replace(self.steps[-1], rest_after=rest)))


@dataclass(frozen=True, slots=True)
class ImportedRoutine:
    name: str
    blocks: tuple[ImportedBlock, ...]
    about: str = ""
    author: str = ""
    prepare: int | None = None
    """The get-ready at the start; None: footcore's own."""
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """A routine that could not be made, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """All that a file holds."""

    program: Program
    routines: tuple[ImportedRoutine | Failed, ...]
    told: tuple[Told, ...] = ()
    """Of the file as a whole."""


def joined(one: Rest, other: Rest) -> Rest:
    """One rest after the other; beside an open one there is no other."""
    if isinstance(one, Ready) or isinstance(other, Ready):
        return Ready.READY
    return one + other


def in_a_row(items: Iterable[ImportedStep | Rest]) -> tuple[Rest, tuple[ImportedStep, ...]]:
    """What is rested before the first step, and the steps, each with what is rested after it."""
    lead: Rest = 0
    steps: list[ImportedStep] = []
    for item in items:
        if isinstance(item, ImportedStep):
            steps.append(item)
        elif steps:
            steps[-1] = replace(steps[-1], rest_after=joined(steps[-1].rest_after, item))
        else:
            lead = joined(lead, item)
    return lead, tuple(steps)


def assembled(pieces: Iterable[ImportedBlock | Rest], reading: Reading) -> tuple[ImportedBlock, ...]:
    """Blocks and the rests between them as blocks alone. Raises Unreadable where there is no work, or too much."""
    blocks: list[ImportedBlock] = []
    lead: Rest = 0
    steps = 0
    for number, piece in enumerate(pieces):
        if number == MAX_INTERVALS:
            raise Unreadable(f"it comes to more than {MAX_INTERVALS:,} parts, and a routine takes no more")
        rest = piece.before if isinstance(piece, ImportedBlock) else piece
        if not blocks:
            lead = joined(lead, rest)
        elif not isinstance(piece, ImportedBlock) or Ready.READY in (rest, blocks[-1].rest_after):
            blocks[-1] = blocks[-1].resting(joined(blocks[-1].rest_after, rest))
            rest = 0
        if isinstance(piece, ImportedBlock):
            blocks.append(replace(piece, before=rest if blocks else 0))
            steps += len(piece.steps)
            if steps > MAX_STEPS:
                raise Unreadable(f"it comes to more than {MAX_STEPS} steps, and a routine takes no more")
    if not blocks:
        raise Unreadable("every step in it lasts 0 s" if reading.has_told(EMPTY) else "there is nothing to do in it")
    if isinstance(lead, Ready):
        reading.tell(OPEN_START)
    else:
        blocks[0] = replace(blocks[0], before=lead)
    return _ended(blocks, reading)


def _ended(blocks: list[ImportedBlock], reading: Reading) -> tuple[ImportedBlock, ...]:
    """Nothing comes after the last step to rest for."""
    if blocks[-1].rest_after:
        reading.tell(LAST_REST)
    return (*blocks[:-1], blocks[-1].resting(0))
