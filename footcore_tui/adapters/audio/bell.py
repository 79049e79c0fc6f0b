"""The terminal's bell in place of sounds: rung at each cue's time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from footcore_tui.adapters.audio.agenda import Agenda
from footcore_tui.adapters.audio.protocol import LATE_SECONDS, Cue


class Ringer:
    """Calls `ring` at the time of each cue, on a thread of its own that sleeps in between."""

    def __init__(self, ring: Callable[[], None], clock: Callable[[], float] = time.monotonic) -> None:
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
        while (audible := self._wait()) is not None:
            if audible:
                self._ring()

    def _wait(self) -> bool | None:
        """Until a cue is due: whether it is to be heard; None when closed."""
        with self._changed:
            while not self._closed:
                now = self._now()
                due = self._agenda.take(now)
                if due:
                    return not self._muted and any(not cue.lost(now - cue.at) for cue in due)
                at = self._agenda.next_at
                self._changed.wait(None if at is None else max(0.0, at - now))
        return None
