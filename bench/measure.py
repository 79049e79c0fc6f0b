"""The two ways of measuring: how long a command takes, and what a running program uses in a while."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from bench.process import app, usage
from bench.row import Reading
from bench.setting import Setting, unmeasured
from bench.terminal import Terminal

WINDOW_SECONDS = 10.0
SETTLE_SECONDS = 1.5
"""Between the first paint and the window."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a program used in a window."""

    cpu: float
    """Percent of a core."""
    wakeups: float
    """A second."""
    bytes: float
    """A second, to the terminal."""
    rss: float
    """MiB at the end."""


@contextmanager
def settled(
    command: tuple[str, ...], environment: Mapping[str, str], mark: str, rows: int = 24, columns: int = 80
) -> Iterator[Terminal]:
    """The program, once it shows its mark and has come to rest. Raises Unmeasured."""
    with Terminal(command, environment, rows=rows, columns=columns) as terminal:
        terminal.wait_for(mark)
        terminal.run_for(SETTLE_SECONDS)
        yield terminal


def watch(terminal: Terminal, seconds: float = WINDOW_SECONDS, pids: Callable[[int], tuple[int, ...]] = app) -> Use:
    """Raises Unmeasured where the program ends meanwhile."""
    watched = pids(terminal.pid)
    before, sent = usage(watched), len(terminal.output)
    terminal.run_for(seconds)
    after = usage(watched)
    passed = after.at - before.at
    return Use(
        100 * (after.cpu - before.cpu) / passed,
        (after.wakeups - before.wakeups) / passed,
        (len(terminal.output) - sent) / passed,
        after.rss,
    )


def command_seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """How long a command takes whose output nobody reads. Raises Unmeasured where it fails."""
    began = time.perf_counter()
    ended = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    seconds = time.perf_counter() - began
    if ended.returncode:
        raise unmeasured(command, f"ended with {ended.returncode}", ended.stderr)
    return seconds


def against_command(setting: Setting, ours: Sequence[str], theirs: Sequence[str], times: int) -> Reading:
    """The medians of some runs of each of two commands in turn, in milliseconds. Raises Unmeasured."""
    environment = setting.environment()
    return in_turn(
        setting, lambda: command_seconds(ours, environment), lambda: command_seconds(theirs, environment), times
    )


def in_turn(setting: Setting, ours: Callable[[], float], theirs: Callable[[], float], times: int) -> Reading:
    """The medians of some readings of each in turn, in milliseconds; they are given in seconds."""
    pairs = [setting.both(ours, theirs) for _ in range(times)]
    return Reading(1000 * median(pair[0] for pair in pairs), 1000 * median(pair[1] for pair in pairs))
