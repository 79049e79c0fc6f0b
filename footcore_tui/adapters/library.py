"""The routines and exercises: those that come with footcore, and the person's own, which hide them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from errno import ENAMETOOLONG
from pathlib import Path

from footcore_tui.adapters.paths import is_path, small_file
from footcore_tui.adapters.toml_adjustments import adjustments_file, read_adjustments
from footcore_tui.adapters.toml_exercises import load_exercises
from footcore_tui.adapters.toml_keys import nearest
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.adjustments import adjusted
from footcore_tui.core.errors import BrokenRoutine, UnknownRoutine
from footcore_tui.core.exercise import Exercise
from footcore_tui.core.problem import Problem, Severity
from footcore_tui.core.routine import Routine
from footcore_tui.core.text import printable, quoted
from footcore_tui.ports import RoutineFile

ENDING = ".toml"
EXERCISES = "exercises"
NO_FILE = "no-such-file"


Stamp = tuple[str, int, int]
"""A file as it is now: its path, when it was changed in nanoseconds, and its size."""
Shelf = tuple[dict[str, tuple[str, Exercise]], tuple[RoutineFile, ...]]
"""The exercises by id, each with the name of its file; and the files of exercises that are broken."""
Read = tuple[tuple[Stamp, ...], Shelf]
"""A shelf, and its files as they were then."""


class Library:
    """Looks at the files each time it is asked, so that they may be edited while the app runs; reads what changed."""

    def __init__(self, bundled: Path, own: Path | None = None, adjustments: Path | None = None) -> None:
        """`adjustments`: the folder of what the person adjusted; routines come with that laid over them."""
        self._bundled = bundled
        self._own = own
        self._adjustments = adjustments
        self._shelf: Read | None = None
        self._beside: Read | None = None

    def routines(self) -> tuple[RoutineFile, ...]:
        """Every routine file by name, the broken ones too, and files of exercises that are broken."""
        exercises, broken = self.exercises(), self.broken_exercises()
        by_id: dict[str, RoutineFile] = {}
        for folder in self._folders():
            for file in _routine_files(folder, exercises):
                by_id.setdefault(file.id, self._adjusted(file))
        return tuple(sorted((*by_id.values(), *broken), key=_shown_name))

    def routine(self, name: str) -> Routine:
        """By id, or by path where the name has a separator or ends in `.toml`.

        Raises UnknownRoutine or BrokenRoutine.
        """
        return _whole(self._adjusted(self.file(name)))

    def file(self, name: str) -> RoutineFile:
        """The file of a routine as its author wrote it, by id or by path. Raises UnknownRoutine."""
        if is_path(name):
            file = self.read(name)
            if file.problems and file.problems[0].code == NO_FILE:
                raise UnknownRoutine(f"there is no file {quoted(name, 200)}")
            return file
        for file in self._likeliest_first(name):
            if file.id == name:
                return file
        ids = [file.id for file in self.routines()]
        error = UnknownRoutine(f"there is no routine {quoted(name)}")
        here, meant = next((one for one in (f"{name}{ENDING}", name) if Path(one).is_file()), ""), nearest(name, ids)
        error.hint = f"Did you mean {meant}?" if meant else "`footcore list` shows the routines there are."
        if here:
            error.hint = f"There is a file {printable(here)} here: write ./{printable(here)}"
        raise error

    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises of the library; the person's own hide those of the same id."""
        return tuple(exercise for _, exercise in self._shelved()[0].values())

    def group(self, exercise: str) -> str:
        """The name of the file in which an exercise of the library stands, as `foot-strength`."""
        return self._shelved()[0][exercise][0]

    def broken_exercises(self) -> tuple[RoutineFile, ...]:
        """The files of exercises that are broken."""
        return self._shelved()[1]

    def listed(self, path: Path) -> RoutineFile:
        """A file of the library as `routines` has it."""
        return self._adjusted(_routine_file(path, path.name, self.exercises()))

    def read(self, path: str) -> RoutineFile:
        """The routine file of a path as its author wrote it, named as the path is."""
        return next(self.read_all((path,)))

    def read_all(self, paths: Iterable[str], *, lint: bool = False) -> Iterator[RoutineFile]:
        """`lint` asks for the warnings that are for an author alone. The exercises of a folder are looked for once."""
        usable: dict[Path, tuple[Exercise, ...]] = {}
        for name in paths:
            path = Path(name)
            if path.parent not in usable:
                usable[path.parent] = self.exercises_for(path)
            yield _routine_file(path, name, usable[path.parent], lint=lint)

    def exercises_for(self, path: Path) -> tuple[Exercise, ...]:
        """Those that a file of this path can use: a folder `exercises` beside it comes before the library."""
        beside = () if path.parent in self._folders() else _toml_files(path.parent / EXERCISES)
        if not beside:
            return self.exercises()
        self._beside = _read_again(self._beside, beside)
        own = self._beside[1][0]
        return (*(one for _, one in own.values()), *(one for one in self.exercises() if one.id not in own))

    def _adjusted(self, file: RoutineFile) -> RoutineFile:
        if file.routine is None or self._adjustments is None:
            return file
        own, _ = read_adjustments(adjustments_file(self._adjustments, file.routine.id))
        return replace(file, routine=adjusted(file.routine, own))

    def _folders(self) -> Iterator[Path]:
        """The person's own first: what comes first hides what comes later."""
        if self._own is not None:
            yield self._own
        yield self._bundled

    def _likeliest_first(self, name: str) -> Iterator[RoutineFile]:
        exercises = self.exercises()
        for folder in self._folders():
            yield from _routine_files(folder, exercises, first=name)

    def shelved(self) -> dict[str, tuple[str, Exercise]]:
        """The exercises by id, each with the name of its file."""
        return self._shelved()[0]

    def shelved_with(self, own: Mapping[str, bytes | None]) -> dict[str, tuple[str, Exercise]]:
        """As they would be with these files, by name, among the person's own; None: without that one."""
        mine, *others = (folder / EXERCISES for folder in self._folders())
        there = {path.name: _content(path, path.name)[0] for path in _toml_files(mine)} | dict(own)
        files = [(mine / name, content) for name, content in sorted(there.items()) if content is not None]
        files += [(path, path.read_bytes()) for folder in others for path in _toml_files(folder)]
        by_id: dict[str, tuple[str, Exercise]] = {}
        for path, content in files:
            for exercise in load_exercises(content, path.name)[0]:
                by_id.setdefault(exercise.id, (printable(path.stem), exercise))
        return by_id

    def _shelved(self) -> Shelf:
        paths = [path for folder in self._folders() for path in _toml_files(folder / EXERCISES)]
        self._shelf = _read_again(self._shelf, paths)
        return self._shelf[1]


def _read_again(known: Read | None, paths: Sequence[Path]) -> Read:
    """What is known of these files, where none of them has changed."""
    stamps = tuple(_stamp(path) for path in paths)
    return known if known and known[0] == stamps else (stamps, _read_exercises(paths))


def _read_exercises(paths: Iterable[Path]) -> Shelf:
    by_id: dict[str, tuple[str, Exercise]] = {}
    broken = []
    for path in paths:
        shown = f"exercises/{path.name}"
        content, problems = _content(path, shown)
        exercises: tuple[Exercise, ...] = ()
        if content is not None:
            exercises, problems = load_exercises(content, shown)
        for exercise in exercises:
            by_id.setdefault(exercise.id, (printable(path.stem), exercise))
        if not exercises:
            broken.append(RoutineFile(f"exercises/{printable(path.stem)}", str(path), None, problems))
    return by_id, tuple(broken)


def _stamp(path: Path) -> Stamp:
    """Of a file that can't be looked at: one that is never the same again."""
    try:
        stat = path.stat()
    except OSError:
        return str(path), time.monotonic_ns(), -1
    return str(path), stat.st_mtime_ns, stat.st_size


def _toml_files(folder: Path, first: str = "") -> list[Path]:
    """The files of a folder by name, `first` before all others; none where there is no such folder."""
    try:
        names = [entry.name for entry in os.scandir(folder)]
    except (OSError, ValueError):
        return []
    files = [folder / name for name in names if name.lower().endswith(ENDING) and not name.startswith(".")]
    return sorted(files, key=lambda path: (path.stem != first, path.name))


def _routine_files(folder: Path, exercises: Iterable[Exercise], first: str = "") -> Iterator[RoutineFile]:
    exercises = tuple(exercises)
    for path in _toml_files(folder, first):
        yield _routine_file(path, path.name, exercises)


def _routine_file(path: Path, shown: str, exercises: Iterable[Exercise], *, lint: bool = False) -> RoutineFile:
    """A file's routine, or its problems with the errors first."""
    content, problems = _content(path, shown)
    routine = None
    if content is not None:
        routine, problems = load_routine(content, shown, exercises, lint=lint)
    if routine is None:
        problems = tuple(sorted(problems, key=lambda problem: not problem.is_error))
    return RoutineFile(routine.id if routine else printable(path.stem), str(path), routine, problems)


def _content(path: Path, shown: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The bytes of a regular file of at most 64 KiB, or the problem that keeps it from being read."""
    hint = "look at the spelling of the path"
    try:
        return small_file(str(path)), ()
    except FileNotFoundError:
        code, reason = NO_FILE, "there is no such file"
        if path.with_name(f"{path.name}.txt").exists():
            hint = f"there is a {printable(path.name)}.txt: take the .txt away, which the file manager may not show"
    except ValueError:
        code, reason = NO_FILE, "no file can have such a name"
    except OSError as error:
        code, reason = "unreadable", f"the file can't be read: {error.strerror.lower() if error.strerror else error}"
        if error.errno == ENAMETOOLONG:
            code = NO_FILE
        else:
            hint = "a routine is a text file of at most 64 KiB"
    return None, (Problem(printable(shown), 1, 1, Severity.ERROR, code, reason, hint),)


def _whole(file: RoutineFile) -> Routine:
    if file.routine is None:
        raise BrokenRoutine(file.problems)
    return file.routine


def _shown_name(file: RoutineFile) -> tuple[str, str]:
    return (file.routine.name.casefold() if file.routine else file.id, file.id)
