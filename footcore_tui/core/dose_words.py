"""A dose as one reads it aloud."""

from __future__ import annotations

from footcore_tui.core.difference_words import reps_text, tempo_text, time_text
from footcore_tui.core.routine import Hold, Move, Paced, SelfPaced, Sides, Start, Step, Tempo, Test

SIDES = {Sides.LEFT: "left", Sides.RIGHT: "right", Sides.EACH: "each side", Sides.ALTERNATE: "sides in turn"}


def dose_words(step: Step, week: int, *, spelt: bool = False) -> str:
    """As `3 sets of 10 holds of 5 s, each side`; `spelt` says a tempo in words, not in four numbers."""
    words = [_sets(step, week, spelt=spelt), _sides(step, week)]
    if step.total is not None:
        words.append(f"{time_text(step.total.of(week))} in all")
    return ", ".join(filter(None, words))


def _sides(step: Step, week: int) -> str:
    """In turn with how many fall on each: the words before it count both, as the client does."""
    said = SIDES.get(step.sides, "")
    if step.sides is not Sides.ALTERNATE or step.total is not None or isinstance(step.dose, Test):
        return said
    return f"{said} ({_count(step, week) // 2} each)"


def _count(step: Step, week: int) -> int:
    """Repetitions, holds or turns of a set; a file counts those of one side where the sides swap."""
    reps = None if isinstance(step.dose, Move | Test) else step.dose.reps
    return (reps.of(week) if reps else 1) * (2 if step.sides is Sides.ALTERNATE else 1)


def _sets(step: Step, week: int, *, spelt: bool) -> str:
    dose, sets, count = step.dose, step.sets.of(week), _count(step, week)
    several = f"{sets} sets of " if sets > 1 else ""
    match dose:
        case Hold():
            seconds = time_text(dose.seconds.of(week))
            if step.total is not None:
                return f"holds of {seconds}"
            if count == 1:
                return f"{sets} holds of {seconds}" if sets > 1 else f"one hold of {seconds}"
            return f"{several}{count} holds of {seconds}"
        case Move():
            seconds = time_text(dose.seconds.of(week))
            if step.total is not None:
                return f"turns of {seconds}"
            return f"{several}{count} turns of {seconds}" if count > 1 else f"{several or 'for '}{seconds}"
        case Paced():
            tempo = dose.tempo.of(week)
            pace = f", {_spelt(tempo, dose.start)}" if spelt else f" at {tempo_text(tempo)}"
            return f"{several}{reps_text(count, step.unit)}{pace}"
        case SelfPaced():
            return f"{several}{reps_text(count, step.unit)} at your own pace"
        case Test():
            return f"{several}a test, at most {time_text(dose.cap.of(week))}"


def _spelt(tempo: Tempo, start: Start) -> str:
    down = (f"{tempo.lower} s down" if tempo.lower else "", f"{tempo.bottom} s at the bottom" if tempo.bottom else "")
    up = (f"{tempo.rise} s up" if tempo.rise else "", f"{tempo.top} s at the top" if tempo.top else "")
    return ", ".join(filter(None, (*down, *up) if start is Start.DOWN else (*up, *down)))
