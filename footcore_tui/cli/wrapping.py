"""Sentences on a terminal end their lines between words; whatever reads a pipe gets each line whole."""

from __future__ import annotations

import re
from shutil import get_terminal_size
from textwrap import wrap
from typing import TextIO

_SOURCE = re.compile(r" *[0-9]+ \| ")
"""A line of somebody's file, over the caret that points into it."""
_MARGIN = re.compile(r" {5} \| ( *)|( *)(!! |- )?")
LEAST_ROOM = 40
"""Characters for a hint under a caret; where there are fewer, it goes on from the margin."""


def fitted(text: str, stream: TextIO) -> str:
    if not stream.isatty():
        return text
    width = get_terminal_size().columns
    return "\n".join(wrapped(line, width) for line in text.split("\n"))


def wrapped(line: str, width: int) -> str:
    """What goes on stands below what it goes on from."""
    if len(line) <= width or _SOURCE.match(line):
        return line
    start = _MARGIN.match(line)
    caret, blanks, mark = start.groups() if start else (None, "", None)
    if caret is None:
        margin = f"{blanks}{mark if mark == '!! ' else ' ' * len(mark or '')}"
    else:
        margin = f"{'':5} | {caret if width - len(caret) >= LEAST_ROOM else ''}  "
    ended = wrap(line, width, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False)
    return "\n".join(ended) or line
