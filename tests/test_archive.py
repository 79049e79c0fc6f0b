"""The history as its screens ask for it, from a file of this person."""

from __future__ import annotations

from pathlib import Path

import pytest
from record_builders import NOON

from footcore_tui.cli import past
from footcore_tui.cli.archive import SqliteArchive
from footcore_tui.cli.history import session_called
from footcore_tui.core.day_events import Reason
from footcore_tui.core.days import day_of
from footcore_tui.core.errors import HistoryError
from footcore_tui.core.settings import Settings
from footcore_tui.core.stats import Charts
from footcore_tui.tui.desk import DayMark
from footcore_tui.tui.past import PastDay

TODAY = day_of("2026-06-01")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person at noon of 2026-06-01, in UTC."""
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    monkeypatch.setattr("time.time", lambda: NOON)
    monkeypatch.setattr("footcore_tui.cli.rules.wall", lambda: (NOON, 0))
    return tmp_path


@pytest.mark.usefixtures("home")
def test_each_day_has_its_count_and_what_became_of_it() -> None:
    for day in ("27T10:00", "27T11:00", "29T10:00", "31T10:00"):
        past.log("desk-balance", f"2026-05-{day}+00:00")
    past.rest("2026-05-28", Reason.ILL, undo=False)
    found = SqliteArchive(Settings()).days()
    assert found.days == (
        PastDay(TODAY - 5, 2, DayMark.KEPT),
        PastDay(TODAY - 4, 0, DayMark.BRIDGED, "ill"),
        PastDay(TODAY - 3, 1, DayMark.KEPT),
        PastDay(TODAY - 2, 0, DayMark.RESERVE),
        PastDay(TODAY - 1, 1, DayMark.KEPT),
        PastDay(TODAY, 0, DayMark.OPEN),
    )
    assert (found.streak_days, found.target) == (3, 3)


@pytest.mark.usefixtures("home")
def test_a_day_of_a_session_that_does_not_count_is_told_from_one_without() -> None:
    for day in ("29", "30"):
        past.log("desk-balance", f"2026-05-{day}T10:00+00:00")
    past.correct("last", None, 10.0, undo=False)
    found = SqliteArchive(Settings()).days().days
    assert [(day.sessions, day.tried) for day in found] == [(1, False), (0, True), (0, False), (0, False)]


@pytest.mark.usefixtures("home")
def test_a_hidden_streak_knows_no_reserve_days() -> None:
    for day in ("29", "31"):
        past.log("desk-balance", f"2026-05-{day}T10:00+00:00")
    found = SqliteArchive(Settings(streak=False)).days()
    assert [day.mark for day in found.days[:2]] == [DayMark.KEPT, DayMark.MISSED]
    assert found.streak_days is None


@pytest.mark.usefixtures("home")
def test_a_session_of_the_list_is_found_in_full() -> None:
    past.log("desk-balance", "2026-05-31T10:00+00:00")
    archive = SqliteArchive(Settings())
    assert archive.count() == 1
    (one,) = archive.sessions(0, 10)
    found = archive.record(one.session)
    assert found is not None
    assert (found, found.work_seconds) == (session_called("last"), one.seconds)
    assert archive.record(one.session[-6:]) is None, "by the whole id alone"
    assert [week.sessions for week in archive.charts(TODAY).weeks[-2:]] == [1, 0]


@pytest.mark.usefixtures("home")
def test_before_the_first_session_there_is_today_alone() -> None:
    archive = SqliteArchive(Settings())
    assert archive.days().days == (PastDay(TODAY, 0, DayMark.OPEN),)
    assert (archive.count(), archive.sessions(0, 10), archive.charts(TODAY)) == (0, (), Charts())
    assert archive.record("s") is None


def test_a_file_that_is_no_history_is_told(home: Path) -> None:
    past.log("desk-balance", "2026-05-31T10:00+00:00")
    (file,) = home.rglob("history.sqlite3")
    file.write_bytes(b"no database" * 1000)
    archive = SqliteArchive(Settings())
    for question in (archive.days, archive.count, lambda: archive.sessions(0, 1), lambda: archive.charts(TODAY)):
        with pytest.raises(HistoryError):
            question()
