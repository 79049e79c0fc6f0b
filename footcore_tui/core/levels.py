"""A client's level of an exercise, and when a rung up or down is proposed. The person decides.

Bouts are the sessions in which the exercise was done at the client's level, since they last decided on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from footcore_tui.core.days import STOP_PAIN
from footcore_tui.core.exercise import Exercise, Level
from footcore_tui.core.record import AttemptEnded, Outcome, Record, is_shortened

RUNNING = 2
"""Sessions running from which a rung up, or for touch-downs down, is proposed."""
EASY_EFFORT = 4
"""The most, of 10, for a rung up."""
HARD_EFFORT = 8
"""From it on a rung down is proposed."""
PAIN = 4
"""From it on, of 10, no rung up is proposed on that day."""
TOUCH_DOWNS = 2
"""In one hold; from it on the level may be too hard."""
AWAY_DAYS = 21
"""After so many a rung down is proposed."""


@dataclass(frozen=True, slots=True)
class Bout:
    """A session's work on one exercise at one level."""

    day: int
    """As a day number."""
    clean: bool
    """Every hold was done at the dose that was asked, without a touch-down."""
    touch_downs: int
    """The most in one hold."""
    effort: int | None = None
    pain: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a client stands with an exercise today."""

    level: Level
    bouts: Sequence[Bout] = ()
    """The last ones, oldest first."""
    seen: int | None = None
    """The day on which the exercise was last done, at any level; None for never."""
    decided: int | None = None
    """The day of the last decision on it."""
    pain_today: int | None = None
    """The most of any session of today."""


@dataclass(frozen=True, slots=True)
class Proposal:
    exercise: Exercise
    current: Level
    level: Level
    reason: str

    @property
    def up(self) -> bool:
        return self.exercise.rank(self.level) > self.exercise.rank(self.current)


def level_of(exercise: Exercise, levels: Mapping[str, str]) -> Level | None:
    """Where the client stands: as decided, else the easiest rung; None without a ladder."""
    return exercise.level(levels.get(exercise.id))


def bout_of(record: Record, exercise: str, level: str, day: int) -> Bout | None:
    """None where it was not done at that level, or was not seen: a session that was written down says too little."""
    # What was measured in a self-test is no practice at a level.
    holds = [one for one in record.work if (one.exercise, one.level, one.value) == (exercise, level, None)]
    if not holds or record.began.logged is not None:
        return None
    whole = record.corrected is None and len(record.work) == record.began.work_intervals
    return Bout(
        day,
        whole and all(map(_is_clean, holds)),
        max(hold.touch_downs for hold in holds),
        record.effort,
        record.pain,
    )


def propose(exercise: Exercise, standing: Standing, today: int) -> Proposal | None:
    """A rung down before a rung up; never more than one."""
    rank = exercise.rank(standing.level)
    if rank > 1 and (reason := _too_hard(standing, today)):
        return Proposal(exercise, standing.level, exercise.levels[rank - 2], reason)
    if rank < len(exercise.levels) and (reason := _too_easy(standing)):
        return Proposal(exercise, standing.level, exercise.levels[rank], reason)
    return None


def _is_clean(hold: AttemptEnded) -> bool:
    return hold.outcome is Outcome.DONE and not hold.touch_downs and not is_shortened(hold)


def _too_hard(standing: Standing, today: int) -> str:
    """Why; empty where it is not."""
    last = standing.bouts[-1] if standing.bouts else None
    if last is not None and (last.pain or 0) >= STOP_PAIN:
        return f"pain {last.pain} of 10 in the last session"
    if last is not None and (last.effort or 0) >= HARD_EFFORT:
        return f"effort {last.effort} of 10 in the last session"
    running = standing.bouts[-RUNNING:]
    if len(running) == RUNNING and all(bout.touch_downs >= TOUCH_DOWNS for bout in running):
        return f"{TOUCH_DOWNS} touch-downs or more in one hold, two sessions running"
    if standing.seen is not None and today - max(standing.seen, standing.decided or 0) >= AWAY_DAYS:
        return f"{today - standing.seen} days away from it"
    return ""


def _too_easy(standing: Standing) -> str:
    running = standing.bouts[-RUNNING:]
    if len(running) < RUNNING or (standing.pain_today or 0) >= PAIN:
        return ""
    easy = all(bout.clean and (bout.effort or 0) <= EASY_EFFORT and (bout.pain or 0) < PAIN for bout in running)
    return "two clean sessions running" if easy else ""
