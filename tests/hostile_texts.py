"""Texts that were written to do harm, and what must never be among the bytes that a terminal is sent."""

from __future__ import annotations

import json
import os
import random
import unicodedata
from collections.abc import Iterable

HARMLESS = {
    "a click action": "[@click=app.quit()]x[/]",
    "a click action with quotes": "[@click=app.screenshot('a')]x[/]",
    "a click on the screen": "[@click=screen.dismiss]y",
    "a closing tag alone": "[/]",
    "a closing tag of nothing": "[/red]",
    "an open bracket": "[red",
    "bold": "[bold]b[/bold]",
    "a link": "[link=https://example.org]l[/link]",
    "a link action": "[@link='https://example.org']l[/]",
    "an escaped bracket": r"\[x]",
    "a variable": "$primary [$error]x",
    "a backslash at the end": "x\\",
    "a spelt-out escape": r"\x1b[2J \033[2J \e[2J",
    "a caret escape": "^[[2J",
    "format fields": "{0} {side.__class__} %s %n {{x}}",
    "a shell": "`id` $(id) ; id | id && id",
    "a path": "../../etc/passwd",
    "an option": "--help",
    "a quotation": '""" \'\'\' \\" #',
    "an emoji short code": ":smile: :warning:",
    "wide characters": "足指体操 脚の裏",
    "wide characters in brackets": "[足]指[/足]",
    "fullwidth brackets": "［bold］x［/］",
    "joined emoji": "👩‍🦰 👨‍👩‍👧",
    "a flag": "🇳🇱 🏴",
    "right to left": "כף רגל עמידה",
    "joined letters": "می‌خواهم क्‍ष",
    "four accents": "é̂̃̄x",
    "a long word": "W" * 60,
    "a long wide word": "足" * 40,
    "dots above each other": "⡀⣿█▄",
    "no-break spaces": "a\u00a0b\u2003c",
}
"""Shown as they stand, wherever a text of so many cells may stand."""

REFUSED = {
    "a bare escape": "\x1b",
    "a cleared screen": "\x1b[2J\x1b[H",
    "another screen": "\x1b[?1049l",
    "a reset": "\x1bc",
    "a clipboard": "\x1b]52;c;aGFoYQ==\x07",
    "a clipboard read": "\x1b]52;c;?\x1b\\",
    "a title": "\x1b]0;mine\x07",
    "a title with a terminator": "\x1b]2;mine\x1b\\",
    "a hyperlink": "\x1b]8;;https://example.org\x1b\\x\x1b]8;;\x1b\\",
    "a colour table": "\x1b]4;1;#ff0000\x07",
    "a notification": "\x1b]777;notify;a;b\x07",
    "a device control": '\x1bP$q"p\x1b\\',
    "an application command": "\x1b_Gf=100;AAAA\x1b\\",
    "a private message": "\x1b^x\x1b\\",
    "a status question": "\x1b[6n\x1b[c",
    "a C1 introducer": "\x9b2J",
    "a C1 clipboard": "\x9d52;c;aGk=\x9c",
    "a C1 next line": "a\x85b",
    "a NUL": "a\x00b",
    "a bell": "\x07",
    "backspaces": "abc\b\b\b",
    "a vertical tab": "a\vb",
    "a form feed": "a\fb",
    "a shift out": "\x0e",
    "a DEL": "a\x7fb",
    "a carriage return": "good\rbad",
    "a right-to-left override": "a\u202eb",
    "a left-to-right embedding": "\u202aa",
    "isolates": "\u2066a\u2069",
    "a right-to-left mark": "a\u200fb",
    "a zero width space": "a\u200bb",
    "a joiner between words": "a \u200d b",
    "a word joiner": "a\u2060b",
    "a byte-order mark": "a\ufeffb",
    "a soft hyphen": "a\u00adb",
    "tag characters": "a\U000e0041\U000e007f",
    "an annotation": "\ufff9a\ufffab\ufffb",
    "stacked accents": "a" + "\u0301" * 40,
    "stacked enclosures": "a" + "\u20dd" * 9,
    "private use": "\ue000",
    "private use of another plane": "\U0010fffd",
    "no character": "\ufdd0",
    "an unassigned character": "\u0378",
    "a line separator": "a\u2028b",
    "a paragraph separator": "a\u2029b",
}
"""Refused with their place in a file, spelt out in a message."""

SURROGATES = {
    "a byte that is not UTF-8": "\udc9b2J",
    "half a character": "\ud800",
    "two bytes that are not UTF-8": "\udcff\udcfe",
}
"""As file names and arguments may hold them; no file can."""

ALL = HARMLESS | REFUSED | SURROGATES


def places(table: str, keys: str) -> tuple[tuple[str, str], ...]:
    return tuple((table, key) for key in keys.split())


SHOWN = (
    *places("file", "name about version author contact license tags equipment sources"),
    *places("block", "name"),
    *places("step", "name cue"),
    *places(
        "exercise", "name position footwear equipment setup steps cues mistakes breathing stop_if ask_first sources"
    ),
    *places("level", "name cue ask_first"),
)
"""Any text may stand here."""
CHOSEN = (
    *places("file", "id language focus prepare switch rest_between_blocks allow format"),
    *places("block", "rounds rest rest_between_rounds stage weeks allow"),
    *places("step", "exercise hold sides first sets rest rest_after total level evidence tempo"),
    *places("exercise", "id focus contact side_phrase"),
    *places("level", "id support base surface vision evidence"),
)
"""None of these texts may stand here: each is refused, and quoted in the refusal."""
WRITTEN = {
    "file": {"format": "1", "name": '"Bad"', "prepare": '"5s"'},
    "block": {"name": '"Block"'},
    "step": {"exercise": '"e"', "hold": '"15s"', "reps": "4", "level": '"l"', "sides": '"alternate"'},
    "exercise": {"id": '"e"', "name": '"E"'},
    "level": {"id": '"l"', "name": '"L"'},
}
HEADINGS = {
    "file": "",
    "block": "[[block]]",
    "step": "[[block.steps]]",
    "exercise": "[[exercise]]",
    "level": "[[exercise.level]]",
}


_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS = "\u200c\u200d"


def offences(sent: bytes) -> list[str]:
    """What no output may hold: a character that is neither ink, a space nor a line feed, or more than four accents."""
    found, marks = [], 0
    for character in sent.decode("utf-8"):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > 4 or (category in _UNSEEN and character != "\n" and character not in _JOINERS):
            found.append(repr(character))
    return found


def some(names: Iterable[str], count: int) -> list[str]:
    """All of them for the full figures, else always the same few."""
    every = list(names)
    if os.environ.get("FOOTCORE_FULL") == "1":
        return every
    return random.Random(len(every)).sample(every, count)


def document(written: dict[tuple[str, str], str], *, raw: bool = False) -> str:
    """A routine with these texts; as escapes, or `raw` as the characters themselves."""
    lines = []
    for table, keys in WRITTEN.items():
        lines.append(HEADINGS[table])
        own = {key: toml(text, raw=raw) for (where, key), text in written.items() if where == table}
        lines += [f"{key} = {value}" for key, value in (keys | own).items()]
    return "\n".join(lines)


def toml(text: str, *, raw: bool) -> str:
    if raw and "'" not in text:
        return f"'{text}'"
    plain = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
    return plain if raw else "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in plain)


def routine_of(text: str) -> str:
    """A routine that says nothing else."""
    return document(dict.fromkeys(SHOWN, text))
