"""The self-tests as pictures: the list, and one of them with all that it measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from footcore_tui.core.days import iso
from footcore_tui.core.exercise import Side
from footcore_tui.core.self_tests import Age, Result, SideResult, value_text
from footcore_tui.core.text import printable
from footcore_tui.tui.self_tests import Test, Trial
from footcore_tui.tui.theme import Look, State, palette_of
from footcore_tui.tui.widgets.bars import columns
from footcore_tui.tui.widgets.charts import SCALE
from footcore_tui.tui.widgets.heat import date_text
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.line import cell_len, clipped, wrapped
from footcore_tui.tui.widgets.measures import (
    bests_text,
    ended_text,
    error_text,
    gap_text,
    headline,
    measure_text,
    side_name,
    tries_text,
    typical_text,
)
from footcore_tui.tui.widgets.page import Page, Pieces
from footcore_tui.tui.widgets.picture import Part

OFTEN = "every two weeks is often enough"
MARK = "▸ "
SIDE = 7
DAY = 12
TALLEST = 8
"""Rows of a chart."""


class View(StrEnum):
    """Of one test."""

    RESULTS = "results"
    NUMBERS = "numbers"
    HOW = "how"
    """It is done."""


@dataclass(frozen=True, slots=True)
class TestList:
    """All that the list of tests shows."""

    __test__ = False  # keeps pytest from collecting it

    tests: tuple[Test, ...]
    marked: int
    look: Look
    keys: tuple[KeyHint, ...]
    notice: str = ""


@dataclass(frozen=True, slots=True)
class TrialScene:
    """All that the screen of one test shows."""

    test: Test
    age: Age
    step: int = 0
    """Which of its steps, from 0."""
    view: View = View.RESULTS
    scrolled: int = 0
    look: Look = Look.DARK
    keys: tuple[KeyHint, ...] = ()

    @property
    def trial(self) -> Trial:
        return self.test.trials[self.step]

    @property
    def shown(self) -> View:
        """Where nothing was measured there is but how it is done."""
        return self.view if self.trial.results else View.HOW


def paint_tests(scene: TestList, width: int, height: int) -> tuple[Part, ...]:
    page = Page(width, height, palette_of(scene.look, State.HOME))
    page.note(scene.notice, 3 if height >= 16 else 1)
    page.line([("Self-tests", page.bold)], [(OFTEN, page.soft)])
    page.skip(1 if height >= 16 else 0)
    listed = min(len(scene.tests), page.room)
    first = max(0, min(scene.marked - listed // 2, len(scene.tests) - listed))
    for index, test in list(enumerate(scene.tests))[first : first + listed]:
        marked = index == scene.marked
        day = headline(test) if test.last is None else iso(test.last)
        result = "" if test.last is None else f"{headline(test)}  "
        name = clipped(printable(test.routine.name), max(1, page.width - len(MARK) - 2 - len(day)))
        page.line(
            [(MARK if marked else " " * len(MARK), page.accent), (name, page.bold if marked else page.ink)],
            [(result, page.ink), (day, page.soft if result else page.ink)],
        )
    if scene.tests and page.room > 2:
        page.skip()
        test = scene.tests[scene.marked]
        page.text(printable(test.routine.about.strip().partition("\n\n")[0].replace("\n", " ")), page.ink)
        if test.again is not None:
            page.text(f"Again from {iso(test.again)} on, if you like.", page.soft)
    return page.done(scene.keys)


def paint_trial(scene: TrialScene, width: int, height: int) -> tuple[Part, ...]:
    page = _page(scene, width, height)
    if scene.shown is View.RESULTS:
        paint_result(scene.trial.results[-1], page)
        page.skip(1 if page.room > 8 else 0)
        for line in _said(scene, page):
            page.line(line)
        page.skip(1 if page.room > 8 else 0)
        _charts(scene.trial, page)
    else:
        for line in _lines(scene, page)[scene.scrolled : scene.scrolled + page.room]:
            page.line(line)
    return page.done(scene.keys)


def most_scrolled(scene: TrialScene, width: int, height: int) -> int:
    """How far the lines can be scrolled until the last is on the page; 0 where nothing can."""
    page = _page(scene, width, height)
    return 0 if scene.shown is View.RESULTS else max(0, len(_lines(scene, page)) - page.room)


def paint_result(result: Result, page: Page) -> None:
    """The tries of each side, what ended them, and what lies between the sides."""
    for one in result.sides:
        numbers = _numbers(one, result, page, page.width)
        ended = ended_text(one.ended_by)
        if _width(numbers) + 3 + len(ended) <= page.width:
            page.line([*numbers, (f"   {ended}", page.soft)])
        else:
            page.line(numbers)
            for line in wrapped(ended, page.width - SIDE, 2):
                page.line([(" " * SIDE, page.ink), (line, page.soft)])
    if gap := gap_text(result):
        page.line([(" " * SIDE, page.ink), (gap, page.soft)])


def paint_measured(test: Test, page: Page) -> None:
    """What a session of it came to, and what is typical; of several steps a line each side."""
    if test.stages is not None:
        page.line([(f"{test.stages} of {len(test.trials)} held", page.bold)])
    for trial in test.trials:
        if not trial.results:
            continue
        if len(test.trials) == 1:
            paint_result(trial.results[-1], page)
        else:
            page.line([(printable(trial.item.name), page.ink)], _brief(trial.results[-1], page))
        if trial.typical:
            said = typical_text(trial.typical, trial.item)
            head = "typical for your age: "
            page.line([(head if len(head) + len(said) <= page.width else "typical: ", page.soft), (said, page.soft)])
    if test.last is None:
        page.line([("Nothing was measured.", page.ink)])


def _brief(result: Result, page: Page) -> Pieces:
    """In half a line: the best of each side; of one try, what ended it."""
    one = result.sides[0]
    ended = one.ended_by[0] if len(result.sides) == len(one.tries) == 1 else None
    return [(f"{ended}   " if ended else "", page.soft), (bests_text(result), page.bold)]


def _page(scene: TrialScene, width: int, height: int) -> Page:
    """With the head of the screen."""
    page = Page(width, height, palette_of(scene.look, State.HOME))
    test, trial = scene.test, scene.trial
    place = f"{scene.step + 1} of {len(test.trials)}" if len(test.trials) > 1 else ""
    held = "" if test.stages is None else f"{test.stages} of {len(test.trials)} held"
    day = date_text(trial.results[-1].local_day) if scene.shown is View.RESULTS else ""
    page.line([(printable(test.routine.name), page.bold)], [(held or ("" if place else day), page.soft)])
    if place:
        page.line([(printable(trial.item.name), page.accent), (f"  {place}", page.soft)], [(day, page.soft)])
    page.skip(1 if height >= 16 else 0)
    return page


def _numbers(one: SideResult, result: Result, page: Page, room: int) -> Pieces:
    """The tries are left out where there is no room for them."""
    item = result.item
    side = (side_name(one.side).ljust(SIDE), page.bold)
    if len(one.tries) == 1:
        return [side, (measure_text(one.best, item), page.accent)]
    sums = [(f"best {measure_text(one.best, item)}", page.accent), (f"   mean {one.mean:.1f}", page.ink)]
    tries = (f"{tries_text(one.tries, item)}   ", page.ink)
    return [side, tries, *sums] if _width([side, tries, *sums]) <= room else [side, *sums]


def _width(pieces: Pieces) -> int:
    return sum(cell_len(text) for text, _ in pieces)


def _lines(scene: TrialScene, page: Page) -> list[Pieces]:
    if scene.shown is View.NUMBERS:
        return list(_table(scene.trial, page))
    paragraphs = scene.test.routine.about.strip().split("\n")
    how = [line for one in paragraphs for line in wrapped(printable(one), page.width)]
    said = list(_said(scene, page))
    return [*([(line, page.ink)] for line in how), *([[], *said] if said else [])]


def _said(scene: TrialScene, page: Page) -> Iterator[Pieces]:
    """What the sources say of it: for an age, and how well it can be measured."""
    trial = scene.trial
    if trial.typical:
        head = f"Typical for your age, {scene.age.years}: "
        said = typical_text(trial.typical, trial.item)
        if len(head) + len(said) <= page.width:
            yield [(head, page.ink), (said, page.bold)]
        else:
            yield [(head, page.ink)]
            yield [(said, page.bold)]
        for line in wrapped(trial.typical.source, page.width, 3):
            yield [(line, page.soft)]
    for line in wrapped(error_text(trial), page.width, 2):
        if line:
            yield [(line, page.soft)]


def _charts(trial: Trial, page: Page) -> None:
    """The best of each time, side by side below each other."""
    results = trial.results
    sides = [side for side in Side if any(side is one.side for result in results for one in result.sides)]
    if len(results) < 2 or not sides:
        page.text("The second time begins a chart.", page.soft)
        return
    wide = min(6, max(1, (page.width - SCALE) // len(results)))
    shown = results[-max(1, (page.width - SCALE) // wide) :]
    rows = min(TALLEST, (page.room - 1) // len(sides) - 1)
    if rows < 1:
        return
    top = max(one.best for result in shown for one in result.sides)
    for side in sides:
        page.line([(f"{side_name(side) or 'best'}", page.bold)])
        values = [next((one.best for one in result.sides if one.side is side), None) for result in shown]
        for row, line in enumerate(columns(values, top, rows, wide)):
            scale = value_text(top, trial.item.unit) if row == 0 else "0" if row == rows - 1 else ""
            page.line([(f"{scale:>{SCALE - 1}} ", page.soft), (line, page.palette.style(page.palette.accent))])
    first, last = (iso(one.local_day) for one in (shown[0], shown[-1]))
    gap = max(2, wide * len(shown) - len(first) - len(last))
    page.line([(" " * SCALE + first + " " * gap + last, page.soft)])


def _table(trial: Trial, page: Page) -> Iterator[Pieces]:
    """The latest first."""
    for result in reversed(trial.results):
        day = iso(result.local_day)
        for one in result.sides:
            yield [(day.ljust(DAY), page.soft), *_numbers(one, result, page, page.width - DAY)]
            day = ""
