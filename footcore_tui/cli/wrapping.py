"""What is too wide for a terminal ends its lines between words; whatever reads a pipe gets each line whole."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from shutil import get_terminal_size
from typing import TextIO

from footcore_tui.core.text import cells

_SOURCE = re.compile(r" *[0-9]+ \| ")
"""A line of somebody's file, over the caret that points into it."""
_MARGIN = re.compile(r" {5} \| ( *)|( *)(!! |- )?")
_WORD = re.compile(r"\s*\S+")
"""With the blanks before it."""
_PART = re.compile(r"(?= · )")
LEAST_ROOM = 40
"""Cells for a hint under a caret; where there are fewer, it goes on from the margin."""
LEAST_COLUMN = 20
"""Cells for what goes on below its own column; where there are fewer, it goes on further to the left."""


def fitted(text: str, stream: TextIO) -> str:
    if not stream.isatty():
        return text
    width = get_terminal_size().columns
    return "\n".join(wrapped(line, width) for line in text.split("\n"))


def room(stream: TextIO) -> int | None:
    """The cells of a line, on a terminal and where COLUMNS says it; None: lines stay whole."""
    if stream.isatty() or os.environ.get("COLUMNS", "").strip("0").isdecimal():
        return get_terminal_size().columns
    return None


def within(lines: Iterable[tuple[int, str]], width: int | None) -> Iterator[str]:
    """Lines, each with the column below which it goes on: none is wider, and what has no place to break is cut."""
    for column, line in lines:
        if width is None or cells(line) <= width:
            yield line
        else:
            margin = column if width - column >= LEAST_COLUMN else min(column, max(width - LEAST_COLUMN, 0))
            pieces = _pieces(line, width - margin)
            yield from (cut(one, width) for one in _filled(pieces, width, " " * margin))


def cut(text: str, width: int) -> str:
    """As it is where it fits, else its beginning with an ellipsis."""
    if cells(text) <= width:
        return text
    while text and cells(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(line: str, width: int) -> str:
    """What goes on stands below what it goes on from."""
    if cells(line) <= width or _SOURCE.match(line):
        return line
    start = _MARGIN.match(line)
    caret, blanks, mark = start.groups() if start else (None, "", None)
    if caret is None:
        margin = f"{blanks}{mark if mark == '!! ' else ' ' * len(mark or '')}"
    else:
        margin = f"{'':5} | {caret if width - len(caret) >= LEAST_ROOM else ''}  "
    return "\n".join(_filled(_WORD.findall(line), width, margin))


def _pieces(line: str, width: int) -> Iterator[str]:
    """What stands between dots, which belongs together where it fits; else its words."""
    for piece in _PART.split(line):
        yield from [piece] if cells(piece) <= width else _WORD.findall(piece)


def _filled(pieces: Iterable[str], width: int, margin: str) -> Iterator[str]:
    """Lines of as many pieces as fit; one that is wider than a line stays whole."""
    begun = ""
    for piece in pieces:
        if begun and cells(begun + piece) > width:
            yield begun
            begun = margin + piece.lstrip()
        else:
            begun += piece
    yield begun
