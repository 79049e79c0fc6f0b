"""Which sample is heard when: the mixer on numbers alone."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footcore_tui.adapters.audio.blend import RAMP_FRAMES, RATE
from footcore_tui.adapters.audio.mixer import CUT_FRAMES, Mixer, StreamClock
from footcore_tui.adapters.audio.protocol import PERISHABLE, Cue
from footcore_tui.core.cues import Sound
from footcore_tui.core.speech import Line

TICK = array("h", [1000] * 480)
CHORD = array("h", range(1, 2401))
SOUNDS = dict.fromkeys(Sound, CHORD) | {Sound.COUNT: TICK}
WORD = array("h", [2000] * 9600)
LINE = Line(("Left foot.",))


def samples(cue: Cue) -> array[int] | None:
    return SOUNDS[cue.sound] if cue.sound else WORD if cue.line == LINE else None


BLOCK = 960


class Deck:
    """A mixer, its clock, and a device that asks for a block every 20 ms, sometimes late."""

    def __init__(self, gain: float = 1.0, ahead: float = 0.0) -> None:
        self.now = 100.0
        self.began = self.now
        self.settled: list[tuple[int, bool]] = []
        self.late: list[float] = []
        self.mixer = Mixer(samples, lambda: self.now, self._settle, gain, ahead)
        self.heard = array("h")

    def _settle(self, cue: Cue, late: float, heard: bool) -> None:
        self.settled.append((cue.id, heard))
        self.late.append(late)

    def run(self, blocks: int, lags: tuple[float, ...] = (0.0,)) -> None:
        for index in range(blocks):
            self.now = self.began + len(self.heard) / RATE + lags[index % len(lags)]
            self.heard.frombytes(self.mixer.pull(BLOCK))

    def onsets(self) -> list[int]:
        return [i for i, x in enumerate(self.heard) if x and not (i and self.heard[i - 1])]


def test_nothing_to_do_is_silence_of_the_length_asked_for() -> None:
    deck = Deck()
    assert deck.mixer.pull(123) == bytes(246)


def test_a_cue_begins_on_its_sample_and_is_whole() -> None:
    deck = Deck()
    deck.mixer.add(Cue(1, 100.1005, Sound.GO))
    deck.run(20)
    assert deck.onsets() == [round(0.1005 * RATE)]
    assert deck.heard[4824 : 4824 + 2400] == CHORD
    assert deck.settled == [(1, True)]


def test_the_devices_latency_is_taken_off() -> None:
    deck = Deck(ahead=0.05)
    deck.mixer.add(Cue(1, 100.1, Sound.GO))
    deck.run(20)
    assert deck.onsets() == [2400]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(0, 0.018), min_size=3, max_size=9), st.floats(0, 0.5))
def test_counts_and_go_keep_their_distance_to_the_sample_however_late_the_callbacks(
    lags: list[float], start: float
) -> None:
    deck = Deck()
    for number in range(4):
        deck.mixer.add(Cue(number, 101.0 + start + number, Sound.COUNT))
    deck.run(250, tuple(lags))
    first, *others = deck.onsets()
    assert [onset - first for onset in others] == [RATE, 2 * RATE, 3 * RATE]
    assert abs(first / RATE - (1.0 + start - min(lags))) < 0.02


def test_an_origin_that_trembles_does_not_reach_into_a_run_of_counts() -> None:
    """Every callback is 8 ms late from the first count on, which the clock believes two seconds later."""
    deck = Deck()
    for number in range(6):
        deck.mixer.add(Cue(number, 101.0 + number, Sound.COUNT))
    deck.run(50)
    deck.run(300, (0.008,))
    assert deck.onsets() == [RATE * second for second in range(1, 7)]


def test_half_a_second_after_an_underrun_cues_are_on_time_again() -> None:
    deck = Deck()
    deck.run(100)
    deck.began += 0.076
    deck.mixer.add(Cue(1, 102.676, Sound.COUNT))
    deck.run(50)
    assert deck.onsets() == [round(2.6 * RATE)]


def test_cues_far_apart_follow_the_stream_of_a_card_that_runs_fast() -> None:
    """Its 48 kHz are 1 in 1,000 too many: after a minute the samples are 60 ms off, the cues are not."""
    deck = Deck()
    for number in range(20):
        deck.mixer.add(Cue(number, 100.0 + 3 * number, Sound.COUNT))
    for _ in range(3100):
        deck.now = deck.began + len(deck.heard) / (RATE * 1.001)
        deck.heard.frombytes(deck.mixer.pull(BLOCK))
    heard_at = [onset / (RATE * 1.001) for onset in deck.onsets()]
    assert len(heard_at) == 20
    assert all(abs(at - 3 * number) < 0.004 for number, at in enumerate(heard_at))


def test_a_count_a_little_late_sounds_at_once() -> None:
    deck = Deck()
    deck.run(5)
    deck.mixer.add(Cue(1, 100.0, Sound.COUNT))
    deck.run(1)
    assert deck.onsets() == [5 * BLOCK]
    assert deck.settled == [(1, True)]


@pytest.mark.parametrize("sound", Sound)
def test_of_cues_later_than_a_quarter_second_only_what_counts_is_dropped(sound: Sound) -> None:
    deck = Deck()
    deck.run(15)
    deck.mixer.add(Cue(1, 100.0, sound))
    deck.run(5)
    assert deck.settled == [(1, sound not in PERISHABLE)]
    assert deck.onsets() == ([] if sound in PERISHABLE else [15 * BLOCK])


def test_cancel_takes_back_what_has_not_sounded_and_leaves_what_sounds() -> None:
    deck = Deck()
    deck.mixer.add(Cue(1, 100.01, Sound.GO))
    deck.mixer.add(Cue(2, 100.2, Sound.GO))
    deck.run(1)
    deck.mixer.cancel()
    deck.run(20)
    assert deck.onsets() == [480]
    assert deck.heard[480:2880] == CHORD


def test_a_cue_after_cancel_sounds() -> None:
    deck = Deck()
    deck.mixer.cancel()
    deck.mixer.add(Cue(1, 100.1, Sound.GO))
    deck.run(10)
    assert deck.onsets() == [4800]


def test_two_at_once_are_added_and_never_wrap_round() -> None:
    loud = Mixer(lambda _: array("h", [30000] * 100), lambda: 0.0, lambda *_: None)
    loud.add(Cue(1, 0.0, Sound.GO))
    loud.add(Cue(2, 0.0, Sound.REST))
    assert set(array("h", loud.pull(100))) == {32767}
    deck = Deck()
    deck.mixer.add(Cue(1, 100.0, Sound.GO))
    deck.mixer.add(Cue(2, 100.0, Sound.COUNT))
    deck.run(1)
    assert deck.heard[:480] == array("h", [x + 1000 for x in range(1, 481)])
    assert deck.heard[480:960] == CHORD[480:960]


def test_mute_is_silence_within_milliseconds_and_the_schedule_runs_on() -> None:
    deck = Deck()
    deck.mixer.add(Cue(1, 100.0, Sound.GO))
    deck.mixer.add(Cue(2, 100.06, Sound.COUNT))
    deck.run(1)
    deck.mixer.mute(True)
    deck.run(4)
    assert not any(deck.heard[BLOCK + CUT_FRAMES :])
    assert deck.heard[BLOCK] == CHORD[BLOCK]
    assert deck.settled == [(1, True), (2, True)]


def test_muted_before_anything_sounded_not_a_sample_is_heard() -> None:
    deck = Deck()
    deck.mixer.mute(True)
    deck.mixer.voice(False)
    deck.mixer.add(Cue(1, 100.0, Sound.GO))
    deck.mixer.add(Cue(2, 100.0, None, LINE))
    deck.run(20)
    assert not any(deck.heard)
    deck.mixer.mute(False)
    deck.mixer.add(Cue(3, 100.5, Sound.GO))
    deck.run(20)
    assert deck.heard[24_000:26_400] == CHORD


def test_what_is_still_sounding_is_heard_again_after_mute() -> None:
    deck = Deck()
    deck.mixer.add(Cue(1, 100.0, Sound.GO))
    deck.mixer.mute(True)
    deck.run(1)
    deck.mixer.mute(False)
    deck.run(2)
    assert deck.heard[BLOCK + CUT_FRAMES : 2400] == CHORD[BLOCK + CUT_FRAMES :]


def test_gain_scales_every_sample() -> None:
    deck = Deck(gain=0.5)
    deck.mixer.add(Cue(1, 100.0, Sound.COUNT))
    deck.run(1)
    assert deck.heard[:480] == array("h", [500] * 480)


def test_it_is_quiet_only_once_the_last_sound_has_left_the_device() -> None:
    deck = Deck()
    assert not deck.mixer.quiet
    deck.mixer.add(Cue(1, 100.5, Sound.COUNT))
    deck.run(30)
    assert deck.settled == [(1, True)]
    assert not deck.mixer.quiet
    deck.run(15)
    assert deck.mixer.quiet


def test_a_reopened_stream_does_not_go_on_with_half_a_sound() -> None:
    deck = Deck()
    deck.mixer.add(Cue(1, 100.0, Sound.GO))
    deck.run(1)
    deck.mixer.restart()
    deck.run(5)
    assert not any(deck.heard[BLOCK:])


def test_after_a_break_in_the_stream_cues_are_on_time_again() -> None:
    deck = Deck()
    deck.run(50)
    deck.began += 7.0
    deck.mixer.add(Cue(1, 109.0, Sound.COUNT))
    deck.run(80)
    assert deck.onsets() == [2 * RATE]


def test_stale_cues_are_let_go_and_said_to_be() -> None:
    deck = Deck()
    deck.mixer.add(Cue(1, 99.0, Sound.GO))
    deck.mixer.add(Cue(2, 101.0, Sound.GO))
    deck.mixer.drop_stale(100.0)
    assert deck.settled == [(1, False)]


@given(st.lists(st.floats(0, 0.018), min_size=1, max_size=120))
def test_the_stream_clock_reads_the_least_late_callback_of_the_last_second_or_two(lags: list[float]) -> None:
    clock = StreamClock()
    for index, lag in enumerate(lags):
        origin = clock.note(5.0 + index * 0.02 + lag, index * 960)
        assert origin - 5.0 <= min(lags[max(0, index - 75) : index + 1]) + 1e-9
        assert origin - 5.0 >= min(lags[: index + 1]) - 1e-9


class TestVoice:
    def test_a_line_is_what_it_is_when_it_is_due(self) -> None:
        deck = Deck()
        deck.mixer.add(Cue(1, 100.1, None, LINE))
        deck.mixer.add(Cue(2, 100.5, None, Line(("not to be had",))))
        deck.run(40)
        assert deck.heard[4800 : 4800 + len(WORD)] == WORD
        assert deck.settled == [(1, True), (2, False)]

    def test_a_line_a_quarter_second_late_is_not_said_into_what_comes_next(self) -> None:
        deck = Deck()
        deck.run(15)
        deck.mixer.add(Cue(1, 100.0, None, LINE))
        deck.run(5)
        assert deck.settled == [(1, False)]
        assert not any(deck.heard)

    def test_cues_step_back_under_a_line_and_come_forward_again(self) -> None:
        """A count under a word is at half its level; the slide takes 80 ms, so nothing clicks."""
        deck = Deck()
        long = array("h", [8000] * RATE)
        deck.mixer._samples = lambda cue: WORD if cue.line else long
        deck.mixer.add(Cue(1, 100.0, Sound.GO))
        deck.mixer.add(Cue(2, 100.2, None, LINE))
        deck.run(60)
        alone, under = deck.heard[RATE // 10], deck.heard[RATE // 5 + 9000]
        assert alone == 8000
        assert under == 4000 + 2000, "6 dB less"
        assert deck.heard[RATE // 5 + 9600 + RAMP_FRAMES + BLOCK] == 8000
        steps = [abs(b - a) for a, b in pairwise(deck.heard[: RATE // 5 + 9590])]
        assert sorted(steps)[-2] <= 8000 / RAMP_FRAMES + 2, "but for the word's own edge it slides"

    def test_the_voice_off_is_silent_within_milliseconds_and_cues_sound_on(self) -> None:
        deck = Deck()
        deck.mixer.add(Cue(1, 100.0, None, LINE))
        deck.mixer.add(Cue(2, 100.1, Sound.COUNT))
        deck.run(1)
        deck.mixer.voice(False)
        deck.run(9)
        assert deck.heard[BLOCK] == 2000
        assert not any(deck.heard[BLOCK + CUT_FRAMES : 4800])
        assert any(deck.heard[4800:])


class TestRuns:
    def run_of(self, deck: Deck, at: float, run: int) -> None:
        for number in range(4):
            deck.mixer.add(Cue(run * 10 + number, at + 2.5 * number, Sound.COUNT, None, run))

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.floats(0, 0.018), min_size=3, max_size=9))
    def test_cues_of_a_run_keep_their_distance_to_the_sample_however_far_apart(self, lags: list[float]) -> None:
        deck = Deck()
        self.run_of(deck, 101.0, 7)
        deck.run(500, tuple(lags))
        first, *others = deck.onsets()
        assert [onset - first for onset in others] == [int(2.5 * RATE * number) for number in (1, 2, 3)]

    def test_at_rest_a_run_that_has_begun_is_heard_to_its_end_and_no_other(self) -> None:
        deck = Deck()
        self.run_of(deck, 100.1, 1)
        self.run_of(deck, 101.0, 2)
        deck.run(10)
        deck.mixer.drop_from(100.45)
        deck.run(600)
        assert deck.onsets() == [round((0.1 + 2.5 * number) * RATE) for number in range(4)]

    def test_what_is_cancelled_of_a_run_that_sounds_is_not_heard(self) -> None:
        deck = Deck()
        self.run_of(deck, 100.1, 1)
        deck.run(10)
        deck.mixer.cancel()
        deck.run(600)
        assert len(deck.onsets()) == 1
