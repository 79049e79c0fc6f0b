"""Makes the cue sounds: `python sounds/make.py` writes them beside itself, `--check` compares instead.

The files come out the same to the byte on every machine and Python: see `making/arithmetic.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from math import sqrt
from pathlib import Path

from making.arithmetic import RATE, smooth
from making.ensemble import Ensemble, ensembles
from making.loudness import CUE, loudness
from making.wav import wav

SECONDS = {
    "ready": 0.5,
    "count": 0.1,
    "go": 0.4,
    "halfway": 0.35,
    "switch": 0.5,
    "rest": 0.6,
    "end": 0.3,
    "last": 0.5,
    "finish": 1.4,
    "tick": 0.05,
    "down": 0.12,
    "up": 0.12,
    "stay": 0.09,
}
"""The length of each sound, in every set."""

SOFTER = {"tick": 0.5, "down": sqrt(0.5), "up": sqrt(0.5), "stay": sqrt(0.5)}
"""Beside the others, as they come every second: -6 dB the tick, -3 dB the phases."""
FADE_SECONDS = 0.012


def track(ensemble: Ensemble, name: str) -> list[float]:
    """The samples of a sound, between -1 and 1."""
    length = round(SECONDS[name] * RATE)
    sound = [0.0] * length
    for stroke in ensemble.scores[name]:
        start = round(stroke.at * RATE)
        for index, sample in enumerate(ensemble.instrument.play(stroke)[: length - start], start):
            sound[index] += sample
    fade = FADE_SECONDS * RATE
    sound = [sample * smooth((length - 1 - index) / fade) for index, sample in enumerate(sound)]
    gain = CUE * SOFTER.get(name, 1.0) / loudness(sound)
    return [sample * gain for sample in sound]


def files() -> Iterator[tuple[str, bytes]]:
    """Every file by its place beside this one."""
    for folder, ensemble in ensembles().items():
        for name in SECONDS:
            yield f"{folder}/{name}.wav", wav(track(ensemble, name))


def main() -> int:
    checked, changed = "--check" in sys.argv[1:], 0
    for name, made in files():
        path = Path(__file__).parent / name
        same = path.exists() and path.read_bytes() == made
        changed += not same
        if not checked:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(made)
        print(f"{'same' if same else 'new '}  {name}")
    return 1 if changed and checked else 0


if __name__ == "__main__":
    sys.exit(main())
