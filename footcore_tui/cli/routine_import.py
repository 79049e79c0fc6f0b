"""`footcore routine import`: the routines of another timer's file as footcore's routine files."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from footcore_tui.adapters.data_files import expanded, is_folder
from footcore_tui.adapters.import_files import MOST_BYTES, read_import
from footcore_tui.adapters.paths import small_file
from footcore_tui.adapters.toml_files import write_new
from footcore_tui.adapters.toml_pasted import Shelf
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.cli.edge import OK, PROBLEM, say
from footcore_tui.cli.routine_check import say_problems
from footcore_tui.cli.routine_made import file_name, held, length_of, say_what_next
from footcore_tui.cli.shelf import library
from footcore_tui.core.errors import RoutineError, UsageError
from footcore_tui.core.imported import Failed, Imported, ImportedRoutine
from footcore_tui.core.imported_reading import Told
from footcore_tui.core.imported_text import imported_text
from footcore_tui.core.problem import Problem
from footcore_tui.core.routine import Routine

PIPE = "-"


@dataclass(frozen=True, slots=True)
class _Made:
    """A routine that passed the check, and the text of its file."""

    text: str
    routine: Routine
    warnings: tuple[Problem, ...]
    told: tuple[Told, ...]


def import_routines(source: str, into: str | None) -> int:
    """Writes what can be had; 1 where something is missing that changes what is done. Raises FootcoreError."""
    folder = expanded(into) if into else Path()
    if not is_folder(folder):
        raise UsageError(f"there is no folder {into}")
    found = _read(source)
    shelves = library()
    shelf = Shelf(shelves.exercises(), held(shelves))
    made = [one if isinstance(one, Failed) else _made(one, found, shelf) for one in found.routines]
    say(f"This is a file of {found.program}.")
    written = [path for one in made if (path := _written(one, folder))]
    _say_the_rest(found, written)
    told = [*found.told, *(told for one in made if isinstance(one, _Made) for told in one.told)]
    return PROBLEM if len(written) < len(made) or any(one.grave for one in told) else OK


def _read(source: str) -> Imported:
    """Raises RoutineError."""
    name = "standard input" if source == PIPE else source
    try:
        content = _content(source)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise RoutineError(f"{name} can't be read: {reason}") from error
    try:
        return read_import(content)
    except RoutineError as error:
        worded = RoutineError(f"{name}: {error}; nothing was written")
        worded.hint = error.hint
        raise worded from error


def _content(source: str) -> bytes:
    """Raises OSError, ValueError."""
    if source != PIPE:
        return small_file(str(expanded(source)), MOST_BYTES)
    if sys.stdin.isatty():
        say("Paste the file, then press Ctrl-D at the start of a line (Windows: Ctrl-Z and Enter).")
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError(f"it is larger than {MOST_BYTES // 1024} KiB")
    return content


def _made(imported: ImportedRoutine, found: Imported, shelf: Shelf) -> _Made | Failed:
    def find(called: str) -> tuple[str | None, bool]:
        exercise = shelf.find(called)
        return exercise, shelf.is_held(exercise)

    text = imported_text(imported, found.program, find)
    routine, problems = load_routine(text, file_name(imported.name), shelf.exercises)
    if routine is None:
        errors = [problem for problem in problems if problem.is_error]
        return Failed(imported.name, errors[0].message)
    return _Made(text, routine, problems, imported.told)


def _written(made: _Made | Failed, folder: Path) -> Path | None:
    """Where it is now. Raises RoutineError."""
    if isinstance(made, Failed):
        say(f"Not made: {made.name}: {made.reason}")
        return None
    path = _put(made, folder)
    say(f"Wrote {path}{length_of(made.routine)}.")
    for told in made.told:
        say(f"  {told.text}")
    say_problems(replace(problem, file=str(path)) for problem in made.warnings)
    return path


def _put(made: _Made, folder: Path) -> Path:
    """Under the first name that is free. Raises RoutineError."""
    for number in count(1):
        path = folder / file_name(made.routine.name, number)
        try:
            write_new(path, made.text.encode())
        except FileExistsError:
            continue
        except OSError as error:
            raise RoutineError(f"{path} can't be written: {error.strerror or error}") from error
        break
    return path


def _say_the_rest(found: Imported, written: Iterable[Path]) -> None:
    """What holds for the whole file, and what comes next."""
    paths = list(written)
    for told in found.told:
        say(told.text)
    if not paths:
        say("Nothing was written.")
        return
    say(found.program.leaves)
    say_what_next(paths[0])
