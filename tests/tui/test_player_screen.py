"""The player, driven by keys and a clock that moves when told."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from footcore_tui.core.routine import Measure, Routine, Step, Test
from footcore_tui.core.settings import Settings
from footcore_tui.core.snapshot import Phase, Snapshot
from footcore_tui.tui.keymap import SCREENS
from footcore_tui.tui.screens.player import PlayerScreen
from footcore_tui.tui.screens.question import QuestionScreen
from footcore_tui.tui.screens.summary import SummaryScreen
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import DESK, FRAME_SECONDS, OPEN, Studio, always, routine

TWICE = routine(
    "Chair stands",
    Step("Chair stand", Test(Measure.REPS, always(30))),
    Step("Chair stand again", Test(Measure.REPS, always(30))),
    prepare=0,
)


@asynccontextmanager
async def playing(
    studio: Studio, routine: Routine = DESK, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """The app with the player up."""
    app = studio.app(studio.start(routine, studio.desk().standing(routine)))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, PlayerScreen)
        yield pilot


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


def now(studio: Studio) -> Snapshot:
    assert studio.runner is not None
    return studio.runner.snapshot()


async def test_where_the_words_before_it_do_not_fit_their_last_sentence_follows() -> None:
    studio = Studio()
    async with playing(studio, size=(40, 12)) as pilot:
        studio.let_pass(1)
        await pilot.pause(FRAME_SECONDS)
        assert "Stand on your left foot." in shown(pilot)
        studio.let_pass(2)
        await pilot.pause(FRAME_SECONDS)
        assert "Not a chair: it can move." in shown(pilot)
    async with playing(wide := Studio()) as pilot:
        wide.let_pass(3)
        await pilot.pause(FRAME_SECONDS)
        assert "Stand on your left foot." in shown(pilot), "there it all fits"


async def test_space_pauses_and_counts_in_again() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        studio.let_pass(9)
        await pilot.press("space")
        assert now(studio).phase is Phase.PAUSED
        assert "Press space to go on." in shown(pilot)
        await pilot.press("space")
        await pilot.pause()
        assert now(studio).count_in == 3
        assert "▶" in shown(pilot)
        studio.let_pass(3)
        await pilot.pause()
        assert "● HOLD" in shown(pilot)


async def test_arrows_and_pedals_go_on_and_back() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        for key, index in (("right", 1), ("pagedown", 2), ("left", 1), ("pageup", 0)):
            await pilot.press(key)
            assert now(studio).interval.index == index, key


async def test_a_touch_down_is_counted_by_t_and_by_enter() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        studio.let_pass(6)
        await pilot.press("t", "enter")
        await pilot.pause()
        assert now(studio).left_touch_downs == 2
        assert "2 touch-downs" in shown(pilot)


async def test_plus_minus_and_restart_reach_the_runner() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        studio.let_pass(7)
        await pilot.press("plus")
        assert now(studio).planned == 25
        await pilot.press("equals_sign", "minus")
        assert now(studio).planned == 25
        await pilot.press("r")
        assert now(studio).elapsed == 0


async def test_m_turns_the_sound_off_and_says_so() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        assert "♪ on" in shown(pilot)
        await pilot.press("m")
        await pilot.pause()
        assert studio.cues.muted
        assert "♪ off" in shown(pilot)


async def test_where_the_bell_is_all_that_sounds_m_is_seen_too() -> None:
    studio = Studio()
    studio.cues.engine = "bell"
    async with playing(studio) as pilot:
        assert "♪ bell" in shown(pilot)
        await pilot.press("m")
        await pilot.pause()
        assert "♪ off" in shown(pilot)
        assert "♪ bell" not in shown(pilot)


async def test_v_turns_the_voice_on_and_off_and_says_so() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        assert "♪ on   voice off" in shown(pilot)
        await pilot.press("v")
        await pilot.pause()
        assert studio.cues.spoken
        assert "♪ on   voice on" in shown(pilot)
        await pilot.press("m")
        await pilot.pause()
        assert "♪ off   voice off" in shown(pilot)
        await pilot.press("m", "v")
        await pilot.pause()
        assert not studio.cues.spoken
        assert "♪ on   voice off" in shown(pilot)


async def test_a_cue_that_cannot_be_heard_turns_the_digits_over_for_a_moment() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        picture = pilot.app.screen.query_one(Picture)
        still = [list(picture.render_line(y)) for y in range(picture.size.height)]
        pilot.app.ring(bell=False)
        await pilot.pause()
        turned = [list(picture.render_line(y)) for y in range(picture.size.height)]
        assert turned != still
        words = [["".join(one.text for one in row) for row in rows] for rows in (still, turned)]
        assert words[0] == words[1]
        while [list(picture.render_line(y)) for y in range(picture.size.height)] != still:
            await pilot.pause()


async def test_enter_ends_an_open_interval_and_t_alone_is_the_touch_down() -> None:
    studio = Studio()
    async with playing(studio, OPEN) as pilot:
        studio.let_pass(4)
        await pilot.press("t")
        assert now(studio).touch_downs == 1
        await pilot.press("enter")
        assert now(studio).interval.index == 1


async def test_a_test_of_repetitions_asks_how_many() -> None:
    studio = Studio()
    async with playing(studio, OPEN) as pilot:
        assert studio.runner is not None
        for _ in range(len(studio.runner.timeline.intervals) - 1):
            await pilot.press("right")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("1", "4", "enter")
        await pilot.pause()
        assert [attempt.value for attempt in studio.runner.record.work][-1] == 14


async def test_a_number_that_comes_after_the_end_of_its_test_is_not_taken_for_another() -> None:
    studio = Studio()
    async with playing(studio, TWICE) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        studio.let_pass(31)
        await pilot.press("1", "4", "enter")
        await pilot.pause()
        assert now(studio).interval.index > 0
        assert studio.runner is not None
        assert [attempt.value for attempt in studio.runner.record.work] == [None]
        assert now(studio).phase is Phase.RUNNING


@pytest.mark.parametrize("answer", ["", "abc", "99999", "7.5", "-1"])
async def test_what_is_no_count_is_told_and_kept_nowhere(answer: str) -> None:
    studio = Studio()
    async with playing(studio, TWICE) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*answer, "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, QuestionScreen)
        problem = pilot.app.screen.query_one(".problem", Static)
        assert str(problem.content) == "A whole number is wanted, from 0 to 9999."
        assert studio.runner is not None
        assert studio.runner.record.work == ()
        await pilot.press(*["backspace"] * len(answer), "0", "enter")
        await pilot.pause()
        assert [attempt.value for attempt in studio.runner.record.work] == [0]


async def test_a_length_may_be_nothing_and_has_one_decimal_at_most() -> None:
    studio = Studio()
    reach = routine("Reach", Step("Reach", Test(Measure.REPS, always(30)), unit="cm"), prepare=0)
    async with playing(studio, reach) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"7.55", "enter")
        await pilot.pause()
        problem = pilot.app.screen.query_one(".problem", Static)
        assert "one decimal at most" in str(problem.content)
        await pilot.press(*["backspace"] * 4, "0", "enter")
        await pilot.pause()
        assert studio.runner is not None
        assert [attempt.value for attempt in studio.runner.record.work] == [0]


@pytest.mark.parametrize("over", [None, "question_mark", "enter"], ids=["the player", "the keys", "a question"])
async def test_ctrl_c_ends_as_q_does_whatever_stands_over_the_player(over: str | None) -> None:
    studio = Studio()
    async with playing(studio, TWICE) as pilot:
        studio.let_pass(12)
        if over:
            await pilot.press(over)
            await pilot.pause()
            assert not isinstance(pilot.app.screen, PlayerScreen)
        await pilot.press("ctrl+c")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert studio.history.records()[0].ended is not None
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert not pilot.app.is_running
    assert pilot.app.return_code == 0


async def test_the_words_name_a_key_as_it_is_mapped() -> None:
    keys = (("player.done", "d"), ("player.pause", "p"))
    studio = Studio(settings=Settings(theme="dark", keys=keys))
    async with playing(studio, TWICE) as pilot:
        await pilot.pause()
        assert "d when done; you are asked how many." in shown(pilot)
        await pilot.press("p")
        await pilot.pause()
        assert "Press p to go on." in shown(pilot)


async def test_every_command_of_the_palette_has_a_name_of_its_own() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        studio.let_pass(9)
        await pilot.pause()
        titles = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        assert len(titles) == len(set(titles))
        assert {"Ten seconds more", "Ten seconds less", "Back", "Quit"} <= set(titles)
        assert "+ 10s" in shown(pilot)


async def test_q_ends_with_what_was_done() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        studio.let_pass(12)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SummaryScreen)
        assert studio.history.records()[0].work_seconds == pytest.approx(7)


async def test_the_end_taken_back_leads_to_the_same_hold() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        studio.let_pass(12)
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PlayerScreen)
        studio.let_pass(3)
        assert now(studio).interval.index == 1
        assert now(studio).phase is Phase.RUNNING
        await pilot.press("space")
        assert now(studio).phase is Phase.PAUSED


async def test_keys_typed_before_the_player_could_be_seen_are_ignored() -> None:
    studio = Studio(key_guard_seconds=3600)
    async with playing(studio) as pilot:
        await pilot.press("space", "right", "q")
        assert now(studio).phase is Phase.RUNNING
        assert now(studio).interval.index == 0


async def test_a_key_can_be_mapped_anew_and_the_footer_knows() -> None:
    studio = Studio(settings=Settings(theme="dark", keys=(("player.skip", "x"),)))
    async with playing(studio) as pilot:
        assert "x skip" in shown(pilot)
        await pilot.press("right")
        assert now(studio).interval.index == 0
        await pilot.press("x")
        assert now(studio).interval.index == 1


@pytest.mark.parametrize("screen", SCREENS)
def test_every_binding_can_be_remapped_and_explains_itself(screen: type[Screen[object]]) -> None:
    for binding in screen.BINDINGS:
        assert getattr(binding, "description", None), binding
        assert getattr(binding, "id", None), binding
        assert getattr(binding, "tooltip", None), binding


@pytest.mark.parametrize("routine", [DESK, OPEN], ids=["timed", "open"])
async def test_the_footer_never_lies(routine: Routine) -> None:
    """Each key it names changes something; what it does not name of these does nothing."""
    named = {"t": "touch-down", "plus": "10s", "enter": "done"}
    for seconds in (1, 9, 22):
        for key, does in named.items():
            studio = Studio()
            async with playing(studio, routine, (120, 40)) as pilot:
                studio.let_pass(seconds)
                await pilot.pause()
                promised = re.search(rf"\b{does}\b", shown(pilot).splitlines()[-1]) is not None
                before = now(studio)
                await pilot.press(key)
                done = (before.touch_downs, before.planned, before.interval.index)
                after = now(studio)
                if key == "enter" and not before.interval.open:
                    assert not promised
                else:
                    assert promised == (done != (after.touch_downs, after.planned, after.interval.index)), key


@pytest.mark.parametrize(
    ("routine", "seconds", "line"),
    [
        (DESK, 1, "space pause  → skip  ← back  q end"),
        (DESK, 9, "space pause  t touch-down  q end"),
        (OPEN, 3, "space pause  Enter done  q end"),
    ],
    ids=["get ready", "hold", "open"],
)
async def test_where_it_is_narrow_the_keys_that_matter_most_are_named(
    routine: Routine, seconds: float, line: str
) -> None:
    studio = Studio()
    async with playing(studio, routine, (40, 12)) as pilot:
        studio.let_pass(seconds)
        await pilot.pause()
        assert " ".join(shown(pilot).splitlines()[-1].split()) == " ".join(line.split())


async def test_a_second_is_one_repaint_of_what_changed_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        studio.let_pass(9)
        await pilot.pause(FRAME_SECONDS)
        painted: list[tuple[Region, ...]] = []
        monkeypatch.setattr(Widget, "refresh", lambda _self, *regions, **_: painted.append(regions))
        studio.let_pass(1)
        await pilot.pause()
        assert len(painted) == 1
        cells = sum(region.area for region in painted[0])
        assert 0 < cells < 80 * 24 / 5, "the digit, the strip's mark and the clock"
        rows = {row for region in painted[0] for row in range(region.y, region.bottom)}
        assert 0 not in rows, "the header stays"
        assert 23 not in rows, "the keys stay"


async def test_nothing_is_painted_while_paused(monkeypatch: pytest.MonkeyPatch) -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        studio.let_pass(9)
        await pilot.press("space")
        await pilot.pause(FRAME_SECONDS)
        painted: list[object] = []
        monkeypatch.setattr(Widget, "refresh", lambda _self, *regions, **_: painted.append(regions))
        studio.let_pass(4)
        await pilot.pause()
        assert not painted


async def test_any_size_can_be_taken_while_it_runs() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        for size in ((200, 60), (1, 1), (40, 10), (7, 2), (39, 9), (120, 40), (80, 24)):
            studio.let_pass(1)
            await pilot.resize_terminal(*size)
            await pilot.pause(FRAME_SECONDS)
            assert pilot.app.screen.size == size
        assert "0:07 of 2:26" in shown(pilot)


async def test_someone_who_was_away_is_told_so() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        studio.let_pass(9)
        studio.clock.sleep(60)
        assert studio.runner is not None
        studio.runner.tick()
        await pilot.pause()
        assert "You were away." in shown(pilot)
        await pilot.press("space")
        studio.let_pass(3)
        await pilot.pause()
        assert "You were away." not in shown(pilot)


async def test_after_ctrl_z_it_says_so_too() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        studio.let_pass(9)
        assert studio.runner is not None
        studio.runner.interrupt()
        await pilot.pause()
        assert "You were away. This starts over when you are ready." in shown(pilot)


async def test_a_history_that_cannot_save_is_no_secret() -> None:
    studio = Studio()
    studio.history.full = True
    async with playing(studio) as pilot:
        studio.let_pass(6)
        await pilot.pause()
        assert "! not saved" in shown(pilot)


@pytest.mark.parametrize("theme", ["dark", "light", "ansi", "plain"])
async def test_each_look_shows_the_same_words(theme: str) -> None:
    studio = Studio(settings=Settings(theme=theme))
    async with playing(studio) as pilot:
        studio.let_pass(9)
        await pilot.pause()
        assert "● HOLD  Single-leg stance  1 of 8" in shown(pilot)


async def test_without_colours_none_is_sent_and_the_states_keep_their_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    studio = Studio(settings=Settings())
    async with playing(studio) as pilot:
        studio.let_pass(9)
        await pilot.pause()
        picture = pilot.app.screen.query_one(Picture)
        for y in range(24):
            for _, style, _ in picture.render_line(y):
                assert style is None or style.color is None or style.color.is_default
        assert "● HOLD" in shown(pilot)


async def test_whoever_quits_in_the_middle_can_go_on_another_time() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        studio.let_pass(24)
        await pilot.press("ctrl+q")
    (record,) = studio.history.unfinished()
    assert record.work_seconds == pytest.approx(16)


async def test_a_session_asked_for_on_the_command_line_ends_with_its_summary() -> None:
    studio = Studio()
    async with playing(studio) as pilot:
        studio.let_pass(146)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert not pilot.app.is_running or pilot.app.return_code == 0
    assert not studio.history.held
