"""The command palette: what it reaches from where, and where it leads."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from textual.command import CommandList
from textual.pilot import Pilot

from footcore_tui.core.snapshot import Phase
from footcore_tui.tui.app import FootcoreApp
from footcore_tui.tui.desk import Offer
from footcore_tui.tui.ladders import Ladder
from footcore_tui.tui.screens.exercise import ExerciseScreen
from footcore_tui.tui.screens.history import HistoryScreen
from footcore_tui.tui.screens.levels import LevelsScreen
from footcore_tui.tui.screens.plans import PlansScreen
from footcore_tui.tui.screens.player import PlayerScreen
from footcore_tui.tui.screens.routines import RoutinesScreen
from footcore_tui.tui.screens.self_tests import SelfTestsScreen
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.screens.summary import SummaryScreen
from footcore_tui.tui.screens.today import TodayScreen
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import DESK, OPEN, STANCE, MemoryAsking, MemoryLadders, Studio

PLAY = "Play Two-minute desk balance"
PAGE = "Exercise: Single-leg stance"


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


async def found(pilot: Pilot[None], typed: str = "") -> list[str]:
    """The palette, opened, with what it offers for these words."""
    await pilot.press("ctrl+p", *("space" if letter == " " else letter for letter in typed))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return [str(option.prompt).partition("\n")[0] for option in pilot.app.screen.query_one(CommandList).options]


async def follow(pilot: Pilot[None], typed: str) -> None:
    """Takes the first that is offered."""
    await found(pilot, typed)
    await pilot.press("enter")
    for _ in range(3):
        await pilot.pause()


async def test_it_lists_the_keys_first_and_then_every_session() -> None:
    async with Studio().app().run_test(size=(80, 24)) as pilot:
        titles = await found(pilot)
        assert titles.index("Quit") < titles.index("Play At your pace") < titles.index(PLAY)
        assert {"History", "Levels", "Plans", "Self-tests", "Routines"} <= set(titles)
        assert len(titles) == len(set(titles))
        assert PAGE not in titles, "the exercises are many"


async def test_typing_finds_exercises_too() -> None:
    async with Studio().app().run_test(size=(80, 24)) as pilot:
        assert await found(pilot, "stance") == [PAGE]


PLACES = ("", "h", "h t", "r", "question_mark")
GOALS: tuple[tuple[str, type[Sheet[object]]], ...] = (
    ("history", HistoryScreen),
    ("levels", LevelsScreen),
    ("plans", PlansScreen),
    ("self-tests", SelfTestsScreen),
    ("routines", RoutinesScreen),
    ("single-leg stance", ExerciseScreen),
    ("play two-minute", PlayerScreen),
)
WAYS = [(keys, *goal) for keys in PLACES for goal in GOALS]


# Each third leads from each place and to each goal; all of them are the full figures' part.
@pytest.mark.parametrize(("keys", "typed", "screen"), WAYS[:: 1 if os.environ.get("FOOTCORE_FULL") else 3])
async def test_from_anywhere_it_leads_there(keys: str, typed: str, screen: type[Sheet[object]]) -> None:
    async with Studio().app().run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys.split())
        await pilot.pause()
        await follow(pilot, typed)
        assert isinstance(pilot.app.screen, screen)


@pytest.mark.parametrize("typed", ["levels", "single-leg stance", "play two-minute"])
async def test_what_stood_over_today_is_left(typed: str) -> None:
    async with Studio().app().run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "t", "question_mark")
        await pilot.pause()
        await follow(pilot, typed)
        assert pilot.app.screen_stack[2:] == [pilot.app.screen]


async def test_it_leads_home() -> None:
    async with Studio().app().run_test(size=(80, 24)) as pilot:
        await pilot.press("h", "t")
        await pilot.pause()
        await follow(pilot, "today")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_an_exercise_is_read_at_the_rung_on_which_one_is() -> None:
    ladders = MemoryLadders((Ladder(STANCE, STANCE.levels[1]),))
    async with Studio(ladders=ladders).app().run_test(size=(80, 24)) as pilot:
        await follow(pilot, "stance")
        assert "level 2 of 2: fingertips" in shown(pilot)


async def test_from_a_summary_another_session_begins_and_the_one_before_is_let_go() -> None:
    studio = Studio()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        before = studio.runner
        studio.let_pass(146)
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        await follow(pilot, "play at your pace")
        assert isinstance(pilot.app.screen, PlayerScreen)
        assert studio.runner is not before
        assert studio.runner is not None
        assert studio.runner.routine == OPEN
        await pilot.press("ctrl+c")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen), "it is the new one that ends"
        assert studio.runner.snapshot().phase is Phase.FINISHED


@pytest.mark.parametrize("over", ["", "i", "question_mark"], ids=["player", "how to", "help"])
async def test_over_a_session_there_are_the_keys_alone(over: str) -> None:
    studio = Studio()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("space", *over.split())
        await pilot.pause()
        titles = await found(pilot)
        assert "Colours: dark" in titles
        assert [title for title in titles if title.startswith(("Play", "Today", "History", "Plans"))] == []
        await pilot.press("escape")
        assert await found(pilot, "stance") == []


async def test_a_question_is_answered_first() -> None:
    studio = Studio(asking=MemoryAsking())
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert PLAY not in await found(pilot)


async def test_a_session_that_was_asked_for_on_the_command_line_leads_nowhere_else() -> None:
    studio = Studio()
    app = studio.app(studio.start(DESK, studio.desk().standing(DESK)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        studio.let_pass(146)
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert PLAY not in await found(pilot)


async def test_nothing_is_read_before_it_is_opened_nor_exercises_before_something_is_typed() -> None:
    studio = Studio()
    asked: list[str] = []

    def library() -> Studio:
        asked.append("library")
        return studio

    def offers() -> tuple[Offer, ...]:
        asked.append("offers")
        return studio.offers()

    app = FootcoreApp(replace(studio.desk(), library=library, offers=offers))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        asked.clear()
        await found(pilot)
        assert asked == ["offers"]


async def test_a_name_is_no_markup_and_sends_no_control() -> None:
    hostile = replace(OPEN, id="hostile", name="[red]Sharp\x1b[31m [/] turn")
    studio = Studio(shelf=(DESK, hostile))
    for typed in ("", "sharp"):
        async with studio.app().run_test(size=(80, 24)) as pilot:
            (title,) = [one for one in await found(pilot, typed) if "Sharp" in one]
            assert title.startswith("Play [red]Sharp")
            assert "\x1b" not in title
