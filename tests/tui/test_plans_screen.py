"""The plan that runs on Today, and the screen on which it is started, paused, left and stepped back in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from footcore_tui.core.choices import PlanAction
from footcore_tui.core.errors import NotSaved
from footcore_tui.core.plans import Change, Progress
from footcore_tui.core.routine import Plan
from footcore_tui.tui.plans import PlanOffer
from footcore_tui.tui.screens.plans import PlansScreen
from footcore_tui.tui.screens.today import TodayScreen
from footcore_tui.tui.widgets.picture import Picture
from footcore_tui.tui.widgets.planned import plan_text, proposal_text, shape_text
from tests.tui.studio import DESK, OPEN, MemoryPlans, Studio

ABOUT = "Half an hour a day: roll the sole, lean, walk backwards.\n\n" + "Stay within reach of something fixed. " * 40
SIX = PlanOffer("six-weeks", "Six weeks of feet", f"{ABOUT}The last word.", 6, (3, 5), (1, 2), (1450, 1980))
OTHER = PlanOffer("other", "Another plan, with a name as long as many are", "Short.", 8, (3, 3), (1, 1), (540, 540))


def plan(*done: int, today: int, then: str = "", days: tuple[int, ...] = (3,) * 6) -> Progress:
    """Started on day 0; `then` happened on `today`."""
    changes = [Change("six-weeks", "start", 1, days, (1,) * len(days), 0, 0)]
    changes += [Change("six-weeks", then, 1, days, (1,) * len(days), today, 100)] if then else []
    return Progress(changes, [(day, 10 + day) for day in done], today)


@pytest.mark.parametrize(
    ("stands", "text"),
    [
        (plan(0, today=2), "week 1 of 6 · 1 of 3 this week · due today"),
        (plan(0, 2, today=2), "week 1 of 6 · 2 of 3 this week · done for today"),
        (plan(0, 2, 4, today=4), "week 1 of 6 · 3 of 3 this week · week 2 opens in 3 days"),
        (plan(0, 2, 4, today=6), "week 1 of 6 · 3 of 3 this week · week 2 opens tomorrow"),
        (plan(today=-1), "week 1 of 6 · 0 of 3 this week · week 1 opens tomorrow"),
        (plan(0, today=2, then="pause"), "week 1 of 6 · 1 of 3 this week · paused"),
        (plan(0, 7, today=9, days=(1, 1)), "all 2 weeks done"),
    ],
)
def test_a_plan_says_where_it_stands(stands: Progress, text: str) -> None:
    assert plan_text(stands) == text


def test_the_proposal_is_a_question() -> None:
    assert proposal_text(plan(0, today=8)) == "Welcome back. Begin week 1 anew, or go on?"
    assert proposal_text(plan(0, 1, 2, 7, today=30)) == "Welcome back. Begin again with week 1, or go on?"
    assert proposal_text(plan(0, today=2)) == ""


def test_what_a_plan_asks_for_is_said_in_a_line() -> None:
    assert shape_text(SIX) == "6 weeks · 3 to 5 days a week · 1 to 2 sessions a day · 24 to 33 min"
    assert shape_text(replace(OTHER, weeks=1, days_a_week=(1, 1))) == "1 week · 1 day a week · 9 min"


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


def studio_of(running: Progress | None, *, due: bool = False) -> Studio:
    six = replace(OPEN, id="six-weeks", name="Six weeks of feet", plan=Plan(6))
    studio = Studio(shelf=(DESK, six), plans=MemoryPlans((OTHER, SIX), running))
    studio.day = replace(studio.day, plan=running, due="six-weeks" if due else DESK.id)
    return studio


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40)])
async def test_today_has_the_plan_first_where_it_is_due(size: tuple[int, int]) -> None:
    async with studio_of(plan(0, today=2), due=True).app().run_test(size=size) as pilot:
        await pilot.pause()
        said = shown(pilot)
        assert "Enter   Six weeks of feet" in said
        assert ("1 of 3 this week · due today" in said) == (size[1] >= 16)
        assert "Welcome back" not in said


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_after_a_week_away_today_asks_and_names_the_key(size: tuple[int, int]) -> None:
    async with studio_of(plan(0, today=8), due=True).app().run_test(size=size) as pilot:
        await pilot.pause()
        assert " p   Welcome back. Begin week 1" in shown(pilot)
        assert "Plans" in [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]


async def test_a_plan_is_read_and_started() -> None:
    studio = studio_of(None)
    studio.plans.after[PlanAction.START] = plan(today=0)
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlansScreen)
        assert "▸ Another plan, with a name as long as many are" in shown(pilot)
        await pilot.press("down")
        said = shown(pilot)
        assert "6 weeks · 3 to 5 days a week · 1 to 2 sessions a day · 24 to 33 min" in said
        assert "…" not in said
        await pilot.press(*["pagedown"] * 6)
        assert "The last word." in shown(pilot)
        assert "read on" not in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert studio.plans.changed == [(PlanAction.START, "six-weeks")]
        assert "week 1 of 6 · 0 of 3 this week · due today" in shown(pilot)
        assert "start" not in shown(pilot).splitlines()[-1], "one plan runs at a time"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_what_is_proposed_is_a_question_with_its_reason_that_one_key_answers() -> None:
    studio = studio_of(plan(0, today=8))
    studio.plans.after[PlanAction.STEP_BACK] = plan(0, today=8, then="step_back")
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("p")
        await pilot.pause()
        said = shown(pilot)
        assert "Begin week 1 anew, or go on?" in said
        assert "It has been 8 days" in said
        assert "b step back  g go on" in said
        assert not studio.plans.changed
        await pilot.press("b")
        await pilot.pause()
        assert studio.plans.changed == [(PlanAction.STEP_BACK, "")]
        assert "Welcome back" not in shown(pilot)


async def test_a_plan_is_paused_and_left_after_a_second_key() -> None:
    studio = studio_of(plan(0, today=2))
    studio.plans.after |= {PlanAction.PAUSE: plan(0, today=2, then="pause"), PlanAction.LEAVE: None}
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "space")
        await pilot.pause()
        assert "space resume" in shown(pilot)
        await pilot.press("l", "up", "l")
        assert studio.plans.changed == [(PlanAction.PAUSE, "")]
        assert "l again leaves it." in shown(pilot)
        await pilot.press("l")
        await pilot.pause()
        assert studio.plans.changed[1:] == [(PlanAction.LEAVE, "")]
        assert "yours" not in shown(pilot)


async def test_what_could_not_be_saved_is_said() -> None:
    studio = studio_of(plan(0, today=2))
    studio.plans.error = NotSaved("Not saved: the disk is full.")
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "space")
        await pilot.pause()
        assert "Not saved: the disk is full." in shown(pilot)


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (39, 9), (300, 12)])
async def test_no_size_is_too_small(size: tuple[int, int]) -> None:
    async with studio_of(plan(0, today=8)).app().run_test(size=size) as pilot:
        await pilot.press("p", "pagedown", "down", "g")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlansScreen)
