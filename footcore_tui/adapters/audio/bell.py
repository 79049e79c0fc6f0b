"""The terminal's bell in place of sounds: rung at each cue's time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from footcore_tui.adapters.audio.agenda import Agenda
from footcore_tui.adapters.audio.protocol import LATE_SECONDS, Cue
from footcore_tui.core.cues import Sound


class Ringer:
    """Calls `ring` with the sound at the time of each cue, on a thread of its own that sleeps in between."""

    def __init__(self, ring: Callable[[Sound], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._ring = ring
        self._now = clock
        self._agenda = Agenda()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._muted = False
        self._closed = False

    def add(self, cues: Sequence[Cue]) -> None:
        """Lines it leaves out: nobody can say anything with a bell."""
        with self._changed:
            for cue in cues:
                if cue.sound is not None:
                    self._agenda.add(cue)
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="footcore-bell", daemon=True)
                self._thread.start()
            self._changed.notify()

    def cancel(self) -> None:
        with self._changed:
            self._agenda.clear()
            self._changed.notify()

    def rest(self) -> None:
        """Takes back what is not due at once; the last sound of a session still rings."""
        with self._changed:
            self._agenda.drop_from(self._now() + LATE_SECONDS)
            self._changed.notify()

    def mute(self, muted: bool) -> None:
        with self._changed:
            self._muted = muted

    @property
    def idle(self) -> bool:
        """Whether there is nothing more to ring for."""
        with self._changed:
            return self._agenda.next_at is None

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _run(self) -> None:
        while (sounds := self._wait()) is not None:
            if sounds:
                self._ring(sounds[-1])

    def _wait(self) -> list[Sound] | None:
        """Until a cue is due: what is to be heard, perhaps nothing; None when closed."""
        with self._changed:
            while not self._closed:
                now = self._now()
                due = self._agenda.take(now)
                if due:
                    heard = [cue.sound for cue in due if cue.sound is not None and not cue.lost(now - cue.at)]
                    return [] if self._muted else heard
                at = self._agenda.next_at
                self._changed.wait(None if at is None else max(0.0, at - now))
        return None
