"""The facts of a session, one short line each: `5 begin 1.1`, `20 done 1.1 15s`, `20 pause`, `23 resume`."""

from __future__ import annotations

from collections.abc import Iterable

from timeline_notation import routine

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
from footcore_tui.core.routine import Block, Step
from footcore_tui.core.session import Session
from footcore_tui.core.timeline import compile_timeline


def session(*blocks: Block | Step, prepare: int = 5, unattended: bool = False) -> Session:
    """A session that began at 0."""
    made = Session(compile_timeline(routine(*blocks, prepare=prepare)), 0.0, unattended=unattended)
    made.begin(0.0)
    return made


def told(events: Iterable[SessionEvent]) -> list[str]:
    return [_line(event) for event in events]


def _line(event: SessionEvent) -> str:
    at = f"{event.at:g}"
    match event:
        case IntervalStarted(index=index, attempt=attempt):
            return f"{at} begin {index}.{attempt}"
        case IntervalEnded(index=index, attempt=attempt, outcome=outcome, seconds=seconds):
            return f"{at} {outcome} {index}.{attempt} {seconds:g}s"
        case TouchDown(side=side):
            return f"{at} touch {side}"
        case PlanMoved(index=index, planned_seconds=planned):
            return f"{at} plan {index} {planned:g}s"
        case Paused():
            return f"{at} pause"
        case CountInStarted(until=until):
            return f"{at} count in until {until:g}"
        case Resumed():
            return f"{at} resume"
        case SessionFinished(stopped=stopped):
            return f"{at} {'stop' if stopped else 'finish'}"
