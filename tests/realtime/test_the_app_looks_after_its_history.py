"""The app mends a damaged history at its start, says so, and leaves a backup at its end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from history_files import rows
from long_history import long_history

from footcore_tui.adapters.history_rows import READ
from tests.realtime.terminal_process import TerminalProcess

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")


def visit(home: Path, shows: str) -> str:
    """Opens the app, waits until it shows the text, and leaves; what stands on the terminal then."""
    terminal = TerminalProcess(home, size=(120, 40))
    try:
        terminal.wait_for(shows)
        terminal.send(b"q")
        assert terminal.wait() == 0
        assert terminal.given_back() == []
        return terminal.screen()
    finally:
        terminal.close()


def test_a_damaged_history_is_mended_told_and_backed_up(tmp_path: Path) -> None:
    file = tmp_path / "data" / "history.sqlite3"
    written = long_history(file, 100)
    data = bytearray(file.read_bytes())
    data[:4096] = bytes(4096)
    file.write_bytes(data)
    after = visit(tmp_path, "The history was damaged.")
    assert "100 events were read from the history's file" in after
    assert rows(file, READ) == written
    (backup,) = (file.parent / "backups").glob("history.2*.sqlite3")
    assert rows(backup, READ) == written
    assert "damaged" not in visit(tmp_path, "desk balance")
    assert list((file.parent / "backups").glob("history.2*.sqlite3")) == [backup], "one a day"
