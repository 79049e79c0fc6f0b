"""The library: the filter, the timeline, and why a file is broken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from footcore_tui.core.problem import Problem, Severity
from footcore_tui.ports import RoutineFile
from footcore_tui.tui.screens.player import PlayerScreen
from footcore_tui.tui.screens.routines import RoutinesScreen
from footcore_tui.tui.screens.today import TodayScreen
from footcore_tui.tui.widgets.picture import Picture
from footcore_tui.tui.widgets.shelf import matching
from tests.tui.studio import DESK, OPEN, PACED, Studio

PROBLEM = Problem("ankle.toml", 12, 3, Severity.ERROR, "unknown-key", 'There is no key "holds".', 'Write "hold".')
BROKEN = RoutineFile("ankle", "/ankle.toml", None, (PROBLEM,))


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


async def test_typing_filters_and_enter_starts() -> None:
    studio = Studio()
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        await pilot.press(*"slow")
        await pilot.pause()
        assert "Slow calf raise" in shown(pilot)
        assert "At your pace" not in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)
        assert studio.runner is not None
        assert studio.runner.routine is PACED


async def test_self_tests_stand_after_what_is_practised() -> None:
    test = replace(OPEN, id="a-test", name="A test", tags=("test",))
    async with Studio(shelf=(test, DESK, PACED)).app().run_test(size=(100, 30)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        said = shown(pilot)
        assert said.index(DESK.name) < said.index(PACED.name) < said.index("A test")
        assert "▸ Two-minute desk balance" in said


async def test_the_preview_has_times_sides_and_totals() -> None:
    async with Studio().app().run_test(size=(100, 30)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        said = shown(pilot)
        assert "2:26 on the clock" in said
        assert "2:00 of work: left 1:00, right 1:00" in said
        assert "0:23  ● right Single-leg stance" in said


async def test_a_broken_file_is_listed_with_its_reason_and_cannot_be_started() -> None:
    async with Studio(broken=(BROKEN,)).app().run_test(size=(100, 30)) as pilot:
        await pilot.press("r", "up")
        await pilot.pause()
        said = shown(pilot)
        assert "ankle  ! broken" in said
        assert "ankle.toml:12:3  error" in said
        assert 'There is no key "holds".' in said
        assert 'Write "hold".' in said
        assert "Enter start" not in said
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RoutinesScreen)


async def test_escape_leads_home() -> None:
    async with Studio().app().run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_a_long_timeline_can_be_read_to_its_end() -> None:
    async with Studio().app().run_test(size=(80, 16)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        assert "2:11" not in shown(pilot)
        await pilot.press("pagedown", "pagedown", "pagedown", "pagedown")
        await pilot.pause()
        assert "2:11" in shown(pilot)


def test_every_word_is_looked_for_everywhere() -> None:
    files = tuple(RoutineFile(one.id, "", one) for one in (DESK, OPEN, PACED))
    assert matching((*files, BROKEN), "ANK") == (BROKEN,)
    assert matching(files, "two leg") == (files[0],), "one word of the name, one of what it is about"
    assert matching(files, "two pace") == ()
    assert matching(files, "  ") == files


CHANGED = "Two-minute desk balance has changed since you last played it: footcore show two-minute-desk-balance"


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_a_routine_whose_file_has_changed_is_shown_as_changed(size: tuple[int, int]) -> None:
    async with Studio(remarks=(CHANGED,)).app().run_test(size=size) as pilot:
        await pilot.press("r")
        await pilot.pause()
        assert "has changed since" in " ".join(shown(pilot).split())


async def test_a_changed_routine_is_told_of_at_its_start_and_starts_all_the_same() -> None:
    async with Studio(remarks=(CHANGED,)).app().run_test(size=(80, 24)) as pilot:
        await pilot.press("r", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)
        assert [toast.message for toast in pilot.app._notifications] == [CHANGED]
