"""The worker's voice with synthesisers that hum: which text is said, how fast, by whom, and never beyond its room."""

from __future__ import annotations

import math
import threading
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footcore_tui.adapters.audio import speaker as speaker_module
from footcore_tui.adapters.audio.speaker import Speaker
from footcore_tui.adapters.audio.speech_cache import SpeechCache
from footcore_tui.adapters.audio.speech_fit import RATE, Fitter, joined_words, room_frames
from footcore_tui.adapters.audio.speech_shape import LOUDNESS, hold_breath, loudness
from footcore_tui.adapters.audio.synthesis import MAKERS, Maker, SpeechUnavailable, Synthesiser, Synthesisers
from footcore_tui.core.speech import Line

NATIVE = 8_000
CHARACTER_SECONDS = 0.02
WORDS = {"left-foot": array("h", [5] * 4_800), "right-foot": array("h", [6] * 4_800), "switch": array("h", [7] * 9_600)}


class Hummer:
    """Hums for so long as a text is, between silences; fails when told to."""

    def __init__(self, name: str = "hummer", languages: tuple[str, ...] = ("en",)) -> None:
        self.name = name
        self.languages = languages
        self.asked: list[tuple[str, float]] = []
        self.failing: Callable[[str], bool] = lambda text: False
        self.closed = False
        self.thread: threading.Thread | None = None

    def voice_for(self, language: str, voice: str) -> str | None:
        return voice or "usual" if self.speaks(language) else None

    def speaks(self, language: str) -> bool:
        return language in self.languages

    def say(self, text: str, language: str, voice: str, rate: float) -> tuple[array[int], int]:
        self.asked.append((text, rate))
        self.thread = threading.current_thread()
        if self.failing(text):
            raise SpeechUnavailable("it fails")
        count = round(len(text) * CHARACTER_SECONDS / rate * NATIVE)
        hum = [round(8_000 * math.sin(index / 3 + 1)) for index in range(count)]
        return array("h", [0] * 800 + hum + [0] * 1_600), NATIVE

    def close(self) -> None:
        self.closed = True


class Room:
    """A speaker and what it told."""

    def __init__(self, *synthesisers: Hummer, cache: Path | None = None, makers: tuple[Maker, ...] = ()) -> None:
        self.told: list[tuple[Line, float, str]] = []
        made = makers or tuple(_always(one) for one in synthesisers)
        self.speaker = Speaker(WORDS, made, cache, told=lambda *what: self.told.append(what))

    def made(self, *lines: Line) -> list[array[int] | None]:
        self.speaker.prepare(lines)
        assert self.speaker.wait(10)
        return [self.speaker.samples(line) for line in lines]

    @property
    def how(self) -> list[str]:
        return [how for _, _, how in self.told]


def _always(synthesiser: Synthesiser) -> Maker:
    return lambda: synthesiser


def line(*texts: str, room: float = 5.0, words: tuple[str, ...] = (), language: str = "en") -> Line:
    return Line(texts, words, room, language)


@pytest.fixture
def hummer() -> Hummer:
    return Hummer()


@pytest.fixture
def room(hummer: Hummer) -> Iterator[Room]:
    room = Room(hummer)
    yield room
    room.speaker.close()


def test_the_longest_text_that_fits_is_said_at_the_normal_speed(room: Room, hummer: Hummer) -> None:
    (heard,) = room.made(line("a" * 30, "b" * 10))

    assert hummer.asked == [("a" * 30, 1.0)]
    assert heard is not None
    assert len(heard) / RATE == pytest.approx(0.6, abs=0.045)
    assert room.told == [(line("a" * 30, "b" * 10), len(heard) / RATE, "hummer")]


def test_a_text_that_is_a_little_too_long_is_hurried(room: Room, hummer: Hummer) -> None:
    (heard,) = room.made(line("a" * 50, "b", room=0.9))

    assert [text for text, _ in hummer.asked] == ["a" * 50] * 2
    assert hummer.asked[1][1] == 1.2
    assert heard is not None
    assert 0.8 < len(heard) / RATE <= 0.9


def test_a_text_that_hurry_can_not_help_gives_way_to_the_next(room: Room, hummer: Hummer) -> None:
    (heard,) = room.made(line("a" * 50, "b" * 20, room=0.5))

    assert hummer.asked == [("a" * 50, 1.0), ("b" * 20, 1.0)]
    assert heard is not None
    assert len(heard) / RATE == pytest.approx(0.4, abs=0.045)


def test_a_line_too_long_in_every_form_is_said_by_its_words(room: Room) -> None:
    (heard,) = room.made(line("a" * 90, "b" * 80, room=0.5, words=("switch", "right-foot")))

    assert heard == WORDS["switch"] + array("h", [0] * 2_880) + WORDS["right-foot"]
    assert room.how == ["words"]


def test_of_words_that_do_not_fit_the_last_are_said(room: Room) -> None:
    assert joined_words(WORDS, line(room=0.2, words=("switch", "right-foot"))) == WORDS["right-foot"]
    assert joined_words(WORDS, line(room=0.05, words=("switch", "right-foot"))) is None
    assert joined_words(WORDS, line(words=("unknown",))) is None
    assert room.made(line("a" * 90, room=0.2, words=("switch", "right-foot"))) == [WORDS["right-foot"]]


def test_where_nothing_fits_nothing_is_said(room: Room) -> None:
    assert room.made(line("a" * 90, room=0.05, words=("switch",)), line("a", room=0.0)) == [None, None]
    assert [(seconds, how) for _, seconds, how in room.told] == [(0.0, "none")] * 2


def test_a_language_that_nobody_speaks_is_said_by_english_words(room: Room, hummer: Hummer) -> None:
    assert room.made(line("Pie derecho", language="es", words=("right-foot",))) == [WORDS["right-foot"]]
    assert hummer.asked == []


def test_a_language_goes_to_the_one_that_speaks_it() -> None:
    english, spanish = Hummer("english"), Hummer("spanish", ("es",))
    room = Room(english, spanish)
    room.made(line("Left"), line("Pie", language="es"))
    room.speaker.close()

    assert room.how == ["english", "spanish"]
    assert english.asked == [("Left", 1.0)]


def test_a_line_never_prepared_is_had_by_its_words_and_made_ready_for_later() -> None:
    slow, go = Hummer(), threading.Event()
    slow.failing = lambda text: not go.wait(10)
    room = Room(slow)
    late = line("Right foot", words=("right-foot",))

    assert room.speaker.samples(late) == WORDS["right-foot"]
    assert room.speaker.samples(late) == WORDS["right-foot"]
    go.set()
    assert room.speaker.wait(10)

    assert room.speaker.samples(late) not in (WORDS["right-foot"], None)
    assert room.how == ["hummer"]
    room.speaker.close()


def test_asking_does_not_wait_for_a_synthesiser_that_takes_its_time() -> None:
    slow, go = Hummer(), threading.Event()
    slow.failing = lambda text: not go.wait(10)
    room = Room(slow)
    wanted = line("Right foot", words=("right-foot",))

    room.speaker.prepare([wanted])

    assert room.speaker.samples(wanted) == WORDS["right-foot"]
    assert not room.speaker.idle
    go.set()
    assert room.speaker.wait(10)
    assert room.speaker.idle
    assert room.speaker.samples(wanted) != WORDS["right-foot"]
    room.speaker.close()


def test_all_is_done_on_a_thread_of_its_own(room: Room, hummer: Hummer) -> None:
    room.made(line("Hold"))

    assert hummer.thread is not None
    assert hummer.thread.name == "footcore-voice"


def test_nothing_is_looked_for_before_the_first_line() -> None:
    looked = []

    def maker() -> Synthesiser:
        looked.append(1)
        raise SpeechUnavailable("not here")

    room = Room(makers=(maker,))
    assert room.speaker.idle
    assert not looked
    assert room.made(line("Hold"), line("Rest", words=("switch",))) == [None, WORDS["switch"]]
    assert looked == [1]
    room.speaker.close()


def test_the_next_is_not_looked_for_while_the_first_works(room: Room) -> None:
    looked = []
    other = Room(makers=(_always(Hummer()), lambda: looked.append(1) or Hummer()))
    other.made(line("Hold"), line("Rest"))
    other.speaker.close()

    assert not looked


def test_lines_are_made_and_told_of_in_their_order(room: Room) -> None:
    lines = [line("x" * count) for count in range(1, 9)]
    room.made(*lines)

    assert [one for one, _, _ in room.told] == lines


def test_the_same_line_is_made_once_and_told_of_each_time(room: Room, hummer: Hummer) -> None:
    room.made(line("Hold"), line("Hold"))
    room.made(line("Hold"))

    assert len(hummer.asked) == 1
    assert room.how == ["hummer"] * 3


def test_a_text_that_fails_is_said_by_the_next_and_the_first_stays() -> None:
    first, second = Hummer("first"), Hummer("second")
    first.failing = lambda text: text == "Bad"
    room = Room(first, second)
    room.made(line("Good"), line("Bad"), line("Better"), line("Bad", room=4), line("Best"))
    room.speaker.close()

    assert room.how == ["first", "second", "first", "second", "first"]


def test_one_that_fails_twice_in_a_row_is_dropped() -> None:
    first, second = Hummer("first"), Hummer("second")
    first.failing = lambda text: True
    room = Room(first, second)
    room.made(line("One"), line("Two"), line("Three"))
    closed = first.closed
    room.speaker.close()

    assert closed
    assert [text for text, _ in first.asked] == ["One", "Two"]
    assert room.how == ["second"] * 3


def test_where_all_fail_the_words_remain(room: Room, hummer: Hummer) -> None:
    hummer.failing = lambda text: True

    heard = room.made(*(line(f"Right {count}", words=("right-foot",)) for count in range(4)))

    assert heard == [WORDS["right-foot"]] * 4
    assert len(hummer.asked) == 2


def test_an_error_nobody_thought_of_takes_one_line_only_and_is_told(
    room: Room, hummer: Hummer, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda error: errors.append(str(error.exc_value)))

    def stumble(text: str) -> bool:
        if text == "Bad":
            raise RuntimeError("a bug")
        return False

    hummer.failing = stumble
    room.made(line("Bad", words=("switch",)), line("Good"))

    assert room.how == ["words", "hummer"]
    assert errors == ["a bug"]


def test_a_sound_without_speech_in_it_is_no_line(room: Room, hummer: Hummer) -> None:
    assert room.made(line("😀", "…", "", words=("switch",))) == [WORDS["switch"]]
    assert hummer.asked == []


def test_the_next_session_has_it_from_the_cache(tmp_path: Path) -> None:
    lines = (line("a" * 30), line("b" * 50, "c" * 10, room=0.4), line("d" * 25, room=0.42))
    cold, warm = Hummer(), Hummer()
    first = Room(cold, cache=tmp_path)
    fresh = first.made(*lines)
    first.speaker.close()
    again = Room(warm, cache=tmp_path)

    assert again.made(*lines) == fresh
    assert warm.asked == []
    assert again.how == ["cached"] * 3
    again.speaker.close()


def test_what_was_too_long_once_is_shaped_from_the_cache_when_there_is_room(tmp_path: Path) -> None:
    first, again = Room(Hummer(), cache=tmp_path), Room(warm := Hummer(), cache=tmp_path)
    first.made(line("a" * 50, room=0.3))
    first.speaker.close()

    (heard,) = again.made(line("a" * 50, room=3.0))
    again.speaker.close()

    assert warm.asked == []
    assert heard is not None
    assert loudness(heard, RATE) == pytest.approx(LOUDNESS, rel=0.05)


def test_a_cache_that_can_not_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    room = Room(Hummer(), cache=tmp_path / "file" / "cache")

    assert room.made(line("Hold"))[0] is not None
    room.speaker.close()


def test_beyond_the_limit_what_was_asked_for_longest_ago_is_forgotten_and_made_again(
    room: Room, hummer: Hummer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaker_module, "MOST_FRAMES", RATE)
    used, unused, new = line("a" * 20), line("b" * 20, words=("switch",)), line("c" * 20)
    room.made(used, unused)
    room.speaker.samples(used)
    room.made(new)
    hummer.asked.clear()

    assert room.speaker.samples(unused) == WORDS["switch"]
    assert room.speaker.wait(10)
    assert hummer.asked == [("b" * 20, 1.0)]
    assert room.speaker.samples(unused) != WORDS["switch"]
    room.made(new)
    assert len(hummer.asked) == 1


def test_closing_ends_the_thread_and_what_runs(hummer: Hummer) -> None:
    room = Room(hummer)
    room.made(line("Hold"))
    thread = hummer.thread

    room.speaker.close()
    room.speaker.close()
    room.speaker.prepare([line("Rest")])

    assert thread is not None
    assert not thread.is_alive()
    assert hummer.closed
    assert room.how == ["hummer"]


def test_a_speaker_that_was_never_used_is_closed_without_a_thread() -> None:
    Speaker(WORDS, MAKERS).close()

    assert not [one for one in threading.enumerate() if one.name == "footcore-voice"]


@given(
    st.lists(st.text("ab .", max_size=60), max_size=3).map(tuple),
    st.lists(st.sampled_from([*WORDS, "unknown"]), max_size=3).map(tuple),
    st.floats(0, 1.5),
    st.sampled_from([0.8, 1.0, 1.4]),
)
@settings(max_examples=60, deadline=None)
def test_nothing_is_ever_longer_than_its_room(
    texts: tuple[str, ...], words: tuple[str, ...], room: float, rate: float
) -> None:
    wanted = line(*texts, room=room, words=words)
    fitter = Fitter(Synthesisers((Hummer,)), SpeechCache(None), "", rate, hold_breath)

    made = fitter.fit(wanted)

    for heard in (made[0] if made else None, joined_words(WORDS, wanted)):
        assert heard is None or len(heard) <= room * RATE + 1e-6
    if made is None and any(one.strip(" .") for one in texts):
        shortest = min(len(" ".join(one.split())) for one in texts if one.strip(" ."))
        assert shortest * CHARACTER_SECONDS / rate / 1.3 + 0.04 > room


def test_a_room_is_whole_frames() -> None:
    assert room_frames(line(room=0.1)) == 4_800
    assert room_frames(line(room=-1.0)) == 0
