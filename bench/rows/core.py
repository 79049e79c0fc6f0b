"""The rules alone, in this process: the longest timeline, and an hour's session on a clock of numbers."""

from __future__ import annotations

import time

from bench.history import HOUR_SECONDS, balance
from bench.row import Experiment, Reading, Row
from bench.setting import Setting
from footcore_tui.core.routine import MAX_INTERVALS, Block, Hold, PerWeek, Routine, Step
from footcore_tui.core.session import Session
from footcore_tui.core.timeline import compile_timeline

RATE = 10
_HOLDS = Step("Hold", Hold(PerWeek.always(3), PerWeek.always(500)), relax=PerWeek.always(3))
_ROUNDS = Block((_HOLDS,), rounds=PerWeek.always(10), rest_between_rounds=PerWeek.always(5))
LARGEST = Routine("largest", "Largest", (_ROUNDS,))
"""A prepare, ten rounds of 500 holds and 499 relaxes, nine rests: 10,000 intervals in 8½ hours."""


def play_compile(_: Setting) -> tuple[Reading]:
    began = time.process_time()
    timeline = compile_timeline(LARGEST)
    seconds = time.process_time() - began
    assert len(timeline.intervals) == MAX_INTERVALS
    return (Reading(1000 * seconds),)


def play_session(_: Setting) -> tuple[Reading]:
    session = Session(compile_timeline(balance(HOUR_SECONDS)), 0.0)
    began = time.process_time()
    session.begin(0.0)
    for tick in range(1, HOUR_SECONDS * RATE + 1):
        session.advance(tick / RATE)
        session.snapshot(tick / RATE)
    return (Reading(100 * (time.process_time() - began) / HOUR_SECONDS),)


EXPERIMENTS = (
    Experiment((Row("compile", "compile of the largest legal routine", "", "ms", budget=100),), play_compile),
    Experiment((Row("session", "core's CPU in an hour's session at 10 Hz", "", "% of a core"),), play_session),
)
