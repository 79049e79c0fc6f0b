"""Runs a program in a pty of its own: sends keys, answers what Textual asks a terminal, keeps output with its times."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import termios
import time
from collections.abc import Mapping
from types import TracebackType

from bench.process import tree
from bench.screen import Chunk, appeared
from bench.setting import Unmeasured, unmeasured

REPLIES = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[?u": b"\x1b[?0u",
    b"\x1b]11;?": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
}
"""What a usual terminal answers: synchronised output, no in-band resizes, no kitty keys, a black ground."""

SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", re.DOTALL)
PATIENCE_SECONDS = 20.0


def plain(output: bytes) -> str:
    """The output without its escape sequences: good enough to wait for a text while the program runs."""
    return SEQUENCE.sub(b"", output).decode(errors="replace")


def replies(output: bytes) -> bytes:
    return b"".join(reply for query, reply in REPLIES.items() if query in output)


class Terminal:
    """Leaving it ends the program and whatever it started."""

    def __init__(
        self, command: tuple[str, ...], environment: Mapping[str, str], *, rows: int = 24, columns: int = 80
    ) -> None:
        self.command, self.rows, self.columns = command, rows, columns
        self.chunks: list[Chunk] = []
        self.status: int | None = None
        """The exit code, negative for a signal; None while it runs."""
        self.began = time.monotonic()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            try:
                termios.tcsetwinsize(0, (rows, columns))
                os.execvpe(command[0], command, environment)
            finally:
                os._exit(127)
        self._end = os.pidfd_open(self.pid)
        self._watched = [self._master, self._end]

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status is None:
            for pid in reversed(tree(self.pid)):
                os.kill(pid, signal.SIGKILL)
            self._pump(PATIENCE_SECONDS)
        os.close(self._end)
        os.close(self._master)

    @property
    def output(self) -> bytes:
        return b"".join(chunk.data for chunk in self.chunks)

    def press(self, keys: str) -> float:
        """Types; returns when."""
        os.write(self._master, keys.encode())
        return time.monotonic()

    def run_for(self, seconds: float) -> None:
        """Lets it run and takes in its output. Raises Unmeasured where the program ends meanwhile."""
        self._pump(seconds)
        if self.status is not None:
            raise self._unmeasured("ended too early")

    def wait_for(self, text: str) -> None:
        """Waits until a text was printed. Raises Unmeasured."""
        if not self._pump(PATIENCE_SECONDS, text):
            raise self._unmeasured(f"shows no “{text}”")

    def wait_for_end(self) -> float:
        """Waits for the process to end; returns when. Raises Unmeasured."""
        self._pump(PATIENCE_SECONDS)
        if self.status is None:
            raise self._unmeasured("did not end")
        return time.monotonic()

    def shown(self, text: str) -> float:
        """When a text first stood on the screen, found by replaying the output. Raises Unmeasured."""
        at = appeared(self.chunks, text, self.rows, self.columns)
        if at is None:
            raise self._unmeasured(f"printed “{text}”, but not in one place")
        return at

    def _pump(self, seconds: float, text: str = "") -> bool:
        """Takes in output and answers queries for a time, until the end, or until the text; whether it came."""
        until = time.monotonic() + seconds
        while self.status is None and (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select(self._watched, [], [], left)
            if self._master in ready:
                self._take()
                if text and text in plain(self.output):
                    return True
            elif self._end in ready:
                self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return False

    def _take(self) -> None:
        """Reads what is there, or stops watching a pty that is closed on the other side."""
        try:
            data = os.read(self._master, 65536)
        except OSError:
            self._watched = [self._end]
            return
        self.chunks.append(Chunk(time.monotonic(), data))
        if answer := replies(data):
            os.write(self._master, answer)

    def _unmeasured(self, what: str) -> Unmeasured:
        if self.status is None:
            return unmeasured(self.command, what, "")
        return unmeasured(self.command, f"{what}, ended with {self.status}", plain(self.output))
