"""`footcore routine new`: a routine file from five answers, or from pasted lines."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from footcore_tui.adapters.data_files import expanded
from footcore_tui.adapters.toml_files import write_new
from footcore_tui.adapters.toml_pasted import Shelf, from_lines
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.cli.edge import OK, PROBLEM, say
from footcore_tui.cli.routine_check import say_problems
from footcore_tui.cli.routine_made import file_name, held, length_of, say_what_next
from footcore_tui.cli.shelf import library
from footcore_tui.core.errors import RoutineError, UsageError
from footcore_tui.core.exercise import Exercise
from footcore_tui.core.routine import Sides
from footcore_tui.core.routine_text import routine_text
from footcore_tui.core.routine_wish import (
    DOSES,
    LENGTHS,
    BadAnswer,
    Dose,
    keys_of,
    parts_of,
    read_dose,
    read_length,
    read_sides,
)
from footcore_tui.core.text import quoted

PIPE = "-"
MOST_BYTES = 64 * 1024
"""Of pasted text: as much as a routine file holds."""
MOST_ANSWERS = 3
"""How often a question is asked again."""

_T = TypeVar("_T")
_HEAD = (
    "A routine for footcore. What stands behind a # is for you; clients do not see it.",
    "footcore routine check finds every mistake; docs/routine-format.md explains every key.",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """The answers that came with the command; None for those that did not."""

    file: str | None
    name: str | None
    exercises: list[str] | None
    dose: str | None
    sides: str | None
    length: str | None


def new(wish: Wish) -> int:
    """Asks for what is missing, where there is a terminal, and writes the file. Raises FootcoreError."""
    _keep_clear(wish.file)
    ask = _Questions(asking=sys.stdin.isatty() and sys.stderr.isatty())
    shelf = Shelf(library().exercises(), ())
    name = ask.one(wish.name, (), "Its name", _name_of(wish.file), _named)
    called = [one for given in wish.exercises or () for one in _read(given, lambda given: _given(given, shelf))]
    some = ("Ids or names of the library, or your own words, with commas between",)
    called = called or ask.one(None, some, "Exercises", "single-leg-stance", lambda answer: _listed(answer, shelf))
    exercises = [(one, _exercise(one, shelf)) for one in called]
    for one, exercise in exercises:
        if exercise is None:
            say(f"  {shelf.advice(one)}")
    dose = ask.one(wish.dose, DOSES, "How", "15s", read_dose)
    ask.echo(str(dose))
    sides = ask.one(wish.sides, (", ".join(Sides),), "Sides", _usual_sides(dose), read_sides)
    usual = "2" if dose.seconds is None else "2m"
    length = ask.one(wish.length, (LENGTHS,), "How long", usual, lambda answer: read_length(answer, dose))
    keys = keys_of(dose, sides, length, len(exercises))
    text = routine_text({"name": name}, parts_of(exercises, keys), _HEAD)
    return _write(wish.file, name, text, shelf.exercises)


def new_from_text(source: str, file: str | None, name: str | None) -> int:
    """From a file of lines, or standard input; 1 where a line was not understood. Raises FootcoreError."""
    _keep_clear(file)
    shelves = library()
    shelf = Shelf(shelves.exercises(), held(shelves))
    title = _read(name or _name_of(file if source == PIPE or file else source), _named)
    made = from_lines(_lines(source), title, shelf)
    for remark in sorted((*made.unread, *made.own), key=lambda remark: remark.line):
        say(f"line {remark.line}: {quoted(remark.text, 60)}: {remark.reason}")
    if not made.text:
        raise RoutineError("none of these lines was understood; nothing was written")
    if made.unread:
        say("What was not understood is kept in the file as a comment.")
    code = _write(file, title, made.text, shelf.exercises)
    return PROBLEM if made.unread else code


class _Questions:
    """Asks on standard error; without a terminal an answer that is missing is the usual one."""

    def __init__(self, *, asking: bool) -> None:
        self._asking = asking

    def echo(self, sentence: str) -> None:
        if self._asking:
            say(f"  {sentence}")

    def one(self, given: str | None, about: Iterable[str], question: str, usual: str, read: Callable[[str], _T]) -> _T:
        """Raises UsageError."""
        if given is not None or not self._asking:
            return _read(usual if given is None else given, read)
        for line in about:
            say(line)
        for _ in range(MOST_ANSWERS):
            print(f"{question} [{usual}]: ", end="", file=sys.stderr, flush=True)
            answer = sys.stdin.readline()
            if not answer:
                raise UsageError("the answers ended; nothing was written")
            try:
                return read(answer.strip() or usual)
            except BadAnswer as error:
                say(f"  {error}")
        raise UsageError("nothing was written")


def _read(answer: str, read: Callable[[str], _T]) -> _T:
    """Raises UsageError."""
    try:
        return read(answer)
    except BadAnswer as error:
        raise UsageError(f"{quoted(answer)}: {error}") from error


def _named(answer: str) -> str:
    """Raises BadAnswer."""
    _, problems = load_routine(routine_text({"name": answer}, ()), "x.toml")
    for problem in problems:
        if problem.code not in ("missing-key",):
            raise BadAnswer(f"{problem.message}; {problem.hint}")
    return answer


def _listed(answer: str, shelf: Shelf) -> list[str]:
    """Where a name of the library has a comma, that is none between two. Raises BadAnswer."""
    pieces = [" ".join(one.split()) for one in answer.split(",") if one.strip()]
    if not pieces:
        raise BadAnswer('write at least one, as "short-foot"')
    names: list[str] = []
    while pieces:
        ends = (end for end in range(len(pieces), 1, -1) if shelf.find(", ".join(pieces[:end])))
        end = next(ends, 1)
        names.append(", ".join(pieces[:end]))
        del pieces[:end]
    return names


def _given(option: str, shelf: Shelf) -> list[str]:
    """An option's: several of the library with commas between, or one of one's own. Raises BadAnswer."""
    names = _listed(option, shelf)
    return names if all(map(shelf.find, names)) else [" ".join(option.split())]


def _usual_sides(dose: Dose) -> str:
    return Sides.ALTERNATE if "hold" in dose.keys and dose.single else Sides.EACH


def _exercise(called: str, shelf: Shelf) -> Exercise | None:
    found = shelf.find(called)
    return next((exercise for exercise in shelf.exercises if exercise.id == found), None)


def _name_of(file: str | None) -> str:
    """What a file's name says: `foot-core.toml` → Foot core."""
    words = " ".join(Path(file).stem.replace("-", " ").replace("_", " ").split()) if file and file != PIPE else ""
    return (words[:1].upper() + words[1:])[:80] or "My routine"


def _path(file: str) -> Path:
    path = expanded(file)
    return path if path.suffix else path.with_name(f"{path.name}.toml")


def _keep_clear(file: str | None) -> None:
    """Before anything is asked. Raises RoutineError."""
    if file and file != PIPE and os.path.lexists(_path(file)):
        error = RoutineError(f"{file} is there already; nothing was written")
        error.hint = "Choose another name, or take it away first."
        raise error


def _lines(source: str) -> str:
    """Raises RoutineError."""
    try:
        if source == PIPE:
            if sys.stdin.isatty():
                say("Paste the lines, then press Ctrl-D at the start of a line (Windows: Ctrl-Z and Enter).")
            content = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with expanded(source).open("rb") as stream:
                content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise RoutineError(f"{source} can't be read: {reason}") from error
    if len(content) > MOST_BYTES:
        raise RoutineError("this is more text than a routine holds")
    return content.decode("utf-8-sig", "replace")


def _write(file: str | None, name: str, text: str, exercises: Iterable[Exercise]) -> int:
    """Raises FootcoreError."""
    if file == PIPE:
        print(text, end="")
        return OK
    path = _path(file or file_name(name))
    routine, problems = load_routine(text, path.name, exercises)
    for problem in problems:
        if problem.is_error:
            raise UsageError(f"{problem.message}; {problem.hint}")
    try:
        write_new(path, text.encode())
    except FileExistsError:
        _keep_clear(str(path))
    except OSError as error:
        raise RoutineError(f"{path} can't be written: {error.strerror or error}") from error
    say_problems(problems)
    say(f"Wrote {path}{length_of(routine) if routine else ''}.")
    say_what_next(path)
    return OK
