"""Durations as files spell them: `"45s"`, `"2m"`, `"1m30s"`, `"1h"`, in whole seconds."""

from __future__ import annotations

import re

from footcore_tui.core.routine import MAX_CLOCK_SECONDS

EXAMPLE = '"45s", "2m" or "1m30s"'

_SPELLING = re.compile(r"(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?")
_CLOCK = re.compile(r"([0-9]{1,4}):([0-9]{1,2})(?::([0-9]{1,2})(?:\.0*)?)?")
_BARE = re.compile(r"[0-9]{1,7}(?:\.[0-9]{0,6})?")
_PART = re.compile(r"([0-9]{1,7}(?:\.[0-9]{0,6})?)([a-z'\"]*)")
_ABBREVIATION = re.compile(r"(?<=[a-z])\.")
_UNITS = {
    3600.0: ("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden"),
    60.0: ("m", "min", "mins", "minute", "minutes", "minuten", "'"),
    1.0: ("s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", '"', "''"),
    0.001: ("ms", "millisecond", "milliseconds"),
}
_PLAIN = str.maketrans({",": ".", "′": "'", "″": '"', "’": "'", "”": '"', "−": "-", "–": "-", " ": None, "\t": None})


def parse_duration(text: str) -> int | None:
    """Whole seconds; None for any other spelling. A number too long to be a time is a day and more."""
    match = _SPELLING.fullmatch(text)
    if not text or match is None:
        return None
    hours, minutes, seconds = (int(digits) if len(digits) < 8 else 10**7 for digits in match.groups("0"))
    return hours * 3600 + minutes * 60 + seconds


def format_duration(seconds: int) -> str:
    """The one spelling of a whole number of seconds: 90 → `1m30s`."""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    parts = [f"{number}{unit}" for number, unit in ((hours, "h"), (minutes, "m"), (rest, "s")) if number]
    return "".join(parts) or "0s"


def suggest_durations(raw: str) -> tuple[str, ...]:
    """The right spellings of what a wrong one may have meant, likeliest first; empty where nothing can be guessed."""
    return _spelt(_seconds_meant(raw))


def duration_hint(raw: str) -> str:
    """What to write instead of a wrong spelling."""
    meant = [f'"{one}"' for one in suggest_durations(raw)]
    only = "" if all(number.is_integer() for number in _seconds_meant(raw)) else "only whole seconds stand here: "
    return f"{only}write {' or '.join(meant)}" if meant else f"write a time as {EXAMPLE}"


def _seconds_meant(raw: str) -> list[float]:
    plain = _ABBREVIATION.sub("", raw.lower().translate(_PLAIN).lstrip("+-").replace("and", "").replace("und", ""))
    if not plain.isascii():
        from unicodedata import normalize

        plain = normalize("NFKC", plain)
    if match := _CLOCK.fullmatch(plain):
        return _from_clock([int(part) for part in match.groups() if part is not None])
    if _BARE.fullmatch(plain):
        return [float(plain) * 60] if "." in plain else [float(plain), float(plain) * 60]
    return [total] if (total := _sum_of_parts(plain)) is not None else []


def _from_clock(parts: list[int]) -> list[float]:
    if len(parts) == 3:
        return [parts[0] * 3600.0 + parts[1] * 60 + parts[2]]
    return [parts[0] * 60.0 + parts[1], parts[0] * 3600.0 + parts[1] * 60]


def _sum_of_parts(plain: str) -> float | None:
    parts = _PART.findall(plain)
    if not parts or "".join(number + unit for number, unit in parts) != plain:
        return None
    total, smaller = 0.0, 0.0
    for number, unit in parts:
        size = smaller if not unit else next((size for size, words in _UNITS.items() if unit in words), 0.0)
        if not size:
            return None
        total += float(number) * size
        smaller = size / 60 if size > 1 else 0.0
    return total


def _spelt(seconds: list[float]) -> tuple[str, ...]:
    whole = dict.fromkeys(max(1, round(number)) if number else 0 for number in seconds)
    return tuple(format_duration(number) for number in whole if number <= MAX_CLOCK_SECONDS)
