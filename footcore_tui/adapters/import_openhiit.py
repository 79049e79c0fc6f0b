"""Timers of OpenHIIT: one work and one rest time for a list of activities, in the shape before version 1.5 too."""

from __future__ import annotations

from collections.abc import Iterator

from footcore_tui.adapters.import_json import Fields, fields_of, read_json
from footcore_tui.core.imported import ImportedBlock, ImportedRoutine, ImportedStep, assembled
from footcore_tui.core.imported_reading import Reading, Remark, Unreadable
from footcore_tui.core.routine import MAX_COUNT, MAX_STEPS, Rest

GET_READY = 10
"""Seconds, where a file does not say."""
WORK = "Work"
UNUSED = Remark(
    "The name of an activity beyond the last one was left out.",
    "The names of {n} activities beyond the last one were left out.",
)
HALF = Remark("The time to change sides in the middle of the work was left out.", grave=True)
_KEYS = frozenset({"timeSettings", "exerciseTime", "activeIntervals", "numExercises"})


def timers(document: object) -> list[object] | None:
    """Those of a list, or the one; None where there are none."""
    found = document if isinstance(document, list) else [document]
    return found if any(isinstance(one, dict) and not _KEYS.isdisjoint(one) for one in found) else None


def read_timer(timer: object, reading: Reading) -> ImportedRoutine:
    """Raises Unreadable."""
    fields = fields_of(timer, "the timer")
    legacy = "exerciseTime" in fields.values or "numExercises" in fields.values
    times = fields if legacy else _settings(fields)
    if reading.seconds(times.seconds("halfTime", 0)):
        reading.tell(HALF)
    name = reading.name(fields.text("title" if legacy else "name"), "Timer")
    blocks = assembled(_pieces(fields, times, reading, legacy=legacy), reading)
    return ImportedRoutine(name, blocks, prepare=reading.seconds(times.seconds("getReadyTime", GET_READY)))


def _settings(fields: Fields) -> Fields:
    """An object, or its JSON as a text."""
    value = fields.values.get("timeSettings")
    return fields_of(read_json(value, Reading()) if isinstance(value, str) else value, 'the timer\'s "timeSettings"')


def _pieces(fields: Fields, times: Fields, reading: Reading, *, legacy: bool) -> Iterator[ImportedBlock | Rest]:
    rest = reading.seconds(times.seconds("restTime", 0))
    if warm_up := reading.seconds(times.seconds("warmupTime", 0)):
        yield ImportedBlock((ImportedStep("Warm-up", warm_up),))
        yield rest
    work = reading.seconds(times.seconds("exerciseTime" if legacy else "workTime"))
    if not work:
        raise Unreadable("its work lasts 0 s")
    again = fields if legacy or "restarts" in fields.values else times
    rounds = again.count("iterations" if legacy else "restarts", 0, MAX_COUNT - 1, lowest=0) + 1
    between = reading.seconds(times.seconds("breakTime", 0)) or rest
    yield ImportedBlock(_steps(_names(fields, reading, legacy=legacy), work, rest), rounds=rounds, between=between)
    if cool_down := reading.seconds(times.seconds("cooldownTime", 0)):
        yield ImportedBlock((ImportedStep("Cool-down", cool_down),))


def _steps(names: list[str], work: int, rest: int) -> tuple[ImportedStep, ...]:
    """As sets, where all are called the same."""
    if len(set(names)) == 1 and len(names) <= MAX_COUNT:
        return (ImportedStep(names[0], work, sets=len(names), rest=rest),)
    after = [rest] * (len(names) - 1) + [0]
    return tuple(ImportedStep(name, work, one) for name, one in zip(names, after, strict=True))


def _names(fields: Fields, reading: Reading, *, legacy: bool) -> list[str]:
    """Of each work, as often as there is one."""
    number = fields.count("numExercises" if legacy else "activeIntervals", 1, MAX_STEPS)
    written = _activities(fields, "exercises" if legacy else "activities")
    for _ in written[number:]:
        reading.tell(UNUSED)
    names = [reading.name(name, WORK) if name.strip() else WORK for name in written[:number]]
    return names + [WORK] * (number - len(names))


def _activities(fields: Fields, key: str) -> list[str]:
    """A list, or its JSON as a text."""
    value = fields.values.get(key)
    if isinstance(value, str):
        value = read_json(value, Reading()) if value.strip() else []
    found = Fields({key: value}, fields.place).several(key)
    return [
        Fields({"name": name}, f"{fields.place}, activity {number}").text("name")
        for number, name in enumerate(found, 1)
    ]
