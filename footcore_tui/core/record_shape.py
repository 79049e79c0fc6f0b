"""Records as plain objects, as programs get them: `history --json`, and the lines of an export."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

from footcore_tui.core.exercise import Side
from footcore_tui.core.record import AttemptEnded, Moment, Record

Json = dict[str, object]
Number = Callable[[float], float | int]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_the_millisecond(seconds: float) -> float | int:
    return exact(round(seconds, 3))


def exact(seconds: float) -> float | int:
    """Whole where it is."""
    return int(seconds) if seconds == int(seconds) else seconds


def record_shape(record: Record, *, full: bool, number: Number = to_the_millisecond) -> Json:
    """A record as it is shown to programs; with the intervals where it is to be `full`."""
    began = record.began
    shape: Json = {
        "id": began.session,
        "routine": began.routine,
        "routine_hash": began.routine_hash,
        "plan": began.plan,
        "week": began.week,
        "started": iso_moment(began.began),
        "ended": None if record.ended is None else iso_moment(record.ended),
        "local_day": record.local_day,
        "status": record.status.value,
        "planned_work_seconds": number(record.planned_work_seconds),
        "work_seconds": number(record.work_seconds),
        "touch_downs": {"left": record.touch_downs(Side.LEFT), "right": record.touch_downs(Side.RIGHT)},
        "effort": record.effort,
        "pain": record.pain,
        "note": record.note,
        "device": record.device,
    }
    if full:
        shape["intervals"] = [interval_shape(attempt, number) for attempt in record.attempts]
    return shape


def interval_shape(attempt: AttemptEnded, number: Number = to_the_millisecond) -> Json:
    return {
        "index": attempt.index,
        "kind": attempt.kind,
        "name": attempt.name,
        "exercise": attempt.exercise,
        "level": attempt.level,
        "side": attempt.side.value,
        "planned_seconds": None if attempt.planned_seconds is None else number(attempt.planned_seconds),
        "seconds": number(attempt.seconds),
        "outcome": attempt.outcome.value,
        "touch_downs": attempt.touch_downs,
        "value": None if attempt.value is None else number(attempt.value),
    }


def iso_moment(moment: Moment, timespec: str = "seconds") -> str:
    """ISO 8601 to the second, with the offset that was in force; with `auto` to the microsecond."""
    there = timezone(timedelta(seconds=moment.offset))
    return (_EPOCH + timedelta(seconds=moment.utc)).astimezone(there).isoformat(timespec=timespec)


def moment_of(text: str) -> Moment:
    """Of ISO 8601 with an offset. Raises ValueError."""
    there = datetime.fromisoformat(text)
    offset = there.utcoffset()
    if offset is None:
        raise ValueError(f"{text!r} has no offset")
    return Moment((there - _EPOCH) / timedelta(seconds=1), int(offset.total_seconds()))
