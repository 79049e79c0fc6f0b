"""A pasted line, as "2 x 10 short foot, 5 s hold, each side; rest 45 s", taken apart into what it says.

Each known phrase is taken out of the line once; what is left must be the one name of an exercise. A line that says more
than is understood, or anything twice, is refused as a whole with its reason: nothing is guessed and nothing dropped.
English and German, in the spellings of both sides of the Atlantic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from footcore_tui.core.pasted_unclear import (
    CROSSED_OUT,
    NotUnderstood,
    require_clear,
    require_clear_rest,
    require_name,
)
from footcore_tui.core.routine import Sides
from footcore_tui.core.text import quoted


@dataclass(slots=True)
class PastedLine:
    """What one line says; None for what it does not."""

    exercise: str = ""
    """As the line calls it."""
    sets: int | None = None
    reps: int | None = None
    times: int | None = None
    """Of `3 x 30 s`, which may be sets or holds."""
    seconds: int | None = None
    hold: bool | None = None
    tempo: str | None = None
    sides: Sides | None = None
    per_side: bool = False
    rest: int | None = None
    relax: int | None = None
    switch: int | None = None
    total: int | None = None
    cue: str | None = None


_ENDS = r"(?![.,:/-]?[0-9])"
_NUMBER = rf"(?<![\w.,:/~-])[0-9]{{1,4}}{_ENDS}"
# Of two marks that mean one, the longer first.
_SECONDS = r"seconds?|secs?|sekunden?|sek|s|″|\"|”|“|''|′′|’’|´´"
_MINUTES = r"minutes?|mins?|minuten?|m|′|'|’|´"
_HOURS = r"hours?|hrs?|stunden?|std|h"
_PART = rf"[0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?[ -]?(?:{_SECONDS}|{_MINUTES}|{_HOURS})(?![^\W\d_])\.?"
_TIME = rf"(?<![\w.,:/~-]){_PART}(?: ?(?:and |und )?{_PART}){{0,2}}"
_BY = r" ?[x×✕*] ?"
_SETS = r"sets?|sätzen?|satz|saetze|serien?|series|durchgänge|durchgang|rounds?|runden?"
_REPS = r"reps?|repetitions?|times|wdh|wiederholungen?|mal|stück|stk"
_EACH = r"(?:each|every|per|je|pro|jede[rsnm]?)"
_FOOT = r"(?:side|leg|foot|seite|bein|fuß|fuss)"
_LEFT, _RIGHT = r"(?:left|links|linke[rsnm]?|li(?![\w-])\.?)", r"(?:right|rechts|rechte[rsnm]?|re(?![\w-])\.?)"
_STANCE = (
    rf"(?!(?: {_FOOT})? (?:(?:in )?front|forward|ahead|behind|vorne?|hinten)"
    r"(?= ?(?:$|[,;()0-9]|tandem\b|stance\b|stand\b)))"
)
"""Not behind a side: it says how one stands, not which foot works."""
_SAYS = r"(?: (?:for|of|von|für|lang))?(?: ?[:=])? ?"
_BETWEEN = r"(?: (?:between|in between|zwischen)(?: (?:the |den )?(?:sets|sätzen|rounds|holds))?)?"


def _timed(words: str, after: str = "") -> str:
    """A word before or behind a time."""
    return rf"\b(?:{words}){after}{_SAYS}(?P<before>{_TIME})|(?P<behind>{_TIME}) ?(?:of )?(?:{words})\b{after}"


_PHRASES: tuple[tuple[str, str], ...] = (
    ("cue", r"\b(?:cue|hinweis) ?[:=] ?(?P<cue>.+)$"),
    ("tempo", r"(?:\btempo ?[:=]? ?)?(?<![\w.,:/-])(?P<tempo>[0-9]{1,2}(?:-[0-9]{1,2}){3})(?![\w-])"),
    ("rest", _timed(r"resting|rest|satzpause|pause|break", _BETWEEN)),
    ("relax", _timed(r"relaxing|relax|release|entspannen|entspannung|lösen")),
    ("switch", _timed(r"switch|to switch|change|to change|seitenwechsel|wechsel")),
    ("total", _timed(r"in total|total|in all|altogether|insgesamt|gesamt")),
    ("alternate", r"\b(?:alternat(?:ing|ely|e)(?: (?:sides|legs|feet))?|im wechsel|abwechselnd|wechselseitig)\b"),
    (
        "each",
        rf"\b(?:{_LEFT} ?(?:and|und|/|\+|&) ?{_RIGHT}|{_RIGHT} ?(?:and|und|/|\+|&) ?{_LEFT})(?!\w)(?: {_FOOT}\b)?",
    ),
    ("each", r"\b(?:l ?[/+] ?r|r ?[/+] ?l)\b|\bbeidseit(?:s|ig)\b"),
    ("reps", rf"(?<![x×✕*])(?<![x×✕*] )(?P<reps>{_NUMBER})(?= ?(?:{_EACH} |/ ?){_FOOT}\b)"),
    ("each", rf"(?:\b(?:on |auf |an )?{_EACH} |/ ?){_FOOT}\b"),
    ("both", r"\b(?:(?:on |with )?both (?:feet|legs)|(?:auf |mit )?beiden? (?:füßen?|füssen?|beinen?)|beidbeinig)\b"),
    ("left", rf"\b(?:only |nur )?(?:on (?:the )?)?{_LEFT}(?!\w){_STANCE}(?: {_FOOT}\b)?(?: only\b)?"),
    ("right", rf"\b(?:only |nur )?(?:on (?:the )?)?{_RIGHT}(?!\w){_STANCE}(?: {_FOOT}\b)?(?: only\b)?"),
    ("dose", rf"(?P<sets>{_NUMBER}){_BY}(?P<reps>[0-9]{{1,4}}){_BY}(?P<held>{_PART})"),
    ("dose", rf"(?P<times>{_NUMBER}){_BY}(?P<time>{_PART}(?: ?{_PART})?)"),
    ("dose", rf"(?P<time>{_TIME}){_BY}(?P<times>[0-9]{{1,4}}){_ENDS}(?!\w)"),
    ("dose", rf"(?P<sets>{_NUMBER}){_BY}(?P<reps>[0-9]{{1,4}}){_ENDS}(?!\w)(?: ?(?:{_REPS})\b\.?)?"),
    (
        "dose",
        rf"(?P<sets>{_NUMBER}) ?(?:{_SETS}) ?(?:x|×|of|à|mit|zu|von) ?(?P<reps>[0-9]{{1,4}}){_ENDS}(?!\w)"
        rf"(?! ?(?:{_SECONDS}|{_MINUTES}|{_HOURS})(?![^\W\d_]))(?: ?(?:{_REPS})\b\.?)?",
    ),
    ("time", rf"\b(?:hold(?:ing)?|halten)(?: each)?{_SAYS}(?P<held>{_TIME})(?: each\b(?! {_FOOT}))?"),
    ("time", rf"(?P<held>{_TIME})[ -]?(?:holds?|halten|haltezeit)\b(?: each)?"),
    ("sets", rf"(?:(?<!\w)[x×] ?)?(?P<sets>{_NUMBER}) ?(?:{_SETS})\b(?: ?(?:x|×|of|à|mit|zu|von)(?![\w]))?"),
    ("reps", rf"(?:\b(?:repeat|wiederhol(?:e|en)) )?(?P<reps>{_NUMBER}) ?(?:{_REPS})\b\.?"),
    ("times", rf"(?P<times>{_NUMBER}) ?[x×✕](?!\w)"),
    ("times", rf"(?<!\w)[x×✕] ?(?P<times>[0-9]{{1,4}}){_ENDS}(?!\w)"),
    ("time", rf"(?P<time>{_TIME})"),
    ("hold", r"(?<=\0)[ -]?(?:holds?|halten)\b|(?:^|[,;(]) ?(?:holds?|halten)(?= ?(?:$|[\0,;)]))"),
    ("reps", r"^[ \0,;]*(?P<reps>[0-9]{1,4})(?= [^\W\d_]{2}| ?\0)"),
)
_BETWEEN_TIMES = re.compile(
    rf"{_TIME} ?(?P<word>rest|pause|break|relax|switch|change|wechsel|total|hold|halten) ?{_TIME}"
)
_CUE = re.compile(r"\b(?:cue|hinweis) ?[:=]")
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _PHRASES)
_DOSES = ("dose", "reps", "times", "time")
_THEN = re.compile(r"\b(?:then|and|und|dann|danach|plus|followed by|anschließend)\b|[+/&]")
_EACH_HOLD = re.compile(r"\beach\b", re.IGNORECASE)
_HOLDS = re.compile(r"\bholds?$")
_PIECE = re.compile(rf"([0-9]{{1,4}}(?:[.,][0-9]{{1,2}})?)[ -]?({_SECONDS}|{_MINUTES}|{_HOURS})(?![^\W\d_])")
_UNITS = ((re.compile(_HOURS), 3600), (re.compile(_MINUTES), 60), (re.compile(_SECONDS), 1))
_BULLET = re.compile(r"(?:[-*•‣◦–—·>]+ |\(?[0-9]{1,2}[.)] |\(?[a-z][.)] |\[[ x]?\] )")
MOST_BULLETS = 20
_LINKS = r"of|for|with|then|and|at|mit|und|für|von|à|je"
_JOINTS = r"\s:.,;|=·•*_/\\+&\"'’‘‚“”„«»…!–—\-"
_FILLERS = re.compile(rf"^(?:[{_JOINTS})\]}}]+|(?:{_LINKS})\b)|(?:[{_JOINTS}(\[{{]+|\b(?:{_LINKS}))$")
"""What joins a name to the phrases round it."""


def read_line(line: str, known: Callable[[str], bool] = lambda _: False) -> PastedLine | None:
    """What a line says, None for one that says nothing; `known`: whether an exercise is called so.

    Raises NotUnderstood.
    """
    text = re.sub(r"\b[wW]/(?![oO]\b) ?", "with ", without_bullet(line))
    if not any(character.isalnum() for character in text):
        return None
    rest = _lower(text)
    if between := _BETWEEN_TIMES.search(rest):
        raise NotUnderstood(f"which of the two times is the {between['word']} is not clear; put a comma between")
    require_clear(_CUE.split(rest)[0])
    found = PastedLine()
    doses: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        while match := pattern.search(rest):
            _take(found, kind, match, text)
            doses += [match.span()] if kind in _DOSES else []
            rest = f"{rest[: match.start()]}{chr(0) * (match.end() - match.start())}{rest[match.end() :]}"
    each = any(_EACH_HOLD.search(text[start:end]) for start, end in doses)
    if not each and any(_THEN.search(rest[end:start]) for (_, end), (start, _) in pairwise(sorted(doses))):
        raise NotUnderstood("it says two doses; write a line for each")
    require_clear_rest(rest)
    found.exercise = _name(text, rest, known)
    if found.hold is None and _HOLDS.search(found.exercise.lower()):
        found.hold = True
    return found


def without_bullet(line: str) -> str:
    """A line without what only marks it: bullets, numbering, blanks, a full stop at its end."""
    text = " ".join("".join(one if one.isprintable() else " " for one in line).split())
    for _ in range(MOST_BULLETS):
        if not text or not (end := _bullet(text)):
            break
        text = text[end:]
    text = text.rstrip(" .,;!")
    # A picture at the end says as little as one in front; an arrow may mean more or less.
    while text and text[-1] >= "\u2600" and unicodedata.category(text[-1]) == "So" and text[-1] not in CROSSED_OUT:
        text = text[:-1].rstrip(" .,;!")
    return text


def _bullet(text: str) -> int:
    """How long what marks the line is; a picture is such a mark, but for one that crosses the line out."""
    if match := _BULLET.match(_lower(text)):
        return match.end()
    picture = text[0] in "→⇒\ufe0f" or unicodedata.category(text[0]) == "So"
    return 1 if picture and text[0] not in CROSSED_OUT else 0


def _lower(text: str) -> str:
    """In small letters, each in its place."""
    return "".join(low if len(low := one.lower()) == 1 else one for one in text)


def _take(found: PastedLine, kind: str, match: re.Match[str], text: str) -> None:
    said = match.groupdict()
    match kind:
        case "cue":
            _put(found, "cue", text[match.start("cue") : match.end("cue")].strip())
        case "tempo":
            _put(found, "tempo", said["tempo"])
        case "rest" | "relax" | "switch" | "total":
            _put(found, kind, _seconds(said["before"] or said["behind"]))
        case "left" | "right" | "both" | "each" | "alternate":
            _side(found, Sides(kind))
        case "hold":
            found.hold = True
        case _:
            for key in ("sets", "reps", "times"):
                if number := said.get(key):
                    _put(found, key, int(number))
            if time := said.get("time") or said.get("held"):
                _put(found, "seconds", _seconds(time))
            if said.get("held"):
                found.hold = True


def _put(found: PastedLine, name: str, value: int | str) -> None:
    if getattr(found, name) is not None:
        raise NotUnderstood(f"it says twice {_CALLED.get(name, name)}")
    setattr(found, name, value)


_CALLED = {
    "sets": "how many sets", "reps": "how many repetitions", "times": "how many times", "seconds": "how long",
    "rest": "how long the rest is", "relax": "how long to relax", "switch": "how long the switch is",
    "total": "how long it is in all", "tempo": "at which tempo", "cue": "what the cue is",
}  # fmt: skip


def _side(found: PastedLine, side: Sides) -> None:
    """`each` beside `alternate` says that the count is per side."""
    if {side, found.sides} == {Sides.EACH, Sides.ALTERNATE}:
        found.sides, found.per_side = Sides.ALTERNATE, True
        return
    if found.sides is not None:
        raise NotUnderstood("it names two sides; write each side, or alternating")
    found.sides = side


def _seconds(written: str) -> int:
    """Raises NotUnderstood."""
    total, last = 0.0, 100_000
    pieces = _PIECE.findall(written)
    for number, unit in pieces:
        size = next(size for pattern, size in _UNITS if pattern.fullmatch(unit))
        if size >= last:
            raise NotUnderstood(f"{quoted(written.strip())} is not one time")
        total += float(number.replace(",", ".")) * size
        last = size
    if any(re.search(r"[.,][0-9]{2}", number) and not re.fullmatch(_SECONDS, unit) for number, unit in pieces):
        raise NotUnderstood(f'{quoted(written.strip())} may be minutes and seconds; write "1 min 30 s"')
    if len(pieces) == 1 and pieces[0][1] == "m":
        raise NotUnderstood(f'{quoted(written.strip())} may be minutes or metres; write "min"')
    if total != int(total):
        raise NotUnderstood(f"{quoted(written.strip())} is not a whole number of seconds")
    return int(total)


def _name(text: str, rest: str, known: Callable[[str], bool]) -> str:
    """What no phrase has taken: one piece of text, without numbers."""
    pieces = []
    for match in re.finditer(r"[^\0,;]+", rest):
        piece = text[match.start() : match.end()]
        while (shorter := _FILLERS.sub("", piece.strip())) != piece:
            piece = shorter
        if piece:
            pieces.append(piece)
    for piece in pieces:
        require_name(piece)
    if not pieces:
        raise NotUnderstood("it names no exercise")
    if len(pieces) > 1 and known(whole := ", ".join(pieces)):
        return whole
    if len(pieces) > 1:
        name = next((piece for piece in pieces if known(piece)), pieces[0])
        odd = ", ".join(quoted(piece) for piece in pieces if piece is not name)
        raise NotUnderstood(f'I don\'t know {odd}; leave it out, or write it behind "cue:"')
    return pieces[0]
