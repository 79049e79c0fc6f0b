"""`footcore routine check`: every mistake of routine files, with its line and a caret, or how long the routine is."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from footcore_tui.adapters.data_files import is_folder
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.pack_folder import ENDING, toml_names
from footcore_tui.adapters.toml_files import exercises_alone
from footcore_tui.cli.edge import say
from footcore_tui.cli.shares import shared_out
from footcore_tui.cli.shelf import library
from footcore_tui.cli.wrapping import fitted
from footcore_tui.core.bout import Extent
from footcore_tui.core.duration import format_duration
from footcore_tui.core.errors import PackError
from footcore_tui.core.pack import NOTE_FILE
from footcore_tui.core.problem import Problem, Severity
from footcore_tui.core.routine import Routine
from footcore_tui.core.text import cells, printable, quoted
from footcore_tui.core.timeline import measure_weeks
from footcore_tui.ports import RoutineFile

Json = dict[str, str | int]
OK, PROBLEM = 0, 1
FILES_A_PROCESS = 100
"""Fewer are sooner checked than another process is started."""
CONTEXT = 76
"""How many characters of a long line are shown round the caret."""


def check(files: Iterable[str], *, as_json: bool) -> int:
    """Prints the problems of each file and a line on those without errors; 1 where any file has an error."""
    names, code = names_of(files), OK
    problems: list[Json] = []
    for good, text, found in _checked(names, as_json=as_json):
        code = code if good else PROBLEM
        problems += found
        if not as_json:
            _print(fitted(text, sys.stdout))
    if as_json:
        import json

        _print(json.dumps(problems, indent=1))
    return code


def names_of(files: Iterable[str]) -> list[str]:
    """A folder stands for all its files of routines and exercises. Raises PackError."""
    names: list[str] = []
    for name in files:
        folder = Path(name)
        # One that is called like a file is answered as a file that can't be read.
        whole = is_folder(folder) and not name.endswith(ENDING)
        inside = [str(folder / one) for one in toml_names(folder) if one != NOTE_FILE] if whole else [name]
        if not inside:
            raise PackError(f"there is no routine in {quoted(name, 200)}")
        names += inside
    return names


Checked = tuple[bool, str, list[Json]]
"""What is said of some files: whether all are good, the lines, the problems. It passes from one process to another."""


def _checked(names: list[str], *, as_json: bool) -> Iterator[Checked]:
    """In the order of the names; a great many files are shared out among the processors."""
    shelves = library()
    shelves.exercises()
    if len(names) < 2 * FILES_A_PROCESS:
        yield from (_look(shelves, [name], as_json) for name in names)
        return
    # What is loaded stays: the collector need not walk it, nor touch pages that the processes share.
    gc.freeze()
    yield from shared_out(lambda portion: _look(shelves, portion, as_json), names, FILES_A_PROCESS)


def _look(shelves: Library, names: list[str], as_json: bool) -> Checked:
    good = True
    lines: list[str] = []
    problems: list[Json] = []
    for name, file in zip(names, shelves.read_all(names, lint=True), strict=True):
        number = 0
        if file.routine is None and (held := exercises_alone(name)):
            number, file = len(held[0]), replace(file, problems=held[1])
        good = good and (file.routine is not None or number > 0)
        if as_json:
            problems += map(_object, _in_order(file))
        else:
            lines += report(name, file, number)
    return good, "\n".join(lines), problems


def report(name: str, file: RoutineFile, exercises: int) -> Iterator[str]:
    """What is said of one file; `exercises`: how many there are in one that holds them alone."""
    for problem in _in_order(file):
        yield from excerpt(problem)
    if exercises:
        yield f"{printable(name)}: ok · {exercises} exercise{'' if exercises == 1 else 's'}"
        return
    if file.routine is None:
        errors = sum(problem.is_error for problem in file.problems)
        yield f"{printable(name)}: {errors} error{'s' if errors > 1 else ''}"
        return
    yield f"{printable(name)}: ok · {file.routine.name}"
    yield from _summary(file.routine)


def say_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        say("\n".join(excerpt(problem)))


def excerpt(problem: Problem) -> Iterator[str]:
    """`file:line:column: what is wrong`, the line of the file, and a caret under the place with the hint."""
    kind = "warning: " if problem.severity is Severity.WARNING else ""
    where = f"{problem.file}:{problem.line}:{problem.column}"
    yield printable(f"{where}: {kind}{problem.message} [{problem.code}]")
    start = max(0, problem.column - 1 - CONTEXT // 2) if len(problem.source) > CONTEXT else 0
    shown = problem.source[start : start + CONTEXT]
    before = _plain(shown[: problem.column - 1 - start], "…" if start else "")
    after = _plain(shown[problem.column - 1 - start :], "")
    more = "…" if start + CONTEXT < len(problem.source) else ""
    if problem.source:
        yield f"{problem.line:>5} | {before}{after}{more}"
        yield f"{'':>5} | {' ' * cells(before)}^ {printable(problem.hint)}".rstrip()
    elif problem.hint:
        yield f"{'':>5} | {printable(problem.hint)}"


def _plain(text: str, lead: str) -> str:
    """One piece of a source line, made safe to print; a tab becomes as wide as it is for everybody."""
    return lead + printable(text.replace("\t", "    "))


def _in_order(file: RoutineFile) -> list[Problem]:
    return sorted(file.problems, key=lambda problem: (problem.line, problem.column))


def _object(problem: Problem) -> Json:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def _summary(routine: Routine) -> Iterator[str]:
    """Work and clock time, week by week; weeks of the same length share a line, each stage has its own."""
    stages = routine.stages
    for stage in stages:
        lengths = enumerate(measure_weeks(routine, stage), start=1)
        for extent, group in groupby(lengths, key=lambda length: length[1]):
            weeks = [week for week, _ in group]
            span = f"week {weeks[0]}" if len(weeks) == 1 else f"weeks {weeks[0]}-{weeks[-1]}"
            parts = [span] if routine.plan else []
            parts += [f"stage {stage}"] if len(stages) > 1 else []
            yield f"      {', '.join(parts)}{': ' if parts else ''}{_length(extent)}"


def _length(extent: Extent) -> str:
    """In the words of `footcore show`."""
    if not extent.intervals:
        return "nothing to do"
    work = f"{format_duration(extent.work_seconds)} of work, " if extent.work_seconds else ""
    more = " and what is open" if extent.open_ended else ""
    return f"{work}{format_duration(extent.clock_seconds)} on the clock{more}, {extent.intervals} intervals"


def _print(text: str) -> None:
    """Prints to a terminal that may not know every character."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding))
