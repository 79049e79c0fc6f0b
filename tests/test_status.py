"""`footcore status`: what it says, and to whom."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import FakeClock
from history_files import history_at, saved
from record_builders import DAY, NOON, began, ended

from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_history import SqliteHistory
from footcore_tui.cli import status
from footcore_tui.cli.today import read_today
from footcore_tui.core.record import SessionRated
from footcore_tui.core.settings import Settings

TODAY = "--as-of=2026-06-01"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    return tmp_path


def did(home: Path, *sessions: tuple[float, float]) -> None:
    """Sessions by their beginning and share."""
    locks = SessionLocks(home / "state" / "playing")
    history = SqliteHistory(
        home / "data" / "history.sqlite3", lambda: "device-1", locks, FakeClock(), Uuid7Identities()
    )
    for number, (utc, share) in enumerate(sessions):
        history.append(began(f"s{number}", utc))
        history.append(ended(f"s{number}", share, utc + 120))
    history.close()
    assert not history.unsaved


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert status.main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.endswith("\n")
    return out[:-1]


def test_a_new_person_has_no_streak_and_something_due(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys) == "streak 0 days, 0 of 3 today, due: desk-balance"
    assert list(home.iterdir()) == []


def test_the_line_tells_streak_count_and_what_is_due(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    did(home, (NOON, 1), (NOON + 60, 0.4), (NOON - DAY, 0.5), (NOON - 3 * DAY, 1))
    assert said(capsys, TODAY) == "streak 3 days, 1 of 3 today, due: desk-balance"
    assert said(capsys, TODAY, "--format", "tmux") == "3d 1/3"


def test_one_day_is_a_day_and_a_reached_target_leaves_nothing_due(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    did(home, *((NOON + 600 * number, 1) for number in range(4)))
    assert said(capsys, TODAY) == "streak 1 day, 4 of 3 today"
    assert json.loads(said(capsys, TODAY, "--json"))["due"] is None


def test_after_much_pain_nothing_is_due(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    did(home, (NOON, 1))
    history = history_at(home / "data" / "history.sqlite3")
    assert saved(history, SessionRated("s0", pain=6)) == [None]
    history.close()
    assert said(capsys, TODAY) == "streak 1 day, 1 of 3 today"
    assert json.loads(said(capsys, TODAY, "--json"))["due"] is None
    assert read_today(Settings()).rests is False, "that was another day"


def test_waybar_gets_text_tooltip_class_and_percentage(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    did(home, (NOON, 1))
    assert json.loads(said(capsys, TODAY, "--format=waybar")) == {
        "text": "1d 1/3",
        "tooltip": "streak 1 day, 1 of 3 today, due: desk-balance",
        "class": "kept",
        "percentage": 33,
    }


def test_json_has_every_field(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    did(home, (NOON, 1), *((NOON - number * DAY, 1) for number in range(10, 15)))
    shape = json.loads(said(capsys, TODAY, "--json"))
    due = shape.pop("due")
    assert (due["routine"], due["week"]) == ("desk-balance", None)
    assert shape == {
        "local_day": "2026-06-01",
        "streak_days": 1,
        "longest_streak_days": 5,
        "today_sessions": 1,
        "today_target": 3,
        "today_kept": True,
        "weeks_kept": 0,
        "week_kept_days": 1,
        "week_target": 4,
        "score": 23,
        "reserve_left": 2,
    }


def test_json_tells_how_long_what_is_due_takes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, "--json"))["due"]["seconds"] == 146


def test_a_routine_that_is_not_there_has_no_length(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('daily = "nowhere"')
    assert json.loads(said(capsys, "--json"))["due"] == {"routine": "nowhere", "week": None, "seconds": None}


def test_the_settings_move_the_day_and_the_target(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    did(home, (NOON, 1))
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('target = 1\nday_start = "13:00"\ndaily = "\\u001b[31m"')
    assert said(capsys, TODAY) == "streak 1 day, 1 of 1 today"
    # At noon the day that begins at 13:00 is still the one before; but the session's own day is fixed, and later.
    assert said(capsys, "--as-of", "2026-06-01T12:30+00:00") == "streak 1 day, 1 of 1 today"
    assert said(capsys, "--as-of", "2026-06-02T12:30+00:00") == "streak 1 day, 1 of 1 today"
    assert said(capsys, "--as-of", "2026-06-02T13:00+00:00") == r"streak 1 day, 0 of 1 today, due: \x1b[31m"


def test_the_streak_can_be_hidden(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    did(home, (NOON, 1))
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text("streak = false")
    assert said(capsys, TODAY) == "1 of 3 today, due: desk-balance"
    assert said(capsys, TODAY, "--format", "tmux") == "1/3"


@pytest.mark.parametrize(
    ("moment", "count"),
    [("2026-06-01T12:10Z", 1), ("2026-06-01T12:01Z", 0), ("2026-06-02T05:10+01:00", 0), ("2026-06-01", 2)],
)
def test_as_of_a_moment_what_came_later_has_not_happened(
    home: Path, capsys: pytest.CaptureFixture[str], moment: str, count: int
) -> None:
    did(home, (NOON, 1), (NOON + 3600, 1))
    assert json.loads(said(capsys, "--json", "--as-of", moment))["today_sessions"] == count


@pytest.mark.skipif(sys.platform == "win32", reason="the zone of a process can't be changed there")
@pytest.mark.parametrize(
    ("moment", "day"),
    [("2026-06-01T03:30", "2026-05-31"), ("2026-06-01T05:00", "2026-06-01"), ("2026-06-01T03:30Z", "2026-05-31")],
)
def test_a_moment_without_an_offset_is_by_the_clock_on_this_wall(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, moment: str, day: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "AAA-9")
        time.tzset()
        assert json.loads(said(capsys, "--json", "--as-of", moment))["local_day"] == day
    time.tzset()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--colour"], "status does not know --colour."),
        (["--json=yes"], "status does not know --json."),
        (["\x1b]0;x"], r"status does not know \x1b]0;x."),
        (["--format"], "--format needs a value."),
        (["--format", "xml"], "There is no format xml; there are plain, tmux, waybar, json."),
        (["--as-of", "yesterday"], "--as-of takes a date or a moment as 2026-03-01T18:30, not yesterday."),
        (["--as-of="], "--as-of takes a date"),
        (["--as-of", "0001-01-01T00:00+23:00"], "--as-of takes a date"),
    ],
)
def test_wrong_usage_is_told_on_stderr_with_exit_code_2(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str
) -> None:
    assert status.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"footcore: {complaint}")
    assert "usage: footcore status" in err


def test_help_is_given_on_stdout(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "--help").startswith("usage: footcore status")


def test_a_damaged_history_is_told_on_stderr_with_exit_code_1(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "data").mkdir()
    (home / "data" / "history.sqlite3").write_bytes(b"not a database" * 1000)
    assert status.main([]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "damaged" in err


def in_process(home: Path, code: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FOOTCORE_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_reader_that_has_gone_is_no_error(home: Path) -> None:
    code = (
        "import os, sys\nread, write = os.pipe()\nos.close(read)\nos.dup2(write, 1)\n"
        "from footcore_tui.cli.status import main\nsys.exit(main([]))"
    )
    done = in_process(home, code)
    assert (done.returncode, done.stderr) == (0, "")
