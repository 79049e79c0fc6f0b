"""A sound server without a sound card: a PulseAudio null sink, and a recorder on its monitor."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

RATE = 48_000
FIRST = ["nice", "-n", "-11"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
"""The instrument must not miss what it measures, however busy the machine."""
RECORDER = [*FIRST, "parec", "--raw", "--format=s16le", "--rate=48000", "--channels=1"]
RECORDER += ["--latency-msec=2", "--process-time-msec=2"]
SERVER = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
SINK = "module-null-sink sink_name=cap rate=48000 channels=2 format=s16le norewinds=1"
ALSA = """\
pcm_type.pulse {{ lib "libasound_module_pcm_pulse.so" }}
pcm.!default {{ type pulse server "unix:{socket}" }}
"""
"""All that programs of ALSA find: the server, and no card."""
PATIENCE_SECONDS = 10.0


def until(true: Callable[[], bool], what: str) -> None:
    """Waits for a thing of the outer world."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def stall_until_end(process: subprocess.Popen[str]) -> float:
    """Waits for its end, and says for how long the machine let a process wait too long meanwhile: 0, if never long.

    A cue may be late by as much and as much again; a sound server that is not let run plays silence meanwhile.
    """
    longest, end = 0.0, time.monotonic() + 60
    while process.poll() is None and (before := time.monotonic()) < end:
        time.sleep(0.002)
        longest = max(longest, time.monotonic() - before - 0.002)
    return 2 * longest if longest > 0.02 else 0.0


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

    def __init__(self, environment: dict[str, str], sink: str = "cap") -> None:
        self._process = subprocess.Popen(
            [*RECORDER, "-d", f"{sink}.monitor"],
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

    def recorded(self) -> tuple[array[int], float]:
        """All of it, and the monotonic time of its first sample. Stops the recording."""
        self.stop()
        samples = array("h", bytes(self._recorded[: len(self._recorded) // 2 * 2]))
        # A piece can be read late but never early: the smallest origin is the truest.
        return samples, min(at - end / RATE for at, end in self._pieces)

    def bursts(self, threshold: int, gap: float) -> list[Burst]:
        """Sounds louder than `threshold` with at least `gap` seconds of quiet between them. Stops the recording."""
        samples, origin = self.recorded()
        loud = [index for index, sample in enumerate(samples) if abs(sample) > threshold]
        starts = [b for a, b in zip([-RATE * 60, *loud], loud, strict=False) if b - a > gap * RATE]
        ends = [*starts[1:], len(samples)]
        return [Burst(a, samples[a:b], origin + a / RATE) for a, b in zip(starts, ends, strict=True)]

    def _read(self) -> None:
        assert self._process.stdout
        while piece := self._process.stdout.read(65_536):
            self._recorded += piece
            self._pieces.append((time.monotonic(), len(self._recorded) // 2))


@dataclass(frozen=True, slots=True)
class Sink:
    environment: dict[str, str]
    name: str

    def monitor(self) -> Monitor:
        return Monitor(self.environment, self.name)


class Server:
    """PulseAudio by itself, apart from any of the user's."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o700)
        self._folder = folder
        plain = {name: value for name, value in os.environ.items() if name != "PULSE_SERVER"}
        self._plain = plain | {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        alsa = folder / "alsa.conf"
        alsa.write_text(ALSA.format(socket=folder / "s"))
        self.environment = self._plain | {
            "PULSE_SERVER": f"unix:{folder}/s",
            "PIPEWIRE_REMOTE": "none",
            "ALSA_CONFIG_PATH": str(alsa),
        }
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

    @contextmanager
    def sink(self, name: str) -> Iterator[Sink]:
        """One more, for whatever runs in its environment."""
        module = self._ask("load-module", *SINK.replace("sink_name=cap", f"sink_name={name}").split())
        assert module
        yield Sink({**self.environment, "PULSE_SINK": name}, name)
        self._ask("unload-module", module.strip())

    @contextmanager
    def another(self) -> Iterator[Server]:
        """One more server, that can be stopped without harm to this one."""
        with tempfile.TemporaryDirectory(prefix="pulse-") as folder:
            server = Server(Path(folder))
            yield server
            server.stop()

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
