"""A routine that was sent as text is pasted into a terminal: whatever came with it is no answer to the question."""

from __future__ import annotations

from pathlib import Path

from pack_builders import BALANCE

from footcore_tui.adapters.pack_text import written
from tests.realtime.terminal_process import TerminalProcess


def test_what_was_pasted_behind_a_routine_is_no_answer(tmp_path: Path) -> None:
    text = written("evening.toml", BALANCE.encode())
    terminal = TerminalProcess(tmp_path, "routine", "add", "-", size=(120, 40))
    try:
        terminal.wait_for("Paste the text")
        terminal.send(f"Here it is: {text}\n\nSee you on Monday,\nAnna\n".encode())
        terminal.wait_for("Add it?")
        terminal.send(b"y\n")
        assert terminal.wait() == 0
    finally:
        terminal.close()
    assert (tmp_path / "data" / "routines" / "evening.toml").read_bytes() == BALANCE.encode()
