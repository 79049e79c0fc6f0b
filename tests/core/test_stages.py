"""A stage opens after two clean sessions at the one before it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from record_builders import DAY, NOON, attempt, began, ended

from footcore_tui.core.exercise import Side
from footcore_tui.core.record import AttemptEnded, Event, Moment, Outcome, SessionCorrected, fold
from footcore_tui.core.routine import Block, Hold, PerWeek, Routine, Step
from footcore_tui.core.stages import stage_of

STEP = Step("Stand", Hold(PerWeek.always(15)))
STAGED = Routine("r", "Staged", tuple(Block((STEP,), stage=stage) for stage in (None, 1, 2, 3)))


@pytest.mark.parametrize(
    ("clean", "expected"),
    [
        ({}, 1),
        ({("r", 1): 1}, 1),
        ({("r", 1): 2}, 2),
        ({("r", 2): 5}, 1),
        ({("r", 1): 2, ("r", 2): 2}, 3),
        ({("r", 1): 9, ("r", 2): 9, ("r", 3): 9}, 3),
        ({("other", 1): 2}, 1),
    ],
)
def test_the_last_stage_that_is_open(clean: dict[tuple[str, int], int], expected: int) -> None:
    assert STAGED.stages == [1, 2, 3]
    assert stage_of(STAGED, clean) == expected


HOLDS = (attempt(index=1), attempt(index=3, side=Side.RIGHT))


@pytest.mark.parametrize(
    ("events", "clean"),
    [
        ((began(), *HOLDS, ended()), True),
        ((began(), attempt(index=1, planned=25.0, seconds=25.0), HOLDS[1], ended()), True),
        ((began(), attempt(index=1, outcome=Outcome.CUT), attempt(index=1, number=2), HOLDS[1], ended()), True),
        ((began(), attempt(index=1, touch_downs=1), HOLDS[1], ended()), False),
        ((began(), attempt(index=1, outcome=Outcome.SKIPPED), HOLDS[1], ended()), False),
        ((began(), attempt(index=1, planned=5.0, seconds=5.0), HOLDS[1], ended()), False),
        ((began(), HOLDS[0], ended(share=0.5)), False),
        ((began(), *HOLDS, ended(), SessionCorrected("s1", None, 12.0)), False),
        ((replace(began(), logged=Moment(NOON + DAY, 0)), *HOLDS, ended()), False),
    ],
    ids=["whole", "longer", "again", "touch-down", "skipped", "shortened", "half", "corrected", "written down"],
)
def test_what_makes_a_session_clean(events: tuple[Event | AttemptEnded, ...], clean: bool) -> None:
    (record,) = fold(events)
    assert record.is_clean is clean
