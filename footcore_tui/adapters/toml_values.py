"""Values read with their types: first what it is, then whether it is finite, then its range.

Each reader returns None once it has reported what is wrong.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import TypeVar

import tomli

from footcore_tui.adapters.toml_document import Entry, Table, kind_of
from footcore_tui.adapters.toml_keys import nearest, one_of
from footcore_tui.core.duration import EXAMPLE, duration_hint, format_duration, parse_duration
from footcore_tui.core.routine import MAX_CLOCK_SECONDS, MAX_COUNT, PerWeek, Ready, Rest, Tempo
from footcore_tui.core.text import Flaw, cells, flaws, quoted, visible

MAX_NAME_CELLS = 80
MAX_NOTE_CELLS = 400
MAX_ABOUT_CELLS = 4_000
MAX_LISTED = 50
"""Texts in one list."""

_T = TypeVar("_T")
_Word = TypeVar("_Word", bound=StrEnum)
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[^\s])")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TEMPO = re.compile(r"([0-9]{1,3})-([0-9]{1,3})-([0-9]{1,3})-([0-9]{1,3})")
_WEEKS = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4}))?")


def text(entry: Entry, limit: int = MAX_NOTE_CELLS, *, lines: bool = False) -> str | None:
    """A text that may be shown; `lines` lets line feeds stand in it, and CRLF counts as one."""
    if not isinstance(entry.raw, str):
        lone = not isinstance(entry.raw, list | dict)
        example = f'write "{entry.written}"' if lone else 'write a text in quotes: "…"'
        entry.error("wrong-type", f"this must be a text, not {kind_of(entry.raw)}", example)
        return None
    written = entry.raw.replace("\r\n", "\n") if lines else entry.raw
    if len(written) <= limit and written.isascii() and written.isprintable() and written.strip():
        return written  # the usual text; what follows looks at every character
    if flaw := next(flaws(written, "\n" if lines else ""), None):
        _report_flaw(entry, flaw)
        return None
    if cells(written) > limit:
        entry.error("too-long", f"this text takes {cells(written)} cells; at most {limit} are shown", "shorten it")
        return None
    if not visible(written):
        entry.error("empty", "there is nothing to see in this text", "write something, or take the key out")
        return None
    return written


def _report_flaw(entry: Entry, flaw: Flaw) -> None:
    """Points at the character itself, or at the escape that stands for it."""
    offset = entry.place.value
    if (raw := entry.written.find(flaw.character, 1)) > 0:
        offset += raw
    elif entry.written.startswith('"'):
        escapes = _ESCAPE.finditer(entry.written)
        offset += next((one.start() for one in escapes if _unescaped(one.group()) == flaw.character), 0)
    if flaw.character == "\t":
        entry.sheet.error(offset, "character", "a tab stands in this text", "write a space in its place")
        return
    hint = "this text has one line only" if flaw.character == "\n" else "take it out"
    entry.sheet.error(offset, "character", f"{flaw.message} and may not stand in this text", hint)


def _unescaped(escape: str) -> str:
    return str(tomli.loads(f'a = """{escape}"""')["a"])


def name(entry: Entry) -> str | None:
    return text(entry, MAX_NAME_CELLS)


def note(entry: Entry) -> str | None:
    return text(entry, MAX_NOTE_CELLS)


def note_with_lines(entry: Entry) -> str | None:
    return text(entry, MAX_NOTE_CELLS, lines=True)


def several(entry: Entry, read: Callable[[Entry], _T | None]) -> tuple[_T, ...]:
    """A list, or one value for a list of one; what is wrong in it is reported and left out."""
    elements = entry.elements()
    if len(elements) > MAX_LISTED:
        elements[MAX_LISTED].error("out-of-range", f"a list holds at most {MAX_LISTED} texts", "take some out")
        elements = elements[:MAX_LISTED]
    return tuple(value for element in elements if (value := read(element)) is not None)


def slug(entry: Entry) -> str | None:
    written = name(entry)
    if written is None or _SLUG.fullmatch(written):
        return written
    meant = slug_of(written)
    hint = f'write "{meant}"' if meant else 'as "foot-circuit"'
    entry.error("bad-id", f"{quoted(written)} is no id: small letters, digits and single hyphens make one", hint)
    return None


_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug_of(written: str) -> str:
    """The id that a name makes; empty where nothing of it is left. Umlauts are spelt out, other accents dropped."""
    small = unicodedata.normalize("NFC", written).lower().translate(_SPELT_OUT)
    plain = "".join(one for one in unicodedata.normalize("NFD", small) if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def word(entry: Entry, words: type[_Word], *, but: _Word | None = None) -> _Word | None:
    """One of a closed set of words; `but` is one of them that is known and not allowed here."""
    if isinstance(entry.raw, str):
        with suppress(ValueError):
            return words(entry.raw)
    allowed = [one.value for one in words if one is not but]
    shown = quoted(entry.raw) if isinstance(entry.raw, str) else kind_of(entry.raw)
    meant = _meant(entry.raw, allowed) if isinstance(entry.raw, str) else None
    hint = f'write one of "{one_of(allowed)}"'.replace(", ", '", "').replace(" or ", '" or "')
    if meant and isinstance(entry.raw, str) and (why := _other_alphabet(entry.raw)):
        entry.error("unknown-word", f"{shown} {why}", f'write "{meant}", typed anew')
        return None
    entry.error("unknown-word", f"{shown} is none of the words that stand here",
                f'did you mean "{meant}"? {hint}' if meant else hint)  # fmt: skip
    return None


def _meant(written: str, allowed: list[str]) -> str | None:
    from footcore_tui.adapters.toml_meanings import english  # for bad files alone

    return meant if (meant := english(written)) in allowed else nearest(written, allowed)


def _other_alphabet(written: str) -> str:
    from footcore_tui.adapters.toml_meanings import other_alphabet  # for bad files alone

    return other_alphabet(written)


def whole(entry: Entry, lowest: int, highest: int) -> int | None:
    """A whole number in a range."""
    raw = entry.raw
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        entry.error("wrong-type", f"this must be a whole number, not {kind_of(raw)}", _number_hint(entry))
    elif isinstance(raw, float) and not math.isfinite(raw):
        entry.error("not-finite", "this must be a number that ends", f"write a number from {lowest} to {highest}")
    elif isinstance(raw, float):
        entry.error("wrong-type", f"this must be a whole number, not {entry.written[:20]}", "write it without a point")
    elif not lowest <= raw <= highest:
        shown = entry.written if len(entry.written) <= 20 else "this number"
        entry.error("out-of-range", f"{shown} is outside {lowest} to {highest}",
                    f"write a number from {lowest} to {highest}")  # fmt: skip
    else:
        return raw
    return None


def _number_hint(entry: Entry) -> str:
    from footcore_tui.adapters.toml_meanings import EXAMPLES, number_hint  # for bad files alone

    key = entry.key if isinstance(entry.key, str) else ""
    if isinstance(entry.raw, list) and key in EXAMPLES:
        if key == "weeks" and entry.raw:
            return f"write weeks = {len(entry.raw)}"
        return f"write one number, as {key} = {EXAMPLES[key]}"
    return number_hint(key, entry.raw if isinstance(entry.raw, str) else "", bare=" without quotes")


def count(entry: Entry) -> int | None:
    """Rounds, sets, weeks, stages."""
    return whole(entry, 1, MAX_COUNT)


def duration(entry: Entry) -> int | None:
    """A duration above zero, in seconds."""
    return _duration(entry, lowest=1)


def pause(entry: Entry) -> int | None:
    """A duration that may be zero, in seconds."""
    return _duration(entry, lowest=0)


def rest(entry: Entry) -> Rest | None:
    """A duration that may be zero, or `"ready"`."""
    if isinstance(entry.raw, str) and entry.raw.lower() == Ready.READY:
        if entry.raw == Ready.READY:
            return Ready.READY
        entry.error("unknown-word", f"{quoted(entry.raw)} is written in small letters", 'write "ready"')
        return None
    return _duration(entry, lowest=0, also=' (or "ready")')


def _duration(entry: Entry, *, lowest: int, also: str = "") -> int | None:
    raw = entry.raw
    if isinstance(raw, bool | list | dict):
        hint = 'write "0s"' if raw is False and not lowest else f"write a time as {EXAMPLE}{also}"
        entry.error("wrong-type", f"this must be a time, not {kind_of(raw)}", hint)
        return None
    if isinstance(raw, float) and not math.isfinite(raw):
        entry.error("not-finite", "this must be a time that ends", f"write a time as {EXAMPLE}{also}")
        return None
    if not isinstance(raw, str):
        written = entry.written if len(entry.written) <= 40 else "this number"
        why = "has no unit of time" if isinstance(raw, int | float) else f"is {kind_of(raw)}, not a length of time"
        hint = f"write a time as {EXAMPLE}" if lowest and raw == 0 else duration_hint(entry.written[:40])
        entry.error("bad-duration", f"{written} {why}", hint + also)
        return None
    seconds = parse_duration(raw)
    if seconds is None:
        from footcore_tui.adapters.toml_meanings import time_hint  # for bad files alone

        hint = time_hint(raw, or_none=not lowest)
        entry.error("bad-duration", f"{quoted(raw)} is not a time", hint if hint == 'write "0s"' else hint + also)
    elif seconds > MAX_CLOCK_SECONDS:
        limit = format_duration(MAX_CLOCK_SECONDS)
        entry.error("out-of-range", f"{quoted(raw)} is longer than {limit}", f'write at most "{limit}"')
    elif seconds < lowest:
        entry.error("out-of-range", f"{quoted(raw)} must be above zero", f"write a time as {EXAMPLE}")
    else:
        return seconds
    return None


def tempo(entry: Entry) -> Tempo | None:
    """Four numbers of seconds, as `"3-0-2-1"`."""
    match = _TEMPO.fullmatch(entry.raw) if isinstance(entry.raw, str) else None
    if match is None:
        from footcore_tui.adapters.toml_meanings import dashes, tempo_meant  # for bad files alone

        shown = quoted(entry.raw) if isinstance(entry.raw, str) else kind_of(entry.raw)
        meant = tempo_meant(entry.raw) if isinstance(entry.raw, str) else ""
        usual = 'write four numbers of seconds: lower, pause, raise, pause, as "3-0-2-1"'
        entry.error("bad-tempo", f"{shown} {dashes(entry.raw)}is not a tempo", f'write "{meant}"' if meant else usual)
        return None
    read = Tempo(*(int(part) for part in match.groups()))
    if read.seconds:
        return read
    entry.error("out-of-range", "a tempo must take longer than zero seconds", 'write it as "3-0-2-1"')
    return None


def weekly(entry: Entry, read: Callable[[Entry], _T | None], weeks: int | None) -> PerWeek[_T] | None:
    """One value, or a list with one for each week of the plan; `weeks` is None in a file without one."""
    if not isinstance(entry.raw, list):
        value = read(entry)
        return None if value is None else PerWeek.always(value)
    if not entry.raw:
        entry.error("empty", "this list is empty", "write one value, or one for each week")
        return None
    if weeks is None:
        entry.error("list-without-plan", "a list gives a value for each week, and this file has no [plan]",
                    "write one value, or add [plan] with weeks")  # fmt: skip
        return None
    elements = entry.elements()
    if len(elements) > weeks:
        elements[weeks].error("list-too-long", f"this list has {len(elements)} values; the plan has {weeks} weeks",
                              f"keep {weeks} values, or change weeks in [plan]")  # fmt: skip
        return None
    values = [value for element in elements if (value := read(element)) is not None]
    return PerWeek(tuple(values)) if len(values) == len(elements) else None


def week_set(entry: Entry, weeks: int | None) -> frozenset[int] | None:
    """The weeks that `"3-6"`, `"1,3,5"` or `"2"` names."""
    if weeks is None:
        entry.error("weeks-without-plan", "this file has no [plan], so it has no weeks", "add [plan] with weeks")
        return None
    if not isinstance(entry.raw, str):
        if isinstance(entry.raw, int | list) and not isinstance(entry.raw, bool):
            hint = _weeks_hint(entry.written)
        else:
            hint = 'as "3-6", "1,3,5" or "2"'
        if entry.raw == 0 and entry.raw is not False:
            entry.error("bad-weeks", "weeks begin at 1", hint)
            return None
        entry.error("wrong-type", f"weeks are written as text, not as {kind_of(entry.raw)}", hint)
        return None
    named: set[int] = set()
    for part in entry.raw.split(","):
        match = _WEEKS.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 0 < first <= last:
            from footcore_tui.adapters.toml_meanings import dashes  # for bad files alone

            hint = f'write "{last}-{first}"' if match and 0 < last < first else _weeks_hint(entry.raw)
            why = (
                "weeks begin at 1" if match and not first else f"{quoted(entry.raw)} {dashes(entry.raw)}names no weeks"
            )
            entry.error("bad-weeks", why, hint)
            return None
        if last > weeks:
            entry.error("weeks-beyond-plan", f"week {last} is beyond the {weeks} weeks of the plan",
                        f"name weeks up to {weeks}, or change weeks in [plan]")  # fmt: skip
            return None
        named.update(range(first, last + 1))
    return frozenset(named)


def _weeks_hint(written: str) -> str:
    from footcore_tui.adapters.toml_meanings import weeks_meant  # for bad files alone

    return f'write "{meant}"' if (meant := weeks_meant(written)) else 'as "3-6", "1,3,5" or "2"'


def optional(table: Table, key: str, read: Callable[[Entry], _T | None], default: _T) -> _T:
    """The value of a key, or the default where it is missing or wrong."""
    if key not in table.values:
        return default
    value = read(table.entry(key))
    return default if value is None else value


def listed(table: Table, key: str, read: Callable[[Entry], _T | None]) -> tuple[_T, ...]:
    """The values of a key that may be a list."""
    return several(table.entry(key), read) if key in table.values else ()


def notes(table: Table, key: str) -> tuple[str, ...]:
    return listed(table, key, note)


def required(table: Table, key: str, read: Callable[[Entry], _T | None], hint: str) -> _T | None:
    """The value of a key that must be there."""
    entry = table.get(key)
    if entry:
        return read(entry)
    table.error("missing-key", f"this {table.what} has no {key}", hint)
    return None


def without_doubles(entries: Sequence[tuple[str, Entry]], what: str) -> None:
    """Reports each id that was there before."""
    seen: set[str] = set()
    for one, entry in entries:
        if one in seen:
            entry.error("duplicate-id", f"another {what} has the id {quoted(one)}", "give it an id of its own")
        seen.add(one)
