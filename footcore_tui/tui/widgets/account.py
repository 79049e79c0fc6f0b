"""One session in full: what it came to, and every work interval."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from footcore_tui.core.clock import clock_text
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import AttemptEnded, Outcome, Record
from footcore_tui.core.stats import PastSession
from footcore_tui.core.text import printable
from footcore_tui.tui.theme import Look, State, palette_of
from footcore_tui.tui.widgets.heat import counted, date_text
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.line import cell_len, clipped, wrapped
from footcore_tui.tui.widgets.page import Page, Pieces
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.totals import SideTotal, totals
from footcore_tui.tui.widgets.wording import EARLY

NUMBER = 4
SIDE = 7
BESIDE_FROM = 60
"""Columns from which an interval's line has all its words, and what went as it was planned is said too."""
AIRY_FROM = 16
"""Rows from which there is a blank line below the head."""
Line = tuple[Pieces, Pieces]


@dataclass(frozen=True, slots=True)
class Account:
    """All that the screen of one session shows."""

    session: PastSession
    name: str
    """Of its routine."""
    record: Record
    scrolled: int
    look: Look
    keys: tuple[KeyHint, ...]


def paint_account(account: Account, width: int, height: int) -> tuple[Part, ...]:
    page = Page(width, height, palette_of(account.look, State.HOME))
    one = account.session
    day = date_text(one.local_day)
    when = f"{day if page.width >= BESIDE_FROM else day[:10]} {one.minute // 60:02}:{one.minute % 60:02}"
    name = clipped(printable(account.name), max(1, page.width - len(when) - 3))
    page.line([(name, page.bold)], [(when, page.soft)])
    page.skip(1 if height >= AIRY_FROM else 0)
    for left, right in list(_lines(account.record, page))[account.scrolled : account.scrolled + page.room]:
        page.line(left, right)
    return page.done(account.keys)


def most_scrolled(record: Record, width: int, height: int) -> int:
    """How far it can be scrolled until the last line is on the page."""
    page = Page(width, height, palette_of(Look.PLAIN, State.HOME))
    page.skip(2 if height >= AIRY_FROM else 1)
    return max(0, len(list(_lines(record, page))) - page.room)


def _lines(record: Record, page: Page) -> Iterator[Line]:
    is_timed = record.planned_work_seconds and all(one.planned_seconds is not None for one in record.work)
    planned = f" of {_clock(record.planned_work_seconds)}" if is_timed else ""
    yield (
        [(_clock(record.work_seconds), page.accent), (f"{planned} of work · {record.status.said}", page.ink)],
        [(_remarks(record), page.soft)],
    )
    if said := _said(record):
        yield [(said, page.ink)], []
    if record.note:
        for line in wrapped(f"“{printable(record.note)}”", page.width, 4):
            yield [(line, page.soft)], []
    for total in totals(record):
        yield _total(total, page)
    if record.work:
        yield [], []
    for number, attempt in enumerate(record.work, start=1):
        yield _interval(number, attempt, page)


def _remarks(record: Record) -> str:
    said = ("written down" if record.began.logged else "", "corrected" if record.corrected else "")
    return " · ".join(one for one in said if one)


def _said(record: Record) -> str:
    effort = "" if record.effort is None else f"effort {record.effort} of 10"
    pain = "" if record.pain is None else f"pain {record.pain} of 10"
    return " · ".join(one for one in (effort, pain) if one)


def _total(total: SideTotal, page: Page) -> Line:
    seconds = _clock(total.seconds)
    touches = counted(total.touch_downs, "touch-down")
    return [(f"{total.side.value:8}", page.bold), (f"{seconds:>6}   ", page.accent), (touches, page.ink)], []


def _interval(number: int, attempt: AttemptEnded, page: Page) -> Line:
    wide, touches = page.width >= BESIDE_FROM, attempt.touch_downs
    seconds = _clock(attempt.seconds)
    planned = "" if attempt.planned_seconds is None else _clock(attempt.planned_seconds)
    if wide:
        fallen = f"{counted(touches, 'touch-down')}  " if touches else ""
        right = f"{fallen}{seconds}{f' of {planned}' if planned else ''}  {attempt.outcome.value:7}"
    else:
        went = "" if attempt.outcome is Outcome.DONE else f" {attempt.outcome.value}"
        fallen = f"{touches}× " if touches else ""
        right = f"{fallen}{seconds}{f'/{planned}' if planned and planned != seconds else ''}{went}"
    side = "" if attempt.side is Side.BOTH else attempt.side.value
    before = f"{number:>{NUMBER - 1}} {side:{SIDE}}"
    room = page.width - len(before) - cell_len(right) - 2
    return [(before, page.bold), (clipped(printable(attempt.name), max(0, room)), page.ink)], [(right, page.soft)]


def _clock(seconds: float) -> str:
    return clock_text(seconds + EARLY)
