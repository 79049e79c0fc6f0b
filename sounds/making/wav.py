"""Samples as the bytes of a WAV file: 48 kHz, mono, 16 bit."""

from __future__ import annotations

import sys
import wave
from array import array
from collections.abc import Sequence
from io import BytesIO

from making.arithmetic import RATE


def wav(track: Sequence[float]) -> bytes:
    """Of samples between -1 and 1."""
    data = array("h", [round(x * 32767.0) for x in track])
    if sys.byteorder == "big":
        data.byteswap()
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(data.tobytes())
    return file.getvalue()
