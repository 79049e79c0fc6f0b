"""Where the keys and values of a TOML text stand, for text that tomli has accepted; no parser keeps that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import tomli

Path = tuple[str | int, ...]

_GAP = re.compile(r"(?:[ \t\n]+|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[^\s,\]}#]*"
    r"|[^\s,\]}#]+",
    re.DOTALL,
)


@dataclass(slots=True)
class Place:
    """Where a key and its value stand, as offsets in the text, and the places of what it holds."""

    key: int
    """The value's own offset where it has no key; the bracket of a header."""
    value: int
    end: int
    """Behind the value."""
    children: dict[str | int, Place] = field(default_factory=dict)
    listed: bool = False
    """An array of tables, made by `[[headers]]`."""

    def paths(self, above: Path = ()) -> Iterator[tuple[Path, Place]]:
        """Everything below, with its key path."""
        for name, place in self.children.items():
            yield (*above, name), place
            yield from place.paths((*above, name))


class _Anywhere(dict[str | int, Place]):
    """Holds a place for whatever is asked for."""

    def __missing__(self, key: str | int) -> Place:
        return BEGINNING


BEGINNING = Place(0, 0, 0, _Anywhere())
"""The place of everything in a text whose places can't be told."""


def positions(text: str) -> Place:
    """The places of a text that tomli has accepted, with line feeds for line ends; its root is the whole document.

    Raises RecursionError where values are nested deeper than Python's stack.
    """
    return _Finder(text).document()


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def document(self) -> Place:
        root = Place(0, 0, len(self.text))
        table = root
        self._skip(_GAP)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header(root)
            else:
                self._pair(table)
            self._skip(_GAP)
        return root

    def _header(self, root: Place) -> Place:
        start, listed = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if listed else 1
        *above, (last, _) = self._key()
        self.at += 2 if listed else 1
        parent = _descend(root, [(name, start) for name, _ in above], self.at)
        if not listed:
            table = _child(parent, last, start, self.at)
            table.key = table.value = start
            return table
        array = _child(parent, last, start, self.at)
        array.listed = True
        return array.children.setdefault(len(array.children), Place(start, start, self.at))

    def _pair(self, table: Place) -> None:
        *above, (last, offset) = self._key()
        self.at += 1
        self._skip(_BLANK)
        parent = _descend(table, above, self.at)
        parent.children[last] = self._value(offset)

    def _value(self, key: int | None = None) -> Place:
        start = self.at
        place = Place(start if key is None else key, start, start)
        match self.text[start]:
            case "[":
                self._array(place)
            case "{":
                self._inline_table(place)
            case _:
                self._skip(SCALAR)
        place.end = self.at
        return place

    def _array(self, place: Place) -> None:
        self.at += 1
        self._skip(_GAP)
        while self.text[self.at] != "]":
            place.children[len(place.children)] = self._value()
            self._to_next()
        self.at += 1

    def _inline_table(self, place: Place) -> None:
        self.at += 1
        self._skip(_GAP)
        while self.text[self.at] != "}":
            self._pair(place)
            self._to_next()
        self.at += 1

    def _to_next(self) -> None:
        """Over the comma, if there is one, to the next element or the closing bracket."""
        self._skip(_GAP)
        if self.text[self.at] == ",":
            self.at += 1
            self._skip(_GAP)

    def _key(self) -> list[tuple[str, int]]:
        """The parts of a dotted key with their offsets; stands behind the blanks that follow it."""
        parts = []
        while True:
            self._skip(_BLANK)
            start = self.at
            if self.text[start] in "\"'":
                self._skip(SCALAR)
                name = str(tomli.loads(f"key = {self.text[start : self.at]}")["key"])
            else:
                self._skip(BARE_KEY)
                name = self.text[start : self.at]
            parts.append((name, start))
            self._skip(_BLANK)
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at


def _descend(table: Place, keys: list[tuple[str, int]], end: int) -> Place:
    for name, offset in keys:
        table = _child(table, name, offset, end)
        if table.listed:
            table = table.children[len(table.children) - 1]
    return table


def _child(table: Place, name: str, offset: int, end: int) -> Place:
    return table.children.setdefault(name, Place(offset, offset, end))
