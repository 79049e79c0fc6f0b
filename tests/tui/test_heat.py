"""The map of the year, cell by cell."""

from __future__ import annotations

import pytest

from footcore_tui.core.days import day_of
from footcore_tui.tui.desk import DayMark
from footcore_tui.tui.past import Month, PastDay, PastDays, months_of
from footcore_tui.tui.theme import Look, State, palette_of
from footcore_tui.tui.widgets.bars import columns, leftward, level
from footcore_tui.tui.widgets.heat import MONTHS, day_text, mondays_of, month_line, paint_heat
from footcore_tui.tui.widgets.page import Page

WEDNESDAY = day_of("2026-06-03")
MONDAY = WEDNESDAY - 2
WEEK = (
    PastDay(MONDAY - 7, 1, DayMark.KEPT),
    PastDay(MONDAY - 6, 2, DayMark.KEPT),
    PastDay(MONDAY - 5, 3, DayMark.KEPT),
    PastDay(MONDAY - 4, 9, DayMark.KEPT),
    PastDay(MONDAY - 3, 0, DayMark.BRIDGED, "ill"),
    PastDay(MONDAY - 2, 0, DayMark.RESERVE),
    PastDay(MONDAY - 1, 0, DayMark.MISSED),
    PastDay(MONDAY, 2, DayMark.KEPT),
    PastDay(MONDAY + 1, 2, DayMark.KEPT),
    PastDay(WEDNESDAY, 0, DayMark.OPEN),
)


def painted(past: PastDays, cursor: int, size: tuple[int, int]) -> list[str]:
    width, height = size
    page = Page(width, height, palette_of(Look.DARK, State.HOME))
    paint_heat(past, cursor, page, height)
    rows = ["".join(segment.text for segment in row) for part in page.done(()) for row in part.rows]
    assert all(len(row) == page.width for row in rows)
    return [row.rstrip() for row in rows]


def test_every_sign_is_told_by_its_shape() -> None:
    rows = painted(PastDays(WEEK, 4, 8), WEDNESDAY, (80, 24))
    assert [row[-2:] for row in rows[1:4]] == ["░▒", "▒▒", "▓◆"]
    assert [row[-1] for row in rows[4:8]] == ["█", "▬", "○", "·"]
    assert [row[:4].strip() for row in rows[1:8]] == ["Mon", "", "Wed", "", "Fri", "", ""]
    assert rows[8] == "2026-06-03 Wed · no session · today, still open"
    assert rows[9] == "19 sessions in these 53 weeks, 6 days kept"
    assert rows[10] == "· none  ░ ▒ ▓ fewer than 4  █ 4 or more  ▬ bridged  ○ reserve day"


@pytest.mark.parametrize(("size", "weeks", "wide"), [((80, 24), 53, 1), ((40, 12), 34, 1), ((120, 40), 53, 2)])
@pytest.mark.parametrize("count", [1, 7, 730])
def test_the_map_fills_its_columns_at_every_size(size: tuple[int, int], weeks: int, wide: int, count: int) -> None:
    past = PastDays(tuple(PastDay(WEDNESDAY - back, 3, DayMark.KEPT) for back in reversed(range(count))), 3, 1)
    rows = painted(past, WEDNESDAY, size)
    sunday = rows[7][4:]
    assert len(sunday.rstrip()) <= (weeks - 1) * wide
    signs = "".join(rows[1:8])[4:]
    shown = min(count, (weeks - 1) * 7 + 3)
    assert signs.count("█") == (shown - 1) * wide, "the marked day has its own sign"
    assert set(rows[0].split()) <= set(MONTHS)
    assert ("or more" in "\n".join(rows)) == (size[1] >= 16)


def test_the_map_goes_back_with_the_marked_day() -> None:
    past = PastDays(tuple(PastDay(WEDNESDAY - back, 1, DayMark.KEPT) for back in reversed(range(730))), 3, 1)
    assert mondays_of(past, WEDNESDAY, 60)[-1] == MONDAY
    early = WEDNESDAY - 700
    assert mondays_of(past, early, 60)[0] <= early < mondays_of(past, early, 60)[0] + 7
    assert "2024-07-03 Wed" in "\n".join(painted(past, early, (80, 24)))


def test_a_month_is_named_where_its_first_day_is_and_as_far_as_there_is_room() -> None:
    mondays = [day_of("2026-05-25") + 7 * week for week in range(6)]
    assert month_line(mondays, 1, 8) == " Jun Jul"
    assert month_line(mondays, 1, 7) == " Jun", "no name is cut"
    assert month_line(mondays, 4, 24) == "    Jun             Jul"
    assert month_line(mondays, 4, 22) == "    Jun            Jul"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (WEEK[0], "2026-05-25 Mon · 1 session · kept"),
        (WEEK[4], "2026-05-29 Fri · bridged: ill"),
        (WEEK[5], "2026-05-30 Sat · a reserve day"),
        (WEEK[6], "2026-05-31 Sun · no session"),
        (PastDay(MONDAY, 1, DayMark.BRIDGED, "travel"), "2026-06-01 Mon · 1 session · bridged: travel"),
        (PastDay(MONDAY, 1, DayMark.MISSED), "2026-06-01 Mon · 1 session"),
        (PastDay(MONDAY, 0, DayMark.MISSED, tried=True), "2026-06-01 Mon · no session that counts"),
    ],
)
def test_a_day_says_what_was_done_and_never_blames(day: PastDay, said: str) -> None:
    assert day_text(day) == said


def test_months_add_up_the_latest_first() -> None:
    assert months_of(PastDays(WEEK, 3)) == (Month(2026, 6, 4, 2, 0, 0), Month(2026, 5, 15, 4, 1, 1))


def test_upright_bars_are_to_scale_in_eighths() -> None:
    assert columns([8, 4, None, 0, 0.01], 8, 2, 2) == ["█         ", "█ █ ·   ▁ "]
    assert columns([1, 3], 4, 1, 1) == ["▂▆"]
    assert columns([0, None], 0, 1, 3) == ["   ·· "]


def test_level_bars_grow_from_the_middle_both_ways() -> None:
    assert level(3, 8, 4) == "█▌"
    assert level(16, 8, 4) == "████"
    assert leftward(3, 8, 4) == "▐█"
    assert level(0, 8, 4) == leftward(0, 8, 4) == ""
