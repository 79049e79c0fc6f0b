"""The app in a real terminal of its own: what it writes, how it leaves the terminal, what it saved."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte

PATIENCE_SECONDS = 30.0


class TerminalProcess:
    """`footcore …` on a pseudo-terminal; the test holds both ends, and so sees the terminal after the app has gone."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        environment: dict[str, str] | None = None,
        before: Callable[[], None] | None = None,
        program: Sequence[str] = ("-m", "footcore_tui"),
    ) -> None:
        self.home = home
        self.ours, self.theirs = pty.openpty()
        self.resize(*size)
        self.settings = termios.tcgetattr(self.theirs)
        self.written = bytearray()
        self._environment = {
            **os.environ,
            "FOOTCORE_HOME": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(environment or {}),
        }
        for name in ("NO_COLOR", "TMUX"):
            self._environment.pop(name, None) if name not in (environment or {}) else None

        def become_a_session() -> None:
            os.setsid()
            fcntl.ioctl(self.theirs, termios.TIOCSCTTY, 0)
            if before:
                before()

        self.process = subprocess.Popen(
            [sys.executable, *program, *arguments],
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            env=self._environment,
            preexec_fn=become_a_session,
        )

    def resize(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._anew()

    def send(self, data: bytes) -> None:
        os.write(self.ours, data)

    def drain(self, seconds: float = 0.0) -> None:
        """Reads what is there, for at least so long."""
        end = time.monotonic() + seconds
        while True:
            left = max(0.0, end - time.monotonic())
            if not select.select([self.ours], [], [], left)[0]:
                return
            self.written += os.read(self.ours, 65536)

    def screen(self) -> str:
        """What stands on the screen, as text."""
        if self._fed > len(self.written):
            self._anew()
        new = bytes(self.written[self._fed :])
        # What may be the beginning of something that is read otherwise waits for the rest of it.
        new = new[: len(new) - next((len(part) for part in (b"\x1b[", b"\x1b") if new.endswith(part)), 0)]
        self._fed += len(new)
        self._stream.feed(new.replace(b"\x1b[>", b"\x1b[<"))
        return "\n".join(self._screen.display)

    def _anew(self) -> None:
        self._screen = pyte.Screen(self.columns, self.rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0

    def wait_for(self, text: str) -> str:
        end = time.monotonic() + PATIENCE_SECONDS
        while text not in (shown := self.screen()):
            assert time.monotonic() < end, f"no {text!r} on\n{shown}"
            assert self.process.poll() is None, f"it ended with {self.process.returncode}\n{shown}"
            self.drain(0.03)
        return shown

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def wait(self) -> int:
        """The exit code, with everything written until then read."""
        end = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it did not end\n{self.screen()}"
            self.drain(0.05)
        self.drain()
        return self.process.returncode

    def wait_until_stopped(self) -> None:
        stat = Path(f"/proc/{self.process.pid}/stat")
        end = time.monotonic() + PATIENCE_SECONDS
        while stat.read_text().rsplit(")", 1)[1].split()[0] != "T":
            assert time.monotonic() < end, "it did not stop"
            self.drain(0.05)
        self.drain()

    def given_back(self) -> list[str]:
        """What of the terminal was not given back; empty where all of it was."""
        text = bytes(self.written).decode("utf-8", "replace")
        wrong = []
        for name, on, off in (
            ("the main screen", "\x1b[?1049h", "\x1b[?1049l"),
            ("the cursor", "\x1b[?25l", "\x1b[?25h"),
            ("the mouse", "\x1b[?1000h", "\x1b[?1000l"),
            ("mouse movement", "\x1b[?1003h", "\x1b[?1003l"),
            ("paste", "\x1b[?2004h", "\x1b[?2004l"),
        ):
            if text.rfind(on) > text.rfind(off):
                wrong.append(name)
        if termios.tcgetattr(self.theirs) != self.settings:
            wrong.append("the line settings")
        return wrong

    def history(self) -> list[dict[str, object]]:
        environment = {**os.environ, "FOOTCORE_HOME": str(self.home)}
        command = [sys.executable, "-m", "footcore_tui", "history", "--json", "--full"]
        shown = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        records: list[dict[str, object]] = json.loads(shown.stdout)
        return records

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for end in (self.ours, self.theirs):
            if end >= 0:
                os.close(end)
        self.ours = self.theirs = -1
