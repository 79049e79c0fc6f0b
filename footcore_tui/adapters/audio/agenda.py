"""The cues still to come, by their time."""

from __future__ import annotations

import heapq

from footcore_tui.adapters.audio.protocol import Cue


class Agenda:
    """A heap of cues; those of one instant leave in the order of their ids."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Cue]] = []
        self._begun = 0
        """The run of the last cue that was taken."""

    def add(self, cue: Cue) -> None:
        heapq.heappush(self._heap, (cue.at, cue.id, cue))

    def take(self, until: float) -> list[Cue]:
        """Removes and returns those whose time is before `until`, earliest first."""
        taken = []
        while self._heap and self._heap[0][0] < until:
            taken.append(heapq.heappop(self._heap)[2])
            self._begun = taken[-1].run
        return taken

    def take_run(self, run: int) -> list[Cue]:
        """Removes and returns what is left of a run, earliest first."""
        taken = [cue for _, _, cue in sorted(self._heap) if cue.run == run]
        self._heap = [entry for entry in self._heap if entry[2].run != run]
        heapq.heapify(self._heap)
        return taken

    def drop_from(self, at: float) -> None:
        """Forgets those whose time is `at` or later, but for the rest of a run that has begun or begins before."""
        begun = {cue.run for when, _, cue in self._heap if when < at} | {self._begun}
        kept = begun - {0}
        self._heap = [entry for entry in self._heap if entry[0] < at or entry[2].run in kept]
        heapq.heapify(self._heap)

    def clear(self) -> None:
        self._heap.clear()

    @property
    def next_at(self) -> float | None:
        """None when there are no more."""
        return self._heap[0][0] if self._heap else None
