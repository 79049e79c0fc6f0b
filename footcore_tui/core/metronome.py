"""The metronome of paced repetitions: a beat a second, each phase with a sound and the first ones with their word."""

from __future__ import annotations

from collections.abc import Iterator

from footcore_tui.core.cue_slots import GAP_SECONDS, Placed, line_wish, sound_wish
from footcore_tui.core.cues import SOUND_SECONDS, CueKind, Sound
from footcore_tui.core.interval import Interval
from footcore_tui.core.priorities import BOUNDARY, NUMBER
from footcore_tui.core.routine import Start, Tempo
from footcore_tui.core.speech import Phrases
from footcore_tui.core.voice import Voice

TIED_SECONDS = 10
"""A repetition this long is one piece of sound; in a longer one each phase is."""


def beats(interval: Interval, length: float, first_from: float, voice: Voice, phrases: Phrases) -> Iterator[Placed]:
    """Of a paced set or test of `length` seconds, which ends where it does, in order; none before `first_from`.

    Beats stand on whole seconds, so their places are known without a search; and there may be forty thousand.
    """
    tempo, reps = interval.movement.tempo, interval.reps if interval.rep is None else None
    assert tempo is not None
    rep = 0
    while rep * tempo.seconds < length:
        at = rep * tempo.seconds
        for into, seconds, sound, word in phases(tempo, interval.movement.start, phrases):
            begins = at + into
            if begins >= length:
                return
            if begins >= first_from:
                tied = into > 0 and tempo.seconds <= TIED_SECONDS
                yield _beat(sound, begins, tied=tied)
            said = _said(voice, phrases, rep, reps, word, first=into == 0)
            yield from _word(said, max(begins + SOUND_SECONDS[sound], first_from), min(begins + 1, length))
            for second in range(1, seconds):
                if begins + second < length:
                    yield _beat(
                        Sound.TICK, begins + second, tied=tempo.seconds <= TIED_SECONDS or second < TIED_SECONDS
                    )
        rep += 1


def phases(tempo: Tempo, start: Start, phrases: Phrases) -> Iterator[tuple[int, int, Sound, str]]:
    """(seconds into the repetition, its seconds, sound, word) of each phase that takes any time."""
    down = ((tempo.lower, Sound.DOWN, phrases.lower), (tempo.bottom, Sound.STAY, phrases.stay))
    up = ((tempo.rise, Sound.UP, phrases.rise), (tempo.top, Sound.STAY, phrases.stay))
    into = 0
    for seconds, sound, word in (*down, *up) if start is Start.DOWN else (*up, *down):
        if seconds:
            yield into, seconds, sound, word
        into += seconds


def _said(voice: Voice, phrases: Phrases, rep: int, reps: int | None, word: str, *, first: bool) -> tuple[str, str]:
    """A text and the shipped word for it: the phase in the first repetition, then which repetition begins.

    Of a test nobody knows which one is the last: there `reps` is None.
    """
    if voice is not Voice.FULL:
        return "", ""
    if rep == 0:
        return word, {phrases.lower: "down", phrases.rise: "up", phrases.stay: "hold"}[word]
    if not first:
        return "", ""
    return (phrases.last_one, "last-one") if reps is not None and rep == reps - 1 else (str(rep + 1), "")


def _word(said: tuple[str, str], earliest: float, latest: float) -> Iterator[Placed]:
    text, word = said
    wish = line_wish(CueKind.PHASE, NUMBER, [text], (word,) if word else (), earliest=earliest + GAP_SECONDS,
                     latest=latest - GAP_SECONDS)  # fmt: skip
    if wish and wish.earliest + wish.seconds <= wish.latest:
        yield Placed(wish, wish.earliest)


def _beat(sound: Sound, at: float, *, tied: bool) -> Placed:
    return Placed(sound_wish(CueKind.BEAT, BOUNDARY, sound, SOUND_SECONDS[sound], at, tied=tied), at)
