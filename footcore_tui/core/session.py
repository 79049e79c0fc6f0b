"""A session: one performance of a timeline as a state machine to which time is given as an argument.

Every method takes `now` in seconds of any clock that never goes back, first lets pass what has passed, and returns
the facts in order, each at the instant at which it became true: however seldom or often it is called, the same facts
come out. A paused session stands still; resuming counts three seconds in, outside the session's clock.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from footcore_tui.core.events import (
    CountInStarted,
    IntervalEnded,
    IntervalStarted,
    Paused,
    PlanMoved,
    Resumed,
    SessionEvent,
    SessionFinished,
    TouchDown,
)
from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Interval, Manner
from footcore_tui.core.record import AttemptEnded, Outcome
from footcore_tui.core.snapshot import Phase, Snapshot
from footcore_tui.core.timeline import Timeline

COUNT_IN_SECONDS = 3
BACK_TO_START_AFTER = 2.0
"""Seconds into an interval from which "back" means its own start, not the one before."""
UNATTENDED_REP_SECONDS = 4
UNATTENDED_REST_SECONDS = 30
EPSILON = 0.005
"""Seconds by which a redraw may come early and still show the second it was meant for."""

Events = list[SessionEvent]


class Session:
    """Walks through a timeline; see the module's docstring for how time is passed."""

    def __init__(
        self,
        timeline: Timeline,
        now: float,
        *,
        first: int = 0,
        earlier: Iterable[AttemptEnded] = (),
        unattended: bool = False,
    ) -> None:
        """Stands paused at the start of interval `first`; `earlier` are the attempts before a crash.

        With nobody there to say when an open interval is done, an unattended session ends it by itself, as cut.
        """
        self.timeline = timeline
        self._unattended = unattended
        self.phase = Phase.PAUSED
        self._attempts: Counter[int] = Counter()
        self._outcomes: list[Outcome | None] = [None] * len(timeline.intervals)
        self._works = [interval.index for interval in timeline.intervals if interval.work]
        self._work_numbers = _numbers(timeline)
        self._touches: Counter[Side] = Counter()
        self._clock = 0.0
        for attempt in earlier:
            self._attempts[attempt.index] = attempt.attempt
            self._outcomes[attempt.index] = attempt.outcome
            self._touches[attempt.side] += attempt.touch_downs
            self._clock += attempt.seconds
        self._outcomes_seen = tuple(self._outcomes)
        self._last = now
        self._resumes_at = now
        self._index = first
        self._planned: float | None = None
        self._held = 0.0
        self._anchor = now
        self._touch_downs = 0
        self._fresh = True
        self._enter(first, now)

    @property
    def interval(self) -> Interval:
        return self.timeline.intervals[self._index]

    @property
    def deadline(self) -> float | None:
        """The instant at which something happens by itself; None while nothing will."""
        match self.phase:
            case Phase.COUNTING_IN:
                return self._resumes_at
            case Phase.RUNNING:
                limit = self._limit
                return None if limit is None else self._anchor + (limit - self._held)
            case _:
                return None

    def begin(self, now: float) -> Events:
        """Starts a session that has just been made, without counting in."""
        self._last = max(self._last, now)
        self.phase = Phase.RUNNING
        self._anchor = self._last
        return [self._started(self._last)]

    def advance(self, now: float) -> Events:
        """Lets time pass until `now`."""
        events: Events = []
        while (deadline := self.deadline) is not None and deadline <= now:
            events += self._reach(deadline)
        self._last = max(self._last, now)
        return events

    def pause(self, now: float) -> Events:
        events = self.advance(now)
        if self.phase is Phase.RUNNING:
            self._hold_still()
        elif self.phase is not Phase.COUNTING_IN:
            return events
        self.phase = Phase.PAUSED
        return [*events, Paused(self._last)]

    def resume(self, now: float) -> Events:
        """Counts 3-2-1 in, then goes on with what was left."""
        events = self.advance(now)
        if self.phase is not Phase.PAUSED:
            return events
        self.phase = Phase.COUNTING_IN
        self._resumes_at = self._last + COUNT_IN_SECONDS
        return [*events, CountInStarted(self._last, self._resumes_at)]

    def interrupt(self, at: float) -> Events:
        """Pauses at the start of the present interval as of `at`: what was held of it is not credited."""
        events = self.advance(at)
        if self.phase is Phase.RUNNING:
            events += self._leave(Outcome.CUT)
            self._enter(self._index, self._last)
        elif self.phase is not Phase.COUNTING_IN:
            return events
        self.phase = Phase.PAUSED
        return [*events, Paused(self._last)]

    def skip(self, now: float) -> Events:
        events = self.advance(now)
        return events if self._over else [*events, *self._leave(Outcome.SKIPPED), *self._go(self._index + 1)]

    def back(self, now: float) -> Events:
        """To the start of this interval; from its first seconds, to the one before."""
        events = self.advance(now)
        if self._over:
            return events
        target = self._index - (self._elapsed(self._last) <= BACK_TO_START_AFTER)
        return [*events, *self._leave(Outcome.CUT), *self._go(max(target, 0))]

    def restart(self, now: float) -> Events:
        events = self.advance(now)
        return events if self._over else [*events, *self._leave(Outcome.CUT), *self._go(self._index)]

    def adjust(self, now: float, seconds: float) -> Events:
        """Makes the present interval longer or shorter; shortened to what is held, it is done. Not an open one."""
        events = self.advance(now)
        if self._over or self._planned is None:
            return events
        elapsed = self._elapsed(self._last)
        self._planned = max(self._planned + seconds, elapsed)
        events.append(PlanMoved(self._last, self._index, self._planned))
        if self._planned > elapsed:
            return events
        return [*events, *self._leave(Outcome.DONE, elapsed), *self._go(self._index + 1)]

    def touch_down(self, now: float) -> Events:
        """The lifted foot tapped the floor; counted only while work runs."""
        events = self.advance(now)
        if self.phase is not Phase.RUNNING or not self.interval.work:
            return events
        self._touch_downs += 1
        self._touches[self.interval.side] += 1
        return [*events, TouchDown(self._last, self._index, self.interval.side)]

    def done(self, now: float, value: float | None = None) -> Events:
        """Ends an open interval; `value` is what a test of repetitions counted."""
        events = self.advance(now)
        if self.phase is not Phase.RUNNING or not self.interval.open:
            return events
        return [*events, *self._leave(Outcome.DONE, value=value), *self._go(self._index + 1)]

    def stop(self, now: float) -> Events:
        """Ends the session; the present attempt is cut."""
        events = self.advance(now)
        if self._over:
            return events
        events += self._leave(Outcome.CUT)
        self.phase = Phase.FINISHED
        return [*events, SessionFinished(self._last, stopped=True)]

    def reopen(self, now: float) -> Events:
        """Takes the end back: paused at the start of the interval in which it ended."""
        events = self.advance(now)
        if not self._over:
            return events
        self._enter(self._index, self._last)
        self.phase = Phase.PAUSED
        return [*events, Paused(self._last)]

    def snapshot(self, now: float) -> Snapshot:
        """The session as it stands at `now`, which must have been advanced to."""
        now = max(now, self._last)
        interval, elapsed = self.interval, self._elapsed(now)
        intervals = self.timeline.intervals
        number = self._work_numbers[self._index]
        counting = self.phase is Phase.COUNTING_IN
        shown = self._shown(elapsed)
        return Snapshot(
            phase=self.phase,
            interval=interval,
            elapsed=elapsed,
            planned=self._planned,
            shown=shown,
            count_in=math.ceil(self._resumes_at - now - EPSILON) if counting else None,
            clock=self._clock + (0.0 if self._over else elapsed),
            position=self._position(elapsed),
            outcomes=self._outcomes_seen,
            touch_downs=self._touch_downs,
            left_touch_downs=self._touches[Side.LEFT],
            right_touch_downs=self._touches[Side.RIGHT],
            work_number=number,
            work_count=len(self._works),
            following=intervals[self._index + 1] if self._index + 1 < len(intervals) else None,
            next_work=None if interval.next is None else intervals[interval.next],
            changes_at=self._changes_at(now, shown),
        )

    @property
    def _limit(self) -> float | None:
        """Seconds after which the present interval ends by itself; None where it does not."""
        if self._planned is not None:
            return self._planned
        interval = self.interval
        if not self._unattended or interval.cap is not None:
            return interval.cap
        return UNATTENDED_REST_SECONDS if not interval.work else UNATTENDED_REP_SECONDS * (interval.reps or 1)

    @property
    def _over(self) -> bool:
        return self.phase is Phase.FINISHED

    def _elapsed(self, now: float) -> float:
        running = self.phase is Phase.RUNNING
        return self._held + (now - self._anchor if running else 0.0)

    def _shown(self, elapsed: float) -> int:
        if self._planned is None:
            return math.floor(elapsed + EPSILON)
        return max(0, math.ceil(self._planned - elapsed - EPSILON))

    def _position(self, elapsed: float) -> float:
        seconds = self.interval.seconds or 0
        if self._planned is None or self._planned == 0:
            return float(self.interval.at)
        return self.interval.at + seconds * min(1.0, elapsed / self._planned)

    def _changes_at(self, now: float, shown: int) -> float | None:
        match self.phase:
            case Phase.COUNTING_IN:
                whole = math.ceil(self._resumes_at - now - EPSILON)
                return self._resumes_at - max(whole - 1, 0)
            case Phase.RUNNING:
                whole = shown + 1 if self._planned is None else self._planned - max(shown - 1, 0)
                return self._anchor + (whole - self._held)
            case _:
                return None

    def _reach(self, deadline: float) -> Events:
        self._last = max(self._last, deadline)
        if self.phase is Phase.COUNTING_IN:
            self.phase = Phase.RUNNING
            self._anchor = deadline
            resumed = Resumed(deadline)
            return [resumed, self._started(deadline)] if self._fresh else [resumed]
        outcome = Outcome.CUT if self._unattended and self.interval.open else Outcome.DONE
        return [*self._leave(outcome, self._limit), *self._go(self._index + 1)]

    def _enter(self, index: int, now: float) -> None:
        """Stands at the start of an interval; an attempt at it begins when its time runs."""
        self._index = index
        seconds = self.timeline.intervals[index].seconds
        self._planned = None if seconds is None else float(seconds)
        self._held = 0.0
        self._anchor = now
        self._touch_downs = 0
        self._fresh = True

    def _started(self, at: float) -> IntervalStarted:
        self._fresh = False
        self._attempts[self._index] += 1
        return IntervalStarted(at, self._index, self._attempts[self._index])

    def _hold_still(self) -> None:
        self._held = self._elapsed(self._last)
        self._anchor = self._last

    def _leave(self, outcome: Outcome, seconds: float | None = None, *, value: float | None = None) -> Events:
        """Ends the attempt at `_last`, after `seconds` where they are known better than by the clock.

        An attempt whose time never ran leaves nothing, unless it is skipped.
        """
        if self._fresh and outcome is not Outcome.SKIPPED:
            return []
        started = [self._started(self._last)] if self._fresh else []
        self._held = self._elapsed(self._last) if seconds is None else seconds
        self._anchor = self._last
        if self.interval.movement.manner is Manner.TEST_HOLD and self.interval.work and outcome is Outcome.DONE:
            value = self._held
        self._clock += self._held
        self._outcomes[self._index] = outcome
        self._outcomes_seen = tuple(self._outcomes)
        attempt = self._attempts[self._index]
        ended = IntervalEnded(
            self._last, self._index, attempt, outcome, self._held, self._planned, self._touch_downs, value
        )
        return [*started, ended]

    def _go(self, index: int) -> Events:
        """On to an interval at `_last`: running on if time runs, waiting there if it stands still."""
        if index >= len(self.timeline.intervals):
            self.phase = Phase.FINISHED
            return [SessionFinished(self._last, stopped=False)]
        self._enter(index, self._last)
        if self.phase is not Phase.RUNNING:
            self.phase = Phase.PAUSED
            return []
        return [self._started(self._last)]


def _numbers(timeline: Timeline) -> list[int]:
    """For each interval the number of the work it is or leads to, from 1."""
    numbers, number = [], 0
    for interval in timeline.intervals:
        numbers.append(number + 1)
        number += interval.work
    return numbers
