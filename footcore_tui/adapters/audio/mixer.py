"""Cues into frames: which sample of the stream is heard at which instant, and what is in it."""

from __future__ import annotations

import threading
from array import array
from collections import deque
from collections.abc import Callable

from footcore_tui.adapters.audio.agenda import Agenda
from footcore_tui.adapters.audio.blend import DUCKED, RAMP_FRAMES, RATE, Piece
from footcore_tui.adapters.audio.protocol import Cue

TAIL_SECONDS = 0.3
"""Of silence after the last sound, until all of it has left the device's buffer."""

CUT_FRAMES = RATE // 200
"""5 ms: muting any faster clicks."""


class StreamClock:
    """Tells when frame 0 of a stream was due, though callbacks come late by fits and starts.

    A callback can be late but never early, so the smallest of (its time - its first frame) is the truest. Taken over
    two seconds, it follows a card's own idea of 48 kHz. An underrun or a suspended card moves it for good: when a
    whole bucket has not seen the old origin again, the old is forgotten.
    """

    BUCKET_SECONDS = 0.25
    BUCKETS = 8
    SLIP_SECONDS = 0.02

    def __init__(self) -> None:
        self._smallest: deque[float] = deque(maxlen=self.BUCKETS)
        self._bucket_began = 0.0

    def note(self, now: float, frame: int) -> float:
        """A callback at `now` asks for `frame` and what follows; returns the origin as now known."""
        origin = now - frame / RATE
        if not self._smallest or now - self._bucket_began > self.BUCKET_SECONDS:
            if self._smallest and self._smallest[-1] - min(self._smallest) > self.SLIP_SECONDS:
                self._smallest = deque([self._smallest[-1]], maxlen=self.BUCKETS)
            self._smallest.append(origin)
            self._bucket_began = now
        else:
            self._smallest[-1] = min(self._smallest[-1], origin)
        return min(self._smallest)

    def restart(self) -> None:
        """The stream was closed and opened again."""
        self._smallest.clear()


class Placement:
    """From instants to frames; cues close to each other keep their distance to the sample.

    The origin trembles by a millisecond from callback to callback. So that 3-2-1-go does not, it is read once and kept
    until cues are further apart and of another run, or until an underrun has moved the stream for good.
    """

    RUN_SECONDS = 1.5

    def __init__(self) -> None:
        self._origin: float | None = None
        self._last_at = 0.0
        self._run = 0

    def frame(self, at: float, run: int, origin: float) -> int:
        kept, apart = self._origin, at - self._last_at > self.RUN_SECONDS and (run != self._run or not run)
        self._run = run
        if kept is None or apart or abs(origin - kept) > StreamClock.SLIP_SECONDS:
            kept = self._origin = origin
        self._last_at = at
        return round((at - kept) * RATE)


class Mixer:
    """Feeds a stream. `pull` is called on the audio thread, everything else on any other."""

    def __init__(
        self,
        samples: Callable[[Cue], array[int] | None],
        clock: Callable[[], float],
        settled: Callable[[Cue, float, bool], None],
        gain: float = 1.0,
        ahead: float = 0.0,
    ) -> None:
        """`samples(cue)` is asked when the cue is due; None where there is nothing to hear.

        `settled(cue, late, heard)` tells of each cue handed over or dropped; `ahead`: seconds to hand over early."""
        self._samples = samples
        self._now = clock
        self._settled = settled
        self._volume = gain
        self._gain = gain
        self._spoken = True
        self._speech_gain = 1.0
        self._cue_gain = 1.0
        """Less than 1 while something is said."""
        self._ahead = ahead
        self._lock = threading.Lock()
        self._agenda = Agenda()
        self._voices: list[Piece] = []
        self._clock = StreamClock()
        self._placement = Placement()
        self._frame = 0
        self._muted = False
        self._quiet_from = 0

    @property
    def frame(self) -> int:
        """How many frames were pulled: it stands still when the stream is dead."""
        return self._frame

    @property
    def quiet(self) -> bool:
        """Whether nothing is to come and the last sound has left the device."""
        with self._lock:
            done = self._agenda.next_at is None and not self._voices
            return done and self._frame >= self._quiet_from + TAIL_SECONDS * RATE

    def set_ahead(self, seconds: float) -> None:
        """How early the stream wants its frames; known once it is open."""
        with self._lock:
            self._ahead = seconds

    def add(self, cue: Cue) -> None:
        with self._lock:
            self._agenda.add(cue)

    def cancel(self) -> None:
        """What sounds goes on."""
        with self._lock:
            self._agenda.clear()

    def drop_from(self, at: float) -> None:
        with self._lock:
            self._agenda.drop_from(at)

    def drop_stale(self, before: float) -> None:
        """Lets go, as not heard, what should have been handed over before an instant: no stream asked for it."""
        with self._lock:
            stale = self._agenda.take(before)
        now = self._now()
        for cue in stale:
            self._settled(cue, now - cue.at, False)

    def mute(self, muted: bool) -> None:
        """Where nothing sounds there is nothing to slide: what comes next begins at its gain."""
        with self._lock:
            self._muted = muted
            if not self._voices:
                self._gain = 0.0 if muted else self._volume

    def voice(self, spoken: bool) -> None:
        with self._lock:
            self._spoken = spoken
            if not self._voices:
                self._speech_gain = float(spoken)

    def restart(self) -> None:
        """A new stream begins: what sounded in the old one is over."""
        with self._lock:
            self._clock.restart()
            self._placement = Placement()
            self._voices.clear()

    def pull(self, frames: int) -> bytes:
        """The next frames of the stream, in the machine's byte order."""
        with self._lock:
            low, high = self._frame, self._frame + frames
            self._begin(low, high, self._clock.note(self._now(), low))
            self._frame = high
            sounding = [voice for voice in self._voices if voice.start < high]
            self._voices = [voice for voice in self._voices if voice.end > high]
            if sounding:
                self._quiet_from = high
            return self._mixed(sounding, low, high).tobytes()

    def _mixed(self, sounding: list[Piece], low: int, high: int) -> array[int]:
        """The two buses, each at its gain, together at the volume."""
        frames = high - low
        said = [_part(voice, low, high) for voice in sounding if voice.spoken]
        cues = [_part(voice, low, high) for voice in sounding if not voice.spoken]
        down = bool(said) and self._spoken
        step = (1.0 - DUCKED) * frames / RAMP_FRAMES
        ducked = max(DUCKED, self._cue_gain - step) if down else min(1.0, self._cue_gain + step)
        cue_block = _amplified(_sum(cues, frames), self._cue_gain, ducked, frames) if cues else None
        self._cue_gain = ducked
        before, self._speech_gain = self._speech_gain, float(self._spoken)
        said_block = _amplified(_sum(said, frames), before, self._speech_gain, CUT_FRAMES) if said else None
        before, self._gain = self._gain, 0.0 if self._muted else self._volume
        block = _sum([one for one in (cue_block, said_block) if one is not None], frames)
        return _amplified(block, before, self._gain, CUT_FRAMES) if sounding else block

    def _begin(self, low: int, high: int, origin: float) -> None:
        """Turns the cues of the coming frames into voices."""
        for cue in self._agenda.take(origin + high / RATE + self._ahead):
            frame = self._placement.frame(cue.at - self._ahead, cue.run, origin)
            late = max(0, low - frame) / RATE
            samples = None if cue.lost(late) else self._samples(cue)
            if samples is not None:
                self._voices.append(Piece(samples, max(low, frame), cue.sound is None))
            self._settled(cue, late, samples is not None)


def _part(piece: Piece, low: int, high: int) -> array[int]:
    """Its samples of the frames from `low` up to `high`, silence where it has none."""
    before = max(0, piece.start - low)
    first = max(0, low - piece.start)
    inside = piece.samples[first : first + max(0, high - low - before)]
    return _silence(before) + inside + _silence(high - low - before - len(inside))


def _silence(frames: int) -> array[int]:
    return array("h", bytes(2 * frames))


def _sum(parts: list[array[int]], frames: int) -> array[int]:
    match parts:
        case []:
            return _silence(frames)
        case [alone]:
            return alone
    return array("h", [max(-32768, min(32767, sum(together))) for together in zip(*parts, strict=True)])


def _amplified(block: array[int], before: float, after: float, frames: int) -> array[int]:
    """By a gain that slides from its old value to the new one over the first frames of the block."""
    if before == after == 1.0:
        return block
    slide = min(frames, len(block)) if before != after else 0
    sliding = [int(block[i] * (before + (after - before) * i / slide)) for i in range(slide)]
    return array("h", sliding + [int(sample * after) for sample in block[slide:]])
