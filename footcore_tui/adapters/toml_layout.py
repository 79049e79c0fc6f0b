"""The one layout of a routine file: the keys in their order, `=` under `=`, one step a line; no value, no comment lost.

The order and the look are those of the routines that come with footcore.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import tomli

from footcore_tui.adapters.toml_pieces import Document, Group, Lines, Piece, Section, pieces_of
from footcore_tui.core.routine_text import ALIGNED


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FILE_ORDER = _words(
    "format id name version author contact license language tags focus equipment about sources prepare switch "
    "rest_between_blocks allow plan block exercise"
)
PLAN_ORDER = _words("weeks days_a_week sessions_a_day session")
STEP_ORDER = _words(
    "name weeks stage prepare rounds exercise level sets reps hold time test cap tempo start relax rest "
    "rest_between_rounds rest_after sides first switch total unit cue cues evidence allow steps"
)
"""Of a block and of a step."""
EXERCISE_ORDER = _words(
    "id name focus position footwear equipment contact side_phrase setup steps cues mistakes breathing stop_if "
    "ask_first sources level"
)
LEVEL_ORDER = _words("id name cue support base surface vision ask_first evidence")

_ORDERS = {
    "": FILE_ORDER,
    "plan": PLAN_ORDER,
    "block": STEP_ORDER,
    "steps": STEP_ORDER,
    "block.steps": STEP_ORDER,
    "exercise": EXERCISE_ORDER,
    "level": LEVEL_ORDER,
    "exercise.level": LEVEL_ORDER,
}
_TIMES = ("prepare", "switch", "rest_between_blocks", "allow")
"""Of the whole file; they stand apart from long texts above them."""
INDENT = "  "


class Unsafe(ValueError):
    """What came out would not mean the same; it is not written."""


def laid_out(text: str) -> str:
    """A text that tomli accepts, with line feeds for line ends, in the one layout. Raises Unsafe."""
    document = pieces_of(text)
    out = "\n".join(_lines(document)).strip("\n") + "\n"
    again = pieces_of(out)
    same = repr(_sorted(tomli.loads(text))) == repr(_sorted(tomli.loads(out)))
    if not same or Counter(_comments(document)) != Counter(_comments(again)):
        raise Unsafe("this file is written in a way that can't be laid out without a loss")
    return out


def _sorted(value: object) -> object:
    """Apart from the order of keys, which means nothing."""
    if isinstance(value, dict):
        return sorted((key, _sorted(one)) for key, one in value.items())
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def _lines(document: Document) -> Iterator[str]:
    for section in document.sections:
        if section.heading:
            yield ""
            yield from section.above
            yield _with(section.heading, section.beside)
        yield from section.head
        if section.head and section.pieces:
            yield ""
        yield from _pairs(section)
    yield from document.tail


def _pairs(section: Section) -> Iterator[str]:
    pieces = _in_order(section.pieces, _ORDERS.get(section.path, ()))
    for above, piece in pairwise(pieces if not section.path else ()):
        spans_lines = _stands_alone(above) or _is_long(above)
        piece.gap = piece.gap or (spans_lines and piece.name in _TIMES and above.name not in _TIMES)
    for run in _runs(pieces):
        width = max((len(piece.key) for piece in run if len(piece.key) <= ALIGNED), default=0)
        for piece in run:
            if piece.gap and piece is not pieces[0]:
                yield ""
            yield from piece.above
            value = _value(piece.value, piece.name, "")
            key = piece.key if _stands_alone(piece) else piece.key.ljust(width)
            yield _with(f"{key} = {value}", piece.beside)
            yield from piece.below


def _in_order(pieces: Sequence[Piece], order: tuple[str, ...]) -> list[Piece]:
    """By the order of the format, unknown keys last; a blank line goes where the neighbour above has changed."""
    known = {name: place for place, name in enumerate(order)}
    placed = sorted(pieces, key=lambda piece: known.get(piece.name, len(order)))
    before = dict(zip(map(id, pieces[1:]), pieces, strict=False))
    for above, piece in zip([None, *placed], placed, strict=False):
        # Without it comments that stand by themselves would become the neighbour's.
        piece.gap = "" in piece.above or (piece.gap and before.get(id(piece)) is above)
    return placed


def _runs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pairs whose values stand under each other: up to a blank line, a list over several lines or a long text."""
    run: list[Piece] = []
    for piece in pieces:
        if run and (piece.gap or _stands_alone(piece) or _stands_alone(run[-1]) or _is_long(run[-1])):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _stands_alone(piece: Piece) -> bool:
    return isinstance(piece.value, Group) and _is_broken(piece.value, piece.name)


def _is_long(piece: Piece) -> bool:
    return isinstance(piece.value, str) and "\n" in piece.value


def _value(value: str | Group, name: str, indent: str) -> str:
    if isinstance(value, str):
        return value
    is_table = value.opener == "{"
    pieces = _in_order(value.pieces, _ORDERS.get(name, ())) if is_table else value.pieces
    if not _is_broken(value, name):
        inside = ", ".join(_piece(piece, name, indent) for piece in pieces)
        return f"[{inside}]" if not is_table else f"{{ {inside} }}" if inside else "{}"
    inner = indent + INDENT
    lines = [value.opener]
    for number, piece in enumerate(pieces, start=1):
        lines += [""] if piece.gap and number > 1 else []
        lines += [f"{inner}{line}" if line else "" for line in piece.above]
        comma = "," if not is_table or number < len(pieces) else ""
        lines.append(inner + _with(_piece(piece, name, inner) + comma, piece.beside))
        lines += [f"{inner}{line}" for line in piece.below]
    lines += [f"{inner}{line}" if line else "" for line in value.tail]
    return "\n".join([*lines, indent + ("}" if is_table else "]")])


def _piece(piece: Piece, name: str, indent: str) -> str:
    written = _value(piece.value, piece.name or name, indent)
    return f"{piece.key} = {written}" if piece.key else written


def _is_broken(group: Group, name: str) -> bool:
    """Whether it takes several lines: a list as it was written, the steps of a block, whatever has comments."""
    pieces = group.pieces
    if any(group.tail) or any(one for piece in pieces for one in (*piece.above, piece.beside, *piece.below)):
        return True
    if group.opener == "{" or not pieces:
        return False
    return group.broken or (name == "steps" and all(isinstance(piece.value, Group) for piece in pieces))


def _with(line: str, comment: str) -> str:
    return f"{line} {comment}" if comment else line


def _comments(document: Document) -> Iterator[str]:
    for section in document.sections:
        yield from filter(None, (*section.above, section.beside, *section.head))
        for piece in section.pieces:
            yield from _comments_of(piece)
    yield from filter(None, document.tail)


def _comments_of(piece: Piece) -> Lines:
    found = [one for one in (*piece.above, piece.beside, *piece.below) if one]
    if isinstance(piece.value, Group):
        found += [one for one in piece.value.tail if one]
        for inner in piece.value.pieces:
            found += _comments_of(inner)
    return found
