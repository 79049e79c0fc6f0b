"""How much of an exercise a plan asks for, week by week."""

from __future__ import annotations

from dataclasses import dataclass

from footcore_tui.core.routine import Block, Hold, Move, Paced, Routine, SelfPaced, Sides, Standing, Step
from footcore_tui.core.timeline import measure_weeks

REP_SECONDS = 4
"""What a repetition at one's own pace counts for; as long as a session without a terminal gives it."""


@dataclass(slots=True)
class Share:
    """One exercise in a plan; all its steps together."""

    name: str
    steps: list[tuple[int, int]]
    """Their blocks and their places in these, both from 0."""
    weeks: list[int]
    """Seconds of work in one session of each week."""


def sessions(routine: Routine, week: int) -> int:
    """How many a week has."""
    plan = routine.plan
    return 1 if plan is None else plan.days_in(week) * plan.sessions_on_a_day(week)


def changing(routine: Routine, stage: int = 1) -> list[Share]:
    """The exercises that may not be the same in every week, in the order in which they are first met."""
    found: dict[str, Share] = {}
    moving = set()
    for number, block in enumerate(routine.blocks):
        if block.stage not in (None, stage):
            continue
        for index, step in enumerate(block.steps):
            key = step.exercise.id if step.exercise else f"\n{step.name}"
            if key in found:
                found[key].steps.append((number, index))
            else:
                found[key] = Share(step.exercise.name if step.exercise else step.name, [(number, index)], [])
            if block.weeks or step.weeks or len(block.rounds.values) > 1 or step.changes > 1:
                moving.add(key)
    some = [share for key, share in found.items() if key in moving]
    for share in some:
        _count(share, routine)
    return some


def totals(routine: Routine, stage: int = 1) -> list[int]:
    """Seconds of all work in one session of each week."""
    own_pace = [step for block in routine.blocks for step in block.steps if isinstance(step.dose, SelfPaced)]
    seconds = [extent.work_seconds for extent in measure_weeks(routine, stage)]
    for week in range(1, routine.weeks + 1) if own_pace else ():
        played = routine.played(Standing(week, stage))
        seconds[week - 1] += sum(
            _seconds(block, step, week)
            for _, block, steps in played
            for step in steps
            if isinstance(step.dose, SelfPaced)
        )
    return seconds


def _count(share: Share, routine: Routine) -> None:
    share.weeks = [0] * routine.weeks
    for number, index in share.steps:
        block = routine.blocks[number]
        step = block.steps[index]
        lasting = max(step.changes, len(block.rounds.values))
        seconds = [_seconds(block, step, week) for week in range(1, lasting + 1)]
        for week in range(1, routine.weeks + 1):
            if block.is_in(week) and step.is_in(week):
                share.weeks[week - 1] += seconds[min(week, lasting) - 1]


def _seconds(block: Block, step: Step, week: int) -> int:
    """In one session."""
    dose, each = step.dose, 0
    if step.total is not None:
        return step.total.of(week) * block.rounds.of(week)
    match dose:
        case Hold():
            each = dose.seconds.of(week) * (dose.reps.of(week) if dose.reps else 1)
        case Move():
            each = dose.seconds.of(week)
        case Paced():
            each = dose.reps.of(week) * dose.tempo.of(week).seconds
        case SelfPaced():
            each = dose.reps.of(week) * REP_SECONDS
    sides = 2 if step.sides in (Sides.EACH, Sides.ALTERNATE) else 1
    return each * sides * step.sets.of(week) * block.rounds.of(week)
