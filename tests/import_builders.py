"""Files of other timers as those write them, and what those programs would play, reckoned without footcore."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from xml.sax.saxutils import quoteattr

from hypothesis import strategies as st

from footcore_tui.adapters.data_files import data_folder
from footcore_tui.adapters.import_files import read_import
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.toml_files import formatted
from footcore_tui.adapters.toml_pasted import Shelf
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.imported import Failed, Imported, ImportedRoutine, Program
from footcore_tui.core.imported_text import imported_text
from footcore_tui.core.interval import Interval, Kind
from footcore_tui.core.routine import Routine
from footcore_tui.core.timeline import compile_timeline

Played = tuple[str, float | None]
"""`work` or `rest`, and its seconds; None: open."""
Json = dict[str, object]

RESTS = ("Rest", "PAUSE", "Erholung", "break", "Repos", "Rest 10 s")
WORKS = ("Plank", "Short foot", "Pause squat", "Breakdance", "Tandem stance", "Restless legs", "Übung „3“", 'a\\b "c"')
NAMES = st.sampled_from(WORKS)
SECONDS = st.integers(0, 90) | st.sampled_from([0.2, 0.5, 1.5, 22.49, 30.0])


@cache
def shelf() -> Shelf:
    return Shelf(Library(data_folder("routines")).exercises(), {"tandem-stance", "single-leg-stance"})


def find(called: str) -> tuple[str | None, bool]:
    exercise = shelf().find(called)
    return exercise, shelf().is_held(exercise)


def read(document: object) -> Imported:
    content = (
        document if isinstance(document, bytes) else document if isinstance(document, str) else json.dumps(document)
    )
    return read_import(content.encode() if isinstance(content, str) else content)


def only(document: object) -> ImportedRoutine:
    (routine,) = read(document).routines
    assert isinstance(routine, ImportedRoutine), routine
    return routine


def reason(document: object) -> str:
    """Why it could not be made."""
    (failed,) = read(document).routines
    assert isinstance(failed, Failed), failed
    return failed.reason


def written(routine: ImportedRoutine, program: Program = Program.SECONDS) -> Routine:
    """Out of its file, which is laid out as `routine format` does it and has no error."""
    text = imported_text(routine, program, find)
    assert formatted(text.encode()).decode() == text
    loaded, problems = load_routine(text, "x.toml", shelf().exercises)
    assert loaded is not None, (text, problems)
    assert {problem.code for problem in problems} <= {"side-change"}, (text, problems)
    return loaded


def played(routine: ImportedRoutine) -> list[Played]:
    """What footcore plays, without the get-ready at the start, as the other programs' lists are written."""
    intervals = compile_timeline(written(routine)).intervals
    shown = [_shown(interval) for interval in intervals]
    return merged(shown[1:] if intervals[0].kind is Kind.PREPARE else shown)


def _shown(interval: Interval) -> Played:
    return "work" if interval.work else "rest", interval.seconds


def merged(intervals: Iterable[Played]) -> list[Played]:
    """Rests beside each other are one, of open length where one of them is; none stands at an end."""
    found: list[Played] = []
    for kind, group in groupby(intervals, key=lambda one: one[0]):
        lengths = [seconds for _, seconds in group]
        if kind == "work":
            found += [("work", seconds) for seconds in lengths]
        elif None in lengths:
            found.append(("rest", None))
        elif total := sum(seconds for seconds in lengths if seconds):
            found.append(("rest", total))
    while found and found[0][0] == "rest":
        found.pop(0)
    while found and found[-1][0] == "rest":
        found.pop()
    return found


def whole(seconds: float) -> int:
    return int(seconds + 0.5)


def work(seconds: float) -> Iterator[Played]:
    if whole(seconds):
        yield "work", whole(seconds)


# Just Another Workout Timer


@st.composite
def workouts(draw: st.DrawFn) -> Json:
    exercises = st.builds(
        lambda name, seconds: {"name": name, "duration": seconds, "id": "7"}, NAMES | st.sampled_from(RESTS), SECONDS
    )
    sets = st.builds(
        lambda often, inside: {"repetitions": often, "exercises": inside, "id": "8"},
        st.integers(1, 4),
        st.lists(exercises, max_size=5),
    )
    return {"title": "Morning", "sets": draw(st.lists(sets, max_size=4)), "version": 2, "position": 1}


def play_workout(workout: Json) -> list[Played]:
    return merged(
        ("rest" if exercise["name"] in RESTS else "work", whole(exercise["duration"]))
        for one in workout["sets"]
        for _ in range(one["repetitions"])
        for exercise in one["exercises"]
        if whole(exercise["duration"])
    )


# OpenHIIT


@st.composite
def openhiit_timers(draw: st.DrawFn) -> Json:
    keys = ("restTime", "breakTime", "warmupTime", "cooldownTime", "getReadyTime")
    times = {"workTime": draw(st.integers(1, 60)), **{key: draw(st.just(0) | st.integers(0, 60)) for key in keys}}
    timer: Json = {
        "name": "Intervals", "activeIntervals": draw(st.integers(1, 9)), "restarts": draw(st.integers(0, 4)),
        "activities": draw(st.lists(NAMES | st.just(""), max_size=9)), "intervals": 5, "color": 4280391411,
    }  # fmt: skip
    match draw(st.sampled_from(["object", "text", "legacy"])):
        case "object":
            return {**timer, "timeSettings": times, "soundSettings": {"workSound": "horn"}}
        case "text":
            activities = json.dumps(timer["activities"])
            return {**timer, "activities": activities, "timeSettings": json.dumps(times)}
        case _:
            own = {"title": "Old", "numExercises": timer["activeIntervals"], "iterations": timer["restarts"]}
            work_time = {"exerciseTime": times.pop("workTime"), "exercises": json.dumps(timer["activities"])}
            return {**own, **work_time, **times}


def play_openhiit(timer: Json) -> list[Played]:
    settings = timer.get("timeSettings", timer)
    times = json.loads(settings) if isinstance(settings, str) else settings
    number, again = (
        timer.get("activeIntervals", timer.get("numExercises")),
        timer.get("restarts", timer.get("iterations")),
    )
    found: list[Played] = []
    if times["warmupTime"]:
        found += [("work", times["warmupTime"]), ("rest", times["restTime"])]
    for turn in range(again + 1):
        for index in range(number):
            found.append(("work", times.get("workTime", times.get("exerciseTime"))))
            found += [("rest", times["restTime"])] if index < number - 1 else []
        found += [("rest", times["breakTime"] or times["restTime"])] if turn < again else []
    found += [("work", times["cooldownTime"])] if times["cooldownTime"] else []
    return merged(found)


# Seconds


@st.composite
def seconds_intervals(draw: st.DrawFn, rest: bool | None = None, often: bool = True) -> Json:
    return {
        "name": draw(NAMES), "duration": draw(SECONDS if often else st.just(0) | SECONDS),
        "indefinite": draw(st.sampled_from([False, False, False, True])), "split": draw(st.booleans()),
        "splitRest": draw(st.sampled_from([0, 0, 3, 8])), "rest": draw(st.booleans()) if rest is None else rest,
        "music": {"query": {}, "volume": 0.8}, "color": 3,
    }  # fmt: skip


@st.composite
def circuits(draw: st.DrawFn) -> Json:
    return {
        "type": 3, "name": "Circuit", "numberOfSets": draw(st.integers(1, 3)), "random": draw(st.booleans()),
        "group": draw(st.booleans()), "notes": draw(st.sampled_from(["", "Slowly.\n\nBreathe."])),
        "warmup": draw(seconds_intervals(often=False)), "cooldown": draw(seconds_intervals(often=False)),
        "intervalRest": draw(seconds_intervals(rest=True, often=False)),
        "setRest": draw(seconds_intervals(rest=True, often=False)),
        "intervals": draw(st.lists(seconds_intervals(), max_size=4)),
    }  # fmt: skip


@st.composite
def compounds(draw: st.DrawFn) -> Json:
    return {
        "type": 4, "name": "Compound", "numberOfSets": draw(st.integers(1, 3)), "notes": "",
        "warmup": draw(seconds_intervals(often=False)), "cooldown": draw(seconds_intervals(often=False)),
        "timerRest": draw(seconds_intervals(rest=True, often=False)),
        "circuitRest": draw(seconds_intervals(rest=True, often=False)),
        "timers": draw(st.lists(circuits(), max_size=3)),
    }  # fmt: skip


def play_seconds(timer: Json) -> list[Played]:
    return merged(_compound(timer) if timer["type"] == 4 else _circuit(timer))


def _compound(timer: Json) -> Iterator[Played]:
    yield from _done(timer["warmup"])
    inside = [found for one in timer["timers"] if (found := list(_circuit(one)))]
    for turn in range(timer["numberOfSets"]):
        for index, one in enumerate(inside):
            if index:
                yield from _rested(timer["timerRest"])
            elif turn:
                yield from _rested(timer["circuitRest"])
            yield from one
    yield from _done(timer["cooldown"])


def _circuit(timer: Json) -> Iterator[Played]:
    yield from _done(timer["warmup"])
    valid = [found for one in timer["intervals"] if (found := list(_rested(one) if one["rest"] else _done(one)))]
    for turn in range(timer["numberOfSets"] if valid else 0):
        yield from _rested(timer["setRest"]) if turn else ()
        for index, one in enumerate(valid):
            yield from _rested(timer["intervalRest"]) if index else ()
            yield from one
    yield from _done(timer["cooldown"])


def _done(interval: Json) -> Iterator[Played]:
    half = whole(interval["duration"] / 2) if interval["split"] else whole(interval["duration"])
    if not half and not interval["indefinite"]:
        return
    one: Played = ("work", None if interval["indefinite"] else half)
    yield one
    if interval["split"]:
        yield from [("rest", interval["splitRest"] or 3), one]


def _rested(interval: Json) -> Iterator[Played]:
    if interval["indefinite"]:
        yield "rest", None
    elif whole(interval["duration"]):
        yield "rest", whole(interval["duration"]) + (interval["splitRest"] if interval["split"] else 0)


# Zwift


@st.composite
def zwift_segments(draw: st.DrawFn) -> tuple[str, list[Played]]:
    seconds = draw(st.integers(1, 400))
    tags, keys = st.sampled_from(["textevent", "TextEvent"]), st.sampled_from(["message", "mssage"])
    events = draw(st.lists(st.tuples(tags, st.integers(0, 90), keys, NAMES), max_size=3))
    texts = "".join(f'<{tag} TimeOffset="{at}" {key}={quoteattr(text)}/>' for tag, at, key, text in events)
    if draw(st.booleans()):
        tag = draw(
            st.sampled_from(["SteadyState", "steadystate", "Warmup", "CoolDown", "SolidState", "Freeride", "Hill"])
        )
        key = draw(st.sampled_from(["Duration", "duration", "Durration"])) if tag != "Hill" else "Duration"
        return f'<{tag} {key}="{seconds}" Power="0.6">{texts}</{tag}>', [("work", seconds)]
    off, often = draw(st.integers(0, 60)), draw(st.integers(1, 5))
    rounds: list[Played] = [("work", seconds), *([("work", off)] if off else [])] * often
    return f'<IntervalsT Repeat="{often}" OnDuration="{seconds}" offduration="{off}">{texts}</IntervalsT>', rounds


@st.composite
def zwift_workouts(draw: st.DrawFn) -> tuple[str, list[Played]]:
    segments = draw(st.lists(zwift_segments(), min_size=1, max_size=6))
    inside = "".join(text for text, _ in segments)
    file = f"<workout_file><author>A</author><name>Ride</name><Workout>{inside}</Workout></workout_file>"
    return file, [one for _, parts in segments for one in parts]
