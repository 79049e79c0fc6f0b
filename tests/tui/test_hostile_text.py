"""Text from files is shown as it stands: it runs nothing, breaks nothing, and no control reaches the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from record_builders import attempt, began, ended
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.pilot import Pilot

from footcore_tui.core.exercise import Exercise, Level
from footcore_tui.core.problem import Problem, Severity
from footcore_tui.core.record import SessionRated, fold
from footcore_tui.core.routine import Block, Hold, Routine, Step
from footcore_tui.core.stats import Charts, PastSession, balances_of, without_gaps, work_of
from footcore_tui.core.text import printable
from footcore_tui.ports import RoutineFile
from footcore_tui.tui.app import FootcoreApp
from footcore_tui.tui.control import ControlFilter
from footcore_tui.tui.desk import DayMark
from footcore_tui.tui.past import PastDay, PastDays
from footcore_tui.tui.widgets.line import clipped
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import TODAY, MemoryArchive, MemoryAsking, Studio, always

PAYLOADS = (
    "[@click=app.quit]x[/]",
    "[@click=app.screenshot('a')]x",
    "[/]",
    "[red",
    "[bold]b[/bold]",
    r"\[x]",
    "$ink {x}",
    "脚の裏[/]",
    "[link=https://example.org]l[/link]",
)
CONTROLS = ("\x1b]52;c;aGk=\x07", "\x1b[2J", "\x9b31m", "\x00", "a\x7fb", "\r\n")


def hostile(text: str) -> tuple[Routine, RoutineFile]:
    level = Level("one", text, ask_first=(text,))
    exercise = Exercise("bad", text, setup=text, cues=(text,), ask_first=(text,), sources=(text,), levels=(level,))
    step = Step(text, Hold(always(15)), exercise=exercise)
    problem = Problem(text, 1, 1, Severity.ERROR, "bad", text, text, text)
    return Routine("bad", text, (Block((step, step)),), about=text), RoutineFile(text, text, None, (problem,))


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


def styles(pilot: Pilot[None]) -> list[Style | None]:
    """Of every cell on the screen; a click runs what a style's meta says."""
    return [style for strip in pilot.app.screen._compositor.render_strips() for _, style, _ in strip]


@pytest.mark.parametrize("text", PAYLOADS)
async def test_markup_is_shown_as_it_stands_on_every_screen_and_never_run(text: str) -> None:
    routine, broken = hostile(text)
    studio = Studio(shelf=(routine,), broken=(broken,), asking=MemoryAsking())
    places = (["r"], ["tab"], ["escape", "up"], ["escape", "enter"], ["enter"], ["space"], ["i"])
    async with studio.app().run_test(size=(110, 32)) as pilot:
        await pilot.pause()
        for keys in ([], *places, ["escape", "question_mark", "escape"], ["q"]):
            await pilot.press(*keys)
            await pilot.pause()
            assert text in shown(pilot), keys
            assert not any(style and (style.meta or style.link) for style in styles(pilot)), keys
        assert pilot.app.is_running


def hostile_past(text: str) -> MemoryArchive:
    """A session, and charts, whose every text is this one."""
    hold = replace(attempt("s"), name=text, exercise=text, level=text)
    (record,) = fold([replace(began("s"), routine=text), hold, ended("s"), SessionRated("s", note=text)])
    works = work_of(record)
    charts = Charts(without_gaps((), TODAY), works, balances_of(works))
    listed = PastSession("s", text, TODAY, 0, "completed", 15.0, 0, 0)
    return MemoryArchive(PastDays((PastDay(TODAY, 1, DayMark.KEPT),), 3), (listed,), charts, {"s": record})


PAST_KEYS = (["s"], ["enter"], ["escape", "c", "right"], ["n"], ["n", "right", "right"], ["n"])


@pytest.mark.parametrize("text", PAYLOADS)
async def test_markup_in_the_history_is_shown_as_it_stands(text: str) -> None:
    studio = Studio(archive=hostile_past(text))
    async with studio.app().run_test(size=(120, 32)) as pilot:
        await pilot.press("h")
        for keys in PAST_KEYS:
            await pilot.press(*keys)
            await pilot.pause()
            assert clipped(text, 23).rstrip("…") in shown(pilot), keys
            assert not any(style and (style.meta or style.link) for style in styles(pilot)), keys
        assert pilot.app.is_running


@pytest.mark.parametrize("text", CONTROLS)
async def test_a_control_character_in_the_history_is_spelt_out(text: str) -> None:
    studio = Studio(archive=hostile_past(text))
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        for keys in PAST_KEYS:
            await pilot.press(*keys)
            await pilot.pause()
            assert shown(pilot).replace("\n", "").isprintable(), keys
            assert clipped(printable(text), 23).rstrip("…") in shown(pilot), keys


@pytest.mark.parametrize("text", CONTROLS)
async def test_no_control_character_reaches_the_terminal(text: str) -> None:
    routine, broken = hostile(text)
    studio = Studio(shelf=(replace(routine, id="x"),), broken=(broken,), asking=MemoryAsking())
    app: FootcoreApp = studio.app()
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in ([], ["r"], ["tab"], ["escape", "up"], ["escape", "enter"], ["enter"], ["q"]):
            await pilot.press(*keys)
            await pilot.pause()
            for strip in app.screen._compositor.render_strips():
                for line in (strip.apply_filter(each, Color(0, 0, 0)) for each in app.get_line_filters()[-1:]):
                    assert line.text.isprintable(), line.text


def test_the_net_turns_controls_into_the_replacement_character() -> None:
    plain = [Segment("a·脚 ✓")]
    assert ControlFilter().apply(plain, Color(0, 0, 0)) is plain
    caught = ControlFilter().apply([Segment("a\x1b[2J\x9bb\x7f\x00")], Color(0, 0, 0))
    assert [segment.text for segment in caught] == ["a�[2J�b��"]
