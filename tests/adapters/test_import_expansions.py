"""Whatever an imported file holds, footcore plays the works and rests that the other program would."""

from __future__ import annotations

from hypothesis import given, settings
from import_builders import (
    Json,
    Played,
    circuits,
    compounds,
    only,
    openhiit_timers,
    play_openhiit,
    play_seconds,
    play_workout,
    played,
    read,
    workouts,
    zwift_workouts,
)

from footcore_tui.core.imported import Failed, Program

often = settings(max_examples=120, deadline=None, derandomize=True)


def expect(document: object, program: Program, expected: list[Played]) -> None:
    """The same intervals, one by one, so the same sums; no routine where there is no work."""
    found = read(document)
    assert found.program is program
    (routine,) = found.routines
    if not expected:
        assert isinstance(routine, Failed)
    else:
        assert played(only(document)) == expected


@often
@given(workouts())
def test_a_workout_is_played_as_just_another_workout_timer_plays_it(workout: Json) -> None:
    expect(workout, Program.JUST_ANOTHER, play_workout(workout))
    expect({"workouts": [workout]}, Program.JUST_ANOTHER, play_workout(workout))


@often
@given(openhiit_timers())
def test_a_timer_is_played_as_openhiit_plays_it(timer: Json) -> None:
    expect(timer, Program.OPENHIIT, play_openhiit(timer))
    expect([timer], Program.OPENHIIT, play_openhiit(timer))


@often
@given(circuits())
def test_a_circuit_is_played_as_seconds_plays_it(timer: Json) -> None:
    expect({"items": [timer]}, Program.SECONDS, play_seconds(timer))


@often
@given(compounds())
def test_a_compound_is_played_as_seconds_plays_it(timer: Json) -> None:
    expect({"items": [{"name": "Folder", "items": [timer]}]}, Program.SECONDS, play_seconds(timer))


@often
@given(zwift_workouts())
def test_a_workout_is_played_as_zwift_plays_it(workout: tuple[str, list[Played]]) -> None:
    text, expected = workout
    expect(text, Program.ZWIFT, expected)
