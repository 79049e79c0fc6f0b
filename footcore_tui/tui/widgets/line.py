"""Lines of text measured in cells: cut with an ellipsis, wrapped, set left and right."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len as _measured
from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style

from footcore_tui.tui.widgets.raster import Row


def cell_len(text: str) -> int:
    """How many cells a text takes. Plain ones are not looked up: the table would keep every second's clock."""
    return len(text) if text.isascii() else _measured(text)


def clipped(text: str, width: int) -> str:
    """The text in at most that many cells; one of several words ends with a whole one."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    cut = set_cell_size(text, width - 1).rstrip()
    words = cut.rpartition(" ")[0].rstrip()
    if text[len(cut)].isspace() or not words:
        return f"{cut}…"
    return f"{words} …"


def wrapped(text: str, width: int, rows: int | None = None) -> list[str]:
    """The text in at most so many lines, the last one cut where it would be more; in as many as it takes for None."""
    lines = [""]
    for word in text.split():
        joint = f"{lines[-1]} {word}".lstrip()
        if cell_len(joint) <= width or not lines[-1]:
            lines[-1] = joint
        else:
            lines.append(word)
    if rows is not None and len(lines) > rows:
        lines[rows - 1 :] = [" ".join(lines[rows - 1 :])]
    return [clipped(line, width) for line in lines[:rows]]


def spread(left: Sequence[tuple[str, Style]], right: Sequence[tuple[str, Style]], width: int, ground: Style) -> Row:
    """One row: pieces from the left, pieces at the right end; what does not fit is cut, the right side goes first."""
    right_width = sum(cell_len(text) for text, _ in right)
    left_width = sum(cell_len(text) for text, _ in left)
    if right and left_width + right_width + 2 > width:
        return spread(left, right[1:], width, ground)
    row, room = [], width - right_width
    for text, style in left:
        piece = clipped(text, room)
        if piece:
            row.append(Segment(piece, style))
            room -= cell_len(piece)
    row.append(Segment(" " * max(0, room), ground))
    row += [Segment(text, style) for text, style in right]
    return tuple(segment for segment in row if segment.text)
