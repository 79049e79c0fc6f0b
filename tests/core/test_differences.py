"""What a newer version changes, as a trainer would say it."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from routine_strategies import WEEKS, blocks, routines, steps

from footcore_tui.adapters.data_files import data_folder
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.differences import differences
from footcore_tui.core.errors import TimelineError
from footcore_tui.core.routine import Block, Routine, Standing
from footcore_tui.core.timeline import Timeline, compile_timeline

EXERCISES = Library(data_folder("routines")).exercises()
BASE = """
format = 1
name = "Foot core"
version = "1"
about = "Shoes off."
[plan]
weeks = 4
days_a_week = 3

[[block]]
name = "Warm-up"
steps = [
  { name = "Ball roll", time = "45s", sides = "each", cue = "From heel to toes." },
  { exercise = "toe-spread-out", reps = 10 },
]

[[block]]
name = "Balance"
exercise = "single-leg-stance"
level = "fingertips"
hold = "15s"
sides = "alternate"
total = "2m"

[[block]]
name = "Strength"
rounds = 3
rest = "15s"
rest_between_rounds = "1m"
steps = [
  { exercise = "short-foot", reps = 10, hold = "5s", relax = "2s", sides = "each", sets = 2, rest = "30s" },
  { exercise = "heel-raise-double", reps = 12, tempo = "3-0-2-1" },
  { name = "Towel curl", time = "45s", sides = "each", cue = "Heel stays down." },
]

[[block]]
name = "Test"
stage = 2
exercise = "single-leg-stance"
test = "hold"
cap = "45s"
sides = "each"
"""
CURL = '  { name = "Towel curl", time = "45s", sides = "each", cue = "Heel stays down." },\n'
BALANCE = BASE[BASE.index('[[block]]\nname = "Balance"') : BASE.index('[[block]]\nname = "Strength"')]
EYES = '[[block]]\nname = "Eyes closed"\nweeks = "3-4"\nexercise = "single-leg-stance"\nhold = "10s"\n'
TEST = BASE[BASE.index('[[block]]\nname = "Test"') :]
GOLDEN: dict[str, tuple[tuple[tuple[str, str], ...], tuple[str, ...]]] = {
    "nothing but a comment": ((("format = 1", "format = 1 # the first"),), ()),
    "name": ((('"Foot core"', '"Foot core, gently"'),), ("name “Foot core” → “Foot core, gently”",)),
    "version": ((('version = "1"', 'version = "2"'),), ("version 1 → 2",)),
    "about": ((("Shoes off.", "Shoes and socks off."),), ("about reworded",)),
    "block added": (((TEST, EYES + TEST),), ("Eyes closed new: Single-leg stance (one hold of 10 s) (weeks 3-4)",)),
    "block removed": (((BALANCE, ""),), ("Balance gone",)),
    "block moved": (((BALANCE, ""), (TEST, TEST + BALANCE)), ("Balance now comes after Test",)),
    "block renamed": ((('name = "Strength"', 'name = "Arch"'),), ("name “Strength” → “Arch” in Arch",)),
    "step added": (
        ((CURL, CURL + '  { name = "Shake out", time = "20s" },\n'),),
        ("Shake out (for 20 s) new in Strength",),
    ),
    "step removed": (((CURL, ""),), ("Towel curl gone from Strength",)),
    "step moved": (
        ((CURL, ""), ('  { exercise = "short-foot"', CURL + '  { exercise = "short-foot"')),
        ("Towel curl now comes first in Strength",),
    ),
    "exercise replaced": (
        (('"heel-raise-double"', '"heel-raise-single"'),),
        ("Heel raise on both feet → Heel raise on one foot in Strength",),
    ),
    "hold": ((('hold = "15s"', 'hold = "20s"'),), ("hold 15 s → 20 s in Balance",)),
    "hold of some weeks": (
        (('hold = "15s"', 'hold = ["15s", "15s", "20s"]'),),
        ("hold 15 s → 20 s (weeks 3-4) in Balance",),
    ),
    "time": (
        (('"Towel curl", time = "45s"', '"Towel curl", time = "1m"'),),
        ("time 45 s → 1 min in Towel curl (Strength)",),
    ),
    "reps": ((("reps = 12", "reps = 15"),), ("reps 12 → 15 in Heel raise on both feet (Strength)",)),
    "tempo": ((("3-0-2-1", "4-0-2-1"),), ("tempo 3-0-2-1 → 4-0-2-1 in Heel raise on both feet (Strength)",)),
    "total": ((('total = "2m"', 'total = "2m30s"'),), ("total 2 min → 2 min 30 s in Balance",)),
    "sets": ((("sets = 2", "sets = 3"),), ("sets 2 → 3 in Short foot (Strength)",)),
    "rounds": ((("rounds = 3", "rounds = [3, 4]"),), ("rounds 3 → 4 (weeks 2-4) in Strength",)),
    "rests": (
        (('rest = "15s"', 'rest = "ready"'), ('rest = "30s"', 'rest = "45s"'), ('rounds = "1m"', 'rounds = "90s"')),
        (
            "rest between steps 15 s → until ready in Strength",
            "rest between rounds 1 min → 1 min 30 s in Strength",
            "rest between sets 30 s → 45 s in Short foot (Strength)",
        ),
    ),
    "rest between blocks": (
        (('version = "1"', 'version = "1"\nrest_between_blocks = "20s"'),),
        ("rest between blocks 10 s → 20 s",),
    ),
    "sides": (
        (('"alternate"', '"left"'),),
        (
            "sides alternating → left only in Balance",
        ),
    ),
    "first": ((('"alternate"', '"alternate"\nfirst = "right"'),), ("first side left → right in Balance",)),
    "switch in all": (
        (('version = "1"', 'version = "1"\nswitch = "5s"'),),
        (
            "switch 3 s → 5 s in Ball roll (Warm-up), Balance, Short foot (Strength) and 2 more",
        ),
    ),
    "level": ((('"fingertips"', '"no-hands"'),), ("level fingertips → no hands in Balance",)),
    "level unpinned": (
        (('level = "fingertips"\n', ""),),
        ("level fingertips → the client's own in Balance",),
    ),
    "a week more": ((("weeks = 4", "weeks = 5"),), ("week 5 new",)),
    "a week more, with more in it": (
        (("weeks = 4", "weeks = 5"), ('hold = "15s"', 'hold = ["15s", "15s", "15s", "15s", "30s"]')),
        ("week 5 new", "week 5: Single-leg stance: hold 15 s → 30 s"),
    ),
    "a block of one exercise": (
        ((TEST, '[[block]]\nexercise = "ball-roll"\ntime = "30s"\nsides = "each"\n' + TEST),),
        ("Sole rolling new: for 30 s, each side",),
    ),
    "hold and a week": (
        (('hold = "15s"', 'hold = "20s"'), ("weeks = 4", "weeks = 6")),
        ("weeks 5-6 new", "hold 15 s → 20 s in Balance"),
    ),
    "plan shape": ((("days_a_week = 3", "days_a_week = [3, 4]"),), ("days a week 3 → 4 (weeks 2-4)",)),
    "no plan": ((("[plan]\nweeks = 4\ndays_a_week = 3\n", ""),), ("no longer a plan",)),
    "stage": ((("stage = 2", "stage = 3"),), ("stage 2 → 3 in Test",)),
    "cues": (
        (("Heel stays down.", "Heel down."),),
        ("cue “Heel stays down.” → “Heel down.” in Towel curl (Strength)",),
    ),
    "test cap": ((('cap = "45s"', 'cap = "1m"'),), ("test cap 45 s → 1 min in Test",)),
    "get-ready of all, and the same of a block": (
        (('version = "1"', 'version = "1"\nprepare = "20s"'), ("rounds = 3", 'rounds = 3\nprepare = "5s"')),
        ("get-ready 5 s → 20 s", "get-ready 5 s new in Strength"),
    ),
    "the same cue once less": (
        (('cue = "Heel stays down."', 'cues = ["Heel stays down.", "Heel stays down."]'),),
        ("cues repeated otherwise in Towel curl (Strength)",),
    ),
    "dose of another kind": (
        (('reps = 12, tempo = "3-0-2-1"', 'time = "40s"'),),
        ("12 reps at 3-0-2-1 → move 40 s in Heel raise on both feet (Strength)",),
    ),
    "an exercise of its own": (
        ((TEST, TEST + '[[exercise]]\nid = "shake-out"\nname = "Shake out"\n'),),
        ("exercise Shake out new",),
    ),
}  # fmt: skip


def loaded(text: str) -> Routine:
    routine, problems = load_routine(text, "foot-core.toml", EXERCISES)
    assert routine is not None, problems
    return routine


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"1-0-1-0"', '"3-0-3-0"', "tempo 1-0-1-0 → 3-0-3-0 in Count"),
        ('"1-0-1-0"', '"1-0-1-0"\nstart = "up"', "start down → up in Count"),
        ('tempo = "1-0-1-0"\n', "", "tempo 1-0-1-0 gone, start down gone in Count"),
    ],
)
def test_the_beat_of_a_test_is_told(old: str, new: str, said: str) -> None:
    text = 'format = 1\nname = "T"\n[[block]]\nname = "Count"\ntest = "reps"\ncap = "1m"\ntempo = "1-0-1-0"\n'
    assert ", ".join(differences(loaded(text), loaded(text.replace(old, new)))).replace(" in Count,", ",") == said


def test_what_changes_in_a_block_hides_nothing_of_the_whole() -> None:
    text = 'format = 1\nname = "Lunch"\nprepare = "5s"\n[[block]]\nname = "Lunch"\nprepare = "5s"\n'
    text += 'exercise = "short-foot"\ntime = "9s"\n'
    after = loaded(text.replace("Lunch", "Dinner").replace('"5s"', '"20s"'))
    assert differences(loaded(text), after) == (
        "name “Lunch” → “Dinner”",
        "get-ready 5 s → 20 s",
        "name “Lunch” → “Dinner” in Dinner",
        "get-ready 5 s → 20 s in Dinner",
    )


@pytest.mark.parametrize("name", GOLDEN)
def test_a_change_is_said_in_the_trainers_words(name: str) -> None:
    changes, said = GOLDEN[name]
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    assert differences(loaded(BASE), loaded(text)) == said


def compiled(routine: Routine, standing: Standing) -> Timeline | str:
    try:
        return compile_timeline(routine, standing)
    except TimelineError as error:
        return str(error)


@st.composite
def with_one_field_changed(draw: st.DrawFn, before: Block) -> Block:
    """In one of its steps, and there in the dose or beside it."""
    at, other = draw(st.integers(0, len(before.steps) - 1)), draw(steps())
    step = before.steps[at]
    if type(other.dose) is type(step.dose) and step.total is None:
        name = draw(st.sampled_from(fields(step.dose))).name
        step = replace(step, dose=replace(step.dose, **{name: getattr(other.dose, name)}))
    else:
        name = draw(st.sampled_from(("first", "switch", "relax", "rest", "rest_after", "weeks", "level", "exercise")))
        step = replace(step, **{name: getattr(other, name)})
    return replace(before, steps=(*before.steps[:at], step, *before.steps[at + 1 :]))


@st.composite
def versions(draw: st.DrawFn) -> tuple[Routine, Routine]:
    """A routine, and one in which a block or a step is another, or some stand in another order."""
    before = draw(routines())
    parts = list(before.blocks)
    at = draw(st.integers(0, len(parts) - 1))
    match draw(st.sampled_from(("block", "step", "field", "order", "none"))):
        case "field":
            parts[at] = draw(with_one_field_changed(parts[at]))
        case "block":
            parts[at] = draw(blocks())
        case "step":
            one = draw(st.integers(0, len(parts[at].steps) - 1))
            some = [*parts[at].steps[:one], draw(steps()), *parts[at].steps[one + 1 :]]
            parts[at] = replace(parts[at], steps=tuple(some))
        case "order":
            parts = draw(st.permutations(parts))
    return before, replace(before, blocks=tuple(parts))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(versions())
def test_where_nothing_is_said_the_same_is_played(pair: tuple[Routine, Routine]) -> None:
    before, after = pair
    assert differences(before, before) == ()
    said = differences(before, after)
    assert all(said)
    assert len(set(said)) == len(said)
    if not said:
        for standing in (Standing(week, stage) for week in range(1, WEEKS + 1) for stage in (1, 2)):
            assert compiled(before, standing) == compiled(after, standing)
