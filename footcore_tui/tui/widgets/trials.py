"""The self-tests as pictures: the list, and one of them with all that it measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from footcore_tui.core.exercise import Side
from footcore_tui.core.self_tests import Age, Result, SideResult, value_text
from footcore_tui.core.text import printable
from footcore_tui.tui.self_tests import Test, Trial
from footcore_tui.tui.theme import Look, State, palette_of
from footcore_tui.tui.widgets.bars import columns
from footcore_tui.tui.widgets.charts import SCALE
from footcore_tui.tui.widgets.heat import date_text
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.line import cell_len
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
SIDE = 7
TALLEST = 8
"""Rows of a chart."""


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
    step: int
    """Which of its steps, from 0."""
    numbers: bool
    scrolled: int
    look: Look
    keys: tuple[KeyHint, ...]

    @property
    def trial(self) -> Trial:
        return self.test.trials[self.step]


def paint_tests(scene: TestList, width: int, height: int) -> tuple[Part, ...]:
    page = Page(width, height, palette_of(scene.look, State.HOME))
    page.note(scene.notice, 3 if height >= 16 else 1)
    page.line([("Self-tests", page.bold)], [(OFTEN, page.soft)])
    page.skip(1 if height >= 16 else 0)
    listed = min(len(scene.tests), page.room)
    first = max(0, min(scene.marked - listed // 2, len(scene.tests) - listed))
    for index, test in list(enumerate(scene.tests))[first : first + listed]:
        marked = index == scene.marked
        day = "" if test.last is None else f"  {date_text(test.last)[:10]}"
        page.line(
            [
                ("▸ " if marked else "  ", page.accent),
                (printable(test.routine.name), page.bold if marked else page.ink),
            ],
            [
                ("two weeks ago or more  " if test.is_due else "", page.soft),
                (headline(test), page.ink),
                (day, page.soft),
            ],
        )
    if scene.tests and page.room > 2:
        page.skip()
        page.text(printable(scene.tests[scene.marked].routine.about.strip(), "\n"), page.soft)
    return page.done(scene.keys)


def paint_trial(scene: TrialScene, width: int, height: int) -> tuple[Part, ...]:
    page = _page(scene, width, height)
    if not scene.trial.results:
        page.text("Nothing measured yet. Enter begins.", page.ink)
        page.skip(1 if page.room > 6 else 0)
        _typical(scene, page)
        page.skip(1 if page.room > 6 else 0)
        page.text(printable(scene.test.routine.about.strip(), "\n"), page.soft)
    elif scene.numbers:
        for line in list(_table(scene.trial, page))[scene.scrolled : scene.scrolled + page.room]:
            page.line(line)
    else:
        paint_result(scene.trial.results[-1], page)
        _typical(scene, page)
        page.skip(1 if page.room > 8 else 0)
        _charts(scene.trial, page)
    return page.done(scene.keys)


def most_scrolled(scene: TrialScene, width: int, height: int) -> int:
    """How far the numbers can be scrolled until the last line is on the page."""
    page = _page(scene, width, height)
    return max(0, len(list(_table(scene.trial, page))) - page.room) if scene.numbers else 0


def paint_result(result: Result, page: Page) -> None:
    """The tries of each side, what ended them, and what lies between the sides."""
    for one in result.sides:
        numbers = _numbers(one, result, page)
        ended = ended_text(one.ended_by)
        if sum(cell_len(text) for text, _ in numbers) + 3 + len(ended) <= page.width:
            page.line([*numbers, (f"   {ended}", page.soft)])
        else:
            page.line(numbers)
            page.line([(" " * SIDE, page.ink), (ended, page.soft)])
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
            page.line([(printable(trial.item.name), page.ink)], [(_brief(trial.results[-1]), page.bold)])
        if trial.typical:
            said = typical_text(trial.typical, trial.item)
            page.line([("typical for your age: ", page.soft), (said, page.soft)])
    if test.last is None:
        page.line([("Nothing was measured.", page.ink)])


def _brief(result: Result) -> str:
    """In half a line: the best of each side; of one try, what ended it."""
    one = result.sides[0]
    alone = len(result.sides) == len(one.tries) == 1 and one.ended_by[0]
    return f"{one.ended_by[0]}   {bests_text(result)}" if alone else bests_text(result)


def _page(scene: TrialScene, width: int, height: int) -> Page:
    """With the head of the screen."""
    page = Page(width, height, palette_of(scene.look, State.HOME))
    test, trial = scene.test, scene.trial
    place = f"{scene.step + 1} of {len(test.trials)}" if len(test.trials) > 1 else ""
    held = "" if test.stages is None else f"{test.stages} of {len(test.trials)} held   "
    page.line([(printable(test.routine.name), page.bold)], [(held, page.bold), (place, page.soft)])
    day = date_text(trial.results[-1].local_day) if trial.results and not scene.numbers else ""
    name = printable(trial.item.name) if len(test.trials) > 1 else ""
    if name or day:
        page.line([(name, page.accent)], [(day, page.soft)])
    page.skip(1 if height >= 16 else 0)
    return page


def _numbers(one: SideResult, result: Result, page: Page) -> Pieces:
    item = result.item
    pieces = [
        (side_name(one.side).ljust(SIDE), page.bold),
        (tries_text(one.tries, item), page.ink),
    ]
    if len(one.tries) > 1:
        pieces += [
            (f"   best {measure_text(one.best, item)}", page.accent),
            (f"   mean {one.mean:.1f}", page.ink),
        ]
    else:
        pieces.append((f" {item.unit}", page.ink))
    return pieces


def _typical(scene: TrialScene, page: Page) -> None:
    """What the sources say of it: for an age, and how well it can be measured."""
    trial = scene.trial
    if trial.typical:
        page.line(
            [(f"Typical for {scene.age.years}: ", page.ink), (typical_text(trial.typical, trial.item), page.bold)]
        )
        if page.room > 6:
            page.text(trial.typical.source, page.soft, most=2)
    if error := error_text(trial):
        page.text(error, page.soft)


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
    first, last = (date_text(one.local_day)[:10] for one in (shown[0], shown[-1]))
    gap = max(2, wide * len(shown) - len(first) - len(last))
    page.line([(" " * SCALE + first + " " * gap + last, page.soft)])


def _table(trial: Trial, page: Page) -> Iterator[Pieces]:
    """The latest first."""
    for result in reversed(trial.results):
        day = date_text(result.local_day)[:10]
        for one in result.sides:
            yield [(f"{day:12}", page.soft), *_numbers(one, result, page)]
            day = ""
