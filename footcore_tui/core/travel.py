"""What travel does to days: dates that nobody could live, and sessions whose clock was wrong.

Only integers and tuples here: `footcore status` imports this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from footcore_tui.core.day_rules import DayRules, rules_on
from footcore_tui.core.days import local_day

SHORT_SECONDS = 12 * 3600
"""A date of which less than this was lived is taken away."""
AHEAD_SECONDS = 26 * 3600
"""The furthest that any clock on earth is ahead of another: a session dated later has a wrong one."""
BACK_SECONDS = 3600
"""A session dated earlier than its device's newest by more than this was begun after the clock was set back."""

Place = tuple[float, int]
"""An instant in seconds since 1970, and the offset that was in force, in seconds east of UTC."""


def day_at(place: Place, rules: tuple[DayRules, ...]) -> int:
    """The day of an instant, by the day start that holds on the date of its wall clock."""
    utc, offset = place
    return local_day(utc, offset, rules_on(rules, local_day(utc, offset, 0)).day_start)


def taken_away(places: Iterable[Place], rules: tuple[DayRules, ...]) -> Iterator[int]:
    """The days that jumps of the offset took away; `places` in order of time, the last may be now.

    A jump is placed at the later of two sessions. It takes the dates strictly between that moment's date in the old
    and in the new offset, and the old date too where it was less than twelve hours old.
    """
    before: int | None = None
    for utc, offset in places:
        if before is not None and offset > before:
            old, new = day_at((utc, before), rules), day_at((utc, offset), rules)
            yield from range(old + 1, new)
            if old < new and _age((utc, before), rules) < SHORT_SECONDS:
                yield old
        before = offset


def is_wrong(utc: float, newest: float | None, now: float) -> bool:
    """Whether a session's clock was; `newest` of those that its device began before it, None for the first."""
    return utc > now + AHEAD_SECONDS or (newest is not None and utc < newest - BACK_SECONDS)


def _age(place: Place, rules: tuple[DayRules, ...]) -> float:
    """Seconds since the day of an instant began, on the wall clock."""
    utc, offset = place
    day_start = rules_on(rules, local_day(utc, offset, 0)).day_start
    return (utc + offset - day_start * 60) % 86_400
