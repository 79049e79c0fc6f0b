"""Speech shaped: silence, loudness, rate and ends, on sounds made of numbers."""

from __future__ import annotations

import itertools
import math
import random
from array import array
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footcore_tui.adapters.audio.speech_shape import (
    LOUDNESS,
    PEAK,
    RATE,
    faded,
    frames_of,
    head_filter,
    levelled,
    loudness,
    low_cut,
    resampled,
    shaped,
    trimmed,
)
from footcore_tui.adapters.audio.speech_wave import read_wave, wave_bytes
from footcore_tui.adapters.audio.waveform import load, load_words

SOUNDS = Path(__file__).parents[2] / "sounds"
RATES = (8_000, 11_025, 16_000, 22_050, 24_000, 44_100)


def tone(frequency: float, seconds: float, rate: int, height: float = 0.3) -> array[int]:
    turn = 2 * math.pi * frequency / rate
    return array("h", [round(32_767 * height * math.sin(turn * index)) for index in range(round(seconds * rate))])


def silence(seconds: float, rate: int) -> array[int]:
    return array("h", bytes(2 * round(seconds * rate)))


def noise(seconds: float, rate: int, height: float) -> array[int]:
    chance = random.Random(1)
    return array("h", [round(32_767 * height * chance.uniform(-1, 1)) for _ in range(round(seconds * rate))])


def decibels(ratio: float) -> float:
    return 20 * math.log10(ratio)


def part_of(samples: array[int], frequency: float, rate: int) -> float:
    """How high a tone of that frequency stands in it, in parts of full scale."""
    turn = 2 * math.pi * frequency / rate
    real = sum(one * math.cos(turn * index) for index, one in enumerate(samples))
    other = sum(one * math.sin(turn * index) for index, one in enumerate(samples))
    return 2 * math.hypot(real, other) / len(samples) / 32_767


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("frequency", [110, 440, 1_200, 2_700])
def test_a_resampled_tone_keeps_its_frequency_and_its_height(rate: int, frequency: int) -> None:
    middle = resampled(tone(frequency, 0.3, rate), rate)[4_800:9_600]

    assert abs(decibels(part_of(middle, frequency, RATE) / 0.3)) < 0.5


@pytest.mark.parametrize("rate", [16_000, 22_050])
def test_what_resampling_adds_to_a_tone_is_fifty_decibels_below_it(rate: int) -> None:
    heard = resampled(tone(3_000, 0.3, rate), rate)
    ideal = tone(3_000, 0.3, RATE)

    wrong = math.sqrt(sum((heard[at] - ideal[at]) ** 2 for at in range(4_800, 9_600)) / 4_800) / 32_767
    assert decibels(wrong * math.sqrt(2) / 0.3) < -50


@given(st.lists(st.integers(-32_768, 32_767), max_size=3_000), st.sampled_from([*RATES, 48_000]))
@settings(max_examples=40, deadline=None)
def test_resampling_any_samples_gives_the_length_it_tells_beforehand(samples: list[int], rate: int) -> None:
    assert len(resampled(array("h", samples), rate)) == frames_of(len(samples), rate)


def test_a_square_at_the_edge_is_clamped_and_does_not_turn_over() -> None:
    square = array("h", ([32_767] * 40 + [-32_768] * 40) * 20)

    heard = resampled(square, 22_050)

    assert max(heard) == 32_767
    assert min(heard) == -32_768
    assert all(abs(one - two) < 60_000 for one, two in itertools.pairwise(heard))


def test_a_rate_above_the_streams_is_refused() -> None:
    with pytest.raises(ValueError, match="96000"):
        resampled(array("h", [0]), 96_000)


@pytest.mark.parametrize("rate", [16_000, 22_050])
def test_silence_is_taken_off_both_ends(rate: int) -> None:
    sound = silence(0.25, rate) + tone(300, 0.4, rate) + silence(0.3, rate)

    kept = trimmed(sound, rate)

    first = next(index for index, one in enumerate(kept) if abs(one) > 500)
    last = next(index for index, one in enumerate(reversed(kept)) if abs(one) > 500)
    assert first / rate <= 0.0105
    assert last / rate <= 0.0305
    assert 0.4 <= len(kept) / rate <= 0.445


def test_a_noise_floor_and_a_constant_offset_count_as_silence() -> None:
    floor = array("h", [one + 146 for one in noise(0.25, 16_000, 0.0008)])
    spoken = array("h", [one + 146 for one in tone(200, 0.4, 16_000)])

    assert len(trimmed(floor + spoken + floor, 16_000)) / 16_000 < 0.45


def test_a_soft_consonant_before_and_after_a_vowel_is_kept() -> None:
    rate = 22_050
    soft, loud = noise(0.06, rate, 0.012), tone(180, 0.2, rate, 0.5)

    kept = trimmed(silence(0.2, rate) + soft + loud + silence(0.04, rate) + soft + silence(0.2, rate), rate)

    assert len(kept) / rate >= 0.06 + 0.2 + 0.04 + 0.06


@pytest.mark.parametrize("sound", [array("h"), silence(0.5, 16_000), array("h", [146] * 8_000)])
def test_silence_alone_is_trimmed_to_nothing(sound: array[int]) -> None:
    assert not trimmed(sound, 16_000)


def test_a_pause_inside_is_kept() -> None:
    sound = tone(300, 0.2, 16_000) + silence(0.3, 16_000) + tone(300, 0.2, 16_000)

    assert len(trimmed(sound, 16_000)) >= len(sound)


@pytest.mark.parametrize("height", [0.004, 0.05, 0.3, 0.9])
@pytest.mark.parametrize("rate", [16_000, 22_050])
def test_soft_and_loud_voices_come_to_one_loudness(height: float, rate: int) -> None:
    quiet_end = tone(200, 0.5, rate, height / 4)

    heard = shaped(tone(200, 0.3, rate, height) + quiet_end, rate)

    assert abs(decibels(loudness(heard, RATE) / LOUDNESS)) < 0.5


@pytest.mark.parametrize("rate", [*RATES, 48_000])
def test_loudness_is_measured_as_the_standard_says(rate: int) -> None:
    assert decibels(loudness(tone(997, 0.5, rate, 0.5), rate) / 0.5) == pytest.approx(0.691 - 3.01, abs=0.05)
    assert decibels(loudness(tone(100, 0.5, rate, 0.5), rate) / 0.5) == pytest.approx(-1.1 - 3.01, abs=0.2)


def test_at_48_khz_the_filters_are_those_of_the_standard() -> None:
    standard = (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585)

    assert head_filter(48_000) == pytest.approx(standard)
    assert low_cut(48_000) == pytest.approx((1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621))


def test_a_constant_offset_is_not_heard() -> None:
    assert loudness(array("h", [146] * 16_000), 16_000) < 0.005


def test_speech_is_three_decibels_above_the_cues_and_as_loud_as_the_shipped_words() -> None:
    cue, words = load(SOUNDS / "mallet" / "go.wav"), load_words(SOUNDS / "voice" / "en").values()

    assert words
    assert decibels(LOUDNESS / loudness(cue, RATE)) == pytest.approx(3, abs=0.2)
    for word in words:
        assert decibels(LOUDNESS / loudness(word, RATE)) == pytest.approx(0, abs=0.2)


def test_rare_peaks_are_not_clipped_but_keep_the_whole_a_little_softer() -> None:
    sound = tone(200, 0.5, 16_000, 0.05)
    sound[4_000] = 32_000

    heard = levelled(sound, 16_000)

    assert max(heard) <= PEAK * 32_768
    assert heard[4_000] == max(heard)


def test_a_single_lowest_sample_can_be_levelled() -> None:
    assert levelled(array("h", [-32_768]), 16_000)[0] < -1_000


def test_silence_stays_silence() -> None:
    assert not any(shaped(silence(0.2, 22_050), 22_050))
    assert not shaped(array("h"), 22_050)


def test_both_ends_are_soft_and_the_middle_is_untouched() -> None:
    sound = array("h", [10_000] * 4_800)

    heard = faded(sound)

    assert heard[0] == 0
    assert heard[-1] == 0
    assert max(abs(one - two) for one, two in itertools.pairwise(heard)) < 120
    assert heard[200:4_000] == sound[200:4_000]


@given(st.integers(0, 600))
def test_a_sound_shorter_than_its_fades_is_faded(length: int) -> None:
    heard = faded(array("h", [10_000] * length))

    assert len(heard) == length
    assert all(0 <= one <= 10_000 for one in heard)


def test_shaping_gives_way_every_few_thousand_samples() -> None:
    breaths = []

    shaped(trimmed(tone(200, 1.0, 22_050), 22_050, lambda: breaths.append("trim")), 22_050, lambda: breaths.append("x"))

    assert breaths.count("x") > 15
    assert breaths.count("trim") >= 2


def test_a_wav_file_comes_back_as_it_was() -> None:
    sound = tone(200, 0.1, 22_050)

    assert read_wave(wave_bytes(sound, 22_050)) == (sound, 22_050)


def test_a_wav_file_that_claims_more_than_it_holds_is_read_to_its_end() -> None:
    data = bytearray(wave_bytes(tone(200, 0.1, 22_050), 22_050))
    data[40:44] = b"\x00\xf0\xff\x7f"

    assert read_wave(bytes(data) + b"\x01")[0] == tone(200, 0.1, 22_050)


@given(st.binary(max_size=80))
def test_bytes_that_are_no_wav_file_are_refused(data: bytes) -> None:
    good = wave_bytes(array("h", [1, 2, 3]), 16_000)
    for one in (data, good[:12] + data, good[:30]):
        try:
            samples, rate = read_wave(one)
        except ValueError:
            continue
        assert 4_000 <= rate <= 48_000
        assert len(samples) <= 40
