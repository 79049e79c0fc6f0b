"""A routine from the text of its file: every mistake found, named and placed, or the routine whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from footcore_tui.adapters.toml_blocks import WrittenBlock, read_blocks
from footcore_tui.adapters.toml_digest import sha256_of
from footcore_tui.adapters.toml_document import Entry, Table, read_document
from footcore_tui.adapters.toml_exercises import read_exercises, read_format
from footcore_tui.adapters.toml_idle import report_idle_file_keys
from footcore_tui.adapters.toml_keys import FILE, PLAN, report_unknown_keys
from footcore_tui.adapters.toml_limits import report_limits, report_session_length
from footcore_tui.adapters.toml_side_changes import report_side_changes
from footcore_tui.adapters.toml_source import Sheet, read_sheet
from footcore_tui.adapters.toml_steps import Surroundings, read_allow
from footcore_tui.adapters.toml_values import (
    MAX_ABOUT_CELLS,
    count,
    duration,
    listed,
    name,
    notes,
    optional,
    pause,
    required,
    rest,
    slug,
    slug_of,
    text,
    weekly,
    whole,
    word,
)
from footcore_tui.core.exercise import Exercise, Focus
from footcore_tui.core.problem import Problem
from footcore_tui.core.routine import MAX_COUNT, PREPARE, REST_BETWEEN_BLOCKS, SWITCH, Plan, Rest, Routine

MAX_SESSIONS_A_DAY = 24

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_ENDINGS = (".toml", ".footcore")


def load_routine(
    content: bytes | str, file: str, exercises: Iterable[Exercise] = (), *, lint: bool = False
) -> tuple[Routine | None, tuple[Problem, ...]]:
    """The routine of a file's bytes, with warnings alone, or None with every error and warning.

    `file` is the name that the problems carry and the id's origin; `exercises` are those of the library; `lint` asks
    for the warnings that are for an author alone.
    """
    body = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    sheet = read_sheet(file, body)
    library = {exercise.id: exercise for exercise in exercises}
    routine = _read(sheet, file, library, sha256_of(body), lint=lint)
    if sheet.mended:
        beside = Sheet(file, sheet.mended)
        _read(beside, file, library, "", lint=False)
        sheet.take(beside)
    return routine, sheet.problems


def _read(sheet: Sheet, file: str, library: Mapping[str, Exercise], digest: str, *, lint: bool) -> Routine | None:
    """The routine; the sheet has been told of every problem."""
    document = read_document(sheet)
    if document is None or not _is_known_format(document):
        return None
    own = read_exercises(document)
    allow = read_allow(document)
    plan = _plan(document)
    around = Surroundings(
        weeks=plan.weeks if plan else None,
        switch=optional(document, "switch", pause, SWITCH),
        exercises={**library, **{exercise.id: exercise for exercise in own}},
        allowed=frozenset(allow),
    )
    report_unknown_keys(document, FILE)
    written = read_blocks(document, around)
    routine = _routine(document, file, plan, written, own, allow, digest)
    if sheet.failed() or not written:
        return None
    report_idle_file_keys(document, written, around.allowed)
    report_limits(routine, written, around.allowed)
    if sheet.failed():
        return None
    if plan and plan.session:
        report_session_length(routine, plan.session, document, around.allowed)
    report_side_changes(routine, written, around.allowed)
    if lint:
        # Who plays a routine need not load it.
        from footcore_tui.adapters.toml_lint import report_lint

        report_lint(routine, written, document, around.allowed)
    return routine


def _is_known_format(document: Table) -> bool:
    if "format" not in document:
        document.error("missing-key", "this file has no format", "write format = 1 in its first line")
    return read_format(document)


def _plan(document: Table) -> Plan | None:
    entry = document.get("plan")
    if entry is None:
        return None
    if not isinstance(entry.raw, dict):
        entry.error("wrong-type", "plan must be a table", "write [plan], and below it weeks = 6")
        return Plan(MAX_COUNT)
    table = Table(entry.raw, entry, entry.sheet, "plan")
    report_unknown_keys(table, PLAN)
    weeks = required(table, "weeks", count, "as weeks = 6") or MAX_COUNT
    return Plan(
        weeks=weeks,
        days_a_week=optional(table, "days_a_week", lambda one: weekly(one, _days, weeks), None),
        sessions_a_day=optional(table, "sessions_a_day", lambda one: weekly(one, _sessions, weeks), None),
        session=optional(table, "session", duration, None),
    )


def _days(entry: Entry) -> int | None:
    return whole(entry, 1, 7)


def _sessions(entry: Entry) -> int | None:
    return whole(entry, 1, MAX_SESSIONS_A_DAY)


def _routine(
    document: Table,
    file: str,
    plan: Plan | None,
    written: tuple[WrittenBlock, ...],
    exercises: tuple[Exercise, ...],
    allow: tuple[str, ...],
    digest: str,
) -> Routine:
    between_blocks: Rest = REST_BETWEEN_BLOCKS
    return Routine(
        id=routine_id(document, file),
        name=required(document, "name", name, 'as name = "Foot circuit"') or "",
        blocks=tuple(one.block for one in written),
        prepare=optional(document, "prepare", pause, PREPARE),
        rest_between_blocks=optional(document, "rest_between_blocks", rest, between_blocks),
        plan=plan,
        version=optional(document, "version", name, ""),
        about=optional(document, "about", lambda entry: text(entry, MAX_ABOUT_CELLS, lines=True), ""),
        author=optional(document, "author", name, ""),
        contact=optional(document, "contact", name, ""),
        license=optional(document, "license", name, ""),
        language=optional(document, "language", _language, ""),
        tags=listed(document, "tags", name),
        focus=listed(document, "focus", lambda entry: word(entry, Focus)),
        equipment=listed(document, "equipment", name),
        sources=notes(document, "sources"),
        exercises=exercises,
        hash=digest,
        allow=allow,
    )


def routine_id(document: Table, file: str) -> str:
    """The file's own id, else what its name makes."""
    entry = document.get("id")
    if entry:
        return slug(entry) or ""
    stem = file.replace("\\", "/").rpartition("/")[2].lower()
    for ending in _ENDINGS:
        stem = stem.removesuffix(ending)
    made = slug_of(stem)[:80].strip("-")
    if not made:
        document.error("missing-key", "the name of this file makes no id", 'write one: id = "foot-circuit"')
    return made


def _language(entry: Entry) -> str | None:
    written = name(entry)
    if written is None or _LANGUAGE.fullmatch(written):
        return written
    entry.error("bad-language", "this is no language tag", 'write it as "en", "de" or "pt-BR"')
    return None
