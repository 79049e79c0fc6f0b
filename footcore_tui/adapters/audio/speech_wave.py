"""WAV in memory: what synthesisers write, and what the cache keeps."""

from __future__ import annotations

import struct
import sys
from array import array

_PCM = (1, 0xFFFE)
"""The format tags of plain samples; the second is the extended header that Apple's tools write."""
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")


def read_wave(data: bytes) -> tuple[array[int], int]:
    """Mono 16-bit samples and their rate. Raises ValueError for anything else.

    A program that writes as it speaks can't know the length beforehand and claims a huge one; what is there counts.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError("not a WAV file")
    rate, at = 0, 12
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        at += 8
        if name == b"fmt ":
            rate = _rate(data[at : at + 16])
        elif name == b"data" and rate:
            return _samples(data[at : at + size]), rate
        at += size + size % 2
    raise ValueError("a WAV file without samples")


def wave_bytes(samples: array[int], rate: int) -> bytes:
    """A WAV file of mono 16-bit samples."""
    content = _swapped(samples[:]).tobytes()
    size = len(content)
    return _HEADER.pack(b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16, b"data", size) + content


def _rate(form: bytes) -> int:
    if len(form) < 16:
        raise ValueError("a WAV file that is cut short")
    tag, channels, rate, _, _, bits = struct.unpack("<HHIIHH", form)
    if tag not in _PCM or channels != 1 or bits != 16 or not 4_000 <= rate <= 48_000:
        raise ValueError("a WAV file that is not mono, 16 bit, at 4 to 48 kHz")
    return int(rate)


def _samples(content: bytes) -> array[int]:
    return _swapped(array("h", content[: len(content) // 2 * 2]))


def _swapped(samples: array[int]) -> array[int]:
    """Between this machine's byte order and the file's, in place."""
    if sys.byteorder == "big":
        samples.byteswap()
    return samples
