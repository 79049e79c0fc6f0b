"""Events as they happen in a session, with plain values where a test does not care."""

from __future__ import annotations

from footcore_tui.core import days
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import AttemptEnded, Moment, Outcome, SessionBegan, SessionEnded, Status

NOON = 1_780_315_200.0
"""2026-06-01 12:00 UTC."""
DAY = 86_400.0


def began(
    session: str = "s1", utc: float = NOON, *, offset: int = 0, planned: int = 30, works: int = 2
) -> SessionBegan:
    """A session of two holds of 15 s."""
    return SessionBegan(
        session=session,
        routine="desk-balance",
        routine_hash="abc123",
        source="",
        plan=None,
        week=None,
        stage=1,
        levels=(("single-leg-stance", "fingertips"),),
        began=Moment(utc, offset),
        local_day=days.iso(days.local_day(utc, offset)),
        planned_work_seconds=planned,
        work_intervals=works,
    )


def attempt(
    session: str = "s1",
    index: int = 1,
    number: int = 1,
    *,
    seconds: float = 15.0,
    planned: float | None = 15.0,
    outcome: Outcome = Outcome.DONE,
    side: Side = Side.LEFT,
    kind: str = "work",
    touch_downs: int = 0,
    utc: float = NOON + 60,
) -> AttemptEnded:
    return AttemptEnded(
        id=f"{session}-{index}-{number}",
        session=session,
        index=index,
        attempt=number,
        kind=kind,
        name="Single-leg stance",
        exercise="single-leg-stance",
        level="fingertips",
        side=side,
        scheduled_seconds=None if planned is None else 15,
        planned_seconds=planned,
        seconds=seconds,
        outcome=outcome,
        touch_downs=touch_downs,
        value=None,
        ended=Moment(utc, 0),
    )


def ended(session: str = "s1", share: float = 1.0, utc: float = NOON + 120) -> SessionEnded:
    status = Status.COMPLETED if share >= 1 else Status.PARTIAL
    return SessionEnded(session, Moment(utc, 0), status, share, 30 * share, 30.0)
