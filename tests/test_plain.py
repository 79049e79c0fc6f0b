"""The guided session as lines, played many times as fast as life against the machine's clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pytest

from footcore_tui.adapters.clock import SystemClock
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.core.routine import (
    Block,
    Hold,
    Measure,
    PerWeek,
    Ready,
    Routine,
    SelfPaced,
    Sides,
    Standing,
    Step,
    Test,
)
from footcore_tui.core.speech import Line
from footcore_tui.plain import Key, Leave, PlainPlayer
from footcore_tui.ports import ScheduledCue
from footcore_tui.runner import Mode, Runner, World
from tests.fakes import MemoryHistory

BALANCE = Step("Balance", Hold(PerWeek((15,))), sides=Sides.ALTERNATE, total=PerWeek((30,)))
FAST = Mode(speed=500)


@dataclass
class SilentCues:
    engine: str = "off"
    given: list[ScheduledCue] = field(default_factory=list)

    def open(self) -> None: ...

    def schedule(self, cues: Sequence[ScheduledCue]) -> None:
        self.given += cues

    def cancel(self) -> None: ...

    def prepare(self, lines: Iterable[Line]) -> None:
        pass

    def speak(self, spoken: bool) -> None:
        pass

    def mute(self, muted: bool) -> None: ...

    def rest(self) -> None: ...

    def close(self) -> None: ...


@dataclass
class Played:
    lines: list[str]
    history: MemoryHistory


def played(
    *steps: Step, mode: Mode = FAST, inbox: Sequence[Key | Leave] = (), history: MemoryHistory | None = None
) -> Played:
    history = history or MemoryHistory()
    world = World(SystemClock(), SilentCues(), history, Uuid7Identities())
    lines: list[str] = []
    player = PlainPlayer(Runner(Routine("r", "R", (Block(steps),)), Standing(), world, mode), lines.append)
    for message in inbox:
        player.inbox.put(message)
    player.play()
    return Played(lines, history)


def test_every_event_is_a_line_at_its_second() -> None:
    assert played(BALANCE).lines == [
        "00:00 note   a rehearsal: faster than life, and not recorded",
        "00:00 prepare Balance · left · 5s",
        "00:05 work   Balance · left · 15s (1 of 2)",
        "00:20 switch Balance · right · 3s",
        "00:23 work   Balance · right · 15s (2 of 2)",
        "00:38 finish 30s of 30s of work · completed · touch-downs 0 left, 0 right",
    ]


def test_a_rehearsal_leaves_no_record() -> None:
    assert played(BALANCE).history.records() == ()


def test_q_ends_the_session_and_what_was_done_is_saved() -> None:
    result = played(BALANCE, mode=Mode(), inbox=[Key("q")])
    assert result.lines[-1].startswith("00:00 end    0s of 30s of work · ended early")
    (record,) = result.history.records()
    assert record.ended is not None
    assert [attempt.outcome for attempt in record.attempts] == ["cut"]


def test_a_session_that_is_left_waits_to_be_resumed() -> None:
    (record,) = played(BALANCE, mode=Mode(), inbox=[Leave()]).history.records()
    assert record.ended is None


def test_keys_skip_pause_and_touch_down() -> None:
    keys = [Key(name) for name in ("right", "t", "space", "x", "q")]
    lines = [line[6:] for line in played(BALANCE, mode=Mode(), inbox=keys).lines]
    assert lines[:5] == [
        "prepare Balance · left · 5s",
        "skip   after 0s",
        "work   Balance · left · 15s (1 of 2)",
        "touch  left",
        "pause",
    ]


def test_what_a_test_came_to_is_typed_before_enter() -> None:
    wall = Step("Wall", Test(Measure.REPS, PerWeek((300,))), sets=PerWeek((2,)), unit="cm")
    keys = ["right", "9", "enter", "enter", "x", "1", "0", ",", "5", "enter"]
    result = played(wall, mode=Mode(), inbox=[Key(name) for name in keys])
    (record,) = result.history.records()
    assert [attempt.value for attempt in record.work] == [9.0, 10.5]
    lines = [line[6:] for line in result.lines]
    assert "work   Wall · type how many cm, then Enter, at most 5m" in lines
    assert "note   type how many cm, then Enter" in lines


def test_a_touch_down_ends_the_test_of_a_hold() -> None:
    stand = Step("Stand", Test(Measure.HOLD, PerWeek((45,))))
    (record,) = played(stand, mode=Mode(), inbox=[Key("right"), Key("t")]).history.records()
    assert [(attempt.outcome, attempt.touch_downs) for attempt in record.work] == [("done", 1)]


def test_without_anybody_there_open_intervals_end_as_cut() -> None:
    reps = Step("Curl", SelfPaced(PerWeek((10,))), sets=PerWeek((2,)), rest=PerWeek((Ready.READY,)), unit="curls")
    lines = played(reps, mode=Mode(speed=500, unattended=True)).lines
    assert lines[2:] == [
        "00:05 work   Curl · 10 curls",
        "00:45 rest   Curl · until you are ready",
        "01:15 work   Curl · 10 curls",
        "01:55 finish 80s of work · ended early · touch-downs 0 left, 0 right",
    ]


def test_open_work_is_not_measured_by_the_plan_of_what_is_timed() -> None:
    reps = Step("Curl", SelfPaced(PerWeek((5,))))
    lines = played(Step("Stand", Hold(PerWeek((20,)))), reps, mode=Mode(speed=500, unattended=True)).lines
    assert lines[-1].partition(" ")[2] == "finish 40s of work · partial · touch-downs 0 left, 0 right"


@pytest.mark.parametrize("full", [True, False])
def test_a_line_says_when_what_it_tells_is_not_saved(full: bool) -> None:
    result = played(BALANCE, mode=Mode(), inbox=[Key("q")], history=MemoryHistory(full=full))
    assert all(line.endswith("not saved yet") is full for line in result.lines)
