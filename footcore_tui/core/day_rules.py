"""The rules by which days are judged, each with the day from which it holds: changing one never rewrites the past.

Only integers and tuples here: `footcore status` imports this module.
"""

from __future__ import annotations

from collections.abc import Iterable

from footcore_tui.core.days import DAY_START

COUNTS_FROM = 0.5
"""The share of a session from which it counts."""
DAY_NEEDS = 1
"""Sessions that count, for a day to be kept."""
WEEK_TARGET = 4
"""Kept days, for a week to be kept."""
REST_DAYS = 0
"""Weekdays off, as bits: 1 is Monday, 64 Sunday."""

DEFAULTS = {
    "day_start": DAY_START,
    "rest_days": REST_DAYS,
    "week_target": WEEK_TARGET,
    "day_needs": DAY_NEEDS,
    "counts_from": COUNTS_FROM,
}
"""The names under which they are set."""
LIMITS: dict[str, tuple[int, int]] = {
    "day_start": (0, 1439),
    "rest_days": (0, 126),
    "week_target": (1, 7),
    "day_needs": (1, 24),
    "counts_from": (0, 1),
}
"""The least and the greatest value of each; all seven days can't be off."""
ALWAYS = 1
"""The first day there is."""

Change = tuple[int, str, str, float]
"""The day from which it holds, the id of its event, a name of DEFAULTS, the value."""


class DayRules:
    """Those that hold from a day on."""

    __slots__ = ("counts_from", "day_needs", "day_start", "rest_days", "since", "week_target")

    def __init__(self, since: int, values: dict[str, float]) -> None:
        self.since = since
        self.day_start = int(values["day_start"])
        """Minutes after midnight."""
        self.rest_days = int(values["rest_days"])
        self.week_target = int(values["week_target"])
        self.day_needs = int(values["day_needs"])
        self.counts_from = float(values["counts_from"])


def rules_of(changes: Iterable[Change]) -> tuple[DayRules, ...]:
    """One for each day on which something changes, in order; the first holds always.

    Of two changes of one name from the same day on, the later event holds.
    """
    values = dict[str, float](DEFAULTS)
    periods = {ALWAYS: DayRules(ALWAYS, values)}
    for since, _, name, value in sorted(changes):
        if name in values:
            values[name] = value
            periods[max(since, ALWAYS)] = DayRules(max(since, ALWAYS), values)
    return tuple(periods.values())


def rules_on(rules: tuple[DayRules, ...], day: int) -> DayRules:
    """Those that hold on a day."""
    if rules[-1].since <= day:
        return rules[-1]
    return next((one for one in reversed(rules) if one.since <= day), rules[0])
