"""Promise 21: a sound device that is missing, refuses, blocks or dies costs the session no time and the screen no cell.

Each session runs beside one without sound: what it says comes when the other's does.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from history_files import asked_before

from tests.realtime.terminal_process import TerminalProcess

if TYPE_CHECKING:
    from tests.realtime.conftest import Server

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="sound servers of Linux")
ROUTINE = """
format = 1
name   = "Twelve seconds"
prepare = "3s"
[[block]]
name  = "Stand"
hold  = "2s"
reps  = 3
relax = "1s"
"""
LATE_SECONDS = 0.25
"""A line may be so much later than the same line of the silent session, on a machine that plays five at a time."""


@contextmanager
def deaf_server(folder: Path) -> Iterator[Path]:
    """A sound server that takes every connection and never says a word."""
    place = folder / "deaf"
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(place))
    server.listen()
    taken: list[socket.socket] = []

    def take() -> None:
        while True:
            try:
                taken.append(server.accept()[0])
            except OSError:
                return

    taking = threading.Thread(target=take)
    taking.start()
    try:
        yield place
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        taking.join()
        for one in taken:
            one.close()


class Session:
    """`footcore play --plain` as a process; the time at which each of its lines came."""

    def __init__(self, folder: Path, name: str, environment: dict[str, str], config: str = "") -> None:
        home = folder / name
        (home / "config").mkdir(parents=True)
        (home / "config" / "config.toml").write_text(config, "utf-8")
        asked_before(home)
        file = home / "twelve.toml"
        file.write_text(ROUTINE, "utf-8")
        self.name = name
        self.lines: list[tuple[float, str]] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "footcore_tui", "play", str(file), "--plain"],
            env={**os.environ, **environment, "FOOTCORE_HOME": str(home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append((time.monotonic(), line.decode().strip()))

    def end(self) -> str:
        """What it wrote on standard error."""
        assert self.process.stderr
        errors = self.process.stderr.read().decode()
        assert self.process.wait(60) == 0
        self._reading.join()
        self.process.stderr.close()
        assert self.process.stdout
        self.process.stdout.close()
        return errors

    def times(self) -> dict[str, float]:
        """Seconds from the first line to each."""
        began = self.lines[0][0]
        return {line: at - began for at, line in self.lines}


def test_a_device_that_is_missing_refuses_blocks_or_dies_costs_the_session_no_time(
    pulse: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = {"PIPEWIRE_REMOTE": "/nowhere", "ALSA_CONFIG_PATH": os.devnull}
    closed = tmp_path / "closed"
    with socket.socket(socket.AF_UNIX) as nobody:
        nobody.bind(str(closed))
    with ExitStack() as stack:
        dying = stack.enter_context(pulse.another())
        deaf = stack.enter_context(deaf_server(tmp_path))
        sessions = [
            Session(tmp_path, "silent", nowhere, '[sound]\npreset = "silent"\n'),
            Session(tmp_path, "missing", {**nowhere, "PULSE_SERVER": f"unix:{tmp_path}/none"}),
            Session(tmp_path, "refuses", {**nowhere, "PULSE_SERVER": f"unix:{closed}"}),
            Session(tmp_path, "blocks", {**nowhere, "PULSE_SERVER": f"unix:{deaf}"}),
            Session(tmp_path, "dies", {**nowhere, **dying.environment}),
        ]
        while not any(line.startswith("00:05") for _, line in sessions[-1].lines):
            time.sleep(0.05)
        dying.stop()
        errors = {one.name: one.end() for one in sessions}
    assert errors == dict.fromkeys(errors, ""), "nothing is printed beside the lines"
    silent = sessions[0].times()
    assert list(silent)[-1] == "00:11 finish 6s of 6s of work · completed · touch-downs 0 left, 0 right"
    for one in sessions[1:]:
        assert list(one.times()) == list(silent), one.name
        late = {line: at - silent[line] for line, at in one.times().items()}
        assert max(late.values()) < LATE_SECONDS, (one.name, late)
        with capsys.disabled():
            print(f"\n{one.name}: at most {1000 * max(late.values()):.0f} ms later than without sound", end="")


def paused(terminal: TerminalProcess) -> str:
    """The screen of a session that is paused while the engines are tried, once they were."""
    terminal.wait_for("GET READY")
    terminal.drain(1.1)  # early in a second: which one is shown is the same for both, however busy the machine is
    terminal.send(b" ")
    terminal.wait_for("PAUSED")
    terminal.drain(4.0)
    terminal.send(b"\x1b[D")
    terminal.drain(0.5)
    return terminal.screen()


@pytest.mark.parametrize("device", ["missing", "blocks"] if os.environ.get("FOOTCORE_FULL") else ["blocks"])
def test_the_screen_is_the_same_to_the_cell_as_without_sound(tmp_path: Path, device: str) -> None:
    """But for the two words that say so."""
    nowhere = {"PIPEWIRE_REMOTE": "/nowhere", "ALSA_CONFIG_PATH": os.devnull}
    with ExitStack() as stack:
        server = stack.enter_context(deaf_server(tmp_path)) if device == "blocks" else tmp_path / "none"
        terminals = []
        for name, config in (("silent", '[sound]\nengine = "off"\n[voice]\nmode = "off"\n'), ("sound", "")):
            home = tmp_path / name
            (home / "config").mkdir(parents=True)
            (home / "config" / "config.toml").write_text(config, "utf-8")
            asked_before(home, "single-leg-stance")
            environment = {**nowhere, "PULSE_SERVER": f"unix:{server}"}
            terminals.append(TerminalProcess(home, "play", "desk-balance", environment=environment))
            stack.callback(terminals[-1].close)
        with ThreadPoolExecutor() as pool:
            shown = list(pool.map(paused, terminals))
    silent, sound = ([line.partition("♪")[0].rstrip() for line in one.splitlines()] for one in shown)
    keys = {len(silent) - 1}
    assert [line for row, line in enumerate(silent) if row not in keys] == [
        line for row, line in enumerate(sound) if row not in keys
    ]
