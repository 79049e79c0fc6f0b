"""A sound server without a sound card: a PulseAudio null sink, and a recorder on its monitor."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

RATE = 48_000
RECORDER = ["parec", "-d", "cap.monitor", "--raw", "--format=s16le", "--rate=48000", "--channels=1"]
RECORDER += ["--latency-msec=2", "--process-time-msec=2"]
SERVER = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
SINK = "module-null-sink sink_name=cap rate=48000 channels=2 format=s16le norewinds=1"
PATIENCE_SECONDS = 10.0


def until(true: Callable[[], bool], what: str) -> None:
    """Waits for a thing of the outer world."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.02)


@dataclass(frozen=True, slots=True)
class Burst:
    """A stretch of sound in the recording."""

    start: int
    """Its first loud sample."""
    samples: array[int]
    arrived: float
    """Monotonic time at which that first loud sample was recorded."""


class Monitor:
    """Records what the null sink plays, with the time at which each piece arrived."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            RECORDER,
            env=environment,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._recorded = bytearray()
        self._pieces: list[tuple[float, int]] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        until(lambda: len(self._pieces) > 20, "the recorder records nothing")

    def stop(self) -> None:
        """May be called twice."""
        self._process.terminate()
        self._process.wait()
        self._reader.join()
        assert self._process.stdout
        self._process.stdout.close()

    def bursts(self, threshold: int, gap: float) -> list[Burst]:
        """Sounds louder than `threshold` with at least `gap` seconds of quiet between them. Stops the recording."""
        self.stop()
        samples = array("h", bytes(self._recorded[: len(self._recorded) // 2 * 2]))
        loud = [index for index, sample in enumerate(samples) if abs(sample) > threshold]
        # A piece can be read late but never early: the smallest origin is the truest.
        origin = min(at - end / RATE for at, end in self._pieces)
        starts = [b for a, b in zip([-RATE * 60, *loud], loud, strict=False) if b - a > gap * RATE]
        ends = [*starts[1:], len(samples)]
        return [Burst(a, samples[a:b], origin + a / RATE) for a, b in zip(starts, ends, strict=True)]

    def _read(self) -> None:
        assert self._process.stdout
        while piece := self._process.stdout.read(65_536):
            self._recorded += piece
            self._pieces.append((time.monotonic(), len(self._recorded) // 2))


class Server:
    """PulseAudio by itself, apart from any of the user's."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o700)
        self._folder = folder
        plain = {name: value for name, value in os.environ.items() if name != "PULSE_SERVER"}
        self._plain = plain | {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        self.environment = self._plain | {"PULSE_SERVER": f"unix:{folder}/s", "PIPEWIRE_REMOTE": "none"}
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [*SERVER, "-L", SINK, "-L", f"module-native-protocol-unix auth-anonymous=1 socket={self._folder}/s"],
            env=self._plain,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(lambda: self._ask("info") is not None, "the sound server does not answer")

    def stop(self) -> None:
        """Without farewell."""
        self._process.kill()
        self._process.wait()

    def monitor(self) -> Monitor:
        return Monitor(self.environment)

    def streams(self) -> str | None:
        """What is being played, as the server lists it."""
        return self._ask("list", "short", "sink-inputs")

    def _ask(self, *question: str) -> str | None:
        run = subprocess.run(["pactl", *question], env=self.environment, capture_output=True, text=True, check=False)
        return None if run.returncode else run.stdout


@pytest.fixture(scope="session")
def pulse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    missing = [name for name in ("pulseaudio", "parec", "pactl", "paplay") if not shutil.which(name)]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"the sound tests must run here, and there is no {', '.join(missing)}")
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    server = Server(tmp_path_factory.mktemp("pulse"))
    yield server
    server.stop()


@pytest.fixture
def monitor(pulse: Server) -> Iterator[Monitor]:
    recorder = pulse.monitor()
    yield recorder
    recorder.stop()
