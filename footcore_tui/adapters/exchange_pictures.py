"""The pictures of the report as inline SVG: told apart by form as well as by grey, so that they can be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from footcore_tui.core.days import iso
from footcore_tui.core.streak import BRIDGED, KEPT

WEEKS = 53
STEP, CELL = 13, 11
HEIGHT, BAR = 90, 10


def year_map(today: int, mark: Callable[[int], int], sessions: Callable[[int], int]) -> str:
    """The last 53 weeks, a column each, Monday on top; `mark` and `sessions` of a day."""
    first = _monday(today) - 7 * (WEEKS - 1)
    cells = "".join(_cell(day, first, mark(day), sessions(day)) for day in range(first, today + 1))
    return _svg("year", WEEKS * STEP, 7 * STEP, "Days of the last 53 weeks: kept, bridged, practised", cells)


def week_bars(name: str, title: str, today: int, series: Sequence[tuple[str, Callable[[int], float]]]) -> str:
    """The last 53 weeks; of each its bars beside each other, `series` being names and the values of a Monday."""
    mondays = range(_monday(today) - 7 * (WEEKS - 1), today + 1, 7)
    most = max((value(monday) for _, value in series for monday in mondays), default=0.0)
    width = BAR / len(series)
    bars = "".join(
        _bar(column * STEP + number * width, width - 1, value(monday) / most, f"{number}", f"{_week(monday)}: {said}")
        for column, monday in enumerate(mondays)
        for number, (called, value) in enumerate(series)
        if value(monday) > 0
        for said in [f"{called} {value(monday):g}".strip()]
    )
    scale = f'<text x="0" y="10">{most:g}</text>'
    return _svg(name, WEEKS * STEP, HEIGHT, title, f"{bars}{scale}")


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
    kind = "kept" if mark & KEPT else "bridged" if mark & BRIDGED else "done" if sessions else "none"
    said = (
        f"{iso(day)}: {kind if kind != 'none' else 'nothing'}, {sessions} {'session' if sessions == 1 else 'sessions'}"
    )
    return (
        f'<rect class="{kind}" x="{column * STEP + 0.5}" y="{row * STEP + 0.5}" width="{CELL}" height="{CELL}">'
        f"<title>{escape(said)}</title></rect>"
    )


def _bar(x: float, width: float, share: float, kind: str, said: str) -> str:
    height = max(1.0, share * (HEIGHT - 14))
    return (
        f'<rect class="bar{kind}" x="{x:.1f}" y="{HEIGHT - height:.1f}" width="{width:.1f}" height="{height:.1f}">'
        f"<title>{escape(said)}</title></rect>"
    )


def _svg(name: str, width: int, height: int, title: str, inner: str) -> str:
    return f'<svg class="{name}" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">{inner}</svg>'


def _week(monday: int) -> str:
    return f"week of {iso(monday)}"


def _monday(day: int) -> int:
    return day - (day - 1) % 7
