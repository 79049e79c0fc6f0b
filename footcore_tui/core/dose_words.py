"""A dose in a trainer's words: whole, and part by part, so that two weeks can be told apart."""

from __future__ import annotations

from collections.abc import Callable

from footcore_tui.core.duration import format_duration
from footcore_tui.core.routine import (
    Block,
    Hold,
    Move,
    Paced,
    Ready,
    Rest,
    SelfPaced,
    Sides,
    Start,
    Step,
    Tempo,
    Test,
)

SIDES = {Sides.LEFT: "left", Sides.RIGHT: "right", Sides.EACH: "each side", Sides.ALTERNATE: "sides in turn"}


NO_BREAK = "\u00a0"
Spelling = Callable[[int], str]
"""How seconds are written."""


def dose_words(step: Step, week: int, *, spelt: bool = False) -> str:
    """As `3 sets of 10 holds of 5s, each side`; `spelt` is for who knows neither `1m30s` nor the four numbers."""
    time = spaced if spelt else format_duration
    words = [_sets(step, week, time, spelt=spelt), SIDES.get(step.sides, "")]
    if step.total is not None:
        words.append(f"{time(step.total.of(week))} in all")
    return ", ".join(filter(None, words))


def spaced(seconds: int) -> str:
    """As people write it: `1 min 30 s`, with no line end inside."""
    minutes, rest = divmod(seconds, 60)
    parts = (f"{minutes}{NO_BREAK}min" if minutes else "", f"{rest}{NO_BREAK}s" if rest or not minutes else "")
    return NO_BREAK.join(filter(None, parts))


def rest_words(rest: Rest, time: Spelling = format_duration) -> str:
    return "until ready" if isinstance(rest, Ready) else time(rest)


def dose_parts(block: Block, step: Step, week: int) -> dict[str, str]:
    """Every part that may change from week to week, by its name; in the one-step form the block's rounds too."""
    dose = step.dose
    parts: dict[str, str] = {}
    level = step.exercise.level(step.level.of(week)) if step.exercise and step.level else None
    if level:
        parts["level"] = level.name
    parts["rounds"] = str(block.rounds.of(week))
    parts["sets"] = str(step.sets.of(week))
    match dose:
        case Hold():
            parts["holds"] = str(dose.reps.of(week)) if dose.reps else "1"
            parts["hold"] = format_duration(dose.seconds.of(week))
        case Move():
            parts["time"] = format_duration(dose.seconds.of(week))
        case Paced():
            parts["reps"], parts["tempo"] = str(dose.reps.of(week)), tempo_words(dose.tempo.of(week))
        case SelfPaced():
            parts["reps"] = str(dose.reps.of(week))
        case Test():
            parts["cap"] = format_duration(dose.cap.of(week))
    if step.total is not None:
        parts["in all"] = format_duration(step.total.of(week))
    parts["sides"] = SIDES.get(step.sides, "both")
    parts["relax"] = format_duration(step.relax.of(week))
    parts["rest"] = rest_words(step.rest.of(week))
    return parts


def tempo_words(tempo: Tempo) -> str:
    return f"{tempo.lower}-{tempo.bottom}-{tempo.rise}-{tempo.top}"


def _sets(step: Step, week: int, time: Spelling, *, spelt: bool) -> str:
    dose, sets = step.dose, step.sets.of(week)
    several = f"{sets} sets of " if sets > 1 else ""
    match dose:
        case Hold():
            seconds = time(dose.seconds.of(week))
            if step.total is not None:
                return f"holds of {seconds}"
            reps = dose.reps.of(week) if dose.reps else 1
            if reps == 1:
                return f"{sets} holds of {seconds}" if sets > 1 else f"one hold of {seconds}"
            return f"{several}{reps} holds of {seconds}"
        case Move():
            seconds = time(dose.seconds.of(week))
            return f"turns of {seconds}" if step.total is not None else f"{several or 'for '}{seconds}"
        case Paced():
            tempo = dose.tempo.of(week)
            pace = f", {_spelt(tempo, dose.start)}" if spelt else f" at {tempo_words(tempo)}"
            return f"{several}{_reps(dose.reps.of(week), step.unit)}{pace}"
        case SelfPaced():
            return f"{several}{_reps(dose.reps.of(week), step.unit)} at your own pace"
        case Test():
            return f"{several}a test, at most {time(dose.cap.of(week))}"


def _spelt(tempo: Tempo, start: Start) -> str:
    down = (
        f"{spaced(tempo.lower)} down" if tempo.lower else "",
        f"{spaced(tempo.bottom)} at the bottom" if tempo.bottom else "",
    )
    up = (f"{spaced(tempo.rise)} up" if tempo.rise else "", f"{spaced(tempo.top)} at the top" if tempo.top else "")
    return ", ".join(filter(None, (*down, *up) if start is Start.DOWN else (*up, *down)))


def _reps(number: int, unit: str) -> str:
    return f"{number} {unit or ('rep' if number == 1 else 'reps')}"
