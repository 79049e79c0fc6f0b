"""The summary: what was done, and what the person says of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from footcore_tui.core.exercise import Level
from footcore_tui.core.levels import Proposal
from footcore_tui.core.record import Event, Record
from footcore_tui.core.routine import Standing
from footcore_tui.core.snapshot import Phase
from footcore_tui.tui.desk import Today
from footcore_tui.tui.screens import summary
from footcore_tui.tui.screens.player import PlayerScreen
from footcore_tui.tui.screens.summary import SummaryScreen
from footcore_tui.tui.widgets.picture import Picture
from tests.fakes import MemoryHistory
from tests.tui.studio import DESK, STANCE, WEEK, MemoryLadders, Studio


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


@asynccontextmanager
async def ended(studio: Studio, seconds: float = 146, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The app after a session of that many seconds with two touch-downs, its summary up."""
    async with studio.app().run_test(size=size) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        studio.let_pass(7)
        await pilot.press("t", "t")
        studio.let_pass(seconds - 7)
        await pilot.pause()
        if not isinstance(pilot.app.screen, SummaryScreen):
            await pilot.press("q")
            await pilot.pause()
        yield pilot


def record(studio: Studio) -> Record:
    return studio.history.records()[-1]


async def test_each_side_has_its_seconds_and_touch_downs() -> None:
    async with ended(Studio()) as pilot:
        lines = shown(pilot).splitlines()
        assert any("left" in line and "1:00" in line and "2 touch-downs" in line for line in lines)
        assert any("right" in line and "1:00" in line and "0 touch-downs" in line for line in lines)


async def test_a_copy_elsewhere_that_is_behind_is_told_calmly() -> None:
    studio = Studio(history=MemoryHistory(behind="/sync/a\x1b.jsonl can't be written: No space left on device."))
    async with ended(studio) as pilot:
        said = " ".join(shown(pilot).split())
        assert "can't be written: No space left on device. It will catch up; your history here has it all." in said
        assert "saved" in said
        studio.history.behind = ""
        await pilot.press("s")
        await pilot.pause()
        assert "catch up" not in shown(pilot)


async def test_it_is_set_against_last_time() -> None:
    studio = Studio()
    async with ended(studio) as pilot:
        assert "last time" not in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        studio.let_pass(0)
        await pilot.press("enter")
        await pilot.pause()
        studio.let_pass(146)
        await pilot.pause()
        left = next(line for line in shown(pilot).splitlines() if line.strip().startswith("left"))
        assert "0 touch-downs" in left
        assert "last time 1:00, 2 touch-downs" in left


async def test_the_streak_says_what_changed() -> None:
    studio = Studio(day=Today(0, 3, WEEK, 12, DESK.id))
    async with studio.app().run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        studio.day = Today(1, 3, WEEK, 13, DESK.id)
        studio.let_pass(146)
        await pilot.pause()
        assert "1 of 3 done today   13 days in a row, 12 before" in shown(pilot)


async def test_one_key_each_for_effort_and_pain() -> None:
    studio = Studio()
    async with ended(studio) as pilot:
        await pilot.press("0")
        assert (record(studio).effort, record(studio).pain) == (10, None)
        await pilot.press("0")
        assert (record(studio).effort, record(studio).pain) == (10, 0)
        await pilot.press("5")
        assert (record(studio).effort, record(studio).pain) == (10, 0), "nothing is asked any more"


async def test_a_question_may_be_passed_over_and_come_back_to() -> None:
    studio = Studio()
    async with ended(studio, 12) as pilot:
        await pilot.press("s", "plus")
        assert (record(studio).effort, record(studio).pain) == (None, 10)
        await pilot.press("up", "up", "7")
        assert (record(studio).effort, record(studio).pain) == (7, 10)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_after_much_pain_it_says_stop_and_nothing_that_urges_on(size: tuple[int, int]) -> None:
    async with ended(Studio(day=Today(1, 3, WEEK, 12, DESK.id)), size=size) as pilot:
        assert "of 3 done today" in shown(pilot)
        await pilot.press("5", "6")
        said = " ".join(shown(pilot).split())
        assert "stop for today, and take one step easier next time" in said
        urging = ("in a row", "streak", "of 3", "counts from", "undo", "again", "next session")
        assert [word for word in urging if word in said] == []
        await pilot.press("u")
        assert isinstance(pilot.app.screen, SummaryScreen), "the end is not taken back"
        await pilot.press("up", "5")
        assert "of 3 done today" in shown(pilot)


async def test_a_session_cut_short_by_pain_is_not_told_that_it_does_not_count() -> None:
    async with ended(Studio(), seconds=20) as pilot:
        assert "counts from half" in shown(pilot)
        await pilot.press("s", "7")
        assert "counts from half" not in shown(pilot)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_the_way_back_into_the_session_is_named_first(size: tuple[int, int]) -> None:
    async with ended(Studio(), size=size) as pilot:
        assert shown(pilot).splitlines()[-1].split()[:6] == ["u", "undo", "the", "end", "Enter", "done"]


async def test_a_note_is_kept_and_shown_as_it_was_typed() -> None:
    studio = Studio()
    async with ended(studio, 12) as pilot:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"[/b] ok", "enter")
        await pilot.pause()
        assert record(studio).note == "[/b] ok"
        assert "“[/b] ok”" in shown(pilot)


async def test_a_note_that_is_left_changes_nothing() -> None:
    studio = Studio()
    async with ended(studio, 12) as pilot:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("x", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert record(studio).note is None


async def test_a_session_that_was_broken_off_is_not_called_done() -> None:
    async with ended(Studio(), 12, size=(60, 12)) as pilot:
        assert "✓ ENDED" in shown(pilot)


async def test_keys_meant_for_the_player_answer_no_question() -> None:
    studio = Studio()
    async with ended(studio, 12) as pilot:
        assert studio.runner is not None
        screen = SummaryScreen(studio.runner, Studio(key_guard_seconds=3600).desk(), studio.day)
        await pilot.app.push_screen(screen)
        await pilot.press("7", "enter")
        assert pilot.app.screen is screen
        assert record(studio).effort is None


async def test_the_end_is_taken_back_at_once_by_who_meant_something_else() -> None:
    studio = Studio(key_guard_seconds=3600)
    async with studio.app(studio.start(DESK, Standing())).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        studio.let_pass(146)
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        await pilot.press("5", "u")
        await pilot.pause()
        assert record(studio).effort is None
        assert isinstance(pilot.app.screen, PlayerScreen)


@pytest.mark.parametrize("seconds", [12, 146], ids=["broken off", "to the end"])
async def test_a_session_played_alone_goes_on_once_its_end_is_taken_back(seconds: float) -> None:
    studio = Studio()
    async with studio.app(studio.start(DESK, Standing())).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        studio.let_pass(seconds)
        await pilot.pause()
        if isinstance(pilot.app.screen, PlayerScreen):
            await pilot.press("q")
            await pilot.pause()
        await pilot.press("2", "0", "u")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)
        studio.let_pass(4)
        assert studio.runner is not None
        assert studio.runner.snapshot().phase is Phase.RUNNING
        studio.let_pass(146)
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert record(studio).ended is not None


class SlowHistory(MemoryHistory):
    """Its disk is at work until `finish`."""

    def __init__(self) -> None:
        super().__init__()
        self._unfinished: list[Callable[[], None]] = []

    def append(self, event: Event, saved: Callable[[Exception | None], None] | None = None) -> None:
        super().append(event)
        if saved:
            self._unfinished.append(lambda: saved(None))

    def finish(self) -> None:
        while self._unfinished:
            self._unfinished.pop()()


async def test_saved_is_said_when_it_is_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "SAVED_WITHIN_SECONDS", 0.0)
    monkeypatch.setattr(summary, "LOOKS_AGAIN_SECONDS", 0.01)
    history = SlowHistory()
    async with ended(Studio(history=history), 12) as pilot:
        assert "saving …" in shown(pilot).splitlines()[0]
        history.finish()
        await pilot.pause(0.1)
        assert shown(pilot).splitlines()[0].rstrip().endswith("  saved")


async def test_what_could_not_be_saved_is_said() -> None:
    studio = Studio()
    studio.history.full = True
    async with ended(studio, 12) as pilot:
        assert "! not saved" in shown(pilot).splitlines()[0]


async def test_a_session_that_does_not_count_is_not_praised() -> None:
    studio = Studio(day=Today(0, 3, WEEK, 0, DESK.id))
    async with ended(studio, 30) as pilot:
        assert "streak" not in shown(pilot)
        assert "0 of 3 done today" in shown(pilot)
        assert "A session counts from half of it on." in shown(pilot)


async def test_a_session_that_counts_is_not_told_when_it_would() -> None:
    async with ended(Studio()) as pilot:
        assert "12 days in a row" in shown(pilot)
        assert "A session counts" not in shown(pilot)


NO_HANDS = Level("none", "no hands")
LADDER = replace(STANCE, levels=(*STANCE.levels, NO_HANDS))
UP = Proposal(LADDER, LADDER.levels[1], NO_HANDS, "two clean sessions running")
DOWN = Proposal(LADDER, LADDER.levels[1], LADDER.levels[0], "pain 6 of 10 in the last session")


async def test_a_level_is_proposed_with_its_reason_and_taken_by_a_key() -> None:
    studio = Studio(ladders=MemoryLadders(proposals=(UP,), stage="Stage 2 is open: 2 clean sessions at stage 1."))
    async with ended(studio) as pilot:
        assert "▲ Single-leg stance: no hands next time?" in shown(pilot)
        assert "Two clean sessions running." in shown(pilot)
        assert "Stage 2 is open" in shown(pilot)
        assert studio.ladders.decided == [], "nothing is applied unasked"
        await pilot.press("l")
        assert studio.ladders.decided == [("single-leg-stance", "none", UP)]
        assert "no hands next time" not in shown(pilot)
        assert "Single-leg stance: no hands from now on." in shown(pilot)
        await pilot.press("l", "k")
        assert len(studio.ladders.decided) == 1


async def test_a_proposal_follows_what_is_said_of_pain_and_can_be_turned_down() -> None:
    studio = Studio(ladders=MemoryLadders(proposals=(UP,), down=(DOWN,)))
    async with ended(studio) as pilot:
        await pilot.press("3", "6")
        assert "▽ Single-leg stance: hand on the counter next time?" in shown(pilot)
        await pilot.press("k")
        assert studio.ladders.decided == [("single-leg-stance", "fingertips", DOWN)]
        assert "Single-leg stance stays at fingertips." in shown(pilot)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_a_proposal_is_read_at_every_size(size: tuple[int, int]) -> None:
    async with ended(Studio(ladders=MemoryLadders(proposals=(UP,))), size=size) as pilot:
        words = " ".join(shown(pilot).split())
        assert "no hands next time?" in words
        assert "Two clean sessions running. l yes k not now" in words
