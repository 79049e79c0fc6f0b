"""The levels: where one stands is seen, what is proposed is answered, and another rung is one key away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from footcore_tui.core.exercise import Base, Exercise, Level, Support, Vision
from footcore_tui.core.levels import Proposal
from footcore_tui.tui.ladders import Ladder
from footcore_tui.tui.screens.levels import LevelsScreen
from footcore_tui.tui.widgets.ladder import axes_of
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import TODAY, MemoryLadders, Studio

RUNGS = (
    Level("hand", "hand on the counter", "One hand rests.", Support.ONE_HAND, Base.SINGLE),
    Level("fingertips", "fingertips", "Only the fingertips.", Support.FINGERTIPS, Base.SINGLE),
    Level("closed", "eyes closed", "Hands close.", Support.HOVER, Base.SINGLE, vision=Vision.CLOSED),
)
STANCE = Exercise("single-leg-stance", "Single-leg stance", levels=RUNGS)
SHORT = Exercise("short-foot", "Short foot", levels=RUNGS[:2])
UP = Proposal(STANCE, RUNGS[1], RUNGS[2], "two clean sessions running")
KNOWN = (Ladder(STANCE, RUNGS[1], TODAY, UP), Ladder(SHORT, RUNGS[0]))


@asynccontextmanager
async def opened(ladders: MemoryLadders, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    async with Studio(ladders=ladders).app().run_test(size=size) as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LevelsScreen)
        yield pilot


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_the_ladder_of_the_marked_exercise_and_its_proposal(size: tuple[int, int]) -> None:
    async with opened(MemoryLadders(KNOWN), size) as pilot:
        picture = shown(pilot)
        assert "Single-leg stance" in picture
        assert "1 proposal" in picture
        assert "eyes closed next time?" in " ".join(picture.split())
        if size != (40, 12):
            rungs = [line for line in picture.splitlines() if "┃" in line]
            assert [next(level.id for level in RUNGS if level.name in line) for line in rungs] == [
                "closed",
                "fingertips",
                "hand",
            ]
            assert ["▶" in line for line in rungs] == [False, True, False]


async def test_a_proposal_is_taken_or_turned_down_once() -> None:
    for key, level, said in (
        ("l", "closed", "Single-leg stance: eyes closed from now on."),
        ("k", "fingertips", "Single-leg stance stays at fingertips."),
    ):
        ladders = MemoryLadders(KNOWN)
        async with opened(ladders) as pilot:
            await pilot.press(key, key)
            assert ladders.decided == [("single-leg-stance", level, UP)]
            assert "next time?" not in shown(pilot)
            assert said in shown(pilot)


async def test_the_person_chooses_a_rung_as_far_as_there_are_any() -> None:
    ladders = MemoryLadders(KNOWN)
    async with opened(ladders) as pilot:
        await pilot.press("down", "minus", "plus", "plus", "plus")
        assert ladders.decided == [("short-foot", "fingertips", None)]
        assert "2 of 2" in shown(pilot)


async def test_without_any_exercise_it_says_so() -> None:
    async with opened(MemoryLadders()) as pilot:
        assert "No exercise with levels was found." in shown(pilot)
        await pilot.press("plus", "l", "down", "escape")
        assert not isinstance(pilot.app.screen, LevelsScreen)


def test_what_makes_a_rung_hard_is_said_without_what_goes_without_saying() -> None:
    assert axes_of(RUNGS[2]) == "On one leg, hands hover, eyes closed."
    assert axes_of(replace(RUNGS[0], vision=Vision.OPEN)) == "On one leg, one hand holds on."
    assert axes_of(Level("x", "x")) == ""


DOWN = Proposal(STANCE, RUNGS[1], RUNGS[0], "30 days away from it")


@pytest.mark.parametrize(("key", "level"), [("l", "hand"), ("enter", "hand"), ("k", "fingertips")])
async def test_a_rung_down_is_asked_about_before_the_session_is_made(key: str, level: str) -> None:
    studio = Studio(ladders=MemoryLadders(first=(DOWN,)))
    async with studio.app().run_test(size=(40, 12)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        words = " ".join(shown(pilot).split())
        assert "▽ Single-leg stance: hand on the counter this time? 30 days away from it." in words
        assert studio.runner is None, "the timeline is made at the level that is chosen"
        await pilot.press(key)
        await pilot.pause()
        assert studio.ladders.decided == [("single-leg-stance", level, DOWN)]
        assert studio.runner is not None


async def test_whoever_would_rather_not_begin_decides_nothing() -> None:
    studio = Studio(ladders=MemoryLadders(first=(DOWN,)))
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "escape")
        assert (studio.ladders.decided, studio.runner) == ([], None)
