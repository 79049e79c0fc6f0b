"""Routines of every shape beside the timeline that a person worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from timeline_notation import (
    READY,
    block,
    hold,
    measured,
    move,
    paced,
    places,
    read,
    reps,
    routine,
    self_paced,
    step,
)

from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Kind, Manner
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.timeline import compile_timeline, measure


@dataclass(frozen=True)
class Written:
    """A routine and what becomes of it; `reps` and `places` where they are the point."""

    about: str
    routine: Routine
    timeline: str
    reps: str | None = None
    places: str | None = None
    week: int = 1
    stage: int = 1


def only(*weeks: int) -> frozenset[int]:
    return frozenset(weeks)


SIX = hold((5, 6, 7), 2)

DOSES = [
    Written("one hold", routine(step(hold(15))), "P5 W15", "1/1", "b1r1/1s1/1"),
    Written("holds with a pause between", routine(step(hold(5, 3), relax=2)), "P5 W5 X2 W5 X2 W5", "1/3 2/3 3/3"),
    Written("holds without a pause", routine(step(hold(5, 3))), "P5 W5 W5 W5", "1/3 2/3 3/3"),
    Written("moving", routine(step(move(60))), "P5 W60", "1/1"),
    Written("paced repetitions are one work", routine(step(paced(12, 3, 0, 2, 1))), "P5 W72", "-/12"),
    Written("paced on one side", routine(step(paced(4, 1, 1, 1, 0), "right")), "P5 WR12", "-/4"),
    Written("self-paced repetitions are open", routine(step(self_paced(12))), "P5 W?", "-/12"),
    Written("a test of a hold has a cap", routine(step(measured("hold", 60))), "P5 W?60", "1/1"),
    Written("a test of repetitions has a cap", routine(step(measured("reps", 30), "left")), "P5 WL?30", "1/1"),
]

SIDES = [
    Written("left alone", routine(step(hold(15, 2), "left", relax=1)), "P5 WL15 X1 WL15", "1/2 2/2"),
    Written("right alone", routine(step(hold(15), "right")), "P5 WR15", "1/1"),
    Written("each side one hold", routine(step(hold(15), "each")), "P5 WL15 S3 WR15", "1/2 2/2"),
    Written(
        "each side a whole set of holds",
        routine(step(hold(5, 2), "each", relax=2)),
        "P5 WL5 X2 WL5 S3 WR5 X2 WR5",
        "1/4 2/4 3/4 4/4",
    ),
    Written(
        "alternating holds have no pause but the switch",
        routine(step(hold(5, 2), "alternate", relax=2)),
        "P5 WL5 S3 WR5 S3 WL5 S3 WR5",
        "1/4 2/4 3/4 4/4",
    ),
    Written("alternating once is a hold a side", routine(step(hold(9), "alternate")), "P5 WL9 S3 WR9", "1/2 2/2"),
    Written("alternating a movement", routine(step(move(30), "alternate")), "P5 WL30 S3 WR30", "1/2 2/2"),
    Written("each side a movement", routine(step(move(45), "each")), "P5 WL45 S3 WR45", "1/2 2/2"),
    Written(
        "the right side first",
        routine(step(hold(5, 2), "alternate", first="right")),
        "P5 WR5 S3 WL5 S3 WR5 S3 WL5",
    ),
    Written("the right side first, each", routine(step(hold(5), "each", first="right")), "P5 WR5 S3 WL5"),
    Written("first has no say over one side", routine(step(hold(5), "left", first="right")), "P5 WL5"),
    Written("a step's own switch", routine(step(hold(5), "each", switch=8)), "P5 WL5 S8 WR5"),
    Written("no switch", routine(step(hold(5), "alternate", switch=0)), "P5 WL5 WR5"),
    Written("paced, each side", routine(step(paced(5, 1, 0, 1, 0), "each")), "P5 WL10 S3 WR10", "-/5 -/5"),
    Written("paced, alternating, is one work", routine(step(paced(5, 1, 0, 1, 0), "alternate")), "P5 W20", "-/10"),
    Written("self-paced, each side", routine(step(self_paced(8), "each")), "P5 WL? S3 WR?", "-/8 -/8"),
    Written("self-paced, alternating", routine(step(self_paced(8), "alternate")), "P5 W?", "-/16"),
    Written("a test of each side", routine(step(measured("hold", 60), "each")), "P5 WL?60 S3 WR?60", "1/2 2/2"),
    Written(
        "a test that alternates is a test of each side",
        routine(step(measured("reps", 30), "alternate", first="right")),
        "P5 WR?30 S3 WL?30",
        "1/2 2/2",
    ),
]

TOTALS = [
    Written(
        "two minutes at the desk",
        routine(step(hold(15), "alternate", total=120)),
        "P5 WL15 S3 WR15 S3 WL15 S3 WR15 S3 WL15 S3 WR15 S3 WL15 S3 WR15",
        "1/8 2/8 3/8 4/8 5/8 6/8 7/8 8/8",
    ),
    Written("a total on both", routine(step(hold(10), total=30, relax=4)), "P5 W10 X4 W10 X4 W10", "1/3 2/3 3/3"),
    Written("a total on one side", routine(step(hold(10), "right", total=20)), "P5 WR10 WR10", "1/2 2/2"),
    Written("a total of one hold", routine(step(hold(10), total=10, relax=4)), "P5 W10", "1/1"),
    Written("a total of movement", routine(step(move(20), "alternate", total=40)), "P5 WL20 S3 WR20", "1/2 2/2"),
    Written(
        "a total for each week",
        routine(step(hold(10), total=(10, 20)), weeks=3),
        "P5 W10 W10",
        week=3,
    ),
]

SETS = [
    Written(
        "sets with a rest between",
        routine(step(hold(5, 2), relax=1, sets=3, rest=30)),
        "P5 W5 X1 W5 R30 W5 X1 W5 R30 W5 X1 W5",
        "1/2 2/2 1/2 2/2 1/2 2/2",
        "b1r1/1s1/3 b1r1/1s1/3 b1r1/1s2/3 b1r1/1s2/3 b1r1/1s3/3 b1r1/1s3/3",
    ),
    Written(
        "no switch is added between sets",
        routine(step(hold(5), "each", sets=2, rest=20)),
        "P5 WL5 S3 WR5 R20 WL5 S3 WR5",
    ),
    Written("sets without a rest", routine(step(move(5), sets=2)), "P5 W5 W5", "1/1 1/1"),
    Written("sets with a ready rest", routine(step(move(5), sets=2, rest=READY)), "P5 W5 R? W5"),
    Written("a rest with one set has no effect", routine(step(hold(5), rest=60)), "P5 W5"),
    Written("sets of a test", routine(step(measured("hold", 9), sets=2, rest=7)), "P5 W?9 R7 W?9", "1/1 1/1"),
]

ROUNDS = [
    Written(
        "a circuit",
        routine(
            block(
                step(hold(5, 2), "each", relax=2),
                step(paced(12, 3, 0, 2, 1)),
                step(move(45), "each"),
                rounds=2,
                rest=15,
                between_rounds=60,
            )
        ),
        "P5 WL5 X2 WL5 S3 WR5 X2 WR5 R15 W72 R15 WL45 S3 WR45 R60 WL5 X2 WL5 S3 WR5 X2 WR5 R15 W72 R15 WL45 S3 WR45",
        "1/4 2/4 3/4 4/4 -/12 1/2 2/2 1/4 2/4 3/4 4/4 -/12 1/2 2/2",
        " ".join(["b1r1/2s1/1"] * 7 + ["b1r2/2s1/1"] * 7),
    ),
    Written("rounds without a rest", routine(block(step(hold(5)), rounds=3)), "P5 W5 W5 W5"),
    Written(
        "sets and rounds",
        routine(block(step(hold(5), sets=2, rest=4), rounds=2, between_rounds=9)),
        "P5 W5 R4 W5 R9 W5 R4 W5",
        None,
        "b1r1/2s1/2 b1r1/2s2/2 b1r2/2s1/2 b1r2/2s2/2",
    ),
    Written(
        "a ready rest between rounds", routine(block(step(hold(5)), rounds=2, between_rounds=READY)), "P5 W5 R? W5"
    ),
    Written(
        "rounds for each week",
        routine(block(step(hold(5)), rounds=(1, 2), between_rounds=(7, 8)), weeks=2),
        "P5 W5 R8 W5",
        week=2,
    ),
]

RESTS = [
    Written(
        "a rest after a step takes the place of the block's",
        routine(block(step(hold(1), rest_after=40), step(hold(2)), step(hold(3)), rest=15)),
        "P5 W1 R40 W2 R15 W3",
    ),
    Written(
        "a rest of nothing after a step",
        routine(block(step(hold(1), rest_after=0), step(hold(2)), rest=15)),
        "P5 W1 W2",
    ),
    Written(
        "a ready rest after a step",
        routine(block(step(hold(1), rest_after=READY), step(hold(2)), rest=15)),
        "P5 W1 R? W2",
    ),
    Written("no rest after the last work", routine(step(hold(1), rest_after=99)), "P5 W1"),
    Written(
        "after the last of a round the longer rest alone stands",
        routine(block(step(hold(1)), step(hold(2), rest_after=30), rounds=2, rest=5, between_rounds=60)),
        "P5 W1 R5 W2 R60 W1 R5 W2",
    ),
    Written(
        "the longer may be the step's",
        routine(block(step(hold(1)), step(hold(2), rest_after=90), rounds=2, rest=5, between_rounds=60)),
        "P5 W1 R5 W2 R90 W1 R5 W2",
    ),
    Written(
        "ready is the longest, of a round",
        routine(block(step(hold(2), rest_after=READY), rounds=2, between_rounds=60)),
        "P5 W2 R? W2",
    ),
    Written(
        "the longer rest between blocks",
        routine(step(hold(1), rest_after=25), step(hold(2), rest_after=4), step(hold(3)), between_blocks=10),
        "P5 W1 R25 W2 R10 W3",
    ),
    Written(
        "ready between blocks",
        routine(step(hold(1), rest_after=25), step(hold(2)), between_blocks=READY),
        "P5 W1 R? W2",
    ),
    Written("nothing between blocks", routine(step(hold(1)), step(hold(2)), between_blocks=0), "P5 W1 W2"),
    Written(
        "no switch is added between blocks",
        routine(step(hold(1), "left"), step(hold(2), "right"), between_blocks=0),
        "P5 WL1 WR2",
    ),
]

PREPARES = [
    Written("none", routine(step(hold(5)), prepare=0), "W5"),
    Written("the first block's own", routine(block(step(hold(5)), prepare=12)), "P12 W5"),
    Written("the first block's own may be nothing", routine(block(step(hold(5)), prepare=0)), "W5"),
    Written(
        "a later block's stands beside the rest",
        routine(step(hold(1)), block(step(hold(2)), prepare=8), step(hold(3))),
        "P5 W1 R10 P8 W2 R10 W3",
    ),
    Written(
        "the first block that is done has it",
        routine(block(step(hold(1)), weeks=only(1)), block(step(hold(2))), weeks=2),
        "P5 W2",
        None,
        "b2r1/1s1/1",
        week=2,
    ),
    Written("not again in each round", routine(block(step(hold(5)), rounds=2, prepare=9)), "P9 W5 W5"),
]

WEEKS = [
    Written("a list, first week", routine(step(SIX, relax=(1, 2)), weeks=6), "P5 W5 X1 W5"),
    Written("a list, third week", routine(step(SIX, relax=(1, 2)), weeks=6), "P5 W7 X2 W7", week=3),
    Written("a short list keeps its last", routine(step(SIX, relax=(1, 2)), weeks=6), "P5 W7 X2 W7", week=6),
    Written(
        "sets of each week", routine(step(hold(5), sets=(1, 3), rest=(9, 4)), weeks=2), "P5 W5 R4 W5 R4 W5", week=2
    ),
    Written("a relax that begins later", routine(step(hold(5, 2), relax=(0, 2)), weeks=2), "P5 W5 W5"),
    Written("a cap of each week", routine(step(measured("hold", (30, 60))), weeks=2), "P5 W?60", week=2),
    Written(
        "a block in its weeks alone",
        routine(step(hold(1)), block(step(hold(2)), weeks=only(3, 4)), step(hold(3)), weeks=4),
        "P5 W1 R10 W3",
        None,
        "b1r1/1s1/1 b3r1/1s1/1",
        week=2,
    ),
    Written(
        "a block in its week",
        routine(step(hold(1)), block(step(hold(2)), weeks=only(3, 4)), step(hold(3)), weeks=4),
        "P5 W1 R10 W2 R10 W3",
        week=4,
    ),
    Written(
        "a step in its weeks alone, its rest with it",
        routine(
            block(step(hold(1)), step(hold(2), rest_after=50, weeks=only(2)), step(hold(3)), rest=15),
            weeks=2,
        ),
        "P5 W1 R15 W3",
    ),
    Written(
        "the last step that is done decides over the rest of a round",
        routine(
            block(step(hold(1), rest_after=70), step(hold(2), weeks=only(2)), rounds=2, between_rounds=60),
            weeks=2,
        ),
        "P5 W1 R70 W1",
    ),
    Written(
        "a block whose steps all rest this week is not there",
        routine(step(hold(1)), block(step(hold(2), weeks=only(2)), prepare=8), step(hold(3)), weeks=2),
        "P5 W1 R10 W3",
    ),
    Written(
        "a block of another stage is not there",
        routine(block(step(hold(1)), stage=1), block(step(hold(2)), stage=2), step(hold(3))),
        "P5 W1 R10 W3",
    ),
    Written(
        "a block of the client's stage",
        routine(block(step(hold(1)), stage=1), block(step(hold(2)), stage=2), step(hold(3))),
        "P5 W2 R10 W3",
        stage=2,
    ),
]

ALL = [*DOSES, *SIDES, *TOTALS, *SETS, *ROUNDS, *RESTS, *PREPARES, *WEEKS]


@pytest.mark.parametrize("written", ALL, ids=lambda written: written.about.replace(" ", "-"))
def test_a_written_routine_becomes_the_written_timeline(written: Written) -> None:
    standing = Standing(written.week, written.stage)
    timeline = compile_timeline(written.routine, standing)
    assert read(timeline) == written.timeline
    if written.reps is not None:
        assert reps(timeline) == written.reps
    if written.places is not None:
        assert places(timeline) == written.places
    extent, intervals = measure(written.routine, standing), timeline.intervals
    assert extent.intervals == len(intervals)
    assert extent.clock_seconds == sum(interval.seconds or 0 for interval in intervals)
    assert extent.work_seconds == sum(interval.seconds or 0 for interval in intervals if interval.work)


def test_the_two_minute_balance_is_120_s_of_work_and_146_s_on_the_clock() -> None:
    extent = measure(routine(step(hold(15), "alternate", total=120)), Standing())
    assert (extent.intervals, extent.work_seconds, extent.clock_seconds) == (16, 120, 146)


def test_each_interval_knows_its_second_and_its_next_work() -> None:
    timeline = compile_timeline(routine(step(hold(5), "each", sets=2, rest=20), step(self_paced(3)), step(hold(7))))
    assert read(timeline) == "P5 WL5 S3 WR5 R20 WL5 S3 WR5 R10 W? R10 W7"
    assert [interval.index for interval in timeline.intervals] == list(range(12))
    assert [interval.at for interval in timeline.intervals] == [0, 5, 10, 13, 18, 38, 43, 46, 51, 61, 61, 71]
    assert [interval.next for interval in timeline.intervals] == [1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11, None]


def test_what_is_not_work_speaks_of_the_work_it_leads_to() -> None:
    timeline = compile_timeline(
        routine(block(step(hold(5), "each", name="Toes", sets=2, rest=9), step(move(8), name="Roll"), rest=4))
    )
    prepare, _, switch, _, rest = timeline.intervals[:5]
    assert (prepare.name, prepare.side, prepare.rep, prepare.reps, prepare.set) == ("Toes", Side.LEFT, 1, 2, 1)
    assert (switch.side, switch.rep, switch.set) == (Side.RIGHT, 2, 1)
    assert (rest.kind, rest.side, rest.rep, rest.set, rest.sets) == (Kind.REST, Side.LEFT, 1, 2, 2)
    between_steps = timeline.intervals[-2]
    assert (between_steps.kind, between_steps.name, between_steps.side) == (Kind.REST, "Roll", Side.BOTH)


@pytest.mark.parametrize(
    ("dose", "manner"),
    [
        (hold(5), Manner.HOLD),
        (move(5), Manner.MOVE),
        (paced(5, 1, 1, 1, 1), Manner.PACED),
        (self_paced(5), Manner.SELF_PACED),
        (measured("hold", 5), Manner.TEST_HOLD),
        (measured("reps", 5), Manner.TEST_REPS),
    ],
)
def test_the_manner_follows_the_dose(dose, manner: Manner) -> None:
    assert compile_timeline(routine(step(dose))).works[0].movement.manner is manner
