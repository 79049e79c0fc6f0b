"""The self-tests that come with footcore: what each measures, and what it says before it does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from self_test_sessions import LIBRARY

from footcore_tui.core.duration import format_duration
from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Kind, Manner
from footcore_tui.core.norms import ERRORS, NORMS
from footcore_tui.core.routine import Routine, Start, Tempo
from footcore_tui.core.self_test_days import TAG
from footcore_tui.core.self_tests import STAGES, Item, items_of
from footcore_tui.core.timeline import Timeline, compile_timeline
from footcore_tui.tui.widgets.line import wrapped

FILES = {file.id: file for file in LIBRARY.routines() if file.routine and TAG in file.routine.tags}
TESTS: dict[str, Routine] = {name: file.routine for name, file in FILES.items() if file.routine}
TIMELINES: dict[str, Timeline] = {name: compile_timeline(one) for name, one in TESTS.items()}
ITEMS = {name: items_of(timeline) for name, timeline in TIMELINES.items()}
L, R, B = Side.LEFT, Side.RIGHT, Side.BOTH

every_test = pytest.mark.parametrize("name", TESTS)


def sides(name: str) -> list[Side]:
    return [work.side for work in TIMELINES[name].works]


def held(step: str, cap: int) -> Item:
    return Item(step, Manner.TEST_HOLD, "s", cap)


def entered(step: str, unit: str, cap: int) -> Item:
    return Item(step, Manner.TEST_REPS, unit, cap)


def test_a_test_is_named_and_tagged_as_one() -> None:
    assert len(TESTS) == 8
    assert [name for name in TESTS if not name.startswith("test-")] == []
    tagged = [one.id for one in LIBRARY.routines() if one.id.startswith("test-")]
    assert sorted(tagged) == sorted(TESTS)


@every_test
def test_the_file_has_no_problem_and_measures_in_every_step(name: str) -> None:
    assert FILES[name].problems == ()
    assert len({work.name for work in TIMELINES[name].works}) == len(ITEMS[name])
    assert {work.movement.manner for work in TIMELINES[name].works} <= {Manner.TEST_HOLD, Manner.TEST_REPS}


@every_test
def test_a_level_is_pinned_so_that_the_client_s_own_changes_no_measurement(name: str) -> None:
    steps = [step for block in TESTS[name].blocks for step in block.steps]
    assert [step.name for step in steps if step.level is None and step.exercise and step.exercise.levels] == []


@every_test
def test_it_says_how_it_ends_what_a_number_means_and_when_to_stop(name: str) -> None:
    about = TESTS[name].about
    assert "A number from home shows a direction, no more." in about
    assert "Stop at sharp pain" in about
    assert re.search("[Pp]ress (t when .*, )?Enter", about)


@pytest.mark.parametrize(
    ("name", "items", "order"),
    [
        ("test-single-leg", [held("One leg, eyes open", 45)], [L, R] * 3),
        ("test-single-leg-eyes-closed", [held("One leg, eyes closed", 45)], [L, R] * 3),
        (
            "test-four-stage",
            [held(step, 10) for step in ("Feet side by side", "Half a foot ahead", "Heel to toe", "One leg")],
            [B] * 4,
        ),
        (
            "test-tandem",
            [
                held(f"{feet}, eyes {eyes}", 60)
                for feet in ("Feet together", "Heel to toe")
                for eyes in ("open", "closed")
            ],
            [B] * 4,
        ),
        ("test-heel-raise", [Item("Heel raise", Manner.TEST_REPS, "reps", 120, 2)], [L, R]),
        ("test-arch-hold", [held("Arch hold", 60)], [L, R] * 3),
        ("test-knee-to-wall", [entered("Knee to wall", "cm", 300)], [L, R] * 3),
        (
            "test-toe-checks",
            [
                entered("Big toe lifts", "of ten", 180),
                entered("Toe spread", "mm", 180),
                entered("Paper grip, big toe", "of three", 180),
                entered("Paper grip, small toes", "of three", 180),
            ],
            [L, R] * 4,
        ),
    ],
)
def test_each_measures_what_its_source_does(name: str, items: list[Item], order: list[Side]) -> None:
    assert list(ITEMS[name]) == items
    assert sides(name) == order


def test_the_heel_raise_goes_up_on_one_beat_and_down_on_the_next_with_two_minutes_between_the_legs() -> None:
    timeline = TIMELINES["test-heel-raise"]
    movement = timeline.works[0].movement
    assert (movement.tempo, movement.start) == (Tempo(1, 0, 1, 0), Start.UP)
    assert [one.seconds for one in timeline.intervals if one.kind is Kind.SWITCH] == [120]


def test_the_four_stances_are_stages_and_ask_for_a_helper_or_a_corner() -> None:
    assert [name for name, one in TESTS.items() if STAGES in one.tags] == ["test-four-stage"]
    about = TESTS["test-four-stage"].about
    assert "helper stands beside you" in about
    assert "corner" in about
    assert "q ends it" in about
    assert all(one.open for one in TIMELINES["test-four-stage"].intervals if one.kind is Kind.REST)


@every_test
def test_there_are_ten_seconds_to_take_a_stance_however_long_the_rest_was(name: str) -> None:
    timeline = TIMELINES[name]
    held = [one for one in timeline.works if one.movement.manner is Manner.TEST_HOLD]
    before = [timeline.intervals[one.index - 1] for one in held]
    assert [one.name for one in before if one.seconds is None or one.seconds < 10] == []


@every_test
def test_closed_eyes_are_never_alone_if_unsteady(name: str) -> None:
    levels = [work.movement.level for work in TIMELINES[name].works]
    if any(level and level.vision == "closed" for level in levels):
        assert "never alone" in TESTS[name].about
        assert "corner" in TESTS[name].about


def test_every_norm_and_every_error_is_of_a_step_that_there_is() -> None:
    known = {(name, item.name) for name, items in ITEMS.items() for item in items}
    assert set(NORMS) | set(ERRORS) <= known


def test_the_page_has_every_test_with_its_tries_and_its_cap() -> None:
    page = (Path(__file__).parents[1] / "docs" / "self-tests.md").read_text("utf-8")
    rows = re.findall(r"^\| `(test-[a-z-]+)` \| .* \| (\d)[^|]* \|([^|]*)\|$", page, re.MULTILINE)
    assert {name: (int(tries), cap.strip()) for name, tries, cap in rows} == {
        name: (
            max(work.sets for work in TIMELINES[name].works),
            "" if items[0].entered else format_duration(items[0].cap).replace("s", " s").replace("m", " min"),
        )
        for name, items in ITEMS.items()
    }


@every_test
def test_what_is_said_before_a_try_fits_the_two_lines_of_eighty_columns(name: str) -> None:
    for work in TIMELINES[name].works:
        setup = work.movement.exercise.setup if work.movement.exercise else ""
        stand = work.movement.stand(work.side)
        said = f"{stand}. {setup}" if stand else setup
        assert len(wrapped(said, 76, 9)) <= 2, said


def test_whoever_leans_on_a_wall_is_told_of_no_chair() -> None:
    (work, *_) = TIMELINES["test-knee-to-wall"].works
    assert work.movement.exercise is not None
    assert "chair" not in work.movement.exercise.setup
