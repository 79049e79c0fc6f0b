"""Lines of an export as events again, each validated.

The ids of the events are made from the line alone, and so are their device and number: two machines that import one
line and then merge have it once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from footcore_tui.adapters.event_codec import (
    IMPORTED,
    Fields,
    attempt_of,
    encode,
    end_of,
    kind_of,
    level_decided_of,
    plan_changed_of,
)
from footcore_tui.adapters.exchange_events import Stored, stored
from footcore_tui.adapters.exchange_jsonl import VERSION, session_line
from footcore_tui.core.choices import AskedFirst
from footcore_tui.core.day_events import DaysMarked, Reason, RuleChanged
from footcore_tui.core.errors import HistoryError
from footcore_tui.core.record import (
    Aside,
    AttemptEnded,
    Event,
    Moment,
    SessionBegan,
    SessionCorrected,
    SessionEnded,
    SessionRated,
    fold,
    session_of,
)
from footcore_tui.core.record_shape import Json, moment_of

CLOSE_SECONDS = 0.01
"""By which the sums of a session may differ from those of its intervals."""
_KNOWN = "session, mark, correction, decision, plan, setting"


class Taken(NamedTuple):
    """What a line becomes."""

    line: int
    """Its number."""
    name: str
    """The id of its session, mark, correction or rule."""
    shape: Json
    """Of a session, as it would be exported but for its device; empty for all else."""
    events: tuple[Stored, ...]


class Import(NamedTuple):
    """A file that was read: nothing of it is to be used where there are problems."""

    taken: list[Taken]
    problems: list[str]


def read_export(lines: Iterable[bytes]) -> Import:
    """Every line, and every problem with the number of its line."""
    found, known, is_headed = Import([], []), dict[str, Json](), False
    for number, line in enumerate(lines, start=1):
        try:
            raw = _json(line)
            if raw is None:
                continue
            if not is_headed:
                is_headed = True
                _require_head(raw)
                continue
            taken = _taken(number, raw)
            if known.setdefault(taken.name, taken.shape) != taken.shape:
                raise ValueError(f"the session {taken.name} stands here twice, with other content")
            found.taken.append(taken)
        except (ValueError, OverflowError) as error:
            found.problems.append(f"line {number}: {error}")
    if not is_headed:
        found.problems.append("line 1: the file is empty")
    return found


def made_id(seed: str, utc: float) -> str:
    """An id in the order of time, as a UUIDv8: 48 bits of milliseconds, the rest from the seed."""
    tail = int.from_bytes(sha256(seed.encode()).digest()[:10], "big") & ~(0xF << 76 | 0x3 << 62) | 0x8 << 76 | 0x2 << 62
    digits = f"{int(utc * 1000) << 80 | tail:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def copied_id(given: str, utc: float) -> str:
    """Of the copy of an event: a UUIDv7 as UUIDv8, so that copies of one millisecond keep their order.

    A copy's own stays as it is.
    """
    if re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", given):
        return f"{given[:14]}8{given[15:]}"
    return made_id(given, utc)


def _json(line: bytes) -> object:
    """None for an empty line. Raises ValueError."""
    try:
        text = line.decode("utf-8-sig").strip()
        raw: object = json.loads(text) if text else None
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8 text") from error
    except (ValueError, RecursionError) as error:
        raise ValueError("it is not JSON") from error
    if text and not isinstance(raw, dict):
        raise ValueError("it is not an object")
    return raw


def _require_head(raw: object) -> None:
    fields = Fields(raw)
    try:
        if (fields.text("type"), fields.text("footcore")) != ("export", "history"):
            raise ValueError
        version = fields.integer("version")
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError('it has to be the head of an export: {"type": "export", "footcore": "history", …}') from error
    if not 1 <= version <= VERSION:
        raise ValueError(f"version {version} of the export is not known here, only {VERSION}")


def _taken(number: int, raw: object) -> Taken:
    """Raises ValueError with what is wrong."""
    fields = Fields(raw)
    try:
        match fields.text("type"):
            case "session":
                return _session(number, fields)
            case "mark":
                reason = None if fields.text_or_none("reason") is None else fields.member("reason", Reason)
                return _said(number, fields, DaysMarked(fields.text("first"), fields.text("last"), reason))
            case "setting":
                rule = RuleChanged(fields.text("name"), fields.number("value"), fields.text("since"))
                return _said(number, fields, rule)
            case "correction":
                work = fields.number_or_none("work_seconds")
                corrected = SessionCorrected(fields.text("session"), fields.text_or_none("local_day"), work)
                return _said(number, fields, corrected)
            case "decision":
                return _said(number, fields, _decision(fields))
            case "plan":
                return _said(number, fields, plan_changed_of(fields, _moment(fields, "changed")))
            case other:
                raise ValueError(f"there is no type {other!r}; known are {_KNOWN}")
    except KeyError as error:
        raise ValueError(f"{error.args[0]} is missing") from error
    except TypeError as error:
        raise ValueError(str(error)) from error


def _said(number: int, fields: Fields, event: Aside | SessionCorrected) -> Taken:
    name, utc = fields.text("id"), _moment(fields, "at").utc
    id_ = copied_id(name, utc)
    return Taken(number, name, {}, (_stored(id_, _device(fields, id_), 1, event, utc),))


def _decision(fields: Fields) -> Aside:
    decided = _moment(fields, "decided")
    if fields.has("asked_first"):
        return AskedFirst(fields.text("asked_first"), decided)
    return level_decided_of(fields, decided)


def _session(number: int, fields: Fields) -> Taken:
    session, began = fields.text("id"), _began(fields)
    attempts = [_attempt(session, Fields(raw)) for raw in fields.items("intervals")]
    if len({attempt.index for attempt in attempts}) < len(attempts):
        raise ValueError("two intervals have the same index")
    told: list[tuple[Event, float]] = [(began, began.began.utc)]
    told += [(attempt, attempt.ended.utc) for attempt in attempts]
    if (ended := _ended(session, fields)) is not None:
        told.append((ended, ended.ended.utc))
    rated = SessionRated(
        session, fields.integer_or_none("effort"), fields.integer_or_none("pain"), fields.text_or_none("note")
    )
    if rated != SessionRated(session):
        told.append((rated, max(utc for _, utc in told)))
    device = _device(fields, session)
    events = tuple(
        _stored(_id_of(event, utc, index), device, index, event, utc)
        for index, (event, utc) in enumerate(told, start=1)
    )
    (record,) = fold(event for event, _ in told)
    shape = session_line(record)
    _require_sums(fields, Fields(shape))
    return Taken(number, session, {key: value for key, value in shape.items() if key != "device"}, events)


def _id_of(event: Event, utc: float, index: int) -> str:
    match event:
        case AttemptEnded(id=given):
            return given
        case _:
            return made_id(f"{session_of(event)} {index}", utc)


def _began(fields: Fields) -> SessionBegan:
    return SessionBegan(
        session=fields.text("id"),
        routine=fields.text("routine"),
        routine_hash=fields.text("routine_hash"),
        source="",
        plan=fields.text_or_none("plan"),
        week=fields.integer_or_none("week"),
        stage=fields.integer("stage"),
        levels=fields.table("levels"),
        began=_moment(fields, "started"),
        local_day=fields.text("local_day"),
        planned_work_seconds=fields.integer("scheduled_work_seconds"),
        work_intervals=fields.integer("work_intervals"),
        logged=None if fields.text_or_none("written_down") is None else _moment(fields, "written_down"),
    )


def _attempt(session: str, fields: Fields) -> AttemptEnded:
    index, ended = fields.integer("index"), _moment(fields, "ended")
    return attempt_of(fields, made_id(f"{session} interval {index}", ended.utc), session, ended)


def _ended(session: str, fields: Fields) -> SessionEnded | None:
    return None if fields.text_or_none("ended") is None else end_of(fields, session, _moment(fields, "ended"))


def _require_sums(given: Fields, summed: Fields) -> None:
    """What a session says of its intervals has to be so. Raises ValueError."""
    if given.text("status") != summed.text("status"):
        raise ValueError(f"status has to be {summed.text('status')}, as its intervals say")
    for key in ("work_seconds", "planned_work_seconds"):
        if abs(given.number(key) - summed.number(key)) > CLOSE_SECONDS:
            raise ValueError(f"{key} has to be {summed.number(key):g}, as its intervals say")
    for side in ("left", "right"):
        if given.within("touch_downs").integer(side) != (count := summed.within("touch_downs").integer(side)):
            raise ValueError(f"touch_downs has to be {count} on the {side}, as its intervals say")


def _stored(id_: str, device: str, seq: int, event: Event, utc: float) -> Stored:
    """Raises ValueError for what a history can't hold."""
    try:
        body = encode(event)
    except HistoryError as error:
        raise ValueError("a number is none") from error
    row = Stored(id_, device, seq, kind_of(event), session_of(event), round(utc * 1_000_000), body)
    return stored(row._asdict())


def _device(fields: Fields, name: str) -> str:
    return f"{fields.text('device')}{IMPORTED}{name}"


def _moment(fields: Fields, key: str) -> Moment:
    try:
        moment = moment_of(fields.text(key))
    except ValueError as error:
        raise ValueError(f"{key} has to be a moment as 2026-03-01T18:30:00+01:00") from error
    if moment.utc < 0:
        raise ValueError(f"{key} is before 1970")
    return moment
