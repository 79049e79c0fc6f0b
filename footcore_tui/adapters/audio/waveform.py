"""The sound files as samples."""

from __future__ import annotations

import sys
import wave
from array import array
from pathlib import Path

from footcore_tui.adapters.audio.blend import RATE
from footcore_tui.core.cues import Sound


def load_all(folder: Path) -> dict[Sound, array[int]]:
    """Raises OSError or wave.Error for a file that is missing or not 48 kHz, mono, 16 bit."""
    return {sound: load(folder / f"{sound}.wav") for sound in Sound}


def load_words(folder: Path) -> dict[str, array[int]]:
    """The shipped words by the stem of their file; those that can't be read are left out, and said to be."""
    words = {}
    for path in sorted(folder.glob("*.wav")):
        try:
            words[path.stem] = load(path)
        except (OSError, wave.Error) as error:
            sys.stderr.write(f"{path.name}: {error}\n")
    return words


def load(path: Path) -> array[int]:
    with path.open("rb") as file, wave.open(file) as source:
        if (source.getframerate(), source.getnchannels(), source.getsampwidth()) != (RATE, 1, 2):
            raise wave.Error(f"{path.name} is not 48 kHz, mono, 16 bit")
        return _swapped(array("h", source.readframes(source.getnframes())))


def save(path: Path, samples: array[int]) -> None:
    with path.open("wb") as file, wave.open(file, "wb") as out:
        out.setframerate(RATE)
        out.setnchannels(1)
        out.setsampwidth(2)
        out.writeframes(_swapped(samples[:]).tobytes())


def _swapped(samples: array[int]) -> array[int]:
    """Between this machine's byte order and the file's, in place."""
    if sys.byteorder == "big":
        samples.byteswap()
    return samples
