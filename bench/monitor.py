"""What is heard at the null sink, and when."""

from __future__ import annotations

import subprocess
import threading
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager

from bench.setting import Unmeasured
from footcore_tui.adapters.audio.blend import RATE

COMMAND = ("parec", "--device=bench.monitor", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1")
SMALL_PIECES = ("--latency-msec=2", "--process-time-msec=2")


class Recording:
    """Grows until `monitor` ends."""

    def __init__(self) -> None:
        self.data = bytearray()
        self._origin = float("inf")
        """Monotonic time of the first sample. A piece can be read late but never early: the least is the truest."""

    def take(self, piece: bytes) -> None:
        now = time.monotonic()
        self.data += piece
        self._origin = min(self._origin, now - len(self.data) / 2 / RATE)

    def onsets(self, threshold: int, gap: float) -> list[float]:
        """When each sound that is louder than `threshold` began, after at least `gap` seconds of quiet."""
        samples = array("h", bytes(self.data[: len(self.data) // 2 * 2]))
        begun, last = [], -RATE * 60
        for at, sample in enumerate(samples):
            if abs(sample) > threshold:
                begun += [at] if at - last > gap * RATE else []
                last = at
        return [self._origin + at / RATE for at in begun]


@contextmanager
def monitor(server: str) -> Iterator[Recording]:
    """Records as long as it is open. Raises Unmeasured where nothing is recorded."""
    recording = Recording()
    try:
        recorder = subprocess.Popen([*COMMAND, *SMALL_PIECES, f"--server={server}"], stdout=subprocess.PIPE, bufsize=0)
    except FileNotFoundError:
        raise Unmeasured("needs parec, of pulseaudio-utils") from None
    reader = threading.Thread(target=_read, args=(recorder, recording), daemon=True)
    reader.start()
    try:
        _wait_for(recording)
        yield recording
    finally:
        recorder.terminate()
        recorder.wait()
        reader.join()


def _read(recorder: subprocess.Popen[bytes], recording: Recording) -> None:
    assert recorder.stdout
    with recorder.stdout as pipe:
        while piece := pipe.read(65_536):
            recording.take(piece)


def _wait_for(recording: Recording, seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while len(recording.data) < RATE // 10:
        if time.monotonic() > end:
            raise Unmeasured("parec records nothing")
        time.sleep(0.01)
