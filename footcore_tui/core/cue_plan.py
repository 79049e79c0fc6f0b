"""The cue plan: what is heard and when, settled before the session from the timeline alone.

At a boundary one sound is heard, that of what begins there, and behind it the voice says what matters most. Nothing
covers a 3-2-1. Every cue of an interval stands within it, so that a skip or a pause takes whole intervals of cues
back. `cue_slots` finds each its place; `cue_lines` has the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from footcore_tui.core import cue_lines
from footcore_tui.core.cue_slots import Placed, Wish, line_of, settled, sound_wish
from footcore_tui.core.cues import SOUND_SECONDS, Cue, CueKind, Sound
from footcore_tui.core.interval import Interval, Kind
from footcore_tui.core.metronome import beats
from footcore_tui.core.priorities import BOUNDARY, COUNT, FINISH, HALFWAY
from footcore_tui.core.speech import Line, phrases_for
from footcore_tui.core.timeline import Timeline
from footcore_tui.core.voice import Voice

COUNTED_FROM_SECONDS = 5
"""A timed work at least this long is counted out 3-2-1."""
KEPT = 8
"""Plans of intervals that are remembered: a session asks for the same few again and again."""

OPENING_SECONDS = 0.2
"""The first sound of a session is asked for at its own instant, and heard once the device is open: 80 to 220 ms later
where it was measured. A line after it would else begin in it."""
_AT_START = {
    Kind.PREPARE: (CueKind.READY, Sound.READY),
    Kind.WORK: (CueKind.GO, Sound.GO),
    Kind.RELAX: (CueKind.RELAX, Sound.END),
    Kind.SWITCH: (CueKind.SWITCH, Sound.SWITCH),
    Kind.REST: (CueKind.REST, Sound.REST),
}


class CuePlan:
    """The cues of a timeline, worked out interval by interval as they are asked for."""

    def __init__(self, timeline: Timeline, voice: Voice = Voice.OFF, language: str = "en") -> None:
        self.timeline = timeline
        self.voice = voice
        self._language = language or "en"
        self._phrases = phrases_for(self._language)
        self._numbers = timeline.work_numbers
        self._kept: dict[tuple[int, float | None], tuple[Cue, ...]] = {}

    def cues(self) -> Iterator[Cue]:
        """Every cue in the order of its sounding."""
        for interval in self.timeline.intervals:
            yield from self.interval(interval.index)

    def interval(self, index: int, seconds: float | None = None) -> tuple[Cue, ...]:
        """The cues of one interval; `seconds` is its length where it is known better than by the timeline.

        The finish stands at the end of the last interval; where that is open and no length is given there is none here.
        """
        key = (index, seconds)
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                del self._kept[next(islice(self._kept, 1))]
            interval = self.timeline.intervals[index]
            self._kept[key] = tuple(self._planned(interval, interval.seconds if seconds is None else seconds))
        return self._kept[key]

    def lines(self) -> Iterator[Line]:
        """Each line that is said, once, in the order in which it is needed."""
        yield from dict.fromkeys(cue.line for cue in self.cues() if cue.line)

    def count_in(self, seconds: int) -> tuple[tuple[float, Sound | None, Line | None], ...]:
        """The counts of a resume and its go, by offset from the moment it begins; words stand with their taps."""
        counts = [(float(offset), seconds - offset) for offset in range(seconds)]
        heard: list[tuple[float, Sound | None, Line | None]] = [(offset, Sound.COUNT, None) for offset, _ in counts]
        if self.voice is Voice.FULL:
            said = [(at, cue_lines.count(self._phrases, number, at)) for at, number in counts]
            heard += [(at, None, self._line(Placed(wish, at), [], at + 1.0)) for at, wish in said]
        return (*sorted(heard, key=lambda one: one[0]), (float(seconds), Sound.GO, None))

    @property
    def finish_line(self) -> Line | None:
        """What is said at the end."""
        if self.voice is Voice.OFF:
            return None
        wish = cue_lines.finished(self._phrases, 0.0)
        return self._line(Placed(wish, wish.earliest), [], wish.latest)

    def _planned(self, interval: Interval, length: float | None) -> Iterator[Cue]:
        limit = interval.cap if length is None else length
        last = interval.index == len(self.timeline.intervals) - 1
        room = limit if limit is not None else cue_lines.OPEN_ROOM_SECONDS
        places = self._places(interval, limit, room)
        for number, place in enumerate(places):
            yield self._cue(interval, place, places[number + 1 :], room)
        if last and length is not None:
            yield from self._end(interval, length)

    def _places(self, interval: Interval, limit: float | None, room: float) -> list[Placed]:
        kind, sound = _AT_START[interval.kind]
        if self._is_last(interval):
            sound = Sound.LAST
        begins = sound_wish(kind, BOUNDARY, sound, SOUND_SECONDS[sound], 0.0)
        if interval.work and interval.movement.tempo is not None and limit is not None:
            paced = beats(interval, limit, begins.seconds, self.voice, self._phrases)
            return [Placed(begins, 0.0), *paced]
        return settled((begins, *self._inside(interval, limit), *self._said(interval, limit, room, begins)), room)

    def _said(self, interval: Interval, limit: float | None, room: float, begins: Wish) -> Iterator[Wish | None]:
        if self.voice is not Voice.OFF:
            number = self._numbers[interval.index]
            after = begins.seconds + (OPENING_SECONDS if interval.index == 0 else 0.0)
            scene = cue_lines.Scene(self.timeline, interval, number, self._phrases, self.voice, room, after)
            yield from cue_lines.wishes(scene, last=self._is_last(interval), counted_to=_counted_to(interval, limit))

    def _inside(self, interval: Interval, length: float | None) -> Iterator[Wish | None]:
        """3-2-1 to the end, with its words, and halfway where it does not come too close to them."""
        if length is None:
            return
        if interval.work:
            if length < COUNTED_FROM_SECONDS:
                return
            if length >= cue_lines.HALFWAY_FROM_SECONDS and not interval.open:
                sound = Sound.HALFWAY
                yield sound_wish(CueKind.HALFWAY, HALFWAY, sound, SOUND_SECONDS[sound], length / 2)
        sound = Sound.COUNT
        full = length - 3 >= SOUND_SECONDS[_AT_START[interval.kind][1]] and (
            self.voice is Voice.OFF or length >= COUNTED_FROM_SECONDS
        )
        for count in (3, 2, 1):
            at = length - count
            if at >= 0:
                yield sound_wish(CueKind.COUNT, COUNT, sound, SOUND_SECONDS[sound], at)
            if full and self.voice is Voice.FULL:
                yield cue_lines.count(self._phrases, count, at)

    def _end(self, interval: Interval, length: float) -> Iterator[Cue]:
        """The finish, and its word behind it."""
        seconds = SOUND_SECONDS[Sound.FINISH]
        sound = Placed(sound_wish(CueKind.FINISH, FINISH, Sound.FINISH, seconds, length), length)
        yield self._cue(interval, sound, [], length)
        if self.voice is not Voice.OFF:
            wish = cue_lines.finished(self._phrases, length + seconds)
            yield self._cue(interval, Placed(wish, wish.earliest), [], wish.latest)

    def _cue(self, interval: Interval, place: Placed, following: list[Placed], length: float) -> Cue:
        wish, offset = place.wish, place.offset
        line = self._line(place, following, length) if wish.texts else None
        seconds = min(cue_lines.longest(line), line.room) if line else wish.seconds
        return Cue(interval.index, offset, interval.at + offset, seconds, wish.priority, wish.kind, wish.sound, line,
                   wish.tied)  # fmt: skip

    def _line(self, place: Placed, following: list[Placed], length: float) -> Line:
        return line_of(place, following, length, cue_lines.language_of(place.wish, self._language, self._phrases))

    def _is_last(self, interval: Interval) -> bool:
        return interval.work and interval.next is None and self._numbers[interval.index] > 1


def _counted_to(interval: Interval, limit: float | None) -> float | None:
    """Where the counts begin; None where there are none."""
    return None if limit is None or (interval.work and limit < COUNTED_FROM_SECONDS) else limit - 3
