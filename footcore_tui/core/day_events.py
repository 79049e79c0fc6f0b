"""What a person says of days: marks and rules. Each is written once; a later one stands for an earlier of its days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_MARK_DAYS = 366
"""That are marked at once."""


class Reason(StrEnum):
    """Why days are bridged though nobody practised."""

    REST = "rest"
    ILL = "ill"
    HURT = "hurt"
    TRAVEL = "travel"


@dataclass(frozen=True, slots=True)
class DaysMarked:
    first: str
    """ISO date."""
    last: str
    reason: Reason | None
    """None takes the mark back."""


@dataclass(frozen=True, slots=True)
class RuleChanged:
    """A rule holds another value from a day on."""

    name: str
    """As in `day_rules.DEFAULTS`."""
    value: float
    since: str
    """ISO date."""
