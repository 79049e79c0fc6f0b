"""Which keys stand in which table of a routine file, and what a key that does not may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from footcore_tui.adapters.toml_document import Table
from footcore_tui.core.text import quoted


def _keys(words: str) -> frozenset[str]:
    return frozenset(words.split())


FILE = _keys(
    "format name id version about author contact license language tags focus equipment sources prepare switch "
    "rest_between_blocks allow plan block exercise"
)
PLAN = _keys("weeks days_a_week sessions_a_day session")
BLOCK = _keys("name rounds rest rest_between_rounds prepare weeks stage allow steps")
STEP = _keys(
    "exercise name hold time reps tempo start test cap relax sets rest sides first switch total level cue cues "
    "rest_after weeks unit evidence allow"
)
EXERCISE = _keys(
    "id name focus position footwear equipment contact side_phrase setup steps cues mistakes breathing stop_if "
    "ask_first sources level"
)
LEVEL = _keys("id name cue support base surface vision ask_first evidence")
EXERCISE_FILE = frozenset({"format", "exercise"})

_HOMES = (
    (FILE, "the top of the file, above the first [[block]]"),
    (PLAN, "the table [plan]"),
    (BLOCK, "its [[block]], above the steps"),
    (STEP, "a step, or a [[block]] without steps"),
    (EXERCISE, "an [[exercise]]"),
    (LEVEL, "an [[exercise.level]]"),
)
_ALIASES = {
    "title": "name", "description": "about", "duration": "time", "seconds": "time", "length": "time",
    "work": "time", "repetitions": "reps", "repeats": "rounds", "repeat": "rounds", "loops": "rounds",
    "pause": "rest", "break": "rest", "side": "sides", "leg": "sides", "step": "steps", "blocks": "block",
    "exercises": "exercise", "levels": "level", "note": "cue", "notes": "cues", "hint": "cue", "foot": "sides",
    "max": "cap", "week": "weeks", "days": "days_a_week", "days_per_week": "days_a_week",
    "sessions_per_day": "sessions_a_day", "rest_between_sets": "rest", "rest_between_steps": "rest",
    "seite": "sides", "seiten": "sides", "bein": "sides", "fuß": "sides", "wiederholung": "reps",
    "wiederholungen": "reps", "wdh": "reps", "anzahl": "reps", "dauer": "time", "zeit": "time", "sekunden": "time",
    "übung": "exercise", "uebung": "exercise", "halten": "hold", "haltezeit": "hold", "satz": "sets", "sätze": "sets",
    "saetze": "sets", "serien": "sets", "runden": "rounds", "schritte": "steps", "titel": "name",
    "beschreibung": "about", "hinweis": "cue", "hinweise": "cues", "stufe": "level", "wochen": "weeks",
    "woche": "weeks", "gesamt": "total", "wechsel": "switch", "vorbereitung": "prepare", "autor": "author",
    "sprache": "language", "erholung": "rest", "zuerst": "first", "einheit": "unit",
    "pausen": "rest", "stufen": "level", "übungen": "exercise",
}  # fmt: skip
_HEADINGS = {
    "block": "[[block]]", "blocks": "[[block]]", "block.steps": "[[block.steps]]", "block.step": "[[block.steps]]",
    "blocks.steps": "[[block.steps]]", "steps": "[[block.steps]]", "step": "[[block.steps]]",
    "exercise": "[[exercise]]", "exercises": "[[exercise]]", "exercise.level": "[[exercise.level]]",
    "exercise.levels": "[[exercise.level]]", "exercises.level": "[[exercise.level]]", "level": "[[exercise.level]]",
    "levels": "[[exercise.level]]", "plan": "[plan]",
}  # fmt: skip


def heading_of(name: str) -> str:
    """The heading that was meant by a name; empty where none is near. A number behind it counts for nothing."""
    folded = name.strip().lower().rstrip("0123456789 _-.#")
    return _HEADINGS.get(folded, "")


def meant_key(key: str) -> str:
    """The key that is called so elsewhere, or in German; empty where none is known."""
    return _ALIASES.get(key.lower(), "")


def is_heading(value: object) -> bool:
    """Whether it is what stands below a heading: a table, or several."""
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def nearest(word: str, words: Iterable[str], likeness: float = 0.65) -> str | None:
    """The word that was probably meant; None where none is as near as that, of 1."""
    words = sorted(words)
    folded = word.strip().lower().replace("-", "_")[:40]
    by_fold = {one.lower().replace("-", "_"): one for one in words}
    if folded in by_fold:
        return by_fold[folded]
    close = get_close_matches(folded, by_fold, n=1, cutoff=likeness)
    return by_fold[close[0]] if close else None


def one_of(words: Iterable[str], last: str = "or") -> str:
    """`left, right or both`."""
    *others, final = words
    return f"{', '.join(others)} {last} {final}" if others else final


MAX_OTHERS = 20
"""Keys of other names that are looked at; to find the nearest takes its time."""


def misnames(table: Table, *keys: str) -> bool:
    """Whether one of the keys stands there under another name, which is told for itself."""
    others = [key for key in table if key not in STEP | BLOCK][:MAX_OTHERS]
    return any((meant_key(key) or nearest(key, STEP | BLOCK)) in keys for key in others)


def report_unknown_keys(table: Table, known: frozenset[str]) -> None:
    """Each key that has no meaning here, with what was probably meant, or the place where it belongs."""
    for key in table:
        if key in known:
            continue
        if table.sheet.full:
            table.error_at_key(key, "unknown-key", "")  # counted, though it is not listed any more
            return
        value = table.values[key]
        heading = heading_of(key) if is_heading(value) or key.lower() == "levels" else ""
        homes = [home for keys, home in _HOMES if key in keys and keys != known]
        if homes:
            hint = f"write {heading}" if heading else f"it belongs to {homes[0]}"
            table.error_at_key(key, "misplaced-key", f"{quoted(key)} has no meaning in {table.a}", hint)
            continue
        alias = _ALIASES.get(key.lower())
        meant = heading or (alias if alias in known else nearest(key, known))
        if heading and not is_heading(value):
            hint = f'write {heading}, and below it id = "…" and name = "…"'
            table.error_at_key(key, "unknown-key", f"{table.a} has no key {quoted(key)}", hint)
            continue
        hint = f"did you mean {meant}?" if meant else f"{table.a} knows {one_of(sorted(known), 'and')}"
        if alias and not meant:
            hint = f"did you mean {alias}? it belongs to {next(home for keys, home in _HOMES if alias in keys)}"
        if not meant and known is FILE and is_heading(value):
            hint = f"write [[block]], and below it name = {quoted(key)}"
        table.error_at_key(key, "unknown-key", f"{table.a} has no key {quoted(key)}", hint)
