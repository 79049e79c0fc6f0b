"""Cues of whose fate the worker has not told: kept, to tell the next one if it dies."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from footcore_tui.adapters.audio.protocol import STALE_SECONDS, Cue
from footcore_tui.ports import ScheduledCue


@dataclass(frozen=True, slots=True)
class _Pending:
    cue: ScheduledCue
    given: float
    """When it was asked for, which may be late."""

    @property
    def due(self) -> float:
        return max(self.cue.at, self.given)

    def numbered(self, number: int, ahead: float) -> Cue:
        cue = self.cue
        return Cue(number, cue.at + ahead, cue.sound, cue.line, cue.run)


class PendingCues:
    """By their number, which counts from 1."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._now = clock
        self._numbers = itertools.count(1)
        self._pending: dict[int, _Pending] = {}

    def __len__(self) -> int:
        return len(self._pending)

    def add(self, cues: Sequence[ScheduledCue], ahead: float) -> list[Cue]:
        """Keeps them; returns them by a clock that is `ahead` seconds ahead of ours."""
        added = {next(self._numbers): _Pending(cue, self._now()) for cue in cues}
        self._pending.update(added)
        return [one.numbered(number, ahead) for number, one in added.items()]

    def all(self, ahead: float) -> list[Cue]:
        return [one.numbered(number, ahead) for number, one in self._pending.items()]

    def renew(self) -> None:
        """Forgets those that are stale; the others count as given now."""
        now = self._now()
        fresh = {number: one for number, one in self._pending.items() if one.due > now - STALE_SECONDS}
        self._pending = {number: replace(one, given=now) for number, one in fresh.items()}

    def overdue(self, seconds: float) -> bool:
        """Whether of any nothing was told for so long."""
        long_ago = self._now() - seconds
        return any(one.due < long_ago for one in self._pending.values())

    def settle(self, number: int) -> None:
        self._pending.pop(number, None)

    def clear(self) -> None:
        self._pending.clear()
