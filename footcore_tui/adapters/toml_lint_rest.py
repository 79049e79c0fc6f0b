"""Heavy repetitions of an exercise with no rest between, foot by foot."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from footcore_tui.adapters.toml_blocks import WrittenBlock
from footcore_tui.adapters.toml_document import Table
from footcore_tui.adapters.toml_lint_work import looks
from footcore_tui.core.bout import bout
from footcore_tui.core.exercise import Exercise, Focus, Side
from footcore_tui.core.routine import Paced, Ready, Rest, Routine, SelfPaced, Sides, Standing, Step, Test
from footcore_tui.core.timeline import longer

NO_REST = "no-rest"
HEAVY_REPS = 8
"""Paced repetitions of one foot, or of both, from which a set of a strength exercise is heavy."""
REST_SECONDS = 20
"""What a foot is left between two heavy sets of one exercise, at the least."""
FEET = (Side.LEFT, Side.RIGHT)


def report_no_rest(routine: Routine, written: tuple[WrittenBlock, ...], allowed: Collection[str]) -> None:
    """Heavy sets of an exercise that follow each other too soon, once for each step or block."""
    if not any(isinstance(step.dose, Paced) and _is_strength(step) for one in written for step in one.block.steps):
        return
    for standing in looks(routine, written):
        week, feet = standing.week, _Feet()
        for one, step, table, rest in _steps(routine, written, standing):
            feet.rest(rest)
            feet.turn_to(step.exercise)
            if not _is_heavy(step, week):
                feet.light(step, week)
            elif (gap := feet.heavy(step, week)) < REST_SECONDS:
                _warn(step, table, gap, {*allowed, *one.block.allow, *step.allow})


class _Feet:
    """How long each foot has rested since its last heavy set of the exercise that is being done; none after another."""

    def __init__(self) -> None:
        self._exercise: Exercise | None = None
        self._rested: dict[Side, int] = {}

    def rest(self, rest: Rest, feet: Collection[Side] = FEET) -> None:
        """Until ready is always long enough."""
        for foot in feet:
            if isinstance(rest, Ready):
                self._rested.pop(foot, None)
            elif foot in self._rested:
                self._rested[foot] += rest

    def turn_to(self, exercise: Exercise | None) -> None:
        if exercise is not self._exercise:
            self._exercise = exercise
            self._rested.clear()

    def heavy(self, step: Step, week: int) -> int:
        """All sets of a step; the least that a foot rested before one of them. Three show what more would."""
        one, least = bout(step, week), REST_SECONDS
        seconds = one.seconds or 0
        # A foot that takes turns with the other rests for half of the set.
        turns = seconds // 2 if step.sides is Sides.ALTERNATE else 0
        for number in range(min(step.sets.of(week), 3)):
            self.rest(step.rest.of(week) if number else 0)
            for work in range(one.works):
                self.rest(one.switch if work else 0)
                feet = _feet(one.side(work))
                least = min(least, *[self._rested.get(foot, REST_SECONDS) for foot in feet])
                self.rest(seconds, [foot for foot in FEET if foot not in feet])
                self._rested.update(dict.fromkeys(feet, turns))
        return least

    def light(self, step: Step, week: int) -> None:
        """Of the same exercise: for a foot that works it is no rest, but what stands between its works is."""
        extent, sets = bout(step, week).extent, step.sets.of(week)
        gap = step.rest.of(week) if sets > 1 else 0
        for foot in FEET:
            share = 0.5 if step.sides.two else float(foot in _feet(Side(step.sides.value)))
            if isinstance(gap, Ready) or (share < 1 and isinstance(step.dose, SelfPaced | Test)):
                self.rest(Ready.READY, [foot])
            else:
                idle = extent.clock_seconds - round(extent.work_seconds * share)
                self.rest(idle * sets + gap * (sets - 1), [foot])


def _steps(
    routine: Routine, written: tuple[WrittenBlock, ...], standing: Standing
) -> Iterator[tuple[WrittenBlock, Step, Table, Rest]]:
    """Each step of the session with the rest before it; of a great many rounds the first."""
    week, after, rest = standing.week, None, routine.rest_between_blocks
    for one in written:
        block = one.block
        places = one.played(standing)
        if not places:
            continue
        rest = rest if isinstance(rest, Ready) else rest + (block.prepare or 0)
        # A step takes a second at the least: after so many rounds whatever foot has rested has rested enough.
        for turn in range(min(block.rounds.of(week), 2 + REST_SECONDS // len(places))):
            for number, (step, table) in enumerate(places):
                if turn and not number:
                    rest = longer(block.rest_between_rounds.of(week), after or 0)
                elif number:
                    rest = block.rest.of(week) if after is None else after
                yield one, step, table, rest
                after = None if step.rest_after is None else step.rest_after.of(week)
        rest = longer(routine.rest_between_blocks, after or 0)


def _feet(side: Side) -> tuple[Side, ...]:
    return FEET if side is Side.BOTH else (side,)


def _is_strength(step: Step) -> bool:
    return step.exercise is not None and Focus.STRENGTH in step.exercise.focus


def _is_heavy(step: Step, week: int) -> bool:
    return isinstance(step.dose, Paced) and _is_strength(step) and step.dose.reps.of(week) >= HEAVY_REPS


def _warn(step: Step, table: Table, gap: int, allowed: Collection[str]) -> None:
    table.sheet.warn(table.place.value, NO_REST,
                     f"{gap} s between sets of {step.name}: the muscle wants {REST_SECONDS} s and more",
                     f'write rest = "45s", or silence this with allow = ["{NO_REST}"] in the {table.what}',
                     allowed)  # fmt: skip
