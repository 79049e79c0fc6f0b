"""Values of a routine, and how they changed from one version to the next, in a trainer's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TypeVar, assert_never

from footcore_tui.core.bout import bout
from footcore_tui.core.exercise import Exercise
from footcore_tui.core.routine import (
    Block,
    Dose,
    Hold,
    Measure,
    Move,
    Paced,
    PerWeek,
    Ready,
    Rest,
    SelfPaced,
    Sides,
    Start,
    Step,
    Tempo,
    Test,
)

T = TypeVar("T")
Weekly = tuple[str, tuple[str, ...]]
"""What it is called, and its value in each of the weeks that are compared; "" where there is none."""

NAMES_LISTED = 3
SIDES = {
    Sides.BOTH: "both together",
    Sides.LEFT: "left only",
    Sides.RIGHT: "right only",
    Sides.EACH: "each in turn",
    Sides.ALTERNATE: "alternating",
}
OF_TWO_SIDES = ("first side", "switch")
OWN_LEVEL = "the client's own"
_PLURAL = re.compile("(?:(?<=ss|sh|ch|.x)e)?(?<=..)(?<!s)s$")
"""What one of something has not: `reps`, `touches`, but `press` stays."""


def time_text(seconds: int) -> str:
    """`15 s`, `2 min`, `1 min 30 s`."""
    minutes, rest = divmod(seconds, 60)
    return " ".join([*([f"{minutes} min"] if minutes else []), *([f"{rest} s"] if rest or not minutes else [])])


def rest_text(rest: Rest) -> str:
    return "until ready" if isinstance(rest, Ready) else time_text(rest)


def weeks_text(weeks: Iterable[int]) -> str:
    """`week 2`, `weeks 3-6`, `weeks 1-2, 5`."""
    ordered = sorted(weeks)
    runs = [[one for _, one in group] for _, group in groupby(enumerate(ordered), lambda pair: pair[1] - pair[0])]
    spans = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f"week{'s' if len(ordered) > 1 else ''} {spans}"


def quotation(text: str) -> str:
    return f"“{text}”"


def listing(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B, C and 4 more`."""
    if len(names) > NAMES_LISTED + 1:
        names = [*names[:NAMES_LISTED], f"{len(names) - NAMES_LISTED} more"]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def weekly(name: str, values: PerWeek[T] | None, weeks: int, show: Callable[[T], str]) -> Weekly:
    return name, tuple(show(values.of(week)) if values else "" for week in range(1, weeks + 1))


def change(before: Weekly, after: Weekly) -> str:
    """As `hold 15 s → 20 s`, with the weeks where it is not so in all of them; empty where nothing changed."""
    name = after[0]
    pairs = list(zip(before[1], after[1], strict=True))
    changed = [(week, pair) for week, pair in enumerate(pairs, start=1) if pair[0] != pair[1]]
    said = []
    for pair in dict.fromkeys(pair for _, pair in changed):
        weeks = [week for week, one in changed if one == pair]
        when = "" if len(weeks) == len(pairs) else f" ({weeks_text(weeks)})"
        said.append(f"{turn(name, *pair)}{when}")
    return ", ".join(said)


def turn(name: str, before: str, after: str) -> str:
    """As `hold 15 s → 20 s`; where there is a value in one of them alone, `total 2 min new`, `total 2 min gone`."""
    if before and after:
        return f"{name} {before} → {after}"
    return f"{name} {after} new" if after else f"{name} {before} gone"


def reps_text(number: int, unit: str = "") -> str:
    """As `8 reps`, `1 breath`; `unit` is the plural, or empty."""
    unit = unit or "reps"
    return f"{number} {_PLURAL.sub('', unit) if number == 1 else unit}"


def dose_text(dose: Dose, week: int = 1) -> str:
    match dose:
        case Hold():
            times = f" × {dose.reps.of(week)}" if dose.reps else ""
            return f"hold {time_text(dose.seconds.of(week))}{times}"
        case Move():
            return f"move {time_text(dose.seconds.of(week))}"
        case Paced():
            return f"{reps_text(dose.reps.of(week))} at {tempo_text(dose.tempo.of(week))}"
        case SelfPaced():
            return f"{reps_text(dose.reps.of(week))} at the client's own pace"
        case Test():
            what = "hold" if dose.measure is Measure.HOLD else "reps"
            return f"test of {what} up to {time_text(dose.cap.of(week))}"
        case _:
            assert_never(dose)


def dose_values(dose: Dose, weeks: int) -> tuple[Weekly, ...]:
    """What can change while the kind of the dose stays."""
    match dose:
        case Hold():
            return weekly("hold", dose.seconds, weeks, time_text), weekly("reps", dose.reps, weeks, str)
        case Move():
            return (weekly("time", dose.seconds, weeks, time_text),)
        case Paced():
            return (weekly("reps", dose.reps, weeks, str), *_beat(dose.tempo, dose.start, weeks))
        case SelfPaced():
            return (weekly("reps", dose.reps, weeks, str),)
        case Test():
            return (weekly("test cap", dose.cap, weeks, time_text), *_beat(dose.tempo, dose.start, weeks))
        case _:
            assert_never(dose)


def _beat(tempo: PerWeek[Tempo] | None, start: Start, weeks: int) -> tuple[Weekly, Weekly]:
    """Without a tempo it does not matter with which half a repetition starts."""
    begins = PerWeek.always("down" if start is Start.DOWN else "up") if tempo else None
    return weekly("tempo", tempo, weeks, tempo_text), weekly("start", begins, weeks, str)


def step_values(step: Step, weeks: int) -> tuple[Weekly, ...]:
    """What a step has beside its dose; a value that has no effect there is none."""
    first, switch = OF_TWO_SIDES
    sets = step.sets if max(step.sets.values) > 1 else None
    bouts = [bout(step, week) for week in range(1, step.changes + 1)]
    swaps, relaxes = any(one.swaps for one in bouts), any(one.works - 1 > one.swaps for one in bouts)
    return (
        weekly("total", step.total, weeks, time_text),
        weekly("sets", step.sets, weeks, str),
        weekly("relax", step.relax if relaxes else None, weeks, _if_any),
        weekly("rest between sets", step.rest if sets else None, weeks, _rest_if_any),
        weekly("rest after it", step.rest_after, weeks, rest_text),
        weekly("sides", PerWeek.always(SIDES[step.sides]), weeks, str),
        weekly(first, PerWeek.always(step.first.value) if swaps else None, weeks, str),
        weekly(switch, step.switch if swaps else None, weeks, time_text),
        weekly("level", step.level or PerWeek.always(""), weeks, lambda level: level_text(step.exercise, level)),
        weekly("unit", PerWeek.always(step.unit), weeks, str),
        weekly("backed by", PerWeek.always(step.evidence.value if step.evidence else ""), weeks, str),
    )


def level_text(exercise: Exercise | None, level: str) -> str:
    """The rung's name where it is known."""
    found = next((one for one in exercise.levels if one.id == level), None) if exercise else None
    return (found.name if found else level) or OWN_LEVEL


def texts_change(name: str, before: Sequence[str], after: Sequence[str]) -> str:
    """As `cue “A” → “B”`, `cue “C” new` or `cues in another order`; empty where nothing changed."""
    if tuple(before) == tuple(after):
        return ""
    gone = [quotation(text) for text in before if text not in after]
    new = [quotation(text) for text in after if text not in before]
    if len(gone) == len(new) == 1:
        return f"{name} {gone[0]} → {new[0]}"
    said = [f"{name} {listing(new)} new"] if new else []
    said += [f"{name} {listing(gone)} gone"] if gone else []
    again = "in another order" if sorted(before) == sorted(after) else "repeated otherwise"
    return ", ".join(said) or f"{name}s {again}"


def label(block: Block) -> str:
    """By its name, else by its exercises."""
    return block.name or listing(list(dict.fromkeys(step.name for step in block.steps)))


def tempo_text(tempo: Tempo) -> str:
    return f"{tempo.lower}-{tempo.bottom}-{tempo.rise}-{tempo.top}"


def _if_any(seconds: int) -> str:
    return time_text(seconds) if seconds else ""


def _rest_if_any(rest: Rest) -> str:
    return rest_text(rest) if rest else ""
