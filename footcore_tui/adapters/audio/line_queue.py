"""Lines that are to be made ready: given to the worker some at a time, for a session may have thousands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from footcore_tui.adapters.audio.protocol import Prepare
from footcore_tui.core.speech import Line

LINES_AT_ONCE = 20
"""So many are given; more when most of these are ready."""


class LineQueue:
    def __init__(self) -> None:
        self._lines: Iterator[Line] = iter(())
        self._waiting = 0
        """Given and not ready yet."""
        self.ready: Counter[str] = Counter()
        """How many are ready, by what says them."""

    def take(self, lines: Iterable[Line]) -> None:
        """These in place of those not given yet."""
        self._lines = iter(lines)
        self.begin_anew()

    def begin_anew(self) -> None:
        """What was given went to a worker that is gone; its cues bring their lines to the next one themselves."""
        self._waiting = 0

    def next(self) -> tuple[Prepare, ...]:
        """Those to be given now, one a command: a command is to fit into one write."""
        if self._waiting > LINES_AT_ONCE // 4:
            return ()
        lines = tuple(islice(self._lines, LINES_AT_ONCE))
        self._waiting += len(lines)
        return tuple(Prepare((line,)) for line in lines)

    def note(self, how: str) -> None:
        """One is ready."""
        self.ready[how] += 1
        self._waiting = max(0, self._waiting - 1)
