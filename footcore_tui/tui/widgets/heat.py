"""A year as a heat map: a column a week, a row a weekday, and in each cell how much was done that day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.segment import Segment
from rich.style import Style

from footcore_tui.core.stats import monday_of, month_of, strength
from footcore_tui.tui.desk import DayMark
from footcore_tui.tui.past import Month, PastDay, PastDays
from footcore_tui.tui.theme import Palette
from footcore_tui.tui.widgets.page import Page, Pieces
from footcore_tui.tui.widgets.raster import Row, joined

WEEKS = 53
"""A year, and the days that are left of the week in which it begins."""
LABELS = 4
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NAMED = (0, 2, 4)
"""The weekdays that have their name beside them."""
SHADES = "·░▒▓█"
SIGNS = {DayMark.BRIDGED: "▬", DayMark.RESERVE: "○"}
HERE = "◆"
"""The day on which one stands."""


def paint_heat(days: PastDays, cursor: int, page: Page, height: int) -> None:
    """The map with its months, the line of the marked day, and what the signs mean."""
    wide = 2 if page.width >= LABELS + 2 * WEEKS else 1
    mondays = mondays_of(days, cursor, max(1, (page.width - LABELS) // wide))
    page.line([(" " * LABELS + month_line(mondays, wide, page.width - LABELS), page.soft)])
    page.rows([_weekday(row, days, mondays, cursor, wide, page) for row in range(7)])
    page.skip(1 if height >= 16 else 0)
    day = days.at(cursor)
    if day:
        page.line([(day_text(day), page.bold)])
    if height >= 16:
        page.line([(_sum_text(days, mondays), page.soft)])
        page.skip()
        for line in _legend(days, page):
            page.line(line)


def mondays_of(days: PastDays, cursor: int, room: int) -> range:
    """The weeks that are shown: up to today's, or so far back that the marked day is among them."""
    weeks = min(WEEKS, room)
    last = min(monday_of(days.today), monday_of(cursor) + 7 * (weeks - 1))
    return range(last - 7 * (weeks - 1), last + 1, 7)


def month_line(mondays: Sequence[int], wide: int, room: int) -> str:
    """The months' names over columns of so many cells, each where its first day is; whole names alone."""
    line = ""
    for column, monday in enumerate(mondays):
        year, month = month_of(monday + 6)
        start = min(column * wide, room - 3)
        if date(year, month, 1).toordinal() >= monday and (not line or len(line) < start):
            line = line.ljust(start) + MONTHS[month - 1]
    return line[:room]


def date_text(day: int) -> str:
    """As "2026-06-03 Wed"."""
    return f"{date.fromordinal(day).isoformat()} {WEEKDAYS[(day - 1) % 7]}"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def day_text(day: PastDay) -> str:
    said = [date_text(day.day)]
    if day.sessions or day.mark not in (DayMark.BRIDGED, DayMark.RESERVE):
        none = "no session that counts" if day.tried else "no session"
        said.append(counted(day.sessions, "session") if day.sessions else none)
    match day.mark:
        case DayMark.KEPT:
            said.append("kept")
        case DayMark.BRIDGED:
            said.append(f"bridged: {day.why}" if day.why else "bridged")
        case DayMark.RESERVE:
            said.append("a reserve day")
        case DayMark.OPEN:
            said.append("today, still open")
        case DayMark.MISSED | DayMark.AHEAD:
            pass
    return " · ".join(said)


def month_pieces(month: Month, page: Page, *, streak: bool) -> Pieces:
    """A line of the map's numbers."""
    spare = f"{month.reserve:>8}" if streak else ""
    numbers = f"{month.sessions:>9}{month.kept:>5}{month.bridged:>8}{spare}"
    return [(f"{MONTHS[month.month - 1]} {month.year}", page.bold), (numbers, page.ink)]


def month_heading(page: Page, *, streak: bool) -> Pieces:
    return [(f"{'':8}{'sessions':>9}{'kept':>5}{'bridged':>8}" + (f"{'reserve':>8}" if streak else ""), page.soft)]


def _sum_text(days: PastDays, mondays: Sequence[int]) -> str:
    """Of the weeks that are shown."""
    shown = [day for day in days.days if mondays[0] <= day.day < mondays[-1] + 7]
    kept = sum(day.mark is DayMark.KEPT for day in shown)
    sessions = counted(sum(day.sessions for day in shown), "session")
    return f"{sessions} in these {counted(len(mondays), 'week')}, {counted(kept, 'day')} kept"


def _weekday(row: int, days: PastDays, mondays: Sequence[int], cursor: int, wide: int, page: Page) -> Row:
    here = (cursor - 1) % 7 == row
    label = WEEKDAYS[row] if row in NAMED or here else ""
    cells = [Segment(label.ljust(LABELS), page.bold if here else page.soft)]
    for monday in mondays:
        day = monday + row
        if day == cursor:
            cells.append(Segment(HERE.ljust(wide), page.button))
        else:
            cells.append(_cell(days.at(day), day > days.today, days.target, wide, page.palette))
    rest = page.width - LABELS - len(mondays) * wide
    return joined([*cells, Segment(" " * rest, page.ink)])


def _cell(day: PastDay | None, ahead: bool, target: int, wide: int, palette: Palette) -> Segment:
    """A day before the first session is as one without; one that has not come is blank."""
    if ahead:
        return Segment(" " * wide, palette.style(palette.ink))
    sessions = day.sessions if day else 0
    if sessions:
        return Segment(SHADES[strength(sessions, target)] * wide, palette.style(palette.accent))
    sign = SIGNS.get(day.mark) if day else None
    if day and day.mark is DayMark.BRIDGED:
        return Segment(SIGNS[DayMark.BRIDGED] * wide, palette.style(palette.soft))
    return Segment((sign or SHADES[0]).ljust(wide), palette.style(palette.accent if sign else palette.soft))


def _legend(days: PastDays, page: Page) -> Iterator[Pieces]:
    lit, soft = page.palette.style(page.palette.accent), page.soft
    sessions: list[tuple[str, Style]] = [(SHADES[0], soft), (" none  ", soft)]
    if days.target > 1:
        fewer = dict.fromkeys(SHADES[strength(count, days.target)] for count in range(1, days.target))
        sessions += [(" ".join(fewer), lit), (f" fewer than {days.target}  ", soft)]
    sessions += [(SHADES[-1], lit), (f" {days.target} or more", soft)]
    marks: list[tuple[str, Style]] = [(SIGNS[DayMark.BRIDGED], soft), (" bridged  ", soft)]
    if days.streak_days is not None:
        marks += [(SIGNS[DayMark.RESERVE], lit), (" reserve day", soft)]
    if page.width >= 70:
        yield [*sessions, ("  ", soft), *marks]
    else:
        yield sessions
        yield marks
