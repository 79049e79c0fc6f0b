"""Files of other timers: which program one is of is told by its content, not by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from footcore_tui.adapters import import_just_another, import_openhiit, import_seconds, import_zwift
from footcore_tui.adapters.import_json import read_json
from footcore_tui.adapters.import_xml import read_xml
from footcore_tui.core.errors import RoutineError
from footcore_tui.core.imported import Failed, Imported, ImportedRoutine, Program
from footcore_tui.core.imported_reading import Reading, Remark, Unreadable

MOST_BYTES = 1024 * 1024
MOST_ROUTINES = 200
"""Of one file."""
LATIN = Remark("The file is not UTF-8: it was read as Latin-1, so letters may be wrong.")
KINDS = "I read Just Another Workout Timer (JSON), OpenHIIT (JSON), Seconds (.seconds) and Zwift (.zwo)."
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

_One = TypeVar("_One")


def read_import(content: bytes) -> Imported:
    """Raises RoutineError where the whole file can't be read, or is of none of those programs."""
    reading = Reading()
    try:
        found = _read(_decoded(content, reading), reading)
    except Unreadable as error:
        raise _refused(f"it can't be read: {error}") from error
    if not found.routines:
        raise _refused(f"there is no routine in this file of {found.program}")
    return Imported(found.program, found.routines, reading.told)


def _read(text: str, reading: Reading) -> Imported:
    """Raises Unreadable, RoutineError."""
    if not text.strip():
        raise _refused("it is empty")
    if text.lstrip().startswith("<"):
        root = read_xml(text.lstrip())
        if root.tag != import_zwift.ROOT:
            raise _refused("it is XML, but of no program that is known here")
        made = _each([root], import_zwift.read_workout, lambda one: one.child("name").text)
        return Imported(Program.ZWIFT, tuple(made))
    document = read_json(text, reading)
    for program, parts, read in (
        (Program.JUST_ANOTHER, import_just_another.workouts, import_just_another.read_workout),
        (Program.OPENHIIT, import_openhiit.timers, import_openhiit.read_timer),
        (Program.SECONDS, import_seconds.timers, import_seconds.read_timer),
    ):
        if (found := parts(document)) is not None:
            return Imported(program, tuple(_each(found, read, _called)))
    raise _refused("it is JSON, but of no program that is known here")


def _each(
    found: list[_One], read: Callable[[_One, Reading], ImportedRoutine], called: Callable[[_One], str]
) -> Iterator[ImportedRoutine | Failed]:
    for number, one in enumerate(found[:MOST_ROUTINES], start=1):
        reading = Reading()
        name = Reading().name(called(one), f"Number {number}")
        try:
            yield replace(read(one, reading), told=reading.told)
        except Unreadable as error:
            yield Failed(name, str(error))
    if len(found) > MOST_ROUTINES:
        yield Failed(f"The other {len(found) - MOST_ROUTINES}", f"no more than {MOST_ROUTINES} are taken from one file")


def _called(one: object) -> str:
    values = one if isinstance(one, dict) else {}
    named: Iterable[object] = (values.get(key) for key in ("name", "title"))
    return next((name for name in named if isinstance(name, str)), "")


def _decoded(content: bytes, reading: Reading) -> str:
    """UTF-8 or UTF-16, and Latin-1 for what is neither."""
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and 0 in content[:2] and len(content) > 1:
        encoding = "utf-16-be" if content[0] == 0 else "utf-16-le"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        reading.tell(LATIN)
        return content.decode("latin-1")


def _refused(reason: str) -> RoutineError:
    error = RoutineError(reason)
    error.hint = KINDS
    return error
