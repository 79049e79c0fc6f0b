"""A course: the way of a session through its timeline, and how time passes on it.

Every fact carries the instant at which it became true, worked out from the instants before it: however seldom or often
time is let pass, the same facts come out.
"""

from __future__ import annotations

from collections.abc import Iterable

from footcore_tui.core.attempt import Attempt, limit_of
from footcore_tui.core.events import (
    IntervalEnded,
    IntervalStarted,
    Paused,
    Resumed,
    SessionEvent,
    SessionFinished,
)
from footcore_tui.core.interval import Interval, Manner
from footcore_tui.core.record import AttemptEnded, Outcome
from footcore_tui.core.snapshot import Phase
from footcore_tui.core.tally import Tally
from footcore_tui.core.timeline import Timeline

Events = list[SessionEvent]


class Course:
    """Where a session stands and how it moves; `Session` says when."""

    def __init__(
        self,
        timeline: Timeline,
        now: float,
        *,
        first: int = 0,
        earlier: Iterable[AttemptEnded] = (),
        unattended: bool = False,
    ) -> None:
        """Stands paused at the start of interval `first`, finished where it is past the last.

        `earlier` are the attempts before a crash.
        With nobody there to say when an open interval is done, an unattended session ends it by itself, as cut.
        """
        self.timeline = timeline
        self.phase = Phase.PAUSED
        self.stopped = False
        """Whether a finished session was ended before its last interval was over."""
        self.resumes_at = now
        """The instant at which a count-in is over."""
        self._unattended = unattended
        self._last = now
        self._tally = Tally(len(timeline.intervals), earlier)
        self._work_numbers = timeline.work_numbers
        self.attempt = self._attempt_at(min(first, len(timeline.intervals) - 1))
        if first >= len(timeline.intervals):
            self.attempt.stand(now, self.attempt.limit)
            self.phase = Phase.FINISHED

    @property
    def interval(self) -> Interval:
        return self.attempt.interval

    @property
    def deadline(self) -> float | None:
        """The instant at which something happens by itself; None while nothing will."""
        return self.resumes_at if self.phase is Phase.COUNTING_IN else self.attempt.deadline

    def limit(self, index: int) -> float | None:
        """Seconds after which an interval ends by itself, of the present one as planned; None where it does not."""
        if index == self.interval.index:
            return self.attempt.limit
        return limit_of(self.timeline.intervals[index], unattended=self._unattended)

    def advance(self, now: float) -> Events:
        """Lets time pass until `now`."""
        events: Events = []
        while (deadline := self.deadline) is not None and deadline <= now:
            self._last = max(self._last, deadline)
            events += self._count_in_over() if self.phase is Phase.COUNTING_IN else self._ran_out()
        self._last = max(self._last, now)
        return events

    @property
    def _over(self) -> bool:
        return self.phase is Phase.FINISHED

    def _attempt_at(self, index: int) -> Attempt:
        return Attempt(self.timeline.intervals[index], unattended=self._unattended)

    def _run(self) -> Events:
        """Lets the attempt's time run from `_last`; one that is new has begun."""
        self.attempt.run(self._last)
        if self.attempt.number is not None:
            return []
        index = self.interval.index
        self.attempt.number = self._tally.begin(index)
        return [IntervalStarted(self._last, index, self.attempt.number)]

    def _count_in_over(self) -> Events:
        self.phase = Phase.RUNNING
        return [Resumed(self._last), *self._run()]

    def _ran_out(self) -> Events:
        outcome = Outcome.CUT if self._unattended and self.interval.open else Outcome.DONE
        tempo, limit, value = self.interval.movement.tempo, self.attempt.limit, None
        if tempo and limit and self.interval.open and outcome is Outcome.DONE:
            # Whoever kept a test's beat up to its cap has done as many as there were.
            value = float(limit // tempo.seconds)
        return self._leave(outcome, self.interval.index + 1, limit, value=value)

    def _leave(
        self, outcome: Outcome, index: int, seconds: float | None = None, *, value: float | None = None
    ) -> Events:
        """Ends the attempt and stands at another interval, running on if time runs, else waiting there."""
        events = self._end(outcome, seconds, value)
        if index >= len(self.timeline.intervals):
            return [*events, self._finish(stopped=False)]
        self.attempt = self._attempt_at(index)
        if self.phase is Phase.RUNNING:
            return [*events, *self._run()]
        return [*events, *self._stand_still()]

    def _stand_still(self) -> Events:
        before, self.phase = self.phase, Phase.PAUSED
        return [] if before is Phase.PAUSED else [Paused(self._last)]

    def _end(self, outcome: Outcome, seconds: float | None = None, value: float | None = None) -> Events:
        """Ends the attempt; one whose time never ran leaves nothing, unless it is skipped."""
        attempt, index = self.attempt, self.interval.index
        if attempt.number is None and outcome is not Outcome.SKIPPED:
            return []
        started = self._run() if attempt.number is None else []
        attempt.stand(self._last, seconds)
        held = attempt.elapsed(self._last)
        if self.interval.movement.manner is Manner.TEST_HOLD and self.interval.work and outcome is Outcome.DONE:
            value = held
        number = self._tally.end(index, outcome, held)
        ended = IntervalEnded(self._last, index, number, outcome, held, attempt.planned, attempt.touch_downs, value)
        return [*started, ended]

    def _finish(self, *, stopped: bool) -> SessionFinished:
        self.phase = Phase.FINISHED
        self.stopped = stopped
        return SessionFinished(self._last, stopped)
