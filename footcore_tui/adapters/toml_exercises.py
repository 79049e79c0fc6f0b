"""Exercises and their ladders, from a routine file or from a file of the library."""

from __future__ import annotations

from footcore_tui.adapters.toml_document import Entry, Table, read_document
from footcore_tui.adapters.toml_keys import EXERCISE, EXERCISE_FILE, LEVEL, report_unknown_keys
from footcore_tui.adapters.toml_source import read_sheet
from footcore_tui.adapters.toml_values import (
    listed,
    name,
    note,
    note_with_lines,
    notes,
    optional,
    required,
    slug,
    slug_of,
    whole,
    without_doubles,
    word,
)
from footcore_tui.core.exercise import Base, Contact, Evidence, Exercise, Focus, Level, Support, Surface, Vision
from footcore_tui.core.problem import Problem

FORMAT = 1


def load_exercises(content: bytes | str, file: str) -> tuple[tuple[Exercise, ...], tuple[Problem, ...]]:
    """The exercises of a library file; none where it has an error."""
    sheet = read_sheet(file, content)
    document = read_document(sheet)
    if document is None:
        return (), sheet.problems
    document = Table(document.values, None, sheet, "file of exercises")
    report_unknown_keys(document, EXERCISE_FILE)
    read_format(document)
    exercises = read_exercises(document)
    if "exercise" not in document:
        document.error("missing-key", "there is no [[exercise]] in this file", 'write [[exercise]] and its id = "…"')
    return (() if sheet.failed() else exercises), sheet.problems


def read_format(document: Table) -> bool:
    """Whether the file's format is one that is known here; a newer one is refused with both numbers."""
    entry = document.get("format")
    if entry is None:
        return True
    number = whole(entry, 1, 10**9)
    if number is not None and number > FORMAT:
        entry.error("newer-format", f"this file has format {number}; this footcore reads format {FORMAT}",
                    "update footcore, or ask for the file in the older format")  # fmt: skip
        return False
    return True


def read_exercises(document: Table) -> tuple[Exercise, ...]:
    """The `[[exercise]]`s of a file; one without a name is reported, one without an id left out.

    What is reported stands in all the same, so that steps which use it are not reported for that.
    """
    tables = document.tables("exercise", "exercise")
    exercises = tuple(exercise for table in tables if (exercise := _exercise(table)))
    _report_doubles(tables, "exercise")
    return exercises


def _exercise(table: Table) -> Exercise | None:
    report_unknown_keys(table, EXERCISE)
    own_id = required(table, "id", slug, 'as id = "towel-curl"')
    own_name = required(table, "name", name, 'as name = "Towel curl"')
    levels = table.tables("level", "level")
    exercise = Exercise(
        id=own_id or "",
        name=own_name or own_id or "",
        focus=listed(table, "focus", lambda entry: word(entry, Focus)),
        position=optional(table, "position", name, ""),
        footwear=optional(table, "footwear", name, ""),
        equipment=listed(table, "equipment", name),
        contact=listed(table, "contact", lambda entry: word(entry, Contact)),
        side_phrase=optional(table, "side_phrase", _side_phrase, ""),
        setup=optional(table, "setup", note_with_lines, ""),
        steps=listed(table, "steps", note_with_lines),
        cues=notes(table, "cues"),
        mistakes=notes(table, "mistakes"),
        breathing=optional(table, "breathing", note, ""),
        stop_if=notes(table, "stop_if"),
        ask_first=notes(table, "ask_first"),
        sources=notes(table, "sources"),
        levels=tuple(level for one in levels if (level := _level(one))),
    )
    _report_doubles(levels, "level")
    return exercise if own_id else None


def _level(table: Table) -> Level | None:
    report_unknown_keys(table, LEVEL)
    own_id = required(table, "id", slug, 'as id = "fingertips"')
    own_name = required(table, "name", name, 'as name = "fingertips"')
    level = Level(
        id=own_id or slug_of(own_name or ""),
        name=own_name or own_id or "",
        cue=optional(table, "cue", note, ""),
        support=optional(table, "support", lambda entry: word(entry, Support), None),
        base=optional(table, "base", lambda entry: word(entry, Base), None),
        surface=optional(table, "surface", lambda entry: word(entry, Surface), None),
        vision=optional(table, "vision", lambda entry: word(entry, Vision), None),
        ask_first=notes(table, "ask_first"),
        evidence=optional(table, "evidence", lambda entry: word(entry, Evidence), None),
    )
    return level if level.id else None


def _side_phrase(entry: Entry) -> str | None:
    phrase = name(entry)
    if phrase is None or "{side}" in phrase:
        return phrase
    entry.error(
        "side-phrase", "the phrase does not say where the side goes", 'write {side}: "Stand on your {side} foot"'
    )
    return None


def _report_doubles(tables: list[Table], what: str) -> None:
    ids = [(entry.raw, entry) for table in tables if (entry := table.get("id"))]
    without_doubles([(raw, entry) for raw, entry in ids if isinstance(raw, str)], what)
