"""What tomli complained of, with the means to read the text round it, and what a reading of it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\[^\n]|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[=\[\]{},\n]"
    r"|[^\s=\[\]{},\"'#]+"
    r"|[\"']",
    re.DOTALL,
)
PAIR = re.compile(r"[A-Za-z0-9_-]+[ \t]*=")
_NEXT_PAIR = re.compile(r"[ \t]*[A-Za-z0-9_-]+[ \t]*=")
STATEMENT = re.compile(r"^[ \t]*([A-Za-z0-9_.-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*=", re.MULTILINE)
HEADING = re.compile(r"^[ \t]*(\[\[?)[ \t]*([A-Za-z0-9_.-]+)[ \t]*(\]{0,2})[ \t]*(?:#[^\n]*)?$", re.MULTILINE)
REMARK = re.compile(r"//|--|/\*|<!--|\([^\n)]{0,200}\)|:-?\)")
"""What other languages, and people, begin a remark with."""


@dataclass(frozen=True, slots=True)
class Mistake:
    at: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Retelling:
    """What a complaint comes to; `mended` is the text with stand-ins of the same length, None where there are none."""

    mistakes: tuple[Mistake, ...]
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    text: str
    message: str
    at: int

    @property
    def here(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def start(self) -> int:
        return self.text.rfind("\n", 0, self.at) + 1

    @property
    def end(self) -> int:
        end = self.text.find("\n", self.at)
        return len(self.text) if end < 0 else end

    @property
    def line(self) -> str:
        return self.text[self.start : self.end]

    def says(self, *beginnings: str) -> bool:
        return self.message.startswith(beginnings)


def one(at: int, message: str, hint: str, mended: str | None = None) -> Retelling:
    return Retelling((Mistake(at, message, hint),), mended)


def stood_in(text: str, at: int, end: int, stand_in: str = "") -> str:
    """The text with something harmless of the same length in place of a part of it."""
    return text[:at] + stand_in.ljust(end - at)[: end - at] + text[end:]


def open_brackets(text: str, end: int) -> list[int]:
    """Those that still wait for their partner."""
    waiting: list[int] = []
    for token in TOKEN.finditer(text, 0, end):
        if token.group() in "[{":
            waiting.append(token.start())
        elif token.group() in "]}" and waiting:
            waiting.pop()
    return waiting


def section(text: str, at: int) -> str:
    """The name in the last heading above."""
    headings = HEADING.findall(text, 0, at)
    return headings[-1][1] if headings else ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it was written, right or wrong: from behind its equals sign to where the next thing begins."""

    key: str
    written: str
    at: int
    opener: int
    """The bracket it stands in; -1 where it stands in none."""

    @property
    def end(self) -> int:
        return self.at + len(self.written)


def value_round(complaint: Complaint) -> Value | None:
    """The value that the complaint is about; None where it is about something else."""
    text = complaint.text
    key, begins, previous = "", -1, ""
    outer: list[tuple[str, int, int]] = []
    for token in TOKEN.finditer(text, 0, complaint.at):
        found = token.group()
        if found in "[{":
            outer.append((key, begins, token.start()))
            key, begins = key if found == "[" else "", token.end()
        elif found in "]}" and outer:
            key, begins, _ = outer.pop()
        elif found == "=":
            key, begins = previous.strip("\"'"), token.end()
        elif found == "," and outer:
            key, begins = key if text[outer[-1][2]] == "[" else "", token.end()
        elif found == "\n" and not outer:
            key, begins = "", -1
        previous = previous if found[0] in "\n#" else found
    if not key:
        return None
    begins += len(text[begins:]) - len(text[begins:].lstrip(" \t\n"))
    opener = outer[-1][2] if outer else -1
    written = text[begins : _end_of(text, begins, text[opener] if outer else "")].rstrip()
    return Value(key, written, begins, opener) if written and begins <= complaint.at < begins + len(written) else None


def _end_of(text: str, begins: int, opener: str) -> int:
    depth, behind = 0, -1
    for token in TOKEN.finditer(text, begins):
        found, at = token.group(), token.start()
        if found[0] == "#" or (found == "\n" and not depth):
            return at
        if (
            found[0] in "\"'" and at == behind and not text[at + 1 : at + 2].isalnum()
        ):  # the quote that ends a text without its first one
            return at + 1
        if not depth and opener and (found in "]}" or (found == "," and _next_begins(text, token.end(), opener))):
            return at
        if not depth and at > begins and PAIR.match(text, at):
            return at
        depth += (found in "[{") - (found in "]}")
        behind = token.end() if found[0] not in "\"'=[]{},\n" else -1
    return len(text)


def _next_begins(text: str, at: int, opener: str) -> bool:
    """Whether a comma stands before the next value of a list, or the next key of a step."""
    if opener == "{":
        return _NEXT_PAIR.match(text, at) is not None
    return not text[at : at + 1].isdigit()
