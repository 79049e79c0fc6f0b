"""A step: an exercise or a name, its dose, its sides, and what stands between its sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from footcore_tui.adapters.toml_document import Entry, Table, kind_of
from footcore_tui.adapters.toml_doses import read_dose, read_total
from footcore_tui.adapters.toml_idle import report_idle_step_keys
from footcore_tui.adapters.toml_keys import misnames, nearest, one_of
from footcore_tui.adapters.toml_values import (
    count,
    listed,
    name,
    note,
    notes,
    optional,
    pause,
    rest,
    week_set,
    weekly,
    word,
)
from footcore_tui.core.exercise import Evidence, Exercise, Side
from footcore_tui.core.routine import Move, PerWeek, Rest, Sides, Step
from footcore_tui.core.text import quoted

WARNINGS = (
    "big-jump", "cue-too-long", "empty-week", "no-effect", "no-rest", "no-safety", "session-length", "side-change",
    "sides-unequal",
)  # fmt: skip
"""What `allow` can silence."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a step takes from the file around it."""

    weeks: int | None
    """Of the plan; None in a file without one."""
    switch: int
    exercises: Mapping[str, Exercise]
    """The file's own before the library's."""
    allowed: frozenset[str] = frozenset()
    """The warnings that are silenced above."""


def read_step(table: Table, around: Surroundings, *, is_block: bool = False) -> Step | None:
    """A step, or None once it is reported what it lacks; `is_block` for the one-step form of a block.

    There the block keeps `name`, `weeks` and `allow`, and reports the keys without effect.
    """
    weeks = around.weeks
    exercise = _exercise(table, around.exercises)
    level = _level(table, exercise, weeks)
    sides = optional(table, "sides", _sides, Sides.BOTH)
    dose = read_dose(table, weeks)
    total = read_total(table, dose, sides, weeks)
    own_name = optional(table, "name", name, None)
    step = Step(
        name=exercise.name if exercise and (is_block or own_name is None) else own_name or "",
        dose=dose or Move(PerWeek((1,))),
        exercise=exercise,
        sides=sides,
        first=optional(table, "first", _first, Side.LEFT),
        switch=optional(table, "switch", lambda entry: weekly(entry, pause, weeks), PerWeek((around.switch,))),
        relax=optional(table, "relax", lambda entry: weekly(entry, pause, weeks), PerWeek((0,))),
        total=total,
        sets=optional(table, "sets", lambda entry: weekly(entry, count, weeks), PerWeek((1,))),
        rest=read_rests(table, "rest", weeks) or PerWeek((0,)),
        rest_after=read_rests(table, "rest_after", weeks),
        level=level,
        cues=_cues(table),
        weeks=None if is_block else optional(table, "weeks", lambda entry: week_set(entry, weeks), None),
        unit=optional(table, "unit", name, ""),
        evidence=optional(table, "evidence", lambda entry: word(entry, Evidence), None),
        allow=() if is_block else read_allow(table),
    )
    if dose is None:
        return None
    if not is_block:
        report_idle_step_keys(table, step, around.allowed | set(step.allow))
    return step if step.name else None


def read_rests(table: Table, key: str, weeks: int | None) -> PerWeek[Rest] | None:
    """Rests by week; None where there are none, or none that can be read."""
    return weekly(table.entry(key), rest, weeks) if key in table.values else None


def read_allow(table: Table) -> tuple[str, ...]:
    """The warnings that the author has seen and silenced."""
    return listed(table, "allow", _warning)


def _warning(entry: Entry) -> str | None:
    code = name(entry)
    if code is None or code in WARNINGS:
        return code
    meant = nearest(code, WARNINGS)
    hint = f"did you mean {meant}?" if meant else f"there are {one_of(WARNINGS, 'and')}"
    entry.error("unknown-warning", f"{quoted(code)} is no warning that can be silenced", hint)
    return None


def _exercise(table: Table, exercises: Mapping[str, Exercise]) -> Exercise | None:
    entry = table.get("exercise")
    if entry is None:
        if "name" not in table and not misnames(table, "name", "exercise"):
            hint = 'as exercise = "short-foot" or name = "Towel curl"'
            table.error("missing-key", f"this {table.what} has neither an exercise nor a name", hint)
        return None
    wanted = name(entry)
    if wanted is None or wanted in exercises:
        return exercises.get(wanted or "")
    meant = nearest(wanted, exercises)
    hint = f'did you mean "{meant}"?' if meant else 'write name = "…" for an exercise that is not in the library'
    from footcore_tui.adapters.toml_meanings import other_alphabet  # for bad files alone

    why = f", and it {other}" if (other := other_alphabet(wanted)) else ""
    entry.error("unknown-exercise", f"there is no exercise {quoted(wanted)}{why}", hint)
    return None


def _sides(entry: Entry) -> Sides | None:
    said = "/".join(str(one) for one in entry.raw) if isinstance(entry.raw, list) else entry.raw
    if isinstance(said, str) and said not in list(Sides):
        from footcore_tui.adapters.toml_meanings import turns_hint  # for bad files alone

        if hint := turns_hint(said):
            shown = quoted(said) if said is entry.raw else "a list"
            entry.error("unknown-word", f"{shown} does not say how the sides take turns", hint)
            return None
    return word(entry, Sides)


def _level(table: Table, exercise: Exercise | None, weeks: int | None) -> PerWeek[str] | None:
    entry = table.get("level")
    rungs = [level.id for level in exercise.levels] if exercise else []

    def level_id(one: Entry) -> str | None:
        if isinstance(one.raw, str) or not rungs:
            return name(one)
        known = one_of([f'"{rung}"' for rung in rungs])
        one.error("wrong-type", f"a level is called by its id, not by {kind_of(one.raw)}", f"write {known}")
        return None

    levels = weekly(entry, level_id, weeks) if entry else None
    if entry is None or levels is None or (exercise is None and "exercise" in table):
        return levels
    whose = exercise.name if exercise else "a step without an exercise"
    for week, wanted in enumerate(levels.values, start=1):
        if wanted in rungs:
            continue
        if not rungs:
            entry.error("unknown-level", f"{whose} has no levels", "take level out")
            break
        meant = nearest(wanted, rungs)
        known = f"its levels are {one_of(rungs, 'and')}"
        hint = f'did you mean "{meant}"? {known}' if meant else known
        entry.of(week).error("unknown-level", f"{whose} has no level {quoted(wanted)}", hint)
    return levels


def _first(entry: Entry) -> Side | None:
    side = word(entry, Side, but=Side.BOTH)
    if side is not Side.BOTH:
        return side
    entry.error("unknown-word", "the first side is one of the two", 'write "left" or "right"')
    return None


def _cues(table: Table) -> tuple[str, ...]:
    if "cue" in table and "cues" in table:
        table.error_at_key("cues", "twice", "cue and cues say the same", "put all of them into cues")
    return (*listed(table, "cue", note), *notes(table, "cues"))
