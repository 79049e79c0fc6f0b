"""tomli's complaints, retold as the mistakes that trainers make."""

from __future__ import annotations

import re
from collections.abc import Callable

from footcore_tui.adapters.toml_bare import bare_value, in_quotes
from footcore_tui.adapters.toml_brackets import braces, heading, unclosed
from footcore_tui.adapters.toml_complaint import (
    HEADING,
    PAIR,
    REMARK,
    STATEMENT,
    TOKEN,
    Complaint,
    Mistake,
    Retelling,
    one,
    section,
    stood_in,
)
from footcore_tui.adapters.toml_foreign import foreign_blank, foreign_letters, foreign_sign, stranger, typographic
from footcore_tui.core.text import quoted

__all__ = ["Mistake", "Retelling", "retold"]

_KEY_WITH_BLANKS = re.compile(r"[ \t]*([A-Za-z]+(?:[ \t]+[A-Za-z]+)+)[ \t]*=")
_NUMBER_AS_KEY = re.compile(r",[ \t]*[0-9]\w*[ \t]*\Z")
_LIST_IN_BRACES = re.compile(r"[ \t]*[\w-]+[ \t]*=[ \t]*(\{[^{}=]{2,200}\})")
_TEXT_OPENED = re.compile(r"(?<![\w-])([\w-]+)[ \t]*=[ \t]*\"[^\"]*\Z")
_HEADING_START = re.compile(r"[ \t]*\[\[?[^\]\n]*\]")
_LINES = ("about", "setup", "steps")
"""The keys whose texts may have several lines."""
_DOSES = ("hold", "time", "reps", "test")
_BEGINNERS = {"block": ("exercise", "name"), "exercise": ("id", "name"), "exercise.level": ("id", "name")}
"""The keys with which what stands below a heading begins."""


def retold(text: str, message: str, at: int) -> Retelling:
    """The likeliest reading of a complaint, from the most particular to the plainest."""
    complaint = Complaint(text, message, min(at, len(text)))
    readings: tuple[Callable[[Complaint], Retelling | None], ...] = (
        foreign_blank, stranger, heading, _twice, typographic, foreign_sign, foreign_letters, braces, _lost_quote,
        _remark, unclosed, _open_text, _key, bare_value, _separator,
    )  # fmt: skip
    for reading in readings:
        if retelling := reading(complaint):
            return retelling
    return _plain(complaint)


def _twice(complaint: Complaint) -> Retelling | None:
    if complaint.says("Cannot declare"):
        return one(complaint.start, "this heading stands twice", "put everything under the first one")
    if not complaint.says("Cannot overwrite", "Cannot mutate", "Cannot redefine", "Duplicate inline"):
        return None
    before = complaint.text[: complaint.at]
    inline = re.search(r"Duplicate inline table key '(.*)'", complaint.message)
    pattern = re.compile(rf"(?<![\w-])({re.escape(inline.group(1))})[ \t]*=") if inline else STATEMENT
    matches = list(pattern.finditer(before))
    if not matches:
        return None
    if not inline and (missing := _heading_missing(complaint)):
        return missing
    name = matches[-1].group(1).strip("\"'")
    return one(matches[-1].start(1), f"{quoted(name)} stands twice", "keep one of the two")


def _heading_missing(complaint: Complaint) -> Retelling | None:
    """A second block, exercise or level that was begun without a heading of its own."""
    above = [found.end() for found in HEADING.finditer(complaint.text, 0, complaint.at)]
    what = section(complaint.text, complaint.at)
    statements = list(STATEMENT.finditer(complaint.text, above[-1] if above else 0, complaint.at))
    keys = [found.group(1) for found in statements]
    for number, key in enumerate(keys):
        if key not in _BEGINNERS.get(what, ()) or number < 2:
            continue
        begun = keys[:number]
        if key in begun if what != "block" else any(dose in begun for dose in _DOSES):
            at = statements[number].start(1)
            return one(at, f"a second {what.rpartition('.')[2]} begins here without its heading",
                       f"write [[{what}]] in a line of its own above it")  # fmt: skip
    return None


def _lost_quote(complaint: Complaint) -> Retelling | None:
    """A text that ran on to the quote with which the next one begins."""
    if not complaint.says("Unclosed", "Expected newline"):
        return None
    texts = [token for token in TOKEN.finditer(complaint.text, complaint.start, complaint.end)
             if token.group()[0] == '"' and token.end() == complaint.at]  # fmt: skip
    ran_on = re.fullmatch(r'"([^",]*?)[ \t]*,[ \t]*(?:[a-z_]+[ \t]*=[ \t]*)?"', texts[0].group()) if texts else None
    if ran_on is None:
        return None
    return one(texts[0].start(), "the closing quote is missing", f"write {in_quotes(ran_on[1])}")


def _remark(complaint: Complaint) -> Retelling | None:
    """A remark behind a value or a step, begun in another way than with a #."""
    remark = REMARK.match(complaint.text, complaint.at)
    before = complaint.text[: complaint.at].rstrip()
    if remark is None or complaint.says("Invalid statement") or before[-1:] in ("", "=", ".") or "=" in remark[0]:
        return None
    begins = quoted(remark.group() if len(remark.group()) < 5 else remark.group()[0])
    mended = stood_in(complaint.text, complaint.at, complaint.end)
    return one(
        complaint.at, f"a remark cannot begin with {begins}", "a comment begins with #: put one before it", mended
    )


def _open_text(complaint: Complaint) -> Retelling | None:
    if complaint.says("Unescaped"):
        at = max(complaint.text.rfind("\\", complaint.start, complaint.at), complaint.start)
        return one(at, "a backslash has a meaning of its own in a text", "write \\\\ for a backslash")
    if complaint.says("Invalid hex", "Escaped character"):
        return one(complaint.at, "this escape names no character", "write the character itself")
    if not complaint.says("Illegal character '\\n'", "Unterminated", "Expected \"'", "Found invalid character '\\n'"):
        return None
    if complaint.says("Illegal") and (retelling := _several_lines(complaint)):
        return retelling
    single = complaint.says("Expected", "Found")
    quote = "'" if single else '"'
    before = complaint.text[: complaint.at]
    if not complaint.says("Illegal", "Found") and before.count(quote * 3) % 2:
        at = before.rfind(quote * 3)
    else:
        line = before.rfind("\n") + 1 if complaint.says("Illegal", "Found") else 0
        opening = re.search(rf"[=\[,{{][ \t]*({quote})[^{quote}]*$", before[line:])
        at = line + opening.start(1) if opening else before.rfind(quote)
    return one(at, "the closing quote is missing", "end the text with the quote that began it")


def _several_lines(complaint: Complaint) -> Retelling | None:
    """A text in plain quotes that goes on in the next line."""
    opened = _TEXT_OPENED.search(complaint.text, complaint.start, complaint.at)
    following = STATEMENT.search(complaint.text, complaint.at)
    rest = complaint.text[complaint.at : following.start() if following else len(complaint.text)]
    if opened is None or '"' not in HEADING.split(rest)[0]:
        return None
    at = complaint.text.index('"', opened.start())
    if opened[1] in _LINES:
        return one(at, "a text of several lines stands in three quotes", 'write """ before it and """ behind it')
    return one(at, "this text has one line only, and goes on in the next", "write it in one line")


def _key(complaint: Complaint) -> Retelling | None:
    if complaint.says("Invalid value") and (not complaint.here or complaint.here in "\n#,}]"):
        return one(complaint.at, "the value is missing", 'write key = "value"')
    if not complaint.says("Expected '='"):
        return None
    if comma := _NUMBER_AS_KEY.search(complaint.text, complaint.start, complaint.at):
        return bare_value(Complaint(complaint.text, "Expected newline", comma.start()))
    if listed := _LIST_IN_BRACES.match(complaint.line):
        at = complaint.start + listed.start(1)
        return one(at, "a list stands in square brackets", f"write [{listed[1][1:-1].strip()}]")
    if words := _KEY_WITH_BLANKS.match(complaint.line):
        return one(complaint.start + words.start(1), "a key is one word", f"write {'_'.join(words.group(1).split())}")
    if complaint.here == ":":
        return one(complaint.at, "a colon stands where an equals sign belongs", 'write key = "value"')
    return one(complaint.at, "an equals sign is missing here", 'write key = "value"')


def _separator(complaint: Complaint) -> Retelling | None:
    """What stands between two things: a comma, a line end."""
    if complaint.says("Expected newline"):
        if PAIR.match(complaint.text, complaint.at):
            return one(complaint.at, "two keys stand on one line", "write one key per line")
        if complaint.here == ",":
            mended = stood_in(complaint.text, complaint.at, complaint.at + 1)
            return one(complaint.at, "no comma stands at the end of a line", "take it out", mended)
        if complaint.here == ";":
            mended = stood_in(complaint.text, complaint.at, complaint.at + 1)
            return one(complaint.at, "no semicolon stands at the end of a line", "take it out", mended)
        if _HEADING_START.match(complaint.line):
            hint = 'write it in a line of its own, as name = "…", or behind a #'
            return one(complaint.at, "nothing stands behind a heading", hint)
        return _ended_text(complaint)
    if not complaint.says("Unclosed") or complaint.here in "]}\n":
        return None
    if complaint.here == ";":
        mended = stood_in(complaint.text, complaint.at, complaint.at + 1, ",")
        return one(complaint.at, "a comma stands between two, not a semicolon", "write , in its place", mended)
    after = complaint.at
    while after and complaint.text[after - 1] in " \t\n":
        after -= 1
    mended = complaint.text[:after] + "," + complaint.text[after + 1 :]
    return one(
        after, "a comma is missing here", "put a comma between the two", mended if after < complaint.at else None
    )


def _ended_text(complaint: Complaint) -> Retelling | None:
    """Something behind the quote or bracket that ended a value."""
    before = complaint.text[complaint.start : complaint.at].rstrip()
    behind = complaint.text[complaint.at : complaint.end].strip()
    if not before or before[-1] not in "\"']}":
        return None
    if (number := re.search(r"\"([0-9]+)\"$", before)) and behind in ("s", "m", "h"):
        return one(complaint.at, "the unit stands outside the quotes", f'write "{number[1]}{behind}"')
    if not set("\"'") & set(behind):
        mended = stood_in(complaint.text, complaint.at, complaint.end)
        return one(
            complaint.at, "the value has ended before this", "a comment begins with #: put one before it", mended
        )
    hint = 'a quote inside a text is written \\"'
    if before.endswith(('= ""', "= ''")):
        hint = "two quotes are an empty text; write one before it and one behind"
    elif before.endswith("'"):
        hint = "an apostrophe may stand in double quotes"
    return one(complaint.at, "the text has ended before this", hint)


def _plain(complaint: Complaint) -> Retelling:
    """What is left when no known mistake fits."""
    at, here = complaint.at, complaint.here
    if here in ("", "\n"):
        return one(at, "something is missing at the end of this line", 'a line is key = "value" or [[block]]')
    if complaint.says("Invalid date"):
        return one(at, "this is not a date", 'a text stands in quotes: "…"')
    if here in "]})":
        return one(at, f"this {here} closes nothing", "take it out, or write what it should close")
    if complaint.says("Invalid statement") and (here in "/-*;" or REMARK.match(complaint.text, at)):
        return one(at, f"a line cannot begin with {here}", "a comment begins with #")
    if here == "{" and not complaint.text[:at].strip():
        return one(at, "a routine does not stand in braces", 'write lines: format = 1, then name = "…"')
    if here.isalpha() and complaint.says("Invalid statement"):
        word = re.match(r"\w+", complaint.text[at:])
        return one(
            at, f"{quoted(word[0] if word else here)} is no key", "a key has the letters a to z, as name or hold"
        )
    return one(at, f"{quoted(here)} was not expected here", 'a line is key = "value", [[block]] or # a comment')
