"""A session: one performance of a timeline as a state machine to which time is given as an argument.

Every method takes `now` in seconds of any clock that never goes back, first lets pass what has passed, and returns
the facts in order. A paused session stands still; resuming counts three seconds in, outside the session's clock.
"""

from __future__ import annotations

import math

from footcore_tui.core.attempt import EPSILON
from footcore_tui.core.course import Course, Events
from footcore_tui.core.events import CountInStarted, Paused, PlanMoved, TouchDown
from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Manner
from footcore_tui.core.record import Outcome
from footcore_tui.core.snapshot import Phase, Snapshot

COUNT_IN_SECONDS = 3
BACK_TO_START_AFTER = 2.0
"""Seconds into an interval from which "back" means its own start, not the one before."""
LEAST_SECONDS = 1.0
"""An interval that has not begun is not shortened below it, so that nothing is done without being held."""


class Session(Course):
    """What a person can do to a session, and what is seen of it; `Course` lets time pass."""

    def begin(self, now: float) -> Events:
        """Starts a session that has just been made, without counting in."""
        self._last = max(self._last, now)
        self.phase = Phase.RUNNING
        return self._run()

    def pause(self, now: float) -> Events:
        events = self.advance(now)
        if self.phase not in (Phase.RUNNING, Phase.COUNTING_IN):
            return events
        self.attempt.stand(self._last)
        self.phase = Phase.PAUSED
        return [*events, Paused(self._last)]

    def resume(self, now: float) -> Events:
        """Counts 3-2-1 in, then goes on with what was left."""
        events = self.advance(now)
        if self.phase is not Phase.PAUSED:
            return events
        self.phase = Phase.COUNTING_IN
        self.resumes_at = self._last + COUNT_IN_SECONDS
        return [*events, CountInStarted(self._last, self.resumes_at)]

    def interrupt(self, at: float) -> Events:
        """Pauses at the start of this interval as of `at`; what was held of it stays, as cut, until held anew."""
        events = self.advance(at)
        if self._over:
            return events
        events += self._end(Outcome.CUT)
        self.attempt = self._attempt_at(self.interval.index)
        return [*events, *self._stand_still()]

    def skip(self, now: float) -> Events:
        events = self.advance(now)
        return events if self._over else [*events, *self._leave(Outcome.SKIPPED, self.interval.index + 1)]

    def back(self, now: float) -> Events:
        """To the start of this interval; from its first seconds, to the one before."""
        events = self.advance(now)
        if self._over:
            return events
        one_before = self.attempt.elapsed(self._last) <= BACK_TO_START_AFTER
        return [*events, *self._leave(Outcome.CUT, max(self.interval.index - one_before, 0))]

    def restart(self, now: float) -> Events:
        events = self.advance(now)
        return events if self._over else [*events, *self._leave(Outcome.CUT, self.interval.index)]

    def adjust(self, now: float, seconds: float) -> Events:
        """Makes the present interval longer or shorter; shortened to what is held, it is done. Not an open one."""
        events = self.advance(now)
        if self._over or self.attempt.planned is None:
            return events
        elapsed = self.attempt.elapsed(self._last)
        least = min(self.attempt.planned, LEAST_SECONDS) if self.attempt.number is None else elapsed
        planned = self.attempt.planned = max(self.attempt.planned + seconds, least)
        events.append(PlanMoved(self._last, self.interval.index, planned))
        if planned > elapsed:
            return events
        return [*events, *self._leave(Outcome.DONE, self.interval.index + 1, elapsed)]

    def touch_down(self, now: float) -> Events:
        """The lifted foot tapped the floor; counted only while work runs. The test of a hold ends there."""
        events = self.advance(now)
        if self.phase is not Phase.RUNNING or not self.interval.work:
            return events
        self.attempt.touch_downs += 1
        self._tally.touched_down(self.interval.index, self.interval.side, self.attempt.touch_downs)
        events.append(TouchDown(self._last, self.interval.index, self.interval.side))
        if self.interval.movement.manner is not Manner.TEST_HOLD:
            return events
        return [*events, *self._leave(Outcome.DONE, self.interval.index + 1)]

    def done(self, now: float, value: float | None = None) -> Events:
        """Ends an open interval; `value` is what a test of repetitions counted."""
        events = self.advance(now)
        if self.phase is not Phase.RUNNING or not self.interval.open:
            return events
        return [*events, *self._leave(Outcome.DONE, self.interval.index + 1, value=value)]

    def stop(self, now: float) -> Events:
        """Ends the session; the present attempt is cut."""
        events = self.advance(now)
        if self._over:
            return events
        return [*events, *self._end(Outcome.CUT), self._finish(stopped=True)]

    def reopen(self, now: float) -> Events:
        """Takes the end back: paused at the start of the interval in which it ended."""
        events = self.advance(now)
        if not self._over:
            return events
        self.attempt = self._attempt_at(self.interval.index)
        self.phase = Phase.PAUSED
        return [*events, Paused(self._last)]

    def snapshot(self, now: float) -> Snapshot:
        """The session as it stands at `now`, which must have been advanced to."""
        now = max(now, self._last)
        attempt, interval = self.attempt, self.interval
        intervals, following = self.timeline.intervals, interval.index + 1
        elapsed = attempt.elapsed(now)
        counting_in = self.phase is Phase.COUNTING_IN
        count_in = max(1, math.ceil(self.resumes_at - now - EPSILON)) if counting_in else None
        return Snapshot(
            phase=self.phase,
            interval=interval,
            elapsed=elapsed,
            planned=attempt.planned,
            shown=attempt.shown(now),
            count_in=count_in,
            clock=self._tally.seconds + (0.0 if self._over else elapsed),
            position=attempt.position(now),
            outcomes=self._tally.outcomes,
            touch_downs=attempt.touch_downs,
            left_touch_downs=self._tally.touch_downs(Side.LEFT),
            right_touch_downs=self._tally.touch_downs(Side.RIGHT),
            work_number=self._work_numbers[interval.index],
            work_count=self._work_numbers[-1],
            following=intervals[following] if following < len(intervals) else None,
            next_work=None if interval.next is None else intervals[interval.next],
            changes_at=attempt.shown_until(now) if count_in is None else self.resumes_at - (count_in - 1),
        )
