"""What a round runs in: the commands, a home to fill, an environment of its own, and whose turn it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from bench import home

T = TypeVar("T")
U = TypeVar("U")

PYTHON = sys.executable
PASS = (PYTHON, "-c", "pass")
YARDSTICKS = Path(__file__).parent / "yardsticks"
_SCRIPT = Path(PYTHON).with_name("footcore")
FOOTCORE = (str(_SCRIPT),) if _SCRIPT.exists() else (PYTHON, "-m", "footcore_tui")
"""What a person's shell runs, where it is installed."""


class Unmeasured(Exception):
    """A row can't be measured here; the message says why."""


def unmeasured(command: Sequence[str], what: str, output: str) -> Unmeasured:
    """Names the command by its first words, and the last line of its output that is not indented."""
    words = " ".join((Path(command[0]).name, *command[1:3]))
    lines = [line.rstrip() for line in output.splitlines() if line[:1].strip()]
    return Unmeasured(f"`{words}` {what}" + (f": {lines[-1][:120]}" if lines else ""))


def yardstick(name: str) -> tuple[str, ...]:
    return (PYTHON, str(YARDSTICKS / f"{name}.py"))


@dataclass(frozen=True, slots=True)
class Setting:
    folder: Path
    """A temporary folder; everything is written below it."""
    full: bool = False
    """Whether an hour may be spent on a session's memory."""
    swapped: bool = False
    """Every other round the yardstick goes first."""

    def swap(self) -> Setting:
        return replace(self, swapped=not self.swapped)

    def both(self, ours: Callable[[], T], theirs: Callable[[], U]) -> tuple[T, U]:
        """The two arms one after the other: first ours, then theirs, in the order of this round."""
        if self.swapped:
            second = theirs()
            return ours(), second
        return ours(), theirs()

    def environment(self, sessions: int = home.YEAR) -> Mapping[str, str]:
        """A usual terminal, a filled home, and no sound device."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PULSE_SERVER": f"unix:{self.folder}/no-server",
            "ALSA_CONFIG_PATH": os.devnull,
            "FOOTCORE_HOME": str(home.filled(self.folder, sessions)),
        }
