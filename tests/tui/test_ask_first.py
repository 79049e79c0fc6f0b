"""What is asked before a session on the screen, and the time until someone new has held the first hold."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from textual.pilot import Pilot

from footcore_tui.adapters import history_choices
from footcore_tui.adapters.library import Library
from footcore_tui.cli.house import House
from footcore_tui.cli.standing import asked
from footcore_tui.core.exercise import Level, Vision
from footcore_tui.core.routine import Standing
from footcore_tui.core.safety import GENERAL, GENERAL_CONDITIONS, gate_of
from footcore_tui.core.settings import Settings, SoundEngine
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.runner import Mode
from footcore_tui.tui.app import FootcoreApp
from footcore_tui.tui.screens.ask_first import AskFirstScreen
from footcore_tui.tui.screens.player import PlayerScreen
from footcore_tui.tui.screens.today import TodayScreen
from footcore_tui.tui.widgets.gate import most_scrolled
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import DESK, STANCE, MemoryAsking, Studio, routine

WORDS_A_MINUTE = 200
"""Of someone who reads a screen with care."""
PREPARE_SECONDS, HOLD_SECONDS = 5, 15
CLOSED = replace(STANCE, levels=(Level("closed", "eyes closed", vision=Vision.CLOSED, ask_first=("you are over 65",)),))
BLIND = routine("With closed eyes", replace(DESK.blocks[0].steps[0], exercise=CLOSED))
MANY = replace(STANCE, ask_first=tuple(f"condition number {number} is so" for number in range(24)))
LENGTHY = routine("Of many conditions", replace(DESK.blocks[0].steps[0], exercise=MANY))


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


def flat(pilot: Pilot[None]) -> str:
    return " ".join(shown(pilot).split())


def reading_seconds(text: str) -> float:
    return 60 * len(re.findall(r"[A-Za-z0-9][^\s]*", text)) / WORDS_A_MINUTE


async def test_the_first_session_asks_and_the_next_one_does_not() -> None:
    studio = Studio(asking=MemoryAsking())
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskFirstScreen)
        said = flat(pilot)
        assert "Does any of this apply to you? Then ask a doctor or physiotherapist first." in said
        assert all(condition in said for condition in GENERAL_CONDITIONS)
        assert studio.asking is not None
        assert studio.asking.asked == set()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)
        assert studio.asking.asked == {GENERAL}
        await pilot.press("q", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_who_has_something_to_ask_goes_back_and_nothing_is_kept(key: str) -> None:
    studio = Studio(asking=MemoryAsking())
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert studio.asking == MemoryAsking()
        assert studio.history.records() == ()


async def test_a_session_that_was_named_ends_the_app_where_it_is_refused() -> None:
    studio = Studio(asking=MemoryAsking())
    app = studio.app(studio.start(DESK, studio.desk().standing(DESK)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskFirstScreen)
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_code == 0
    assert studio.history.records() == ()


async def test_a_rehearsal_asks_nothing() -> None:
    studio = Studio(asking=MemoryAsking())
    async with studio.app(studio.start(DESK, studio.desk().standing(DESK), Mode(speed=10))).run_test() as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_closed_eyes_ask_for_a_support_every_time_and_for_the_rest_once(size: tuple[int, int]) -> None:
    studio = Studio(shelf=(BLIND,), asking=MemoryAsking({GENERAL}))
    async with studio.app().run_test(size=size) as pilot:
        for conditions in (True, False):
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(pilot.app.screen, AskFirstScreen)
            assert "Is something fixed within reach" in flat(pilot)
            assert ("you are over 65" in flat(pilot)) is conditions
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(pilot.app.screen, PlayerScreen)
            await pilot.press("q", "enter")
            await pilot.pause()


@pytest.mark.parametrize("size", [(24, 6), (40, 12), (80, 24), (120, 40)])
async def test_however_much_it_is_all_of_it_is_seen_before_one_goes_on(size: tuple[int, int]) -> None:
    studio = Studio(shelf=(LENGTHY,), asking=MemoryAsking())
    async with studio.app().run_test(size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        seen, pages = "", 0
        while isinstance(pilot.app.screen, AskFirstScreen):
            seen += f" {flat(pilot)}"
            pages += 1
            await pilot.press("enter")
            await pilot.pause()
        assert "condition number 23" in seen
        assert "spinning feeling." in seen
        assert pages == 1 or size[0] < 80


@pytest.mark.parametrize(
    ("rung", "already"),
    [pytest.param(0, frozenset(), id="someone new"), pytest.param(-1, frozenset({GENERAL}), id="on the hardest rungs")],
)
def test_whatever_a_bundled_routine_asks_fits_on_one_page(rung: int, already: frozenset[str]) -> None:
    library = Library(Path(__file__).parents[2] / "routines")
    levels = {one.id: one.levels[rung].id for one in library.exercises() if one.levels}
    routines = [file.routine for file in library.routines() if file.routine]
    assert len(routines) > 10
    for one in routines:
        stages = sorted({block.stage or 1 for block in one.blocks})
        for week, stage in product(range(1, one.weeks + 1), stages):
            gate = gate_of(compile_timeline(one, Standing(week, stage, levels)), already)
            assert most_scrolled(gate, 80, 24) == 0, (one.id, week, stage)


async def test_someone_new_has_held_the_first_hold_within_a_minute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an empty home, every word on the way read at leisure."""
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    app = FootcoreApp(House(Settings(engine=SoundEngine.OFF), Mode(muted=True)).desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        reading = reading_seconds(shown(pilot))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, AskFirstScreen)
        reading += reading_seconds(shown(pilot))
        monkeypatch.setattr(app.screen, "_key_guard_seconds", 0)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PlayerScreen), "two keys"
        assert "GET READY" in shown(pilot)
    print(f"reading {reading:.1f} s")
    assert reading > 20
    assert reading + PREPARE_SECONDS + HOLD_SECONDS < 60
    assert asked(history_choices.asked_first, frozenset()) == {GENERAL, "single-leg-stance"}
