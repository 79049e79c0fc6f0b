"""The pictures of the report as inline SVG: told apart by form as well as by grey, so that they can be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from html import escape

from footcore_tui.core.days import iso
from footcore_tui.core.streak import BRIDGED, KEPT

WEEKS = 53
STEP, CELL = 13, 11
HEIGHT, BAR = 90, 10
LEFT, LINE = 28, 14
"""Room for what stands beside a picture, and for a line of text above or below it."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = {0: "Mon", 2: "Wed", 4: "Fri"}


def year_map(today: int, mark: Callable[[int], int], sessions: Callable[[int], int]) -> str:
    """The last 53 weeks, a column each, Monday on top; `mark` and `sessions` of a day."""
    first = _monday(today) - 7 * (WEEKS - 1)
    cells = "".join(_cell(day, first, mark(day), sessions(day)) for day in range(first, today + 1))
    named = "".join(_text(0, LINE + row * STEP + 9, name) for row, name in WEEKDAYS.items())
    title = "Days of the last 53 weeks: kept, bridged, practised"
    return _svg("year", 7 * STEP + LINE, title, f"{_months(first, LINE - 5)}{named}{cells}")


def week_bars(name: str, title: str, today: int, series: Sequence[tuple[str, Callable[[int], float]]]) -> str:
    """The last 53 weeks; of each its bars beside each other, `series` being names and the values of a Monday."""
    first = _monday(today) - 7 * (WEEKS - 1)
    mondays = range(first, today + 1, 7)
    most = max((value(monday) for _, value in series for monday in mondays), default=0.0)
    width = BAR / len(series)
    bars = "".join(
        _bar(
            LEFT + column * STEP + number * width,
            width - 1,
            value(monday) / most,
            f"{number}",
            f"{_week(monday)}: {said}",
        )
        for column, monday in enumerate(mondays)
        for number, (called, value) in enumerate(series)
        if value(monday) > 0
        for said in [f"{called} {value(monday):g}".strip()]
    )
    ground = f'<path class="axis" d="M{LEFT} {HEIGHT + 0.5}H{LEFT + WEEKS * STEP}"/>'
    scale = _text(LEFT - 6, LINE + 7, f"{most:g}", "end") + _text(LEFT - 6, HEIGHT, "0", "end")
    return _svg(name, HEIGHT + LINE, title, f"{bars}{ground}{scale}{_months(first, HEIGHT + LINE - 4)}")


def legend(entries: Iterable[tuple[str, str]]) -> str:
    """Pairs of a form's class and what it means."""
    items = "".join(
        f'<li><svg width="{CELL}" height="{CELL}"><rect class="{kind}" x=".5" y=".5" width="{CELL - 1}" '
        f'height="{CELL - 1}"/></svg> {escape(text)}</li>'
        for kind, text in entries
    )
    return f'<ul class="legend">{items}</ul>'


def _cell(day: int, first: int, mark: int, sessions: int) -> str:
    column, row = divmod(day - first, 7)
    x, y = LEFT + column * STEP + 0.5, LINE + row * STEP + 0.5
    kind = "kept" if mark & KEPT else "bridged" if mark & BRIDGED else "done" if sessions else "none"
    said = (
        f"{iso(day)}: {kind if kind != 'none' else 'nothing'}, {sessions} {'session' if sessions == 1 else 'sessions'}"
    )
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{CELL}" height="{CELL}"><title>{escape(said)}</title></rect>'


def _bar(x: float, width: float, share: float, kind: str, said: str) -> str:
    height = max(1.0, share * (HEIGHT - LINE))
    return (
        f'<rect class="bar{kind}" x="{x:.1f}" y="{HEIGHT - height:.1f}" width="{width:.1f}" height="{height:.1f}">'
        f"<title>{escape(said)}</title></rect>"
    )


def _months(first: int, y: int) -> str:
    """The name of each month over the week in which its first day is."""
    firsts = ((column, date.fromordinal(first + 7 * column + 6)) for column in range(WEEKS))
    return "".join(_text(LEFT + column * STEP, y, MONTHS[last.month - 1]) for column, last in firsts if last.day <= 7)


def _text(x: int, y: int, text: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'


def _svg(name: str, height: int, title: str, inner: str) -> str:
    box = f"0 0 {LEFT + WEEKS * STEP} {height}"
    return f'<svg class="{name}" viewBox="{box}" role="img" aria-label="{escape(title)}">{inner}</svg>'


def _week(monday: int) -> str:
    return f"week of {iso(monday)}"


def _monday(day: int) -> int:
    return day - (day - 1) % 7
