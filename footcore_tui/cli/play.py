"""`footcore play`: a routine on the screen, or as lines where there is none."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from footcore_tui.adapters.data_files import expanded
from footcore_tui.adapters.paths import is_path
from footcore_tui.cli.edge import say
from footcore_tui.cli.home import on_a_terminal, play_on_screen
from footcore_tui.cli.remembered import routine_called
from footcore_tui.cli.rules import day_start_now
from footcore_tui.cli.shelf import library, settings
from footcore_tui.cli.standing import Position, position
from footcore_tui.core.errors import UnknownRoutine, UsageError
from footcore_tui.core.routine import Routine
from footcore_tui.core.settings import Settings
from footcore_tui.runner import Mode

HEARD_UP_TO_SPEED = 3.0
"""A faster rehearsal is silent: its cues would sound over each other."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asked for."""

    routine: str | None = None
    week: int | None = None
    """None: the one in which the person stands; so for the stage."""
    stage: int | None = None
    plain: bool = False
    mute: bool = False
    speed: float = 1.0


def play(wish: Wish) -> int:
    """Plays to the end; the exit code. Raises FootcoreError."""
    chosen = settings()
    where = position(chosen)
    routine = _wished(wish, chosen, where)
    standing = where.standing(routine, wish.week, wish.stage)
    mode = Mode(
        speed=wish.speed,
        unattended=not sys.stdin.isatty(),
        voice=chosen.voice,
        muted=wish.mute or chosen.mute or wish.speed > HEARD_UP_TO_SPEED,
        day_start=day_start_now(chosen),
        source=str(expanded(wish.routine).absolute()) if wish.routine and is_path(wish.routine) else "",
    )
    if on_a_terminal() and not wish.plain:
        return play_on_screen(chosen, routine, standing, mode)
    from footcore_tui.cli.lines import play_as_lines

    return play_as_lines(chosen, routine, standing, mode)


def _planned(where: Position) -> Routine | None:
    """What the plan that runs has due; None where nothing is, or its routine is not here."""
    if where.plan is None or not where.plan.due:
        return None
    try:
        return routine_called(where.plan.routine, library)
    except UnknownRoutine:
        say(f"footcore: the plan {where.plan.routine} is not among the routines here; `footcore plan leave` ends it.")
        return None


def _wished(wish: Wish, chosen: Settings, where: Position) -> Routine:
    routine = _planned(where) if not wish.routine else None
    if routine is None:
        name = wish.routine or chosen.daily
        if not name:
            raise UsageError("Nothing is due. Name a routine: footcore play desk-balance")
        routine = routine_called(name, library)
    if wish.week and wish.week > routine.weeks:
        raise UsageError(f"{routine.name} has {'no plan' if routine.plan is None else f'{routine.weeks} weeks'}")
    return routine
