"""The worker as a process: started, spoken to without waiting, read line by line, ended for certain."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from footcore_tui.adapters.audio.protocol import Command, Reply, decode_reply, encode

PIECE_BYTES = 512
"""A write of at most PIPE_BUF, 512 by POSIX, goes in whole or not at all."""

LINE_BYTES = 4096
"""No reply is longer; what is longer is noise."""

LOG_BYTES = 65_536

END_SECONDS = 0.7
"""Given to a worker to end by itself; it needs about 0.1."""

_MODULE = "footcore_tui.adapters.audio.worker"


NEEDS_MALLOC = "simpleaudio"
"""The package, and the engine, that crashes from Python 3.12 on without `PYTHONMALLOC=malloc`: see `_environment`."""


def worker_command(arguments: Sequence[str]) -> list[str]:
    """The worker under this same Python, seeing the same package."""
    here = Path(__file__).parents[3]
    # Run from a checkout, the package is found by way of the current folder; else that folder must not shadow anything.
    safe = [] if here == Path.cwd() else ["-P"]
    return [sys.executable, *safe, "-m", _MODULE, *arguments]


class WorkerProcess:
    """Raises OSError if it can't be started. It is killed unless it is trusted in time.

    It has `patience` seconds for each thing that it tries, and three times as many to begin: Python itself may take
    some on a busy machine.
    """

    def __init__(self, command: Sequence[str], log: Path, patience: float) -> None:
        with _opened(log) as errors:
            self._process = subprocess.Popen(
                command,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=_environment(command),
                # Out of reach of the terminal's Ctrl+C, Ctrl+Z and hang-up. Not a session of its own: Linux shares the
                # processor out by sessions, and with both cores busy one that only now and then wants a moment has
                # been seen to wait for two seconds.
                process_group=0,
                creationflags=_creation_flags(),
            )
        assert self._process.stdin
        self._commands = self._process.stdin
        # On Windows a pipe can be made so from Python 3.12 on.
        if os.name == "posix" or sys.version_info >= (3, 12):
            os.set_blocking(self._commands.fileno(), False)
        self._patience = self._timer(3 * patience)
        self._patience_seconds = patience

    def send(self, commands: Sequence[Command]) -> bool:
        """False if the worker does not take them; some may have gone through."""
        try:
            return all(self._commands.write(piece) == len(piece) for piece in _pieces(commands))
        except (OSError, ValueError):
            return False

    def replies(self) -> Iterator[Reply | None]:
        """Until the worker is gone; None for a line that says nothing."""
        assert self._process.stdout
        rest = b""
        while piece := self._process.stdout.read(LINE_BYTES):
            *lines, rest = (rest + piece).split(b"\n")
            rest = rest if len(rest) < LINE_BYTES else b""
            yield from map(decode_reply, lines)

    def wait_anew(self) -> None:
        """It tries something: the time for that begins."""
        self._patience.cancel()
        self._patience = self._timer(self._patience_seconds)

    def _timer(self, seconds: float) -> threading.Timer:
        timer = threading.Timer(seconds, self._process.kill)
        timer.daemon = True
        timer.start()
        return timer

    def trust(self) -> None:
        """It has shown that it works."""
        self._patience.cancel()

    def kill(self) -> None:
        self._process.kill()

    def reap(self) -> None:
        """After its last reply."""
        self._patience.cancel()
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def end(self) -> None:
        """Closes the pipe, which ends it, and leaves a thread behind to make sure; the program outlives that one."""
        self._commands.close()
        try:
            threading.Thread(target=self._make_sure, name="footcore-sound-end").start()
        except RuntimeError:
            self._make_sure()

    def _make_sure(self) -> None:
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _pieces(commands: Sequence[Command]) -> Iterator[bytes]:
    """Whole lines, packed into as few writes as may be."""
    piece = b""
    for line in map(encode, commands):
        if piece and len(piece) + len(line) > PIECE_BYTES:
            yield piece
            piece = b""
        piece += line
    if piece:
        yield piece


def _environment(command: Sequence[str]) -> dict[str, str]:
    """The worker's.

    simpleaudio 1.0.4 gives memory back on a thread that Python does not know, which its allocator does not stand from
    3.12 on; the system's does. `simpleaudio-patched` has that mended.
    """
    environment = dict(os.environ)
    if sys.version_info >= (3, 12) and any(NEEDS_MALLOC in argument.split(",") for argument in command):
        from importlib import util

        if util.find_spec(NEEDS_MALLOC) is not None and not _is_patched():
            environment["PYTHONMALLOC"] = "malloc"
    return environment


def _is_patched() -> bool:
    from importlib import metadata

    try:
        metadata.version("simpleaudio-patched")
    except metadata.PackageNotFoundError:
        return False
    return True


def _creation_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def _opened(log: Path) -> BinaryIO:
    """The log to add to, begun anew once it is long; nowhere if it can't be written."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        long = log.exists() and log.stat().st_size > LOG_BYTES
        return log.open("wb" if long else "ab")
    except OSError:
        return Path(os.devnull).open("wb")
