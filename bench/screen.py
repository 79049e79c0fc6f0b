"""What a recorded output showed, replayed afterwards so that the drawing costs the measurement nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyte


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a program's output and when it came."""

    at: float
    data: bytes


def replay(chunks: Sequence[Chunk], rows: int, columns: int) -> Iterator[tuple[float, pyte.Screen]]:
    """The screen after each chunk; the same screen every time."""
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    for chunk in chunks:
        stream.feed(chunk.data)
        yield chunk.at, screen


def appeared(chunks: Sequence[Chunk], text: str, rows: int, columns: int) -> float | None:
    """When a text first stood in a line of the screen; None: never."""
    for at, screen in replay(chunks, rows, columns):
        if any(text in line for line in screen.display):
            return at
    return None


def changes(chunks: Sequence[Chunk], since: float, rows: int, columns: int) -> int:
    """How many chunks after an instant changed a cell, by sign or colour: the changes that can be seen."""
    count, shown = 0, cells_of(pyte.Screen(columns, rows))
    for at, screen in replay(chunks, rows, columns):
        now = cells_of(screen)
        count += at > since and now != shown
        shown = now
    return count


def cells_of(screen: pyte.Screen) -> tuple[tuple[pyte.screens.Char, ...], ...]:
    return tuple(tuple(screen.buffer[y][x] for x in range(screen.columns)) for y in range(screen.lines))
