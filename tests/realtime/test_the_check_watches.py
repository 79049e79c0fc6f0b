"""`footcore routine check --watch` on a real terminal: a file is saved, the verdict changes, Ctrl-C ends it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.realtime.terminal_process import TerminalProcess

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")
GOOD = 'format = 1\nname = "Desk"\n[[block]]\nname = "Balance"\nhold = "15s"\n'


def test_a_saved_file_is_checked_again_on_a_cleared_screen_until_ctrl_c(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(GOOD.replace('"15s"', "15s"))
    terminal = TerminalProcess(tmp_path / "home", "routine", "check", "--watch", str(file), size=(160, 24))
    try:
        assert "15s is a time without quotes" in terminal.wait_for("Ctrl-C ends it")
        file.write_text(GOOD)
        terminal.wait_for("ok · Desk")
        shown = terminal.wait_for("Ctrl-C ends it")
        assert "without quotes" not in shown
        file.unlink()
        terminal.wait_for("there is no such file")
        new = tmp_path / "new"
        new.write_text(GOOD.replace("Desk", "Stairs"))
        new.replace(file)
        terminal.wait_for("ok · Stairs")
        terminal.send(b"\x03")
        assert terminal.wait() == 130
        assert terminal.given_back() == []
        assert "Traceback" not in terminal.screen()
    finally:
        terminal.close()
