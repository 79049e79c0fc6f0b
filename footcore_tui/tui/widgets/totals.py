"""What a session came to, side by side with the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from footcore_tui.core.exercise import Side
from footcore_tui.core.record import Record, Status


@dataclass(frozen=True, slots=True)
class SideTotal:
    """One side of a session."""

    side: Side
    seconds: float
    touch_downs: int


def totals(record: Record) -> tuple[SideTotal, ...]:
    """Left, right and both, those in which there was work."""
    return tuple(
        SideTotal(side, sum(one.seconds for one in record.work if one.side is side), record.touch_downs(side))
        for side in Side
        if any(one.side is side for one in record.work)
    )


def last_time(record: Record, earlier: Iterable[Record]) -> Record | None:
    """The session of the same routine before this one, of which something was done."""
    before = [
        one
        for one in earlier
        if one.began.routine == record.began.routine
        and one.began.session != record.began.session
        and one.began.began.utc < record.began.began.utc
        and one.ended is not None
        and one.status is not Status.ABANDONED
    ]
    return max(before, key=lambda one: one.began.began.utc, default=None)
