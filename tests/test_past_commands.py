"""Days marked, sessions written down, corrected and thrown away: each is an event, and each can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from record_builders import NOON

from footcore_tui.cli import past, rules, status
from footcore_tui.cli.history import history, open_history
from footcore_tui.cli.shelf import library
from footcore_tui.core.day_events import Reason, RuleChanged
from footcore_tui.core.errors import FootcoreError, UsageError
from footcore_tui.core.settings import Settings

TODAY = "2026-06-01"
Said = Callable[[], str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person at noon of 2026-06-01, in UTC."""
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    monkeypatch.setattr("time.time", lambda: NOON)
    monkeypatch.setattr("footcore_tui.cli.rules.wall", lambda: (NOON, 0))
    return tmp_path


@pytest.fixture
def said(home: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    return lambda: capsys.readouterr().out


def streak(said: Said) -> int:
    said()
    assert status.main(["--json", f"--as-of={TODAY}"]) == 0
    found: int = json.loads(said())["streak_days"]
    return found


def test_days_are_marked_and_the_mark_is_taken_back(said: Said) -> None:
    for day in ("2026-05-25", "2026-05-30"):
        past.log("desk-balance", f"{day}T10:00+00:00")
    assert streak(said) == 1
    past.rest("2026-05-26..2026-05-29", Reason.ILL, undo=False)
    assert said() == "2026-05-26 to 2026-05-29: ill. The streak is 2 days.\n"
    past.rest("2026-05-27", Reason.HURT, undo=True)
    assert streak(said) == 2, "a reserve day"
    past.rest("2026-05-26..2026-05-29", Reason.REST, undo=True)
    assert streak(said) == 1


@pytest.mark.parametrize("dates", ["June", "2026-06-02..2026-06-01", "2026-01-01..2027-01-02", "..", "2026-06-01.."])
def test_dates_that_are_none_change_nothing(home: Path, dates: str) -> None:
    with pytest.raises(UsageError):
        past.rest(dates, Reason.REST, undo=False)
    assert not list(home.iterdir())


def test_a_session_is_written_down_as_it_was_planned_and_marked_as_late(said: Said) -> None:
    past.log("desk-balance", "2026-05-31T20:00+02:00")
    assert said() == "2026-05-31: Two-minute desk balance, 2:00 of work, written down, late. The streak is 1 day.\n"
    past.log("desk-balance", "2026-06-01T08:00+00:00")
    assert "late" not in said()
    history(since=None, as_json=True, full=True)
    late, _ = json.loads(said())
    assert (late["started"], late["status"], late["work_seconds"]) == ("2026-05-31T20:00:00+02:00", "completed", 120)
    assert [interval["outcome"] for interval in late["intervals"]] == ["done"] * 8
    history(since=None, as_json=False, full=False)
    assert [line.split("  ")[-1] for line in said().splitlines()[1:]] == ["written down late", "written down"]


def test_what_is_still_to_come_was_not_done(home: Path) -> None:
    with pytest.raises(UsageError, match="still to come"):
        past.log("desk-balance", "2026-06-01T12:01+00:00")
    with pytest.raises(FootcoreError, match="nowhere"):
        past.log("nowhere", None)
    assert not (home / "data").exists()


def test_a_correction_moves_the_day_and_what_was_done_and_is_taken_back(said: Said) -> None:
    past.log("desk-balance", None)
    past.correct("last", None, 30.0, undo=False)
    assert streak(said) == 0, "a quarter does not count"
    past.correct("last", "2026-05-31", 60.0, undo=False)
    assert streak(said) == 1
    history(since=None, as_json=True, full=False)
    (shape,) = json.loads(said())
    assert (shape["local_day"], shape["work_seconds"], shape["status"]) == ("2026-05-31", 60, "partial")
    past.correct("last", None, None, undo=True)
    said()
    history(since=None, as_json=True, full=False)
    (shape,) = json.loads(said())
    assert (shape["local_day"], shape["work_seconds"], shape["status"]) == (TODAY, 120, "completed")
    with pytest.raises(UsageError, match="Say what is to be corrected"):
        past.correct("last", None, None, undo=False)


def test_a_session_is_thrown_away_and_brought_back(said: Said) -> None:
    past.log("desk-balance", None)
    (record,) = open_history().records()
    name = record.began.session[-6:]
    past.delete(name, undo=False)
    assert streak(said) == 0
    assert open_history().records() == ()
    with pytest.raises(UsageError, match="deleted already"):
        past.delete(name, undo=False)
    past.delete(name, undo=True)
    assert streak(said) == 1
    assert open_history().records() == (record,)


def test_what_was_deleted_is_told_how_it_comes_back_and_last_is_the_one_deleted_last(said: Said) -> None:
    for day in ("2026-05-30", "2026-05-31"):
        past.log("desk-balance", f"{day}T10:00+00:00")
    one, other = open_history().records()
    ends = [record.began.session[-6:] for record in (one, other)]
    said()
    past.delete(ends[1], undo=False)
    past.delete(ends[0], undo=False)
    told = f"2026-05-30 desk-balance: deleted; footcore history delete {ends[0]} --undo brings it back.\n"
    assert said().endswith(told), "of no streak nothing is said"
    past.delete("last", undo=True)
    assert open_history().records() == (one,)
    past.delete("last", undo=True)
    assert open_history().records() == (one, other)
    with pytest.raises(UsageError, match="No session is deleted"):
        past.delete("last", undo=True)
    said()
    past.correct(ends[1], None, 60.0, undo=False)
    assert f"corrected; footcore history correct {ends[1]} --undo takes it back. The streak" in said()


def test_a_session_written_down_has_the_day_start_of_its_own_date(home: Path) -> None:
    opened = open_history()
    opened.append(RuleChanged("day_start", 0, "2026-05-20"))
    opened.close()
    # The settings speak of 04:00 again: from today on.
    for moment in ("2026-05-25T02:00+00:00", "2026-06-01T02:00+00:00"):
        past.log("desk-balance", moment)
    assert [record.local_day for record in open_history().records()] == ["2026-05-25", "2026-05-31"]


@pytest.mark.parametrize("name", ["last", "zzzz", "%", "_", "", "x' OR 1=1"])
def test_a_session_that_is_not_there_is_told(home: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no session"):
        past.delete(name, undo=False)


def test_two_sessions_that_end_alike_are_told_apart(said: Said) -> None:
    for _ in range(40):
        past.log("desk-balance", None)
    ends = [record.began.session[-1] for record in open_history().records()]
    twice = next(end for end in ends if ends.count(end) > 1)
    with pytest.raises(UsageError, match=f"sessions end in '{twice}'; give more"):
        past.delete(twice, undo=False)


def test_the_rules_of_the_settings_hold_from_today_on_and_are_said_once(home: Path) -> None:
    chosen = Settings(week_target=2, rest_days=0b110_0000)
    for _ in range(2):
        opened = open_history()
        rules.say_changes(chosen, library().routine("desk-balance"), opened)
        opened.close()
    days = rules.read_days(Settings()).days
    # The settings of this device speak of another rule again: they have changed since.
    assert [(one.since, one.week_target) for one in days.rules] == [(1, 4), (days.today, 4)]
    days = rules.read_days(chosen).days
    assert [(one.since, one.week_target, one.rest_days) for one in days.rules] == [(1, 4, 0), (days.today, 2, 96)]
