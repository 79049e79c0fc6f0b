"""tomli's complaints, retold as the mistakes that trainers make."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from footcore_tui.core.duration import duration_hint, suggest_durations
from footcore_tui.core.text import name_of, quoted

_TYPOGRAPHIC = "“”„‟‘’‚‛«»‹›＂"
_STRAIGHT = str.maketrans(dict.fromkeys(_TYPOGRAPHIC, '"'))
_LISTED = ("block", "block.steps", "exercise", "exercise.level")
"""The headings that take double brackets."""

_TOKEN = re.compile(
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
_PAIR = re.compile(r"[A-Za-z0-9_-]+[ \t]*=")
_STATEMENT = re.compile(r"^[ \t]*([A-Za-z0-9_.-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*=", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]*(\[\[?)[ \t]*([A-Za-z0-9_.-]+)[ \t]*(\]{0,2})[ \t]*(?:#[^\n]*)?$", re.MULTILINE)
_KEY_WITH_BLANKS = re.compile(r"[ \t]*([A-Za-z]+(?:[ \t]+[A-Za-z]+)+)[ \t]*=")
_DECIMAL_COMMA = re.compile(r"([+-]?[0-9]+,[0-9]+)([a-z]*)")
_RANGE = re.compile(r"([0-9]+)-([0-9]+)")
_WEEKS_KEY = re.compile(r"\b(?:weeks|tempo)[ \t]*=[ \t]*$")
_HEADING_START = re.compile(r"[ \t]*\[\[?[^\]\n]*\]")
_KEY_AFTER_COMMA = re.compile(rf"({_DECIMAL_COMMA.pattern})[ \t]*")


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
class _Complaint:
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


def retold(text: str, message: str, at: int) -> Retelling:
    """The likeliest reading of a complaint, from the most particular to the plainest."""
    complaint = _Complaint(text, message, min(at, len(text)))
    readings: tuple[Callable[[_Complaint], Retelling | None], ...] = (
        _foreign_blank, _heading, _twice, _typographic, _braces, _unclosed, _open_text, _key, _value, _separator,
    )  # fmt: skip
    for reading in readings:
        if retelling := reading(complaint):
            return retelling
    return _plain(complaint)


def _one(at: int, message: str, hint: str, mended: str | None = None) -> Retelling:
    return Retelling((Mistake(at, message, hint),), mended)


def _foreign_blank(complaint: _Complaint) -> Retelling | None:
    """A blank that only looks like one, as web pages and word processors have them."""
    if not complaint.here.isspace() or complaint.here in " \t\n":
        return None
    end = complaint.at
    while complaint.text[end : end + 1].isspace() and complaint.text[end] != "\n":
        end += 1
    mended = complaint.text[: complaint.at] + " " * (end - complaint.at) + complaint.text[end:]
    message = f"{name_of(complaint.here)} stands here, copied from a web page or a word processor"
    return _one(complaint.at, message, "delete it and type a plain space", mended)


def _heading(complaint: _Complaint) -> Retelling | None:
    if complaint.says("Cannot declare", "Cannot overwrite", "Cannot mutate"):
        for heading in _HEADING.finditer(complaint.text):
            if heading.group(1) == "[" and heading.group(2) in _LISTED:
                name = heading.group(2)
                return _one(heading.start(1), f"[{name}] needs double brackets", f"write [[{name}]]")
        return None
    heading_here = _HEADING.match(complaint.text, complaint.start)
    if heading_here is None or len(heading_here.group(1)) == len(heading_here.group(3)):
        return None
    name = heading_here.group(2)
    right = f"[[{name}]]" if name in _LISTED else f"[{name}]"
    return _one(heading_here.start(1), "the brackets of this heading do not match", f"write {right}")


def _twice(complaint: _Complaint) -> Retelling | None:
    if complaint.says("Cannot declare"):
        return _one(complaint.start, "this heading stands twice", "put everything under the first one")
    if not complaint.says("Cannot overwrite", "Cannot mutate", "Cannot redefine", "Duplicate inline"):
        return None
    before = complaint.text[: complaint.at]
    inline = re.search(r"Duplicate inline table key '(.*)'", complaint.message)
    pattern = re.compile(rf"(?<![\w-])({re.escape(inline.group(1))})[ \t]*=") if inline else _STATEMENT
    matches = list(pattern.finditer(before))
    if not matches:
        return None
    name = matches[-1].group(1).strip("\"'")
    return _one(matches[-1].start(1), f"{quoted(name)} stands twice", "keep one of the two")


def _typographic(complaint: _Complaint) -> Retelling | None:
    """One mistake a line, wherever such a quote stands for a straight one."""
    if not any(character in _TYPOGRAPHIC for character in complaint.line):
        return None
    mistakes, previous, line_told = [], "\n", False
    characters = list(complaint.text)
    for token in _TOKEN.finditer(complaint.text):
        found = token.group()
        if found == "\n":
            line_told = False
        if found[0] in _TYPOGRAPHIC and previous in "=[{,\n" and not line_told:
            mistakes.append(_typographic_at(complaint.text, token.start()))
            line_told = True
        if found[0] not in "\"'#":
            characters[token.start() : token.end()] = found.translate(_STRAIGHT)
        previous = found
    if mistakes:
        return Retelling(tuple(mistakes), "".join(characters))
    if complaint.here in ("\n", "") and complaint.line.rstrip(" \t,]}")[-1:] in tuple(_TYPOGRAPHIC):
        at = complaint.start + len(complaint.line.rstrip(" \t,]}")) - 1
        mended = complaint.text[:at] + '"' + complaint.text[at + 1 :]
        return Retelling((_typographic_at(complaint.text, at),), mended)
    return None


def _typographic_at(text: str, at: int) -> Mistake:
    hint = 'write straight quotes: "…" (and switch off "smart quotes" in the editor)'
    return Mistake(at, f"{text[at]} is a typographic quote", hint)


def _braces(complaint: _Complaint) -> Retelling | None:
    """Braces and brackets taken for each other: a list stands in brackets, a step in braces."""
    if not complaint.says("Invalid") or not (openers := _open_brackets(complaint.text, complaint.at)):
        return None
    at = openers[-1]
    opener, between = complaint.text[at], complaint.text[at + 1 : complaint.at].strip()
    if opener == "[" and _PAIR.match(complaint.text, complaint.at):
        return _one(at, "a step stands in braces, not in brackets", "write { … } in place of [ … ]")
    if opener == "{" and complaint.here == "{":
        if between:
            return _one(at, "this { is never closed", "put a } behind what belongs to it")
        return _one(at, "a list stands in brackets, not in braces", "write [ … ] in place of the outer { … }")
    return None


def _open_brackets(text: str, end: int) -> list[int]:
    """Those that still wait for their partner."""
    waiting: list[int] = []
    for token in _TOKEN.finditer(text, 0, end):
        if token.group() in "[{":
            waiting.append(token.start())
        elif token.group() in "]}" and waiting:
            waiting.pop()
    return waiting


def _unclosed(complaint: _Complaint) -> Retelling | None:
    """A bracket that still waits for its partner at the end of the file, or where a new part begins."""
    if not complaint.says("Unclosed", "Invalid", "Expected '='"):
        return None
    at_end = not complaint.text[complaint.at :].strip()
    at_heading = _HEADING.match(complaint.text, complaint.start)
    at_key = complaint.says("Unclosed array") and complaint.start == complaint.at and _STATEMENT.match(complaint.line)
    in_braces = complaint.says("Unclosed inline") and complaint.here == "]"
    if not (at_end or at_heading or at_key or in_braces):
        return None
    open_brackets = _open_brackets(complaint.text, complaint.start if at_heading else complaint.at)
    if not open_brackets:
        return None
    opener = complaint.text[open_brackets[-1]]
    closer = {"[": "]", "{": "}"}[opener]
    return _one(open_brackets[-1], f"this {opener} is never closed", f"put a {closer} behind what belongs to it")


def _open_text(complaint: _Complaint) -> Retelling | None:
    if complaint.says("Unescaped"):
        at = max(complaint.text.rfind("\\", complaint.start, complaint.at), complaint.start)
        return _one(at, "a backslash has a meaning of its own in a text", "write \\\\ for a backslash")
    if complaint.says("Invalid hex", "Escaped character"):
        return _one(complaint.at, "this escape names no character", "write the character itself")
    if not complaint.says("Illegal character '\\n'", "Unterminated", "Expected \"'", "Found invalid character '\\n'"):
        return None
    single = complaint.says("Expected", "Found")
    quote = "'" if single else '"'
    before = complaint.text[: complaint.at]
    if not complaint.says("Illegal", "Found") and before.count(quote * 3) % 2:
        at = before.rfind(quote * 3)
    else:
        line = before.rfind("\n") + 1 if complaint.says("Illegal", "Found") else 0
        opening = re.search(rf"[=\[,{{][ \t]*({quote})[^{quote}]*$", before[line:])
        at = line + opening.start(1) if opening else before.rfind(quote)
    return _one(at, "the closing quote is missing", "end the text with the quote that began it")


def _key(complaint: _Complaint) -> Retelling | None:
    if complaint.says("Invalid value") and (not complaint.here or complaint.here in "\n#,}]"):
        return _one(complaint.at, "the value is missing", 'write key = "value"')
    if not complaint.says("Expected '='"):
        return None
    for comma in _KEY_AFTER_COMMA.finditer(complaint.text, complaint.start, complaint.end):
        if comma.start() <= complaint.at <= comma.end():
            return _number(complaint, comma.start(), comma.group(1), "")
    if words := _KEY_WITH_BLANKS.match(complaint.line):
        return _one(complaint.start + words.start(1), "a key is one word", f"write {'_'.join(words.group(1).split())}")
    if complaint.here == ":":
        return _one(complaint.at, "a colon stands where an equals sign belongs", 'write key = "value"')
    return _one(complaint.at, "an equals sign is missing here", 'write key = "value"')


def _value(complaint: _Complaint) -> Retelling | None:
    """A value without its quotes: a time, a tempo, a word."""
    if not complaint.says("Invalid value", "Expected newline", "Unclosed") or _PAIR.match(complaint.text, complaint.at):
        return None
    tokens = list(_TOKEN.finditer(complaint.text, complaint.start, complaint.end))
    ends = [number for number, token in enumerate(tokens) if token.start() <= complaint.at < token.end()]
    if not ends:
        return None
    first = last = ends[0]
    if tokens[first].group() == "," and first:
        first -= 1
    while first and _is_word(tokens[first - 1].group()):
        first -= 1
    while last + 1 < len(tokens) and _belongs(complaint.text, tokens[last + 1]):
        last += 1
    if not _is_word(tokens[first].group()) or not first or tokens[first - 1].group() not in "=[,":
        return None
    at, end = tokens[first].start(), tokens[last].end()
    written = complaint.text[at:end]
    stray = written[-1] if written[-1] in "\"'" else ""
    bare = written.rstrip("\"'").rstrip(" \t,")
    return _number(complaint, at, bare, stray) if bare[0] in "0123456789+-.½¼¾" else _word(complaint, at, written)


def _is_word(token: str) -> bool:
    return token[0] not in "\"'#=[]{},\n"


def _belongs(text: str, token: re.Match[str]) -> bool:
    """Whether a token goes on with the value before it: not the key of a next pair."""
    if token.group() in "\"'" or (token.group() == "," and text[token.end() : token.end() + 1].isdigit()):
        return True
    return _is_word(token.group()) and not _PAIR.match(text, token.start())


def _number(complaint: _Complaint, at: int, bare: str, stray: str) -> Retelling | None:
    length = len(bare + stray)
    mended = complaint.text[:at] + "0".ljust(length) + complaint.text[at + length :]
    shown = quoted(bare)[1:-1]
    if stray:
        return _one(at, "the opening quote is missing", duration_hint(bare), mended)
    if comma := _DECIMAL_COMMA.fullmatch(bare):
        hint = duration_hint(bare) if comma.group(2) else "only whole numbers stand here"
        return _one(at, f"{shown} has a decimal comma", hint, mended)
    if re.fullmatch(r"0[0-9]+", bare):
        return _one(at, f"{shown} begins with a zero", f"write {int(bare[:9])}", mended)
    if (low_high := _RANGE.fullmatch(bare)) and not _WEEKS_KEY.search(complaint.text[complaint.start : at]):
        hint = f"write one of them: {low_high[1]} or {low_high[2]}"
        return _one(at, f"{shown} is a range, and one number stands here", hint, mended)
    if re.fullmatch(r"[0-9]+(?:-[0-9]+)+", bare):
        return _one(at, f"{shown} needs quotes", f'write "{shown}"', mended)
    if bare.endswith(";"):
        return _one(at + len(bare) - 1, "no semicolon stands at the end of a line", "take it out", mended)
    if re.fullmatch(r"[0-9]+(?:[ \t]+[0-9]+)*", bare):
        return None
    if (words := re.fullmatch(r"([0-9]{1,9})[ \t]+[^0-9]+", bare)) and not suggest_durations(bare):
        hint = f"write {words[1]} alone; the rest has a key of its own, or stands behind a #"
        return _one(at, f"{shown} is more than a number", hint, mended)
    return _one(at, f"{shown} is a time without quotes", duration_hint(bare), mended)


def _word(complaint: _Complaint, at: int, written: str) -> Retelling:
    mended = complaint.text[:at] + "0".ljust(len(written)) + complaint.text[at + len(written) :]
    plain = written.rstrip("\"' \t").strip("`")
    if written.endswith('"') and '"' not in plain:
        return _one(at, "the opening quote is missing", f"write {quoted(plain)}", mended)
    return _one(at, f"{quoted(plain)} needs quotes", f"write {quoted(plain)}", mended)


def _separator(complaint: _Complaint) -> Retelling | None:
    """What stands between two things: a comma, a line end."""
    if complaint.says("Expected newline"):
        if _PAIR.match(complaint.text, complaint.at):
            return _one(complaint.at, "two keys stand on one line", "write one key per line")
        if complaint.here == ",":
            mended = complaint.text[: complaint.at] + " " + complaint.text[complaint.at + 1 :]
            return _one(complaint.at, "no comma stands at the end of a line", "take it out", mended)
        if complaint.here == ";":
            mended = complaint.text[: complaint.at] + " " + complaint.text[complaint.at + 1 :]
            return _one(complaint.at, "no semicolon stands at the end of a line", "take it out", mended)
        if _HEADING_START.match(complaint.line):
            hint = 'write it in a line of its own, as name = "…", or behind a #'
            return _one(complaint.at, "nothing stands behind a heading", hint)
        return _ended_text(complaint)
    if not complaint.says("Unclosed") or complaint.here in "]}\n":
        return None
    after = complaint.at
    while after and complaint.text[after - 1] in " \t\n":
        after -= 1
    mended = complaint.text[:after] + "," + complaint.text[after + 1 :]
    return _one(
        after, "a comma is missing here", "put a comma between the two", mended if after < complaint.at else None
    )


def _ended_text(complaint: _Complaint) -> Retelling | None:
    """Something behind the quote that ended a text."""
    before = complaint.text[complaint.start : complaint.at].rstrip()
    if before[-1:] not in ('"', "'"):
        return None
    behind = complaint.text[complaint.at : complaint.end].strip()
    if (number := re.search(r"\"([0-9]+)\"$", before)) and behind in ("s", "m", "h"):
        return _one(complaint.at, "the unit stands outside the quotes", f'write "{number[1]}{behind}"')
    hint = 'a quote inside a text is written \\"'
    if before.endswith(('= ""', "= ''")):
        hint = "two quotes are an empty text; write one before it and one behind"
    elif before.endswith("'"):
        hint = "an apostrophe may stand in double quotes"
    return _one(complaint.at, "the text has ended before this", hint)


def _plain(complaint: _Complaint) -> Retelling:
    """What is left when no known mistake fits."""
    at, here = complaint.at, complaint.here
    if here in ("", "\n"):
        return _one(at, "something is missing at the end of this line", 'a line is key = "value" or [[block]]')
    if complaint.says("Invalid date"):
        return _one(at, "this is not a date", 'a text stands in quotes: "…"')
    if here in "]})":
        return _one(at, f"this {here} closes nothing", "take it out, or write what it should close")
    if complaint.says("Invalid statement") and here in "/-*;":
        return _one(at, f"a line cannot begin with {here}", "a comment begins with #")
    if here == "{" and not complaint.text[:at].strip():
        return _one(at, "a routine does not stand in braces", 'write lines: format = 1, then name = "…"')
    if here.isalpha() and complaint.says("Invalid statement"):
        word = re.match(r"\w+", complaint.text[at:])
        return _one(
            at, f"{quoted(word[0] if word else here)} is no key", "a key has the letters a to z, as name or hold"
        )
    return _one(at, f"{quoted(here)} was not expected here", 'a line is key = "value", [[block]] or # a comment')
