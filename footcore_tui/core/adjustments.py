"""A client's own adjustments to a routine: laid over what the trainer wrote whenever it is read for playing.

They change how long the gaps are, never how many: a gap of 0 seconds and a rest until ready stay as they are. So a
session that broke off can be resumed after an adjustment, and the work is always the trainer's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import overload

from footcore_tui.core.routine import MAX_CLOCK_SECONDS, Block, PerWeek, Ready, Rest, Routine, Step
from footcore_tui.core.timeline import measure_weeks
from footcore_tui.core.voice import Voice

MAX_SECONDS = 3600
"""The longest gap that can be asked for."""
TOO_LONG = "with such rests it would take longer than 12 hours"


@dataclass(frozen=True, slots=True)
class Adjustments:
    """None: as the trainer wrote it. Seconds are above zero."""

    rest: int | None = None
    switch: int | None = None
    prepare: int | None = None
    voice: Voice | None = None
    """How much is said in this routine, whatever the settings say."""


def adjusted(routine: Routine, own: Adjustments) -> Routine:
    """The routine as this client plays it; its hash stays that of the trainer's file.

    Where the gaps would make it longer than any session may be, they are the trainer's.
    """
    if own == Adjustments():
        return routine
    return _laid_over(routine, own) if fits(routine, own) else replace(routine, voice=own.voice)


def fits(routine: Routine, own: Adjustments) -> bool:
    """Whether every week and stage is short enough with these gaps."""
    longer = _laid_over(routine, own)
    extents = (one for stage in longer.stages for one in measure_weeks(longer, stage))
    return all(one.clock_seconds <= MAX_CLOCK_SECONDS for one in extents)


def _laid_over(routine: Routine, own: Adjustments) -> Routine:
    return replace(
        routine,
        blocks=tuple(_block(block, own) for block in routine.blocks),
        prepare=_instead(routine.prepare, own.prepare),
        rest_between_blocks=_instead(routine.rest_between_blocks, own.rest),
        voice=own.voice,
    )


def _block(block: Block, own: Adjustments) -> Block:
    return replace(
        block,
        steps=tuple(_step(step, own) for step in block.steps),
        rest=_rests(block.rest, own),
        rest_between_rounds=_rests(block.rest_between_rounds, own),
        prepare=None if block.prepare is None else _instead(block.prepare, own.prepare),
    )


def _step(step: Step, own: Adjustments) -> Step:
    return replace(
        step,
        switch=PerWeek(tuple(_instead(one, own.switch) for one in step.switch.values)),
        rest=_rests(step.rest, own),
        rest_after=None if step.rest_after is None else _rests(step.rest_after, own),
    )


def _rests(rests: PerWeek[Rest], own: Adjustments) -> PerWeek[Rest]:
    return PerWeek(tuple(_instead(one, own.rest) for one in rests.values))


@overload
def _instead(written: int, own: int | None) -> int: ...
@overload
def _instead(written: Rest, own: int | None) -> Rest: ...
def _instead(written: Rest, own: int | None) -> Rest:
    return own if own is not None and not isinstance(written, Ready) and written else written
