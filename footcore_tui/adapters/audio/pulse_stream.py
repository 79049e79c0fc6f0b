"""A stream by PulseAudio's own library, where no package has a wheel; PipeWire brings the same library."""

from __future__ import annotations

import ctypes
import sys
import threading
import time
from collections.abc import Callable

from footcore_tui.adapters.audio.blend import RATE
from footcore_tui.adapters.audio.output import EngineUnavailable

BUFFER_MILLISECONDS = 100
BLOCK_MILLISECONDS = 25
"""How much is written at a time: a fourth of the buffer, or the server asks by fits and starts."""
BLOCK_FRAMES = RATE * BLOCK_MILLISECONDS // 1000
PREFILL = bytes(2 * RATE * (BUFFER_MILLISECONDS + BLOCK_MILLISECONDS) // 1000)
"""Silence: the server takes the first in at once, and more of it than it holds later, which would tell a false time."""
END_SECONDS = 0.2
"""Given to the thread to end in; a server that hangs holds it up, and it ends once it is let go."""

_PLAYBACK, _S16LE, _S16BE = 1, 3, 4
"""PA_STREAM_PLAYBACK, PA_SAMPLE_S16LE, PA_SAMPLE_S16BE."""
_UNSET = 0xFFFF_FFFF


class _Sample(ctypes.Structure):
    """pa_sample_spec."""

    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _Buffer(ctypes.Structure):
    """pa_buffer_attr, in bytes."""

    _fields_ = tuple((name, ctypes.c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize"))


class _Library:
    """The four functions that are needed."""

    def __init__(self) -> None:
        """Raises OSError or AttributeError where the library is not there, or is another."""
        simple, pulse = ctypes.CDLL("libpulse-simple.so.0"), ctypes.CDLL("libpulse.so.0")
        text, pointer, error = ctypes.c_char_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_int)
        self._new = simple.pa_simple_new
        self._new.restype = pointer
        self._new.argtypes = [text, text, ctypes.c_int, text, text, pointer, pointer, pointer, error]
        self._write = simple.pa_simple_write
        self._write.argtypes = [pointer, text, ctypes.c_size_t, error]
        self._latency = simple.pa_simple_get_latency
        self._latency.restype = ctypes.c_uint64
        self._latency.argtypes = [pointer, error]
        self._free = simple.pa_simple_free
        self._free.restype = None
        self._free.argtypes = [pointer]
        self._describe = pulse.pa_strerror
        self._describe.restype = text

    def connect(self) -> int:
        """A connection. Raises EngineUnavailable."""
        sample = _Sample(_S16LE if sys.byteorder == "little" else _S16BE, RATE, 1)
        buffer = _Buffer(_UNSET, _bytes(BUFFER_MILLISECONDS), _UNSET, _bytes(BLOCK_MILLISECONDS), _UNSET)
        error = ctypes.c_int(0)
        made: int | None = self._new(
            None,
            b"footcore",
            _PLAYBACK,
            None,
            b"cues",
            ctypes.byref(sample),
            None,
            ctypes.byref(buffer),
            ctypes.byref(error),
        )
        if not made:
            raise EngineUnavailable(f"PulseAudio: {self.describe(error)}")
        return made

    def write(self, connection: int, frames: bytes) -> str:
        """Waits until the server has room. Returns what went wrong."""
        error = ctypes.c_int(0)
        return "" if self._write(connection, frames, len(frames), ctypes.byref(error)) >= 0 else self.describe(error)

    def latency(self, connection: int) -> float | None:
        """Seconds until the next frame to be written is heard; None where the server does not say."""
        error = ctypes.c_int(0)
        microseconds: int = self._latency(connection, ctypes.byref(error))
        return None if error.value else microseconds / 1_000_000

    def free(self, connection: int) -> None:
        """What has not been played yet is lost."""
        self._free(connection)

    def describe(self, error: ctypes.c_int) -> str:
        said: bytes = self._describe(error)
        return said.decode(errors="replace")


class _Line:
    """A connection and the thread that writes to it; whatever goes wrong there ends it."""

    LATENCY_SECONDS = 1.0
    """How often the latency is looked at again: a sink that wakes up, as Bluetooth's, tells it late."""

    def __init__(self, library: _Library, pull: Callable[[int], bytes]) -> None:
        """Raises EngineUnavailable."""
        self._library = library
        self._pull = pull
        self._over = threading.Event()
        self._connection = library.connect()
        trouble = library.write(self._connection, PREFILL)
        if trouble:
            library.free(self._connection)
            raise EngineUnavailable(f"PulseAudio: {trouble}")
        self.latency = library.latency(self._connection) or BUFFER_MILLISECONDS / 1000
        self._thread = threading.Thread(target=self._run, name="footcore-pulse", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join(END_SECONDS)

    def _run(self) -> None:
        frames, earliest, until = 0, time.monotonic(), time.monotonic() + self.LATENCY_SECONDS
        while not self._over.is_set():
            now = time.monotonic()
            # The mixer takes the earliest request for the true one; so must the latency, which shrinks in a late one.
            earliest = min(earliest, now - frames / RATE)
            if now > until:
                self._look_again(now - frames / RATE - earliest)
                earliest, until = now - frames / RATE, now + self.LATENCY_SECONDS
            trouble = self._library.write(self._connection, self._pull(BLOCK_FRAMES))
            if trouble:
                sys.stderr.write(f"PulseAudio: {trouble}\n")
                break
            frames += BLOCK_FRAMES
        self._library.free(self._connection)

    def _look_again(self, late: float) -> None:
        """`late`: seconds by which the present request is later than it might be."""
        said = self._library.latency(self._connection)
        if said:
            self.latency = said + late


class PulseStream:
    """Raises EngineUnavailable where there is no such library."""

    detail = "libpulse"

    def __init__(self) -> None:
        try:
            self._library = _Library()
        except (OSError, AttributeError) as error:
            raise EngineUnavailable(f"PulseAudio's library is not here: {error}") from error
        self._line: _Line | None = None
        self._latency = BUFFER_MILLISECONDS / 1000

    @property
    def latency(self) -> float:
        return self._line.latency if self._line else self._latency

    def start(self, pull: Callable[[int], bytes]) -> None:
        self._line = _Line(self._library, pull)

    def stop(self) -> None:
        if self._line:
            self._latency = self._line.latency
            self._line.stop()
            self._line = None


def _bytes(milliseconds: int) -> int:
    return 2 * RATE * milliseconds // 1000
