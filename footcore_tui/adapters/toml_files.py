"""Routine files as a trainer's tools take them: what is wrong with one, a new one, one laid out anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from footcore_tui.adapters.paths import small_file
from footcore_tui.adapters.toml_document import read_document
from footcore_tui.adapters.toml_exercises import load_exercises
from footcore_tui.adapters.toml_layout import laid_out
from footcore_tui.adapters.toml_routines import load_routine, routine_id
from footcore_tui.adapters.toml_source import read_sheet
from footcore_tui.core.exercise import Exercise
from footcore_tui.core.problem import Problem

_MARK = b"\xef\xbb\xbf"


def problems_of(content: bytes, name: str, exercises: Iterable[Exercise]) -> tuple[Problem, ...]:
    """Of a routine, or of a file that holds exercises alone."""
    found = exercises_in(content, name)
    return load_routine(content, name, exercises)[1] if found is None else found[1]


Found = tuple[tuple[Exercise, ...], tuple[Problem, ...]]


def exercises_alone(path: str) -> Found | None:
    """Those of a file that holds nothing else; None for any other, and for one that can't be read."""
    try:
        return exercises_in(small_file(path), path)
    except (OSError, ValueError):
        return None


def exercises_in(content: bytes, name: str) -> Found | None:
    """As `exercises_alone`."""
    document = read_document(read_sheet(name, content))
    alone = document is not None and "exercise" in document and not {"block", "name"} & set(document)
    return load_exercises(content, name) if alone else None


def id_under(name: str, content: bytes) -> str:
    """The id that a routine of that content has in a file of that name: it may come from either."""
    document = read_document(read_sheet(name, content))
    return routine_id(document, name) if document else ""


def formatted(content: bytes) -> bytes:
    """A file that can be read, in the one layout; its line ends stay, a byte-order mark goes. Raises Unsafe."""
    ends_like_windows = content.partition(b"\n")[0].endswith(b"\r")
    text = content.removeprefix(_MARK).decode().replace("\r\n", "\n")
    out = laid_out(text).encode()
    return out.replace(b"\n", b"\r\n") if ends_like_windows else out


def write_new(path: Path, content: bytes) -> None:
    """The whole file or none. Raises FileExistsError, OSError."""
    stream = path.open("xb")
    try:
        # What is left in the buffer is written at the end of the block: a full disk may say so only then.
        with stream:
            stream.write(content)
    except OSError:
        path.unlink(missing_ok=True)
        raise
