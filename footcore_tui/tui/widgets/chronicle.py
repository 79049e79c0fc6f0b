"""The history as a picture: the year, the sessions or a chart, below the line that names all three."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rich.style import Style

from footcore_tui.core.clock import clock_text
from footcore_tui.core.record import Status
from footcore_tui.core.stats import Charts, PastSession
from footcore_tui.core.text import printable
from footcore_tui.tui.past import Month, PastDays
from footcore_tui.tui.theme import Look, State, palette_of
from footcore_tui.tui.widgets.charts import UPRIGHT, Chart, heading_of, lines_of, paint_columns
from footcore_tui.tui.widgets.day import streak_text
from footcore_tui.tui.widgets.heat import (
    counted,
    date_text,
    month_heading,
    month_pieces,
    paint_heat,
)
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.line import cell_len, clipped
from footcore_tui.tui.widgets.page import Page, Pieces
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.wording import EARLY

NOTHING = "Nothing yet. The first session will stand here."
WIDE_FROM = 60
"""Columns from which a session's touch-downs, how it ended and its year stand in its line."""
WEEKDAY_FROM = 90


class View(StrEnum):
    """In the order in which Tab walks through them."""

    YEAR = "year"
    SESSIONS = "sessions"
    CHARTS = "charts"


@dataclass(frozen=True, slots=True)
class Chronicle:
    """All that the history's screen shows."""

    view: View = View.YEAR
    look: Look = Look.DARK
    days: PastDays | None = None
    """None where the history can't be read."""
    months: tuple[Month, ...] = ()
    """Their numbers, the latest first."""
    cursor: int = 0
    """The marked day of the year."""
    count: int = 0
    """Of all sessions."""
    sessions: tuple[PastSession, ...] = ()
    """Those round the marked one."""
    first: int = 0
    """Which of all the first of them is."""
    marked: int = 0
    charts: Charts = field(default_factory=Charts)
    chart: Chart = Chart.WORK
    numbers: bool = False
    scrolled: int = 0
    """Lines that are above their place."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Of routines, by id."""
    tabs: tuple[KeyHint, ...] = ()
    """The key of each view, and its word."""
    tests_key: str = ""
    """The one that leads to the self-tests."""
    keys: tuple[KeyHint, ...] = ()
    notice: str = ""


def paint_chronicle(scene: Chronicle, width: int, height: int) -> tuple[Part, ...]:
    page = _page(scene, width, height)
    page.line(_tabs(scene, page), [(_streak(scene), page.soft)])
    page.skip(1 if height >= 16 else 0)
    if scene.days is None or not scene.count:
        page.text("" if scene.days is None else NOTHING, page.ink)
        return page.done(scene.keys)
    match scene.view:
        case View.YEAR if not scene.numbers:
            paint_heat(scene.days, scene.cursor, page, height)
        case View.SESSIONS:
            _sessions(scene, page)
        case View.CHARTS if not scene.numbers and scene.chart in UPRIGHT:
            _title(scene, page)
            paint_columns(scene.chart, scene.charts.weeks, page)
        case _:
            _title(scene, page)
            for line in _lines(scene, page)[scene.scrolled : scene.scrolled + page.room]:
                page.line(line)
    return page.done(scene.keys)


def most_scrolled(scene: Chronicle, width: int, height: int) -> int:
    """How far the lines of the view can be scrolled until the last is on the page; 0 where nothing can."""
    if scene.days is None or not scene.count or scene.view is View.SESSIONS:
        return 0
    if not scene.numbers and (scene.view is View.YEAR or scene.chart in UPRIGHT):
        return 0
    page = _page(scene, width, height)
    page.line([])
    page.skip(1 if height >= 16 else 0)
    _title(scene, page)
    return max(0, len(_lines(scene, page)) - page.room)


def _page(scene: Chronicle, width: int, height: int) -> Page:
    page = Page(width, height, palette_of(scene.look, State.HOME))
    page.note(scene.notice, 3 if height >= 16 else 1)
    return page


def _tabs(scene: Chronicle, page: Page) -> Pieces:
    shown: list[tuple[str, Style]] = []
    for view, (key, word) in zip(View, scene.tabs, strict=False):
        style = page.button if view is scene.view else page.soft
        shown += [(f" {key} ", page.bold), (f" {word} ", style), (" ", page.ink)]
    if scene.tests_key and page.width >= WIDE_FROM:
        shown += [(f" {scene.tests_key} ", page.bold), (" self-tests", page.soft)]
    return shown


def _streak(scene: Chronicle) -> str:
    days = scene.days
    return streak_text(days.streak_days) if days and days.streak_days else ""


def _title(scene: Chronicle, page: Page) -> None:
    """What is shown, and over a list what stands in its columns."""
    if scene.view is View.YEAR and scene.days:
        page.line(month_heading(page, streak=scene.days.streak_days is not None))
        return
    place = f"{list(Chart).index(scene.chart) + 1} of {len(Chart)}"
    page.line([(scene.chart.value, page.bold)], [(place, page.soft)])
    if scene.numbers or scene.chart not in UPRIGHT:
        heading = heading_of(scene.chart, page, numbers=scene.numbers)
        if heading:
            page.line(heading)
        elif page.room > 8:
            page.skip()


def _lines(scene: Chronicle, page: Page) -> list[Pieces]:
    if scene.view is View.CHARTS or scene.days is None:
        lines = lines_of(scene.chart, scene.charts, page, numbers=scene.numbers)
        return lines or [[("No hold yet.", page.ink)]]
    streak = scene.days.streak_days is not None
    return [month_pieces(month, page, streak=streak) for month in scene.months]


def _sessions(scene: Chronicle, page: Page) -> None:
    heads = "touch-downs left / right, work" if page.width >= WIDE_FROM else "work"
    marked = scene.marked - scene.first
    is_told = page.width < WIDE_FROM and 0 <= marked < len(scene.sessions)
    year = f", {date_text(scene.sessions[marked].local_day)[:4]}" if is_told else ""
    page.line([(counted(scene.count, "session") + year, page.soft)], [(heads, page.soft)])
    room = page.room
    top = max(0, min(scene.marked - room // 2, scene.count - room))
    for index in range(top, min(top + room, scene.count)):
        if 0 <= index - scene.first < len(scene.sessions):
            _session(scene.sessions[index - scene.first], scene.names, page, marked=index == scene.marked)


def _session(one: PastSession, names: Mapping[str, str], page: Page, *, marked: bool) -> None:
    ink = page.bold if marked else page.ink
    day = date_text(one.local_day)
    day = day if page.width >= WEEKDAY_FROM else day[:10] if page.width >= WIDE_FROM else day[5:10]
    when = f"{day} {one.minute // 60:02}:{one.minute % 60:02}  "
    right = [(f"{clock_text(one.seconds + EARLY):>8}", ink)]
    if page.width >= WIDE_FROM:
        ended = "" if one.status == "completed" else Status(one.status).said
        right = [(f"{ended:11}", page.soft), (f"{one.left:>5} / {one.right:<3}", page.soft), *right]
    room = page.width - 2 - len(when) - sum(cell_len(text) for text, _ in right) - 2
    name = clipped(printable(names.get(one.routine, one.routine)), max(1, room))
    page.line([("▸ " if marked else "  ", page.accent), (when, page.soft), (name, ink)], right)
