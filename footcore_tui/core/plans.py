"""The plan that runs: its open week, what of it is done, whether a session is due today, and whether to step back.

A week asks for a number of sessions, never for a weekday. It stays open until they are done; the next one opens seven
days after it did, or the day after it was completed where that is later.

Only integers, strings and tuples here: `footcore status` imports this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

WEEK_DAYS = 7
ANEW_DAYS = 7
"""Days away after which the open week is offered anew, and after which a proposal that was turned down comes again."""
BACK_DAYS = 21
"""Days away after which the week before it is offered."""

_TURNS = ("start", "step_back", "reshape")
_FOREVER = 1 << 62


class Change:
    """A `choices.PlanChanged`, as light as `footcore status` needs it."""

    __slots__ = ("action", "day", "days_a_week", "routine", "sessions_a_day", "utc", "week")

    def __init__(
        self,
        routine: str,
        action: str,
        week: int,
        days_a_week: Sequence[int],
        sessions_a_day: Sequence[int],
        day: int,
        utc: int,
    ) -> None:
        self.routine = routine
        self.action = action
        self.week = week
        self.days_a_week = tuple(days_a_week)
        self.sessions_a_day = tuple(sessions_a_day)
        self.day = day
        """A day number."""
        self.utc = utc
        """Microseconds since 1970."""


Done = tuple[int, int]
"""A session of the plan that counts: its local day, and when it began in microseconds since 1970."""


class Progress:
    """A plan as it stands on a day."""

    __slots__ = (
        *("_answered", "_complete", "_latest", "_of_day", "_since", "days_a_week", "done", "needed", "opened"),
        *("paused", "rests", "routine", "sessions_a_day", "today", "week"),
    )
    week: int
    """The open one, from 1."""
    opened: int
    """Its first day."""
    needed: int
    """Sessions that it asks for."""
    done: int
    """Those of them that are done."""
    _complete: bool
    _latest: int

    def __init__(self, changes: Sequence[Change], sessions: Iterable[Done], today: int) -> None:
        """`changes`: as `running` gives them, one at least."""
        start = changes[0]
        self.routine = start.routine
        self.today = today
        self.paused = False
        self.rests = False
        """Whether today hurt too much for another session; whoever knows says so."""
        self._answered = 0
        self._since = start.day
        self._take_shape(start)
        self._open(start.week, start.day)
        known = [(day, utc) for day, utc in sessions if day >= start.day]
        turns = [change for change in changes if change.action in _TURNS]
        for change, end in zip(turns, (*(after.utc for after in turns[1:]), _FOREVER), strict=True):
            self._turn(change)
            for day in sorted(day for day, utc in known if change.utc < utc <= end):
                self._count(day)
        for change in changes:
            if change.action in ("pause", "resume"):
                self.paused = change.action == "pause"
            elif change.action == "go_on":
                self._answered = change.day
        self._reach(today)

    @property
    def weeks(self) -> int:
        return len(self.days_a_week)

    @property
    def finished(self) -> bool:
        return self._complete and self.week == self.weeks

    @property
    def due(self) -> bool:
        """Whether a session is due today."""
        waits = self.rests or self.paused or self._complete or self.today < self.opened
        return not waits and self._of_day.get(self.today, 0) < self.sessions_a_day[self.week - 1]

    @property
    def opens(self) -> int | None:
        """The day on which the next week opens, where the open one is done; None for any other."""
        if self.today < self.opened:
            return self.opened
        return self._next_day if self._complete and not self.finished else None

    @property
    def away(self) -> int:
        """Days since the last session, or since the plan or the week was begun where that was later."""
        return self.today - self._since

    @property
    def proposal(self) -> int | None:
        """The week with which to begin anew; None where nothing is proposed."""
        if self.paused or self.finished or min(self.away, self.today - self._answered) < ANEW_DAYS:
            return None
        week = self.week if self.away < BACK_DAYS else max(1, self.week - 1)
        return None if week == self.week and not self.done else week

    @property
    def _next_day(self) -> int:
        return max(self.opened + WEEK_DAYS, self._latest + 1)

    def _turn(self, change: Change) -> None:
        match change.action:
            case "step_back":
                self._open(change.week, change.day)
                self._since = max(self._since, change.day)
            case "reshape":
                self._take_shape(change)
                self.week = min(self.week, self.weeks)
                if not self._complete:
                    self.needed = self._asked_for()
                    self.done = min(self.done, self.needed)
                    self._settle(change.day)

    def _take_shape(self, change: Change) -> None:
        self.days_a_week = change.days_a_week
        self.sessions_a_day = change.sessions_a_day

    def _open(self, week: int, day: int) -> None:
        self.week = min(week, self.weeks)
        self.opened = self._latest = day
        self.done = 0
        self.needed = self._asked_for()
        self._complete = False
        self._of_day: dict[int, int] = {}

    def _asked_for(self) -> int:
        return self.days_a_week[self.week - 1] * self.sessions_a_day[self.week - 1]

    def _reach(self, day: int) -> None:
        """Opens the next week where its day has come."""
        if self._complete and not self.finished and day >= self._next_day:
            self._open(self.week + 1, self._next_day)

    def _count(self, day: int) -> None:
        """More of one day than the week asks of a day add nothing."""
        self._reach(day)
        self._since = max(self._since, day)
        of_day = self._of_day.get(day, 0)
        if not self._complete and of_day < self.sessions_a_day[self.week - 1]:
            self._of_day[day] = of_day + 1
            self.done += 1
            self._settle(day)

    def _settle(self, day: int) -> None:
        self._latest = day
        self._complete = self.done >= self.needed


def running(changes: Iterable[Change]) -> list[Change]:
    """Those of the plan that runs, from its latest start on; empty where none does. `changes` in order of time.

    One plan runs at a time: a start ends what ran before, on whichever device it was started.
    """
    found: list[Change] = []
    for change in changes:
        if change.action == "start":
            found = [change]
        elif found and change.routine == found[0].routine:
            found = [] if change.action == "leave" else [*found, change]
    return found
