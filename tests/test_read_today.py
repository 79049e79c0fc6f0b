"""The day as Today gets it from the history."""

from __future__ import annotations

from pathlib import Path

import pytest
from history_files import history_at, saved
from record_builders import DAY, NOON, began, ended

from footcore_tui.cli.today import read_today
from footcore_tui.core.day_events import DaysMarked, Reason
from footcore_tui.core.days import iso, local_day
from footcore_tui.core.record import SessionRated
from footcore_tui.core.settings import Settings
from footcore_tui.tui.desk import DayMark, Today

THURSDAY = NOON + 3 * DAY


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    monkeypatch.setattr("footcore_tui.cli.rules.wall", lambda: (THURSDAY, 0))
    return tmp_path


def read(home: Path, *sessions: tuple[int, float], pain: int = 0, settings: Settings | None = None) -> Today:
    """Today after sessions so many days ago, each with its share; `pain` of the last."""
    history = history_at(home / "data" / "history.sqlite3")
    for number, (days, share) in enumerate(sessions):
        utc = THURSDAY - days * DAY - 600 + number
        events = began(f"s{number}", utc), ended(f"s{number}", share, utc + 120), SessionRated(f"s{number}", pain=pain)
        assert saved(history, *events) == [None] * 3
    history.close()
    return read_today(settings or Settings())


@pytest.mark.parametrize(("streak", "missed"), [(True, DayMark.RESERVE), (False, DayMark.MISSED)])
def test_a_streak_that_is_hidden_hides_its_reserve_days(home: Path, streak: bool, missed: DayMark) -> None:
    week = read(home, (3, 1), (0, 1), settings=Settings(streak=streak)).week
    assert [day.mark for day in week[:4]] == [DayMark.KEPT, missed, missed, DayMark.KEPT]


@pytest.mark.parametrize(
    ("sessions", "pain", "back"),
    [
        ([], 0, False),
        ([(8, 1.0)], 0, True),
        ([(7, 1.0)], 0, False),
        ([(8, 1.0), (0, 1.0)], 0, False),
        ([(8, 1.0), (0, 0.2)], 0, True),
        ([(8, 0.2)], 0, False),
        ([(8, 1.0), (0, 0.2)], 6, False),
    ],
    ids=["nobody yet", "a gap", "no gap", "over", "too little to be over", "nothing counted", "it hurts"],
)
def test_someone_comes_back_until_a_session_counts(
    home: Path, sessions: list[tuple[int, float]], pain: int, back: bool
) -> None:
    assert read(home, *sessions, pain=pain).back is back


def test_days_that_are_marked_are_part_of_the_gap(home: Path) -> None:
    read(home, (8, 1))
    history = history_at(home / "data" / "history.sqlite3")
    days = [iso(local_day(THURSDAY - ago * DAY, 0)) for ago in (7, 1)]
    assert saved(history, DaysMarked(days[0], days[1], Reason.ILL)) == [None]
    history.close()
    today = read_today(Settings())
    assert (today.back, today.streak_days) == (True, 1)
