"""The worker's voice: lines are made ready ahead of time on a thread of their own, and are had at once when asked."""

from __future__ import annotations

import threading
import time
from array import array
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from footcore_tui.adapters.audio.blend import RATE
from footcore_tui.adapters.audio.speech_cache import SpeechCache
from footcore_tui.adapters.audio.speech_fit import Fitter, joined_words
from footcore_tui.adapters.audio.synthesis import MAKERS, Maker, Synthesisers
from footcore_tui.core.speech import Line

MOST_FRAMES = 300 * RATE
"""Of lines in memory, 29 MB; beyond it those asked for longest ago are forgotten, and made again when prepared anew."""
END_SECONDS = 0.2
"""Given to the thread to end in."""

Key = tuple[tuple[str, ...], float, str]
Told = Callable[[Line, float, str], None]


@dataclass(frozen=True, slots=True)
class _Made:
    samples: array[int] | None
    """None: no text could be said within the room."""
    how: str

    @property
    def frames(self) -> int:
        return len(self.samples or ())


class Speaker:
    """Lines to sound: by a synthesiser, from the cache, or by the shipped words.

    `told(line, seconds, how)` is called on the speaker's own thread for every prepared line, in their order: `how` is
    the synthesiser's name, "cached", "words" or "none". Synthesisers are looked for on that thread too, when the first
    line needs one. All methods may be called by any thread and return at once.
    """

    def __init__(
        self,
        words: Mapping[str, array[int]],
        makers: Sequence[Maker] = MAKERS,
        cache: Path | None = None,
        voice: str = "",
        rate: float = 1.0,
        told: Told | None = None,
    ) -> None:
        """`words` at 48 kHz, by their file's stem; `rate` 1.0 is the normal speed."""
        self._words = words
        self._told = told
        self._synthesisers = Synthesisers(makers)
        self._cache = SpeechCache(cache)
        self._fitter = Fitter(self._synthesisers, self._cache, voice, rate, give_way)
        self._changed = threading.Condition()
        self._queue: deque[Line] = deque()
        self._made: dict[Key, _Made] = {}
        self._frames = 0
        self._coming: set[Key] = set()
        self._at_work = False
        self._closed = False
        self._thread: threading.Thread | None = None

    def prepare(self, lines: Sequence[Line]) -> None:
        """Queues them, to be made in this order; those that are ready are told of again."""
        with self._changed:
            for line in lines:
                self._use(line)
            self._queue_up(lines)

    def samples(self, line: Line) -> array[int] | None:
        """What can be said now within the line's room, at 48 kHz; None: nothing. A line never prepared is queued."""
        with self._changed:
            made = self._use(line)
            if made is None and _key(line) not in self._coming:
                self._queue_up((line,))
        if made is not None and made.samples is not None:
            return made.samples
        return joined_words(self._words, line)

    @property
    def idle(self) -> bool:
        """Whether every line is as ready as it will ever be."""
        with self._changed:
            return not self._queue and not self._at_work

    def wait(self, seconds: float) -> bool:
        """Until it is idle, or so long; whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._queue and not self._at_work, seconds)

    def close(self) -> None:
        """Ends what runs; may be called twice."""
        with self._changed:
            self._closed = True
            self._queue.clear()
            self._changed.notify_all()
        self._synthesisers.close()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(END_SECONDS)

    def _queue_up(self, lines: Sequence[Line]) -> None:
        if self._closed or not lines:
            return
        self._queue.extend(lines)
        self._coming.update(map(_key, lines))
        if self._thread is None:
            self._start()
        self._changed.notify_all()

    def _start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="footcore-voice", daemon=True)
        self._thread.start()

    def _use(self, line: Line) -> _Made | None:
        """What is ready for it, which is then the last to be forgotten."""
        made = self._made.pop(_key(line), None)
        if made is not None:
            self._made[_key(line)] = made
        return made

    def _keep(self, line: Line, made: _Made) -> None:
        with self._changed:
            self._coming.discard(_key(line))
            if self._use(line) is None:
                self._made[_key(line)] = made
                self._frames += made.frames
            while self._frames > MOST_FRAMES and len(self._made) > 1:
                self._frames -= self._made.pop(next(iter(self._made))).frames

    def _run(self) -> None:
        """A line that goes wrong ends this thread; another goes on with those after it."""
        try:
            self._cache.thin()
            while (line := self._next()) is not None:
                self._make(line)
        finally:
            with self._changed:
                self._at_work, self._thread = False, None
                if self._queue and not self._closed:
                    self._start()
                self._changed.notify_all()

    def _make(self, line: Line) -> None:
        with self._changed:
            made = self._use(line)
        if made is not None:
            self._tell(line, made)
            return
        made = _Made(None, "none")
        try:
            if (fitted := self._fitter.fit(line)) is not None:
                made = _Made(*fitted)
        finally:
            self._keep(line, made)
            self._tell(line, made)

    def _next(self) -> Line | None:
        """The next line once there is one; None when closed."""
        with self._changed:
            self._at_work = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._queue or self._closed)
            if self._closed:
                return None
            self._at_work = True
            return self._queue.popleft()

    def _tell(self, line: Line, made: _Made) -> None:
        if self._told is None or self._closed:
            return
        samples, how = made.samples, made.how
        if samples is None:
            samples = joined_words(self._words, line)
            how = "none" if samples is None else "words"
        self._told(line, len(samples or ()) / RATE, how)


def give_way() -> None:
    """Lets a thread that waits for the interpreter have it: the mixer's.

    A sleep of no length often gets it back before the other has woken.
    """
    time.sleep(0.0001)


def _key(line: Line) -> Key:
    return line.texts, line.room, line.language
