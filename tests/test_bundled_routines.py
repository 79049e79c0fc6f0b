"""The routines and plans that footcore ships: as long as they say, playable in every week, stage and level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from footcore_tui.adapters.library import Library
from footcore_tui.core.cue_lines import COACHED_FROM_SECONDS
from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.cues import CueKind
from footcore_tui.core.interval import Interval, Manner
from footcore_tui.core.routine import Routine, Standing, Test
from footcore_tui.core.speech import spoken_seconds
from footcore_tui.core.timeline import Extent, Timeline, compile_timeline, measure
from footcore_tui.core.voice import Voice

ROOT = Path(__file__).parents[1]
LIBRARY = Library(ROOT / "routines")
EXERCISES = {exercise.id: exercise for exercise in LIBRARY.exercises()}
ROUTINES = {file.id: file.routine for file in LIBRARY.routines() if file.routine}
TIMED = {
    name: routine
    for name, routine in ROUTINES.items()
    if not any(isinstance(step.dose, Test) for block in routine.blocks for step in block.steps)
}
"""All but the self-tests, whose length is the person's."""
PLANS = {name: routine for name, routine in TIMED.items() if routine.plan}
OFF_BY = 0.1
"""How far a length may be from the one that is stated."""


class Stated(NamedTuple):
    """What a routine without a plan says of its length."""

    words: str
    """As they stand in `about`."""
    low: float
    """Minutes."""
    high: float
    work: bool = False
    """Whether the words are about the work alone."""


STATED = {
    "barefoot-six": Stated("About twenty minutes", 20, 20),
    "desk-balance": Stated("two minutes of holds", 2, 2, work=True),
    "desk-reset": Stated("five minutes", 5, 5),
    "foot-core-three-10": Stated("About ten minutes", 10, 10),
    "foot-core-three-20": Stated("About twenty minutes", 20, 20),
    "foot-core-three-30": Stated("About thirty minutes", 30, 30),
    "pronation-to-push": Stated("Four stages of about six minutes", 6, 6),
    "short-foot": Stated("five to ten minutes", 5, 10),
    "standing-desk": Stated("About six minutes", 6, 6),
    "tooth-brushing": Stated("About two minutes", 2, 2),
    "toe-yoga": Stated("About eight minutes", 8, 8),
}
FREQUENCY = {
    "heel-rebuild": [4, 3] * 6,
    "older-feet-six-months": [3] * 26,
    "runner-eight-weeks": [3] * 4 + [4] * 4,
    "runner-six-weeks": [7] * 6,
    "short-foot-eight-weeks": [3] * 8,
    "steady-feet": [3] * 12,
}
"""Days a week of each plan, week by week."""
COUNTED = ("pronation-to-push", "short-foot", "short-foot-eight-weeks", "standing-desk", "tooth-brushing")
"""Whose comments give the seconds of every stage."""
NAME_CELLS = 28
"""What the list of routines shows of a name on a screen of 80 columns."""
FOR_OLDER_PEOPLE = ("older-feet-six-months", "steady-feet")


def stages(routine: Routine) -> list[int]:
    return sorted({block.stage for block in routine.blocks if block.stage}) or [1]


def standings(routine: Routine) -> Iterator[Standing]:
    """Every week and stage."""
    weeks = range(1, routine.weeks + 1)
    yield from (Standing(week, stage) for week, stage in product(weeks, stages(routine)))


def extents(routine: Routine) -> list[Extent]:
    return [measure(routine, standing) for standing in standings(routine)]


def minutes(seconds: float) -> str:
    whole, left = divmod(round(seconds), 60)
    return f"{whole}:{left:02}"


def ladders(routine: Routine) -> Iterator[dict[str, str]]:
    """Clients who stand at the first level of everything, at the second, and so on to the top of the longest ladder."""
    used = {step.exercise.id: step.exercise.levels for block in routine.blocks for step in block.steps if step.exercise}
    for rung in range(max(len(levels) for levels in used.values()) or 1):
        yield {name: levels[min(rung, len(levels) - 1)].id for name, levels in used.items() if levels}


def timelines(routine: Routine) -> Iterator[Timeline]:
    """Every different session of a routine: weeks, stages and levels."""
    seen = set()
    for standing, levels in product(standings(routine), ladders(routine)):
        timeline = compile_timeline(routine, Standing(standing.week, standing.stage, levels))
        if timeline.intervals not in seen:
            seen.add(timeline.intervals)
            yield timeline


@pytest.mark.parametrize("name", TIMED)
def test_every_week_and_stage_compiles_to_work(name: str) -> None:
    for standing in standings(TIMED[name]):
        timeline = compile_timeline(TIMED[name], standing)
        assert timeline.works
        assert not timeline.open_ended, "its length would be the person's, not the file's"


def test_each_routine_states_its_length() -> None:
    assert set(STATED) == set(TIMED) - set(PLANS)
    assert [name for name, routine in PLANS.items() if not routine.plan.session] == []


@pytest.mark.parametrize("name", PLANS)
def test_every_week_of_a_plan_is_within_a_tenth_of_its_session(name: str) -> None:
    routine = PLANS[name]
    session = routine.plan.session
    lengths = [extent.clock_seconds for extent in extents(routine)]
    assert [minutes(each) for each in lengths if abs(each - session) > OFF_BY * session] == []


@pytest.mark.parametrize("name", STATED)
def test_a_routine_without_a_plan_is_within_a_tenth_of_what_it_says(name: str) -> None:
    stated, routine = STATED[name], TIMED[name]
    assert stated.words in " ".join(routine.about.split())
    low, high = stated.low * 60 * (1 - OFF_BY), stated.high * 60 * (1 + OFF_BY)
    lengths = [extent.work_seconds if stated.work else extent.clock_seconds for extent in extents(routine)]
    assert [minutes(each) for each in lengths if not low <= each <= high] == []


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_says_how_many_days_a_week(name: str) -> None:
    routine = PLANS[name]
    assert [routine.plan.days_a_week.of(week) for week in range(1, routine.weeks + 1)] == FREQUENCY[name]


@pytest.mark.parametrize("name", COUNTED)
def test_the_seconds_in_a_comment_are_those_of_the_session(name: str) -> None:
    """Written as "300 s of work, 512 s on the clock", with "Stage 2: " before it where there are stages."""
    text = (ROOT / "routines" / f"{name}.toml").read_text("utf-8")
    written = re.findall(r"# (?:Stage (\d): )?.*?\b(\d+) s of work, (\d+) s on the clock", text)
    counted = {int(stage or 1): (int(work), int(clock)) for stage, work, clock in written}
    extents = {stage: measure(ROUTINES[name], Standing(stage=stage)) for stage in stages(ROUTINES[name])}
    assert counted == {stage: (each.work_seconds, each.clock_seconds) for stage, each in extents.items()}


@pytest.mark.parametrize("length", [10, 20, 30])
def test_the_foot_core_is_a_third_mobility_a_third_strength_and_a_third_balance(length: int) -> None:
    timeline = compile_timeline(TIMED[f"foot-core-three-{length}"])
    parts = [block.name for block in TIMED[f"foot-core-three-{length}"].blocks]
    assert parts == ["Mobility", "Strength", "Proprioception"]
    seconds = [sum(each.seconds or 0 for each in timeline.intervals if each.block == part) for part in (1, 2, 3)]
    assert [minutes(part) for part in seconds if abs(part - sum(seconds) / 3) > OFF_BY * sum(seconds) / 3] == []


def coached(timeline: Timeline) -> Iterator[Interval]:
    """The work during which a cue is to be spoken."""
    for work in timeline.works:
        if work.movement.manner is not Manner.PACED and work.movement.cues and work.seconds >= COACHED_FROM_SECONDS:
            yield work


@pytest.mark.parametrize("name", TIMED)
def test_every_cue_that_is_spoken_can_be_spoken_in_the_time_of_its_hold(name: str) -> None:
    """The room that the cue plan leaves for coaching takes the longest cue of that step, not only the one due there."""
    dropped = set()
    for timeline in timelines(TIMED[name]):
        plan = CuePlan(timeline, Voice.FULL, TIMED[name].language)
        for work in coached(timeline):
            longest = max(work.movement.cues, key=len)
            rooms = [cue.line.room for cue in plan.interval(work.index) if cue.kind is CueKind.COACH and cue.line]
            if not rooms or spoken_seconds(longest) > rooms[0]:
                dropped.add((work.name, work.seconds, longest, *rooms))
    assert sorted(dropped) == []


def test_every_exercise_is_in_a_routine_or_named_as_being_in_none() -> None:
    used = {work.movement.exercise.id for name in ROUTINES for line in timelines(ROUTINES[name]) for work in line.works}
    page = (ROOT / "docs" / "exercises.md").read_text("utf-8")
    (sentence,) = re.findall(r"^In no routine[^.]*\.", page, re.MULTILINE)
    assert set(EXERCISES) - used <= set(re.findall(r"`([a-z-]+)`", sentence)) <= set(EXERCISES)


@pytest.mark.parametrize("name", FOR_OLDER_PEOPLE)
def test_a_plan_for_older_people_has_no_closed_eyes_no_soft_ground_and_no_hops(name: str) -> None:
    for timeline in timelines(TIMED[name]):
        for work in timeline.works:
            level = work.movement.level
            assert work.movement.exercise.id not in ("hop-ladder", "forefoot-balance", "eyes-closed-stance")
            assert level is None or (level.vision != "closed" and level.surface in (None, "firm")), level


def test_whoever_is_65_stands_on_one_leg_with_a_hand_on_something_only() -> None:
    works = [work for timeline in timelines(TIMED["steady-feet"]) for work in timeline.works]
    hands = {
        work.movement.level.support for work in works if work.movement.level and work.movement.level.base == "single"
    }
    assert hands == {"one-hand"}


def founding() -> list[list[str]]:
    page = (ROOT / "docs" / "sources.md").read_text("utf-8")
    table = page.partition("## The five")[2].partition("\n## ")[0]
    return [line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| ")][2:]


def test_the_page_of_sources_gives_each_of_the_five_something_to_start() -> None:
    rows = founding()
    assert len(rows) == 5
    for source, asked, routines, ours in rows:
        assert source, asked
        assert ours
        ids = re.findall(r"`([a-z0-9-]+)`", routines)
        assert ids, source
        assert set(ids) <= set(ROUTINES), source


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "routines").glob("*.toml")), ROOT / "docs" / "sources.md"], ids=lambda path: path.name
)
def test_a_source_is_named_as_a_reader_knows_it(path: Path) -> None:
    """Not by the key that our own notes have for it, nor by the name of a file."""
    assert re.findall(r"\bSEED\d|\bWK-[A-Z]+|\w+\.txt\b", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", ["README.md", "docs/exercises.md"])
def test_the_page_of_sources_can_be_found(path: str) -> None:
    assert "sources.md)" in (ROOT / path).read_text("utf-8")


def test_every_routine_has_a_name_of_its_own_that_a_list_shows_whole() -> None:
    names = [routine.name for routine in ROUTINES.values()]
    assert len(set(names)) == len(names)
    assert [name for name in names if len(name) > NAME_CELLS] == []


@pytest.mark.parametrize("name", ROUTINES)
def test_the_cues_of_a_routine_are_as_short_as_those_of_the_library(name: str) -> None:
    cues = [cue for block in ROUTINES[name].blocks for step in block.steps for cue in step.cues]
    assert [cue for cue in cues if len(cue.split()) > 8] == []
