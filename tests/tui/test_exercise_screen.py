"""Reading an exercise: from the routines, and from a session that is paused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from footcore_tui.adapters.library import Library
from footcore_tui.core.card import Card
from footcore_tui.core.exercise import Evidence, Exercise
from footcore_tui.core.snapshot import Phase
from footcore_tui.tui.screens.exercise import ExerciseScreen
from footcore_tui.tui.screens.player import PlayerScreen
from footcore_tui.tui.screens.routines import RoutinesScreen
from footcore_tui.tui.theme import Look
from footcore_tui.tui.widgets.card import CardScene, most_scrolled, paint_card
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import DESK, OPEN, STANCE, Studio, routine

EXERCISES = Library(Path(__file__).parents[2] / "routines").exercises()
STAND = DESK.blocks[0].steps[0]
SHORT_FOOT = Exercise("short-foot", "Short foot", setup="Draw the ball of the foot towards the heel.")
TWO = routine(
    "Two exercises",
    replace(STAND, evidence=Evidence.COACH),
    replace(STAND, name="Short foot", exercise=SHORT_FOOT, evidence=Evidence.DEFAULT),
)


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_tab_reads_the_exercises_of_the_marked_routine(size: tuple[int, int]) -> None:
    async with Studio(shelf=(TWO, OPEN)).app().run_test(size=size) as pilot:
        await pilot.press("r", "tab")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ExerciseScreen)
        first = shown(pilot)
        assert "Single-leg stance" in first
        assert "1 of 2" in first
        assert "level 2 of 2: fingertips" in first
        assert "dose from a coach" in first
        await pilot.press("right")
        await pilot.pause()
        second = shown(pilot)
        assert "Short foot" in second
        assert "Draw the ball of the foot" in second
        await pilot.press("left")
        await pilot.pause()
        assert shown(pilot).splitlines()[:4] == first.splitlines()[:4]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RoutinesScreen)


async def test_a_routine_without_exercises_has_none_to_read() -> None:
    async with Studio(shelf=(OPEN,)).app().run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "tab")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RoutinesScreen)
        assert "tab exercises" not in shown(pilot)


async def test_the_preview_says_where_the_doses_come_from() -> None:
    async with Studio(shelf=(TWO,)).app().run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        said = shown(pilot)
        assert "coach   Single-leg stance" in said
        assert "our own Short foot" in said


async def test_the_text_is_scrolled_to_its_end_and_no_further() -> None:
    async with Studio().app().run_test(size=(40, 12)) as pilot:
        await pilot.press("r", "tab")
        await pilot.pause()
        for _ in range(20):
            await pilot.press("pagedown")
        await pilot.press("down")
        await pilot.pause()
        end = shown(pilot)
        assert "big-toe ball" in end
        assert "read on" not in end
        await pilot.press("up", "down")
        await pilot.pause()
        assert shown(pilot) == end


async def test_a_paused_session_is_read_about_and_is_the_same_afterwards() -> None:
    studio = Studio(shelf=(TWO,))
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        studio.let_pass(9)
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen), "not while it runs"
        await pilot.press("space")
        await pilot.pause()
        assert studio.runner is not None
        before, picture = studio.runner.snapshot(), shown(pilot)
        assert "i how to" in picture
        await pilot.press("i")
        await pilot.pause()
        assert "Single-leg stance" in shown(pilot)
        assert "1 of 2" in shown(pilot)
        studio.let_pass(60)
        await pilot.press("right", "down", "q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)
        assert studio.runner.snapshot() == before
        assert studio.runner.snapshot().phase is Phase.PAUSED
        assert shown(pilot) == picture


async def test_it_opens_at_the_exercise_that_is_done_now() -> None:
    studio = Studio(shelf=(TWO,))
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        for _ in range(16):
            await pilot.press("right")
        await pilot.press("space")
        await pilot.pause()
        assert studio.runner is not None
        assert studio.runner.snapshot().interval.movement.exercise is SHORT_FOOT
        await pilot.press("i")
        await pilot.pause()
        assert "2 of 2" in shown(pilot)


async def test_ctrl_c_while_reading_ends_the_session_as_q_does() -> None:
    studio = Studio()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        studio.let_pass(9)
        await pilot.press("space", "i", "ctrl+c")
        await pilot.pause()
        (record,) = studio.history.records()
        assert record.ended is not None


def words(exercise: Exercise, width: int, height: int) -> list[str]:
    """All that its page shows, scrolled from top to end, word by word; an address without its breaks."""
    card, seen = Card(exercise, exercise.level(None)), dict[tuple[int, str], None]()
    for scrolled in range(most_scrolled(card, width, height) + 1):
        parts = paint_card(CardScene(card, "", scrolled, Look.PLAIN, ()), width, height)
        for part in parts:
            for row, line in enumerate(part.rows):
                text = "".join(segment.text for segment in line)
                seen[scrolled + part.region.y + row, text] = None
    return " ".join(text for _, text in sorted(seen)).split()


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=str)
def test_no_word_of_any_exercise_is_cut(size: tuple[int, int]) -> None:
    for exercise in EXERCISES:
        said = words(exercise, *size)
        assert not any("…" in word for word in said), exercise.id
        texts = (*exercise.steps, *exercise.stop_if, *(level.name for level in exercise.levels))
        assert {word for text in texts for word in text.split()} <= {word.rstrip(".") for word in said} | set(said)


@pytest.mark.parametrize(("width", "drawn"), [(40, False), (80, True), (120, True)])
def test_the_soles_stand_beside_the_words_where_there_is_room(width: int, drawn: bool) -> None:
    rows = paint_card(CardScene(Card(STANCE), "", 0, Look.DARK, ()), width, 24)
    text = "".join(segment.text for part in rows for row in part.rows for segment in row)
    assert ("▙" in text or "▟" in text or "▀" in text or "▄" in text) is drawn
