"""What comes from a trainer: a pack, a file, or a text, read and found without an error."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace

from footcore_tui.adapters import pack_folder, pack_text
from footcore_tui.adapters.data_files import expanded, is_folder
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.pack_folder import MAX_FILE, plain_file, read_pack
from footcore_tui.adapters.pack_names import require_names
from footcore_tui.adapters.pack_shelf import Origin
from footcore_tui.adapters.toml_exercises import load_exercises
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.cli.edge import say
from footcore_tui.cli.routine_check import say_problems
from footcore_tui.cli.signers import Signer, signer_of
from footcore_tui.core.errors import PackError
from footcore_tui.core.exercise import Exercise
from footcore_tui.core.pack import Pack, PackFile
from footcore_tui.core.problem import Problem
from footcore_tui.core.routine import Routine
from footcore_tui.core.text import quoted


@dataclass(frozen=True, slots=True)
class Arrival:
    """Files as they came; every routine of them can be played."""

    title: str
    routines: tuple[tuple[PackFile, Routine], ...]
    exercises: tuple[tuple[PackFile, tuple[Exercise, ...]], ...] = ()
    pack: Pack | None = None
    signer: Signer | None = None
    """Whoever signed the pack."""


def arrival(source: str, shelves: Library) -> Arrival:
    """From a pack's folder, a routine's file, a routine as text, or `-`, that on standard input. Raises PackError."""
    if source == "-" or (pack_text.is_whole(source) and not os.path.lexists(source)):
        name, content = pack_text.read(_text_given() if source == "-" else source)
        return _arrival(f"a routine sent as text, {quoted(name)}", (PackFile(name, content),), (), shelves)
    path = expanded(source)
    if is_folder(path):
        pack = read_pack(path)
        # Before a look into the files: what they say is then what the trainer said.
        signer = signer_of(pack)
        title = f"{quoted(pack.note.name, 80)}, version {pack.note.version}, by {pack.note.author}"
        return replace(_arrival(title, pack.routines, pack.exercises, shelves), pack=pack, signer=signer)
    if not os.path.lexists(path):
        raise PackError(f"there is no file or folder {quoted(source, 200)}")
    if path.suffix.lower() != pack_folder.ENDING:
        raise PackError(
            f"{quoted(path.name, 80)} is neither a pack's folder nor a routine's file",
            "unpack an archive first; a routine sent as text comes in by `footcore routine add -`",
        )
    require_names([path.name])
    file = PackFile(path.name, plain_file(path, MAX_FILE))
    return _arrival(f"the file {quoted(path.name)}", (file,), (), shelves)


def origin_of(came: Arrival) -> Origin | None:
    """None of a single file or a text: it says nothing of where it is from."""
    pack, signer = came.pack, came.signer
    if pack is None or signer is None:
        return None
    note = pack.note
    return Origin(note.author, note.name, note.version, signer.fingerprint or "", signer.known or "")


def _text_given() -> str:
    """From a terminal up to the end of the routine, as it is pasted; from elsewhere all, within limits."""
    if not sys.stdin.isatty():
        return sys.stdin.buffer.read(pack_text.MAX_TEXT).decode("utf-8", "replace")
    say("Paste the text, then press Enter:")
    text = ""
    for line in sys.stdin:
        text += line
        if pack_text.is_whole(text) or len(text) > pack_text.MAX_TEXT:
            break
    return text


def _arrival(title: str, routines: tuple[PackFile, ...], exercises: tuple[PackFile, ...], shelves: Library) -> Arrival:
    """Raises PackError, once every error has been told."""
    errors: list[Problem] = []
    known: dict[str, Exercise] = {}
    brought = []
    for file in exercises:
        found, problems = load_exercises(file.content, file.name)
        errors += [one for one in problems if one.is_error]
        brought.append((file, found))
        for exercise in found:
            known.setdefault(exercise.id, exercise)
    for exercise in shelves.exercises():
        known.setdefault(exercise.id, exercise)
    whole = []
    for file in routines:
        routine, problems = load_routine(file.content, file.name, known.values())
        errors += [one for one in problems if one.is_error]
        if routine is not None:
            whole.append((file, routine))
    if errors:
        say_problems(errors)
        raise PackError(f"{title} has errors", "nothing was added: tell your trainer")
    if not whole:
        raise PackError(f"there is no routine in {title}")
    return Arrival(title, tuple(whole), tuple(brought))
