"""Each cue once, in order, at its instant, whatever is pressed and however late the thread is woken (promise 20).

What is to be heard is worked out a second time, from the facts alone: for every stretch in which an attempt's time ran
under one plan, the cues of that plan that lie in it. `FOOTCORE_FULL=1` plays ten thousand schedules.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest
from runner_fakes import Stage
from timeline_notation import READY, block, hold, measured, move, paced, routine, self_paced, step

from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.cues import SOUND_SECONDS, Sound
from footcore_tui.core.events import (
    CountInStarted,
    IntervalEnded,
    IntervalStarted,
    Paused,
    PlanMoved,
    Resumed,
    SessionEvent,
    SessionFinished,
    TouchDown,
)
from footcore_tui.core.routine import Routine
from footcore_tui.core.timeline import Timeline
from footcore_tui.runner import Mode, Runner

SCHEDULES = 10_000 if os.environ.get("FOOTCORE_FULL") else 2_000
BATCHES = 10

COMMANDS: tuple[Callable[[Runner], None], ...] = (
    Runner.toggle,
    Runner.toggle,
    Runner.skip,
    Runner.back,
    Runner.restart,
    lambda runner: runner.adjust(10),
    lambda runner: runner.adjust(-10),
    Runner.touch_down,
    Runner.done,
    Runner.interrupt,
    Runner.stop,
    Runner.reopen,
)

LEAVING = (Runner.skip, Runner.back, Runner.restart, Runner.interrupt, Runner.stop)
"""They leave an attempt that has not begun, and what was planned for it."""
HORIZON = 70.0


def some_routine(chance: random.Random) -> Routine:
    sides = chance.choice(("both", "left", "each", "alternate"))
    doses = (
        hold(chance.randint(1, 30)),
        hold(chance.randint(1, 9), chance.randint(1, 3)),
        move(chance.randint(1, 25)),
        paced(chance.randint(1, 4), 1, 0, 1, 1),
        self_paced(chance.randint(1, 5)),
        measured("hold", chance.randint(2, 12)),
    )
    steps = [
        step(
            dose,
            sides,
            switch=chance.randint(0, 4),
            relax=chance.randint(0, 3),
            sets=chance.randint(1, 2),
            rest=chance.choice((0, 1, 4, READY)),
        )
        for dose in chance.sample(doses, chance.randint(1, 2))
    ]
    return routine(block(*steps, rest=chance.randint(0, 5)), prepare=chance.randint(0, 5))


def some_instants(chance: random.Random) -> list[float]:
    """Half of them on whole seconds, where cues and boundaries are."""
    count = chance.randint(0, 8)
    return sorted(chance.choice((float(chance.randint(0, 60)), chance.uniform(0, 60))) for _ in range(count))


class Listener:
    """Works out what is to be heard, fact by fact."""

    def __init__(self, timeline: Timeline, *, unattended: bool) -> None:
        self.sounds: list[tuple[float, Sound]] = []
        self._intervals = timeline.intervals
        self._timeline = timeline
        self._unattended = unattended
        self._running = True
        self._begun = self._after_move = self._finish_heard = False
        self._since: float | None = None
        self._held = self._clear = 0.0
        self._length: float | None = None
        self._counting: CountInStarted | None = None
        self._moved: float | None = None
        """The length given to an attempt that has not begun."""

    def command(self, leaves: bool) -> None:
        if leaves:
            self._moved = None

    def hear(self, event: SessionEvent) -> None:
        match event:
            case CountInStarted():
                self._counting = event
            case Resumed(at=at):
                self._count_in(at)
                self._running = True
                if self._begun:
                    self._since, self._clear, self._after_move = at, self._held + SOUND_SECONDS[Sound.GO], False
            case IntervalStarted(at=at, index=index):
                self._begin(at, index)
            case Paused(at=at):
                self._count_in(at)
                self._run_until(at)
                self._running = False
            case PlanMoved(at=at, planned_seconds=planned):
                self._move(at, planned)
            case IntervalEnded(at=at, seconds=seconds):
                self._run_until(at, seconds)
                self._begun = False
            case SessionFinished(at=at, stopped=stopped):
                self._count_in(at)
                if stopped or not self._finish_heard:
                    self.sounds.append((at, Sound.END if stopped else Sound.FINISH))
                self._running = self._finish_heard = False
            case TouchDown():
                pass

    def until(self, horizon: float) -> list[tuple[float, Sound]]:
        self._count_in(horizon)
        self._run_until(horizon)
        return sorted(self.sounds, key=lambda heard: heard[0])

    def _begin(self, at: float, index: int) -> None:
        interval = self._intervals[index]
        self._index, self._held, self._clear = index, 0.0, 0.0
        self._length = interval.seconds or interval.cap
        if self._length is None and self._unattended:
            self._length = 4.0 * (interval.reps or 1) if interval.work else 30.0
        if self._moved is not None:
            self._length, self._moved = self._moved, None
        self._begun, self._after_move = True, False
        self._since = at if self._running else None

    def _move(self, at: float, planned: float) -> None:
        if not self._begun:
            self._moved = planned
            return
        running = self._since is not None
        self._run_until(at)
        self._length = planned
        if running:
            self._since, self._after_move, self._clear = at, True, 0.0

    def _count_in(self, at: float) -> None:
        if self._counting is None:
            return
        counts = [(self._counting.at + second, Sound.COUNT) for second in range(3)]
        if self._begun:
            counts.append((self._counting.until, Sound.GO))
        self.sounds += [(instant, sound) for instant, sound in counts if instant <= at]
        self._counting = None

    def _run_until(self, at: float, held: float | None = None) -> None:
        if self._since is None:
            return
        held = self._held + (at - self._since) if held is None else held
        for cue in CuePlan(self._timeline).interval(self._index, self._length):
            behind = cue.offset < self._held or (self._after_move and cue.offset == self._held)
            finish = cue.sound is Sound.FINISH
            if not behind and cue.offset <= held and (finish or cue.offset >= self._clear):
                self.sounds.append((self._since + (cue.offset - self._held), cue.sound))
                self._finish_heard |= finish
        self._held, self._since = held, None


def play(chance: random.Random) -> None:
    mode = Mode(unattended=chance.random() < 0.3)
    stage = Stage(some_routine(chance), mode)
    listener = Listener(stage.runner.timeline, unattended=mode.unattended)
    stage.runner.listen(lambda *_: None, lambda event, _: listener.hear(event))
    stage.start()
    for instant in some_instants(chance):
        stage.pass_until(instant, chance.choice((0.0, 0.0, chance.uniform(0.0, 3.9))))
        command = chance.choice(COMMANDS)
        listener.command(leaves=command in LEAVING)
        command(stage.runner)
    stage.pass_until(HORIZON, chance.choice((0.0, chance.uniform(0.0, 3.9))))
    expected = listener.until(HORIZON)
    heard = stage.player.heard
    assert _rounded(heard) == _rounded(expected)
    assert stage.player.late == []


def _rounded(sounds: list[tuple[float, Sound]]) -> list[tuple[float, Sound]]:
    return sorted((round(at, 6), sound) for at, sound in sounds)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_each_cue_is_heard_once_at_its_instant(batch: int) -> None:
    for seed in range(batch * SCHEDULES // BATCHES, (batch + 1) * SCHEDULES // BATCHES):
        try:
            play(random.Random(seed))
        except AssertionError as error:
            raise AssertionError(f"schedule {seed}") from error
