"""What is said in an interval and when it would best be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from footcore_tui.core.cue_slots import GAP_SECONDS, Wish, line_wish
from footcore_tui.core.cues import SOUND_SECONDS, CueKind, Sound
from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Interval, Kind
from footcore_tui.core.priorities import COACH, COUNT, FINISH, HALFWAY, LAST, NEXT, NUMBER, SIDE
from footcore_tui.core.speech import Line, Phrases, sentences, spoken_seconds
from footcore_tui.core.timeline import Timeline
from footcore_tui.core.voice import Voice

ANNOUNCED_FROM_SECONDS = 20
"""A rest at least this long says again, before its 3-2-1, what it leads to."""
HALFWAY_FROM_SECONDS = 20
"""A timed work at least this long says when half of it is done."""
COACHED_FROM_SECONDS = 10
"""Work at least this long has its coaching cue spoken, and says before its 3-2-1 which foot comes."""
SETTLE_SECONDS = 1.5
"""Nobody listens to coaching while finding the balance."""
OPEN_ROOM_SECONDS = 12.0
"""What is open has time; the user may end it at any moment, which takes back what has not sounded."""
END_ROOM_SECONDS = 2.0
"""For the word after the finish."""
COUNT_ROOM_SECONDS = 0.85
_WORD = {3: "three", 2: "two", 1: "one"}


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the words of an interval depend on."""

    timeline: Timeline
    interval: Interval
    number: int
    """Which work it is or leads to, from 1."""
    phrases: Phrases
    voice: Voice
    length: float
    begins: float
    """Seconds that its own sound takes."""

    @property
    def full(self) -> bool:
        return self.voice is Voice.FULL

    @property
    def foot(self) -> str:
        return self.phrases.foot(self.interval.side)

    @property
    def foot_words(self) -> tuple[str, ...]:
        return foot_words(self.interval.side)

    @property
    def earliest(self) -> float:
        return self.begins + GAP_SECONDS


def wishes(scene: Scene, *, last: bool, counted_to: float | None) -> Iterator[Wish | None]:
    """The lines of an interval; `counted_to`: where its 3-2-1 begins."""
    match scene.interval.kind:
        case Kind.PREPARE:
            yield _get_ready(scene)
        case Kind.SWITCH:
            yield _switch(scene)
        case Kind.REST:
            yield _rest(scene)
            if scene.length >= ANNOUNCED_FROM_SECONDS and counted_to is not None:
                yield _coming(scene, scene.interval, counted_to)
        case Kind.RELAX:
            if scene.full and scene.interval.rep == 2:
                yield line_wish(CueKind.RELAX, NUMBER, [sentences(scene.phrases.relax)], ("relax",),
                                earliest=scene.earliest)  # fmt: skip
        case Kind.WORK:
            yield from _work(scene, last=last, counted_to=counted_to)


def count(phrases: Phrases, number: int, at: float) -> Wish:
    """The word of a count, said upon its tap."""
    text = sentences(phrases.counts[3 - number])
    seconds = min(spoken_seconds(text), COUNT_ROOM_SECONDS)
    return Wish(CueKind.COUNT, COUNT, seconds, at, at + COUNT_ROOM_SECONDS, texts=(text,), words=(_WORD[number],),
                tied=True, over=True)  # fmt: skip


def finished(phrases: Phrases, after: float) -> Wish:
    """The word after the finish."""
    at = after + GAP_SECONDS
    text = sentences(phrases.finished)
    return Wish(CueKind.FINISH, FINISH, spoken_seconds(text), at, at + END_ROOM_SECONDS, texts=(text,),
                words=("finished",), tied=True)  # fmt: skip


def foot_words(side: Side) -> tuple[str, ...]:
    return () if side is Side.BOTH else (f"{side.value}-foot",)


def language_of(wish: Wish, language: str, phrases: Phrases) -> str:
    """The routine's own; ours where our words are said in English because there are none in the routine's."""
    ours = wish.kind in (CueKind.SWITCH, CueKind.COUNT, CueKind.HALFWAY, CueKind.RELAX, CueKind.FINISH, CueKind.NUMBER)
    return phrases.language if ours and not language.lower().startswith(phrases.language) else language


def longest(line: Line) -> float:
    """About how long its longest text takes."""
    return round(spoken_seconds(line.texts[0]), 3)


def _stand(scene: Scene) -> str:
    """What to do with which foot in the exercise's words, where these are in the language of ours; else the foot."""
    english = scene.phrases.language == "en"
    return scene.interval.movement.stand(scene.interval.side) if english else scene.foot


def _get_ready(scene: Scene) -> Wish | None:
    say, name, foot = scene.phrases, scene.interval.name, scene.foot
    setup = scene.interval.movement.exercise.setup if scene.interval.movement.exercise else ""
    stand = _stand(scene)
    texts = [
        sentences(say.get_ready, name, stand, setup) if scene.full else "",
        sentences(say.get_ready, name, stand) if scene.full else "",
        sentences(name, foot),
        sentences(foot or say.get_ready),
    ]
    words = scene.foot_words or ("get-ready",)
    return line_wish(CueKind.READY, SIDE, texts, words, earliest=scene.earliest)


def _switch(scene: Scene) -> Wish | None:
    say = scene.phrases
    texts = [sentences(say.switch, scene.foot), sentences(scene.foot or say.switch)]
    return line_wish(CueKind.SWITCH, SIDE, texts, ("switch", *scene.foot_words), earliest=scene.earliest)


def _rest(scene: Scene) -> Wish | None:
    say, interval, foot = scene.phrases, scene.interval, scene.foot
    rest = say.until_ready if interval.open else say.rest
    coming = f"{say.next}: {_what(scene, interval)}"
    texts = [
        sentences(rest, coming, _stand(scene)) if scene.full else "",
        sentences(rest, coming, foot) if scene.full else "",
        sentences(rest, foot),
        sentences(foot or say.rest),
    ]
    return line_wish(CueKind.REST, SIDE, texts, ("rest", *scene.foot_words), earliest=scene.earliest)


def _what(scene: Scene, interval: Interval) -> str:
    """What a work is called in advance: the set where there are several, else the exercise."""
    if interval.set > 1:
        return scene.phrases.set.format(interval.set, interval.sets)
    return interval.name


def _coming(scene: Scene, work: Interval, counted_to: float) -> Wish | None:
    """What comes, as late as there is time for it before the 3-2-1."""
    foot = scene.phrases.foot(work.side)
    texts = [sentences(work.name, foot), sentences(foot or work.name)]
    return line_wish(CueKind.NEXT, NEXT, texts, foot_words(work.side), earliest=scene.length / 2,
                     latest=counted_to - GAP_SECONDS, late=True)  # fmt: skip


def _work(scene: Scene, *, last: bool, counted_to: float | None) -> Iterator[Wish | None]:
    say, interval = scene.phrases, scene.interval
    if last:
        yield line_wish(CueKind.NUMBER, LAST, [sentences(say.last_one)], ("last-one",), earliest=scene.earliest)
    if not scene.full:
        return
    if not last:
        until = scene.length if counted_to is None else counted_to
        yield line_wish(CueKind.NUMBER, NUMBER, [_number(scene)], earliest=scene.earliest, latest=until)
    if counted_to is None or scene.length < COACHED_FROM_SECONDS:
        return
    if not interval.open and scene.length >= HALFWAY_FROM_SECONDS:
        half = scene.length / 2
        yield line_wish(CueKind.HALFWAY, HALFWAY, [sentences(say.halfway)], ("halfway",),
                        earliest=half + SOUND_SECONDS[Sound.HALFWAY] + GAP_SECONDS, latest=half + 2)  # fmt: skip
    if interval.next is not None:
        following = scene.timeline.intervals[interval.next]
        if following.side is not interval.side and following.side is not Side.BOTH:
            texts, words = [sentences(f"{say.next}: {say.foot(following.side)}")], foot_words(following.side)
            yield line_wish(CueKind.NEXT, NEXT, texts, ("next", *words), earliest=scene.length / 2,
                            latest=counted_to - GAP_SECONDS, late=True)  # fmt: skip
    if coaching := interval.movement.cue(scene.number - 1):
        yield line_wish(CueKind.COACH, COACH, [coaching], earliest=scene.begins + SETTLE_SECONDS, latest=counted_to)


def _number(scene: Scene) -> str:
    """Which hold, set or round begins; empty for the first of all."""
    say, interval = scene.phrases, scene.interval
    first_of_set = interval.rep in (None, 1)
    if first_of_set and interval.set > 1:
        return sentences(say.set.format(interval.set, interval.sets))
    if first_of_set and interval.set == 1 and interval.round > 1:
        return sentences(say.round.format(interval.round, interval.rounds))
    if interval.rep is None or interval.rep == 1:
        return ""
    return sentences(say.number.format(interval.rep, interval.reps))
