"""What a person decides beside sessions and days: a level, the way of a plan, that they were asked first.

Each is written once; of those about one thing the later holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from footcore_tui.core.record import Moment

AGE = "age"
"""The name of the setting that says how old a person was on a day; 0 where they would rather not say."""

OLDEST = 120
"""Years; more than that was mistyped."""


@dataclass(frozen=True, slots=True)
class LevelDecided:
    """From now on an exercise is done at a level; where a proposal was turned down, at the level it was."""

    exercise: str
    level: str
    offered: str | None
    """The level that was proposed; None where the person chose by themselves."""
    reason: str
    """Of the proposal, as it was said."""
    decided: Moment


class PlanAction(StrEnum):
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    LEAVE = "leave"
    STEP_BACK = "step_back"
    """A week begins anew."""
    GO_ON = "go_on"
    """A proposal to step back was turned down."""
    RESHAPE = "reshape"
    """The trainer changed the file: the weeks that follow are of another shape."""


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """The person started a plan, or changed its way."""

    routine: str
    action: PlanAction
    week: int
    """In which it stands from now on, from 1."""
    days_a_week: tuple[int, ...]
    """Of each week of the file as it was then, which says how many weeks there are."""
    sessions_a_day: tuple[int, ...]
    """Of each week."""
    local_day: str
    """ISO date."""
    changed: Moment


@dataclass(frozen=True, slots=True)
class AskedFirst:
    """What is to be asked before something was read, and gone on from."""

    about: str
    """`general`, an exercise's id, or `exercise/level`."""
    asked: Moment
