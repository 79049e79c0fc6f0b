"""What a wrong value may have meant, by the key at which it stands; for bad files alone."""

from __future__ import annotations

import re
import unicodedata

from footcore_tui.core.duration import duration_hint, suggest_durations
from footcore_tui.core.text import name_of


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


EXAMPLES = {
    "reps": 10, "sets": 3, "rounds": 3, "weeks": 4, "stage": 2, "days_a_week": 3, "sessions_a_day": 2, "format": 1,
}  # fmt: skip
"""The keys at which whole numbers stand, each with a likely one."""
PAUSES = _words("rest rest_after rest_between_rounds rest_between_blocks relax switch prepare")
TIMES = PAUSES | _words("hold time cap total session")
LISTS = _words("tags focus equipment sources cues mistakes stop_if ask_first allow")
TEXTS = _words(
    "name id version about author contact license language cue unit position footwear side_phrase setup breathing"
)

MAX_READ = 200
"""What is longer has no meaning that could be guessed."""
_SIGNS = frozenset("=[]{}(),:;#.-/0123456789")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_LOOKALIKES = str.maketrans(
    dict(zip("аеорсухіјѕһԁӏвмнтк", "aeopcyxijshdlbmhtk", strict=True))
    | dict(zip("αεορυικντ", "aeopuiknt", strict=True))
    | dict(zip("ıɡ", "ig", strict=True))
)
"""Letters of other alphabets by the Latin ones they look like."""
_NUMBERS = {
    "once": 1, "one": 1, "ein": 1, "eins": 1, "eine": 1, "einmal": 1, "twice": 2, "two": 2, "zwei": 2, "zweimal": 2,
    "three": 3, "drei": 3, "dreimal": 3, "four": 4, "vier": 4, "five": 5, "fünf": 5, "six": 6, "sechs": 6, "seven": 7,
    "sieben": 7, "eight": 8, "acht": 8, "nine": 9, "neun": 9, "ten": 10, "zehn": 10, "eleven": 11, "elf": 11,
    "twelve": 12, "zwölf": 12, "fifteen": 15, "fünfzehn": 15, "twenty": 20, "zwanzig": 20, "daily": 7,
    "every day": 7, "täglich": 7, "jeden tag": 7,
}  # fmt: skip
_ENGLISH = {
    "links": "left", "rechts": "right", "linke": "left", "rechte": "right", "abwechselnd": "alternate",
    "wechselnd": "alternate", "alternierend": "alternate", "jede": "each", "kraft": "strength",
    "beweglichkeit": "mobility", "gleichgewicht": "proprioception", "rumpf": "core", "offen": "open",
    "geschlossen": "closed", "stehen": "stand", "sitzen": "sit", "runter": "down", "hoch": "up", "auf": "up",
}  # fmt: skip
"""The German words for those that stand in a file."""
_NOTHING = frozenset(("none", "no", "nothing", "zero", "nil", "null", "off", "kein", "keine", "keiner", "ohne"))
_TWO_NUMBERS = re.compile(r"([0-9]{1,3}) *([x×*/-]|to|or|bis|oder|mal|times|\.\.+|…) *([0-9]{1,3})")
_TIMES = ("x", "×", "*", "mal", "times")
_MARKED_NUMBER = re.compile(r"[~<>=≤≥≈+]*(?:ca\.?|max\.?|min\.?)? *([0-9]{1,3}) *(?:x|×|mal|times|\+)?")
_NUMBER_AND_WORDS = re.compile(r"([0-9]{1,3})[ \t]*([^\W\d].*|\(.*)")
_TIME_RANGE = re.compile(r"([0-9]{1,3}) *([a-z]*)\.? *(?:-|to|bis) *([0-9]{1,3}) *([a-z]+)\.?")
_TWO_SIDES = re.compile(
    r"left.*right|right.*left|links.*rechts|rechts.*links|l ?[/&+] ?r\b|(?:both|beid).|(?:each|per|je|pro|jede.?) +\w"
)
_FOUR_NUMBERS = re.compile(r"([0-9]{1,3})\W+([0-9]{1,3})\W+([0-9]{1,3})\W+([0-9]{1,3})")
_WEEK_WORDS = re.compile(r"\b(?:weeks?|wochen?|kw)\b")
_WEEK_LIST = re.compile(r"[0-9]{1,3}(?:-[0-9]{1,3})?(?:,[0-9]{1,3}(?:-[0-9]{1,3})?)*")


def plain(written: str) -> str:
    """With the digits and signs of a plain keyboard in place of full-width ones and long dashes."""
    return unicodedata.normalize("NFKC", written[:MAX_READ].translate(_HYPHENS)).strip()


def latin(written: str) -> str:
    """With the letters that are meant in place of those of other alphabets that look like them."""
    return plain(written).translate(_LOOKALIKES)


def other_alphabet(written: str) -> str:
    """What is wrong with a word that looks like plain letters and is not; empty for any other."""
    if written.isascii() or not latin(written).isascii():
        return ""
    return f"has a letter of another alphabet: {next(name_of(one) for one in written if not one.isascii())}"


def narrow(written: str) -> str:
    """With plain signs and digits in place of their full-width forms; letters stay."""
    return "".join(
        meant if not one.isascii() and (meant := unicodedata.normalize("NFKC", one)) in _SIGNS else one
        for one in written
    )


def number_hint(key: str, written: str, bare: str = "") -> str:
    """What to write where a whole number stands; `key` is empty inside a list, `bare` ends the hint of a lone one."""
    shown, setting = plain(written).lower(), f"{key} = " if key else ""
    if shown.isdecimal() and len(shown) < 5:
        return f"write {int(shown)}{bare}"
    if key == "format":
        return "write format = 1"
    if (number := _NUMBERS.get(shown)) and (number != 7 or key != "reps"):
        return f"write {setting}{number}"
    if key == "weeks" and (named := weeks_meant(shown)):
        return f"write weeks = {max(int(one) for one in re.split('[-,]', named))}"
    if two := _TWO_NUMBERS.fullmatch(shown):
        return _of_two(key, int(two[1]), two[2], int(two[3]))
    if alone := _MARKED_NUMBER.fullmatch(shown):
        return f"write {setting}{int(alone[1])}"
    if words := _NUMBER_AND_WORDS.fullmatch(shown):
        hint = f"write {setting}{int(words[1])}"
        own = key and key.startswith(words[2][:3])
        return hint if own else f"{hint} alone; the rest has a key of its own, or stands behind a #"
    return f"write it as {setting}{EXAMPLES.get(key, 10)}"


def _of_two(key: str, first: int, sign: str, second: int) -> str:
    if key in ("sets", "reps") and sign in _TIMES:
        return f"write sets = {first} and reps = {second}"
    if key == "reps" and sign == "/" and first == second:
        return f'write reps = {first}, and sides = "each" if that is per side'
    return f"write one of them: {first} or {second}"


def two_numbers(written: str) -> str:
    """What two numbers in one are called; empty for anything else."""
    two = _TWO_NUMBERS.fullmatch(plain(written).lower())
    if two is None:
        return ""
    return "two numbers" if two[2] in (*_TIMES, "/") else "a range"


def tempo_meant(written: str) -> str:
    """The four numbers in the right spelling; empty where there are no four."""
    four = _FOUR_NUMBERS.fullmatch(plain(written).strip("[]() "))
    return "-".join(four.groups()) if four else ""


def weeks_meant(written: str) -> str:
    """The weeks in the right spelling; empty where none are named."""
    said = _WEEK_WORDS.sub(" ", plain(written).lower().strip("[]()")).strip()
    said = re.sub(r"\b(?:and|und|or|oder)\b|[;+&]", ",", re.sub(r"\b(?:to|bis)\b", "-", said))
    meant = re.sub(r"\s+", ",", re.sub(r"\s*([,-])\s*", r"\1", said))
    return meant if _WEEK_LIST.fullmatch(meant) and all(0 < int(one) < 100 for one in re.split("[-,]", meant)) else ""


def dashes(written: object) -> str:
    """What goes before a complaint about a text whose long dashes look like hyphens."""
    return "has long dashes and " if isinstance(written, str) and written.translate(_HYPHENS) != written else ""


def is_time_range(written: str) -> bool:
    return _TIME_RANGE.fullmatch(plain(written).lower()) is not None


def time_hint(written: str, *, or_none: bool) -> str:
    """As `duration_hint`; of a range both ends, and no time at all where there may be none."""
    if or_none and written.strip().lower() in _NOTHING:
        return 'write "0s"'
    if ends := _TIME_RANGE.fullmatch(plain(written).lower()):
        low, high = suggest_durations(ends[1] + (ends[2] or ends[4])), suggest_durations(ends[3] + ends[4])
        return f'write one of them: "{low[0]}" or "{high[0]}"' if low and high else duration_hint(written)
    return duration_hint(written)


def turns_hint(written: str) -> str:
    """Of words for both sides, that leave open when each has its turn; empty for any other."""
    turns = 'write "each" for a whole set a side, "alternate" to swap after every hold, "both" for both at once'
    return turns if _TWO_SIDES.search(written[:MAX_READ].lower()) else ""


def english(written: str) -> str:
    """The word of the file that was meant by a German one, or by one in letters of another alphabet."""
    folded = latin(written).lower()
    return _ENGLISH.get(folded, folded)
