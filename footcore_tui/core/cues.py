"""The cue plan: what is heard and when, settled before the session from the timeline alone.

At a boundary one cue sounds, the one of what begins there; a count never sounds with another cue. Every cue of an
interval stands within it, so that a skip or a pause takes whole intervals of cues back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from footcore_tui.core.interval import Interval, Kind
from footcore_tui.core.timeline import Timeline

HALFWAY_FROM_SECONDS = 20
"""A timed work at least this long says when half of it is done."""
COUNTED_FROM_SECONDS = 5
"""A timed work at least this long is counted out 3-2-1."""


class Sound(StrEnum):
    """The shipped sounds; each is a WAV file of its name."""

    READY = "ready"
    COUNT = "count"
    GO = "go"
    HALFWAY = "halfway"
    SWITCH = "switch"
    REST = "rest"
    END = "end"
    FINISH = "finish"


SOUND_SECONDS = {
    Sound.READY: 0.6,
    Sound.COUNT: 0.12,
    Sound.GO: 0.45,
    Sound.HALFWAY: 0.4,
    Sound.SWITCH: 0.7,
    Sound.REST: 0.8,
    Sound.END: 0.35,
    Sound.FINISH: 1.6,
}
"""The length of each shipped sound; a test holds the files to it."""


class CueKind(StrEnum):
    READY = "ready"
    COUNT = "count"
    GO = "go"
    HALFWAY = "halfway"
    RELAX = "relax"
    SWITCH = "switch"
    REST = "rest"
    FINISH = "finish"


_PRIORITY = {
    CueKind.FINISH: 5,
    CueKind.GO: 4,
    CueKind.SWITCH: 4,
    CueKind.REST: 4,
    CueKind.READY: 4,
    CueKind.RELAX: 4,
    CueKind.COUNT: 3,
    CueKind.HALFWAY: 2,
}
_SOUND = {
    CueKind.READY: Sound.READY,
    CueKind.COUNT: Sound.COUNT,
    CueKind.GO: Sound.GO,
    CueKind.HALFWAY: Sound.HALFWAY,
    CueKind.RELAX: Sound.END,
    CueKind.SWITCH: Sound.SWITCH,
    CueKind.REST: Sound.REST,
    CueKind.FINISH: Sound.FINISH,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A planned sound or spoken line."""

    interval: int
    offset: float
    """Seconds into the interval."""
    at: float
    """Seconds of the timeline, where open intervals count as 0."""
    seconds: float
    """The length of its sound."""
    priority: int
    """The higher one stands where two would sound together."""
    kind: CueKind
    text: str
    """What the voice says; empty for a sound alone."""
    sound: Sound


def plan_cues(timeline: Timeline) -> tuple[Cue, ...]:
    """Every cue of a timeline in the order of its sounding."""
    return tuple(cue for interval in timeline.intervals for cue in plan_interval(timeline, interval))


def plan_interval(timeline: Timeline, interval: Interval, seconds: float | None = None) -> tuple[Cue, ...]:
    """The cues of one interval; `seconds` is its length where it is known better than by the timeline.

    The finish stands at the end of the last interval; where that is open and no length is given there is none here.
    """
    length = interval.seconds if seconds is None else seconds
    cues = [_cue(interval, 0.0, _KIND_AT_START[interval.kind], _text_at_start(timeline, interval))]
    limit = interval.cap if length is None else length
    if limit is not None:
        cues += [one for one in _inside(interval, limit) if one.offset >= cues[0].seconds]
    last = interval.index == len(timeline.intervals) - 1
    if last and length is not None:
        cues.append(_cue(interval, length, CueKind.FINISH, "Finished."))
    return tuple(sorted(cues, key=lambda cue: cue.offset))


def count_in(seconds: int) -> tuple[tuple[float, Sound], ...]:
    """The counts of a resume and its go, by offset from the moment it begins."""
    return (*((float(offset), Sound.COUNT) for offset in range(seconds)), (float(seconds), Sound.GO))


_KIND_AT_START = {
    Kind.PREPARE: CueKind.READY,
    Kind.WORK: CueKind.GO,
    Kind.RELAX: CueKind.RELAX,
    Kind.SWITCH: CueKind.SWITCH,
    Kind.REST: CueKind.REST,
}


def _inside(interval: Interval, length: float) -> Iterator[Cue]:
    """3-2-1 to the end, and halfway where it does not come too close to them."""
    if interval.work:
        if length < COUNTED_FROM_SECONDS:
            return
        if length >= HALFWAY_FROM_SECONDS and not interval.open:
            yield _cue(interval, length / 2, CueKind.HALFWAY, "Halfway.")
    for count in (3, 2, 1):
        if length - count >= 0:
            yield _cue(interval, length - count, CueKind.COUNT, str(count))


def _cue(interval: Interval, offset: float, kind: CueKind, text: str) -> Cue:
    sound = _SOUND[kind]
    return Cue(interval.index, offset, interval.at + offset, SOUND_SECONDS[sound], _PRIORITY[kind], kind, text, sound)


def _text_at_start(timeline: Timeline, interval: Interval) -> str:
    where = interval.movement.stand(interval.side)
    match interval.kind:
        case Kind.PREPARE:
            return _sentences("Get ready", interval.name, where)
        case Kind.SWITCH:
            return _sentences("Switch", where)
        case Kind.REST:
            return _sentences("Rest", f"Next: {interval.name}", where)
        case Kind.RELAX:
            return _sentences("Relax")
        case Kind.WORK:
            alone = interval.next is None and len(timeline.works) > 1
            return _sentences("Last one") if alone else ""


def _sentences(*parts: str) -> str:
    return " ".join(f"{part}." for part in parts if part)
