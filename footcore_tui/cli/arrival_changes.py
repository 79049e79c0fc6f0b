"""What an arrival would change in a person's own library, file by file; nothing is changed yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.pack_names import require_names
from footcore_tui.adapters.pack_shelf import OwnShelf, Put
from footcore_tui.adapters.toml_adjustments import adjustments_file
from footcore_tui.adapters.toml_exercises import load_exercises
from footcore_tui.adapters.toml_files import id_under
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.adapters.toml_values import slug_of
from footcore_tui.cli.arrivals import Arrival, origin_of
from footcore_tui.cli.catalogue import known_file, known_ids
from footcore_tui.cli.effects import Effects, effects, first_error, some
from footcore_tui.core.differences import differences
from footcore_tui.core.errors import PackError
from footcore_tui.core.exercise import Exercise
from footcore_tui.core.pack import EXERCISES, PackFile, author_key, older_version
from footcore_tui.core.routine import Routine
from footcore_tui.core.text import quoted
from footcore_tui.ports import RoutineFile


@dataclass(frozen=True, slots=True)
class Change:
    """What one file of an arrival would do."""

    put: Put
    lines: tuple[str, ...]
    """How it is told of."""
    new: bool = False
    """A routine of that id was not there."""
    same: bool = False
    """It is there as it came."""
    gone: str = ""
    """The own file that goes, where its name alone would give the routine another id."""
    exercises: tuple[Exercise, ...] = ()
    """Of a file that holds some."""
    from_another: str = ""
    """How it is told that it takes the place of what another trainer signed."""


def changes(came: Arrival, shelves: Library) -> tuple[Change, ...]:
    """What each file would do to the library; the exercises first. Raises PackError."""
    folder = Path(paths.routines_folder())
    own, ids_there = OwnShelf(folder), known_ids(shelves)
    ids = [routine.id for _, routine in came.routines]
    if doubled := {one for one in ids if ids.count(one) > 1}:
        raise PackError(f"several of these routines have the id {quoted(min(doubled))}")
    targets = [_exercise_file(came, file) for file, _ in came.exercises]
    if twice := [name for name in targets if targets.count(name) > 1]:
        raise PackError(f"two files of exercises of this pack would be one here: {quoted(twice[0], 100)}")
    brought = dict(zip(targets, came.exercises, strict=True))
    files = {Path(name).name: file.content for name, (file, _) in brought.items()}
    there = {one.id: known_file(one.id, shelves, ids_there) for _, one in came.routines}
    told = effects(shelves, files, {Path(one.path).name for one in there.values() if one})
    routines = [_routine_change(file, one, folder, there[one.id]) for file, one in _played(came, told)]
    found = [*(_exercise_change(name, *one, told, own) for name, one in brought.items()), *routines]
    found[:1] = [_with_unplayable(found[0], told)]
    return tuple(one if one.same else replace(one, from_another=_from_another(came, one, told, own)) for one in found)


def _played(came: Arrival, told: Effects) -> Iterator[tuple[PackFile, Routine]]:
    """The routines with the exercises that hold here. Raises PackError where one of these makes a routine none."""
    for file, _ in came.routines:
        routine, problems = load_routine(file.content, file.name, told.exercises)
        if routine is None:
            raise PackError(
                f"{first_error(problems)}: an exercise of the same id is there already",
                "nothing was added: ask your trainer to give theirs an id of its own",
            )
        yield file, routine


def _with_unplayable(change: Change, told: Effects) -> Change:
    lines = [f"!! {routine} could no longer be played: {why}" for routine, why in told.unplayable.items()]
    return replace(change, lines=(*change.lines, *(f"         {line}" for line in some(lines))))


def _from_another(came: Arrival, change: Change, told: Effects, own: OwnShelf) -> str:
    """A pack without the signature of its author is told of by itself."""
    now = origin_of(came)
    this = f"this is from {now.author}" if now and now.key else "this is not"
    hit = [(change.put.routine or change.put.name, change.gone or change.put.name)]
    hit += [(f"the exercise {quoted(name)}", file) for name, file in told.changed_from(change.exercises)]
    for what, name in hit:
        before = own.origin(name)
        if before and before.key and not (now and now.is_by(before.author)):
            return f"!! {what} is from {before.author}, signed; {this}"
    return ""


def _routine_change(file: PackFile, routine: Routine, folder: Path, found: RoutineFile | None) -> Change:
    """`found`: the one of that id that is there."""
    own = Path(found.path).name if found and Path(found.path).parent == folder else ""
    stays = own and id_under(own, file.content) == routine.id
    change = _told(Put(own if stays else f"{routine.id}.toml", file.content, routine.id), routine, found, own=bool(own))
    if not stays:
        require_names([change.put.name])
        _require_room(change.put.name, folder, routine.id, but=own)
    if stays or not own or change.same:
        return change
    return replace(change, gone=own, lines=(*change.lines, f"         your {quoted(own)} becomes {change.put.name}"))


def _told(put: Put, routine: Routine, found: RoutineFile | None, *, own: bool) -> Change:
    head = f"{routine.id}  {routine.name}"
    if found is None:
        return Change(put, (f"new      {head}",), new=True)
    if found.routine is None:
        return Change(put, (f"changed  {head}", "         the file that is there is broken"))
    if found.routine.hash == routine.hash:
        return Change(put, (f"same     {head}",), same=True)
    lines = [f"changed  {head}", *(f"         {line}" for line in _said_of(found.routine, routine))]
    if not own:
        lines.append("         it hides the one that comes with footcore")
    if adjustments_file(Path(paths.adjustments_folder()), routine.id).exists():
        lines.append(f"         your adjustments stay: footcore routine adjust {routine.id}")
    return Change(put, tuple(lines))


def _said_of(before: Routine, after: Routine) -> Iterator[str]:
    """What another version changes; a line each."""
    if older_version(after.version, before.version):
        yield "an older version than the one that is there"
    yield from differences(before, after) or ("its comments or its layout alone",)


def _author_slug(author: str) -> str:
    """A name without a letter that a file's name takes has a sum in its place."""
    return slug_of(author) or sha256(author_key(author).encode()).hexdigest()[:8]


def _exercise_file(came: Arrival, file: PackFile) -> str:
    """Under the author's name, so that two trainers' files of one name do not replace each other. Raises PackError."""
    author = _author_slug(came.pack.note.author) if came.pack else ""
    # Two hyphens, which no slug has: A with b-c and A-b with c are two files.
    stem = "--".join(part for part in (author, slug_of(Path(file.name).stem)) if part) or EXERCISES
    target = f"{EXERCISES}/{stem[:80]}.toml"
    require_names([target])
    return target


def _exercise_change(
    target: str, file: PackFile, exercises: tuple[Exercise, ...], told: Effects, own: OwnShelf
) -> Change:
    put = Put(target, file.content)
    head = f"{target}  {len(exercises)} exercise{'' if len(exercises) == 1 else 's'}"
    there = own.content(target)
    if there == file.content:
        return Change(put, (f"same     {head}",), same=True)
    before = load_exercises(there, file.name)[0] if there is not None else ()
    lines = [f"         {line}" for line in told.of_file(before, exercises)]
    return Change(put, (f"{'new    ' if there is None else 'changed'}  {head}", *lines), exercises=exercises)


def _require_room(target: str, folder: Path, routine: str, *, but: str) -> None:
    """Raises PackError where another routine stands in that file, whatever the case of its name."""
    names = [path.name for path in folder.iterdir() if path.name != but] if folder.is_dir() else []
    taken = next((name for name in names if name.casefold() == target.casefold()), None)
    if taken is not None:
        raise PackError(
            f"your file {quoted(taken)} holds another routine than {quoted(routine)}", "rename it, then add this again"
        )
