"""Sessions of self-tests as events: what each work interval measured, in the order of the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from record_builders import NOON

from footcore_tui.adapters.library import Library
from footcore_tui.core.days import iso, local_day
from footcore_tui.core.events import IntervalEnded
from footcore_tui.core.record import Event, Moment, Outcome, SessionEnded, Status
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.recorder import attempt_ended, beginning

LIBRARY = Library(Path(__file__).parents[1] / "routines")
Measured = tuple[float | None, int]
"""A value, and how many touch-downs; None: skipped."""


def bundled(name: str) -> Routine:
    return LIBRARY.routine(name)


def down(value: float) -> Measured:
    """Ended by a touch-down."""
    return value, 1


def done(name: str, measured: Sequence[float | Measured | None], *, session: str, utc: float = NOON) -> list[Event]:
    """A session of a bundled test."""
    routine = bundled(name)
    timeline = compile_timeline(routine)
    day = iso(local_day(utc, 0))
    events: list[Event] = [beginning(session, routine, timeline, Standing(), Moment(utc, 0), day)]
    for number, (work, one) in enumerate(zip(timeline.works, measured, strict=False)):
        value, touches = one if isinstance(one, tuple) else (one, 0)
        outcome = Outcome.SKIPPED if value is None else Outcome.DONE
        ended = IntervalEnded(0.0, work.index, 1, outcome, value or 0.0, None, touches, value)
        events.append(attempt_ended(f"{session}-{number:02}", session, work, ended, Moment(utc + number, 0)))
    return [*events, SessionEnded(session, Moment(utc + 300, 0), Status.COMPLETED, 1.0, 60.0, 0.0)]
