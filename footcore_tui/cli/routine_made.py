"""A routine file that was just made: what the library says of its exercises, how long it is, what comes next."""

from __future__ import annotations

import shlex
from pathlib import Path

from footcore_tui.adapters.library import Library
from footcore_tui.adapters.pack_names import is_device
from footcore_tui.adapters.toml_values import slug_of
from footcore_tui.cli.edge import say
from footcore_tui.core.duration import format_duration
from footcore_tui.core.routine import Hold, Move, Routine, SelfPaced, Standing
from footcore_tui.core.timeline import measure

LONGEST_NAME = 60
"""Of a file, in characters."""


def file_name(name: str, number: int = 1) -> str:
    """For a routine of that name; from 2 on with the number."""
    slug = slug_of(name)[:LONGEST_NAME].strip("-")
    stem = f"routine-{slug}".strip("-") if not slug or is_device(slug) else slug
    return f"{stem}.toml" if number == 1 else f"{stem}-{number}.toml"


def held(shelves: Library) -> set[str]:
    """The exercises that the routines there are hold, and never move: so a bare time of one is a hold."""
    stayed: set[str] = set()
    moved: set[str] = set()
    for file in shelves.routines():
        for block in file.routine.blocks if file.routine else ():
            for step in block.steps:
                if step.exercise and isinstance(step.dose, Hold | Move):
                    (stayed if isinstance(step.dose, Hold) else moved).add(step.exercise.id)
    return stayed - moved


def length_of(routine: Routine) -> str:
    """As it stands behind the name of its file."""
    extent = measure(routine, Standing())
    work, clock = format_duration(extent.work_seconds), format_duration(extent.clock_seconds)
    is_open = any(isinstance(step.dose, SelfPaced) for block in routine.blocks for step in block.steps)
    worked = f"{work} of work, " if extent.work_seconds else ""
    return f": {worked}{clock} on the clock{' and the time of the repetitions' if is_open else ''}"


def say_what_next(path: Path) -> None:
    named = shlex.quote(str(path))
    shown = named if path.name != str(path) else f"./{named}"
    schema = shlex.quote(str(path.parent / "routine.schema.json"))
    say("Next:")
    for command, why in (
        (f"footcore routine check --watch {named}", "says what is wrong each time you save it"),
        (f"footcore show {shown}", "its timeline"),
        (f"footcore play {shown}", "does it"),
        (f"footcore routine schema {schema}", "lets the editor complete and check it"),
    ):
        say(f"  {command:<52}  {why}")
