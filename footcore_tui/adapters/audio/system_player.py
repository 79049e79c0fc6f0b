"""The system's own players, one process a clip."""

from __future__ import annotations

import shutil
import subprocess
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from footcore_tui.adapters.audio.blend import RATE
from footcore_tui.adapters.audio.file_clip import ClipFolder
from footcore_tui.adapters.audio.output import EngineUnavailable
from footcore_tui.adapters.audio.player_output import Player


@dataclass(frozen=True, slots=True)
class Program:
    arguments: tuple[str, ...]
    latency: float
    """Seconds from its start to the ear."""


PROGRAMS = (
    Program(("pw-play",), 0.041),
    Program(("paplay",), 0.005),
    Program(("aplay", "-q"), 0.010),
    Program(("afplay",), 0.050),
    Program(("ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"), 0.100),
)
"""In the order they are tried. Latencies of the first three were measured at a null sink; the rest are guesses."""

CHECK_SECONDS = 2.0
SILENCE = array("h", bytes(2 * RATE // 50))
"""20 ms, to try a program with."""


class ProgramClip:
    def __init__(self, arguments: Sequence[str], folder: ClipFolder, file: Path) -> None:
        self._arguments = (*arguments, str(file))
        self._folder = folder
        self._file = file
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def busy(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def play(self) -> None:
        nothing = subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(self._arguments, stdin=nothing, stdout=nothing, stderr=nothing)
        except OSError as error:
            sys.stderr.write(f"{self._arguments[0]}: {error}\n")

    def outcome(self, seconds: float) -> str:
        """Why it did not play to its end in time; empty if it did."""
        if self._process is None:
            return "does not start"
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return "hangs"
        return f"ended with code {code}" if code else ""

    def close(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
        self._folder.remove(self._file)


class ProgramPlayer:
    """Runs a program with the file as its last argument."""

    primer = None

    def __init__(self, program: Program) -> None:
        """Plays silence to try it. Raises EngineUnavailable."""
        self.detail = program.arguments[0]
        self.latency = program.latency
        self._arguments = program.arguments
        if not shutil.which(self.detail):
            raise EngineUnavailable(f"{self.detail}: not installed")
        self._folder = ClipFolder()
        clip = self.load(SILENCE)
        clip.play()
        outcome = clip.outcome(CHECK_SECONDS)
        clip.close()
        if outcome:
            self.close()
            raise EngineUnavailable(f"{self.detail}: {outcome}")

    def load(self, samples: array[int]) -> ProgramClip:
        return ProgramClip(self._arguments, self._folder, self._folder.write(samples))

    def close(self) -> None:
        self._folder.close()


def system_player(programs: Sequence[Program] = PROGRAMS) -> Player:
    """The first that works. Raises EngineUnavailable."""
    reasons = []
    for program in programs:
        try:
            return ProgramPlayer(program)
        except EngineUnavailable as reason:
            reasons.append(str(reason))
    if sys.platform == "win32":
        from footcore_tui.adapters.audio.windows_player import WindowsPlayer

        return WindowsPlayer()
    raise EngineUnavailable("; ".join(reasons))
