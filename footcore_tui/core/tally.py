"""A tally: what a session has done so far, whatever its clock says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from footcore_tui.core.exercise import Side
from footcore_tui.core.record import AttemptEnded, Outcome


class Tally:
    """Counts attempts, outcomes, touch-downs and seconds."""

    def __init__(self, intervals: int, earlier: Iterable[AttemptEnded] = ()) -> None:
        """`earlier` are the attempts of a life before a crash, in any order."""
        self.seconds = 0.0
        """Of every attempt that is over."""
        self.outcomes: tuple[Outcome | None, ...] = (None,) * intervals
        """Of the last attempt at each interval; None where none is over."""
        self._attempts: Counter[int] = Counter()
        self._touch_downs: dict[int, tuple[Side, int]] = {}
        """Of the last attempt at each interval, the present one too."""
        for past in sorted(earlier, key=lambda past: past.attempt):
            self._attempts[past.index] = past.attempt
            self._touch_downs[past.index] = past.side, past.touch_downs
            self.end(past.index, past.outcome, past.seconds)

    def begin(self, index: int) -> int:
        """The number of a new attempt at an interval, from 1; it stands for those before it."""
        self._attempts[index] += 1
        self._touch_downs.pop(index, None)
        return self._attempts[index]

    def end(self, index: int, outcome: Outcome, seconds: float) -> int:
        """The number of the attempt that is over."""
        self.seconds += seconds
        self.outcomes = (*self.outcomes[:index], outcome, *self.outcomes[index + 1 :])
        return self._attempts[index]

    def touched_down(self, index: int, side: Side, count: int) -> None:
        """`count`: of the attempt that runs."""
        self._touch_downs[index] = side, count

    def touch_downs(self, side: Side) -> int:
        """As the record will have them: an attempt that was begun anew counts no more."""
        return sum(count for where, count in self._touch_downs.values() if where is side)
