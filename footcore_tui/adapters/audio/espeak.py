"""espeak-ng's library in this process.

The library is GPL-3; footcore neither holds nor needs it. It comes with the extra `[voice]` or from the system.
"""

from __future__ import annotations

import ctypes
import importlib
from array import array
from collections.abc import Callable

from footcore_tui.adapters.audio.espeak_voices import voices_for, words_a_minute
from footcore_tui.adapters.audio.synthesis import SpeechUnavailable

SYSTEM_LIBRARIES = ("libespeak-ng.so.1", "libespeak-ng.1.dylib")

_SYNCHRONOUS = 2
"""AUDIO_OUTPUT_SYNCHRONOUS: samples come by a callback, and no device is ever opened."""
_DONT_EXIT = 0x8000
"""Without it the library ends the process where its data is missing."""
_RATE = 1
_POSITION_CHARACTER = 1
_UTF8 = 1
"""And neither SSML nor phonemes: the text is a text."""


class EspeakLibrary:
    """The library by ctypes. Not thread-safe: made and used by one thread. Raises SpeechUnavailable."""

    name = "espeak-ng"

    def __init__(self) -> None:
        self._library, data = _found()
        callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
        try:
            self._declare(callback)
            self._sample_rate = int(self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT))
            if self._sample_rate <= 0:
                raise SpeechUnavailable("espeak-ng's library finds no data")
            self._spoken = bytearray()
            self._callback = callback(self._receive)
            self._library.espeak_SetSynthCallback(self._callback)
        except AttributeError as error:
            raise SpeechUnavailable(f"espeak-ng's library lacks a function: {error}") from None

    def speaks(self, language: str) -> bool:
        return self.voice_for(language, "") is not None

    def voice_for(self, language: str, voice: str) -> str | None:
        """Sets it, too."""
        names = voices_for(language, voice)
        return next((name for name in names if self._library.espeak_SetVoiceByName(name.encode("ascii")) == 0), None)

    def say(self, text: str, language: str, voice: str, rate: float) -> tuple[array[int], int]:
        if self.voice_for(language, voice) is None:
            raise SpeechUnavailable(f"no voice for {language}")
        self._library.espeak_SetParameter(_RATE, words_a_minute(rate), 0)
        self._spoken.clear()
        content = text.encode("utf-8", "replace")
        failed = (
            self._library.espeak_Synth(content, len(content) + 1, 0, _POSITION_CHARACTER, 0, _UTF8, None, None)
            or self._library.espeak_Synchronize()
        )
        if failed:
            raise SpeechUnavailable(f"error {failed}")
        return array("h", bytes(self._spoken)), self._sample_rate

    def close(self) -> None:
        """The library is left as it is: it holds no device, and another thread may be in it."""

    def _receive(self, samples: ctypes._Pointer[ctypes.c_short], count: int, _: int | None) -> int:
        if samples and count > 0:
            self._spoken += ctypes.string_at(samples, 2 * count)
        return 0

    def _declare(self, callback: type[ctypes._CFunctionType]) -> None:
        """Without it ctypes would cut a pointer or a size to an int."""
        integer, unsigned, size, pointer = ctypes.c_int, ctypes.c_uint, ctypes.c_size_t, ctypes.c_void_p
        library = self._library
        library.espeak_Initialize.argtypes = [integer, integer, ctypes.c_char_p, integer]
        library.espeak_SetSynthCallback.argtypes = [callback]
        library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
        library.espeak_SetParameter.argtypes = [integer, integer, integer]
        library.espeak_Synth.argtypes = [ctypes.c_char_p, size, unsigned, integer, unsigned, unsigned, pointer, pointer]


def _found() -> tuple[ctypes.CDLL, bytes | None]:
    """The library and where its data lies; None: where the library was built to look."""
    for find in (_packaged, *(_system(name) for name in SYSTEM_LIBRARIES)):
        try:
            return find()
        except (ImportError, OSError, AttributeError):
            continue
    raise SpeechUnavailable("no library of espeak-ng")


def _packaged() -> tuple[ctypes.CDLL, bytes | None]:
    """Of the package `espeakng-loader`, on every platform."""
    loader = importlib.import_module("espeakng_loader")
    return ctypes.CDLL(str(loader.get_library_path())), str(loader.get_data_path()).encode()


def _system(name: str) -> Callable[[], tuple[ctypes.CDLL, bytes | None]]:
    return lambda: (ctypes.CDLL(name), None)
