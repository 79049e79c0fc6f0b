"""Stages of a routine: which is open to a client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from footcore_tui.core.routine import Routine

CLEAN_SESSIONS = 2
"""At a stage, for the next one to open (docs/routine-format.md)."""


def stage_of(routine: Routine, clean: Mapping[tuple[str, int], int]) -> int:
    """The last that is open. `clean`: how many clean sessions were done of each routine, by its id, and stage."""
    stage = 1
    while stage < routine.stages[-1] and clean.get((routine.id, stage), 0) >= CLEAN_SESSIONS:
        stage += 1
    return stage
