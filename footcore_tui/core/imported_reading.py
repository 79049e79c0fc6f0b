"""Names and lengths of another program as a routine may hold them, and what is to be told of the change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor, isfinite

from footcore_tui.core.routine import MAX_CLOCK_SECONDS
from footcore_tui.core.text import cleaned, cut, quoted

NAME_CELLS = 80
CUE_CELLS = 400
ABOUT_CELLS = 3_900
"""A little less than a routine takes: the line feeds at its ends count, too."""
LONGEST = 20_000
"""Characters of a text that are looked at."""
MOST_CUES = 50
MOST_NAMED = 3
"""How many of those that a sentence is about are named in it."""


class Unreadable(ValueError):
    """Its text says what keeps a routine from being made."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be told, once whatever the number."""

    one: str
    many: str = ""
    """The same of `{n}`; empty where it does not matter how many."""
    grave: bool = False
    """Whether something else is done than in the other program."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence on what was changed or left out."""

    text: str
    grave: bool = False


ROUNDED = Remark("A length was rounded to whole seconds.", "{n} lengths were rounded to whole seconds.")
TOO_SHORT = Remark(
    "A length of less than half a second was left out.", "{n} lengths of less than half a second were left out.", True
)
EMPTY = Remark("A step that lasts 0 s was left out.", "{n} steps that last 0 s were left out.")
CLEANED = Remark(
    "Characters that a routine may not hold were left out of a text.",
    "Characters that a routine may not hold were left out of {n} texts.",
)
CUT = Remark(
    "A text that is longer than a routine takes was cut.", "{n} texts that are longer than a routine takes were cut."
)
NAMELESS = Remark("A missing name was filled in.", "{n} missing names were filled in.")
LAST_REST = Remark("The rest at the end was left out: nothing comes after it.")
OPEN_START = Remark("The open rest at the start was left out: a session starts when the client says so.")


class Reading:
    """What is taken into one routine."""

    def __init__(self) -> None:
        self._found: dict[Remark, list[str]] = {}

    def tell(self, remark: Remark, which: str = "") -> None:
        """`which`: what it is about, where that helps."""
        self._found.setdefault(remark, []).append(which)

    def has_told(self, remark: Remark) -> bool:
        return remark in self._found

    @property
    def told(self) -> tuple[Told, ...]:
        return tuple(Told(_sentence(remark, which), remark.grave) for remark, which in self._found.items())

    def seconds(self, number: float) -> int:
        """Whole ones, the nearest. Raises Unreadable."""
        if not isfinite(number) or not 0 <= number <= MAX_CLOCK_SECONDS:
            raise Unreadable("it holds a length that is not between 0 and 12 hours")
        whole = floor(number + 0.5)
        if number and not whole:
            self.tell(TOO_SHORT)
        elif whole != number:
            self.tell(ROUNDED)
        return whole

    def name(self, text: str, otherwise: str) -> str:
        """A name that can be seen; `otherwise` is the one for what has none."""
        name = self._text(text, NAME_CELLS)
        if not name:
            self.tell(NAMELESS)
        return name or otherwise

    def author(self, text: str) -> str:
        return self._text(text, NAME_CELLS)

    def cue(self, text: str) -> str:
        return self._text(text, CUE_CELLS)

    def about(self, text: str) -> str:
        return self._text(text.replace("\r\n", "\n").replace("\r", "\n"), ABOUT_CELLS, "\n")

    def _text(self, text: str, limit: int, allowed: str = "") -> str:
        plain = cleaned(text[:LONGEST], allowed)
        short = cut(plain, limit)
        if short != plain or len(text) > LONGEST:
            self.tell(CUT)
        if plain.split() != text[:LONGEST].split():
            self.tell(CLEANED)
        return short


def _sentence(remark: Remark, which: list[str]) -> str:
    text = remark.one if len(which) == 1 or not remark.many else remark.many.format(n=len(which))
    names = list(_named(which))
    return f"{text.removesuffix('.')}: {', '.join(names)}." if names else text


def _named(which: list[str]) -> Iterator[str]:
    names = dict.fromkeys(name for name in which if name)
    yield from (quoted(name) for name in list(names)[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        yield f"{len(names) - MOST_NAMED} more"
