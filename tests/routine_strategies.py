"""Generated routines: every dose, `sides`, list and rest that the format knows, small enough to compile."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st
from timeline_notation import READY, block, hold, ladder, measured, move, paced, routine, self_paced, step

from footcore_tui.core.routine import Block, Dose, Hold, Move, Rest, Routine, Standing, Step

SECONDS = st.integers(1, 45)
GAPS = st.integers(0, 20)
RESTS: st.SearchStrategy[Rest] = st.one_of(GAPS, st.just(READY))
WEEKS = 3
BALANCE = ladder("seated", "standing", "single-leg")


# Each strategy is made once: making it anew for each draw takes as long as the draw.
@cache
def listed(values: st.SearchStrategy) -> st.SearchStrategy:
    """A value for all weeks, or a list that may be short."""
    return values | st.lists(values, min_size=1, max_size=WEEKS).map(tuple)


@cache
def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | values


@cache
def several(values: st.SearchStrategy, least: int, most: int) -> st.SearchStrategy:
    return st.lists(values, min_size=least, max_size=most)


@cache
def some_weeks() -> st.SearchStrategy[frozenset[int] | None]:
    return st.none() | st.frozensets(st.integers(1, WEEKS), min_size=1)


COUNTS = st.integers(1, 4)
STAGES = st.integers(1, 2)
ROUNDS = st.integers(1, 3)
DOSES: st.SearchStrategy[Dose] = st.one_of(
    st.builds(hold, listed(SECONDS)),
    st.builds(hold, listed(SECONDS), listed(COUNTS)),
    st.builds(move, listed(SECONDS)),
    st.builds(lambda reps, *tempo: paced(reps, *tempo), listed(COUNTS), GAPS, GAPS, st.integers(1, 9), GAPS),
    st.builds(self_paced, listed(COUNTS)),
    st.builds(measured, st.sampled_from(("hold", "reps")), listed(SECONDS)),
    st.builds(lambda cap, *beat: measured("reps", cap, *beat), listed(SECONDS), GAPS, GAPS, st.integers(1, 9), GAPS),
)
TIMED = st.one_of(st.builds(hold, listed(SECONDS), listed(COUNTS)), st.builds(move, listed(SECONDS)))


@cache
@st.composite
def steps(draw: st.DrawFn, *, timed: bool = False) -> Step:
    dose = draw(TIMED if timed else DOSES)
    sides = draw(st.sampled_from(("both", "left", "right", "each", "alternate")))
    sets, total = draw(listed(COUNTS)), None
    plain = isinstance(dose, Move) or (isinstance(dose, Hold) and dose.reps is None)
    if plain and sides != "each" and draw(st.booleans()):
        holds = draw(st.integers(1, 4)) * (2 if sides == "alternate" else 1)
        total, sets = tuple(seconds * holds for seconds in dose.seconds.values), 1
    return step(
        dose,
        sides,
        name=draw(st.sampled_from(("Toes", "Arch", "Heel"))),
        exercise=draw(st.sampled_from((None, BALANCE))),
        first=draw(st.sampled_from(("left", "right"))),
        switch=draw(listed(GAPS)),
        relax=draw(listed(GAPS)),
        total=total,
        sets=sets,
        rest=draw(listed(GAPS if timed else RESTS)),
        rest_after=draw(maybe(listed(GAPS if timed else RESTS))),
        weeks=draw(some_weeks()),
    )


@cache
@st.composite
def blocks(draw: st.DrawFn, *, timed: bool = False) -> Block:
    return block(
        *draw(several(steps(timed=timed), 1, 3)),
        rounds=draw(listed(ROUNDS)),
        rest=draw(listed(GAPS if timed else RESTS)),
        between_rounds=draw(listed(GAPS if timed else RESTS)),
        prepare=draw(maybe(GAPS)),
        weeks=draw(some_weeks()),
        stage=draw(maybe(STAGES)),
    )


@cache
@st.composite
def routines(draw: st.DrawFn, *, timed: bool = False) -> Routine:
    """With something to do in week 1, stage 1; with `timed` nothing in it is open."""
    first = block(draw(steps(timed=timed)), rounds=1)
    certain = block(step(draw(TIMED)))
    some = [first, *draw(several(blocks(timed=timed), 0, 2)), certain]
    return routine(
        *draw(st.permutations(some)), prepare=draw(GAPS), between_blocks=draw(GAPS if timed else RESTS), weeks=WEEKS
    )


standings = st.builds(
    Standing,
    st.integers(1, WEEKS),
    st.integers(1, 2),
    st.sampled_from(({}, {"balance": "standing"}, {"balance": "single-leg"})),
)
