"""A value without its quotes or its brackets, read by what stands at its key: a text, a number, a time, a list."""

from __future__ import annotations

import re
from dataclasses import replace

from footcore_tui.adapters.toml_complaint import REMARK, Complaint, Retelling, Value, one, stood_in, value_round
from footcore_tui.adapters.toml_complaint import section as section_of
from footcore_tui.adapters.toml_meanings import (
    EXAMPLES,
    LISTS,
    PAUSES,
    TEXTS,
    TIMES,
    dashes,
    is_time_range,
    number_hint,
    tempo_meant,
    time_hint,
    turns_hint,
    two_numbers,
    weeks_meant,
)
from footcore_tui.core.duration import suggest_durations
from footcore_tui.core.text import quoted

MAX_SHOWN = 70
"""A text longer than this is not repeated in a hint."""

_DECIMAL_COMMA = re.compile(r"([+-]?[0-9]+,[0-9]+)([a-z]*)")
_STEPS = "write steps = [ { … }, { … } ]"
_ITEM = re.compile(r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|[^,;"'])*""")
_PARTNERS = {"(": ")", "[": "]", "{": "}"}


def bare_value(complaint: Complaint) -> Retelling | None:
    if not complaint.says("Invalid value", "Expected newline", "Unclosed") or not (value := value_round(complaint)):
        return None
    if value.written[0] in "=>":
        mended = stood_in(complaint.text, complaint.at, complaint.at + 1)
        return one(complaint.at, "a second sign stands behind the =", "take it out: one = is enough", mended)
    section = section_of(complaint.text, value.at)
    is_number = value.key in EXAMPLES and (value.key != "weeks" or section == "plan")
    is_text = value.key in TEXTS and (value.key, section) != ("contact", "exercise")
    value = value if is_text else _without_remark(value)
    if complaint.at >= value.end:
        return None
    if retelling := _list(complaint, value, is_number=is_number, is_text=is_text):
        return retelling
    if value.written[0] in "\"'#[]{},":
        return None
    if re.fullmatch(r"[0-9]+(?:[ \t]+[0-9]+)+" if value.opener >= 0 else r"[0-9]+,", value.written):
        return None  # a comma is missing, or one too many
    if value.key == "steps":
        if value.written[0] == "(" and value.opener < 0:
            return one(value.at, "a list stands in square brackets, each step of it in braces", _STEPS)
        return one(value.at, "a step stands in braces", 'write { name = "…", reps = 10 }')
    return _single(complaint, value, is_number=is_number, is_text=is_text)


def _without_remark(value: Value) -> Value:
    remark = re.search(rf"[ \t](?:{REMARK.pattern})", value.written)
    return replace(value, written=value.written[: remark.start()].rstrip()) if remark and remark.start() else value


def _list(complaint: Complaint, value: Value, *, is_number: bool, is_text: bool) -> Retelling | None:
    """Several values that lack their brackets or commas."""
    if value.key == "steps" and value.written[0] == "{" and complaint.here == ",":
        return one(value.at, "several steps stand in brackets", _STEPS)
    if value.opener >= 0 and complaint.text[value.opener] == "[":
        close = complaint.text.find("]", complaint.at, complaint.end)
        if ";" not in value.written or close < 0:
            return None
        value = replace(value, at=value.opener, written=complaint.text[value.opener : close + 1])
    items, wrapped = _items(value.written)
    in_quotes = all(item[:1] in ('"', "'") for item in items)
    if (is_text and not in_quotes) or not all(items) or len(items) < (1 if wrapped == "(" else 2):
        return None
    if value.key not in LISTS and not wrapped and _DECIMAL_COMMA.fullmatch(value.written):
        return None
    if value.key == "sides" or not (hint := _list_hint(value, items, is_number=is_number, is_text=is_text)):
        return None
    mended = stood_in(complaint.text, value.at, value.end, "0")
    if len(items) == 1:
        return one(value.at, "no round brackets stand round a value", hint, mended)
    message = "a list stands in square brackets, with commas"
    if hint.startswith(('write "', "write one")):
        message = f"one text stands here, in quotes, not {'several' if is_text else 'a list'}"
    return one(value.at, message, hint, mended)


def _list_hint(value: Value, items: list[str], *, is_number: bool, is_text: bool) -> str:
    if is_text:
        return f'write one text: "{", ".join(item[1:-1] for item in items)}"'
    if value.key == "tempo":
        return f'write "{meant}"' if (meant := tempo_meant(value.written)) else ""
    if value.key == "weeks" and not is_number:
        return f'write "{meant}"' if (meant := weeks_meant(value.written)) else ""
    if is_number and not all(item.isdecimal() for item in items):
        return ""
    if is_number:
        shown = items
    elif value.key in TIMES:
        meanings = [suggest_durations(item.strip("\"'")) for item in items]
        if not all(meanings):
            return ""
        shown = [f'"{meaning[0]}"' for meaning in meanings]
    else:
        shown = [item if item[0] in "\"'" else in_quotes(item) for item in items]
    return f"write [{', '.join(shown)}]" if len(shown) > 1 else f"write {shown[0]}"


def _items(written: str) -> tuple[list[str], str]:
    """What stands between its commas and semicolons, and the bracket round it all."""
    wrapped = written[0] if written[0] in "([{" and written[-1] == _PARTNERS[written[0]] else ""
    inner = written[1:-1] if wrapped else written
    items, at = [], 0
    while at <= len(inner):
        item = _ITEM.match(inner, at)
        end = item.end() if item else at
        items.append(inner[at:end].strip())
        at = end + 1
    return items, wrapped


def _single(complaint: Complaint, value: Value, *, is_number: bool, is_text: bool) -> Retelling | None:
    mended = stood_in(complaint.text, value.at, value.end, "0")
    written = value.written
    stray = written[-1] if written[-1] in "\"'" and written[-1] not in written[:-1] else ""
    bare = (written.rstrip("\"' \t") if stray else written.rstrip(" \t,")).strip("`")
    shown = quoted(bare)[1:-1]
    if stray == '"' or (stray and not is_text):
        hint = f"write {in_quotes(bare)}" if is_text or not suggest_durations(bare) else _time_hint(value.key, bare)
        return one(value.at, "the opening quote is missing", hint, mended)
    if bare.endswith(";"):
        at = value.at + len(bare) - 1
        return one(at, "no semicolon stands at the end of a line", "take it out", mended)
    if is_number:
        message, hint = _number(value.key, bare, shown)
    elif is_text or value.key in LISTS:
        message, hint = f"{quoted(bare)} needs quotes", _quotes_hint(bare, inside=value.opener >= 0)
    elif value.key in TIMES:
        message, hint = _time(value.key, bare, shown)
    else:
        message, hint = _word(value.key, bare, shown)
    return one(value.at, message, hint, mended)


def _number(key: str, bare: str, shown: str) -> tuple[str, str]:
    if comma := _DECIMAL_COMMA.fullmatch(bare):
        parts = comma.group(1).replace(",", ", ")
        return f"{shown} has a decimal comma", f"only whole numbers stand here; a list is [{parts}]"
    if re.fullmatch(r"0[0-9]+", bare):
        return f"{shown} begins with a zero", f"write {int(bare[:9])}"
    if what := two_numbers(bare):
        return f"{shown} is {what}, and one number stands here", number_hint(key, bare)
    hint = number_hint(key, bare)
    if bare[0].isdecimal() and "; the rest" in hint:
        return f"{shown} is more than a number", hint.replace(f"{key} = ", "")
    return f"{shown} is no whole number", hint


def _time(key: str, bare: str, shown: str) -> tuple[str, str]:
    if bare.lower() == "ready":
        return f"{quoted(bare)} needs quotes", 'write "ready"'
    if _DECIMAL_COMMA.fullmatch(bare):
        return f"{shown} has a decimal comma", _time_hint(key, bare)
    if is_time_range(bare):
        return f"{shown} is a range, and one time stands here", _time_hint(key, bare)
    if bare[0] in "0123456789+-.½¼¾":
        return f"{shown} is a time without quotes", _time_hint(key, bare)
    return f"{shown} is not a time", _time_hint(key, bare)


def _word(key: str, bare: str, shown: str) -> tuple[str, str]:
    if key == "tempo" and (meant := tempo_meant(bare)):
        return f"{shown} {dashes(bare)}needs quotes", f'write "{meant}"'
    if key == "sides" and (turns := turns_hint(bare)):
        return f"{quoted(bare)} does not say how the sides take turns", turns
    if key == "weeks" and (meant := weeks_meant(bare)):
        return f"{shown} {dashes(bare)}needs quotes", f'write "{meant}"'
    if suggest_durations(bare) and not re.fullmatch(r"[0-9 \t]+", bare):
        return f"{shown} is a time without quotes", _time_hint(key, bare)
    return f"{quoted(bare)} needs quotes", _quotes_hint(bare, inside=False)


def _time_hint(key: str, bare: str) -> str:
    return time_hint(bare, or_none=key in PAUSES)


def _quotes_hint(bare: str, *, inside: bool) -> str:
    whole = f"write {in_quotes(bare)}"
    if len(bare) > MAX_SHOWN:
        return 'put a " before it and a " behind it' + ("" if inside else ", at the end of the line")
    return whole


def in_quotes(written: str) -> str:
    r"""As a text of the file: a quote or backslash inside is spelt `\"` and `\\`."""
    escaped = written.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
