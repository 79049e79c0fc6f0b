"""The cues still to come, by their time."""

from __future__ import annotations

import heapq

from footcore_tui.adapters.audio.protocol import Cue


class Agenda:
    """A heap of cues; those of one instant leave in the order of their ids."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Cue]] = []

    def add(self, cue: Cue) -> None:
        heapq.heappush(self._heap, (cue.at, cue.id, cue))

    def take(self, until: float) -> list[Cue]:
        """Removes and returns those whose time is before `until`, earliest first."""
        taken = []
        while self._heap and self._heap[0][0] < until:
            taken.append(heapq.heappop(self._heap)[2])
        return taken

    def drop_from(self, at: float) -> None:
        """Forgets those whose time is `at` or later."""
        self._heap = [entry for entry in self._heap if entry[0] < at]
        heapq.heapify(self._heap)

    def clear(self) -> None:
        self._heap.clear()

    @property
    def next_at(self) -> float | None:
        """None when there are no more."""
        return self._heap[0][0] if self._heap else None
