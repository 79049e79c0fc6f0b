"""Promise 3: a session of one-second holds is killed at random moments; what had ended is there, and it goes on."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from history_files import asked_before

from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_history import SqliteHistory
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.record import Moment, Record, Status
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.runner import Mode, Runner, World
from tests.test_plain import SilentCues

KILLS = 300 if os.environ.get("FOOTCORE_FULL") else 16
AT_ONCE = 16
LONGEST_SECONDS = 5.0
ROUTINE = """\
format = 1
name = "One-second holds"
prepare = "1s"
switch = "0s"

[[block]]
name = "Tap"
hold = "1s"
reps = 20
sides = "alternate"
"""
WORK = re.compile(rb"work .*\((\d+) of 40\)")
SAVED_WORK = re.compile(WORK.pattern + rb"$", re.MULTILINE)
"""A line that does not end with `not saved yet`, as one does after a commit that took longer than usual."""


@dataclass
class SetClock:
    """A clock that stands until it is set."""

    at: float = 0.0

    def now(self) -> float:
        return self.at

    def awake_and_asleep(self) -> float:
        return self.at

    def moment(self) -> Moment:
        return Moment(1_800_000_000 + self.at, 3600)


def history_in(home: Path) -> SqliteHistory:
    device = (home / "state" / "device").read_text("ascii").strip()
    locks = SessionLocks(home / "state" / "playing")
    return SqliteHistory(home / "data" / "history.sqlite3", lambda: device, locks, SetClock(), Uuid7Identities())


def kill_one(home: Path, delay: float) -> bytes:
    """Plays until `delay` seconds after the first line, then kills; returns what was printed."""
    home.mkdir()
    asked_before(home)
    (home / "taps.toml").write_text(ROUTINE, "utf-8")
    command = [sys.executable, "-m", "footcore_tui", "play", str(home / "taps.toml"), "--plain", "--mute"]
    process = subprocess.Popen(
        command,
        env={**os.environ, "FOOTCORE_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    printed = process.stdout.readline()
    time.sleep(delay)
    process.kill()
    printed += process.stdout.read()
    process.stdout.close()
    process.wait()
    return printed


def resumed(record: Record, history: SqliteHistory, routine: Routine) -> Runner:
    """The session taken up where it was, played to its end on a clock of our own."""
    clock = SetClock(1000.0)
    runner = Runner(routine, Standing(), World(clock, SilentCues(), history, Uuid7Identities()), Mode(), crashed=record)
    runner.start()
    runner.resume()
    for _ in range(200):
        clock.at += 1.0
        runner.tick()
    runner.close()
    return runner


def test_every_ended_interval_is_there_after_a_kill_and_the_session_goes_on(tmp_path: Path) -> None:
    dice = random.Random(2026)
    delays = [dice.uniform(0.0, LONGEST_SECONDS) for _ in range(KILLS)]
    homes = [tmp_path / str(number) for number in range(KILLS)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outputs = list(pool.map(kill_one, homes, delays))
    routine, problems = load_routine(ROUTINE.encode(), "taps.toml", ())
    assert routine is not None, problems

    acknowledged = lost = went_on = 0
    for home, printed in zip(homes, outputs, strict=True):
        history = history_in(home)
        (record,) = history.unfinished()
        seen = [int(number) for number in SAVED_WORK.findall(printed)]
        ended = set(range(max(seen, default=0)))
        kept = {attempt.index for attempt in record.attempts}
        acknowledged += len(ended)
        lost += len(ended - kept)
        assert len(kept) <= len(WORK.findall(printed)) + 1

        runner = resumed(record, history, routine)
        history.close()
        (after,) = history_in(home).records()
        went_on += after.status is Status.COMPLETED and after.ended is not None
        assert after.began.session == record.began.session
        assert [attempt.index for attempt in after.attempts] == list(range(41))
        assert after.work_seconds == 40 == runner.record.work_seconds
    print(f"\n{KILLS} kills: {acknowledged} ended intervals acknowledged, {lost} lost, {went_on} sessions went on")
    assert (lost, went_on) == (0, KILLS)
    assert acknowledged > KILLS
