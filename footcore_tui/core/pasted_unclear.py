"""What a pasted line may say that leaves its dose unclear, or is no part of one, each with its reason."""

from __future__ import annotations

import re
import unicodedata

from footcore_tui.core.text import quoted


class NotUnderstood(ValueError):
    """Its text says which part of a line has no clear meaning."""


CROSSED_OUT = "✗✘✖❌⛔☒🚫"
_OFTEN = r"täglich|tägl\b\.?|tgl\b\.?|daily|weekly|wöchentlich|morgens|mittags|abends|[bt]\.?i\.?d\b\.?"
_TIMES = r"(?:once|twice|(?:[0-9]{1,2}|two|three|four) ?(?:x|×|times|mal)|(?:ein|zwei|drei)mal) "
_DAY = r"(?:day|week|morning|evening|night|tag|woche|morgen|abend)"
_EACH = r"(?:an?|per|every|each|pro|am|die|jeden?)(?: (?:other|second|third|2nd|3rd|zweiten?|dritten?|2\.|3\.))?"
_MANY = "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty"
_VIELE = "zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|fünfzehn|zwanzig|dreißig"
_UNCLEAR = (
    (
        r"\b(?:ca|circa|zirka|approx|approximately|ungefähr|roughly|nearly|almost|knapp)\b\.?"
        r"|\b(?:about|around|etwa|rund|gut)(?= ?[0-9])|\+ ?/ ?[-−]|[~≈<>≤≥±≠]",
        "is no exact dose; leave it out",
    ),
    (
        r"\b(?:at least|at most|up to|(?:no )?(?:more|less|fewer) than|mind(?:estens)?|höchstens|bis zu"
        r"|(?:mehr|weniger) als|max(?:imal|imum)?(?=\.? ?[0-9]|\.?$))\b\.?"
        r"|(?<![0-9])(?<![0-9] )\bmin(?:imal|imum)?\b\.?(?= ?[0-9])",
        "sets a limit, not a dose; leave it out",
    ),
    (
        r"\b(?:until|till|to (?:failure|fatigue|exhaustion)|bis|emom|amrap)\b",
        "says when to stop otherwise than by a time or a number; leave it out",
    ),
    (
        rf"\b(?:{_OFTEN}|(?:{_TIMES})?{_EACH} {_DAY})\b|/ ?{_DAY}\b",
        "says how often, which belongs to the plan of the whole routine; leave it out",
    ),
    (r"\b(?:both sides|beide seiten)\b", 'may be one side or both feet at once; write "each side" or "both feet"'),
    (r"\b(?:twice|thrice|zweimal|dreimal|viermal)\b", 'is a number in words; write it as "2 x"'),
    (r"^(?:not?|don['’]?t|do not|kein(?:e[nmrs]?)?|nicht|statt|instead of)\b(?!-)|^skip\b(?!-| (?:rope|hop|jump))"
     "|^[" + CROSSED_OUT + "]",
     "says that it is not to be done; take the line out"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), why) for pattern, why in _UNCLEAR)
_NUMBER_IN_WORDS = re.compile(rf"\b(?:{_MANY}|{_VIELE})(?=[ -]?\0)")
_ALONE = re.compile(r"(?<![\w'’-])[lr](?![\w'’-])", re.IGNORECASE)
_MARKS = "%?#@§¿"


def require_clear(said: str) -> None:
    """Of a line in small letters, without its cue. Raises NotUnderstood."""
    for pattern, why in _PATTERNS:
        if match := pattern.search(said):
            raise NotUnderstood(f"{quoted(match[0])} {why}")


def require_clear_rest(rest: str) -> None:
    """Of a line in which every phrase that was understood is `\\0`. Raises NotUnderstood."""
    if match := _NUMBER_IN_WORDS.search(rest):
        raise NotUnderstood(f"{quoted(match[0])} is a number in words; write it in digits")


def require_name(piece: str) -> None:
    """Of what is left, and can only be a name. Raises NotUnderstood."""
    odd = next(
        (one for one in piece if one in _MARKS or (unicodedata.category(one)[0] == "S" and one not in "+|=^`")), ""
    )
    odd = odd or (match[0] if (match := _ALONE.search(piece)) else "")
    if odd or re.search(r"[0-9]", piece):
        raise NotUnderstood(f"what {quoted(odd or piece)} means is not clear")
