"""What happens to a session that crashed."""

from __future__ import annotations

from textual.pilot import Pilot

from footcore_tui.core.record import Record
from footcore_tui.core.snapshot import Phase
from footcore_tui.tui.screens.offer import OfferScreen
from footcore_tui.tui.screens.player import PlayerScreen
from footcore_tui.tui.screens.today import TodayScreen
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import DESK, Studio


def crashed(seconds: float = 24) -> Studio:
    """A studio in which a session of that long was cut off without an end."""
    studio = Studio()
    runner = studio.start(DESK, studio.desk().standing(DESK))
    runner.start()
    studio.let_pass(seconds)
    studio.history.held.clear()
    return studio


def only(studio: Studio) -> Record:
    (record,) = studio.history.records()
    return record


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


async def test_it_is_offered_with_what_was_done() -> None:
    async with crashed().app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, OfferScreen)
        assert "Two-minute desk balance" in shown(pilot)
        assert "1 of 8 done, 0:15 of work." in shown(pilot)


async def test_enter_goes_on_where_it_broke_off() -> None:
    studio = crashed()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)
        assert studio.runner is not None
        snapshot = studio.runner.snapshot()
        assert (snapshot.phase, snapshot.interval.index) == (Phase.PAUSED, 3)


async def test_k_keeps_what_was_done() -> None:
    studio = crashed()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("k")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert only(studio).ended is not None
        assert only(studio).work_seconds == 15


async def test_d_throws_it_away() -> None:
    studio = crashed()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert studio.history.records() == ()


async def test_a_routine_that_is_gone_is_said_and_nothing_is_lost() -> None:
    studio = crashed()
    studio.shelf = ()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        assert DESK.id in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert only(studio).ended is not None, "kept, so that it is not offered again"
