"""From text to speech: what a synthesiser is, which are tried, and the text as it is given to them."""

from __future__ import annotations

import sys
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from footcore_tui.core.errors import FootcoreError

WORDS_A_MINUTE = 175
"""Normal speed; espeak-ng's own, and near to macOS's."""
LONGEST_TEXT = 500
"""Characters; half a minute of speech, more than any room."""
FAILURES = 2
"""In a row, after which a synthesiser is asked no more."""


class SpeechUnavailable(FootcoreError):
    """A synthesiser can't be had on this machine, or can't say this."""


class Synthesiser(Protocol):
    """Says a text into memory. Used by one thread only."""

    @property
    def name(self) -> str: ...

    def speaks(self, language: str) -> bool:
        """Whether it has a voice for a BCP 47 tag. Raises SpeechUnavailable."""
        ...

    def voice_for(self, language: str, voice: str) -> str | None:
        """Its name of the voice that `say` takes; None where it has none. Raises SpeechUnavailable."""
        ...

    def say(self, text: str, language: str, voice: str, rate: float) -> tuple[array[int], int]:
        """Mono 16-bit samples and their rate.

        `text` is plain (see `plain`); `language` is one that it speaks; `voice` a name by the user, who may have meant
        another synthesiser by it, or empty; `rate` 1.0 is the normal speed. Raises SpeechUnavailable.
        """
        ...

    def close(self) -> None:
        """Ends what runs; called by any thread."""
        ...


Maker = Callable[[], Synthesiser]
"""Raises SpeechUnavailable."""


def _espeak_library() -> Synthesiser:
    from footcore_tui.adapters.audio.espeak import EspeakLibrary

    return EspeakLibrary()


def _espeak_program() -> Synthesiser:
    from footcore_tui.adapters.audio.speech_programs import EspeakProgram

    return EspeakProgram()


def _say() -> Synthesiser:
    from footcore_tui.adapters.audio.speech_programs import Say

    return Say()


def _sapi() -> Synthesiser:
    from footcore_tui.adapters.audio.speech_windows import Sapi

    return Sapi()


def _flite() -> Synthesiser:
    from footcore_tui.adapters.audio.speech_programs import Flite

    return Flite()


MAKERS: tuple[Maker, ...] = (_espeak_library, _espeak_program, _say, _sapi, _flite)
"""In the order they are tried."""
NAMES = ("espeak-ng", "espeak-ng program", "say", "SAPI", "flite")
"""Of what they make."""


def plain(text: str) -> str:
    """What a voice can say of a text; empty where it holds neither letter nor digit.

    Brackets would be commands to some synthesisers (`[[slnc 5000]]`, `<break/>`); pictures would be read out by name.
    """
    said = "".join(one if _sayable(one) else " " for one in text)
    words = " ".join(said.split())[:LONGEST_TEXT]
    return words if any(one.isalnum() for one in words) else ""


def _sayable(character: str) -> bool:
    if character in "[]<>\ufe0f":
        return False
    return character in "\u200c\u200d" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "So")


class _Candidate:
    """One that may be found, may work, and may cease to."""

    def __init__(self, maker: Maker) -> None:
        self._maker: Maker | None = maker
        self.found: Synthesiser | None = None
        self._failures = 0

    def get(self) -> Synthesiser | None:
        """None where it can't be had; looked for once."""
        maker, self._maker = self._maker, None
        if maker is not None:
            try:
                self.found = maker()
            except SpeechUnavailable as error:
                sys.stderr.write(f"voice: {error}\n")
        return self.found

    def succeeded(self) -> None:
        self._failures = 0

    def failed(self, synthesiser: Synthesiser, error: Exception) -> None:
        sys.stderr.write(f"voice: {synthesiser.name}: {error}\n")
        self._failures += 1
        if self._failures >= FAILURES:
            self.found = None
            synthesiser.close()


class Synthesisers:
    """Those of this machine in their order: found when first needed, dropped when they have failed twice in a row."""

    def __init__(self, makers: Sequence[Maker]) -> None:
        self._candidates = [_Candidate(maker) for maker in makers]
        self._closed = False

    def speaking(self, language: str) -> Iterator[Attempt]:
        """An attempt at each that speaks it; the caller stops at the first that succeeds."""
        for candidate in self._candidates:
            synthesiser = None if self._closed else candidate.get()
            if synthesiser is None:
                continue
            try:
                speaks = synthesiser.speaks(language)
            except SpeechUnavailable as error:
                candidate.failed(synthesiser, error)
                continue
            if speaks:
                yield Attempt(candidate, synthesiser)

    def close(self) -> None:
        """Nothing is attempted any more; may be called by any thread."""
        self._closed = True
        for candidate in self._candidates:
            found = candidate.found
            if found is not None:
                found.close()


class Attempt:
    """A synthesiser about to say something; notes how it goes."""

    def __init__(self, candidate: _Candidate, synthesiser: Synthesiser) -> None:
        self._candidate = candidate
        self._synthesiser = synthesiser

    @property
    def name(self) -> str:
        return self._synthesiser.name

    def say(self, text: str, language: str, voice: str, rate: float) -> tuple[array[int], int] | None:
        """None where it fails."""
        try:
            said = self._synthesiser.say(text, language, voice, rate)
        except SpeechUnavailable as error:
            self._candidate.failed(self._synthesiser, error)
            return None
        self._candidate.succeeded()
        return said
