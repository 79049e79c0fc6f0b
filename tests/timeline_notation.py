"""Short ways to write a routine, and to read a timeline, in tests.

A timeline is read as one word an interval: the kind (P prepare, W work, X relax, S switch, R rest), for work the side
(L, R, or nothing), then its seconds; an open one has `?`, and its cap behind it. `P5 WL15 S3 WR15 R? W?60`.
"""

from __future__ import annotations

from typing import TypeVar

from footcore_tui.core.exercise import Exercise, Level, Side
from footcore_tui.core.interval import Interval, Kind
from footcore_tui.core.routine import (
    Block,
    Dose,
    Hold,
    Measure,
    Move,
    Paced,
    PerWeek,
    Plan,
    Ready,
    Rest,
    Routine,
    SelfPaced,
    Sides,
    Step,
    Tempo,
    Test,
)
from footcore_tui.core.timeline import Timeline

T = TypeVar("T")
Weekly = T | tuple[T, ...]
READY = Ready.READY

LETTER = {Kind.PREPARE: "P", Kind.WORK: "W", Kind.RELAX: "X", Kind.SWITCH: "S", Kind.REST: "R"}
SIDE = {Side.LEFT: "L", Side.RIGHT: "R", Side.BOTH: ""}


def weekly(value: Weekly[T]) -> PerWeek[T]:
    return PerWeek(value) if isinstance(value, tuple) else PerWeek.always(value)


def hold(seconds: Weekly[int], reps: Weekly[int] | None = None) -> Hold:
    return Hold(weekly(seconds), None if reps is None else weekly(reps))


def move(seconds: Weekly[int]) -> Move:
    return Move(weekly(seconds))


def paced(reps: Weekly[int], *tempo: int) -> Paced:
    return Paced(weekly(reps), PerWeek.always(Tempo(*tempo)))


def self_paced(reps: Weekly[int]) -> SelfPaced:
    return SelfPaced(weekly(reps))


def measured(measure: str, cap: Weekly[int], *beat: int) -> Test:
    """`beat`: lower, pause, raise, pause."""
    return Test(Measure(measure), weekly(cap), weekly(Tempo(*beat)) if beat else None)


def step(
    dose: Dose,
    sides: str = "both",
    *,
    name: str = "Stand",
    exercise: Exercise | None = None,
    first: str = "left",
    switch: Weekly[int] = 3,
    relax: Weekly[int] = 0,
    total: Weekly[int] | None = None,
    sets: Weekly[int] = 1,
    rest: Weekly[Rest] = 0,
    rest_after: Weekly[Rest] | None = None,
    level: Weekly[str] | None = None,
    weeks: frozenset[int] | None = None,
) -> Step:
    return Step(
        name=name,
        dose=dose,
        exercise=exercise,
        sides=Sides(sides),
        first=Side(first),
        switch=weekly(switch),
        relax=weekly(relax),
        total=None if total is None else weekly(total),
        sets=weekly(sets),
        rest=weekly(rest),
        rest_after=None if rest_after is None else weekly(rest_after),
        level=None if level is None else weekly(level),
        weeks=weeks,
    )


def block(
    *steps: Step,
    rounds: Weekly[int] = 1,
    rest: Weekly[Rest] = 0,
    between_rounds: Weekly[Rest] = 0,
    prepare: int | None = None,
    weeks: frozenset[int] | None = None,
    stage: int | None = None,
) -> Block:
    return Block(
        steps,
        rounds=weekly(rounds),
        rest=weekly(rest),
        rest_between_rounds=weekly(between_rounds),
        prepare=prepare,
        weeks=weeks,
        stage=stage,
    )


def routine(*blocks: Block | Step, prepare: int = 5, between_blocks: Rest = 10, weeks: int | None = None) -> Routine:
    return Routine(
        id="test",
        name="Test",
        blocks=tuple(block(one) if isinstance(one, Step) else one for one in blocks),
        prepare=prepare,
        rest_between_blocks=between_blocks,
        plan=None if weeks is None else Plan(weeks),
    )


def ladder(*levels: str) -> Exercise:
    """An exercise with those rungs."""
    return Exercise("balance", "Balance", levels=tuple(Level(level, level.title()) for level in levels))


def read(timeline: Timeline) -> str:
    return " ".join(_word(interval) for interval in timeline.intervals)


def reps(timeline: Timeline) -> str:
    """Of every work, `rep/reps`, with `-` for none."""
    return " ".join(f"{work.rep or '-'}/{work.reps or '-'}" for work in timeline.works)


def places(timeline: Timeline) -> str:
    """Of every work, block, round of rounds and set of sets: `b1r1/3s1/2`."""
    return " ".join(f"b{w.block}r{w.round}/{w.rounds}s{w.set}/{w.sets}" for w in timeline.works)


def _word(interval: Interval) -> str:
    side = SIDE[interval.side] if interval.work else ""
    length = f"?{interval.cap or ''}" if interval.seconds is None else f"{interval.seconds}"
    return f"{LETTER[interval.kind]}{side}{length}"
