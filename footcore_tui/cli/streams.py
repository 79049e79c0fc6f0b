"""Standard input, output and error as a process may meet them: closed, full, or unable to show most characters."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper


def settle() -> None:
    """What was closed reads as empty and writes to nowhere; what a stream has no character for is spelt out."""
    # Opened in this order, each takes the number that its stream had.
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere("w")
    sys.stderr = sys.stderr or _nowhere("w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence() -> bool:
    """Whether standard output takes no more; what is left then goes nowhere, or the exit would stumble over it."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return True
    return False


def _nowhere(mode: str) -> TextIOWrapper:
    stream = open(os.devnull, mode, encoding="utf-8")  # pathlib is slow to load
    assert isinstance(stream, TextIOWrapper)
    return stream
