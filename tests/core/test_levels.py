"""A rung up or down is proposed by the rules alone, one at a time, and never up on a day that hurts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_builders import DAY, NOON, attempt, began, ended

from footcore_tui.core.exercise import Exercise, Level, Side
from footcore_tui.core.levels import AWAY_DAYS, PAIN, Bout, Standing, bout_of, level_of, propose
from footcore_tui.core.record import AttemptEnded, Moment, Outcome, Record, SessionCorrected, fold

RUNGS = tuple(Level(name, name) for name in ("hand", "fingertips", "none", "ball"))
STANCE = Exercise("single-leg-stance", "Stance", levels=RUNGS)
TODAY = 739_000
CLEAN = Bout(TODAY - 2, True, 0, 3, 0)
SHAKY = Bout(TODAY - 2, False, 2, 3, 0)


def proposed(*bouts: Bout, rung: int = 1, seen: int | None = TODAY, pain_today: int | None = None) -> str:
    """As `up: reason` or `down: reason`; empty for none."""
    found = propose(STANCE, Standing(RUNGS[rung], bouts, seen, pain_today=pain_today), TODAY)
    if found is None:
        return ""
    assert abs(STANCE.rank(found.level) - STANCE.rank(found.current)) == 1
    return f"{'up' if found.up else 'down'}: {found.reason}"


UP = "up: two clean sessions running"
SHAKEN = "down: 2 touch-downs or more in one hold, two sessions running"


@pytest.mark.parametrize(
    ("bouts", "expected"),
    [
        ((), ""),
        ((CLEAN,), ""),
        ((CLEAN, CLEAN), UP),
        ((SHAKY, CLEAN, CLEAN), UP),
        ((CLEAN, SHAKY, CLEAN), ""),
        ((CLEAN, replace(CLEAN, effort=None, pain=None)), UP),
        ((CLEAN, replace(CLEAN, effort=4, pain=3)), UP),
        ((CLEAN, replace(CLEAN, effort=5)), ""),
        ((replace(CLEAN, effort=5), CLEAN), ""),
        ((CLEAN, replace(CLEAN, pain=4)), ""),
        ((replace(CLEAN, pain=4), CLEAN), ""),
        ((CLEAN, replace(CLEAN, clean=False)), ""),
        ((SHAKY,), ""),
        ((SHAKY, SHAKY), SHAKEN),
        ((SHAKY, replace(SHAKY, touch_downs=1)), ""),
        ((CLEAN, SHAKY), ""),
        ((CLEAN, replace(CLEAN, effort=7)), ""),
        ((CLEAN, replace(CLEAN, effort=8)), "down: effort 8 of 10 in the last session"),
        ((replace(CLEAN, effort=8), CLEAN), ""),
        ((CLEAN, replace(CLEAN, pain=5)), ""),
        ((CLEAN, replace(CLEAN, pain=6)), "down: pain 6 of 10 in the last session"),
        ((SHAKY, replace(SHAKY, effort=9, pain=9)), "down: pain 9 of 10 in the last session"),
    ],
)
def test_what_two_sessions_propose(bouts: tuple[Bout, ...], expected: str) -> None:
    assert proposed(*bouts) == expected


def test_pain_of_another_session_of_the_day_forbids_a_rung_up() -> None:
    assert proposed(CLEAN, CLEAN, pain_today=3) == UP
    assert proposed(CLEAN, CLEAN, pain_today=4) == ""


@pytest.mark.parametrize(("days", "expected"), [(20, ""), (21, "down: 21 days away from it"), (400, "down: 400 days")])
def test_three_weeks_away(days: int, expected: str) -> None:
    assert proposed(seen=TODAY - days).startswith(expected)
    assert bool(proposed(seen=TODAY - days)) is bool(expected)


def test_whoever_never_did_it_was_not_away() -> None:
    assert proposed(seen=None) == ""


def test_there_is_nothing_above_the_last_rung_nor_below_the_first() -> None:
    assert proposed(CLEAN, CLEAN, rung=3) == ""
    assert proposed(SHAKY, SHAKY, rung=0) == ""
    assert proposed(seen=TODAY - 30, rung=0) == ""


def test_an_unknown_level_is_the_easiest_and_no_ladder_none() -> None:
    assert level_of(STANCE, {"single-leg-stance": "gone"}) == RUNGS[0]
    assert level_of(STANCE, {}) == RUNGS[0]
    assert level_of(Exercise("roll", "Roll"), {}) is None


HOLDS = (attempt(index=1), attempt(index=3, side=Side.RIGHT))


def record(*attempts: AttemptEnded, logged: bool = False, corrected: bool = False) -> Record:
    start = replace(began(), logged=Moment(NOON + DAY, 0) if logged else None)
    correction = (SessionCorrected("s1", None, 12.0),) if corrected else ()
    (found,) = fold((start, *attempts, ended(), *correction))
    return found


@pytest.mark.parametrize(
    ("given", "clean", "touch_downs"),
    [
        (record(*HOLDS), True, 0),
        (record(HOLDS[0], attempt(index=3, touch_downs=1)), False, 1),
        (record(attempt(index=1, touch_downs=3), attempt(index=3, touch_downs=1)), False, 3),
        (record(HOLDS[0], attempt(index=3, outcome=Outcome.SKIPPED)), False, 0),
        (record(HOLDS[0], attempt(index=3, planned=5.0, seconds=5.0)), False, 0),
        (record(HOLDS[0], attempt(index=3, planned=25.0, seconds=25.0)), True, 0),
        (record(HOLDS[0]), False, 0),
        (record(*HOLDS, corrected=True), False, 0),
        (record(HOLDS[0], replace(HOLDS[1], exercise="short-foot", touch_downs=2)), True, 0),
        (record(HOLDS[0], replace(HOLDS[1], exercise="short-foot", outcome=Outcome.SKIPPED)), True, 0),
    ],
)
def test_what_a_session_says_of_an_exercise(given: Record, clean: bool, touch_downs: int) -> None:
    bout = bout_of(given, "single-leg-stance", "fingertips", TODAY)
    assert bout is not None
    assert (bout.clean, bout.touch_downs) == (clean, touch_downs)


def test_another_level_another_exercise_and_what_was_written_down_say_nothing() -> None:
    assert bout_of(record(*HOLDS), "single-leg-stance", "no-hands", TODAY) is None
    assert bout_of(record(*HOLDS), "short-foot", "fingertips", TODAY) is None
    measured = [replace(hold, value=15.0) for hold in HOLDS]
    assert bout_of(record(*measured), "single-leg-stance", "fingertips", TODAY) is None, "a self-test is no practice"
    assert bout_of(record(*HOLDS, logged=True), "single-leg-stance", "fingertips", TODAY) is None


SESSIONS = st.lists(
    st.tuples(
        st.integers(0, 30),  # days since the one before
        st.integers(0, 3),  # touch-downs
        st.booleans(),  # whether all was done
        st.none() | st.integers(1, 10),
        st.none() | st.integers(0, 10),
        st.sampled_from(("take", "keep", "wait")),
    ),
    max_size=40,
)


@given(SESSIONS, st.integers(0, 3))
def test_no_history_makes_a_level_jump_or_rise_on_a_day_that_hurts(
    sessions: list[tuple[int, int, bool, int | None, int | None, str]], rung: int
) -> None:
    """A person who takes, turns down or leaves open what is proposed after each session and on each day away."""
    day, bouts, seen = TODAY, list[Bout](), None
    pains: dict[int, list[int]] = {}
    for gap, touch_downs, done, effort, pain, answer in sessions:
        day += gap
        away = propose(STANCE, Standing(RUNGS[rung], bouts, seen), day) if gap >= AWAY_DAYS else None
        if away is not None and answer == "take":
            assert abs(STANCE.rank(away.level) - 1 - rung) == 1
            rung, bouts, seen = STANCE.rank(away.level) - 1, [], day
        pains.setdefault(day, []).append(pain or 0)
        bouts.append(Bout(day, done and not touch_downs, touch_downs, effort, pain))
        seen = day
        found = propose(STANCE, Standing(RUNGS[rung], bouts, seen, pain_today=max(pains[day])), day)
        if found is None or answer == "wait":
            continue
        assert abs(STANCE.rank(found.level) - 1 - rung) == 1
        if found.up:
            assert max(pains[day]) < PAIN
            assert len(bouts) >= 2
            assert all(bout.clean for bout in bouts[-2:])
        if answer == "take":
            rung = STANCE.rank(found.level) - 1
        bouts = []
