"""A player by the simpleaudio package: ALSA, Core Audio, WinMM; each clip its own stream, played by a C thread."""

from __future__ import annotations

import sys
import sysconfig
import time
from array import array
from collections.abc import Callable
from importlib import import_module
from typing import Protocol

from footcore_tui.adapters.audio.alsa import silence_alsa
from footcore_tui.adapters.audio.blend import RATE
from footcore_tui.adapters.audio.output import EngineUnavailable
from footcore_tui.adapters.audio.primer import Primer, silence

CHECK_SECONDS = 2.0
TRY_FRAMES = RATE // 50
"""20 ms of silence, to try it with."""


class _Playing(Protocol):
    def stop(self) -> None: ...

    def is_playing(self) -> bool: ...


Play = Callable[["array[int]", int, int, int], _Playing]


class SimpleaudioClip:
    def __init__(self, play: Play, errors: type[Exception], samples: array[int]) -> None:
        self._play = play
        self._errors = errors
        self._samples = samples
        self._playing: _Playing | None = None

    @property
    def busy(self) -> bool:
        return self._playing is not None and self._playing.is_playing()

    def play(self) -> None:
        """A sound server that is away is told on stderr; once it is back the next clip plays."""
        try:
            self.play_or_raise()
        except self._errors as error:
            sys.stderr.write(f"simpleaudio: {error}\n")

    def play_or_raise(self) -> None:
        self._playing = self._play(self._samples, 1, 2, RATE)

    def close(self) -> None:
        if self._playing is not None:
            self._playing.stop()


class SimpleaudioPlayer:
    """Raises EngineUnavailable where the package is not installed, or 20 ms of silence can't be played.

    From Python 3.12 on the original package crashes unless the process runs with PYTHONMALLOC=malloc: its thread gives
    memory back without the interpreter's lock. `process` sees to that.
    """

    latency = 0.015
    """Between those measured at null sinks, 1 ms of PulseAudio and 29 ms of PipeWire: ALSA does not say which it is."""

    def __init__(self) -> None:
        if sysconfig.get_config_var("Py_GIL_DISABLED"):
            raise EngineUnavailable("simpleaudio is not for a free-threaded Python")
        try:
            import simpleaudio

            errors: type[Exception] = import_module("simpleaudio._simpleaudio").SimpleaudioError
        except (ImportError, OSError) as error:
            raise EngineUnavailable(f"simpleaudio is not installed here: {error}") from error
        silence_alsa()
        self.detail = {"linux": "ALSA", "darwin": "Core Audio", "win32": "WinMM"}.get(sys.platform, "")
        self.primer: Primer | None = silence()
        self._play: Play = simpleaudio.play_buffer
        self._errors = errors
        self._try_it()

    def load(self, samples: array[int]) -> SimpleaudioClip:
        return SimpleaudioClip(self._play, self._errors, samples)

    def close(self) -> None:
        """Its clips are closed one by one."""

    def _try_it(self) -> None:
        clip = self.load(array("h", bytes(2 * TRY_FRAMES)))
        try:
            clip.play_or_raise()
        except self._errors as error:
            raise EngineUnavailable(f"simpleaudio can't play: {error}") from error
        until = time.monotonic() + CHECK_SECONDS
        while clip.busy and time.monotonic() < until:
            time.sleep(0.005)
        stuck = clip.busy
        clip.close()
        if stuck:
            raise EngineUnavailable("simpleaudio opened a device that plays nothing")
