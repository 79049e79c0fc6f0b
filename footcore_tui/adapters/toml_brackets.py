"""Headings and brackets: the wrong kind, the wrong number, one that is missing."""

from __future__ import annotations

import re

from footcore_tui.adapters.toml_complaint import (
    HEADING,
    PAIR,
    STATEMENT,
    TOKEN,
    Complaint,
    Retelling,
    one,
    open_brackets,
    stood_in,
)
from footcore_tui.adapters.toml_keys import heading_of
from footcore_tui.adapters.toml_meanings import latin, other_alphabet
from footcore_tui.core.text import quoted

_ANY_HEADING = re.compile(
    r"[ \t]*((?:[\[({<][ \t]*){0,2})[ \t]*([^\][(){}<>\n=#,]*?)[ \t]*((?:[\])}>:][ \t]*){0,3})[ \t]*(?:#[^\n]*)?$",
    re.MULTILINE,
)
MAX_HEADING = 120
"""A line longer than this is none; its blanks would be tried in every way."""
_CLOSERS = {"[": "]", "{": "}"}


def heading(complaint: Complaint) -> Retelling | None:
    if complaint.says("Cannot declare", "Cannot overwrite", "Cannot mutate"):
        return _below(complaint.text) or _single_brackets(complaint.text)
    here = _ANY_HEADING.match(complaint.text, complaint.start) if len(complaint.line) <= MAX_HEADING else None
    if (
        here is None
        or not here.group(2).strip(":")
        or complaint.says("Unclosed")
        or open_brackets(complaint.text, here.start(1))
    ):
        return None
    opening, name, closing = here.groups()
    known = heading_of(latin(name))
    room = here.end(3) - here.start(1)
    stand_in = known if known and len(known) <= room else "[[x]]"
    mended = stood_in(complaint.text, here.start(1), here.end(3), stand_in) if room >= len(stand_in) else None
    if opening[:1] != "[":
        if not known or complaint.says("Invalid value"):
            return None
        return one(here.start(1), "a heading stands in square brackets", f"write {known}", mended)
    if re.search(r"\s", opening.strip() + closing.strip()):
        return one(here.start(1), "no blank stands between two brackets", f"write {known or f'[[{name}]]'}", mended)
    if len(opening.strip()) != len(closing.strip()):
        right = known or f"[{name}]"
        return one(here.start(1), "the brackets of this heading do not match", f"write {right}")
    if known and (why := other_alphabet(name)):
        return one(here.start(1), f"{quoted(name)} {why}", f"write {known}, typed anew", mended)
    if re.fullmatch(r"[A-Za-z0-9_.-]+", name):
        return None
    hint = f"write {known}" if known else f"write [[block]], and below it name = {quoted(name)}"
    return one(here.start(1), f"{quoted(name)} is no heading: it has the letters a to z, and no blanks", hint, mended)


def _below(text: str) -> Retelling | None:
    """A heading above the one that it belongs to."""
    declared: set[str] = set()
    lists = {found.group(2) for found in HEADING.finditer(text) if found.group(1) == "[["}
    for found in HEADING.finditer(text):
        above, _, name = found.group(2).rpartition(".")
        if above and above not in declared and above in lists:
            message = f"[[{above}.{name}]] stands above the [[{above}]] that it belongs to"
            return one(found.start(1), message, f"put it below the keys of its [[{above}]]")
        declared.add(found.group(2))
    return None


def _single_brackets(text: str) -> Retelling | None:
    for found in HEADING.finditer(text):
        right = heading_of(found.group(2))
        if found.group(1) == "[" and right.startswith("[["):
            return one(found.start(1), f"[{found.group(2)}] needs double brackets", f"write {right}")
    return None


def braces(complaint: Complaint) -> Retelling | None:
    """Braces and brackets taken for each other: a list stands in brackets, a step in braces."""
    if not complaint.says("Invalid", "Unclosed array") or not (openers := open_brackets(complaint.text, complaint.at)):
        return None
    at = openers[-1]
    opener, between = complaint.text[at], complaint.text[at + 1 : complaint.at].strip()
    if opener == "[" and complaint.here == "}":
        return _brace_in_list(complaint)
    if complaint.says("Unclosed"):
        return None
    if opener == "[" and PAIR.match(complaint.text, complaint.at):
        return _step_without_braces(complaint, at, len(openers), between)
    if opener == "{" and complaint.here == "{":
        if between:
            return one(at, "this { is never closed", "put a } behind what belongs to it")
        return one(at, "a list stands in brackets, not in braces", "write [ … ] in place of the outer { … }")
    return None


def _brace_in_list(complaint: Complaint) -> Retelling:
    """A brace that closes a list, or one too many inside it."""
    mended = stood_in(complaint.text, complaint.at, complaint.at + 1)
    if complaint.text[complaint.at + 1 :].lstrip()[:1] in ("]", ","):
        return one(complaint.at, "this } closes nothing", "take it out", mended)
    return one(complaint.at, "this } stands where a [ is to be closed", "write ] in its place")


def _step_without_braces(complaint: Complaint, at: int, depth: int, between: str) -> Retelling:
    if _closes_a_brace(complaint.text, complaint.at):
        return one(complaint.at, "a { is missing here, before the first key of a step", "put a { before it")
    if depth > 1:
        return one(at, "a step stands in braces, not in brackets", "write { … } in place of [ … ]")
    if between:
        return one(
            complaint.at, "a step stands in braces", "put a { before its first key and a } behind its last value"
        )
    name = complaint.text[complaint.at : complaint.end].partition(",")[0].rstrip(" ]")
    return one(at, "a list of steps needs both: braces round each step, brackets round them all",
               f"write [ {{ {name}, … }} ]")  # fmt: skip


def _closes_a_brace(text: str, at: int) -> bool:
    """Whether a closing brace without partner comes before the bracket's end."""
    depth = 0
    for token in TOKEN.finditer(text, at):
        depth += (token.group() in "[{") - (token.group() in "]}")
        if depth < 0:
            return token.group() == "}"
    return False


def unclosed(complaint: Complaint) -> Retelling | None:
    """A bracket that still waits for its partner at the end of the file, or where a new part begins."""
    if not complaint.says("Unclosed", "Invalid", "Expected '='"):
        return None
    at_end = not complaint.text[complaint.at :].strip()
    at_heading = HEADING.match(complaint.text, complaint.start)
    at_key = complaint.says("Unclosed array") and complaint.start == complaint.at and STATEMENT.match(complaint.line)
    in_braces = complaint.says("Unclosed inline") and complaint.here == "]"
    if not (at_end or at_heading or at_key or in_braces):
        return None
    waiting = open_brackets(complaint.text, complaint.start if at_heading else complaint.at)
    if not waiting:
        return None
    opener = complaint.text[waiting[-1]]
    return one(waiting[-1], f"this {opener} is never closed", f"put a {_CLOSERS[opener]} behind what belongs to it")
