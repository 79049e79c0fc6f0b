"""`footcore routine pack`: a folder of routines made into a pack that clients can add."""

from __future__ import annotations

from pathlib import Path

from footcore_tui.adapters.data_files import data_folder, expanded, is_folder
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.pack_folder import MAX_FILE, plain_file, read_pack
from footcore_tui.adapters.pack_making import names_for_a_pack, write_list, write_whole
from footcore_tui.adapters.pack_note import read_note, written_note
from footcore_tui.adapters.pack_signature import check, sign, usual_key
from footcore_tui.adapters.toml_exercises import load_exercises
from footcore_tui.cli.edge import say, tell
from footcore_tui.cli.routine_check import say_problems
from footcore_tui.core.errors import PackError
from footcore_tui.core.pack import EXERCISES, LIST_FILE, NOTE_FILE, SIGNATURE_FILE, PackNote
from footcore_tui.core.routine import Routine
from footcore_tui.core.text import quoted


def pack(folder_name: str, key: str | None, *, unsigned: bool) -> int:
    """Checks every file, writes the list, and signs it; the exit code. Raises PackError."""
    folder = expanded(folder_name)
    if not is_folder(folder):
        raise PackError(f"there is no folder {quoted(folder_name, 200)}")
    names = names_for_a_pack(folder)
    routines = _checked(folder, names)
    _write_note_if_missing(folder, routines)
    read_note(plain_file(folder / NOTE_FILE, MAX_FILE))
    signing = None if unsigned else expanded(key) if key else usual_key(Path.home())
    former = _former_list(folder)
    listed = write_list(folder, names)
    if signing:
        write_whole(folder / SIGNATURE_FILE, sign(listed, signing))
    _say_version_stayed(former, listed)
    made = read_pack(folder)
    tell(f"{made.note.name}, version {made.note.version}, by {made.note.author}: {_count(names)}")
    tell(_signed(listed, made.signature))
    return 0


def _checked(folder: Path, names: tuple[str, ...]) -> tuple[Routine, ...]:
    """The routines, as a client has them: with the exercises of footcore and of the pack. Raises PackError."""
    shelves = Library(data_folder("routines"), folder)
    routines = [name for name in names if not name.startswith(f"{EXERCISES}/")]
    if not routines:
        raise PackError(f"there is no routine in {quoted(str(folder), 200)}")
    files = list(shelves.read_all((str(folder / name) for name in routines), lint=True))
    problems = [problem for file in files for problem in file.problems]
    for name in names:
        if name not in routines:
            problems += load_exercises(plain_file(folder / name, MAX_FILE), name)[1]
    say_problems(problems)
    if errors := sum(problem.is_error for problem in problems):
        raise PackError(f"{errors} error{'s' if errors > 1 else ''}; no pack was made", "mend the files first")
    found = tuple(file.routine for file in files if file.routine)
    ids = [routine.id for routine in found]
    if doubled := next((one for one in ids if ids.count(one) > 1), None):
        raise PackError(f"two of these routines have the id {quoted(doubled)}; no pack was made", "give one another id")
    return found


def _write_note_if_missing(folder: Path, routines: tuple[Routine, ...]) -> None:
    """A first `pack.toml`, of what the folder and the routines say."""
    file = folder / NOTE_FILE
    if file.exists():
        return
    author = next((routine.author for routine in routines if routine.author), "")
    if not author:
        raise PackError(
            f"there is no {NOTE_FILE}, and no routine says who wrote it",
            'write author = "Your Name" into a routine, or into pack.toml with name and version',
        )
    note = PackNote(folder.resolve().name or "Routines", author, "1", ("The first version.",))
    write_whole(file, written_note(note).encode())
    say(f"{NOTE_FILE} was written: look through it, change what you like, and make the pack again.")


def _former_list(folder: Path) -> bytes:
    file = folder / LIST_FILE
    return plain_file(file, MAX_FILE) if file.exists() else b""


def _say_version_stayed(former: bytes, listed: bytes) -> None:
    notes = [next((line for line in one.splitlines() if line.endswith(b"pack.toml")), b"") for one in (former, listed)]
    if former and former != listed and notes[0] == notes[1]:
        say(f"The routines have changed, {NOTE_FILE} has not: raise its version, and say in its changelog what is new.")


def _count(names: tuple[str, ...]) -> str:
    exercises = sum(name.startswith(f"{EXERCISES}/") for name in names)
    routines = len(names) - exercises
    text = f"{routines} routine{'' if routines == 1 else 's'}"
    return f"{text} and {exercises} file{'' if exercises == 1 else 's'} of exercises" if exercises else text


def _signed(listed: bytes, signature: bytes | None) -> str:
    if signature is None:
        return "Not signed: clients see that. With an SSH key (`ssh-keygen -t ed25519` makes one) it would be."
    return f"Signed with {check(listed, signature).fingerprint}: tell your clients this fingerprint."
