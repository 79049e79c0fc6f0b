"""Levels from a real history: what is proposed, that a decision ends it, and that a session need not be saved yet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from exchange_builders import stored_as
from record_builders import DAY, NOON, attempt, began, ended

from footcore_tui.adapters import paths
from footcore_tui.adapters.sqlite_merge import merge
from footcore_tui.adapters.sqlite_schema import writing
from footcore_tui.cli import ladders as ladders_module
from footcore_tui.cli import levels as levels_module
from footcore_tui.cli.ladders import HistoryLadders
from footcore_tui.cli.shelf import library
from footcore_tui.core.choices import LevelDecided
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import AttemptEnded, Event, Moment, Record, SessionDiscarded, SessionRated, fold
from footcore_tui.core.settings import Settings
from footcore_tui.tui.ladders import Ladder
from tests.fakes import MemoryHistory

STANCE = "single-leg-stance"
CHOSEN = Settings()
AT = Moment(NOON, 0)
START = LevelDecided(STANCE, "fingertips", None, "", Moment(NOON - 100 * DAY, 0))
"""Sessions of the builders are done at fingertips."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    today(monkeypatch, 0)
    happened(START)


def today(monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    """So many days after 2026-06-01, at noon."""
    from footcore_tui.adapters.history_days import read_day_book
    from footcore_tui.cli.rules import known_device

    def read(chosen: Settings) -> object:
        state = paths.state_folder()
        when = (NOON + day * DAY, 0)
        return read_day_book(paths.history_file(), when, chosen.rules(), known_device(state))

    monkeypatch.setattr(ladders_module, "read_days", read)


def happened(*events: Event) -> None:
    with writing(Path(paths.history_file())) as connection:
        (known,) = connection.execute("SELECT count(*) FROM event").fetchone()
        rows = [stored_as(event, seq=seq, id_=f"{seq:08}") for seq, event in enumerate(events, start=known + 1)]
        assert not merge(connection, rows).reports


def a_session(name: str, day: int, touch_downs: int = 0, **rating: int) -> list[Event]:
    utc = NOON + day * DAY
    told: list[Event] = [SessionRated(name, **rating)] if rating else []
    return [
        began(name, utc),
        attempt(name, 1, utc=utc + 20, touch_downs=touch_downs),
        attempt(name, 3, side=Side.RIGHT, utc=utc + 40),
        *told,
        replace(ended(name), ended=Moment(utc + 60, 0)),
    ]


def here() -> HistoryLadders:
    return HistoryLadders(CHOSEN, library, MemoryHistory().append, lambda: AT)


def stance() -> Ladder:
    (found,) = [one for one in here().all() if one.exercise.id == STANCE]
    return found


def said(ladder: Ladder | None = None) -> str:
    proposal = (ladder or stance()).proposal
    return "" if proposal is None else f"{proposal.level.id}: {proposal.reason}"


def after(events: Sequence[Event]) -> list[str]:
    """What is proposed after a session of desk-balance."""
    (record,) = fold(events)
    return [f"{one.level.id}: {one.reason}" for one in here().after(record, library().routine("desk-balance"))]


UP = "no-hands: two clean sessions running"


def test_two_clean_sessions_propose_a_rung_up_and_a_decision_ends_it() -> None:
    happened(*a_session("s1", -1))
    assert said() == ""
    happened(*a_session("s2", 0))
    assert said() == UP
    happened(LevelDecided(STANCE, "fingertips", "no-hands", "two clean sessions running", Moment(NOON + 90, 0)))
    assert said() == "", "it was turned down"
    happened(*a_session("s3", 1))
    assert said() == "", "it takes two sessions anew"


def test_a_session_that_is_not_saved_yet_counts_as_one_that_is() -> None:
    happened(*a_session("s1", -1))
    session = a_session("s2", 0)
    assert after(session) == [UP]
    happened(*session)
    assert after(session) == [UP], "and it is counted once"
    assert after(a_session("s3", 0, pain=4)) == [], "not on a day that hurts"
    assert after(a_session("s3", 0, pain=6)) == ["one-hand: pain 6 of 10 in the last session"]


def test_deleted_sessions_and_those_of_another_level_say_nothing() -> None:
    happened(*a_session("s1", -1), *a_session("s2", 0), SessionDiscarded("s1"))
    assert said() == ""
    happened(LevelDecided(STANCE, "no-hands", None, "", AT))
    assert stance().level.id == "no-hands"
    assert after(a_session("s3", 0)) == []


def test_pain_in_any_session_of_the_day_forbids_a_rung_up() -> None:
    happened(*a_session("s1", -1), *a_session("s2", 0))
    events = a_session("o", 0)
    other = [replace(one, exercise="short-foot") if isinstance(one, AttemptEnded) else one for one in events]
    happened(*other, SessionRated("o", pain=5))
    assert said() == ""
    happened(SessionRated("o", pain=2))
    assert said() == UP, "the pain was corrected"


def test_three_weeks_away_and_a_decision_begins_them_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    happened(*a_session("s1", 0))
    today(monkeypatch, 20)
    assert said() == ""
    today(monkeypatch, 21)
    assert said() == "one-hand: 21 days away from it"
    happened(LevelDecided(STANCE, "fingertips", "one-hand", "", Moment(NOON + 21 * DAY, 0)))
    assert said() == ""
    today(monkeypatch, 42)
    assert said() == "one-hand: 42 days away from it"


def staged(name: str, stage: int, touch_downs: int = 0) -> tuple[Record, list[Event]]:
    first, *rest = a_session(name, 0, touch_downs)
    events = [replace(first, routine="short-foot", stage=stage), *rest]
    (record,) = fold(events)
    return record, events


def test_a_stage_is_told_when_it_opens_once() -> None:
    routine = library().routine("short-foot")
    first, events = staged("s1", 1)
    assert here().opened(first, routine) == ""
    happened(*events)
    second, events = staged("s2", 1)
    assert here().opened(second, routine) == "Stage 2 is open: 2 clean sessions at stage 1."
    happened(*events)
    assert here().opened(second, routine) == "Stage 2 is open: 2 clean sessions at stage 1.", "saved or not"
    third, events = staged("s3", 1)
    assert here().opened(third, routine) == ""
    assert here().opened(staged("s4", 2, touch_downs=1)[0], routine) == ""
    assert here().opened(staged("s5", 3)[0], routine) == "", "there is none after the last"


def test_the_command_lists_takes_keeps_and_chooses(capsys: pytest.CaptureFixture[str]) -> None:
    happened(*a_session("s1", -1), *a_session("s2", 0))
    assert levels_module.levels(everything=False, as_json=False) == 0
    out = capsys.readouterr().out
    assert "Single-leg stance" in out
    assert "proposed: up to no hands, because two clean sessions running" in out
    assert levels_module.answer(STANCE, take=True) == 0
    assert capsys.readouterr().out == "Single-leg stance: no hands from now on.\n"
    levels_module.levels(everything=False, as_json=True)
    (shape,) = json.loads(capsys.readouterr().out)
    assert (shape["level"], shape["rung"], shape["proposal"]) == ("no-hands", 3, None)
    assert levels_module.choose(STANCE, "one-hand") == 0
    capsys.readouterr()
    levels_module.levels(everything=True, as_json=True)
    every = json.loads(capsys.readouterr().out)
    assert len(every) > 40
    assert every[0]["level"] == "one-hand"
