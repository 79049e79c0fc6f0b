"""The self-tests on the screen: the list, one of them, the age that is asked once, the question and the summary."""

from __future__ import annotations

import pytest
from self_test_sessions import bundled
from textual.pilot import Pilot
from textual.widgets import Static

from footcore_tui.core.days import iso
from footcore_tui.core.exercise import Side
from footcore_tui.core.self_tests import Age, Try
from footcore_tui.tui.screens.history import HistoryScreen
from footcore_tui.tui.screens.player import PlayerScreen
from footcore_tui.tui.screens.question import QuestionScreen
from footcore_tui.tui.screens.self_tests import SelfTestScreen, SelfTestsScreen
from footcore_tui.tui.screens.summary import SummaryScreen
from footcore_tui.tui.screens.today import TodayScreen
from footcore_tui.tui.self_tests import Test as SelfTest
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import DESK, TODAY, MemoryTests, Studio, self_test

LEG, TANDEM, HEEL, WALL = (bundled(f"test-{name}") for name in ("single-leg", "tandem", "heel-raise", "knee-to-wall"))
OPEN = "One leg, eyes open"


def tries(session: str, day: int, *values: float, name: str = OPEN) -> list[Try]:
    """Left and right in turns; the first ended by a touch-down."""
    return [
        Try(session, day, name, (Side.LEFT, Side.RIGHT)[number % 2], value, int(number == 0))
        for number, value in enumerate(values)
    ]


def measured() -> SelfTest:
    first, last = tries("a", TODAY - 30, 20.0, 10.0), tries("b", TODAY - 16, 31.0, 45.0, 28.4, 40.0)
    return self_test(LEG, [*first, *last])


def studio(*known: SelfTest, age: Age | None = None, **tests: bool) -> Studio:
    known = known or (measured(), self_test(TANDEM))
    shelf = (DESK, *(one.routine for one in known))
    return Studio(shelf=shelf, tests=MemoryTests(known, told=age or Age(True, 43), **tests))


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


async def after(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await pilot.pause()
    await pilot.pause()
    return shown(pilot)


async def test_t_opens_the_tests_from_today_and_from_the_history_and_escape_leads_back() -> None:
    async with studio().app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for before, screen in (((), TodayScreen), (("h",), HistoryScreen)):
            assert not before or "t  self-tests" in await after(pilot, *before)
            said = await after(pilot, "t")
            assert isinstance(pilot.app.screen, SelfTestsScreen)
            assert f"left 31.0, right 45.0 s  {iso(TODAY - 16)}" in said
            assert "Narrow-stance test" in said
            assert "not yet" in said
            assert f"Again from {iso(TODAY - 2)} on, if you like." in said
            await after(pilot, "escape")
            assert isinstance(pilot.app.screen, screen)


async def test_today_lists_no_test_but_offers_one_in_a_calm_line() -> None:
    made = studio()
    async with made.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "One-leg test" not in shown(pilot)
        assert "self-tests" not in shown(pilot)
    made = studio(offered=True)
    async with made.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "If you like, t has the self-tests. Every two weeks is often enough." in shown(pilot)


async def test_where_it_is_narrow_the_list_keeps_the_date_and_cuts_the_name() -> None:
    async with studio().app().run_test(size=(40, 12)) as pilot:
        lines = (await after(pilot, "t")).splitlines()
        assert any(line.strip().endswith(iso(TODAY - 16)) for line in lines)
        assert any(line.strip().endswith("not yet") for line in lines)


async def test_one_shows_the_tries_what_ended_them_what_is_typical_and_its_charts() -> None:
    async with studio().app().run_test(size=(80, 24)) as pilot:
        said = await after(pilot, "t", "enter")
        assert isinstance(pilot.app.screen, SelfTestScreen)
        assert "left   31.0  28.4   best 31.0 s   mean 29.7   foot down, you ended it" in said
        assert "right  45.0  40.0   best 45.0 s   mean 42.5   the cap, you ended it" in said
        assert "14.0 s between left and right" in said
        assert "Typical for your age, 43: mean of three tries 40.3 s" in said
        assert "Springer B. A. and others 2007" in said
        bars = [line for line in said.splitlines() if "█" in line]
        assert bars
        assert iso(TODAY - 30) in said
        assert "45.0 " in said, "the scale"


async def test_its_numbers_and_how_it_is_done_are_one_key_away() -> None:
    async with studio().app().run_test(size=(80, 24)) as pilot:
        said = await after(pilot, "t", "enter", "n")
        assert f"{iso(TODAY - 16)}  left   31.0  28.4   best 31.0 s   mean 29.7" in said
        assert f"{iso(TODAY - 30)}  left   20.0 s" in said
        assert "n results" in said
        assert "Typical for your age" in await after(pilot, "n")
        said = await after(pilot, "i")
        assert "Barefoot, arms crossed on the chest." in said
        assert "i results" in said


async def test_many_results_scroll_as_far_as_they_go() -> None:
    many = [one for number in range(40) for one in tries(f"s{number:02}", TODAY - 600 + 14 * number, 20.0, 10.0)]
    async with studio(self_test(LEG, many)).app().run_test(size=(80, 24)) as pilot:
        said = await after(pilot, "t", "enter", "n")
        assert iso(TODAY - 600 + 14 * 39) in said
        assert iso(TODAY - 600) in await after(pilot, *["pagedown"] * 9)
        assert "↓ on" not in shown(pilot)
        assert iso(TODAY - 600 + 14 * 39) in await after(pilot, *["pageup"] * 9)


async def test_a_test_of_several_steps_turns_from_one_to_the_next() -> None:
    one = self_test(TANDEM, [Try("a", TODAY, "Heel to toe, eyes open", Side.BOTH, 22.5, 1)])
    async with studio(one).app().run_test(size=(80, 24)) as pilot:
        assert "Feet together, eyes open  1 of 4" in await after(pilot, "t", "enter")
        said = await after(pilot, "right", "right")
        assert "Heel to toe, eyes open  3 of 4" in said
        assert "22.5 s   foot down" in said
        assert "The second time begins a chart." in said
        assert "Heel to toe, eyes closed  4 of 4" in await after(pilot, "left", "left", "left")


async def test_the_age_is_asked_before_the_first_test_that_has_norms_and_never_again() -> None:
    made = studio(age=Age())
    async with made.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("t", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, QuestionScreen)
        await pilot.press("4", "3", "enter")
        await pilot.pause()
        assert made.tests.told == Age(True, 43)
        assert isinstance(pilot.app.screen, SelfTestScreen)
        await after(pilot, "enter")
        assert isinstance(pilot.app.screen, PlayerScreen)


@pytest.mark.parametrize("answer", ["", "abc", "250", "4x3", "0", "12345678901234567890"])
async def test_what_is_no_age_is_told_and_never_becomes_another(answer: str) -> None:
    made = studio(age=Age())
    async with made.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("t", "enter", *answer, "enter")
        await pilot.pause()
        asked = pilot.app.screen
        assert isinstance(asked, QuestionScreen)
        assert not made.tests.told.asked
        problem = asked.query_one(".problem", Static)
        assert str(problem.content) == "Your age in whole years is wanted, from 1 to 120."
        await pilot.press(*["backspace"] * len(answer), "4", "3")
        assert not problem.display
        await pilot.press("enter")
        await pilot.pause()
        assert made.tests.told == Age(True, 43)


async def test_who_would_rather_not_say_is_not_asked_again() -> None:
    made = studio(age=Age())
    async with made.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("t", "enter", "escape")
        await pilot.pause()
        assert made.tests.told == Age(True, None)
        assert isinstance(pilot.app.screen, SelfTestScreen)


async def test_a_test_without_norms_asks_for_no_age() -> None:
    made = studio(self_test(WALL), age=Age())
    async with made.app().run_test(size=(80, 24)) as pilot:
        said = await after(pilot, "t", "enter", "pagedown")
        assert "A difference below 1 cm may be the measuring alone." in said
        assert not made.tests.told.asked


async def test_a_test_that_is_played_at_once_asks_too() -> None:
    made = studio(age=Age())
    opening = made.start(LEG, made.desk().standing(LEG))
    async with made.app(opening).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, QuestionScreen)
        await pilot.press("7", "2", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)


async def test_a_changes_the_age() -> None:
    made = studio()
    async with made.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("t", "a", "5", "0", "enter")
        await pilot.pause()
        assert made.tests.told == Age(True, 50)
        assert isinstance(pilot.app.screen, SelfTestsScreen)


async def test_the_foot_that_goes_down_ends_the_try_and_the_summary_says_what_was_measured() -> None:
    made = studio()
    async with made.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("t", "enter", "enter")
        await pilot.pause()
        made.let_pass(10)
        for seconds in (20, 45, 30):
            made.let_pass(seconds)
            await pilot.press("t")
            await pilot.pause()
            made.let_pass(20)
        await pilot.press("q")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        said = shown(pilot)
        assert "best" in said
        assert "foot down" in said
        assert "typical for your age: mean of three tries 40.3 s" in said
        assert "touch-down" not in said
        assert made.runner is not None
        values = [one.value for one in made.runner.record.work if one.value is not None]
        assert values[0] == 20.0


async def test_the_beat_of_a_heel_raise_counts_and_the_person_has_the_last_word() -> None:
    made = studio(self_test(HEEL))
    async with made.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("t", "enter", "enter")
        await pilot.pause()
        made.let_pass(10 + 33.5)
        await pilot.pause()
        assert "rep 17 · down" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        made.let_pass(120 + 20.5)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*["backspace"] * 2, "9", "enter")
        await pilot.pause()
        await pilot.pause()
        said = shown(pilot)
        assert "left   16 reps   you ended it" in said
        assert "right  9 reps   you ended it" in said
        assert "typical for your age: mean of both legs 24 to 27 reps" in said


async def test_a_length_is_typed_with_one_decimal() -> None:
    made = studio(self_test(WALL))
    async with made.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("t", "enter", "enter")
        await pilot.pause()
        made.let_pass(12)
        await pilot.pause()
        assert "Enter when done; you are asked how many cm." in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("9", "comma", "5", "enter")
        await pilot.pause()
        assert made.runner is not None
        assert [one.value for one in made.runner.record.work] == [9.5]


async def test_a_history_that_cannot_be_read_says_so() -> None:
    made = studio(broken=True)
    async with made.app().run_test(size=(80, 24)) as pilot:
        assert "The history is damaged." in await after(pilot, "t", "enter", "down")
        assert isinstance(pilot.app.screen, SelfTestsScreen)
        made.tests.broken = False


@pytest.mark.parametrize("size", [(1, 1), (40, 12), (80, 24), (300, 12), (30, 80)])
async def test_no_size_is_too_small(size: tuple[int, int]) -> None:
    async with studio().app().run_test(size=size) as pilot:
        for keys in (["t"], ["down"], ["enter"], ["right"], ["escape"], ["up", "enter"], ["n", "down"], ["i"]):
            await pilot.press(*keys)
            await pilot.pause()
        assert isinstance(pilot.app.screen, SelfTestScreen)
