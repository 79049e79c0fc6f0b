"""`footcore plan`, and what the plan that runs changes in `play` and `status`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from record_builders import DAY, NOON

from footcore_tui.adapters import paths
from footcore_tui.cli.edge import run
from footcore_tui.cli.history import open_history
from footcore_tui.cli.planner import shape_of
from footcore_tui.cli.rules import say_changes
from footcore_tui.cli.shelf import library, settings
from footcore_tui.cli.standing import position
from footcore_tui.core.record import SessionRated
from footcore_tui.core.routine import Block, Hold, PerWeek, Plan, Routine, Step

SIX = """
format = 1
name = "Six"
prepare = "0s"
[plan]
weeks = {weeks}
days_a_week = {days}
[[block]]
name = "Stand"
hold = {holds}
"""


class Person:
    """Somebody with a clock, a plan of their own, and a command line."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self.capsys = home, capsys
        self.now = NOON

    def has(self, weeks: int = 3, days: str = "[1, 2]", name: str = "six") -> None:
        file = self.home / "data" / "routines" / f"{name}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SIX.format(weeks=weeks, days=days, holds=["30s", "40s", "50s"][:weeks]))

    def says(self, line: str, code: int = 0) -> str:
        """What a command prints; of one that fails, what it complains."""
        assert run(line.split()) == code
        out, err = self.capsys.readouterr()
        assert bool(err) is bool(code)
        return err if code else out

    def status(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.says("plan status --json"))
        return found

    def did(self) -> None:
        self.now += 600
        self.says("history log six")

    def waits(self, days: int) -> None:
        self.now += days * DAY


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Person]:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    one = Person(tmp_path, capsys)
    monkeypatch.setattr("time.time", lambda: one.now)
    for module in ("rules", "standing"):
        monkeypatch.setattr(f"footcore_tui.cli.{module}.wall", lambda: (one.now, 0))
    monkeypatch.setattr("footcore_tui.cli.status._here", lambda: (one.now, 0))
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        one.has()
        yield one


def test_without_a_plan_it_says_how_to_find_one(person: Person) -> None:
    assert "`footcore plan list`" in person.says("plan")
    assert person.says("plan --json") == "null\n"
    assert "No plan is running." in person.says("plan pause", 2)
    assert not Path(paths.history_file()).exists(), "to ask saves nothing"


def test_the_plans_are_listed_with_weeks_days_and_minutes(person: Person) -> None:
    assert "Six: 3 weeks · 1 to 2 days a week · 1 min" in person.says("plan list")
    (six,) = (one for one in json.loads(person.says("plan list --json")) if one["id"] == "six")
    assert six == {
        "id": "six",
        "name": "Six",
        "weeks": 3,
        "days_a_week": [1, 2],
        "sessions_a_day": [1, 1],
        "clock_seconds": [30, 50],
    }
    assert "desk-balance" not in person.says("plan list")


def test_a_plan_is_started_done_and_finished(person: Person) -> None:
    assert person.says("plan start six") == "Six: week 1 of 3 · 0 of 1 this week · due today\n"
    person.did()
    assert person.says("plan") == "Six: week 1 of 3 · 1 of 1 this week · week 2 opens in 7 days, on 2026-06-08\n"
    assert person.status() == {
        "routine": "six",
        "week": 1,
        "weeks": 3,
        "day": 1,
        "needed": 1,
        "due": False,
        "opens": "2026-06-08",
        "proposal": None,
        "paused": False,
        "finished": False,
    }
    for days in (7, 1, 6, 1):
        person.waits(days)
        assert person.status()["due"]
        person.did()
    assert person.says("plan") == "Six: all 3 weeks done\n`footcore plan start six` begins it again.\n"
    assert "is finished" in person.says("plan pause", 2)
    assert person.says("plan start six") == "Six: week 1 of 3 · 0 of 1 this week · due today\n"


def test_after_much_pain_the_plan_rests_that_day_as_the_status_does(person: Person) -> None:
    person.has(days="[2, 2]")
    person.says("plan start six")
    person.says("history log desk-balance")
    history = open_history(settings())
    (record,) = history.records()
    history.append(SessionRated(record.began.session, pain=6))
    history.close()
    assert person.says("plan") == "Six: week 1 of 3 · 0 of 2 this week · rest today\n"
    assert person.status()["due"] is False
    assert "due" not in person.says("status")
    person.waits(1)
    assert person.says("plan") == "Six: week 1 of 3 · 0 of 2 this week · due today\n"
    assert "due: six" in person.says("status")


def test_one_plan_runs_at_a_time(person: Person) -> None:
    person.has(name="other")
    person.says("plan start six")
    assert "six is running: one plan runs at a time" in person.says("plan start other", 2)
    person.says("plan pause")
    assert "six is paused: one plan runs at a time" in person.says("plan start other", 2)
    person.says("plan leave")
    assert "week 1 of 3" in person.says("plan start other")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("plan start desk-balance", 2, "has no weeks"),
        ("plan start nowhere", 1, "nowhere"),
        ("plan start ./six.toml", 2, "start it by its id"),
        ("plan resume", 2, "No plan is running"),
        ("plan back", 2, "No plan is running"),
        ("plan fly", 2, "fly"),
    ],
)
def test_what_can_not_be_done_is_said_and_saves_nothing(person: Person, line: str, code: int, said: str) -> None:
    assert said in person.says(line, code)
    assert not Path(paths.history_file()).exists()


def test_a_pause_asks_for_nothing(person: Person) -> None:
    person.says("plan start six")
    assert "is not paused" in person.says("plan resume", 2)
    assert "paused" in person.says("plan pause")
    assert "paused already" in person.says("plan pause", 2)
    assert "due: desk-balance" in person.says("status")
    assert "due today" in person.says("plan resume")


def test_after_a_week_away_it_asks_and_only_then(person: Person) -> None:
    person.says("plan start six")
    person.did()
    person.waits(7)
    person.did()
    assert "Nothing is proposed" in person.says("plan back", 2)
    person.waits(8)
    said = person.says("plan")
    assert "Welcome back. Begin week 2 anew, or go on?" in said
    assert "`footcore plan back` begins week 2" in said
    assert person.status()["proposal"] == {"week": 2, "away_days": 8}
    assert "Welcome back" not in person.says("plan go-on")
    person.waits(7)
    assert person.status()["proposal"] == {"week": 2, "away_days": 15}
    person.waits(6)
    assert "Begin again with week 1" in person.says("plan")
    assert person.says("plan back") == "Six: week 1 of 3 · 0 of 1 this week · due today\n"


def test_status_names_the_plan_before_the_daily_routine(person: Person) -> None:
    person.says("plan start six")
    assert "due: six, week 1" in person.says("status")
    person.did()
    assert "due: desk-balance" in person.says("status")
    person.waits(7)
    assert json.loads(person.says("status --json"))["due"] == {"routine": "six", "week": 2, "seconds": 40}
    assert "due: desk-balance" in person.says("status --as-of 2026-06-07"), "as it was"
    assert "due: desk-balance" in person.says("status --as-of 2026-05-31"), "before it was started"


def test_play_without_a_routine_plays_what_is_due_and_a_plan_its_week(person: Person) -> None:
    rehearsal = "play {} --plain --speed 1000"
    person.says("plan start six")
    person.did()
    person.waits(7)
    assert "Stand · 40s" in person.says(rehearsal.format(""))
    assert "Stand · 40s" in person.says(rehearsal.format("six"))
    assert "Stand · 30s" in person.says(rehearsal.format("six --week 1"))
    person.did()
    assert "Single-leg stance" in person.says(rehearsal.format(""))


def test_another_week_is_another_key(person: Person) -> None:
    before = position(settings()).key
    person.says("plan start six")
    first = position(settings()).key
    person.did()
    assert position(settings()).key == first
    person.waits(7)
    assert len({before, first, position(settings()).key}) == 3


def test_a_file_that_changed_is_told_once_as_the_plan_is_played(person: Person) -> None:
    person.says("plan start six")
    person.has(weeks=2, days="3")
    for name in ("desk-balance", "six", "six"):
        history = open_history()
        say_changes(settings(), library().routine(name), history)
        history.close()
    assert (person.status()["weeks"], person.status()["needed"]) == (2, 3)
    rows = [event for event in person.says("history export --format jsonl").splitlines() if '"reshape"' in event]
    assert len(rows) == 1


def test_a_plan_whose_file_has_gone_can_be_left(person: Person) -> None:
    person.says("plan start six")
    (person.home / "data" / "routines" / "six.toml").unlink()
    assert person.says("plan").startswith("six: week 1 of 3")
    assert json.loads(person.says("status --json"))["due"] == {"routine": "six", "week": 1, "seconds": None}
    assert "No plan is running." in person.says("plan leave")


def test_a_clock_that_was_set_back_leaves_a_plan_all_the_same(person: Person) -> None:
    person.says("plan start six")
    person.now -= 3600
    assert "No plan is running." in person.says("plan leave")
    assert "week 1 of 3" in person.says("plan start six")


def test_a_file_that_does_not_say_how_often_asks_for_what_keeps_a_week() -> None:
    block = Block((Step("Stand", Hold(PerWeek.always(15))),))
    assert shape_of(Routine("r", "R", (block,), plan=Plan(2))) == ((4, 4), (1, 1))
    often = Plan(3, PerWeek((3, 5)), PerWeek((2,)))
    assert shape_of(Routine("r", "R", (block,), plan=often)) == ((3, 5, 5), (2, 2, 2))


def test_a_plan_whose_file_is_gone_keeps_nobody_from_the_daily_routine(person: Person) -> None:
    person.says("plan start six")
    (person.home / "data" / "routines" / "six.toml").unlink()
    assert run(["play", "--plain", "--speed", "1000"]) == 0
    out, err = person.capsys.readouterr()
    assert "Single-leg stance" in out
    assert "the plan six is not among the routines here; `footcore plan leave` ends it." in err
