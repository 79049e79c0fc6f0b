"""Reads TOML, and goes on after a mistake where it is plain what was meant.

tomli stops at the first mistake. A stand-in of the same length takes its place and the text is read again, so that
several are told at a time and every column stays true.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import tomli

from footcore_tui.adapters.toml_source import Sheet

if TYPE_CHECKING:
    from footcore_tui.adapters.toml_mistakes import Retelling

MAX_ROUNDS = 12
"""How often a file is read again after a mistake."""

MAX_DOTS = 200
"""A text with no more of them can't hold a key that is slow to read."""

_PART = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*"
_LONG_KEY = re.compile(rf"^[ \t]*\[{{0,2}}[ \t]*(?:{_PART}\.[ \t]*){{16}}", re.MULTILINE)
_LONG_NUMBER = re.compile(r"[0-9_]{1000,}")


def parse(sheet: Sheet) -> dict[str, object] | None:
    """The document, or None once the sheet has been told what keeps it from being one."""
    text, whole = sheet.text, True
    dotted = text.count(".") > MAX_DOTS
    if dotted and (long_key := _LONG_KEY.search(text)):  # tomli takes a third of a second over thousands of parts
        sheet.error(long_key.start(), "syntax", "this key has too many parts", "a key is one word")
        return None
    for _ in range(MAX_ROUNDS):
        try:
            document: dict[str, object] = tomli.loads(text)
        except (ValueError, RecursionError) as error:
            retelling = _retold(text, error)
        else:
            if not whole and text.count("\n") == sheet.text.count("\n"):
                sheet.mended = text
            return document if whole else None
        whole = False
        for mistake in retelling.mistakes:
            sheet.error(mistake.at, "syntax", mistake.message, mistake.hint)
        if retelling.mended is None:
            return None
        text = retelling.mended
    return None


def _retold(text: str, error: ValueError | RecursionError) -> Retelling:
    """What the parser's complaint means, and the text with a stand-in for the mistake where one can be found."""
    from footcore_tui.adapters.toml_mistakes import Mistake, Retelling, retold  # its patterns are for bad files alone

    if isinstance(error, tomli.TOMLDecodeError):
        return retold(text, error.msg, error.pos)
    if isinstance(error, RecursionError):
        return Retelling((Mistake(0, "values are nested too deeply", "a routine needs three levels"),))
    number = _LONG_NUMBER.search(text)
    at = number.start() if number else 0
    return Retelling((Mistake(at, "this number is too long to be read", "use a number below 1,000"),))
