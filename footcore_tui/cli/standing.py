"""Where the person stands: the levels they decided on, and the stage of a routine that is open to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from footcore_tui.adapters import history_choices, paths
from footcore_tui.adapters.clock import wall
from footcore_tui.adapters.device import known_device
from footcore_tui.adapters.history_days import day_book, is_a_plan_known
from footcore_tui.adapters.history_reader import connect_to_read
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.core.errors import HistoryError
from footcore_tui.core.settings import Settings
from footcore_tui.core.stages import CLEAN_SESSIONS, stage_of

if TYPE_CHECKING:
    from footcore_tui.core.plans import Progress
    from footcore_tui.core.routine import Routine, Standing

Answer = TypeVar("Answer")


def asked(question: Callable[[sqlite3.Connection], Answer], nothing: Answer) -> Answer:
    """What the history answers; `nothing` where none was ever saved. Raises HistoryError."""
    path = paths.history_file()
    connection = connect_to_read(path)
    if connection is None:
        return nothing
    try:
        with closing(connection):
            return question(connection)
    except sqlite3.Error as error:
        raise history_error(error, path) from error


@dataclass(frozen=True, slots=True)
class Position:
    """All that a timeline depends on beside its file."""

    levels: Mapping[str, str]
    """Exercise id to level id."""
    clean: Mapping[tuple[str, int], int]
    """Clean sessions of each routine and stage."""
    plan: Progress | None = None
    """The plan that runs."""

    def standing(self, routine: Routine, week: int | None = None, stage: int | None = None) -> Standing:
        """A week or a stage that is given holds."""
        from footcore_tui.core.routine import Standing

        return Standing(week or self._week(routine), stage or stage_of(routine, self.clean), self.levels)

    @property
    def key(self) -> str:
        """Another one where it differs."""
        clean = sorted((name, min(count, CLEAN_SESSIONS)) for name, count in self.clean.items())
        return repr((sorted(self.levels.items()), clean, self.plan and (self.plan.routine, self.plan.week)))

    def _week(self, routine: Routine) -> int:
        """Of the plan that runs where it stands, as far as its file has weeks; of any other the first."""
        return min(self.plan.week, routine.weeks) if self.plan and self.plan.routine == routine.id else 1


def levels_now(chosen: Settings) -> dict[str, str]:
    """What was decided, else what the settings say; these alone where the history can't be read."""
    nothing: dict[str, str] = {}
    try:
        decided = asked(history_choices.levels, nothing)
    except HistoryError:
        decided = nothing
    return {**dict(chosen.levels), **decided}


def position(chosen: Settings) -> Position:
    """What was decided and done; the settings alone where the history can't be read."""
    try:
        return asked(lambda connection: _position(connection, chosen), Position(dict(chosen.levels), {}))
    except HistoryError:
        return Position(dict(chosen.levels), {})


def _position(connection: sqlite3.Connection, chosen: Settings) -> Position:
    levels = {**dict(chosen.levels), **history_choices.levels(connection)}
    return Position(levels, history_choices.clean_sessions(connection), _plan(connection, chosen))


def _plan(connection: sqlite3.Connection, chosen: Settings) -> Progress | None:
    """Who never started one does not wait for the days to be read."""
    if not is_a_plan_known(connection):
        return None
    return day_book(connection, wall(), chosen.rules(), known_device(paths.state_folder())).plan
