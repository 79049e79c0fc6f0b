"""What the worker drives, and the first way to sound: mixed into a stream that is kept open."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from footcore_tui.adapters.audio.mixer import Mixer
from footcore_tui.adapters.audio.protocol import LATE_SECONDS, STALE_SECONDS, Cue
from footcore_tui.core.errors import FootcoreError


class EngineUnavailable(FootcoreError):
    """An engine can't sound on this machine, or not now."""


class Output(Protocol):
    """What the worker drives."""

    @property
    def detail(self) -> str:
        """The back-end or program behind it."""
        ...

    @property
    def latency(self) -> float:
        """Seconds from hand-over to ear, as far as known."""
        ...

    def probe(self) -> None:
        """Makes sure, without a sound, that it can sound; it is open then. Raises EngineUnavailable."""
        ...

    def open(self) -> None: ...

    def add(self, cue: Cue) -> None: ...

    def cancel(self) -> None: ...

    def mute(self, muted: bool) -> None: ...

    def voice(self, spoken: bool) -> None:
        """Whether spoken lines are heard; one that is being said stops."""
        ...

    def rest(self) -> None:
        """What sounds, and what is due this very moment, rings out; nothing else happens until `open`."""
        ...

    def tend(self) -> float | None:
        """Does what is due. Returns the seconds until it must be called again at the latest; None: never."""
        ...

    def close(self) -> None: ...


class Stream(Protocol):
    """A device that asks for frames."""

    @property
    def detail(self) -> str: ...

    @property
    def latency(self) -> float:
        """Seconds; may become known better while it runs."""
        ...

    def start(self, pull: Callable[[int], bytes]) -> None:
        """Raises EngineUnavailable."""
        ...

    def stop(self) -> None:
        """Gives the device back; may be called twice."""
        ...


class StreamOutput:
    """A stream fed by the mixer, closed at rest, and opened again when it has died."""

    STALL_SECONDS = 1.0
    """A device that asks for nothing for so long is dead, whatever it says."""
    DRAIN_SECONDS = 0.1
    LATENCY_STEP_SECONDS = 0.02
    """Any smaller change of a stream's latency is let be: cues on their way would lose their distance for it."""
    BACK_OFF_SECONDS = (1.0, 2.0, 5.0, 10.0)

    def __init__(self, stream: Stream, mixer: Mixer, clock: Callable[[], float], offset: float = 0.0) -> None:
        self._stream = stream
        self._mixer = mixer
        self._now = clock
        self._offset = offset
        self._running = False
        self._resting = False
        self._failures = 0
        self._retry_at = 0.0
        self._seen_frame = 0
        self._seen_at = 0.0
        self._told_latency = 0.0

    @property
    def detail(self) -> str:
        return self._stream.detail

    @property
    def latency(self) -> float:
        return self._stream.latency

    def probe(self) -> None:
        self._start()
        until = self._now() + self.STALL_SECONDS
        while not self._mixer.frame:
            if self._now() > until:
                self._stop()
                raise EngineUnavailable(f"{self.detail} opened but never asked for sound")
            time.sleep(0.005)

    def open(self) -> None:
        self._resting = False
        if not self._running:
            self._failures = 0
            self._restart()

    def add(self, cue: Cue) -> None:
        self._mixer.add(cue)

    def cancel(self) -> None:
        self._mixer.cancel()

    def mute(self, muted: bool) -> None:
        self._mixer.mute(muted)

    def voice(self, spoken: bool) -> None:
        self._mixer.voice(spoken)

    def rest(self) -> None:
        self._resting = True
        self._mixer.drop_from(self._now() + LATE_SECONDS)

    def tend(self) -> float | None:
        alive = self._running and not self._stalled()
        if self._resting:
            if self._running and (self._mixer.quiet or not alive):
                self._stop()
            return self.DRAIN_SECONDS if self._running else None
        if alive:
            self._heed_latency()
        else:
            if self._now() >= self._retry_at:
                self._restart()
            self._mixer.drop_stale(self._now() - STALE_SECONDS)
        return self.STALL_SECONDS

    def close(self) -> None:
        self._stop()

    def _stalled(self) -> bool:
        frame, now = self._mixer.frame, self._now()
        if frame != self._seen_frame:
            self._seen_frame, self._seen_at, self._failures = frame, now, 0
        return now - self._seen_at > self.STALL_SECONDS

    def _restart(self) -> None:
        self._stop()
        try:
            self._start()
        except EngineUnavailable:
            self._running = False
        self._retry_at = self._now() + self.BACK_OFF_SECONDS[min(self._failures, len(self.BACK_OFF_SECONDS) - 1)]
        self._failures += 1

    def _start(self) -> None:
        self._mixer.restart()
        self._stream.start(self._mixer.pull)
        self._set_ahead()
        self._running = True
        self._seen_frame, self._seen_at = self._mixer.frame, self._now()

    def _set_ahead(self) -> None:
        self._told_latency = self._stream.latency
        self._mixer.set_ahead(self._told_latency + self._offset)

    def _heed_latency(self) -> None:
        """A device that sleeps says how late it is only once it plays."""
        if abs(self._stream.latency - self._told_latency) > self.LATENCY_STEP_SECONDS:
            self._set_ahead()

    def _stop(self) -> None:
        self._stream.stop()
        self._running = False
