"""Events as JSON text and back: one object an event, keys sorted, so that equal events are equal texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from typing import TypeVar

from footcore_tui.core.choices import AskedFirst, LevelDecided, PlanAction, PlanChanged
from footcore_tui.core.day_events import DaysMarked, Reason, RuleChanged
from footcore_tui.core.errors import DamagedHistory, HistoryError
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import (
    AttemptEnded,
    Event,
    Moment,
    Outcome,
    SessionBegan,
    SessionCorrected,
    SessionDiscarded,
    SessionEnded,
    SessionRated,
    SessionReopened,
    SessionRestored,
    Status,
)

E = TypeVar("E", bound=StrEnum)


IMPORTED = ":"
"""Stands in the device of an event that came by an import: the device that it came from, and the line's own id."""

KINDS: dict[type[Event], str] = {
    SessionBegan: "session_began",
    AttemptEnded: "attempt_ended",
    SessionEnded: "session_ended",
    SessionReopened: "session_reopened",
    SessionRated: "session_rated",
    SessionDiscarded: "session_discarded",
    SessionRestored: "session_restored",
    SessionCorrected: "session_corrected",
    DaysMarked: "days_marked",
    RuleChanged: "rule_changed",
    LevelDecided: "level_decided",
    PlanChanged: "plan_changed",
    AskedFirst: "asked_first",
}


def kind_of(event: Event) -> str:
    return KINDS[type(event)]


def encode(event: Event) -> str:
    """Raises HistoryError for a number that is none."""
    try:
        return json.dumps(asdict(event), sort_keys=True, separators=(",", ":"), allow_nan=False)
    except ValueError as error:
        raise HistoryError("An event holds a number that can't be saved.") from error


def decode(kind: str, body: str) -> Event | None:
    """None for a kind that only a newer footcore knows. Raises DamagedHistory for a body that is damaged."""
    try:
        raw: object = json.loads(body)
        return _event(kind, Fields(raw))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedHistory(f"An event of the history is damaged ({kind}: {error}).") from error


class Fields:
    """A JSON object whose values are asked for by name and type; raises KeyError, TypeError, ValueError."""

    def __init__(self, raw: object) -> None:
        if not isinstance(raw, dict):
            raise TypeError("not an object")
        self._values: dict[str, object] = {str(key): value for key, value in raw.items()}

    def has(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str) -> str:
        value = self._values[key]
        if not isinstance(value, str):
            raise TypeError(f"{key} is not a text")
        return value

    def integer(self, key: str) -> int:
        value = self._values[key]
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"{key} is not a whole number")
        return value

    def number(self, key: str) -> float:
        value = self._values[key]
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise TypeError(f"{key} is not a number")
        return value

    def text_or_none(self, key: str) -> str | None:
        return None if self._values[key] is None else self.text(key)

    def integer_or_none(self, key: str) -> int | None:
        return None if self._values[key] is None else self.integer(key)

    def number_or_none(self, key: str) -> float | None:
        return None if self._values[key] is None else self.number(key)

    def items(self, key: str) -> list[object]:
        value = self._values[key]
        if not isinstance(value, list):
            raise TypeError(f"{key} is not a list")
        return value

    def integers(self, key: str) -> tuple[int, ...]:
        items = self.items(key)
        if not all(isinstance(item, int) and not isinstance(item, bool) for item in items):
            raise TypeError(f"{key} is not a list of whole numbers")
        return tuple(int(str(item)) for item in items)

    def table(self, key: str) -> tuple[tuple[str, str], ...]:
        """The pairs of an object of texts, by key."""
        inner = self.within(key)
        return tuple((name, inner.text(name)) for name in sorted(inner._values))

    def within(self, key: str) -> Fields:
        return Fields(self._values[key])

    def member(self, key: str, of: type[E]) -> E:
        return of(self.text(key))

    def moment_or_none(self, key: str) -> Moment | None:
        return None if self._values.get(key) is None else self.moment(key)

    def moment(self, key: str) -> Moment:
        fields = Fields(self._values[key])
        return Moment(fields.number("utc"), fields.integer("offset"))

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        return tuple((str(first), str(second)) for first, second in _pairs(self.items(key)))


def _pairs(items: list[object]) -> Iterator[tuple[object, object]]:
    for item in items:
        if not isinstance(item, list) or len(item) != 2:
            raise TypeError("not a pair")
        yield item[0], item[1]


def _event(kind: str, fields: Fields) -> Event | None:
    match kind:
        case "session_began":
            return _session_began(fields)
        case "attempt_ended":
            return _attempt_ended(fields)
        case "session_ended":
            return _session_ended(fields)
        case "session_reopened":
            return SessionReopened(fields.text("session"), fields.moment("reopened"))
        case "session_rated":
            return SessionRated(
                session=fields.text("session"),
                effort=fields.integer_or_none("effort"),
                pain=fields.integer_or_none("pain"),
                note=fields.text_or_none("note"),
            )
        case "session_discarded":
            return SessionDiscarded(fields.text("session"))
        case "session_restored":
            return SessionRestored(fields.text("session"))
        case "session_corrected":
            return SessionCorrected(
                fields.text("session"), fields.text_or_none("local_day"), fields.number_or_none("work_seconds")
            )
        case "days_marked":
            reason = None if fields.text_or_none("reason") is None else fields.member("reason", Reason)
            return DaysMarked(fields.text("first"), fields.text("last"), reason)
        case "rule_changed":
            return RuleChanged(fields.text("name"), fields.number("value"), fields.text("since"))
        case "level_decided":
            return level_decided_of(fields, fields.moment("decided"))
        case "plan_changed":
            return plan_changed_of(fields, fields.moment("changed"))
        case "asked_first":
            return AskedFirst(fields.text("about"), fields.moment("asked"))
        case _:
            return None


def level_decided_of(fields: Fields, decided: Moment) -> LevelDecided:
    """As `attempt_of`."""
    exercise, level = fields.text("exercise"), fields.text("level")
    return LevelDecided(exercise, level, fields.text_or_none("offered"), fields.text("reason"), decided)


def plan_changed_of(fields: Fields, changed: Moment) -> PlanChanged:
    """As `attempt_of`."""
    return PlanChanged(
        routine=fields.text("routine"),
        action=fields.member("action", PlanAction),
        week=fields.integer("week"),
        days_a_week=fields.integers("days_a_week"),
        sessions_a_day=fields.integers("sessions_a_day"),
        local_day=fields.text("local_day"),
        changed=changed,
    )


def _session_began(fields: Fields) -> SessionBegan:
    return SessionBegan(
        session=fields.text("session"),
        routine=fields.text("routine"),
        routine_hash=fields.text("routine_hash"),
        source=fields.text("source"),
        plan=fields.text_or_none("plan"),
        week=fields.integer_or_none("week"),
        stage=fields.integer("stage"),
        levels=fields.pairs("levels"),
        began=fields.moment("began"),
        local_day=fields.text("local_day"),
        planned_work_seconds=fields.integer("planned_work_seconds"),
        work_intervals=fields.integer("work_intervals"),
        logged=fields.moment_or_none("logged"),
    )


def _attempt_ended(fields: Fields) -> AttemptEnded:
    return attempt_of(fields, fields.text("id"), fields.text("session"), fields.moment("ended"))


def attempt_of(fields: Fields, identity: str, session: str, ended: Moment) -> AttemptEnded:
    """An attempt of the fields that are called alike wherever it is written down."""
    return AttemptEnded(
        id=identity,
        session=session,
        index=fields.integer("index"),
        attempt=fields.integer("attempt"),
        kind=fields.text("kind"),
        name=fields.text("name"),
        exercise=fields.text_or_none("exercise"),
        level=fields.text_or_none("level"),
        side=fields.member("side", Side),
        scheduled_seconds=fields.integer_or_none("scheduled_seconds"),
        planned_seconds=fields.number_or_none("planned_seconds"),
        seconds=fields.number("seconds"),
        outcome=fields.member("outcome", Outcome),
        touch_downs=fields.integer("touch_downs"),
        value=fields.number_or_none("value"),
        ended=ended,
        manner=fields.text_or_none("manner") if fields.has("manner") else None,
    )


def _session_ended(fields: Fields) -> SessionEnded:
    return end_of(fields, fields.text("session"), fields.moment("ended"))


def end_of(fields: Fields, session: str, ended: Moment) -> SessionEnded:
    """As `attempt_of`."""
    return SessionEnded(
        session=session,
        ended=ended,
        status=fields.member("status", Status),
        share=fields.number("share"),
        work_seconds=fields.number("work_seconds"),
        planned_work_seconds=fields.number("planned_work_seconds"),
    )
