"""The gate for texts from files: which characters may pass, how wide they are, how the others are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

MAX_MARKS = 4
"""Combining marks in a row; more of them climb over the lines above."""

_SUSPECT = re.compile("[^ -~¡-¬®-˿‐-‧→]")
"""Everything that a look at one character cannot pass: the usual letters, dashes, quotation marks and dots can."""
_PLAIN = re.compile(r"[ -~¡-¬®-˿‐-‧→]*")
"""What is made of such characters alone, each a cell wide."""
_JOINERS = "\u200c\u200d"
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols without ink."""
_UNNAMED = {
    "\0": "NUL",
    "\a": "bell",
    "\b": "backspace",
    "\t": "tab",
    "\n": "line feed",
    "\r": "carriage return",
    "\x1b": "escape",
    "\x7f": "delete",
    "\x9b": "control sequence introducer",
    "\x9d": "operating system command",
}
_REASONS = {
    "Cc": "is a control character",
    "Cf": "is invisible",
    "Cs": "is half a character",
    "Co": "has no agreed meaning (private use)",
    "Cn": "is not a character",
    "Zl": "is not a plain line end",
    "Zp": "is not a plain line end",
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """A character that may not stand where it stands."""

    index: int
    character: str
    message: str


def flaws(text: str, allowed: str = "") -> Iterator[Flaw]:
    """What keeps a text from passing; `allowed` holds control characters that may stand in it (line feed, tab)."""
    plain = text
    for one in allowed:
        plain = plain.replace(one, "")
    if plain.isascii() and plain.isprintable():
        return
    marks, after_mark = 0, -1
    for match in _SUSPECT.finditer(text):
        index, character = match.start(), match.group()
        category = _category(character)
        if category.startswith("M"):
            marks = marks + 1 if index == after_mark else 1
            after_mark = index + 1
            if marks == MAX_MARKS + 1:
                yield Flaw(index, character, f"more than {MAX_MARKS} accents are stacked on one letter")
        elif category in _REASONS and character not in allowed and not _joins(text, index):
            yield Flaw(index, character, f"{name_of(character)} {_reason(character, category)}")


def name_of(character: str) -> str:
    """A character as a person can look it up: `U+202E (right-to-left override)`."""
    name = _UNNAMED.get(character) or _name(character).lower()
    return f"U+{ord(character):04X} ({name})" if name else f"U+{ord(character):04X}"


def printable(text: str, allowed: str = "") -> str:
    r"""The text with every character that may not pass spelt out, as `\x1b` or `\u202e`."""
    return _replaced(text, allowed, _escaped)


def cleaned(text: str, allowed: str = "") -> str:
    """The text as a routine file may hold it: a space for what may not pass, single spaces, nothing where no ink is."""
    while next(flaws(text, allowed), None):
        text = _replaced(text, allowed, lambda _: " ")
    lines = (" ".join(line.split()) for line in (text.split("\n") if "\n" in allowed else [text]))
    plain = "\n".join(lines).strip()
    return plain if visible(plain) else ""


def cut(text: str, limit: int) -> str:
    """The text in so many cells, with dots where it goes on."""
    if cells(text) <= limit:
        return text
    widths = accumulate(map(cells, text))
    return text[: next(index for index, width in enumerate(widths) if width >= limit)].rstrip() + "…"


def _replaced(text: str, allowed: str, shown: Callable[[str], str]) -> str:
    pieces, done = [], 0
    for flaw in flaws(text, allowed):
        pieces += [text[done : flaw.index], shown(flaw.character)]
        done = flaw.index + 1
        if _category(flaw.character).startswith("M"):
            while done < len(text) and _category(text[done]).startswith("M"):
                done += 1
    return "".join([*pieces, text[done:]])


def quoted(text: str, limit: int = 40) -> str:
    """A text from a file inside a message: printable, in quotes, cut where it is long."""
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return f'"{printable(short)}"'


def cells(text: str) -> int:
    """How many terminal cells a text takes; joined emoji count as the sum of their parts."""
    return len(text) if _PLAIN.fullmatch(text) else sum(map(_width, text))


def visible(text: str) -> bool:
    """Whether there is anything to see."""
    return any(_width(character) and character not in _BLANKS and not character.isspace() for character in text)


def _width(character: str) -> int:
    if _PLAIN.fullmatch(character):
        return 1
    if _category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    from unicodedata import east_asian_width

    return 2 if east_asian_width(character) in ("W", "F") else 1


def _joins(text: str, index: int) -> bool:
    """Whether a joiner stands between letters or emoji, where scripts and emoji need it."""
    if text[index] not in _JOINERS or not 0 < index < len(text) - 1:
        return False
    before, after = _category(text[index - 1]), _category(text[index + 1])
    return before[0] in "LM" or before in ("So", "Sk") if after[0] == "L" or after == "So" else False


def _reason(character: str, category: str) -> str:
    if character == "\x1b":
        return "begins an escape sequence"
    from unicodedata import bidirectional

    if bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"):
        return "turns the reading direction"
    return _REASONS[category]


def _escaped(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _category(character: str) -> str:
    """Python's tables are loaded when the first unusual character comes: a quarter of a megabyte."""
    from unicodedata import category

    return category(character)


def _name(character: str) -> str:
    from unicodedata import name

    return name(character, "")
