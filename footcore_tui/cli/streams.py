"""Standard input, output and error as a process may meet them: closed, full, or unable to show most characters."""

from __future__ import annotations

import os
import sys
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper


def settle() -> None:
    """What was closed reads as empty and writes to nowhere; what a stream has no character for is spelt out."""
    # Opened in this order, each takes the number that its stream had.
    sys.stdin = sys.stdin or TextIOWrapper(BufferedReader(FileIO(os.devnull)), encoding="utf-8")
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence() -> None:
    """Standard output takes no more: what is left of it goes nowhere, or the interpreter would stumble at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _nowhere() -> TextIOWrapper:
    return TextIOWrapper(BufferedWriter(FileIO(os.devnull, "w")), encoding="utf-8")
