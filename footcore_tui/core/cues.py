"""Cues: the sounds there are, and a planned sound or spoken line. `cue_plan` says which stand where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from footcore_tui.core.speech import Line


class Sound(StrEnum):
    """The shipped sounds; each is a WAV file of its name in every set."""

    READY = "ready"
    COUNT = "count"
    GO = "go"
    HALFWAY = "halfway"
    SWITCH = "switch"
    REST = "rest"
    END = "end"
    LAST = "last"
    """In place of GO where the last hold begins."""
    FINISH = "finish"
    TICK = "tick"
    """A second of the metronome; the next three say which phase begins with it."""
    DOWN = "down"
    UP = "up"
    STAY = "stay"


SOUND_SECONDS = {
    Sound.READY: 0.5,
    Sound.COUNT: 0.1,
    Sound.GO: 0.4,
    Sound.HALFWAY: 0.35,
    Sound.SWITCH: 0.5,
    Sound.REST: 0.6,
    Sound.END: 0.3,
    Sound.LAST: 0.5,
    Sound.FINISH: 1.4,
    Sound.TICK: 0.05,
    Sound.DOWN: 0.12,
    Sound.UP: 0.12,
    Sound.STAY: 0.09,
}
"""The length of each shipped sound, in every set; a test holds the files to it."""


class CueKind(StrEnum):
    """What a cue is for. Where something begins, its sound and its line are two cues of one kind."""

    READY = "ready"
    COUNT = "count"
    GO = "go"
    HALFWAY = "halfway"
    RELAX = "relax"
    SWITCH = "switch"
    REST = "rest"
    FINISH = "finish"
    BEAT = "beat"
    """Of the metronome."""
    PHASE = "phase"
    """Which phase of the first repetition begins; of the others, which repetition."""
    NUMBER = "number"
    """Which hold, set or round begins."""
    NEXT = "next"
    """What comes, while there is time to get ready for it."""
    COACH = "coach"
    """A coaching cue of the routine."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A planned sound or spoken line."""

    interval: int
    offset: float
    """Seconds into the interval."""
    at: float
    """Seconds of the timeline, where open intervals count as 0."""
    seconds: float
    """The length of its sound; of a line, about how long it takes, and never more than its room."""
    priority: int
    """The higher one stands where two would sound together."""
    kind: CueKind
    sound: Sound | None
    """None for a spoken line."""
    line: Line | None = None
    tied: bool = False
    """Whether it keeps its distance to the cue before it to the sample; what is a second behind a count does anyway."""

    @property
    def text(self) -> str:
        """What the voice says; empty for a sound."""
        return self.line.texts[0] if self.line else ""
