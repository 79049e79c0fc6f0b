"""The history's screen: its three views, what each key does, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from record_builders import attempt, began, ended
from textual.pilot import Pilot

from footcore_tui.core.days import iso
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import Outcome, Record, SessionRated, fold
from footcore_tui.core.settings import Settings
from footcore_tui.core.stats import Balance, Charts, PastSession, Week, Work, monday_of
from footcore_tui.tui.desk import DayMark
from footcore_tui.tui.past import PastDay, PastDays
from footcore_tui.tui.screens.history import HistoryScreen
from footcore_tui.tui.screens.past_session import PastSessionScreen
from footcore_tui.tui.screens.today import TodayScreen
from footcore_tui.tui.widgets.picture import Picture
from tests.tui.studio import TODAY, MemoryArchive, Studio

STANCE, STANCE_NAME = "single-leg-stance", "Single-leg stance"


def past(days: int, streak: int | None = 12) -> PastDays:
    """So many days, two sessions on each but the last but two, which was bridged."""
    kept = (PastDay(TODAY - back, 2, DayMark.KEPT) for back in reversed(range(days)))
    ill = TODAY - 2
    return PastDays(
        tuple(PastDay(ill, 0, DayMark.BRIDGED, "ill") if day.day == ill else day for day in kept), 3, streak
    )


def sessions(count: int) -> tuple[PastSession, ...]:
    return tuple(
        PastSession(f"s{number}", "two-minute-desk-balance", TODAY - number // 3, 720, "partial", 65.0, 1, 2)
        for number in range(count)
    )


def work(side: Side, seconds: float, *, best: float = 15.0, touch_downs: int = 3) -> Work:
    return Work(STANCE, side, "fingertips", seconds, best, 6, touch_downs)


LEFT, RIGHT = work(Side.LEFT, 90), work(Side.RIGHT, 45, best=11.0, touch_downs=9)
CHARTS = Charts(
    (*(Week(monday_of(TODAY) - 7 * back) for back in range(25, 0, -1)), Week(monday_of(TODAY), 2, 135.0, LEFT, RIGHT)),
    (LEFT, RIGHT),
    (Balance(STANCE, LEFT, RIGHT),),
)


def record(holds: int = 2, note: str = "") -> Record:
    attempts = [attempt("s0", 1, seconds=13.0, outcome=Outcome.SKIPPED, touch_downs=1)]
    attempts += [attempt("s0", number, side=Side.RIGHT) for number in range(2, holds + 1)]
    rated = SessionRated("s0", 7, 2, note or None)
    (found,) = fold([began("s0", works=holds, planned=15 * holds), *attempts, ended("s0"), rated])
    return found


def studio(days: int = 40, count: int = 30, **archive: bool) -> Studio:
    made = MemoryArchive(past(days), sessions(count), CHARTS, {"s0": record()}, **archive)
    return Studio(archive=made)


def shown(pilot: Pilot[None]) -> str:
    picture = pilot.app.screen.query_one(Picture)
    return "\n".join(picture.render_line(y).text for y in range(picture.size.height))


def footer(pilot: Pilot[None]) -> str:
    return shown(pilot).splitlines()[-1]


async def after(pilot: Pilot[None], *keys: str) -> str:
    await pilot.press(*keys)
    await pilot.pause()
    return shown(pilot)


async def test_h_opens_the_year_and_escape_or_q_leads_back() -> None:
    async with studio().app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "h history" in footer(pilot)
        for leave in ("escape", "q"):
            said = await after(pilot, "h")
            assert isinstance(pilot.app.screen, HistoryScreen)
            assert "12 days in a row" in said
            assert f"{iso(TODAY)} Wed · 2 sessions · kept" in said
            assert "78 sessions in these 53 weeks, 39 days kept" in said
            await after(pilot, leave)
            assert isinstance(pilot.app.screen, TodayScreen)


async def test_the_arrows_walk_by_day_and_week_and_stop_at_both_ends() -> None:
    async with studio().app().run_test(size=(80, 24)) as pilot:
        await after(pilot, "h")
        assert ("→ week" in footer(pilot), "↓ day" in footer(pilot)) == (False, False), "today is the last"
        assert f"{iso(TODAY)} Wed" in await after(pilot, "right", "down", "pagedown")
        assert f"{iso(TODAY - 2)} Mon · bridged: ill" in await after(pilot, "up", "up")
        assert f"{iso(TODAY - 9)} Mon · 2 sessions · kept" in await after(pilot, "left")
        assert ("→ week" in footer(pilot), "↓ day" in footer(pilot)) == (True, True)
        assert f"{iso(TODAY - 8)} Tue" in await after(pilot, "down")
        assert f"{iso(TODAY - 1)} Tue" in await after(pilot, "right")
        assert f"{iso(TODAY - 29)} Tue" in await after(pilot, "pageup")
        assert f"{iso(TODAY - 39)}" in await after(pilot, "pageup")
        assert "← week" not in footer(pilot)
        assert f"{iso(TODAY - 11)}" in await after(pilot, "pagedown")


async def test_the_year_has_its_numbers_by_month() -> None:
    async with studio().app().run_test(size=(80, 24)) as pilot:
        said = await after(pilot, "h", "n")
        assert "Jun 2026        6    2       1       0" not in said
        assert "May 2026       62   31       0       0" in said
        assert "Jun 2026        4    2       1       0" in said
        assert "n picture" in footer(pilot)
        assert "in these 53 weeks" in await after(pilot, "n")


async def test_tab_and_three_keys_turn_to_the_views() -> None:
    async with studio().app().run_test(size=(80, 24)) as pilot:
        await after(pilot, "h")
        walks = (("tab", "30 sessions"), ("tab", "Work per week"), ("tab", "in these"), ("shift+tab", "Work per week"))
        for key, words in (*walks, ("s", "30 sessions"), ("y", "in these"), ("c", "Work per week")):
            assert words in await after(pilot, key), key


async def test_a_session_opens_in_full_and_closes_again() -> None:
    made = studio()
    made.archive.records["s1"] = record(note="tired [/] today")
    async with made.app().run_test(size=(80, 24)) as pilot:
        said = await after(pilot, "h", "s")
        assert f"▸ {iso(TODAY)} 12:00  Two-minute desk balance" in said
        assert "1 / 2" in said
        assert "Enter open" in footer(pilot)
        said = await after(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, PastSessionScreen)
        for words in ("0:28 of 0:30 of work · partial", "effort 7 of 10 · pain 2 of 10", "“tired [/] today”"):
            assert words in said
        assert "1 left   Single-leg stance" in said
        assert "1 touch-down  0:13 of 0:15  skipped" in said
        assert "0:15 of 0:15  done" in said
        await after(pilot, "q")
        assert isinstance(pilot.app.screen, HistoryScreen)
        assert made.archive.asked[-1] == "record s1"


async def test_open_work_of_the_past_is_not_measured_by_the_plan_of_what_is_timed() -> None:
    made = studio()
    done = [attempt("s0", 1, planned=None, seconds=30.0), attempt("s0", 2)]
    (made.archive.records["s1"],) = fold([began("s0", planned=15), *done, ended("s0")])
    async with made.app().run_test(size=(80, 24)) as pilot:
        said = await after(pilot, "h", "s", "down", "enter")
        assert "0:45 of work · completed" in said
        assert "of 0:15 of work" not in said


async def test_a_session_that_is_gone_does_not_open() -> None:
    made = studio()
    made.archive.records.clear()
    async with made.app().run_test(size=(80, 24)) as pilot:
        await after(pilot, "h", "s", "enter")
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_a_long_session_scrolls_as_far_as_it_goes() -> None:
    made = studio()
    made.archive.records["s0"] = record(40)
    async with made.app().run_test(size=(80, 24)) as pilot:
        said = await after(pilot, "h", "s", "enter")
        assert "↓ on" in footer(pilot)
        assert (" 1 left" in said, "40 right" in said) == (True, False)
        assert "40 right" in await after(pilot, *["pagedown"] * 6)
        assert "↓ on" not in footer(pilot)
        assert "39 right" in await after(pilot, "down"), "it stays"
        assert " 1 left" in await after(pilot, *["pageup"] * 6, "up")


async def test_of_many_sessions_those_near_the_marked_one_are_read() -> None:
    made = studio(count=2000)
    async with made.app().run_test(size=(80, 24)) as pilot:
        await after(pilot, "h")
        assert not any(one.startswith(("sessions", "charts")) for one in made.archive.asked), "not before they are seen"
        await after(pilot, "s")
        await pilot.press(*["pagedown"] * 24)
        said = await after(pilot)
        assert f"▸ {iso(TODAY - 288 // 3)}" in said
        assert len(said.split(" 12:00 ")) > 15, "the page is full"
        reads = [one for one in made.archive.asked if one.startswith("sessions")]
        assert reads[0] == "sessions 0 400"
        assert len(reads) < 6
        assert f"▸ {iso(TODAY)}" in await after(pilot, *["pageup"] * 25)
        assert "↑ up" not in footer(pilot)


async def test_the_charts_follow_each_other_both_ways() -> None:
    async with studio().app().run_test(size=(80, 24)) as pilot:
        titles = ("Work per week", "Best hold", "Touch-downs per hold", "Left against right", "Work per week")
        assert titles[0] in await after(pilot, "h", "c")
        for title in titles[1:]:
            assert title in await after(pilot, "right")
        for title in reversed(titles[:-1]):
            assert title in await after(pilot, "left")


async def test_each_chart_has_its_picture_and_its_numbers() -> None:
    async with studio().app().run_test(size=(80, 24)) as pilot:
        assert "2:15" in await after(pilot, "h", "c"), "the scale"
        assert "2026-06-01 Mon     2:15         2" in await after(pilot, "n")
        assert "2026-04-06 Mon     0:00         0" in await after(pilot, *["down"] * 3, "pagedown")
        picture = await after(pilot, "n", "right")
        best = {line.split()[2]: line for line in picture.splitlines() if STANCE_NAME in line}
        assert "0:15 █" in best["left"]
        assert best["left"].count("█") > best["right"].count("█") > 20
        assert "right   0:11      6  fingertips" in await after(pilot, "n")
        assert "1.00" in await after(pilot, "n", "right")
        assert "2026-06-01 Mon   0.50   1.50   1.00" in await after(pilot, "n")
        (line,) = [line for line in (await after(pilot, "n", "right")).splitlines() if STANCE_NAME in line]
        left, _, right = line.partition("│")
        assert (left.count("█"), right.count("█")) == (17, 8)
        said = await after(pilot, "n")
        assert "left      1:30     6     0.50" in said
        assert "right     0:45     6     1.50" in said


async def test_an_exercise_that_is_in_no_library_keeps_its_id() -> None:
    made = studio()
    gone = replace(LEFT, exercise="towel-curl", level="seated")
    made.archive.summed = replace(CHARTS, bests=(gone, LEFT), balances=(Balance("towel-curl", gone, None),))
    async with made.app().run_test(size=(80, 24)) as pilot:
        said = await after(pilot, "h", "c", "right", "n")
        assert said.index("Single-leg stance") < said.index("towel-curl"), "by name"
        assert STANCE not in said
        assert "6  seated" in said
        assert "towel-curl" in await after(pilot, "right", "right")


async def test_nothing_yet_is_said_and_the_footer_promises_nothing() -> None:
    async with studio(1, 0).app().run_test(size=(80, 24)) as pilot:
        for key in ("h", "s", "c", "n", "left", "enter", "down"):
            assert "Nothing yet. The first session will stand here." in await after(pilot, key)
        assert footer(pilot).split() == ["tab", "view", "?", "help", "esc", "back"]


async def test_a_history_that_cannot_be_read_says_so() -> None:
    async with studio(broken=True).app().run_test(size=(80, 24)) as pilot:
        assert "The history is damaged." in await after(pilot, "h")
        await after(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_a_history_that_breaks_meanwhile_says_so() -> None:
    made = studio()
    async with made.app().run_test(size=(80, 24)) as pilot:
        await after(pilot, "h", "s")
        made.archive.broken = True
        assert "The history is damaged." in await after(pilot, "enter")
        assert "The history is damaged." in await after(pilot, "c")
        made.archive.broken = False
        assert "The history is damaged." not in await after(pilot, "right")


async def test_a_list_that_could_not_be_read_has_nothing_to_open() -> None:
    made = studio()
    async with made.app().run_test(size=(80, 24)) as pilot:
        await after(pilot, "h")
        made.archive.broken = True
        assert "Enter open" not in await after(pilot, "s", "enter")
        assert isinstance(pilot.app.screen, HistoryScreen)
        made.archive.broken = False
        assert "Enter open" in await after(pilot, "down")


async def test_a_streak_that_is_hidden_leaves_the_map() -> None:
    made = studio()
    made.archive.past = replace(made.archive.past, streak_days=None)
    made.settings = Settings(theme="dark", streak=False)
    async with made.app().run_test(size=(80, 24)) as pilot:
        said = await after(pilot, "h")
        assert "kept" in said
        assert "in a row" not in said
        assert "reserve" not in said + await after(pilot, "n")


@pytest.mark.parametrize(
    ("size", "days"),
    [
        ((80, 24), 1),
        ((80, 24), 7),
        *(((40, 12), 730), ((120, 40), 730), ((1, 1), 7), ((300, 12), 730), ((30, 80), 730)),
    ],
)
async def test_no_size_and_no_history_is_too_small_or_too_long(size: tuple[int, int], days: int) -> None:
    async with studio(days, max(1, days // 2)).app().run_test(size=size) as pilot:
        for keys in (["h"], ["left", "pageup"], ["n"], ["s", "down", "pagedown"], ["c"], ["right", "n", "right", "n"]):
            await pilot.press(*keys)
            await pilot.pause()
        await pilot.press("s", "pageup", "up", "enter")
        await pilot.pause()
        await pilot.press("down", "pagedown", "q")
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_forty_columns_show_less_but_cut_no_number_and_no_heading() -> None:
    async with studio().app().run_test(size=(40, 12)) as pilot:
        assert "30 sessions, 2026" in (said := await after(pilot, "h", "s"))
        assert "▸ 06-03 12:00  Two-minute" in said
        said = await after(pilot, "enter")
        assert "2026-06-03 12:00" in said
        assert "2 right  Single-leg stance      0:15" in said
        assert "1× 0:13/0:15 skipped" in said
        await after(pilot, "q", "c", "right")
        for key, title in (("n", "2 of 4"), ("right", "3 of 4"), ("right", "4 of 4")):
            said = await after(pilot, key)
            assert title in said
            assert not [line for line in said.splitlines()[2:] if line.endswith("…")]
        assert "left      1:30     0.50" in said
        assert "per hold" in said


async def test_exercises_stand_apart_where_there_is_room() -> None:
    made = studio()
    other = replace(LEFT, exercise="towel-curl")
    made.archive.summed = replace(CHARTS, bests=(LEFT, RIGHT, other))
    for height, blank in ((24, True), (7, False)):
        async with made.app().run_test(size=(80, height)) as pilot:
            lines = (await after(pilot, "h", "c", "right")).splitlines()
            right = next(number for number, line in enumerate(lines) if " right " in line)
            assert (not lines[right + 1].strip()) is blank
            assert "towel-curl" in lines[right + 1 + blank]


async def test_the_keys_are_named_as_they_are_mapped() -> None:
    made = studio()
    made.settings = Settings(theme="dark", keys=(("history.charts", "g"),))
    async with made.app().run_test(size=(80, 24)) as pilot:
        assert " g  charts" in await after(pilot, "h")
        assert "Work per week" in await after(pilot, "g")
