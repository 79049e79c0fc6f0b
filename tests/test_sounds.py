"""The shipped cues: rebuilt to the byte, of their stated length, equally loud, without clicks, told apart."""

from __future__ import annotations

import ast
import importlib
import sys
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from math import cos, fsum, hypot, log10, pi, sin, sqrt
from operator import mul
from pathlib import Path
from types import ModuleType

import pytest

from footcore_tui.core.cues import SOUND_SECONDS, Sound

FOLDER = Path(__file__).parents[1] / "sounds"
RATE = 48_000
SETS = ("mallet", "wood", "bell", "minimal")
SOFTER = {"tick": -6.0, "down": -3.0, "up": -3.0, "stay": -3.0}
"""dB beside the other sounds."""
HOP = RATE // 200
NAMES = tuple(str(sound) for sound in Sound)

every_set = pytest.mark.parametrize("folder", SETS)
every_sound = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module", autouse=True)
def scripts() -> Iterator[None]:
    """The scripts that make the sounds can be imported, as they import each other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(FOLDER), *sys.path])
        yield


@pytest.fixture(scope="module")
def make(scripts: None) -> ModuleType:
    return importlib.import_module("make")


@dataclass(frozen=True)
class Stroke:
    at: float
    step: int
    to: int
    """The step where it ends; the same but for a glide."""
    ring: float


@cache
def samples(folder: str, name: str) -> array[int]:
    with wave.open(str(FOLDER / folder / f"{name}.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        data = array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        data.byteswap()
    return data


@cache
def strokes(folder: str, name: str) -> tuple[Stroke, ...]:
    score = importlib.import_module("making.ensemble").ensembles()[folder].scores[name]
    return tuple(Stroke(one.at, one.step, one.step if one.to is None else one.to, one.ring) for one in score)


@cache
def peak(folder: str, name: str) -> int:
    return max(map(abs, samples(folder, name)))


def movement(played: tuple[Stroke, ...]) -> tuple[int, ...]:
    """Rises, falls and repeats: those within a stroke that glides, and those from each to the next."""
    moves: list[int] = []
    for index, one in enumerate(played):
        if index:
            moves.append(sign(one.step - played[index - 1].to))
        if one.to != one.step:
            moves.append(sign(one.to - one.step))
    return tuple(moves)


def sign(number: int) -> int:
    return (number > 0) - (number < 0)


def pace(folder: str, name: str) -> float:
    """Seconds between strokes on average; of a single one how long it is heard."""
    played = strokes(folder, name)
    if len(played) > 1:
        return (played[-1].at - played[0].at) / (len(played) - 1)
    return heard_seconds(folder, name)


def heard_seconds(folder: str, name: str) -> float:
    """For how long it is above a tenth of its peak."""
    data, least = samples(folder, name), peak(folder, name) * 0.1
    loud = [index for index, sample in enumerate(data) if abs(sample) > least]
    return (loud[-1] - loud[0]) / RATE


def onsets(data: array[int]) -> list[float]:
    """Seconds at which the sound swells to twice the power it had within the 25 ms before."""
    powers = [fsum(x * x for x in data[max(0, at - HOP) : at + HOP]) for at in range(0, len(data), HOP)]
    found: list[int] = []
    for index, power in enumerate(powers):
        before = min(powers[max(0, index - 5) : index], default=0.0)
        if power > max(powers) * 0.03 and power > 2 * before and (not found or index - found[-1] > 6):
            found.append(index)
    return [index * HOP / RATE for index in found]


def strength(data: array[int], hertz: float) -> float:
    """Of one frequency in the samples, by their Fourier sum at it under a window without corners."""
    turn, window = 2 * pi * hertz / RATE, 2 * pi / len(data)
    shaped = [x * (1 - cos(index * window)) for index, x in enumerate(data)]
    return hypot(
        fsum(x * cos(index * turn) for index, x in enumerate(shaped)),
        fsum(x * sin(index * turn) for index, x in enumerate(shaped)),
    )


@every_set
def test_a_file_is_what_its_score_makes(folder: str, make: ModuleType) -> None:
    ensemble = make.ensembles()[folder]
    made = {name: make.wav(make.track(ensemble, name)) for name in make.SECONDS}
    assert [name for name in made if (FOLDER / folder / f"{name}.wav").read_bytes() != made[name]] == []


def test_every_sound_has_a_file_in_every_set_and_there_is_no_other(make: ModuleType) -> None:
    assert tuple(make.ensembles()) == SETS
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("[!v]*/*.wav")} == {
        f"{folder}/{name}.wav" for folder in SETS for name in NAMES
    }
    assert not list(FOLDER.glob("*.wav"))


def test_the_lengths_are_those_of_the_cue_plan(make: ModuleType) -> None:
    assert {Sound(name): seconds for name, seconds in make.SECONDS.items()} == SOUND_SECONDS


def test_only_arithmetic_that_is_the_same_everywhere_makes_them() -> None:
    """No sine of the C library, no power, and not `sum`, which CPython 3.12 made more exact."""
    for path in (FOLDER / "make.py", *(FOLDER / "making").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "math":
                assert {alias.name for alias in node.names} <= {"fsum", "sqrt"}, path.name
            assert not (isinstance(node, ast.Import) and any(alias.name in ("math", "random") for alias in node.names))
            assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)), path.name
            assert not (isinstance(node, ast.Name) and node.id in ("sum", "pow")), path.name


@every_set
@every_sound
def test_a_file_is_as_long_as_the_cue_plan_believes(folder: str, name: str) -> None:
    assert len(samples(folder, name)) == round(SOUND_SECONDS[Sound(name)] * RATE)


@every_set
@every_sound
def test_a_sound_begins_and_ends_in_silence_without_a_click(folder: str, name: str) -> None:
    data = samples(folder, name)
    assert data[0] == data[-1] == 0
    assert max(map(abs, data[:4])) <= peak(folder, name) * 0.02
    assert max(map(abs, data[-24:])) <= peak(folder, name) * 0.002


@every_set
@every_sound
def test_a_sound_is_heard_at_once(folder: str, name: str) -> None:
    loud = next(index for index, x in enumerate(samples(folder, name)) if abs(x) > peak(folder, name) * 0.25)
    assert loud <= 0.012 * RATE


@every_set
@every_sound
def test_a_sound_has_no_pause_in_it_that_parts_it_in_two(folder: str, name: str) -> None:
    """Whoever records the cues takes a fifth of a second below 500 for the end of one."""
    loud = [index for index, sample in enumerate(samples(folder, name)) if abs(sample) > 500]
    assert max(b - a for a, b in pairwise(loud)) < 0.15 * RATE


def test_loudness_is_measured_as_the_standard_says(scripts: None) -> None:
    """ITU-R BS.1770-5: a sine of 997 Hz at full scale reads -3.01 once the 0.691 dB of its weighting are taken off."""
    loudness = importlib.import_module("making.loudness").loudness

    def reading(hertz: float) -> float:
        return 20 * log10(loudness([sin(2 * pi * hertz * index / RATE) for index in range(RATE // 2)]))

    assert reading(997) - 0.691 == pytest.approx(-3.01, abs=0.03)
    assert reading(8000) == pytest.approx(-3.01 + 4, abs=0.1)
    assert reading(40) < -6


def test_all_are_equally_loud_in_all_sets_but_those_of_every_second(scripts: None) -> None:
    loudness = importlib.import_module("making.loudness").loudness
    levels = [
        20 * log10(loudness(samples(folder, name)) / 32768) - SOFTER.get(name, 0.0) for folder in SETS for name in NAMES
    ]
    assert max(levels) - min(levels) <= 0.1
    assert min(levels) > -22


@every_set
def test_any_two_sounds_at_once_do_not_clip(folder: str) -> None:
    assert 2 * max(peak(folder, name) for name in NAMES) < 32767


@every_set
def test_no_two_sounds_are_alike_in_their_samples(folder: str) -> None:
    """By correlation within 5 ms to either side, at an eighth of the rate."""
    small = {name: [fsum(data[i : i + 8]) for i in range(0, len(data) - 7, 8)] for name, data in every(folder).items()}
    size = {name: sqrt(fsum(x * x for x in data)) for name, data in small.items()}
    for a, b in combinations(NAMES, 2):
        shifted = ((small[a][max(0, by) :], small[b][max(0, -by) :]) for by in range(-30, 31))
        assert max(abs(fsum(map(mul, *pair))) for pair in shifted) < 0.6 * size[a] * size[b], (a, b)


def every(folder: str) -> dict[str, array[int]]:
    return {name: samples(folder, name) for name in NAMES}


@every_set
def test_movement_and_pace_tell_the_sounds_apart_without_their_pitch(folder: str) -> None:
    """Where two move alike, one is at least twice as fast, or a single stroke twice as long."""
    for a, b in combinations(NAMES, 2):
        if movement(strokes(folder, a)) == movement(strokes(folder, b)):
            slow, fast = sorted((pace(folder, a), pace(folder, b)), reverse=True)
            assert slow >= 2 * fast, (a, b)


@every_set
def test_the_sounds_of_a_hold_differ_from_each_other_in_movement_alone(folder: str) -> None:
    names = ("count", "go", "switch", "rest", "halfway", "end", "last", "finish")
    assert len({movement(strokes(folder, name)) for name in names}) == len(names)


@every_set
@every_sound
def test_the_strokes_of_the_score_are_what_is_heard(folder: str, name: str) -> None:
    heard, written = onsets(samples(folder, name)), [one.at for one in strokes(folder, name)]
    assert len(heard) == len(written)
    assert max(abs(a - b) for a, b in zip(heard, written, strict=True)) <= 0.01


@every_set
@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("count", "tick", "stay", "halfway")])
def test_the_pitch_moves_in_the_samples_as_in_the_score(folder: str, name: str) -> None:
    """Of each two notes that follow one another, either is the stronger where it is played."""
    middle = importlib.import_module("making.ensemble").ensembles()[folder].instrument.middle
    for (step, here), (other, there) in pairwise(notes(folder, name)):
        if step != other:
            one, two = middle * 2 ** (step / 12), middle * 2 ** (other / 12)
            assert strength(here, one) > strength(here, two)
            assert strength(there, two) > strength(there, one)


def notes(folder: str, name: str) -> Iterator[tuple[int, array[int]]]:
    """The steps in their order and the samples where each is heard: of a glide its first and its last."""
    data = samples(folder, name)
    for one in strokes(folder, name):
        if one.to == one.step:
            yield one.step, data[round(one.at * RATE) :][: RATE // 25]
        else:
            yield one.step, data[round(one.at * RATE) :][: round(one.ring * 0.3 * RATE)]
            yield one.to, data[round((one.at + one.ring * 0.6) * RATE) :][: round(one.ring * 0.4 * RATE)]


@every_set
@pytest.mark.parametrize(("name", "way"), [("down", {-1}), ("up", {1}), ("stay", {0}), ("tick", set()), ("rest", {-1})])
def test_a_phase_moves_as_the_body_does(folder: str, name: str, way: set[int]) -> None:
    assert set(movement(strokes(folder, name))) == way


@every_set
def test_a_count_is_dry_and_a_go_lasts(folder: str) -> None:
    assert heard_seconds(folder, "count") < 0.1
    assert heard_seconds(folder, "go") > 2.5 * heard_seconds(folder, "count")


@pytest.mark.parametrize(("one", "other"), list(combinations(SETS, 2)))
@every_sound
def test_the_same_sound_differs_from_set_to_set(one: str, other: str, name: str) -> None:
    a, b = samples(one, name), samples(other, name)
    alike = fsum(map(mul, a, b)) / sqrt(fsum(x * x for x in a) * fsum(y * y for y in b))
    assert abs(alike) < 0.9
