"""What came from somewhere else: a web page, a word processor, another keyboard, a merge."""

from __future__ import annotations

import re

from footcore_tui.adapters.toml_complaint import TOKEN, Complaint, Mistake, Retelling, one, stood_in
from footcore_tui.adapters.toml_keys import meant_key
from footcore_tui.adapters.toml_meanings import latin, narrow, other_alphabet
from footcore_tui.core.text import name_of, quoted

_TYPOGRAPHIC = "“”„‟‘’‚‛«»‹›＂＇″‶´「」『』〝〞"
_STRAIGHT = str.maketrans(dict.fromkeys(_TYPOGRAPHIC, '"'))
_WORD = re.compile(r"[^\s=\[\]{},\"'#.:]+")
_STRANGERS = (
    (re.compile(r"<(?:!doctype|html|head|body|\?xml)", re.IGNORECASE), "this is a web page (HTML), not a routine",
     "save the file itself (Raw, Download), not the page that shows it"),
    (re.compile(r"<{7}|={7}|>{7}|\|{7}"), "a mark of a merge stands here (git)",
     "keep one of the two versions, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>"),
    (re.compile(r"```|~~~"), "a fence of Markdown stands here", "take out the lines with ```"),
)  # fmt: skip


def foreign_blank(complaint: Complaint) -> Retelling | None:
    """A blank that only looks like one, as web pages and word processors have them."""
    if not complaint.here.isspace() or complaint.here in " \t\n":
        return None
    end = complaint.at
    while complaint.text[end : end + 1].isspace() and complaint.text[end] != "\n":
        end += 1
    message = f"{name_of(complaint.here)} stands here, copied from a web page or a word processor"
    mended = stood_in(complaint.text, complaint.at, end)
    return one(complaint.at, message, "delete it and type a plain space", mended)


def stranger(complaint: Complaint) -> Retelling | None:
    """A line of another language; all of its kind are told at once."""
    if not complaint.says("Invalid statement"):
        return None
    for pattern, message, hint in _STRANGERS:
        if pattern.match(complaint.text, complaint.at):
            lines = re.compile(rf"^[ \t]*(?:{pattern.pattern})[^\n]*", re.MULTILINE | pattern.flags)
            mended = lines.sub(lambda line: " " * len(line.group()), complaint.text)
            return one(complaint.at, message, hint, mended if "Markdown" in message else None)
    return None


def typographic(complaint: Complaint) -> Retelling | None:
    """One mistake a line, wherever such a quote stands for a straight one."""
    if not any(character in _TYPOGRAPHIC for character in complaint.line):
        return None
    mistakes, previous, line_told = [], "\n", False
    characters = list(complaint.text)
    for token in TOKEN.finditer(complaint.text):
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
        return Retelling((_typographic_at(complaint.text, at),), stood_in(complaint.text, at, at + 1, '"'))
    return None


def _typographic_at(text: str, at: int) -> Mistake:
    whole = re.compile(rf"[^\s\"{_TYPOGRAPHIC}]+(?=[\"{_TYPOGRAPHIC}][\s,}}\]])").match(text, at + 1)
    shown = f'write straight quotes: "{whole[0] if whole else "…"}"'
    return Mistake(at, f"{text[at]} is a typographic quote", f'{shown} (and switch off "smart quotes" in the editor)')


def foreign_sign(complaint: Complaint) -> Retelling | None:
    """Signs or digits in the full-width form of East Asian keyboards; the line is mended as a whole."""
    found = None
    mended = complaint.text
    for token in TOKEN.finditer(complaint.text, complaint.start, complaint.end):
        if token.group()[0] in "\"'#" or token.end() <= complaint.at:
            continue
        if (meant := narrow(token.group())) != token.group():
            found = found or (token, meant)
            mended = stood_in(mended, token.start(), token.end(), meant)
    if found is None:
        return None
    token, meant = found
    return one(token.start(), f"{quoted(token.group())} has full-width signs", f"write {meant}", mended)


def foreign_letters(complaint: Complaint) -> Retelling | None:
    """A key in letters that no key has."""
    if not complaint.says("Invalid statement", "Expected '='", "Invalid initial"):
        return None
    for word in _WORD.finditer(complaint.text, complaint.start, complaint.end):
        if word.end() <= complaint.at:
            continue
        if word.start() > complaint.at or word.group().isascii() or not word.group()[0].isalpha():
            return None
        shown, meant = quoted(word.group()), latin(word.group())
        if why := other_alphabet(word.group()):
            mended = stood_in(complaint.text, word.start(), word.end(), meant)
            return one(word.start(), f"{shown} {why}", f"write {meant}, typed anew", mended)
        english = meant_key(word.group())
        letters = "a key has the letters a to z, as name or hold"
        return one(word.start(), f"{shown} is no key", f"write {english}: {letters}" if english else letters)
    return None
