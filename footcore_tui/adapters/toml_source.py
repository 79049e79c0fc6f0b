"""A file's text as it was written, its lines and columns, and the problems found in it so far."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import islice

from footcore_tui.adapters.toml_positions import BEGINNING, Place, positions
from footcore_tui.core.problem import Problem, Severity
from footcore_tui.core.text import flaws, printable

MAX_BYTES = 64 * 1024
MAX_PROBLEMS = 200
"""More than any person mends in one go; a hostile file could hold tens of thousands."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_FOREIGN = {
    b"PK\x03\x04": "a Word or OpenDocument file",
    b"\xd0\xcf\x11\xe0": "a Word file",
    b"{\\rtf": "rich text",
    b"%PDF": "a PDF",
}
"""By their first bytes: what a word processor saves."""
_PICTURES_AND_ARCHIVES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf")
_PLAIN_TEXT = 'save it as "plain text" in UTF-8, ending in .toml'
_NO_TEXT = ("this is not a text file", "a routine is plain text: open the file that you wrote")
_LINE_ENDS = (
    "the line ends are neither LF nor those of Windows",
    "save the file with LF or Windows line ends (most editors name them in the status line or in Save As)",
)
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\r\f\x1b"})
_SAVE_AS = "save the file as UTF-8 (most editors ask for the encoding in their Save As)"

OF_A_VALUE = frozenset(
    {
        *("bad-duration", "bad-language", "bad-tempo", "bad-weeks", "misplaced-key", "not-finite", "out-of-range"),
        *("too-long", "unknown-key", "unknown-warning", "unknown-word", "wrong-type"),
    }
)
"""Mistakes that one line alone makes; another may come of what a stand-in takes away."""


class Sheet:
    """The text of one file, and its problems as they come up."""

    def __init__(self, file: str, text: str) -> None:
        self.file = printable(file)
        self.text = text
        self.mended = ""
        """The text with stand-ins for mistakes of its syntax, line for line; empty where there are none, or no way."""
        self._problems: dict[tuple[int, str], Problem] = {}
        self._errors_left_out = False

    @property
    def unreadable(self) -> bool:
        """There is no text to look at: too large, or in another encoding."""
        return self.failed() and not self.text

    @property
    def full(self) -> bool:
        return len(self._problems) >= MAX_PROBLEMS

    def failed(self) -> bool:
        errors = (problem.is_error for problem in self._problems.values())
        return self._errors_left_out or any(errors)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """In the order of the file."""
        found = tuple(sorted(self._problems.values(), key=lambda problem: (problem.line, problem.column)))
        if not self.full:
            return found
        last = found[-1]
        severity = Severity.ERROR if self.failed() else Severity.WARNING
        more = Problem(self.file, last.line, last.column, severity, "too-many-problems",
                       f"there are more than {MAX_PROBLEMS} problems; the rest is not listed", "mend these first",
                       last.source)  # fmt: skip
        return (*found, more)

    @cached_property
    def _starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def places(self) -> Place:
        """Where everything stands. To find out costs as much as reading the file, and is done for a mistake alone."""
        try:
            return positions(self.text)
        except RecursionError:
            return BEGINNING

    def spot(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """A line without its end, counted from 1."""
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end]

    def error(self, offset: int, code: str, message: str, hint: str = "") -> None:
        self._add(offset, Severity.ERROR, code, message, hint)

    def warn(self, offset: int, code: str, message: str, hint: str, allowed: Collection[str]) -> None:
        """A warning, unless the author has allowed it."""
        if code not in allowed:
            self._add(offset, Severity.WARNING, code, message, hint)

    def take(self, beside: Sheet) -> None:
        """What is wrong with values of the mended text: of those alone that no stand-in can have made so."""
        lines = zip(self.text.split("\n"), beside.text.split("\n"), strict=True)
        changed = {number: line for number, (line, mended) in enumerate(lines, start=1) if line != mended}
        if any(line.lstrip().startswith("[") for line in changed.values()):
            return
        for problem in beside.problems:
            if problem.is_error and problem.code in OF_A_VALUE and problem.line not in changed:
                offset = self._starts[problem.line - 1] + problem.column - 1
                self._add(offset, problem.severity, problem.code, problem.message, problem.hint)

    def _add(self, offset: int, severity: Severity, code: str, message: str, hint: str) -> None:
        if self.full:
            self._errors_left_out = self._errors_left_out or severity is Severity.ERROR
            return
        line, column = self.spot(offset)
        problem = Problem(self.file, line, column, severity, code, message, hint, self.line(line))
        self._problems.setdefault((offset, "" if code in ("syntax", "character") else code), problem)


def read_sheet(file: str, content: bytes | str) -> Sheet:
    """The text of a file's bytes; what may not stand in it is reported and replaced by U+FFFD, one for one."""
    content = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    if len(content) > MAX_BYTES:
        sheet = Sheet(file, "")
        sheet.error(
            0, "too-large", f"the file is larger than {MAX_BYTES // 1024} KiB", "a routine is a few KiB of text"
        )
        return sheet
    if kind := next((kind for mark, kind in _FOREIGN.items() if content.startswith(mark)), None):
        return _refused(file, f"this is {kind}, not a plain text", _PLAIN_TEXT)
    if content.startswith(_PICTURES_AND_ARCHIVES):
        return _refused(file, *_NO_TEXT)
    if (zeros := content.count(0)) > len(content) // 3 and not content.startswith(_UTF_16):
        by_turns = max(content[::2].count(0), content[1::2].count(0))
        if by_turns < zeros * 0.8 and zeros < len(content) * 0.7:
            return _refused(file, *_NO_TEXT)
    if content.startswith(_UTF_16) or zeros > len(content) // 3:
        return _refused(file, "the file is UTF-16 or UTF-32, not UTF-8", _SAVE_AS)
    content = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    text = content.decode("utf-8", "replace")
    gate = list(islice(flaws(text, "\t\n"), MAX_PROBLEMS))
    if gate and (why := _why_no_text(content)):
        return _refused(file, *why)
    for flaw in gate:
        text = f"{text[: flaw.index]}\ufffd{text[flaw.index + 1 :]}"
    sheet = Sheet(file, text)
    for offset, byte in islice(_foreign_bytes(content), MAX_PROBLEMS) if "\ufffd" in text else ():
        sheet.error(offset, "encoding", f"the byte 0x{byte:02X} is not UTF-8", _foreign_hint(byte))
    for flaw in gate:
        sheet.error(flaw.index, "character", f"{flaw.message} and may not stand in a routine", "take it out")
    return sheet


def _refused(file: str, message: str, hint: str) -> Sheet:
    sheet = Sheet(file, "")
    sheet.error(0, "encoding", message, hint)
    return sheet


def _why_no_text(content: bytes) -> tuple[str, str] | None:
    """What is said once of a file with control characters all over it."""
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > max(8, len(content) // 30):
        return _NO_TEXT
    returns = content.count(b"\r")
    odd = returns > 2 or (returns and b"\n" not in content) or b"\r\n" in content
    return _LINE_ENDS if odd else None


def _foreign_bytes(content: bytes) -> Iterator[tuple[int, int]]:
    """The first byte of each line that is not UTF-8, as an offset of the decoded text and the byte."""
    offset = 0
    for line in content.split(b"\n"):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            yield offset + len(line[: error.start].decode("utf-8")), line[error.start]
        offset += len(line.decode("utf-8", "replace")) + 1


def _foreign_hint(byte: int) -> str:
    meant = bytes([byte]).decode("cp1252", "replace")
    return f'{_SAVE_AS}; this may be "{meant}" of Windows-1252' if meant.isalpha() else _SAVE_AS
