"""The charts: each as a picture, and as the numbers of which it is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from footcore_tui.core.clock import clock_text
from footcore_tui.core.stats import Balance, Charts, Week, Work
from footcore_tui.core.text import printable
from footcore_tui.tui.widgets.bars import columns, leftward, level
from footcore_tui.tui.widgets.heat import date_text, month_line
from footcore_tui.tui.widgets.line import cell_len, clipped
from footcore_tui.tui.widgets.page import Page, Pieces
from footcore_tui.tui.widgets.wording import EARLY

SCALE = 8
"""Columns of a number beside its bar."""
TALLEST = 20
"""Rows of upright bars."""
NONE = "–"
WIDE_FROM = 56
"""Columns of a page from which levels stand beside the best holds, and the count of holds beside the work."""
LONGEST_NAME = 24
BESIDE_BEST, BESIDE_BALANCE = 25, 26
"""Columns that are left to numbers and bars beside a name, however long it is."""


class Chart(StrEnum):
    """In the order in which they follow each other."""

    WORK = "Work per week"
    BEST = "Best hold by exercise and side"
    TOUCHES = "Touch-downs per hold"
    SIDES = "Left against right, 26 weeks"


UPRIGHT = (Chart.WORK, Chart.TOUCHES)
"""Drawn as high as there is room; every other is a list of lines."""


def lines_of(chart: Chart, charts: Charts, page: Page, *, numbers: bool) -> list[Pieces]:
    """All lines of a chart that is a list, or of its numbers."""
    match chart:
        case Chart.WORK | Chart.TOUCHES:
            return [_week_line(chart, week, page) for week in reversed(charts.weeks)]
        case Chart.BEST if numbers:
            return [_best_numbers(work, page) for work in charts.bests]
        case Chart.BEST:
            top = max((work.best for work in charts.bests), default=0)
            groups = groupby(charts.bests, key=lambda work: work.exercise)
            return _parted([[_best_bar(work, top, page) for work in group] for _, group in groups], page)
        case Chart.SIDES if numbers:
            return [line for balance in charts.balances for line in _balance_numbers(balance, page)]
        case Chart.SIDES:
            sides = [side for one in charts.balances for side in (one.left, one.right) if side]
            top = max((side.seconds for side in sides), default=0)
            return _parted([[_balance_bar(balance, top, page)] for balance in charts.balances], page)


def heading_of(chart: Chart, page: Page, *, numbers: bool) -> Pieces:
    """Over the lines."""
    wide = page.width >= WIDE_FROM
    match chart:
        case Chart.WORK:
            return [(f"{'week from':14}{'work':>9}{'sessions':>10}", page.soft)]
        case Chart.TOUCHES:
            return [(f"{'week from':14}{'left':>7}{'right':>7}{'all':>7}", page.soft)]
        case Chart.BEST if numbers:
            columns_of = f"{'side':6}{'best':>6}{'holds':>7}{'  level' if wide else ''}"
            return [(f"{'':{_name_width(page, BESIDE_BEST)}} {columns_of}", page.soft)]
        case Chart.SIDES if numbers:
            holds, what = (f"{'holds':>6}", " (touch-downs)") if wide else ("", "")
            columns_of = f"{'side':6}{'work':>8}{holds}{'per hold':>9}{what}"
            return [(f"{'':{_name_width(page, BESIDE_BALANCE)}} {columns_of}", page.soft)]
        case Chart.SIDES:
            half = _half_width(page)
            return [(f"{'':{_name_width(page, BESIDE_BALANCE)}} {'left':>{half + SCALE}} right", page.soft)]
        case Chart.BEST:
            return []


def paint_columns(chart: Chart, weeks: Sequence[Week], page: Page) -> None:
    """Upright bars, the latest week at the right, as many as there is room for."""
    wide = min(6, max(1, (page.width - SCALE) // max(1, len(weeks))))
    shown = weeks[-max(1, (page.width - SCALE) // wide) :]
    values = [week.seconds if chart is Chart.WORK else week.rate for week in shown]
    top = max((value for value in values if value), default=0)
    rows = max(1, min(page.room - 1, TALLEST))
    said = _seconds if chart is Chart.WORK else _rate
    lit = page.palette.style(page.palette.accent)
    for row, line in enumerate(columns(values, top, rows, wide)):
        scale = said(top) if row == 0 else said(0) if row == rows - 1 and top else ""
        page.line([(f"{scale:>{SCALE - 1}} ", page.soft), (line, lit)])
    page.line([(" " * SCALE + month_line([week.monday for week in shown], wide, page.width - SCALE), page.soft)])


def _parted(groups: Sequence[list[Pieces]], page: Page) -> list[Pieces]:
    """A blank line between them where all have room, so that bars of one exercise are no part of the next one's."""
    lines = sum(map(len, groups))
    blank: list[Pieces] = [[]] if lines + len(groups) <= page.room else []
    return [line for group in groups for line in (*group, *blank)][: lines + len(groups) - 1]


def _week_line(chart: Chart, week: Week, page: Page) -> Pieces:
    day = (date_text(week.monday), page.soft)
    if chart is Chart.WORK:
        return [day, (f"{_seconds(week.seconds):>9}{week.sessions:>10}", page.ink)]
    rates = (week.left.rate if week.left else None, week.right.rate if week.right else None, week.rate)
    return [day, ("".join(f"{_rate(rate):>7}" for rate in rates), page.ink)]


def _best_bar(work: Work, top: float, page: Page) -> Pieces:
    room = page.width - _name_width(page, BESIDE_BEST) - 7 - SCALE
    bar = level(work.best, top, max(1, room))
    return [
        *_named(work.exercise, work.side.value, page, BESIDE_BEST),
        (f"{_seconds(work.best):>{SCALE - 1}} ", page.bold),
        (bar, page.palette.style(page.palette.accent)),
    ]


def _best_numbers(work: Work, page: Page) -> Pieces:
    numbers = f"{_seconds(work.best):>6}{work.holds:>7}  "
    level_of = printable(work.level or NONE) if page.width >= WIDE_FROM else ""
    return [
        *_named(work.exercise, work.side.value, page, BESIDE_BEST),
        (numbers, page.ink),
        (level_of, page.soft),
    ]


def _balance_bar(balance: Balance, top: float, page: Page) -> Pieces:
    half = _half_width(page)
    left, right = (side.seconds if side else 0.0 for side in (balance.left, balance.right))
    lit = page.palette.style(page.palette.accent)
    return [
        *_named(balance.exercise, "", page, BESIDE_BALANCE),
        (f"{_seconds(left):>{SCALE - 1}} ", page.bold),
        (f"{leftward(left, top, half):>{half}}", lit),
        ("│", page.soft),
        (f"{level(right, top, half):{half}}", lit),
        (f"{_seconds(right):>{SCALE}}", page.bold),
    ]


def _balance_numbers(balance: Balance, page: Page) -> Iterator[Pieces]:
    for side in (balance.left, balance.right):
        if side:
            holds = f"{side.holds:>6}" if page.width >= WIDE_FROM else ""
            numbers = f"{_seconds(side.seconds):>8}{holds}{_rate(side.rate):>9}"
            yield [*_named(side.exercise, side.side.value, page, BESIDE_BALANCE), (numbers, page.ink)]


def _named(exercise: str, side: str, page: Page, beside: int) -> Pieces:
    width = _name_width(page, beside)
    name = clipped(printable(exercise), width)
    pieces = [(name + " " * (width - cell_len(name) + 1), page.ink)]
    return [*pieces, (f"{side:6}", page.bold)] if side else pieces


def _name_width(page: Page, beside: int) -> int:
    return min(LONGEST_NAME, max(8, page.width - beside))


def _half_width(page: Page) -> int:
    return max(1, (page.width - _name_width(page, BESIDE_BALANCE) - 2 * SCALE - 2) // 2)


def _seconds(seconds: float) -> str:
    return clock_text(seconds + EARLY)


def _rate(rate: float | None) -> str:
    return NONE if rate is None else f"{rate:.2f}"
