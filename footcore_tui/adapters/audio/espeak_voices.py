"""espeak-ng's names of voices and speeds, for its library and its program alike."""

from __future__ import annotations

import re

from footcore_tui.adapters.audio.synthesis import WORDS_A_MINUTE

_OTHER_NAMES = {
    "en": "en-us",
    "en-au": "en-gb",
    "en-ie": "en-gb",
    "en-in": "en-gb",
    "en-nz": "en-gb",
    "en-uk": "en-gb",
    "en-za": "en-gb",
    "es-mx": "es-419",
    "es-us": "es-419",
    "nn": "nb",
    "no": "nb",
    "zh": "cmn",
}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,30}")
_VARIANT = re.compile(r"\+[A-Za-z0-9_-]{1,30}")


def voices_for(language: str, voice: str = "") -> tuple[str, ...]:
    """espeak-ng's names to try for a BCP 47 tag, best first; the user's own where it speaks that language.

    A variant alone ("+f3") goes with every language. A name is of the language that it begins with.
    """
    tag = language.lower().replace("_", "-")
    names = [name for name in (tag, _primary(tag)) if _NAME.fullmatch(name)]
    known = [_OTHER_NAMES.get(name, name) for name in names]
    # Its library knows British English by the name of that file alone, its program by either.
    fitting = tuple(dict.fromkeys(one for name in known for one in ((name, "en") if name == "en-gb" else (name,))))
    name, plus, variant = voice.partition("+")
    if plus and not _VARIANT.fullmatch(plus + variant):
        return fitting
    if not name:
        return (*(one + plus + variant for one in fitting), *fitting) if plus else fitting
    if fitting and _NAME.fullmatch(name) and _primary(name) == _primary(fitting[-1]):
        return (name + plus + variant, *fitting)
    return fitting


def words_a_minute(rate: float) -> int:
    """Within what espeak-ng and macOS can do."""
    return round(max(80.0, min(450.0, WORDS_A_MINUTE * rate)))


def _primary(name: str) -> str:
    return name.partition("-")[0].lower()
