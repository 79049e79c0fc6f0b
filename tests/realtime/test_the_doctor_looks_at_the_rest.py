"""`footcore doctor` as a person and a program run it: all parts, on a terminal and in a pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.realtime.terminal_process import TerminalProcess

if TYPE_CHECKING:
    from tests.realtime.conftest import Monitor, Server

NOWHERE = {"PULSE_SERVER": "unix:/nowhere", "PIPEWIRE_REMOTE": "none", "ALSA_CONFIG_PATH": os.devnull}
"""Where nothing sounds."""


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")
def test_on_a_terminal_each_part_is_told_and_the_terminal_is_asked_nothing(tmp_path: Path) -> None:
    nowhere = {**NOWHERE, "XDG_RUNTIME_DIR": str(tmp_path)}
    terminal = TerminalProcess(tmp_path, "doctor", size=(130, 120), environment=nowhere)
    try:
        assert terminal.wait() == 1
        shown = terminal.screen()
        assert b"\x1b" not in terminal.written
        assert terminal.given_back() == []
    finally:
        terminal.close()
    places = [shown.index(f"{part}  ") for part in ("SOUND", "VOICE", "TERMINAL", "DATABASE", "TIMING")]
    assert places == sorted(places)
    assert "130 columns, 120 rows: room for the whole player" in shown
    assert "all colours, by COLORTERM=truecolor" in shown
    assert "Nothing was said, as nothing sounds here." in shown
    assert "sessions  none yet" in shown
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")
def test_on_a_terminal_the_voice_says_its_sentence(pulse: Server, monitor: Monitor, tmp_path: Path) -> None:
    terminal = TerminalProcess(tmp_path, "doctor", "voice", size=(130, 40), environment=pulse.environment)
    try:
        assert terminal.wait() == 0
        assert 'It said "Switch. Right foot." by ' in terminal.screen()
    finally:
        terminal.close()
    assert monitor.bursts(300, 0.8)


def test_in_a_pipe_nothing_is_played_and_all_of_it_is_one_object(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "footcore_tui", "doctor"]
    environment = {**os.environ, **NOWHERE, "FOOTCORE_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    run = subprocess.run(
        [*command, "--json"], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (1, "")
    found = json.loads(run.stdout)
    assert list(found) == ["sound", "voice", "terminal", "database", "timing"]
    assert [part for part, shape in found.items() if not shape["works"]] == ["sound"]
    assert (found["terminal"]["stdin"], found["terminal"]["stdout"]) == (False, False)
    timing = found["timing"]
    assert 0 <= timing["p50_ms"] <= timing["p99_ms"] <= timing["worst_ms"]
    assert timing["wakes"] > 0
    run = subprocess.run(
        [*command, "voice"], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "was said" not in run.stdout
