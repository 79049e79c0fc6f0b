"""Promise 18, for errors of our own: a sentence, the terminal given back, what was done saved; never a traceback."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from history_files import asked_before

from tests.realtime.terminal_process import TerminalProcess

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")

BROKEN = Path(__file__).with_name("broken_app.py")
PLAYED = ("key", "paint", "time")


def broken_app(home: Path, place: str, *, debug: str = "") -> TerminalProcess:
    """The app in which that place raises, at the moment at which it has done so."""
    arguments = ("play", "desk-balance", "--mute") if place in PLAYED else ()
    asked_before(home, "single-leg-stance")
    terminal = TerminalProcess(home, *arguments, environment={"FOOTCORE_DEBUG": debug}, program=(str(BROKEN), place))
    if place == "key":
        terminal.wait_for("GET READY")
        terminal.drain(0.7)
        terminal.send(b"\x1b[C")
        terminal.wait_for("HOLD")
        terminal.send(b"t")
    return terminal


def last_words(terminal: TerminalProcess) -> str:
    """What stands on the main screen afterwards."""
    return bytes(terminal.written).rsplit(b"\x1b[?1006l", 1)[-1].removeprefix(b"\x1b[23;2t").decode()


@pytest.mark.parametrize("place", ["library", *PLAYED])
def test_it_is_told_in_a_sentence_and_what_was_done_is_saved(tmp_path: Path, place: str) -> None:
    terminal = broken_app(tmp_path, place)
    try:
        assert terminal.wait() == 1
        assert terminal.given_back() == []
        # A terminal's lines end between words.
        assert " ".join(last_words(terminal).split()) == (
            r"footcore: something unexpected happened (RuntimeError: broken \x1b]52;c;aGk=\x07). "
            "What was done is saved. FOOTCORE_DEBUG=1 shows where it happened."
        )
        assert all(len(line) <= 80 for line in last_words(terminal).splitlines())
        records = terminal.history()
        assert [record["ended"] for record in records] == [None] * (place in PLAYED)
        assert all(record["intervals"] for record in records)
    finally:
        terminal.close()


def test_the_plain_player_ends_too_when_its_time_stands_still(tmp_path: Path) -> None:
    arguments = ("play", "desk-balance", "--mute", "--plain")
    asked_before(tmp_path, "single-leg-stance")
    terminal = TerminalProcess(tmp_path, *arguments, program=(str(BROKEN), "time"))
    try:
        assert terminal.wait() == 1
        assert "something unexpected happened" in last_words(terminal)
        assert "Traceback" not in last_words(terminal)
        assert len(terminal.history()) == 1
    finally:
        terminal.close()


def test_debugging_shows_where_it_happened(tmp_path: Path) -> None:
    terminal = broken_app(tmp_path, "paint", debug="1")
    try:
        assert terminal.wait() == 1
        assert terminal.given_back() == []
        assert "Traceback" in last_words(terminal)
        assert "broken_app.py" in last_words(terminal)
    finally:
        terminal.close()


def test_keys_that_are_no_text_end_the_app_with_a_sentence(tmp_path: Path) -> None:
    terminal = TerminalProcess(tmp_path)
    try:
        terminal.wait_for("r routines")
        terminal.send(b"\xe4\xff")
        assert terminal.wait() == 1
        assert terminal.given_back() == []
        said = "footcore: The terminal sent keys that can't be read. What was done is saved."
        assert last_words(terminal).splitlines() == [said]
    finally:
        terminal.close()
