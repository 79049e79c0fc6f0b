"""`footcore history`: the table, and the shape that programs read."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Event as Signal

import pytest
from record_builders import DAY, NOON, attempt, began, ended

from footcore_tui.cli.history import history, open_history
from footcore_tui.core.errors import HistoryError, UsageError
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import Event, Outcome, SessionRated


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    return tmp_path


def did(*events: Event) -> None:
    opened = open_history()
    done = Signal()
    for event in events:
        opened.append(event, lambda error: done.set() if error else None)
    opened.close()
    assert not done.is_set()


def said(
    capsys: pytest.CaptureFixture[str], *, since: str | None = None, as_json: bool = False, full: bool = False
) -> str:
    assert history(since=since, as_json=as_json, full=full) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_the_json_shape_is_the_one_that_is_promised(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left = attempt(index=1, touch_downs=2, seconds=14.98765, planned=25, outcome=Outcome.CUT)
    right = attempt(index=3, side=Side.RIGHT, planned=None, seconds=70)
    did(began(offset=19_800), left, right, ended(utc=NOON + 100), SessionRated("s1", 6, 0, "zitternd \x9b安"))
    (shape,) = json.loads(said(capsys, as_json=True, full=True))
    intervals = shape.pop("intervals")
    assert len(shape.pop("device")) == 36
    assert shape == {
        "id": "s1",
        "routine": "desk-balance",
        "routine_hash": "abc123",
        "plan": None,
        "week": None,
        "started": "2026-06-01T17:30:00+05:30",
        "ended": "2026-06-01T12:01:40+00:00",
        "local_day": "2026-06-01",
        "status": "partial",
        "planned_work_seconds": 40,
        "work_seconds": 84.988,
        "touch_downs": {"left": 2, "right": 0},
        "effort": 6,
        "pain": 0,
        "note": "zitternd \x9b安",
    }
    assert intervals[0] == {
        "index": 1,
        "kind": "work",
        "name": "Single-leg stance",
        "exercise": "single-leg-stance",
        "level": "fingertips",
        "side": "left",
        "planned_seconds": 25,
        "seconds": 14.988,
        "outcome": "cut",
        "touch_downs": 2,
        "value": None,
    }
    assert (intervals[1]["planned_seconds"], intervals[1]["outcome"], intervals[1]["side"]) == (None, "done", "right")


def test_json_without_full_has_no_intervals_and_a_running_session_no_end(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    did(began(), attempt())
    (shape,) = json.loads(said(capsys, as_json=True))
    assert "intervals" not in shape
    assert shape["ended"] is None


def test_no_text_of_the_history_reaches_the_terminal_as_a_control(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    did(began(), SessionRated("s1", note="\x1b]0;x\x07 \x9b31m"))
    for out in (said(capsys), said(capsys, as_json=True), said(capsys, full=True)):
        assert all(character.isprintable() or character == "\n" for character in out)


def test_an_empty_history_is_an_empty_list_and_a_kind_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, as_json=True)) == []
    assert said(capsys) == "Nothing yet. `footcore play` begins.\n"
    assert list(home.iterdir()) == []


def test_the_table_has_a_line_a_session_oldest_first(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    did(
        began("b"), attempt("b", touch_downs=1), ended("b"), began("a", NOON - DAY), attempt("a"), attempt("a", index=2)
    )
    header, *lines = said(capsys).splitlines()
    assert header.split() == ["day", "time", "routine", "status", "work", "touch-downs", "id"]
    assert [line.split() for line in lines] == [
        ["2026-05-31", "12:00", "desk-balance", "open", "0:30", "none", "a"],
        ["2026-06-01", "12:00", "desk-balance", "partial", "0:15", "left", "1,", "right", "0", "b"],
    ]


def test_full_adds_a_line_an_interval(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    did(began(), attempt(seconds=9.6, outcome=Outcome.SKIPPED), attempt(index=2, kind="rest"), ended())
    assert said(capsys, full=True).splitlines()[2].strip() == "Single-leg stance, left: 0:09, skipped"
    assert len(said(capsys, full=True).splitlines()) == 3


def test_full_says_what_the_person_said_of_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    did(began("a"), ended("a"), SessionRated("a", 6, 0, "a steady one"), began("b"), ended("b"), SessionRated("b", 3))
    _, _, rated, note, _, alone = said(capsys, full=True).splitlines()
    assert [rated.strip(), note.strip(), alone.strip()] == [
        "effort 6 of 10, pain 0 of 10",
        "“a steady one”",
        "effort 3 of 10",
    ]
    assert "effort" not in said(capsys)


def test_a_session_that_ended_early_is_told_so_without_blame(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    did(began(), attempt(seconds=1, outcome=Outcome.CUT), ended(share=0.03))
    assert "  ended early  " in said(capsys)
    assert json.loads(said(capsys, as_json=True))[0]["status"] == "abandoned"


def test_since_leaves_out_what_was_before(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    did(began("a", NOON - DAY), began("b"))
    assert [shape["id"] for shape in json.loads(said(capsys, as_json=True, since="2026-06-01"))] == ["b"]


def test_a_date_that_is_none_is_wrong_usage(home: Path) -> None:
    with pytest.raises(UsageError, match="'June' is not a date as 2026-03-01"):
        history(since="June", as_json=False, full=False)


def test_a_damaged_history_is_told(home: Path) -> None:
    (home / "data").mkdir()
    (home / "data" / "history.sqlite3").write_bytes(b"not a database" * 1000)
    with pytest.raises(HistoryError, match="damaged"):
        history(since=None, as_json=False, full=False)
