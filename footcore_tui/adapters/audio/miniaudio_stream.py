"""A stream by the miniaudio package: PulseAudio, PipeWire, ALSA, Core Audio, WASAPI."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from typing import Protocol

from footcore_tui.adapters.audio.alsa import silence_alsa
from footcore_tui.adapters.audio.blend import RATE
from footcore_tui.adapters.audio.output import EngineUnavailable

PERIOD_MILLISECONDS = 100
"""How much the device asks for at a time. Cues are placed ahead, so longer costs no accuracy; it bears a busy machine
better and wakes less, but what a key calls for comes later by it."""

LATENCY_SECONDS = {"PulseAudio": 0.060}
"""Measured with that period at a null sink's monitor; any other back-end: the period itself."""


class _Device(Protocol):
    backend: str

    def start(self, feed: Generator[bytes, int, None]) -> None: ...

    def close(self) -> None: ...


class MiniaudioStream:
    """Raises EngineUnavailable where the package is not installed."""

    def __init__(self) -> None:
        try:
            import miniaudio
        except (ImportError, OSError) as error:
            raise EngineUnavailable(f"miniaudio is not installed here: {error}") from error
        silence_alsa()
        self._miniaudio = miniaudio
        self._device: _Device | None = None
        self._detail = ""

    @property
    def detail(self) -> str:
        return self._detail

    @property
    def latency(self) -> float:
        return LATENCY_SECONDS.get(self._detail, PERIOD_MILLISECONDS / 1000)

    def start(self, pull: Callable[[int], bytes]) -> None:
        reasons = []
        for names in _backends():
            try:
                self._open(names, pull)
            except self._miniaudio.MiniaudioError as error:
                self.stop()
                said = ", ".join(map(str, error.args))
                reasons.append(f"{'/'.join(names)}: {said}")
            else:
                return
        raise EngineUnavailable("; ".join(reasons))

    def stop(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            device.close()

    def _open(self, names: tuple[str, ...], pull: Callable[[int], bytes]) -> None:
        device: _Device = self._miniaudio.PlaybackDevice(
            output_format=self._miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=PERIOD_MILLISECONDS,
            backends=[self._miniaudio.Backend[name] for name in names],
            app_name="footcore",
        )
        self._device, self._detail = device, device.backend
        if self._detail == "Null":
            raise self._miniaudio.MiniaudioError("nothing but the null device")
        feed = _feed(pull)
        next(feed)
        device.start(feed)


def _backends() -> tuple[tuple[str, ...], ...]:
    """Always by name: the default list tries JACK, which writes to the terminal, and ends in a device that is mute."""
    match sys.platform:
        case "win32":
            return (("WASAPI", "DSOUND", "WINMM"),)
        case "darwin":
            return (("COREAUDIO",),)
        case "linux":
            return (("PULSEAUDIO",), ("ALSA",))
        case _:
            return (("SNDIO", "AUDIO4", "OSS"),)


def _feed(pull: Callable[[int], bytes]) -> Generator[bytes, int, None]:
    frames = yield b""
    while True:
        frames = yield pull(frames)
