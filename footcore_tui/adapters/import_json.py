"""JSON of another program: objects whose values are asked for with their types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from footcore_tui.core.imported_reading import Reading, Remark, Unreadable
from footcore_tui.core.text import quoted

TWICE = Remark(
    "A key stands twice in one object; the last one counts.",
    "{n} keys stand twice in one object; the last one counts.",
    True,
)
_LONGEST_NUMBER = 300
"""Digits; a longer one is as good as infinite."""


def read_json(text: str, reading: Reading) -> object:
    """Raises Unreadable with the line of what is wrong."""

    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        whole = dict(found)
        if len(whole) < len(found):
            seen: set[str] = set()
            for key, _ in found:
                if key in seen:
                    reading.tell(TWICE, key)
                seen.add(key)
        return whole

    try:
        return json.loads(text, strict=False, object_pairs_hook=pairs, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise Unreadable(f"line {error.lineno} is no JSON: {error.msg[:1].lower()}{error.msg[1:]}") from error
    except RecursionError as error:
        raise Unreadable("it is nested too deeply") from error


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float("inf")


@dataclass(frozen=True, slots=True)
class Fields:
    """An object, and what it is called in a message."""

    values: Mapping[str, object]
    place: str

    def text(self, key: str) -> str:
        """Empty where there is none. Raises Unreadable."""
        value = self._value(key)
        if not isinstance(value, str | None):
            raise self._wrong(key, "a text", value)
        return value or ""

    def seconds(self, key: str, default: float | None = None) -> float:
        """Raises Unreadable, also where there is none and no default."""
        return self._number(key, default, "a number of seconds")

    def count(self, key: str, default: int, most: int, lowest: int = 1) -> int:
        """Raises Unreadable."""
        number = self._number(key, default, "a whole number")
        if number != int(number) or number < lowest:
            raise Unreadable(f"{self.place}: {quoted(key)} has to be a whole number from {lowest} to {most}")
        if number > most:
            raise Unreadable(f"{self.place}: {quoted(key)} is more than {most}, and a routine takes no more")
        return int(number)

    def flag(self, key: str) -> bool:
        """Raises Unreadable."""
        value = self._value(key)
        if value not in (None, True, False):
            raise self._wrong(key, "true or false", value)
        return bool(value)

    def several(self, key: str) -> list[object]:
        """Raises Unreadable."""
        value = self._value(key)
        if not isinstance(value, list | None):
            raise self._wrong(key, "a list", value)
        return value or []

    def objects(self, key: str, each: str) -> list[Fields]:
        """`each`: what one of them is called. Raises Unreadable."""
        return [fields_of(value, f"{each} {number}") for number, value in enumerate(self.several(key), start=1)]

    def inner(self, key: str) -> Fields:
        """An empty one where there is none. Raises Unreadable."""
        value = self._value(key)
        return fields_of({} if value is None else value, f"{self.place}, {quoted(key)}")

    def _number(self, key: str, default: float | None, wanted: str) -> float:
        value = self._value(key)
        value = default if value is None else value
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, wanted, value)
        if not 0 <= value < float("inf"):
            raise Unreadable(f"{self.place}: {quoted(key)} has to be 0 or more, and a number that ends")
        return value

    def _value(self, key: str) -> object:
        return self.values.get(key)

    def _wrong(self, key: str, wanted: str, value: object) -> Unreadable:
        if value is None:
            return Unreadable(f"{self.place} has no {quoted(key)}")
        return Unreadable(f"{self.place}: {quoted(key)} has to be {wanted}, not {kind_of(value)}")


def fields_of(value: object, place: str) -> Fields:
    """Raises Unreadable where it is no object."""
    if not isinstance(value, dict):
        raise Unreadable(f"{place} has to be an object, not {kind_of(value)}")
    return Fields(value, place)


def kind_of(value: object) -> str:
    """In the words of a message."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "a text" if isinstance(value, str) else "a list" if isinstance(value, list) else "an object"
