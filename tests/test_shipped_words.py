"""The shipped words: all there, trimmed, equally loud, whole, and left is not right."""

from __future__ import annotations

import importlib
import os
import sys
import wave
from array import array
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from math import cos, fsum, log10, pi, sin, sqrt
from operator import mul
from pathlib import Path
from types import ModuleType

import pytest

SOUNDS = Path(__file__).parents[1] / "sounds"
FOLDER = SOUNDS / "voice" / "en"
RATE = 48_000
FRAME = RATE // 200
WORDS = (
    *("left", "right", "left-foot", "right-foot", "switch", "rest", "relax", "next", "halfway", "last-one"),
    *("three", "two", "one", "go", "finished", "get-ready", "down", "up", "hold"),
)
BANDS = (300, 450, 600, 800, 1100, 1500, 2000, 2600, 3300, 4200, 5300, 6600)
"""Hertz at which a word's sound is compared."""

every_word = pytest.mark.parametrize("word", WORDS)


@pytest.fixture(scope="module", autouse=True)
def scripts() -> Iterator[None]:
    """The scripts that make the sounds can be imported, as they import each other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(SOUNDS), *sys.path])
        yield


@pytest.fixture(scope="module")
def make_voice(scripts: None) -> ModuleType:
    return importlib.import_module("make_voice")


@cache
def samples(word: str) -> array[int]:
    return read(FOLDER / f"{word}.wav")


def read(path: Path) -> array[int]:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        data = array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        data.byteswap()
    return data


@cache
def levels(word: str) -> tuple[float, ...]:
    """dB of each 5 ms beside the loudest."""
    data = samples(word)
    powers = [fsum(x * x for x in data[at : at + FRAME]) for at in range(0, len(data) - FRAME + 1, FRAME)]
    return tuple(10 * log10(max(power, 1.0) / max(powers)) for power in powers)


def loudness(data: array[int]) -> float:
    """dB of full scale, as the ear weighs it."""
    return 20 * log10(importlib.import_module("making.loudness").loudness(data) / 32768)


def spoken_level(word: str) -> float:
    """dB of full scale: plain RMS of what is spoken, pauses and all that is softer than a twentieth left out."""
    data = samples(word)
    parts = [data[index * FRAME : (index + 1) * FRAME] for index, level in enumerate(levels(word)) if level > -26]
    return 10 * log10(fsum(x * x for part in parts for x in part) / (len(parts) * FRAME)) - 20 * log10(32768)


@cache
def colours(word: str) -> tuple[tuple[float, ...], ...]:
    """For each quarter of the word, how strong each of BANDS is in dB beside all of them."""
    data = samples(word)[::3]
    quarter = len(data) // 4
    return tuple(colour(data[part * quarter : (part + 1) * quarter]) for part in range(4))


def colour(data: array[int]) -> tuple[float, ...]:
    """By Fourier sums over 10 ms, so that a band catches what lies about it and not one overtone alone."""
    width, rate = 160, RATE / 3
    window = [1 - cos(2 * pi * index / width) for index in range(width)]
    parts = [list(map(mul, data[at : at + width], window)) for at in range(0, len(data) - width, width)]
    bands = []
    for hertz in BANDS:
        evens = [cos(2 * pi * hertz / rate * index) for index in range(width)]
        odds = [sin(2 * pi * hertz / rate * index) for index in range(width)]
        powers = (fsum(map(mul, part, evens)) ** 2 + fsum(map(mul, part, odds)) ** 2 for part in parts)
        bands.append(10 * log10(fsum(powers) + 1.0))
    return tuple(band - fsum(bands) / len(bands) for band in bands)


def difference(one: str, other: str) -> float:
    """dB between the colours of two words, on average."""
    pairs = [
        (a - b) ** 2
        for here, there in zip(colours(one), colours(other), strict=True)
        for a, b in zip(here, there, strict=True)
    ]
    return sqrt(fsum(pairs) / len(pairs))


def test_the_words_are_those_that_are_asked_for(make_voice: ModuleType) -> None:
    assert make_voice.WORDS == WORDS
    assert {path.name for path in FOLDER.iterdir()} == {f"{word}.wav" for word in WORDS}


def test_the_notice_of_those_who_made_the_voice_is_shipped_beside_it() -> None:
    notice = (SOUNDS / "voice" / "LICENSE-flite.txt").read_text("utf-8")
    assert "Carnegie Mellon University" in notice
    assert "Permission is hereby granted, free of charge, to use and distribute" in notice


@every_word
def test_a_word_lasts_as_long_as_a_word(word: str) -> None:
    assert 0.15 <= len(samples(word)) / RATE <= 1.3


@every_word
def test_a_word_begins_at_once_and_ends_soon(word: str) -> None:
    """10 ms before what is first heard and 30 ms after, and a few more here, where high and low are weighed alike."""
    heard = [index for index, level in enumerate(levels(word)) if level > -50]
    assert heard[0] * 5 <= 15
    assert (len(levels(word)) - 1 - heard[-1]) * 5 <= 55


@every_word
def test_a_word_begins_and_ends_in_silence_without_a_click(word: str) -> None:
    data = samples(word)
    assert data[0] == data[-1] == 0
    assert max(map(abs, data[:24])) <= 200
    assert max(map(abs, data[-24:])) <= 10


@every_word
def test_a_word_has_no_pause_in_it(word: str) -> None:
    """The longest silence within one is before a t, about a twentieth of a second."""
    heard = [index for index, level in enumerate(levels(word)) if level > -45]
    assert max(b - a for a, b in pairwise(heard)) * 5 <= 80


@every_word
def test_a_word_does_not_clip_even_over_a_cue(word: str) -> None:
    cues = [read(path) for folder in ("mallet", "wood", "bell", "minimal") for path in (SOUNDS / folder).glob("*.wav")]
    assert cues
    assert max(map(abs, samples(word))) + max(max(map(abs, cue)) for cue in cues) < 32767


def test_the_words_are_equally_loud_and_three_decibels_over_the_cues() -> None:
    words = [loudness(samples(word)) for word in WORDS]
    assert max(words) - min(words) <= 0.2
    cue = loudness(read(SOUNDS / "mallet" / "go.wav"))
    assert min(words) - cue == pytest.approx(3.0, abs=0.2)


def test_the_words_are_about_equally_loud_by_plain_rms_too() -> None:
    found = [spoken_level(word) for word in WORDS]
    assert max(found) - min(found) <= 5.0


@pytest.mark.parametrize(("one", "other"), [("left", "right"), ("left-foot", "right-foot")])
def test_left_is_not_right(one: str, other: str) -> None:
    a, b = samples(one)[::3], samples(other)[::3]
    size = sqrt(fsum(x * x for x in a) * fsum(x * x for x in b))
    alike = max(abs(fsum(map(mul, a[max(0, by) :], b[max(0, -by) :]))) for by in range(-400, 401, 4)) / size
    assert alike < 0.6
    assert difference(one, other) > 6


def test_no_two_words_sound_alike() -> None:
    assert min((difference(one, other), one, other) for one, other in combinations(WORDS, 2)) > (4.0, "", "")


def test_a_file_is_what_flite_says(make_voice: ModuleType) -> None:
    """Two of the words; `python sounds/make_voice.py --check` looks at all."""
    if not make_voice.flite_is_here():
        pytest.skip("flite is not here, or another version")
    for word in WORDS if os.environ.get("FOOTCORE_FULL") == "1" else ("left", "up"):
        assert (FOLDER / f"{word}.wav").read_bytes() == make_voice.made(word), word
