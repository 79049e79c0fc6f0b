"""Local days: which calendar day a moment belongs to, and days as numbers.

A day number is the proleptic Gregorian ordinal (1 is 0001-01-01), so that days can be counted and compared as integers.
Only integers and strings here: `footcore status` imports this module.
"""

from __future__ import annotations

from datetime import date

DAY_START = 4 * 60
"""When a day begins, in minutes after midnight: 04:00 is on every clock, midnight is not."""
TARGET = 3
"""Sessions a day that are aimed at."""
DAILY = "desk-balance"
"""The routine of a day without a plan."""
STOP_PAIN = 6
"""Of pain from 0 to 10; from here on it is too much, by a physiotherapy service's traffic light (docs/safety.md)."""

_EPOCH = 719_163
"""The day number of 1970-01-01."""


def local_day(utc: float, offset: int, day_start: int = DAY_START) -> int:
    """The day of an instant: its wall clock less `day_start`, floored to a date.

    `utc` in seconds since 1970, `offset` in seconds east of UTC. Subtracting from the wall clock, not from the
    instant, keeps the hours of a daylight-saving change on the right side.
    """
    return _EPOCH + int((utc + offset - day_start * 60) // 86_400)


def day_of(iso: str) -> int:
    """The number of an ISO date. Raises ValueError."""
    return date.fromisoformat(iso).toordinal()


def iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def minutes_of(clock: str) -> int:
    """`04:00` as minutes after midnight. Raises ValueError."""
    hours, colon, minutes = clock.partition(":")
    if not (colon and len(hours) == len(minutes) == 2 and (hours + minutes).isdecimal() and clock.isascii()):
        raise ValueError(f"{clock!r} is not a time as 04:00")
    if int(hours) > 23 or int(minutes) > 59:
        raise ValueError(f"{clock!r} is not on the clock")
    return int(hours) * 60 + int(minutes)
