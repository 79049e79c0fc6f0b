"""A passage on its way to the ear: the clip that plays it, and which of its cues are still to come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from footcore_tui.adapters.audio.passage import Part, Passage
from footcore_tui.adapters.audio.protocol import LATE_SECONDS

SLIP_SECONDS = 0.02
"""A run that is later than this is composed anew, so that what follows its first cue keeps its time."""
TAIL_SECONDS = 0.03
"""After the end of a cue its clip may be cut."""
BUSY_SECONDS = 0.25
"""How often a clip that should be over is looked at."""
STUCK_SECONDS = 5.0
"""So long after its end a clip that still plays is over all the same."""


class Clip(Protocol):
    """A buffer that is ready to be played, once."""

    def play(self) -> None:
        """What goes wrong is written to stderr."""
        ...

    @property
    def busy(self) -> bool:
        """Whether it may still sound."""
        ...

    def close(self) -> None:
        """Cuts what sounds and gives everything back; may be called twice."""
        ...


@dataclass(slots=True, eq=False)
class Take:
    passage: Passage
    clip: Clip | None
    """None where there is nothing to hear."""
    to_come: list[Part] = field(default_factory=list)
    """By their time."""
    cut_at: float | None = None
    """When it is to be silenced, though there is more in its clip."""

    @property
    def end(self) -> float:
        return self.passage.at + self.passage.seconds

    def part_at(self, part: Part) -> float:
        return self.passage.at + part.start

    def is_late(self, heard: float) -> bool:
        """Whether to compose it anew before it is played."""
        late = heard - self.passage.at
        return late > LATE_SECONDS or (late > SLIP_SECONDS and len(self.passage.parts) > 1)

    def begin(self, heard: float) -> list[Part]:
        """Those that have begun since they were asked for last."""
        begun = [part for part in self.to_come if self.part_at(part) <= heard]
        self.to_come = self.to_come[len(begun) :]
        return begun

    def is_over(self, heard: float) -> bool:
        if self.cut_at is not None and heard >= self.cut_at:
            return True
        if self.to_come or heard < self.end:
            return False
        return not (self.clip and self.clip.busy) or heard > self.end + STUCK_SECONDS

    def next_at(self, heard: float) -> float | None:
        """When it must be looked at again."""
        times = [self.cut_at, *(self.part_at(part) for part in self.to_come[:1])]
        if self.clip:
            times.append(self.end if heard < self.end else heard + BUSY_SECONDS)
        return min((at for at in times if at is not None), default=None)

    def shorten(self, latency: float) -> None:
        """Lets go of the cues that have not begun: the clip is cut when those that have ring out, or before the next.

        `latency`: a cut takes what is on its way to the ear too.
        """
        begun = [part for part in self.passage.parts if part not in self.to_come]
        next_at = min((self.part_at(part) for part in self.to_come if part.sounds), default=None)
        self.to_come = []
        if next_at is not None:
            end = max((self.passage.at + part.end for part in begun), default=0.0)
            self.cut_at = min(next_at, end + latency + TAIL_SECONDS)

    def says_from(self, heard: float) -> bool:
        """Whether something is being said in it, or will be."""
        return any(part.spoken and part.sounds and self.passage.at + part.end > heard for part in self.passage.parts)
