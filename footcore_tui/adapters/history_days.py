"""The days as the history has them: what `footcore status` and Today are reckoned from.

`footcore status` imports this module: integers, strings and sqlite3 only.
"""

from __future__ import annotations

import sqlite3

from footcore_tui.adapters.history_reader import READ_SECONDS, connect_to_read
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.core.day_rules import DEFAULTS, DayRules, rules_of, rules_on
from footcore_tui.core.days import STOP_PAIN, day_of, iso
from footcore_tui.core.streak import Days
from footcore_tui.core.travel import AHEAD_SECONDS, BACK_SECONDS, Place, day_at, taken_away

TYPE_CHECKING = False  # typing is slow to load
if TYPE_CHECKING:
    from footcore_tui.core.plans import Progress

_RULES = """
    SELECT device, id, json_extract(body, '$.since'), json_extract(body, '$.name'), json_extract(body, '$.value')
    FROM event WHERE session IS NULL AND kind = 'rule_changed' ORDER BY id
"""
_MARKS = """
    SELECT json_extract(body, '$.first'), json_extract(body, '$.last'), json_extract(body, '$.reason')
    FROM event WHERE session IS NULL AND kind = 'days_marked' ORDER BY id
"""
_COUNTS = """
    SELECT local_day, count(*) FROM session
    WHERE discarded = 0 AND ended IS NOT NULL AND ended <= :until AND share >= :share
    AND local_day BETWEEN :first AND :last GROUP BY local_day
"""
_PLANS = """
    SELECT json_extract(body, '$.routine'), json_extract(body, '$.action'), json_extract(body, '$.week'),
        json_extract(body, '$.days_a_week'), json_extract(body, '$.sessions_a_day'), json_extract(body, '$.local_day'),
        json_extract(body, '$.changed.utc')
    FROM event WHERE session IS NULL AND kind = 'plan_changed'
    AND json_extract(body, '$.changed.utc') * 1000000 <= :until AND json_extract(body, '$.local_day') <= :last
    ORDER BY 7, id
"""
_IS_PLAN = "SELECT 1 FROM event WHERE session IS NULL AND kind = 'plan_changed' LIMIT 1"
_PLACES = "SELECT utc, offset FROM place WHERE utc <= ? ORDER BY utc, rowid"
_IS_AHEAD = "SELECT 1 FROM session WHERE discarded = 0 AND ended IS NOT NULL AND local_day > ? LIMIT 1"
_NEWEST_DAY = """
    SELECT coalesce(max(local_day), 0) FROM session_seen WHERE discarded = 0 AND ended IS NOT NULL
    AND utc <= :newest AND (utc_before IS NULL OR utc >= utc_before - :back)
"""
_PAIN = """
    SELECT max((
        SELECT json_extract(body, '$.pain') FROM event
        WHERE session = done.id AND kind = 'session_rated' AND json_extract(body, '$.pain') IS NOT NULL
        ORDER BY event.id DESC LIMIT 1
    )) FROM session AS done WHERE discarded = 0 AND ended IS NOT NULL AND ended <= :until
    AND local_day = :day AND id != :but
"""
_FOREVER = 1 << 62
_LAST_DAY = "9999-12-31"
_SECOND = 1_000_000

Values = dict[str, float]


class DayBook:
    """The days up to today, why the bridged ones are, and the plan that runs."""

    __slots__ = ("counts", "days", "marks", "pain", "plan", "taken", "unsaid")

    def __init__(
        self,
        days: Days,
        unsaid: Values,
        counts: dict[int, int],
        marks: dict[int, str],
        taken: frozenset[int],
        plan: Progress | None = None,
        pain: int = 0,
    ) -> None:
        self.days = days
        self.unsaid = unsaid
        """The rules that this device's settings ask for, and that it has not said yet: they hold from today on."""
        self.counts = counts
        """How many sessions of a day count; days without one are not there."""
        self.marks = marks
        """Days that the person marked, with the reason."""
        self.taken = taken
        """Days that travel took away."""
        self.plan = plan
        self.pain = pain
        """The worst that was told of a session of today, 0 to 10."""

    @property
    def rests(self) -> bool:
        """Whether today hurt too much for another session."""
        return self.pain >= STOP_PAIN

    @property
    def sessions(self) -> int:
        """Those of today that count."""
        return self.counts.get(self.days.today, 0)

    def why(self, day: int) -> str:
        """Why a day is bridged; empty where it is not."""
        if day in self.marks:
            return self.marks[day]
        if day in self.taken:
            return "travel"
        return "rest" if rules_on(self.days.rules, day).rest_days >> (day - 1) % 7 & 1 else ""


def read_day_book(
    path: str,
    when: Place | int,
    wanted: Values,
    device: str | None,
    *,
    until: float | None = None,
    busy_seconds: float = READ_SECONDS,
) -> DayBook:
    """`day_book` of a file, which may not be there yet. Raises HistoryError."""
    connection = connect_to_read(path, busy_seconds)
    try:
        return day_book(connection, when, wanted, device, until=until)
    except sqlite3.Error as error:
        raise history_error(error, path) from error
    finally:
        if connection is not None:
            connection.close()


def day_book(
    connection: sqlite3.Connection | None,
    when: Place | int,
    wanted: Values,
    device: str | None,
    *,
    until: float | None = None,
) -> DayBook:
    """Of a moment here, or of the end of a day. `wanted`: this device's settings, as far as they are rules.

    With `until`, in seconds since 1970, what ended later has not happened. Raises sqlite3.Error.
    """
    known = _rule_changes(connection)
    rules = rules_of([change[1:] for change in known])
    today = when if isinstance(when, int) else day_at(when, rules)
    unsaid = _unsaid(known, wanted, device)
    if unsaid:
        from_today = [(today, "~", name, value) for name, value in unsaid.items()]
        rules = rules_of([*(change[1:] for change in known), *from_today])
        today = when if isinstance(when, int) else day_at(when, rules)
    if connection is None:
        return DayBook(Days((), (), today, rules), unsaid, {}, {}, frozenset())
    end = _FOREVER if until is None else int(until * _SECOND)
    last = _LAST_DAY
    if isinstance(when, int):
        places = _places(connection, end)
        newest, last = end, iso(when)
    else:
        newest = min(end, int((when[0] + AHEAD_SECONDS) * _SECOND))
        places = sorted([*_places(connection, newest), when])
        today = max(today, _newest_day(connection, today, newest))
    taken = frozenset(taken_away(places, rules))
    marks = _marks(connection)
    counts, kept = _counts(connection, rules, today, end)
    plan = _plan(connection, rules, today, newest, last)
    pain = worst_pain(connection, today, until=end)
    book = DayBook(Days(kept, {*taken, *marks}, today, rules), unsaid, counts, marks, taken, plan, pain or 0)
    if plan is not None:
        plan.rests = book.rests
    return book


def worst_pain(connection: sqlite3.Connection, day: int, *, until: int = _FOREVER, but: str = "") -> int | None:
    """Of any session of a day without the one `but`, as it was told last; None where none was.

    What ended after `until`, in microseconds since 1970, has not happened. Raises sqlite3.Error.
    """
    (pain,) = connection.execute(_PAIN, {"until": until, "day": day, "but": but}).fetchone()
    return None if pain is None else int(pain)


def is_a_plan_known(connection: sqlite3.Connection) -> bool:
    """Whether one was ever started. Raises sqlite3.Error."""
    return connection.execute(_IS_PLAN).fetchone() is not None


def _unsaid(changes: list[tuple[str, int, str, str, float]], wanted: Values, device: str | None) -> Values:
    """What a device's settings ask for, and it has not said yet.

    It speaks only when its own settings change, so that two devices with different ones do not overrule each other
    again and again.
    """
    said = dict(DEFAULTS) | {name: value for own, _, _, name, value in changes if own == device}
    return {name: value for name, value in wanted.items() if said.get(name) != value}


def _rule_changes(connection: sqlite3.Connection | None) -> list[tuple[str, int, str, str, float]]:
    """Device, the day from which it holds, event id, name, value; in the order in which they were said."""
    if connection is None:
        return []
    found = connection.execute(_RULES)
    return [(device, day_of(since), event, name, value) for device, event, since, name, value in found]


def _marks(connection: sqlite3.Connection) -> dict[int, str]:
    marks: dict[int, str] = {}
    for first, last, reason in connection.execute(_MARKS):
        for day in range(day_of(first), day_of(last) + 1):
            marks[day] = reason or ""
    return {day: reason for day, reason in marks.items() if reason}


def _counts(
    connection: sqlite3.Connection, rules: tuple[DayRules, ...], today: int, until: int
) -> tuple[dict[int, int], list[int]]:
    """How many sessions of each day up to today count, and the days that they keep."""
    counts: dict[int, int] = {}
    kept: list[int] = []
    ends = (*(one.since for one in rules[1:]), today + 1)
    for one, end in zip(rules, ends, strict=True):
        values = {"until": until, "share": one.counts_from, "first": one.since, "last": min(end - 1, today)}
        found = connection.execute(_COUNTS, values).fetchall()
        counts.update(found)
        kept += [day for day, count in found if count >= one.day_needs]
    return counts, kept


def _plan(
    connection: sqlite3.Connection, rules: tuple[DayRules, ...], today: int, until: int, last: str
) -> Progress | None:
    """As it was changed up to a moment and up to a day."""
    rows = connection.execute(_PLANS, {"until": until, "last": last}).fetchall()
    if not rows:
        return None
    from footcore_tui.adapters.history_plans import progress

    return progress(connection, rows, rules, today, until)


def _places(connection: sqlite3.Connection, newest: int) -> list[Place]:
    return [(utc / _SECOND, offset) for utc, offset in connection.execute(_PLACES, (newest,))]


def _newest_day(connection: sqlite3.Connection, today: int, newest: int) -> int:
    """Of the sessions whose clock was right; 0 where none is after today."""
    if connection.execute(_IS_AHEAD, (today,)).fetchone() is None:
        return 0
    (day,) = connection.execute(_NEWEST_DAY, {"newest": newest, "back": BACK_SECONDS * _SECOND}).fetchone()
    return int(day)
