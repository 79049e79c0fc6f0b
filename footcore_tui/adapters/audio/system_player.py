"""The system's own players, one process a cue."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from footcore_tui.adapters.audio.mixer import RATE
from footcore_tui.adapters.audio.output import EngineUnavailable, Player
from footcore_tui.adapters.audio.waveform import save
from footcore_tui.core.cues import Sound


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


class ProgramPlayer:
    """Runs a program with the file as its last argument."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._running: list[subprocess.Popen[bytes]] = []

    @property
    def detail(self) -> str:
        return self._program.arguments[0]

    @property
    def latency(self) -> float:
        return self._program.latency

    @property
    def busy(self) -> bool:
        self._running = [process for process in self._running if process.poll() is None]
        return bool(self._running)

    def check(self, silence: Path) -> str:
        """Why it can't play, by playing silence; empty if it can."""
        if not shutil.which(self.detail):
            return "not installed"
        process = _run((*self._program.arguments, str(silence)))
        try:
            code = process.wait(CHECK_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return "hangs"
        return f"ended with code {code}" if code else ""

    def play(self, file: Path) -> None:
        try:
            self._running.append(_run((*self._program.arguments, str(file))))
        except OSError as error:
            sys.stderr.write(f"{self.detail}: {error}\n")

    def silence(self) -> None:
        for process in self._running:
            process.kill()
        for process in self._running:
            process.wait()
        self._running.clear()


class ScaledFiles:
    """The sound files at the user's volume, since most players have none of their own."""

    def __init__(self, folder: Path, sounds: Mapping[Sound, array[int]], gain: float) -> None:
        self._scaled = tempfile.TemporaryDirectory(prefix="footcore-")
        self.silence = Path(self._scaled.name, "silence.wav")
        save(self.silence, array("h", bytes(2 * RATE // 50)))
        self._folder = folder
        if gain != 1.0:
            self._folder = Path(self._scaled.name)
            for sound, samples in sounds.items():
                save(self.file(sound), array("h", [int(sample * gain) for sample in samples]))

    def file(self, sound: Sound) -> Path:
        return self._folder / f"{sound}.wav"

    def close(self) -> None:
        self._scaled.cleanup()


def system_player(silence: Path, programs: Sequence[Program] = PROGRAMS) -> Player:
    """The first that works, proved with a silent file. Raises EngineUnavailable."""
    reasons = []
    for program in programs:
        player = ProgramPlayer(program)
        reason = player.check(silence)
        if not reason:
            return player
        reasons.append(f"{player.detail}: {reason}")
    if sys.platform == "win32":
        from footcore_tui.adapters.audio.windows_player import WindowsPlayer

        return WindowsPlayer()
    raise EngineUnavailable("; ".join(reasons))


def _run(arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    nothing = subprocess.DEVNULL
    return subprocess.Popen(arguments, stdin=nothing, stdout=nothing, stderr=nothing)
