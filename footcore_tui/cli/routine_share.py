"""`footcore routine share`: a routine as one line of text, for a chat message."""

from __future__ import annotations

from pathlib import Path

from footcore_tui.adapters.data_files import data_folder, expanded
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.pack_folder import ENDING, MAX_FILE, plain_file
from footcore_tui.adapters.pack_names import require_names
from footcore_tui.adapters.pack_text import written
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.cli.edge import say
from footcore_tui.cli.shelf import library
from footcore_tui.core.errors import BrokenRoutine, PackError

FITS_ALL = 2000
"""Characters that every usual chat program takes in one message; Discord takes no more."""
FITS_MOST = 4096
"""What most take (Telegram), and a line that is typed into a terminal may have."""


def share(name: str) -> int:
    """Prints the text, and its length on standard error. Raises PackError, UnknownRoutine or BrokenRoutine."""
    file = library().file(name)
    if file.routine is None:
        raise BrokenRoutine(file.problems)
    path = expanded(file.path).resolve()
    content = plain_file(path, MAX_FILE)
    if load_routine(content, path.name, Library(data_folder("routines")).exercises())[0] is None:
        raise PackError(
            "this routine has exercises of a folder, which do not travel in a text",
            "write them into its file as [[exercise]], or hand out a pack",
        )
    text = written(_name(Path(file.path).name, file.id), content)
    print(text)
    say(f"{len(text)} characters: {_fits(len(text))}")
    return 0


def _name(own: str, routine: str) -> str:
    """The file's own, or where that can't travel one that gives the same id."""
    try:
        require_names([own])
    except PackError:
        return f"{routine}{ENDING}"
    return own


def _fits(length: int) -> str:
    if length <= FITS_ALL:
        return "fits a chat message. Your client runs `footcore routine add -` and pastes it."
    if length < FITS_MOST:
        return "too long for some chat programs (2000); most take it."
    return "too long for a chat message: send the file, or a pack."
