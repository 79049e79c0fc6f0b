"""A client's levels, from the history and the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from footcore_tui.adapters import history_bouts, history_choices
from footcore_tui.cli.rules import read_days
from footcore_tui.cli.standing import asked, position
from footcore_tui.core.choices import LevelDecided
from footcore_tui.core.days import day_of, local_day
from footcore_tui.core.exercise import Exercise, Level
from footcore_tui.core.levels import RUNNING, Bout, Proposal, Standing, bout_of, level_of, propose
from footcore_tui.core.record import Moment, Record
from footcore_tui.core.routine import Routine
from footcore_tui.core.settings import Settings
from footcore_tui.core.stages import CLEAN_SESSIONS, stages_of
from footcore_tui.ports import History, RoutineLibrary
from footcore_tui.tui.ladders import Ladder


class HistoryLadders:
    """`tui.ladders.Ladders` of this person on this machine."""

    def __init__(
        self,
        chosen: Settings,
        library: Callable[[], RoutineLibrary],
        history: Callable[[], History],
        now: Callable[[], Moment],
    ) -> None:
        self._chosen = chosen
        self._library = library
        self._history = history
        self._now = now

    def all(self) -> tuple[Ladder, ...]:
        today, levels = read_days(self._chosen).days.today, position(self._chosen).levels
        known = [one for one in self._exercises() if one.levels]
        found = asked(partial(_ladders, known, levels, today), [_unseen(one, levels) for one in known])
        return tuple(sorted(found, key=lambda one: (-(one.day or 0), one.exercise.name)))

    def after(self, record: Record, routine: Routine) -> tuple[Proposal, ...]:
        levels = position(self._chosen).levels
        done = {one.exercise for one in record.work}
        known = [one for one in exercises_of(routine) if one.levels and one.id in done]
        today = day_of(record.local_day)
        found = (asked(partial(proposal_of, one, levels, today, record), None) for one in known)
        return tuple(one for one in found if one is not None)

    def opened(self, record: Record, routine: Routine) -> str:
        stage, session = record.began.stage, record.began.session
        if not record.is_clean or stage >= stages_of(routine):
            return ""
        nothing: dict[tuple[str, int], int] = {}
        before = asked(lambda connection: history_choices.clean_sessions(connection, but=session), nothing)
        if before.get((routine.id, stage), 0) != CLEAN_SESSIONS - 1:
            return ""
        return f"Stage {stage + 1} is open: {CLEAN_SESSIONS} clean sessions at stage {stage}."

    def decide(self, exercise: str, level: str, proposal: Proposal | None = None) -> None:
        offered, reason = (None, "") if proposal is None else (proposal.level.id, proposal.reason)
        self._history().append(LevelDecided(exercise, level, offered, reason, self._now()))

    def _exercises(self) -> Iterable[Exercise]:
        """Those of the library, and those that a routine brings."""
        found = {one.id: one for one in self._library().exercises()}
        for file in self._library().routines():
            for exercise in exercises_of(file.routine) if file.routine else ():
                found.setdefault(exercise.id, exercise)
        return found.values()


def exercises_of(routine: Routine) -> Iterable[Exercise]:
    """Each once."""
    steps = (step for block in routine.blocks for step in block.steps)
    return {step.exercise.id: step.exercise for step in steps if step.exercise}.values()


def _ladders(
    known: Iterable[Exercise], levels: Mapping[str, str], today: int, connection: sqlite3.Connection
) -> list[Ladder]:
    practised = history_bouts.practised(connection)
    return [_ladder(one, levels, today, connection) if one.id in practised else _unseen(one, levels) for one in known]


def _unseen(exercise: Exercise, levels: Mapping[str, str]) -> Ladder:
    return Ladder(exercise, _level(exercise, levels))


def _ladder(exercise: Exercise, levels: Mapping[str, str], today: int, connection: sqlite3.Connection) -> Ladder:
    proposal = proposal_of(exercise, levels, today, None, connection)
    return Ladder(exercise, _level(exercise, levels), history_bouts.last_day(connection, exercise.id), proposal)


def _level(exercise: Exercise, levels: Mapping[str, str]) -> Level:
    level = level_of(exercise, levels)
    assert level is not None
    return level


def proposal_of(
    exercise: Exercise, levels: Mapping[str, str], today: int, running: Record | None, connection: sqlite3.Connection
) -> Proposal | None:
    """`running`: a session that has just ended, and counts whether it is saved or not."""
    level = _level(exercise, levels)
    decided = history_bouts.decision(connection, exercise.id)
    since = decided.decided.utc if decided else 0.0
    but = running.began.session if running else ""
    earlier = history_bouts.last_sessions(connection, exercise.id, level.id, since, RUNNING, but)
    records = [*earlier, running] if running and running.began.began.utc >= since else earlier
    bouts = [bout for one in records if (bout := _bout(one, exercise, level))]
    pain = [history_bouts.worst_pain(connection, today, but), running.pain if running else None]
    seen = today if running else history_bouts.last_day(connection, exercise.id)
    day = local_day(decided.decided.utc, decided.decided.offset) if decided else None
    worst = max((one for one in pain if one is not None), default=None)
    return propose(exercise, Standing(level, bouts, seen, day, worst), today)


def _bout(record: Record, exercise: Exercise, level: Level) -> Bout | None:
    return bout_of(record, exercise.id, level.id, day_of(record.local_day))
