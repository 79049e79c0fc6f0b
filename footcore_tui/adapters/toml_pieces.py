"""A TOML text taken apart without loss: headings, keys, values as they are written, and every comment.

For text that tomli has accepted, with line feeds for line ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import tomli

from footcore_tui.adapters.toml_positions import BARE_KEY, SCALAR

Lines = list[str]
"""Comments, one a line; an empty text for blank lines between them."""

_BLANK = re.compile(r"[ \t]*")
_COMMENT = re.compile(r"#[^\n]*")
_GAP = re.compile(r"[ \t\n]*")


@dataclass(slots=True)
class Group:
    """What stands in brackets or braces."""

    opener: str
    pieces: list[Piece] = field(default_factory=list)
    tail: Lines = field(default_factory=list)
    """Comments behind the last piece."""
    broken: bool = False
    """Written over several lines."""


@dataclass(slots=True)
class Piece:
    """A key with its value, or an element of a list, which has no key."""

    key: str
    """As it is written."""
    name: str
    """Its first part, without quotes."""
    value: str | Group
    above: Lines
    beside: str = ""
    below: Lines = field(default_factory=list)
    """Comments that follow it closely and are set off from what comes next."""
    gap: bool = False
    """A blank line stands before it."""


@dataclass(slots=True)
class Section:
    """A table: its heading, empty for the top of the file, and its pairs."""

    heading: str
    path: str
    """The name in the heading."""
    above: Lines
    beside: str = ""
    head: Lines = field(default_factory=list)
    """Comments under the heading that are set off from the first pair."""
    pieces: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    sections: list[Section]
    tail: Lines


def pieces_of(text: str) -> Document:
    """Raises RecursionError where values are nested deeper than Python's stack."""
    return _Reader(text).document()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def document(self) -> Document:
        section = Section("", "", [])
        sections = [section]
        lines = self._opening(section)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                section = self._section(_trimmed(lines))
                sections.append(section)
                lines = self._lines()
                continue
            if not section.pieces:
                head, lines = _set_off(lines)
                section.head += ["", *head] if section.head and head else head
            section.pieces.append(self._pair(lines))
            lines = self._after(section.pieces[-1])
        return Document(sections, lines)

    def _opening(self, top: Section) -> Lines:
        """An editor finds the schema in the very first comment alone: that stays where it is."""
        lines = self._lines()
        first = _trimmed(lines)[:1]
        if not first or not first[0].startswith("#:"):
            return lines
        top.head = first
        return ["", *_trimmed(_trimmed(lines)[1:])]

    def _section(self, above: Lines) -> Section:
        bracket = "[[" if self.text.startswith("[[", self.at) else "["
        self.at += len(bracket)
        key, _ = self._key()
        self.at += len(bracket)
        section = Section(f"{bracket}{key}{bracket.replace('[', ']')}", key, above)
        section.beside = self._comment()
        return section

    def _pair(self, lines: Lines) -> Piece:
        gap, above = _after_gap(lines)
        key, name = self._key()
        self.at += 1
        self._skip(_BLANK)
        return Piece(key, name, self._value(), above, gap=gap)

    def _value(self) -> str | Group:
        opener = self.text[self.at]
        if opener in "[{":
            return self._group(opener)
        start = self.at
        self._skip(SCALAR)
        return self.text[start : self.at]

    def _group(self, opener: str) -> Group:
        closer = "]" if opener == "[" else "}"
        group = Group(opener)
        self.at += 1
        first = self._comment()
        start = self.at
        lines = ([first] if first else []) + self._lines()
        group.broken = "\n" in self.text[start : self.at]
        while self.text[self.at] != closer:
            if opener == "{":
                piece = self._pair(lines)
            else:
                gap, above = _after_gap(lines)
                piece = Piece("", "", self._value(), above, gap=gap)
            group.pieces.append(piece)
            start = self.at
            lines = self._after(piece)
            group.broken = group.broken or "\n" in self.text[start : self.at]
        group.tail = _trimmed(lines)
        self.at += 1
        return group

    def _after(self, piece: Piece) -> Lines:
        """What follows a value: its own comments go to it, the rest comes back."""
        piece.beside = self._comment()
        before_comma = self._lines()
        if self.text[self.at : self.at + 1] != ",":
            return _given_below(piece, before_comma)
        self.at += 1
        beside = self._comment()
        if beside and not piece.beside and not any(before_comma):
            piece.beside, beside = beside, ""
        lines = [one for one in before_comma if one] + ([beside] if beside else []) + self._lines()
        return _given_below(piece, lines)

    def _comment(self) -> str:
        """The comment that ends this line, if one does."""
        self._skip(_BLANK)
        match = _COMMENT.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match.group().rstrip() if match else ""

    def _lines(self) -> Lines:
        """The comments up to the next thing that is none, with an empty line for blank lines."""
        lines: Lines = []
        while True:
            start = self.at
            self._skip(_GAP)
            if self.text.count("\n", start, self.at) > 1 and lines[-1:] != [""]:
                lines.append("")
            if self.text[self.at : self.at + 1] != "#":
                return lines
            lines.append(self._comment())

    def _key(self) -> tuple[str, str]:
        """A key as it is written, without blanks round its dots, and its first part."""
        parts: list[str] = []
        while True:
            self._skip(_BLANK)
            start = self.at
            self._skip(SCALAR if self.text[start] in "\"'" else BARE_KEY)
            parts.append(self.text[start : self.at])
            self._skip(_BLANK)
            if self.text[self.at] != ".":
                first = next(iter(tomli.loads(f"{parts[0]} = 0")))
                return ".".join(parts), first
            self.at += 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at


def _trimmed(lines: Lines) -> Lines:
    """Without the blank line at the beginning; one at the end sets the comments off."""
    return lines[1:] if lines[:1] == [""] else lines


def _after_gap(lines: Lines) -> tuple[bool, Lines]:
    return lines[:1] == [""], _trimmed(lines)


def _set_off(lines: Lines) -> tuple[Lines, Lines]:
    """The comments that a blank line sets off from what follows, and those that belong to it."""
    if "" not in lines[1:]:
        return [], lines
    last = len(lines) - 1 - lines[::-1].index("")
    return _trimmed(lines[:last]), lines[last:]


def _given_below(piece: Piece, lines: Lines) -> Lines:
    """Comments right under a piece belong to it where a blank line parts them from what follows."""
    if not lines or not lines[0] or "" not in lines:
        return lines
    piece.below = lines[: lines.index("")]
    return lines[len(piece.below) :]
