"""The content that footcore ships: complete, consistent with itself, and careful in what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli

from footcore_tui.adapters.toml_exercises import load_exercises
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.exercise import Side
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.timeline import Extent, Kind, Timeline, compile_timeline, measure_weeks

ROOT = Path(__file__).parents[1]
EXERCISE_FILES = sorted((ROOT / "routines" / "exercises").glob("*.toml"))
ROUTINE_FILES = sorted((ROOT / "routines").glob("*.toml"))
PAGES = (ROOT / "README.md", ROOT / "docs" / "exercises.md", ROOT / "docs" / "sources.md")

LADDER = ("one-hand", "fingertips", "no-hands", "arms-crossed", "ball-of-foot")
FOOTWEAR = ("barefoot", "barefoot_or_flat", "supportive")
FROM_THE_TOP = {"ankle-rocks", "banded-hallux-flexion", "big-toe-extension-load", "pronation-load"}
"""Paced exercises that go down first."""
NO_ADDRESS = "no address on record"
"""In the place of the address of a text that was read without one."""
EVIDENCE = ("trial", "leaflet", "coach", "default")
FILLED = (
    *("id", "name", "focus", "position", "footwear", "side_phrase", "setup"),
    *("steps", "cues", "mistakes", "breathing", "stop_if", "ask_first", "sources"),
)
"""The keys that no exercise of the library leaves out or leaves empty; `equipment` and `contact` may be empty."""
LEVEL_KEYS = ("id", "name", "cue", "surface", "vision")
STANCE_KEYS = ("support", "base")
"""Of a level too, but lying down there is nothing to hold and no base."""

CLAIM = re.compile(
    r"\b(cur(e|es|ed|ing)|treat(s|ed|ing|ments?)?|heal(s|ed|ing)?|diagnos\w+|prevent\w*|reliev\w+|remed(y|ies)"
    r"|rehab\w*|therap\w+|medical|pain[- ]free|guarantee\w*|proven|flat feet|flat foot|plantar fasciitis|heel pain"
    r"|bunions? (cure|correct)\w*|lifespan|live longer)\b",
    re.IGNORECASE,
)
DENIAL = re.compile(r"\b(no|not|nothing|never|nobody|without)\b", re.IGNORECASE)


def tables(path: Path) -> dict:
    return tomli.loads(path.read_text("utf-8"))


EXERCISES = {entry["id"]: {"level": [], **entry} for path in EXERCISE_FILES for entry in tables(path)["exercise"]}
ROUTINES = {path.stem: tables(path) for path in ROUTINE_FILES}


def loaded(name: str) -> Routine:
    exercises = [one for path in EXERCISE_FILES for one in load_exercises(path.read_bytes(), path.name)[0]]
    path = ROOT / "routines" / f"{name}.toml"
    routine, problems = load_routine(path.read_bytes(), path.name, exercises)
    assert problems == ()
    assert routine is not None
    return routine


def compiled(name: str, stage: int = 1) -> Timeline:
    return compile_timeline(loaded(name), Standing(stage=stage))


def steps(routine: dict) -> Iterator[dict]:
    """Every step, whether it stands in `steps` or is written as the block itself."""
    for block in routine["block"]:
        yield from block.get("steps", [block])


def texts(value: object) -> Iterator[str]:
    """Every text of a file but the sources, whose titles are other people's words."""
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from texts(item)
        case dict():
            for name, item in value.items():
                if name != "sources":
                    yield from texts(item)


def claims(text: str) -> list[str]:
    """The sentences that promise something to the body and do not deny it."""
    sentences = re.split(r"(?<=[.!?:])\s+|\n\s*\n|\n[-|] ", text)
    return [each for each in sentences if CLAIM.search(each) and not DENIAL.search(each)]


def words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize("path", EXERCISE_FILES, ids=lambda path: path.stem)
def test_an_exercise_file_loads_without_a_single_problem(path: Path) -> None:
    exercises, problems = load_exercises(path.read_bytes(), path.name)
    assert problems == ()
    assert [exercise.id for exercise in exercises] == [entry["id"] for entry in tables(path)["exercise"]]


@pytest.mark.parametrize("name", ROUTINES)
def test_a_routine_file_loads_without_a_single_problem_and_keeps_its_id(name: str) -> None:
    assert loaded(name).id == name


def test_the_desk_balance_is_two_minutes_of_holds_in_turns() -> None:
    timeline = compiled("desk-balance")
    assert timeline.extent == Extent(intervals=16, work_seconds=120, clock_seconds=146)
    kinds = [(interval.kind, interval.seconds) for interval in timeline.intervals]
    assert kinds == [(Kind.PREPARE, 5), *[(Kind.WORK, 15), (Kind.SWITCH, 3)] * 7, (Kind.WORK, 15)]
    assert [work.side for work in timeline.works] == [Side.LEFT, Side.RIGHT] * 4


def test_the_desk_reset_takes_five_minutes_and_as_long_as_its_comment_says() -> None:
    extent = compiled("desk-reset").extent
    assert 270 <= extent.clock_seconds <= 330
    comment = (ROOT / "routines" / "desk-reset.toml").read_text("utf-8")
    assert re.findall(r"#\s+(\d+)\s+= 5 min 6 s, of which (\d+) s are work", comment) == [
        (str(extent.clock_seconds), str(extent.work_seconds))
    ]
    lines = re.findall(r"^#\s+(\d+)   \w", comment, re.MULTILINE)
    assert sum(map(int, lines)) == extent.clock_seconds


@pytest.mark.parametrize(("stage", "level"), [(1, "seated"), (2, "standing"), (3, "single-leg")])
def test_each_stage_of_the_short_foot_is_done_at_its_own_level(stage: int, level: str) -> None:
    assert {work.movement.level.id for work in compiled("short-foot", stage).works if work.movement.level} == {level}


def test_the_readme_gives_each_routine_its_length() -> None:
    def clock(name: str) -> str:
        """From the shortest week or stage to the longest."""
        routine = loaded(name)
        stages = {block.stage for block in routine.blocks} - {None} or {1}
        extents = [extent for stage in stages for extent in measure_weeks(routine, stage)]
        lengths = sorted(extent.clock_seconds for extent in extents)
        said = [f"{seconds // 60}:{seconds % 60:02}" for seconds in (lengths[0], lengths[-1])]
        return " to ".join(dict.fromkeys(said))

    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (\d[\d: to]+) \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    timed = [name for name, routine in ROUTINES.items() if not any("test" in step for step in steps(routine))]
    assert sorted(rows) == sorted((name, clock(name)) for name in timed)


def test_a_paced_exercise_starts_by_rising_unless_it_begins_at_the_top() -> None:
    paced = [step for routine in ROUTINES.values() for step in steps(routine) if "tempo" in step]
    assert {step["exercise"] for step in paced if step.get("start") != "up"} == FROM_THE_TOP
    assert FROM_THE_TOP.isdisjoint(step["exercise"] for step in paced if step.get("start") == "up")


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_an_exercise_leaves_nothing_out(exercise: dict) -> None:
    assert [key for key in FILLED if not exercise.get(key)] == []
    assert "equipment" in exercise
    assert exercise["contact"] or exercise["position"] in ("seated", "lying")
    assert "{side}" in exercise["side_phrase"]
    assert exercise["footwear"] in FOOTWEAR


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_the_levels_of_an_exercise_are_whole_and_told_apart(exercise: dict) -> None:
    levels = exercise["level"]
    assert len(levels) != 1
    assert [(level["id"], key) for level in levels for key in LEVEL_KEYS if not level.get(key)] == []
    without = [level for level in levels if not all(level.get(key) for key in STANCE_KEYS)]
    assert without == [] or exercise["position"] == "lying"
    assert [level for level in without if any(level.get(key) for key in STANCE_KEYS)] == []
    assert len({level["id"] for level in levels}) == len(levels) == len({level["name"] for level in levels})


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_a_cue_can_be_spoken_during_a_hold(exercise: dict) -> None:
    assert 2 <= len(exercise["cues"]) <= 4
    cues = [*exercise["cues"], *(level["cue"] for level in exercise["level"])]
    assert [cue for cue in cues if words(cue) > 8] == []


def test_ids_are_unique_and_written_with_hyphens() -> None:
    ids = [entry["id"] for path in EXERCISE_FILES for entry in tables(path)["exercise"]]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    levels = [level["id"] for entry in EXERCISES.values() for level in entry["level"]]
    assert [name for name in [*ids, *levels, *ROUTINES] if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", name)] == []


def test_the_balance_ladder_runs_from_a_hand_on_the_counter_to_the_ball_of_the_foot() -> None:
    levels = EXERCISES["single-leg-stance"]["level"]
    assert tuple(level["id"] for level in levels) == LADDER
    assert levels[0]["support"] == "one-hand"
    assert [level["base"] for level in levels] == ["single"] * 4 + ["forefoot"]
    assert levels[-1]["ask_first"]


@pytest.mark.parametrize("routine", ROUTINES.values(), ids=ROUTINES)
def test_a_routine_names_only_exercises_and_levels_that_exist(routine: dict) -> None:
    for step in steps(routine):
        exercise = EXERCISES[step["exercise"]]
        named = step.get("level", [])
        assert set([named] if isinstance(named, str) else named) <= {level["id"] for level in exercise.get("level", [])}


@pytest.mark.parametrize("routine", ROUTINES.values(), ids=ROUTINES)
def test_every_dose_says_how_well_it_is_backed(routine: dict) -> None:
    assert [step["exercise"] for step in steps(routine) if step.get("evidence") not in EVIDENCE] == []


@pytest.mark.parametrize("entry", [*EXERCISES.values(), *ROUTINES.values()], ids=[*EXERCISES, *ROUTINES])
def test_a_source_has_an_author_a_title_and_an_address(entry: dict) -> None:
    assert entry["sources"]
    for source in entry["sources"]:
        author, title, *rest = source.split(", ")
        assert re.search(r"[A-Z]", author), source
        assert words(title) >= 2, source
        assert rest[-1] == NO_ADDRESS or re.fullmatch(r"https?://[^\s,]+\.[^\s,]+", rest[-1]), source


@pytest.mark.parametrize("routine", ROUTINES.values(), ids=ROUTINES)
def test_a_routine_tells_when_to_stop_what_to_hold_and_that_it_treats_nothing(routine: dict) -> None:
    about = routine["about"]
    for word in ("Stop at sharp pain", "get help", "something fixed", "a chair can move", "does not treat anything",
                 "a doctor or physiotherapist"):  # fmt: skip
        assert word.lower() in " ".join(about.lower().split())


def test_nothing_shipped_tells_anyone_to_hold_a_chair() -> None:
    sentences = [part for entry in EXERCISES.values() for text in texts(entry) for part in text.split(".")]
    assert [part for part in sentences if re.search(r"\bhold\w*\b.*\bchair\b", part, re.IGNORECASE)] == []


@pytest.mark.parametrize("path", [*EXERCISE_FILES, *ROUTINE_FILES], ids=lambda path: path.stem)
def test_no_file_of_the_library_claims_to_treat_anything(path: Path) -> None:
    comments = [line.partition("# ")[2] for line in path.read_text("utf-8").splitlines() if "# " in line]
    assert [claim for text in [*texts(tables(path)), *comments] for claim in claims(text)] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_claims_to_treat_anything(path: Path) -> None:
    assert claims(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Balance prevents falls.", True),
        ("A cure for plantar fasciitis.", True),
        ("It relieves your arch.", True),
        ("It treats nothing.", False),
        ("Press the heel into the floor.", False),
        ("It is no treatment. It heals.", True),
    ],
)
def test_a_claim_is_told_from_its_denial(text: str, claimed: bool) -> None:
    assert bool(claims(text)) is claimed


def test_the_page_of_exercises_lists_every_exercise_with_its_levels() -> None:
    rows = dict(
        re.findall(r"^\| `([a-z-]+)` \|.*\| (.+) \|$", (ROOT / "docs" / "exercises.md").read_text("utf-8"), re.M)
    )
    listed = {name: re.findall(r"`([a-z-]+)`", levels) for name, levels in rows.items() if name in EXERCISES}
    assert listed == {name: [level["id"] for level in entry["level"]] for name, entry in EXERCISES.items()}
