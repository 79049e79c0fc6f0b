"""The plain player on a real terminal: its keys, Ctrl-Z, and the session that a crash left open."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
from history_files import asked_before

from tests.realtime.terminal_process import TerminalProcess

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals and signals of POSIX")
PLAIN = ("play", "desk-balance", "--plain", "--mute")
ASKED = "Enter goes on, q and Enter ends:"


def test_keys_are_commands_and_the_terminal_is_given_back(tmp_path: Path) -> None:
    terminal = TerminalProcess(tmp_path, *PLAIN)
    try:
        terminal.wait_for(ASKED)
        terminal.send(b"\n")
        terminal.wait_for("prepare")
        terminal.send(b"\x1b[C")
        terminal.wait_for("(1 of 8)")
        terminal.send(b"t")
        terminal.wait_for("touch")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.given_back() == []
        (record,) = terminal.history()
    finally:
        terminal.close()
    assert record["touch_downs"] == {"left": 1, "right": 0}


def test_who_has_something_to_ask_first_ends_it_and_is_asked_again(tmp_path: Path) -> None:
    for answer in (b"q\n", b"\x04"):
        terminal = TerminalProcess(tmp_path, *PLAIN)
        try:
            assert "- a fall in the past year" in terminal.wait_for(ASKED)
            terminal.send(answer)
            assert terminal.wait() == 0
            assert terminal.given_back() == []
            assert "prepare" not in terminal.screen()
            assert terminal.history() == []
        finally:
            terminal.close()


def test_ctrl_z_pauses_and_gives_the_terminal_back(tmp_path: Path) -> None:
    asked_before(tmp_path, "single-leg-stance")
    terminal = TerminalProcess(tmp_path, *PLAIN)
    try:
        terminal.wait_for("prepare")
        terminal.send(b"\x1b[C")
        terminal.wait_for("(1 of 8)")
        terminal.signal(signal.SIGTSTP)
        terminal.wait_until_stopped()
        assert terminal.given_back() == []
        terminal.signal(signal.SIGCONT)
        terminal.wait_for("press space to go on")
        terminal.send(b" ")
        terminal.wait_for("resume")
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.given_back() == []
    finally:
        terminal.close()


@pytest.mark.parametrize(("answer", "left"), [("r", 1), ("k", 2), ("d", 1)])
def test_a_session_that_was_killed_is_offered(tmp_path: Path, answer: str, left: int) -> None:
    asked_before(tmp_path, "single-leg-stance")
    killed = TerminalProcess(tmp_path, *PLAIN)
    try:
        killed.wait_for("prepare")
        killed.send(b"\x1b[C")
        killed.wait_for("(1 of 8)")
        killed.signal(signal.SIGKILL)
        killed.process.wait()
    finally:
        killed.close()
    terminal = TerminalProcess(tmp_path, *PLAIN)
    try:
        terminal.wait_for("d to discard it:")
        terminal.send(answer.encode() + b"\n")
        terminal.wait_for("3, 2, 1" if answer == "r" else "prepare")
        terminal.send(b"q")
        assert terminal.wait() == 0
        records = terminal.history()
    finally:
        terminal.close()
    assert len(records) == left
    assert all(record["ended"] for record in records)
