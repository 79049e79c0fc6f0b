"""A client's levels, from the history and the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from footcore_tui.adapters import history_bouts, history_choices
from footcore_tui.adapters.history_days import worst_pain
from footcore_tui.cli.rules import read_days
from footcore_tui.cli.standing import asked, levels_now
from footcore_tui.core.choices import LevelDecided
from footcore_tui.core.days import day_of, local_day
from footcore_tui.core.exercise import Exercise, Level
from footcore_tui.core.levels import RUNNING, Bout, Proposal, Standing, bout_of, level_of, propose
from footcore_tui.core.record import Moment, Record
from footcore_tui.core.routine import Routine
from footcore_tui.core.settings import Settings
from footcore_tui.core.stages import CLEAN_SESSIONS
from footcore_tui.ports import RoutineLibrary
from footcore_tui.tui.ladders import Ladder


class HistoryLadders:
    """`tui.ladders.Ladders` of this person on this machine."""

    def __init__(
        self,
        chosen: Settings,
        library: Callable[[], RoutineLibrary],
        keep: Callable[[LevelDecided], None],
        now: Callable[[], Moment],
    ) -> None:
        """`keep`: makes a decision part of the history."""
        self._chosen = chosen
        self._library = library
        self._keep = keep
        self._now = now

    def all(self) -> tuple[Ladder, ...]:
        today, levels = read_days(self._chosen).days.today, levels_now(self._chosen)
        known = [one for one in self._exercises() if one.levels]
        found = asked(partial(_ladders, known, levels, today), [_unseen(one, levels) for one in known])
        return tuple(sorted(found, key=lambda one: (-(one.day or 0), one.exercise.name)))

    def before(self, routine: Routine) -> tuple[Proposal, ...]:
        today, levels = read_days(self._chosen).days.today, levels_now(self._chosen)
        known = [one for one in exercises_of(routine, unpinned=True) if one.levels]
        nothing: list[Proposal] = []
        return tuple(one for one in asked(partial(proposals, known, levels, today, None), nothing) if not one.up)

    def after(self, record: Record, routine: Routine) -> tuple[Proposal, ...]:
        levels = levels_now(self._chosen)
        done = {one.exercise for one in record.work}
        known = [one for one in exercises_of(routine) if one.levels and one.id in done]
        today = day_of(record.local_day)
        return tuple(asked(partial(proposals, known, levels, today, record), []))

    def opened(self, record: Record, routine: Routine) -> str:
        stage, session = record.began.stage, record.began.session
        if not record.is_clean or stage >= routine.stages[-1]:
            return ""
        nothing: dict[tuple[str, int], int] = {}
        before = asked(lambda connection: history_choices.clean_sessions(connection, but=session), nothing)
        if before.get((routine.id, stage), 0) != CLEAN_SESSIONS - 1:
            return ""
        return f"Stage {stage + 1} is open: {CLEAN_SESSIONS} clean sessions at stage {stage}."

    def decide(self, exercise: str, level: str) -> None:
        self._keep(LevelDecided(exercise, level, None, "", self._now()))

    def answer(self, proposal: Proposal, *, take: bool) -> None:
        level = proposal.level if take else proposal.current
        offered, reason = proposal.level.id, proposal.reason
        self._keep(LevelDecided(proposal.exercise.id, level.id, offered, reason, self._now()))

    def _exercises(self) -> Iterable[Exercise]:
        """Those of the library, and those that a routine brings."""
        found = {one.id: one for one in self._library().exercises()}
        for file in self._library().routines():
            for exercise in exercises_of(file.routine) if file.routine else ():
                found.setdefault(exercise.id, exercise)
        return found.values()


def exercises_of(routine: Routine, *, unpinned: bool = False) -> Iterable[Exercise]:
    """Each once; with `unpinned` those alone that are done at the client's own level."""
    steps = (step for block in routine.blocks for step in block.steps if step.level is None or not unpinned)
    return {step.exercise.id: step.exercise for step in steps if step.exercise}.values()


def _ladders(
    known: Iterable[Exercise], levels: Mapping[str, str], today: int, connection: sqlite3.Connection
) -> list[Ladder]:
    practised = history_bouts.practised(connection)
    found = proposals((one for one in known if one.id in practised), levels, today, None, connection)
    proposed = {one.exercise.id: one for one in found}
    return [
        Ladder(one, _level(one, levels), history_bouts.last_day(connection, one.id), proposed.get(one.id))
        if one.id in practised
        else _unseen(one, levels)
        for one in known
    ]


def _unseen(exercise: Exercise, levels: Mapping[str, str]) -> Ladder:
    return Ladder(exercise, _level(exercise, levels))


def _level(exercise: Exercise, levels: Mapping[str, str]) -> Level:
    level = level_of(exercise, levels)
    assert level is not None
    return level


def proposals(
    known: Iterable[Exercise],
    levels: Mapping[str, str],
    today: int,
    running: Record | None,
    connection: sqlite3.Connection,
) -> list[Proposal]:
    """`running`: a session that has just ended, and counts whether it is saved or not. Raises sqlite3.Error."""
    told = worst_pain(connection, today, but=running.began.session if running else "")
    pain = max(told or 0, (running.pain if running else None) or 0)
    found = (_proposal(one, _level(one, levels), today, running, pain, connection) for one in known)
    return [one for one in found if one is not None]


def _proposal(
    exercise: Exercise, level: Level, today: int, running: Record | None, pain: int, connection: sqlite3.Connection
) -> Proposal | None:
    decided = history_bouts.decision(connection, exercise.id)
    since = decided.decided.utc if decided else 0.0
    but = running.began.session if running else ""
    earlier = history_bouts.last_sessions(connection, exercise.id, level.id, since, RUNNING, but)
    records = [*earlier, running] if running and running.began.began.utc >= since else earlier
    bouts = [bout for one in records if (bout := _bout(one, exercise, level))]
    seen = today if running else history_bouts.last_day(connection, exercise.id)
    day = local_day(decided.decided.utc, decided.decided.offset) if decided else None
    return propose(exercise, Standing(level, bouts, seen, day, pain), today)


def _bout(record: Record, exercise: Exercise, level: Level) -> Bout | None:
    return bout_of(record, exercise.id, level.id, day_of(record.local_day))
