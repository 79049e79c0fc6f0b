"""The document as tables and values that know where they stand, so that every complaint can point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from footcore_tui.adapters.toml_positions import Place
from footcore_tui.adapters.toml_source import Sheet
from footcore_tui.adapters.toml_syntax import parse

_STEPS = "write steps = [ { … }, { … } ]"
_HEADINGS = {"level": "exercise.level", "steps": "block.steps"}
"""The lists whose heading names the table they belong to."""


class Entry(NamedTuple):
    """A value and the way to its place; a tuple, for there is one for every value of every file."""

    raw: object
    above: Table | Entry
    key: str | int
    sheet: Sheet

    @property
    def place(self) -> Place:
        return self.above.place.children[self.key]

    def error(self, code: str, message: str, hint: str = "") -> None:
        self.sheet.error(self.place.value, code, message, hint)

    def elements(self) -> list[Entry]:
        """What a list holds; of anything else, itself."""
        if not isinstance(self.raw, list):
            return [self]
        return [Entry(raw, self, index, self.sheet) for index, raw in enumerate(self.raw)]

    def of(self, week: int) -> Entry:
        """The element that holds in a week, counted from 1; a short list keeps its last one."""
        elements = self.elements()
        return elements[min(week, len(elements)) - 1]

    @property
    def written(self) -> str:
        """As it stands in the file."""
        return self.sheet.text[self.place.value : self.place.end]


@dataclass(frozen=True, slots=True)
class Table:
    """A table and where it stands: at its header, its brace, or the beginning of the file."""

    values: Mapping[str, object]
    above: Entry | None
    """The value that it is; None for the whole file."""
    sheet: Sheet
    what: str
    """How to call it in a message: `block`, `step`."""

    @property
    def place(self) -> Place:
        return self.above.place if self.above else self.sheet.places

    @property
    def a(self) -> str:
        return f"an {self.what}" if self.what[0] in "aeiou" else f"a {self.what}"

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def entry(self, key: str) -> Entry:
        """The value of a key that is there."""
        return Entry(self.values[key], self, key, self.sheet)

    def get(self, key: str) -> Entry | None:
        return self.entry(key) if key in self.values else None

    def error(self, code: str, message: str, hint: str = "") -> None:
        """About something that is missing: points at the table itself."""
        self.sheet.error(self.place.value, code, message, hint)

    def error_at_key(self, key: str, code: str, message: str, hint: str = "") -> None:
        self.sheet.error(self.place.children[key].key, code, message, hint)

    def tables(self, key: str, what: str) -> list[Table]:
        """An array of tables; anything else is reported, and none."""
        entry = self.get(key)
        if entry is None:
            return []
        heading = _HEADINGS.get(key, key)
        if isinstance(entry.raw, dict):
            below = self._report_single_brackets(entry, key, heading)
            return [Table(entry.raw, entry, self.sheet, what)] if below else []
        if not isinstance(entry.raw, list):
            entry.error("wrong-type", f"{key} must be a list of {what}s, not {kind_of(entry.raw)}",
                        _STEPS if key == "steps" else f"write [[{heading}]], once for each")  # fmt: skip
            return []
        if key == "level" and any(isinstance(raw, str) for raw in entry.raw):
            hint = 'write [[exercise.level]], and below it id = "…" and name = "…", once for each'
            entry.error("wrong-type", "a level is more than a text: it has an id and a name", hint)
            return []
        return [table for element in entry.elements() if (table := as_table(element, what))]

    def _report_single_brackets(self, entry: Entry, key: str, heading: str) -> bool:
        """A table where there can be several; whether what stands in it is worth a look."""
        written = self.sheet.text[entry.place.value :]
        if key == "steps" and written.startswith("{"):
            entry.error("single-brackets", "steps is a list: there can be several", _STEPS)
        elif written.startswith("[["):
            below = written.partition("]")[0].strip("[ ")
            hint = f"write [[{heading}]], its id and its name above it"
            entry.error("missing-heading", f"[[{below}]] has no [[{heading}]] above it", hint)
            return False
        else:
            hint = f"write [[{heading}]], once for each"
            entry.error("single-brackets", f"[{heading}] needs double brackets: there can be several", hint)
        return True


def as_table(entry: Entry, what: str) -> Table | None:
    """The entry as a table; anything else is reported."""
    if isinstance(entry.raw, dict):
        return Table(entry.raw, entry, entry.sheet, what)
    entry.error("wrong-type", f"a {what} must be a table, not {kind_of(entry.raw)}", 'write { key = "value", … }')
    return None


def read_document(sheet: Sheet) -> Table | None:
    """The whole file, or None once the sheet has been told why not."""
    values = None if sheet.unreadable else parse(sheet)
    return None if values is None else Table(values, None, sheet, "file")


def kind_of(raw: object) -> str:
    """What a value is, in a trainer's words."""
    match raw:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case datetime() | date():
            return "a date"
        case time():
            return "a time of day"
        case list():
            return "a list"
        case _:
            return "a table"
