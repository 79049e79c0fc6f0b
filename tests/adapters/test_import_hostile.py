"""Files that are of no program, damaged or written to do harm: a sentence each, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_builders import find, only, read, reason, shelf

from footcore_tui.adapters.import_files import MOST_ROUTINES, read_import
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.errors import RoutineError
from footcore_tui.core.imported import Failed, ImportedRoutine, Program
from footcore_tui.core.imported_reading import Told
from footcore_tui.core.imported_text import imported_text

WORKOUT: Final = {
    "title": "Müsli",
    "version": 2,
    "sets": [{"repetitions": 2, "exercises": [{"name": "Plank", "duration": 30}, {"name": "Rest", "duration": 10}]}],
}
TIMES = {"workTime": 20, "restTime": 10, "breakTime": 60, "warmupTime": 30, "cooldownTime": 9, "getReadyTime": 8}
OPENHIIT: Final = [{"name": "H", "activeIntervals": 3, "restarts": 1, "activities": ["A", "B"], "timeSettings": TIMES}]
INTERVAL = {"name": "Move", "duration": 30, "split": True, "splitRest": 5, "indefinite": False, "rest": False}
CIRCUIT = {
    "type": 3, "name": "C", "numberOfSets": 2, "random": False, "group": True, "overrun": False, "notes": "N",
    "warmup": INTERVAL, "cooldown": INTERVAL, "intervalRest": INTERVAL, "setRest": INTERVAL,
    "intervals": [INTERVAL, INTERVAL],
}  # fmt: skip
COMPOUND = {"type": 4, "name": "D", "timers": [CIRCUIT, CIRCUIT], "timerRest": INTERVAL, "circuitRest": INTERVAL}
SECONDS: Final = {"name": "Exported Items", "items": [{"name": "F", "items": [CIRCUIT, COMPOUND]}]}
ZWIFT = (
    b'<workout_file><name>R</name><description>D</description><workout><Warmup Duration="60">'
    b'<textevent timeoffset="5" message="Go"/></Warmup><IntervalsT Repeat="2" OnDuration="9" OffDuration="8"/>'
    b"</workout></workout_file>"
)


def refused(content: bytes) -> str:
    with pytest.raises(RoutineError) as caught:
        read_import(content)
    assert all(program in caught.value.hint for program in ("Just Another", "OpenHIIT", "Seconds", "Zwift"))
    return str(caught.value)


@pytest.mark.parametrize(
    ("document", "program"),
    [
        (WORKOUT, Program.JUST_ANOTHER),
        ({"workouts": [WORKOUT]}, Program.JUST_ANOTHER),
        (OPENHIIT, Program.OPENHIIT),
        (OPENHIIT[0], Program.OPENHIIT),
        (SECONDS, Program.SECONDS),
        (CIRCUIT, Program.SECONDS),
        (COMPOUND, Program.SECONDS),
        (ZWIFT, Program.ZWIFT),
        (b"\n \xef\xbb\xbf".strip() + ZWIFT.upper().replace(b"DURATION", b"Duration"), Program.ZWIFT),
    ],
)
def test_the_program_is_told_by_the_content(document: object, program: Program) -> None:
    assert read(document).program is program


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b" \r\n\t", "it is empty"),
        (b"hello", "line 1 is no JSON"),
        (b'{"workouts":\n[}', "line 2 is no JSON"),
        (b"format = 1\n", "no JSON"),
        (b"7", "of no program that is known here"),
        (b"null", "of no program that is known here"),
        (b"[]", "of no program that is known here"),
        (b'{"a": 1}', "of no program that is known here"),
        (b'{"workouts": []}', "there is no routine in this file"),
        (b'{"items": []}', "there is no routine in this file"),
        (b"<html/>", "of no program that is known here"),
        (b"<workout_file><a></workout_file>", "line 1 is no XML: mismatched tag"),
        (b"<workout_file>", "is no XML"),
        (b"<workout_file>" + b"<a>" * 60, "nested too deeply"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"items":[' * 100_000, "nested too deeply"),
        (b'<!DOCTYPE w [<!ENTITY a "aaaa">]><workout_file><name>&a;</name></workout_file>', "it has a DOCTYPE"),
        (b'<!DOCTYPE w SYSTEM "file:///etc/passwd"><workout_file/>', "it has a DOCTYPE"),
        (b"\xff\xfe\x00\xd8", "no JSON"),
        (bytes(range(256)), "no JSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_kinds_that_can(content: bytes, said: str) -> None:
    assert said in refused(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_any_unicode_is_read(encoding: str) -> None:
    found = read(json.dumps(WORKOUT, ensure_ascii=False).encode(encoding))
    assert [one.name for one in found.routines] == ["Müsli"]
    assert found.told == ()


def test_a_file_in_latin_1_is_read_and_told() -> None:
    found = read(json.dumps(WORKOUT, ensure_ascii=False).encode("latin-1"))
    assert [one.name for one in found.routines] == ["Müsli"]
    assert ["Latin-1" in told.text for told in found.told] == [True]


def test_keys_that_stand_twice_are_told_and_the_last_counts() -> None:
    found = read('{"sets": [], "sets": [{"exercises": [{"name": "A", "duration": 9, "duration": 30}]}]}')
    assert found.told == (
        Told('2 keys stand twice in one object; the last one counts: "duration", "sets".', grave=True),
    )
    assert reason('{"title": "x", "title": "T", "sets": []}') == "there is nothing to do in it"


def test_a_nesting_that_json_bears_is_walked_through() -> None:
    deep: object = CIRCUIT
    for _ in range(200):
        deep = {"items": [deep]}
    assert only(deep).name == "C"


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-1", "1e999", "9" * 400, "9" * 5000, "43201", "true", '"x"', "[]", "{}"]
)
def test_a_length_that_is_none_keeps_its_routine_from_being_made(number: str) -> None:
    said = reason(json.dumps(WORKOUT).replace("30", number))
    assert "duration" in said or "12 hours" in said


@pytest.mark.parametrize("number", ["NaN", "1e999", "0", "100", "1.5", '"2 x"', "[]", "9" * 400])
def test_rounds_that_are_none_keep_their_routine_from_being_made(number: str) -> None:
    assert '"repetitions"' in reason(json.dumps(WORKOUT).replace('"repetitions": 2', f'"repetitions": {number}'))


def test_no_more_routines_are_made_than_a_person_can_look_at() -> None:
    routines = read({"workouts": [WORKOUT] * (MOST_ROUTINES + 3)}).routines
    assert len(routines) == MOST_ROUTINES + 1
    assert isinstance(routines[-1], Failed)


ODD = ["\x1b]0;x\x07", "\ud800", "9" * 500, 10**400, -0.0, 1e308, "[", '{"workTime": []}', "3", 99, 0.4]
KEYS = st.sampled_from(["name", "items", "sets", "x"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(ODD),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=4,
)


def paths(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from paths(one, (*path, key))


def with_value(document: object, path: tuple[object, ...], value: object) -> object:
    if not path:
        return value
    copy = dict(document) if isinstance(document, dict) else list(document)
    copy[path[0]] = with_value(copy[path[0]], path[1:], value)
    return copy


def taken(content: bytes) -> None:
    """Whatever it is, it is refused, not made, or makes a file that has no error but that of a limit."""
    try:
        found = read_import(content)
    except RoutineError:
        return
    for one in found.routines:
        if isinstance(one, ImportedRoutine):
            text = imported_text(one, found.program, find)
            problems = load_routine(text, "x.toml", shelf().exercises)[1]
            codes = {problem.code for problem in problems if problem.severity == "error"}
            assert codes <= {"too-long-session"}, problems


ALL = [WORKOUT, {"workouts": [WORKOUT]}, OPENHIIT, SECONDS, COMPOUND]
PLACES = [(document, path) for document in ALL for path in paths(document)]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.sampled_from(PLACES), VALUES)
def test_any_value_in_any_place_is_answered(place: tuple[object, tuple[object, ...]], value: object) -> None:
    taken(json.dumps(with_value(*place, value)).encode())


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.sampled_from([json.dumps(document).encode() for document in ALL] + [ZWIFT, ZWIFT]),
    st.lists(
        st.tuples(
            st.floats(0, 1), st.integers(0, 4), st.binary(max_size=4) | st.sampled_from([b'"', b"<!", b"0", b"\0"])
        )
    ),
)
def test_any_bytes_in_any_place_are_answered(content: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    for place, length, new in changes:
        at = int(place * len(content))
        content = content[:at] + new + content[at + length :]
    taken(content)
