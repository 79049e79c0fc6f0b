"""Which synthesisers this machine has, and which voice each would speak with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from footcore_tui.adapters.audio.synthesis import MAKERS, NAMES, Maker, SpeechUnavailable, Synthesiser


@dataclass(frozen=True, slots=True)
class Voiced:
    """A synthesiser, and what it would do."""

    name: str
    voice: str = ""
    """As it calls it."""
    reason: str = ""
    """Why it does not speak; empty if it does."""

    @property
    def speaks(self) -> bool:
        return not self.reason


def survey(language: str, voice: str, makers: Sequence[Maker] = MAKERS, names: Sequence[str] = NAMES) -> list[Voiced]:
    """All in the order in which a session tries them; nothing is said."""
    return [_voiced(maker, name, language, voice) for maker, name in zip(makers, names, strict=True)]


def _voiced(maker: Maker, name: str, language: str, voice: str) -> Voiced:
    synthesiser: Synthesiser | None = None
    try:
        synthesiser = maker()
        chosen = synthesiser.voice_for(language, voice)
    except SpeechUnavailable as error:
        return Voiced(name, reason=str(error))
    finally:
        if synthesiser is not None:
            synthesiser.close()
    return Voiced(name, chosen or "", "" if chosen else f"no voice for {language}")
