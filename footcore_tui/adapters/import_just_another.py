"""Workouts of Just Another Workout Timer: a backup of several, or one that was shared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from footcore_tui.adapters.import_json import Fields, fields_of
from footcore_tui.core.imported import ImportedBlock, ImportedRoutine, ImportedStep, assembled, in_a_row, joined
from footcore_tui.core.imported_reading import EMPTY, Reading, Remark
from footcore_tui.core.routine import MAX_COUNT, Rest

NEWEST = 2
NEWER = Remark("The workout is of a newer version of that program; it was read like the version known here.")
_RESTS = frozenset(
    (
        *("rest", "resting", "pause", "break", "breather", "recover", "recovery", "erholung", "ruhe"),
        *("rast", "repos", "récupération", "recuperation", "descanso", "pausa", "riposo", "recupero"),
        *("rust", "pauze", "vila", "paus", "vile", "hvile", "lepo", "tauko", "przerwa", "odpoczynek"),
        *("odpočinek", "přestávka", "pihenő", "dinlenme", "mola", "отдых", "перерыв", "відпочинок", "休息"),
        *("休憩", "휴식"),
    )
)
_BESIDE = frozenset(
    (
        *("a", "the", "short", "long", "little", "kurze", "lange", "kleine", "grosse", "s", "sec", "secs"),
        *("seconds", "sek", "min", "mins", "minute", "minutes"),
    )
)
"""Words that leave a rest a rest."""


def workouts(document: object) -> list[object] | None:
    """Those of a backup, or the one that was shared; None where it is neither."""
    if isinstance(document, dict):
        inside = document.get("workouts")
        return inside if isinstance(inside, list) else [document] if "sets" in document else None
    return None


def is_rest(name: str) -> bool:
    """Whether that is all an exercise is called: a rest is one like any other in these files."""
    folded = normalize("NFC", name).casefold()
    words = {word for word in re.findall(r"[^\W\d_]+", folded) if word not in _BESIDE}
    return bool(words) and words <= _RESTS


def read_workout(workout: object, reading: Reading) -> ImportedRoutine:
    """Raises Unreadable."""
    fields = fields_of(workout, "the workout")
    if fields.count("version", 1, 10**9, lowest=0) > NEWEST:
        reading.tell(NEWER)
    blocks = assembled(_pieces(fields, reading), reading)
    return ImportedRoutine(reading.name(fields.text("title"), "Workout"), blocks)


def _pieces(fields: Fields, reading: Reading) -> Iterator[ImportedBlock | Rest]:
    for one in fields.objects("sets", "set"):
        rounds = one.count("repetitions", 1, MAX_COUNT)
        lead, steps = in_a_row(_items(one, reading))
        if steps:
            yield ImportedBlock(steps, rounds=rounds, between=joined(steps[-1].rest_after, lead), before=lead)
        else:
            yield from [lead] * rounds


def _items(one: Fields, reading: Reading) -> Iterator[ImportedStep | Rest]:
    for exercise in one.objects("exercises", f"{one.place}, exercise"):
        name, number = exercise.text("name"), exercise.seconds("duration")
        seconds = reading.seconds(number)
        if is_rest(name):
            yield seconds
        elif seconds:
            yield ImportedStep(reading.name(name, "Exercise"), seconds)
        elif not number:
            reading.tell(EMPTY)
