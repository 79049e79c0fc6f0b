"""Promises 18 and 19: however the app ends or is stopped, the terminal is given back and the session is saved."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from history_files import asked_before

from tests.realtime.terminal_process import TerminalProcess

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals and signals of POSIX")
FOOTCORE = ("-m", "footcore_tui")
PLAY = ("play", "desk-balance", "--mute")


@contextmanager
def playing(
    home: Path, *, before: Callable[[], None] | None = None, program: Sequence[str] = FOOTCORE
) -> Iterator[TerminalProcess]:
    """The player, in the first hold."""
    asked_before(home, "single-leg-stance")
    terminal = TerminalProcess(home, *PLAY, before=before, program=program)
    try:
        terminal.wait_for("GET READY")
        terminal.drain(0.7)
        terminal.send(b"\x1b[C")
        terminal.wait_for("HOLD")
        yield terminal
    finally:
        terminal.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_saves_the_session_and_gives_the_terminal_back(tmp_path: Path, number: signal.Signals) -> None:
    with playing(tmp_path) as terminal:
        terminal.signal(number)
        assert terminal.wait() == 128 + number
        assert terminal.given_back() == []
        assert "Traceback" not in terminal.screen()
        (record,) = terminal.history()
    assert record["ended"] is None
    assert [one["outcome"] for one in record["intervals"]] == ["skipped", "cut"]


def test_ctrl_z_gives_the_terminal_back_and_the_session_waits_paused(tmp_path: Path) -> None:
    with playing(tmp_path) as terminal:
        terminal.signal(signal.SIGTSTP)
        terminal.wait_until_stopped()
        assert terminal.given_back() == []
        terminal.signal(signal.SIGCONT)
        shown = terminal.wait_for("You were away")
        assert "PAUSED" in shown
        terminal.send(b"q")
        terminal.drain(0.5)
        (record,) = terminal.history()
        assert [one["outcome"] for one in record["intervals"]] == ["skipped", "cut"]


SHELL = """
import os, signal, sys
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.fork()
if not child:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.executable, [sys.executable, "-m", "footcore_tui", *sys.argv[1:]])
os.waitpid(child, os.WUNTRACED)
os.tcsetpgrp(0, os.getpgrp())
print("in the background", flush=True)
os.kill(child, signal.SIGTERM)
os.kill(child, signal.SIGCONT)
_, status = os.waitpid(child, os.WUNTRACED)
if os.WIFSTOPPED(status):
    os.kill(child, signal.SIGKILL)
    sys.exit("it stopped again")
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""As a shell does: the app in the foreground until Ctrl-Z stops it, then `kill %1`."""


def test_a_job_that_is_stopped_can_be_ended(tmp_path: Path) -> None:
    with playing(tmp_path, program=("-c", SHELL)) as terminal:
        terminal.send(b"\x1a")
        assert terminal.wait() == 128 + signal.SIGTERM
        assert terminal.given_back() == []
        assert terminal.written.rstrip().endswith(b"in the background"), "the terminal is the shell's by then"
        (record,) = terminal.history()
    assert record["ended"] is None
    assert [one["outcome"] for one in record["intervals"]] == ["skipped", "cut"]


def test_a_process_that_stood_still_is_paused_and_says_so(tmp_path: Path) -> None:
    with playing(tmp_path) as terminal:
        terminal.signal(signal.SIGSTOP)
        terminal.wait_until_stopped()
        time.sleep(6)
        terminal.signal(signal.SIGCONT)
        shown = terminal.wait_for("PAUSED")
        assert "You were away" in shown
        terminal.drain(2)
        assert "PAUSED" in terminal.screen()


@pytest.mark.parametrize("ignored", [False, True], ids=["hangup-heeded", "hangup-ignored"])
def test_a_closed_terminal_ends_the_app_and_the_session_is_saved(tmp_path: Path, ignored: bool) -> None:
    before = (lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN) and None) if ignored else None
    with playing(tmp_path, before=before) as terminal:
        os.close(terminal.theirs)
        os.close(terminal.ours)
        terminal.ours = terminal.theirs = -1
        closed = time.monotonic()
        code = terminal.process.wait(20)
        print(f"\na closed terminal, hangup {'ignored' if ignored else 'heeded'}: {time.monotonic() - closed:.2f} s")
        assert code == 129
        (record,) = terminal.history()
    assert [one["outcome"] for one in record["intervals"]] == ["skipped", "cut"]


def test_the_window_may_become_any_size(tmp_path: Path) -> None:
    dice = random.Random(7)
    sizes = [(1, 1), (300, 100), (2, 60), (200, 2), (40, 10), (39, 9), (1, 24), (80, 1)]
    sizes += [(dice.randint(1, 220), dice.randint(1, 70)) for _ in range(25)]
    with playing(tmp_path) as terminal:
        for size in sizes:
            terminal.resize(*size)
            terminal.signal(signal.SIGWINCH)
            terminal.drain(0.08)
            assert terminal.process.poll() is None, f"it ended at {size}"
        terminal.written.clear()
        terminal.resize(80, 24)
        terminal.signal(signal.SIGWINCH)
        terminal.wait_for("of 8")
