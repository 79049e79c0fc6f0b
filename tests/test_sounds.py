"""The shipped sounds: rebuilt to the byte, of their stated length, equally loud, without clicks, told apart."""

from __future__ import annotations

import importlib.util
import sys
import wave
from array import array
from itertools import combinations, pairwise
from math import fsum, log10, sqrt
from pathlib import Path
from types import ModuleType

import pytest

from footcore_tui.core.cues import SOUND_SECONDS, Sound

FOLDER = Path(__file__).parents[1] / "sounds"
RATE = 48_000
PAIRS = tuple(combinations(Sound, 2))


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sounds_make", FOLDER / "make.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def samples(sound: Sound) -> array[int]:
    with wave.open(str(FOLDER / f"{sound}.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        data = array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        data.byteswap()
    return data


def loudness(data: array[int]) -> float:
    """dB of full scale: RMS of the loudest 120 ms, looked for every 10 ms."""
    window, step = RATE * 120 // 1000, RATE // 100
    starts = range(0, len(data) - window + 1, step)
    return 20 * log10(max(sqrt(fsum(x * x for x in data[i : i + window]) / window) for i in starts) / 32768)


def movement(strikes: list[tuple[float, int]]) -> tuple[int, ...]:
    """Rises, falls and repeats between the strokes that follow one another."""
    ordered = sorted(strikes)
    return tuple((b[1] > a[1]) - (b[1] < a[1]) for a, b in pairwise(ordered) if b[0] > a[0])


@pytest.mark.parametrize("sound", Sound)
def test_a_file_is_what_its_score_makes(sound: Sound, make: ModuleType) -> None:
    assert (FOLDER / f"{sound}.wav").read_bytes() == make.wav(make.SCORES[sound.value])


def test_every_sound_has_a_file_and_every_file_a_sound() -> None:
    assert {path.stem for path in FOLDER.glob("*.wav")} == set(Sound)


@pytest.mark.parametrize("sound", Sound)
def test_a_file_is_as_long_as_the_cue_plan_believes(sound: Sound) -> None:
    assert len(samples(sound)) == round(SOUND_SECONDS[sound] * RATE)


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_begins_and_ends_in_silence_without_a_click(sound: Sound) -> None:
    data = samples(sound)
    edge = max(map(abs, data)) * 0.002
    assert data[0] == data[-1] == 0
    assert max(map(abs, data[:4])) <= edge
    assert max(map(abs, data[-24:])) <= edge


def test_all_are_equally_loud_within_a_decibel() -> None:
    levels = [loudness(samples(sound)) for sound in Sound]
    assert max(levels) - min(levels) <= 1.0
    assert min(levels) > -24


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_sounds_at_once_do_not_clip(one: Sound, other: Sound) -> None:
    assert max(map(abs, samples(one))) + max(map(abs, samples(other))) < 32767


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_sounds_are_not_alike(one: Sound, other: Sound) -> None:
    a, b = samples(one), samples(other)
    alike = fsum(x * y for x, y in zip(a, b, strict=False)) / sqrt(fsum(x * x for x in a) * fsum(y * y for y in b))
    assert abs(alike) < 0.5


def test_movement_tells_the_sounds_apart_without_their_pitch(make: ModuleType) -> None:
    """But for count and go, both one stroke: see the next test."""
    heard = {name: movement([(s.at, s.step) for s in score.strikes]) for name, score in make.SCORES.items()}
    assert {name for name, moves in heard.items() if not moves} == {Sound.COUNT, Sound.GO}
    assert len(set(heard.values())) == len(Sound) - 1


def test_a_count_is_dry_and_a_go_rings() -> None:
    def left_after_a_tenth(sound: Sound) -> float:
        data = samples(sound)
        return max(map(abs, data[4800:])) / max(map(abs, data))

    assert left_after_a_tenth(Sound.COUNT) < 0.05
    assert left_after_a_tenth(Sound.GO) > 0.4
