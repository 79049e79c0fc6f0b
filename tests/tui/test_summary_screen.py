"""The summary: what was done, and what the person says of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from footcore_tui.core.record import Record
from footcore_tui.tui.desk import Today
from footcore_tui.tui.screens.summary import SummaryScreen
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import DESK, WEEK, Studio


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


@asynccontextmanager
async def ended(studio: Studio, seconds: float = 146, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The app after a session of that many seconds with two touch-downs, its summary up."""
    async with studio.app().run_test(size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        studio.let_pass(7)
        await pilot.press("t", "t")
        studio.let_pass(seconds - 7)
        await pilot.pause()
        if not isinstance(pilot.app.screen, SummaryScreen):
            await pilot.press("q")
            await pilot.pause()
        yield pilot


def record(studio: Studio) -> Record:
    return studio.history.records()[-1]


async def test_each_side_has_its_seconds_and_touch_downs() -> None:
    async with ended(Studio()) as pilot:
        lines = shown(pilot).splitlines()
        assert any("left" in line and "1:00" in line and "2 touch-downs" in line for line in lines)
        assert any("right" in line and "1:00" in line and "0 touch-downs" in line for line in lines)


async def test_it_is_set_against_last_time() -> None:
    studio = Studio()
    async with ended(studio) as pilot:
        assert "last time" not in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        studio.let_pass(0)
        await pilot.press("enter")
        await pilot.pause()
        studio.let_pass(146)
        await pilot.pause()
        left = next(line for line in shown(pilot).splitlines() if line.strip().startswith("left"))
        assert "0 touch-downs" in left
        assert "last time 1:00, 2 touch-downs" in left


async def test_the_streak_says_what_changed() -> None:
    studio = Studio(day=Today(0, 3, WEEK, 12, DESK.id))
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        studio.day = Today(1, 3, WEEK, 13, DESK.id)
        studio.let_pass(146)
        await pilot.pause()
        assert "1 of 3 done today   13 days in a row, 12 before" in shown(pilot)


async def test_one_key_each_for_effort_and_pain() -> None:
    studio = Studio()
    async with ended(studio) as pilot:
        await pilot.press("0")
        assert (record(studio).effort, record(studio).pain) == (10, None)
        await pilot.press("0")
        assert (record(studio).effort, record(studio).pain) == (10, 0)
        await pilot.press("5")
        assert (record(studio).effort, record(studio).pain) == (10, 0), "nothing is asked any more"


async def test_a_question_may_be_passed_over_and_come_back_to() -> None:
    studio = Studio()
    async with ended(studio) as pilot:
        await pilot.press("s", "plus")
        assert (record(studio).effort, record(studio).pain) == (None, 10)
        await pilot.press("up", "up", "7")
        assert (record(studio).effort, record(studio).pain) == (7, 10)


async def test_a_note_is_kept_and_shown_as_it_was_typed() -> None:
    studio = Studio()
    async with ended(studio) as pilot:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"[/b] ok", "enter")
        await pilot.pause()
        assert record(studio).note == "[/b] ok"
        assert "“[/b] ok”" in shown(pilot)


async def test_a_note_that_is_left_changes_nothing() -> None:
    studio = Studio()
    async with ended(studio) as pilot:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("x", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert record(studio).note is None


async def test_a_session_that_was_broken_off_is_not_called_done() -> None:
    async with ended(Studio(), 12, size=(60, 12)) as pilot:
        assert "✓ ENDED" in shown(pilot)


async def test_keys_meant_for_the_player_answer_no_question() -> None:
    studio = Studio()
    async with ended(studio, 12) as pilot:
        assert studio.runner is not None
        screen = SummaryScreen(studio.runner, Studio(key_guard_seconds=3600).desk(), studio.day)
        await pilot.app.push_screen(screen)
        await pilot.press("7", "enter")
        assert pilot.app.screen is screen
        assert record(studio).effort is None
