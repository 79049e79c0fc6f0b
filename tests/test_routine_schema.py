"""The schema against the loader: every key, word and limit of the one in the other; what loads is valid."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import tomli
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from routine_strategies import routines
from routine_writing import written

from footcore_tui.adapters import toml_values
from footcore_tui.adapters.data_files import data_folder
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.toml_keys import BLOCK, EXERCISE, EXERCISE_FILE, FILE, LEVEL, PLAN, STEP
from footcore_tui.adapters.toml_routines import MAX_SESSIONS_A_DAY, load_routine
from footcore_tui.adapters.toml_steps import WARNINGS
from footcore_tui.cli.edge import run
from footcore_tui.cli.routine_schema import for_exercises
from footcore_tui.core.duration import parse_duration
from footcore_tui.core.exercise import Base, Contact, Evidence, Focus, Support, Surface, Vision
from footcore_tui.core.routine import MAX_CLOCK_SECONDS, MAX_COUNT, MAX_REPS, MAX_STEPS, Measure, Sides, Start

ROOT = Path(__file__).parents[1]
BAD_FILES = Path(__file__).parent / "adapters" / "bad_files"
TEXT = (data_folder("routines") / "routine.schema.json").read_text("utf-8")
SCHEMA = json.loads(TEXT)
SHAPES = SCHEMA["definitions"]
LIBRARY = Library(data_folder("routines"))
WEEKLY = (
    *("hold", "relax", "time", "reps", "tempo", "cap", "total", "level", "sets", "rounds", "rest", "rest_after"),
    *("rest_between_rounds", "switch"),
)
"""What may be a list with one value for each week, by routine-format.md."""

jsonschema: ModuleType = (
    importlib.import_module("jsonschema") if os.environ.get("CI") == "true" else pytest.importorskip("jsonschema")
)
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
OF_EXERCISES = jsonschema.Draft7Validator(json.loads(for_exercises(TEXT)))


def shape(name: str) -> dict:
    """Of a key of a block or step."""
    found = SHAPES["block"]["properties"][name]
    return SHAPES[found["$ref"].rpartition("/")[2]] if "$ref" in found else found


def resolved(one: dict) -> dict:
    return SHAPES[one["$ref"].rpartition("/")[2]] if "$ref" in one else one


def everything(value: object = SCHEMA) -> Iterator[dict]:
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield value
    for child in children:
        yield from everything(child)


def test_it_is_a_schema_of_draft_7_without_nulls_and_without_the_net() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator.check_schema(OF_EXERCISES.schema)
    assert SCHEMA["$schema"].endswith("draft-07/schema#")
    assert "null" not in TEXT
    assert [one["$ref"] for one in everything() if "$ref" in one and not one["$ref"].startswith("#/")] == []


@pytest.mark.parametrize(
    ("properties", "known"),
    [
        (SCHEMA["properties"], FILE),
        (OF_EXERCISES.schema["properties"], EXERCISE_FILE),
        (SHAPES["plan"]["properties"], PLAN),
        (SHAPES["block"]["properties"], BLOCK | STEP),
        (SHAPES["step"]["properties"], STEP),
        (SHAPES["exercise"]["properties"], EXERCISE),
        (SHAPES["level-of-exercise"]["properties"], LEVEL),
    ],
    ids=["file", "exercises", "plan", "block", "step", "exercise", "level"],
)
def test_a_table_has_the_keys_that_the_loader_knows_and_each_tells_what_it_is(properties: dict, known: set) -> None:
    assert set(properties) == known
    for name, one in properties.items():
        is_table = name in TABLES and properties is not SHAPES["block"]["properties"]
        told = resolved(one)["description"]
        assert is_table or f"{name} = " in told, told


TABLES = ("plan", "block", "exercise", "level")


def test_no_key_stands_twice_in_an_object() -> None:
    """Tombi does without a schema that has one."""

    def once(pairs: list[tuple[str, object]]) -> dict:
        assert len(dict(pairs)) == len(pairs), pairs
        return dict(pairs)

    json.loads(TEXT, object_pairs_hook=once)


def test_no_other_key_is_taken_anywhere() -> None:
    tables = [one for one in everything() if one.get("type") == "object"]
    assert len(tables) == 6
    assert all(one["additionalProperties"] is False for one in tables)


def test_the_steps_of_a_block_leave_no_room_for_the_keys_of_one() -> None:
    (rule,) = (one["then"] for one in SHAPES["block"]["allOf"] if "else" in one)
    assert set(rule["propertyNames"]["enum"]) == BLOCK


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (shape("sides"), Sides),
        (shape("start"), Start),
        (shape("test"), Measure),
        (shape("evidence"), Evidence),
        (shape("first"), ("left", "right")),
        (SHAPES["warning"], WARNINGS),
        (SHAPES["focus-word"], Focus),
        (SHAPES["contact-point"], Contact),
        *(
            (SHAPES["level-of-exercise"]["properties"][name], words)
            for name, words in (("support", Support), ("base", Base), ("surface", Surface), ("vision", Vision))
        ),
    ],
)
def test_a_word_is_one_that_the_loader_knows(one: dict, words: type) -> None:
    assert one["enum"] == [str(word) for word in words]


def test_the_limits_are_those_of_the_loader() -> None:
    plan, steps = SHAPES["plan"]["properties"], SHAPES["block"]["properties"]["steps"]
    assert (SHAPES["count"]["minimum"], SHAPES["count"]["maximum"]) == (1, MAX_COUNT)
    assert (SHAPES["repetitions"]["minimum"], SHAPES["repetitions"]["maximum"]) == (1, MAX_REPS)
    assert (plan["weeks"]["maximum"], shape("stage")["maximum"]) == (MAX_COUNT, MAX_COUNT)
    assert plan["days_a_week"]["oneOf"][0]["maximum"] == 7
    assert plan["sessions_a_day"]["oneOf"][0]["maximum"] == MAX_SESSIONS_A_DAY
    assert (steps["minItems"], steps["maxItems"], SCHEMA["properties"]["block"]["maxItems"]) == (
        1,
        MAX_STEPS,
        MAX_STEPS,
    )
    lengths = {one["maxLength"] for one in everything() if "maxLength" in one}
    assert lengths == {toml_values.MAX_NAME_CELLS, toml_values.MAX_NOTE_CELLS, toml_values.MAX_ABOUT_CELLS}
    assert SHAPES["note"]["maxLength"] == toml_values.MAX_NOTE_CELLS
    assert SCHEMA["properties"]["about"]["maxLength"] == toml_values.MAX_ABOUT_CELLS
    assert {one["maxItems"] for one in everything() if "maxItems" in one} == {
        MAX_COUNT, MAX_STEPS, toml_values.MAX_LISTED,
    }  # fmt: skip


def test_a_list_for_the_weeks_may_stand_where_the_loader_takes_one() -> None:
    weekly = {name for name in SHAPES["block"]["properties"] if _is_weekly(shape(name))}
    assert weekly == set(WEEKLY)


def _is_weekly(one: dict) -> bool:
    return any(other.get("maxItems") == MAX_COUNT for other in one.get("oneOf", ()))


def test_every_exercise_of_the_library_is_offered_for_completion() -> None:
    assert sorted(SHAPES["exercise-id"]["examples"]) == sorted(exercise.id for exercise in LIBRARY.exercises())


SPELT = (
    st.text("0123456789hms", max_size=6) | st.from_regex(r"\A(\d{0,2}h)?(\d{0,2}m)?(\d{0,2}s)?\Z") | st.text(max_size=4)
)


@given(SPELT)
@settings(max_examples=500)
def test_a_time_is_one_to_both(text: str) -> None:
    def takes(name: str) -> bool:
        return jsonschema.Draft7Validator(SHAPES[name]).is_valid(text)

    seconds = parse_duration(text)
    assume(seconds is None or seconds <= MAX_CLOCK_SECONDS)
    assert takes("time-or-zero") is (seconds is not None)
    assert takes("time-above-zero") is bool(seconds)
    assert takes("rest-time") is (seconds is not None or text == "ready")


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        *((text, True) for text in ("12h", "0012h", "12h0m0s", "11h60m", "720m", "43200s")),
        *((text, False) for text in ("13h", "20h", "999h", "1000m", "100000s", "00013h5m")),
    ],
)
def test_a_time_far_beyond_a_session_is_none(text: str, *, taken: bool) -> None:
    for name in ("time-or-zero", "time-above-zero", "rest-time"):
        assert jsonschema.Draft7Validator(SHAPES[name]).is_valid(text) is taken


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        *((text, True) for text in ("A", "足指", "Fuß 1", " a ", "·")),
        *((text, False) for text in ("", " ", "\u3000", "\x07", "a\tb", "a\nb", "\x1b[1m", "a\x85", "\x7f")),
    ],
)
def test_a_name_has_something_to_see_and_no_control_character(text: str, *, taken: bool) -> None:
    names = [one for one in everything() if one.get("maxLength") == toml_values.MAX_NAME_CELLS]
    assert [one for one in names if "pattern" not in one] == []
    for one in [one for one in names if one["pattern"].startswith("^[^")]:
        assert jsonschema.Draft7Validator(one).is_valid(text) is taken


@pytest.mark.parametrize("path", sorted((ROOT / "routines").rglob("*.toml")), ids=lambda path: path.stem)
def test_a_bundled_file_is_valid(path: Path) -> None:
    validator = OF_EXERCISES if path.parent.name == "exercises" else VALIDATOR
    assert [error.message for error in validator.iter_errors(tomli.loads(path.read_text("utf-8")))] == []


@given(routines())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_a_generated_routine_that_loads_is_valid(routine: object) -> None:
    text = written(routine)
    assume(load_routine(text, "x.toml")[0] is not None)
    assert [error.message for error in VALIDATOR.iter_errors(tomli.loads(text))] == []


def test_a_mistake_that_a_schema_can_see_is_seen() -> None:
    missed = set()
    for path in sorted(BAD_FILES.glob("*.toml")):
        try:
            document = tomli.loads(path.read_bytes().decode("utf-8-sig"))
        except (ValueError, RecursionError):
            continue
        if VALIDATOR.is_valid(document):
            missed.add(path.stem)
    assert missed == SHAPELESS


SHAPELESS = {
    *("bidi-override", "bidi-override-in-comment", "byte-order-mark-inside"),
    *("line-separator", "name-too-long", "osc-52", "private-use", "stacked-accents"),
    *("zero-width-space", "exercise-by-name", "exercise-id-twice", "exercise-unknown"),
    *("level-id-twice", "level-unknown", "level-unknown-in-week-two", "level-without-ladder", "list-longer-than-plan"),
    *("list-without-plan", "tempo-zero", "too-long-a-session"),
    *("too-long-in-week-three", "too-many-intervals", "too-many-steps", "file-too-large", "total-below-one-pair"),
    *("total-not-whole-holds", "total-not-whole-pairs", "total-uneven-in-week-two", "total-with-each"),
    *("total-with-test", "weeks-backwards", "weeks-beyond-plan", "weeks-without-plan"),
}
"""Mistakes that only the loader finds: of characters, of what stands elsewhere, of what it comes to."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_prints_it_or_writes_it(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["routine", "schema"]) == 0
    assert capsys.readouterr().out == TEXT
    assert run(["routine", "schema", "."]) == 0
    assert (here / "routine.schema.json").read_text("utf-8") == TEXT
    assert "#:schema ./routine.schema.json" in capsys.readouterr().err
    assert run(["routine", "schema", "--exercises", "x.json"]) == 0
    assert json.loads((here / "x.json").read_text("utf-8"))["required"] == ["exercise"]


def test_an_older_one_is_replaced_and_another_file_is_not(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, other = here / "routine.schema.json", here / "other.json"
    old.write_text('{"title": "footcore routine, format 1", "old": 1}')
    other.write_text("{}")
    assert run(["routine", "schema", str(old)]) == 0
    assert old.read_text("utf-8") == TEXT
    assert run(["routine", "schema", str(other)]) == 1
    assert other.read_text() == "{}"
    assert "another file" in capsys.readouterr().err
    assert run(["routine", "schema", "no/where/x.json"]) == 1
    assert "can't be written" in capsys.readouterr().err
