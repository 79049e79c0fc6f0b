"""What happens to a session that crashed."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from footcore_tui.core.record import Moment, Record
from footcore_tui.core.routine import Standing
from footcore_tui.core.snapshot import Phase
from footcore_tui.runner import Mode
from footcore_tui.tui.screens.offer import OfferScreen, when_text
from footcore_tui.tui.screens.player import PlayerScreen
from footcore_tui.tui.screens.today import TodayScreen
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import DESK, OPEN, Studio


def crash(studio: Studio, seconds: float) -> None:
    """A session of that long is cut off without an end."""
    runner = studio.start(DESK, studio.desk().standing(DESK))
    runner.start()
    studio.let_pass(seconds)
    studio.history.held.clear()


def crashed(seconds: float = 24) -> Studio:
    """A studio in which that has happened."""
    studio = Studio()
    crash(studio, seconds)
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


async def test_d_throws_it_away_when_it_is_pressed_again() -> None:
    studio = crashed()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(pilot.app.screen, OfferScreen)
        assert "d again deletes it for good." in shown(pilot)
        assert only(studio).work_seconds == 15
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


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_what_is_left_for_later_stays_on_offer(key: str) -> None:
    studio = crashed()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        assert "offered again at the next start" in shown(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
    assert [record.began.session for record in studio.history.unfinished()] == [only(studio).began.session]


async def test_keys_typed_before_it_could_be_seen_decide_nothing() -> None:
    studio = crashed()
    studio.key_guard_seconds = 3600
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("d", "d", "enter", "k", "q")
        assert isinstance(pilot.app.screen, OfferScreen)
        assert only(studio).ended is None


async def test_several_are_counted_and_asked_for_one_after_the_other() -> None:
    studio = crashed()
    crash(studio, 40)
    async with studio.app().run_test(size=(80, 24)) as pilot:
        assert "1 of 2" in shown(pilot)
        await pilot.press("k")
        await pilot.pause()
        assert "2 of 2" in shown(pilot)
        assert "2 of 8 done" in shown(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
    assert [record.work_seconds for record in studio.history.unfinished()] == [30]


async def test_a_hold_of_which_a_part_is_there_starts_over_and_that_is_said() -> None:
    studio = Studio()
    runner = studio.start(DESK, studio.desk().standing(DESK))
    runner.start()
    studio.let_pass(12)
    runner.leave()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        assert "0:07 of work. Going on, the one it broke off in starts over." in " ".join(shown(pilot).split())


async def test_going_on_says_that_one_was_away() -> None:
    async with crashed().app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "You were away. This starts over when you are ready." in shown(pilot)


async def test_a_routine_that_was_asked_for_comes_after_the_offer() -> None:
    studio = crashed()
    opening = studio.start(OPEN, Standing())
    async with studio.app(opening).run_test(size=(80, 24)) as pilot:
        assert isinstance(pilot.app.screen, OfferScreen)
        await pilot.press("k")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)
        assert [record.began.routine for record in studio.history.records()] == [DESK.id, OPEN.id]


async def test_what_goes_on_is_played_instead_of_what_was_asked_for() -> None:
    studio = crashed()
    async with studio.app(studio.start(OPEN, Standing())).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)
        assert only(studio).began.routine == DESK.id
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert not pilot.app.is_running, "as what was asked for would have ended"


async def test_whoever_leaves_before_what_was_asked_for_began_leaves_no_trace_of_it() -> None:
    studio = crashed()
    opening = studio.start(OPEN, Standing())
    before = list(studio.history.events)
    async with studio.app(opening).run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert not pilot.app.is_running
    opening.leave()
    assert studio.history.events == before


async def test_a_rehearsal_asks_nothing() -> None:
    studio = crashed()
    opening = studio.start(OPEN, Standing(), Mode(speed=2))
    async with studio.app(opening).run_test(size=(80, 24)) as pilot:
        assert isinstance(pilot.app.screen, PlayerScreen)


@pytest.mark.parametrize(
    ("began", "text"),
    [
        (Moment(1_780_012_740.0, 0), "today 23:59"),
        (Moment(1_780_012_740.0, 120), "2026-05-29 00:01"),
        (Moment(1_780_012_740.0 - 86_400, 0), "yesterday 23:59"),
        (Moment(1_780_012_740.0 - 2 * 86_400, 0), "2026-05-26 23:59"),
    ],
)
def test_the_day_and_the_clock_are_those_where_it_began(began: Moment, text: str) -> None:
    assert when_text(began, Moment(1_780_012_799.0, 0)) == text
