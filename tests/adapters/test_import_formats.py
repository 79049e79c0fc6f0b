"""What becomes of what, program by program, and what is told of it."""

from __future__ import annotations

import json

import pytest
from import_builders import Json, Played, find, only, played, read, reason, written

from footcore_tui.adapters.import_just_another import is_rest
from footcore_tui.core.imported import Failed, ImportedRoutine, Program
from footcore_tui.core.imported_text import imported_text
from footcore_tui.core.routine import Hold, Move, Ready, SelfPaced, Sides


def told(document: object) -> list[str]:
    return [one.text for one in only(document).told]


def blocks_of(document: object) -> str:
    """The blocks as they stand in the file."""
    text = imported_text(only(document), Program.SECONDS, find)
    return text[text.index("[[block]]") :]


def workout(*sets: tuple[int, list[tuple[str, object]]], **more: object) -> Json:
    inside = [
        {"repetitions": often, "exercises": [{"name": name, "duration": seconds} for name, seconds in exercises]}
        for often, exercises in sets
    ]
    return {"title": "Morning", "sets": inside, **more}


@pytest.mark.parametrize(
    "name",
    [
        "Rest",
        "rest",
        " PAUSE!",
        "Erholung",
        "Short break",
        "Rest 10 s",
        "Große Pause",
        "re\u0301cupe\u0301ration",
        "休息",
        "Отдых",
    ],
)
def test_an_exercise_that_is_called_nothing_but_rest_is_one(name: str) -> None:
    assert is_rest(name)


@pytest.mark.parametrize("name", ["Pause squat", "Restless legs", "Breakdance", "Forest", "Active rest", "", "30 s"])
def test_an_exercise_that_only_sounds_like_a_rest_is_none(name: str) -> None:
    assert not is_rest(name)


def test_rests_of_a_workout_stand_behind_their_steps_and_between_the_rounds() -> None:
    exercises = [("Rest", 5), ("Tandem stance", 30), ("Rest", 10), ("Towel flick", 45), ("Pause", 20)]
    assert blocks_of(workout((3, exercises))) == (
        """\
[[block]]
prepare = "5s"
rounds  = 3
rest    = "10s"
rest_between_rounds = "25s"
steps = [
  { exercise = "tandem-stance", hold = "30s" },
  { name = "Towel flick", time = "45s" },
]
"""
    )
    assert told(workout((3, exercises))) == ["The rest at the end was left out: nothing comes after it."]


def test_a_set_of_rest_alone_stands_between_the_others_and_each_keeps_its_rounds() -> None:
    one = (2, [("A", 30), ("Rest", 10)])
    routine = only(workout(one, (2, [("Rest", 30)]), one, one))
    assert [(block.rounds, block.between) for block in routine.blocks] == [(2, 10)] * 3
    assert [interval for interval in played(routine) if interval[0] == "rest"] == [
        ("rest", seconds) for seconds in (10, 70, 10, 10, 10)
    ]
    assert [block.prepare for block in written(routine).blocks] == [None, 60, None]


def test_rests_before_the_first_step_are_its_get_ready() -> None:
    routine = only(workout((1, [("Rest", 20)]), (1, [("Rest", 5), ("A", 30)])))
    assert written(routine).blocks[0].prepare == 25


def test_the_first_version_of_a_workout_is_read_and_a_newer_one_is_told() -> None:
    plank: tuple[int, list[tuple[str, object]]] = (1, [("Plank", 30)])
    assert told(workout(plank)) == told(workout(plank, version=2, position=3)) == []
    assert "newer version" in told(workout(plank, version=3))[0]


def test_each_workout_of_a_backup_stands_for_itself() -> None:
    good, bad = workout((1, [("Plank", 30)])), workout((1, [("Plank", "long")]))
    made, failed = read({"workouts": [good, bad]}).routines
    assert isinstance(made, ImportedRoutine)
    assert failed == Failed("Morning", 'set 1, exercise 1: "duration" has to be a number of seconds, not a text')


def openhiit(**more: object) -> Json:
    times = {"workTime": 20, "restTime": 10, "breakTime": 60, "warmupTime": 0, "cooldownTime": 0, "getReadyTime": 8}
    return {"name": "HIIT", "activeIntervals": 3, "restarts": 1, "activities": [], "timeSettings": times} | more


def test_a_timer_without_activities_becomes_sets_of_work() -> None:
    assert blocks_of(openhiit()) == (
        """\
[[block]]
name   = "Work"
rounds = 2
sets   = 3
time   = "20s"
rest   = "10s"
rest_between_rounds = "1m"
"""
    )
    assert written(only(openhiit())).prepare == 8


def test_activities_become_steps_and_names_beyond_the_last_interval_are_told() -> None:
    timer = openhiit(activities=["Short foot", "Plank", "", "Lunge", "Squat"])
    assert [step.name for step in written(only(timer)).blocks[0].steps] == ["Short foot", "Plank", "Work"]
    assert told(timer) == ["The names of 2 activities beyond the last one were left out."]


def test_time_to_change_sides_of_an_old_timer_is_told_as_missing() -> None:
    timer = {"title": "T", "numExercises": 1, "exercises": "", "exerciseTime": 30, "halfTime": 5, "iterations": 0}
    (one,) = only(timer).told
    assert one.grave


def interval(seconds: object, name: str = "Move", **more: object) -> Json:
    return {
        "name": name,
        "duration": seconds,
        "split": False,
        "splitRest": 0,
        "indefinite": False,
        "rest": False,
    } | more


def circuit(*intervals: Json, **more: object) -> Json:
    return {"type": 3, "name": "Circuit", "intervals": list(intervals), **more}


def test_split_work_is_done_on_each_side_for_half_the_time() -> None:
    document = circuit(
        interval(45, "Short foot", split=True, splitRest=10),
        interval(30, split=True),
        interval(20, split=True, splitRest=3),
    )
    first, second, third = written(only(document)).blocks[0].steps
    assert (first.sides, first.switch.values, first.dose) == (Sides.EACH, (10,), Move(first.dose.seconds))
    assert [step.dose.seconds.values for step in (first, second, third)] == [(23,), (15,), (10,)]
    assert [step.switch.values for step in (second, third)] == [(3,), (3,)]
    assert blocks_of(document).count("switch") == 1
    assert told(document) == [
        "A length was rounded to whole seconds.",
        "A step of two sides without a pause between them got footcore's own 3 s to change sides.",
    ]


def test_what_is_open_in_length_stays_open() -> None:
    document = circuit(
        interval(0, indefinite=True), interval(5, rest=True, indefinite=True), interval(10), intervalRest=interval(15)
    )
    routine = written(only(document))
    first = routine.blocks[0].steps[0]
    assert isinstance(first.dose, SelfPaced)
    assert routine.blocks[0].rest.of(1) is Ready.READY
    assert told(document) == [
        "A step of open length became one repetition at the client's own pace (Enter ends it).",
        'A rest of open length, with any timed one beside it, ends when the client says so ("ready").',
    ]


def test_an_open_rest_behind_the_last_of_some_rounds_is_kept() -> None:
    again = circuit(interval(7, rest=True), interval(10), numberOfSets=3, setRest=interval(20))
    compound = {"type": 4, "name": "C", "timers": [again, again], "timerRest": interval(0, indefinite=True)}
    expected: list[Played] = [*[("work", 10), ("rest", 27)] * 2, ("work", 10)]
    assert played(only(compound)) == [*expected, ("rest", None), *expected]
    assert [block.rounds.of(1) for block in written(only(compound)).blocks] == [3, 3]
    twice = only(compound | {"numberOfSets": 2, "circuitRest": interval(40)})
    one = [*expected, ("rest", None), *expected]
    assert played(twice) == [*one, ("rest", 47), *one]
    assert [block.rounds.of(1) for block in written(twice).blocks] == [2, 1, 3, 2, 1, 3]


def test_an_open_rest_at_the_start_is_left_to_the_client() -> None:
    document = circuit(interval(0, rest=True, indefinite=True), interval(10))
    assert played(only(document)) == [("work", 10)]
    assert "The open rest at the start was left out: a session starts when the client says so." in told(document)


def test_a_circuit_in_which_nothing_is_done_takes_its_rest_along() -> None:
    timers = [circuit(interval(10)), circuit(interval(0)), circuit(interval(10))]
    document = {"type": 4, "name": "C", "timers": timers, "timerRest": interval(20)}
    assert played(only(document)) == [("work", 10), ("rest", 20), ("work", 10)]


def test_timers_come_in_their_order_out_of_their_folders() -> None:
    one, two, three = (circuit(interval(10)) | {"name": name} for name in "abc")
    document = {"items": [{"items": [one, two]}, three]}
    assert [routine.name for routine in read(document).routines] == ["a", "b", "c"]


def test_a_rest_that_is_never_taken_is_not_told() -> None:
    never = interval(0.2, indefinite=True)
    once = circuit(interval(10), intervalRest=never, setRest=never, numberOfSets=1, group=True)
    assert told({"type": 4, "name": "C", "timers": [once], "timerRest": never, "circuitRest": never}) == []


def test_what_has_no_counterpart_is_told_once() -> None:
    one = circuit(interval(0), interval(0), interval(10), random=True, group=True, numberOfSets=2, overrun=True)
    compound = {"type": 4, "name": "C", "timers": [one, one], "overrun": True}
    assert told(compound) == [
        "Counting on after the end was left out.",
        "The random order was left out: the steps come as they stand.",
        "Whether sets were grouped by exercise is not known: they became rounds.",
        "4 steps that last 0 s were left out.",
    ]


def test_notes_are_what_it_is_about() -> None:
    inner = circuit(interval(10), notes="Slowly.\r\n\r\nBreathe.")
    routine = written(only({"type": 4, "name": "C", "notes": 'Say """ and \\', "timers": [inner]}))
    assert routine.about.strip() == 'Say """ and \\\n\nCircuit: Slowly.\n\nBreathe.'
    assert routine.blocks[0].name == "Circuit"


def test_an_older_file_of_packs_is_read() -> None:
    old = {"_type": "circ", "name": "Old", "intervals": [{"_type": "int", "name": "Plank", "duration": 30}]}
    document = {"packs": [{"_type": "pack", "name": "P", "items": [old, old]}]}
    assert [type(one) for one in read(document).routines] == [ImportedRoutine, ImportedRoutine]


@pytest.mark.parametrize(
    ("timer", "said"),
    [
        (circuit(interval(0)), "every step in it lasts 0 s"),
        (circuit(), "there is nothing to do in it"),
        (circuit(interval(10)) | {"type": 2}, "it is of a type 2 that is not known here"),
        (circuit(interval(10), numberOfSets=100), '"numberOfSets" is more than 99'),
        (circuit(interval(-1)), '"duration" has to be 0 or more'),
        (circuit(interval(43_201)), "not between 0 and 12 hours"),
        (circuit(*[interval(1)] * 501), "more than 500 steps"),
        (
            {"type": 4, "name": "C", "numberOfSets": 99, "timers": [circuit(interval(1, rest=True))] * 200},
            "more than 10,000 parts",
        ),
        (circuit(interval(10), warmup=7), '"warmup" has to be an object, not a number'),
        (circuit(interval(10, split="no")), '"split" has to be true or false, not a text'),
        ({"type": 4, "name": "C", "timers": [{"type": 4, "timers": []}]}, "a compound in a compound"),
        ({"name": "Folder", "items": [7]}, "the timer has to be an object, not a number"),
    ],
)
def test_a_timer_that_cannot_be_one_says_why(timer: Json, said: str) -> None:
    assert said in reason(timer)


def zwo(inside: str, head: str = "<name>Ride</name>") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<workout_file>{head}<workout>{inside}</workout></workout_file>'


def test_segments_become_steps_intervals_rounds_and_texts_cues() -> None:
    text = zwo(
        '<Warmup Duration="360"/><SteadyState Duration="300"><TextEvent timeoffset="90" message="Last"/>'
        '<textevent timeoffset="5" message="Long toes"/></SteadyState>'
        '<IntervalsT Repeat="3" OnDuration="40" OffDuration="20"><textevent timeoffset="0" message="Go"/>'
        '<textevent timeoffset="50" message="Easy"/><textevent timeoffset="65" message="Again"/></IntervalsT>'
    )
    assert blocks_of(text) == (
        """\
[[block]]
steps = [
  { name = "Warm-up", time = "6m" },
  { name = "Steady", time = "5m", cues = ["Long toes", "Last"] },
]

[[block]]
rounds = 3
steps = [
  { name = "Interval", time = "40s", cues = ["Go", "Again"] },
  { name = "Recovery", time = "20s", cue = "Easy" },
]
"""
    )
    assert told(text) == ["The second at which a text comes was left out: texts became cues of their step."]


def test_texts_beyond_as_many_as_a_step_takes_are_told() -> None:
    events = "".join(f'<textevent timeoffset="{second}" message="Text {second}"/>' for second in range(52))
    text = zwo(f'<Ramp Duration="60">{events}</Ramp>')
    assert len(written(only(text)).blocks[0].steps[0].cues) == 50
    assert "2 texts beyond the 50th of a step were left out." in told(text)


def test_misspelt_names_are_read_and_told_and_unknown_ones_too() -> None:
    text = zwo('<StedyState Duration="60" Ponies="3"/><Hill DURATION="30"/><Banner x="1"/><FreeRide Durration="45"/>')
    assert [step.name for step in written(only(text)).blocks[0].steps] == ["Steady", "Hill", "Free ride"]
    assert told(text) == [
        '2 misspelt names were read as what they seem to mean: "stedystate", "durration".',
        'A segment of an unknown kind became a step: "hill".',
        'A part of an unknown kind was left out: "banner".',
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (zwo('<SteadyState Duration="60"/>', "<durationType>Distance</durationType>"), "distances, not times"),
        (zwo("<SteadyState/>"), "<steadystate> has no duration that is a number"),
        (zwo('<SteadyState Duration="nan"/>'), "has to be 0 or more"),
        (zwo('<IntervalsT Repeat="3" OffDuration="60"/>'), "<intervalst> has no onduration that is a number"),
        (zwo('<SteadyState Duration="0"/><IntervalsT OnDuration="0"/>'), "every step in it lasts 0 s"),
        (zwo('<IntervalsT Repeat="100" OnDuration="1"/>'), "up to 99 times"),
        (zwo(""), "there is nothing to do in it"),
        ("<workout_file/>", "there is nothing to do in it"),
    ],
)
def test_a_workout_of_zwift_that_cannot_be_one_says_why(text: str, said: str) -> None:
    assert said in reason(text)


def test_a_step_that_the_library_holds_becomes_a_hold() -> None:
    routine = written(only(workout((1, [("single-leg stance", 15), ("Ball roll", 20)]))))
    assert [type(step.dose) for step in routine.blocks[0].steps] == [Hold, Move]


def test_texts_become_such_as_a_routine_may_hold() -> None:
    names = ["\x1b[2JRow", "a\u202eb", "W" * 300, "  ", "足" * 60, "e" + "\u0301" * 40, "\ud800x", "tab\there"]
    document = json.dumps(workout((1, [(name, 10) for name in names])))
    routine = written(only(document))
    assert [step.name for step in routine.blocks[0].steps] == [
        *("[2JRow", "a b", "W" * 79 + "…", "Exercise", "足" * 39 + "…", "e" + "\u0301" * 4, "x", "tab here")
    ]
    assert told(document) == [
        "Characters that a routine may not hold were left out of 4 texts.",
        "2 texts that are longer than a routine takes were cut.",
        "A missing name was filled in.",
    ]
