"""Today, and the way from it into a session and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.binding import Binding
from textual.pilot import Pilot

from footcore_tui.core.errors import HistoryError
from footcore_tui.core.plans import Change, Progress
from footcore_tui.core.problem import Problem, Severity
from footcore_tui.core.routine import Hold, Measure, Plan, Step, Test
from footcore_tui.core.settings import Settings
from footcore_tui.tui.app import FootcoreApp
from footcore_tui.tui.desk import Offer, Today
from footcore_tui.tui.screens.help import HelpScreen
from footcore_tui.tui.screens.player import PlayerScreen
from footcore_tui.tui.screens.summary import SummaryScreen
from footcore_tui.tui.screens.today import TodayScreen
from footcore_tui.tui.widgets.greeting import smallest_offer
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import DESK, OPEN, PACED, WEEK, MemoryAsking, Studio, always, routine


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40), (200, 60)])
async def test_today_says_what_was_done_and_what_is_due(size: tuple[int, int]) -> None:
    async with Studio().app().run_test(size=size) as pilot:
        await pilot.pause()
        said = shown(pilot)
        assert "of 3 done today" in said
        assert "Enter" in said
        assert "Two-minute desk balance" in said
        assert "2:26" in said


async def test_the_week_and_the_streak_stand_on_top() -> None:
    async with Studio().app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        said = shown(pilot)
        assert "12 days in a row" in said
        assert all(day.name in said for day in WEEK)
        assert "██████ ██████" in said, "two kept days side by side"


async def test_someone_new_sees_one_sentence_one_routine_and_enter() -> None:
    studio = Studio(day=Today(0, 3, WEEK, 0, DESK.id, newcomer=True))
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        said = shown(pilot)
        assert "Shoes off, something fixed within reach" in said
        assert said.count("Two-minute desk balance") == 1
        assert "At your pace" not in said
        assert "in a row" not in said


async def test_a_streak_of_no_days_is_not_spoken_of() -> None:
    async with Studio(day=Today(0, 3, WEEK, 0, DESK.id)).app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "streak" not in shown(pilot)
        assert "in a row" not in shown(pilot)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_after_much_pain_nothing_speaks_of_streak_target_or_what_is_due(size: tuple[int, int]) -> None:
    plan = Progress([Change(DESK.id, "start", 1, (3,) * 6, (1,) * 6, 0, 0)], [], 2)
    studio = Studio(day=Today(1, 3, WEEK, 12, "", plan=plan, rests=True))
    async with studio.app().run_test(size=size) as pilot:
        await pilot.pause()
        said = " ".join(shown(pilot).split())
        assert "stop for today, and take one step easier next time" in said
        assert [
            word for word in ("in a row", "streak", "of 3", "due", "week", "score", "reserve") if word in said
        ] == []


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_a_streak_that_is_hidden_takes_week_score_and_reserve_with_it(size: tuple[int, int]) -> None:
    studio = Studio(day=Today(1, 3, WEEK, None, DESK.id, week_kept_days=1, weeks_kept=2, score=40))
    async with studio.app().run_test(size=size) as pilot:
        await pilot.pause()
        said = shown(pilot)
        assert [word for word in ("in a row", "week", "score", "reserve") if word in said] == []
        assert "of 3 done today" in said


async def test_enter_starts_what_is_marked() -> None:
    studio = Studio()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)
        assert studio.runner is not None
        assert studio.runner.routine.name == "At your pace"


async def test_a_session_ends_in_its_summary_and_that_at_home() -> None:
    studio = Studio()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        studio.let_pass(146)
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        studio.day = Today(2, 3, WEEK, 13, DESK.id)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert "13 days in a row" in shown(pilot)


async def test_a_question_mark_shows_every_key_as_it_is_mapped() -> None:
    async with Studio().app().run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Begin the routine that is marked" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_where_it_is_narrow_the_words_of_a_key_go_on_below_and_all_can_be_read() -> None:
    async with Studio().app().run_test(size=(40, 12)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        seen = ""
        for _ in range(6):
            seen += shown(pilot)
            await pilot.press("pagedown")
            await pilot.pause()
        assert "…" not in seen
        for binding in TodayScreen.BINDINGS:
            assert isinstance(binding, Binding)
            assert set(binding.tooltip.split()) <= set(seen.split())
        assert "Everything by name" in " ".join(seen.split())


async def test_without_a_routine_it_says_so_and_enter_does_nothing() -> None:
    studio = Studio(shelf=())
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)
        assert "No routine was found." in shown(pilot)
        assert "Enter start" not in shown(pilot)


async def test_the_palette_reaches_what_the_keys_do() -> None:
    async with Studio().app().run_test(size=(80, 24)) as pilot:
        titles = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert {"Start", "Routines", "Help", "Quit", "Colours: light"} <= set(titles)
        assert len(titles) == len(set(titles))
        pilot.app.action_wear("light")
        await pilot.pause()
        style = pilot.app.screen.query_one(Picture).render_line(0)._segments[0].style
        assert style is not None
        assert style.bgcolor is not None
        assert style.bgcolor.get_truecolor().hex == "#f6f4ec"


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (20, 5), (39, 9), (300, 12), (30, 80)])
async def test_no_size_is_too_small(size: tuple[int, int]) -> None:
    async with Studio().app().run_test(size=size) as pilot:
        for keys in (["r"], ["escape", "question_mark"], ["escape", "enter"], ["q"]):
            await pilot.press(*keys)
            await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)


async def test_a_history_that_cannot_be_read_is_said_and_one_can_still_train() -> None:
    studio = Studio(shelf=(DESK,))

    def unreadable() -> Today:
        raise HistoryError("The history is damaged.")

    app = FootcoreApp(replace(studio.desk(), today=unreadable))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "The history is damaged." in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        studio.let_pass(146)
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)


async def test_the_daily_routine_stays_first_when_the_day_is_done() -> None:
    studio = Studio(day=Today(3, 3, WEEK, 13, ""), settings=Settings(theme="dark", daily=DESK.id))
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "▸ Two-minute desk balance" in shown(pilot)
        assert "due" not in shown(pilot)


SAFETY = "Stop at any sharp pain, and stay within reach of something fixed."
WORDY = replace(DESK, about=" ".join(["Fifteen seconds on one leg, then on the other."] * 5 + [SAFETY]))


async def test_someone_new_reads_one_sentence_of_it_and_what_to_look_out_for_before_the_first_session() -> None:
    """All of it would take half a minute; the page between says when to stop."""
    day = Today(0, 3, WEEK, 0, DESK.id, newcomer=True)
    studio = Studio(shelf=(WORDY, OPEN), day=day, asking=MemoryAsking())
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert " ".join(shown(pilot).split()).count("Fifteen seconds on one leg, then on the other.") == 1
        await pilot.press("enter")
        await pilot.pause()
        assert "Stop at sharp pain" in shown(pilot)


async def test_what_a_routine_is_about_is_read_to_its_end_where_there_is_room() -> None:
    studio = Studio(shelf=(WORDY, OPEN), day=Today(0, 3, WEEK, 0, DESK.id))
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert SAFETY in " ".join(shown(pilot).split())


async def test_what_a_routine_is_about_leaves_the_list_its_rows() -> None:
    many = tuple(replace(OPEN, id=f"other-{number}", name=f"Other {number}") for number in range(12))
    endless = replace(DESK, about="word " * 2000)
    async with Studio(shelf=(endless, *many)).app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "▸ Two-minute desk balance" in shown(pilot)
        assert "Other 11" not in shown(pilot)
        assert shown(pilot).count("Other") == 3


async def test_a_plan_says_its_week_and_stages_say_theirs() -> None:
    staged = replace(OPEN, blocks=tuple(replace(OPEN.blocks[0], stage=number) for number in (1, 2, 3)))
    studio = Studio(shelf=(replace(DESK, plan=Plan(6)), staged))
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "week 1 of 6  2:26" in shown(pilot)
        await pilot.press("down")
        assert "stage 1 of 3  0:03" in shown(pilot)
        await pilot.press("r")
        await pilot.pause()
        assert "week 1 of 6" in shown(pilot)
        await pilot.press("down")
        assert "stage 1 of 3" in shown(pilot)


async def test_where_it_is_narrow_the_length_is_kept_before_the_week() -> None:
    async with Studio(shelf=(replace(DESK, plan=Plan(6)),)).app().run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert "2:26" in shown(pilot)


async def test_what_of_the_settings_is_left_out_is_said() -> None:
    problem = Problem("/home/me/config.toml", 3, 1, Severity.ERROR, "setting-value", "volume has to be a number", "")
    settings = Settings(theme="drak", problems=(problem,))
    async with Studio(settings=settings).app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "config.toml:3: volume has to be a number (and 1 more)" in shown(pilot)


async def test_a_theme_of_nobody_is_said() -> None:
    async with Studio(settings=Settings(theme="drak")).app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "there is no theme 'drak'; known are dark, light, ansi, plain" in shown(pilot)


async def test_ctrl_c_quits() -> None:
    app = Studio().app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert not app.is_running
    assert app.return_code == 0


QUICK = routine(
    "Tooth-brushing two minutes", Step("Stand", Hold(always(60))), about="One leg while you brush.", prepare=0
)
LONGER = routine("As long", Step("Stand", Hold(always(146))), prepare=0)
TESTED = replace(
    routine("One-leg test", Step("Stand", Hold(always(5))), Step("Stand", Test(Measure.HOLD, always(10)))),
    tags=("test",),
)
BACK = Today(0, 3, WEEK, 0, DESK.id, back=True)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_after_a_gap_it_greets_and_offers_the_smallest_session_first(size: tuple[int, int]) -> None:
    """What is open takes as long as it takes, and a self-test is no way to begin again."""
    studio = Studio(shelf=(DESK, OPEN, QUICK, TESTED), day=BACK, settings=Settings(theme="dark", daily=PACED.id))
    studio.tests.offered = True
    async with studio.app().run_test(size=size) as pilot:
        await pilot.pause()
        said = shown(pilot)
        assert "Welcome back. One minute is a good way to begin again." in " ".join(said.split())
        marked = next(line for line in said.splitlines() if "Enter" in line)
        assert "Tooth-brushing" in marked
        assert "shortest  1:00" in said
        assert said.index("Tooth-brushing") < said.index("Two-minute desk balance") < said.index("due  2:26")
        assert [word for word in ("0 of", "this week", "in a row", "self-tests", "miss", "Thu") if word in said] == []
        await pilot.press("enter")
        await pilot.pause()
        assert studio.runner is not None
        assert studio.runner.routine == QUICK


async def test_what_is_due_may_be_the_smallest() -> None:
    async with Studio(shelf=(DESK, LONGER), day=BACK).app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        said = shown(pilot)
        assert "Two minutes are a good way to begin again." in said
        assert "shortest · due  2:26" in said, "of two that take as long it is the one that is due"


def test_a_self_test_is_not_the_smallest_session() -> None:
    timed = Offer("test-quick", "Quick test", "", 5, test=True)
    usual = Offer("usual", "Usual", "", 60)
    assert smallest_offer([timed, usual]) == usual
    assert smallest_offer([timed]) is None


async def test_where_nothing_has_a_length_it_greets_all_the_same() -> None:
    async with Studio(shelf=(OPEN,), day=BACK).app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Welcome back. However little, it is a good way to begin again." in shown(pilot)
        assert "shortest" not in shown(pilot)


async def test_the_greeting_is_gone_once_a_session_counts() -> None:
    studio = Studio(shelf=(DESK, QUICK), day=BACK)
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        studio.let_pass(60)
        await pilot.pause()
        studio.day = Today(1, 3, WEEK, 1, DESK.id)
        await pilot.press("enter")
        await pilot.pause()
        said = shown(pilot)
        assert "Welcome back" not in said
        assert "shortest" not in said
        assert "of 3 done today" in said
        assert "▸ Two-minute desk balance" in said


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_after_a_gap_a_plan_asks_its_question_under_the_one_greeting(size: tuple[int, int]) -> None:
    plan = Progress([Change(DESK.id, "start", 1, (3,) * 6, (1,) * 6, 0, 0)], [(0, 1)], 9)
    studio = Studio(shelf=(DESK, QUICK), day=replace(BACK, plan=plan))
    async with studio.app().run_test(size=size) as pilot:
        await pilot.pause()
        said = " ".join(shown(pilot).split())
        assert said.count("Welcome back.") == 1
        assert "p Begin week 1 anew, or go on?" in said
        assert "Tooth-brushing" in said
