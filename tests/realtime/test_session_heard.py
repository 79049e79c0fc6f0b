"""A whole session with every kind of cue, through the real worker into a real sound server, and what was recorded.

Every planned cue is looked for by cross-correlation where the plan says it is: each is there once, whole, in order,
and nothing else is heard. Each engine plays into a sink of its own, all at the same time. `.ci/full` plays the whole
of `desk-balance` as well, and the short one with the machine busy and with the interpreter held up.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest

from footcore_tui.core.cues import Cue
from footcore_tui.ports import ScheduledCue
from tests.realtime.listening import RATE, Found, loud_outside
from tests.realtime.session_player import (
    ENGINES,
    EVERYTHING,
    MIXERS,
    ROOT,
    Hearing,
    busy_cores,
    busy_elsewhere,
    held_up,
    plan_of,
    play,
    routine_of,
    watched,
)

if TYPE_CHECKING:
    from tests.realtime.conftest import Server

LIKE = 0.9
"""A cue under a word, or stepped back for one, is still this like itself; two different ones are at most 0.6."""
QUIET = 150
"""Of 32,768: what may be left where nothing should be heard."""


def check(hearing: Hearing, plan: Sequence[Cue], allowed: float) -> str:
    """Asserts that the plan was heard; returns the figures."""
    given = sorted(hearing.given.every, key=lambda cue: cue.at)
    assert sorted((cue.sound or "", cue.line.texts if cue.line else ()) for cue in given) == sorted(
        (cue.sound or "", cue.line.texts if cue.line else ()) for cue in plan
    )
    found = hearing.found()
    for cue, one, late in found if os.environ.get("SHOW") else ():
        said = cue.sound or (cue.line and cue.line.texts[0])
        print(f"{cue.at - given[0].at:8.3f} {said!s:26} {1000 * late:7.2f} ms {one.likeness:.3f} {one.level:.2f}")
    unlike = [(cue, one) for cue, one, _ in found if one.likeness < LIKE]
    assert not unlike, unlike
    assert not [one for _, one, _ in found if not 0.35 < one.level < 1.15], "stepped back at most, never doubled"
    lates = sorted(late for cue, _, late in found if cue not in hearing.given.at_once)
    constant = median(lates)
    off = sorted(abs(late - constant) for late in lates)
    p99 = off[min(len(off) - 1, round(0.99 * len(off)))]
    assert p99 <= allowed, (hearing.engine, p99)
    spans = [(one.frame - 48, one.frame + len(hearing.what(cue)) + 48) for cue, one, _ in found]
    if hearing.quiet:
        assert not loud_outside(hearing.recording, spans, QUIET), "something is heard that was not planned"
    exact = spacing(found)
    if hearing.engine in MIXERS:
        assert set(exact) == {0}, exact
    return (
        f"{hearing.engine}: {len(found)} cues, {len(hearing.silent())} lines unsaid, "
        f"constant {constant * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms, 3-2-1-go off by {max(map(abs, exact))} frames"
    )


def spacing(found: Sequence[tuple[ScheduledCue, Found, float]]) -> list[int]:
    """By how many frames the distances within each run are not what they should be."""
    off, last = [], dict[int, tuple[float, int]]()
    for cue, one, _ in found:
        if cue.run in last and cue.sound is not None:
            at, frame = last[cue.run]
            off.append(one.frame - frame - round((cue.at - at) * RATE))
        if cue.sound is not None:
            last[cue.run] = cue.at, one.frame
    return off


def test_every_planned_cue_is_heard_once_whole_in_order_and_on_time(
    pulse: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if os.environ.get("CI") == "true" and sys.version_info[:2] == (3, 11):
        assert "simpleaudio" in ENGINES, "it is built by .ci/run"
    routine = routine_of(EVERYTHING, "everything.toml")
    with capsys.disabled():
        for hearing in play(pulse, routine, ENGINES, tmp_path):
            print(check(hearing, plan_of(routine), 0.030), flush=True)


full = pytest.mark.skipif(not os.environ.get("FOOTCORE_FULL"), reason="the full figures: .ci/full")


@full
def test_desk_balance_is_heard_from_beginning_to_end(
    pulse: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    routine = routine_of((ROOT / "routines" / "desk-balance.toml").read_text("utf-8"), "desk-balance.toml")
    with capsys.disabled():
        for hearing in play(pulse, routine, ENGINES, tmp_path):
            print(check(hearing, plan_of(routine), 0.030), flush=True)


@full
@pytest.mark.parametrize("burden", [held_up, busy_cores, busy_elsewhere])
def test_it_is_heard_the_same_on_a_busy_machine_and_with_the_interpreter_held_up(
    burden: Callable[[], AbstractContextManager[None]],
    pulse: Server,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    routine = routine_of(EVERYTHING, "everything.toml")
    with burden(), watched() as stalls:
        heard = play(pulse, routine, MIXERS, tmp_path)
    with capsys.disabled():
        print(f"\n{burden.__name__}: {len(stalls)} stalls of the machine, {sum(b - a for a, b in stalls):.2f} s in all")
        for hearing in heard:
            left = hearing.spared(stalls)
            assert left >= 50, "the machine stood still for too long to judge"
            print(f"{left} % judged; {check(hearing, plan_of(routine), 0.030)}", flush=True)
