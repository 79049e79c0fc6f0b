"""The five answers from which `footcore routine new` makes a file: name, exercises, dose, sides, length."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import wrap

from footcore_tui.core.duration import duration_hint, format_duration, parse_duration
from footcore_tui.core.exercise import Exercise
from footcore_tui.core.routine import Sides
from footcore_tui.core.routine_text import Part

REST = "30s"
"""Between sets; the person says nothing about it, and can change it in the file."""
RELAX = "2s"
"""Between the holds of one side."""
WIDTH = 100
"""Of a comment, in characters."""
DOSES = (
    '"15s" to hold, "10 x 5s" for ten holds, "move 1m" to move, "12" for repetitions,',
    '"12 at 3-0-2-1" for repetitions at a tempo',
)
LENGTHS = '"2m" of work in all, or a number of sets'

_DOSE = re.compile(
    r"(?:hold )?(?P<hold>[0-9hms ]*[hms])"
    r"|(?:move|time) (?P<time>[0-9hms ]*[hms])"
    r"|(?P<reps>[0-9]{1,9})(?: ?[x×*] ?(?P<each>[0-9hms ]*[hms])| ?(?:at|@) ?(?P<tempo>[0-9]+-[0-9]+-[0-9]+-[0-9]+))?"
)


class BadAnswer(ValueError):
    """Its text says what would be an answer."""


@dataclass(frozen=True, slots=True)
class Dose:
    keys: dict[str, str | int]
    seconds: int | None
    """Of one set on one side; None where the client sets the pace."""

    @property
    def single(self) -> bool:
        """One hold or one movement, so that a sum of them can be asked for."""
        return "reps" not in self.keys

    def __str__(self) -> str:
        reps, hold = self.keys.get("reps"), self.keys.get("hold")
        if "tempo" in self.keys:
            return f"{reps} repetitions at {self.keys['tempo']}"
        if reps is None:
            return f"hold for {hold}" if hold else f"move for {self.keys['time']}"
        return f"{reps} holds of {hold}" if hold else f"{reps} repetitions at the client's own pace"


@dataclass(frozen=True, slots=True)
class Length:
    seconds: int | None
    sets: int | None


def read_dose(answer: str) -> Dose:
    """Raises BadAnswer."""
    match = _DOSE.fullmatch(" ".join(answer.lower().split()))
    if match is None:
        raise BadAnswer(f"write {' '.join(DOSES)}")
    for key in ("hold", "time"):
        if match[key]:
            seconds = _seconds(match[key])
            return Dose({key: format_duration(seconds)}, seconds)
    reps = int(match["reps"])
    if match["each"]:
        seconds = _seconds(match["each"])
        if reps == 1:
            return Dose({"hold": format_duration(seconds)}, seconds)
        return Dose({"reps": reps, "hold": format_duration(seconds)}, reps * seconds)
    if match["tempo"]:
        return Dose({"reps": reps, "tempo": match["tempo"]}, reps * sum(map(int, match["tempo"].split("-"))))
    return Dose({"reps": reps}, None)


def read_sides(answer: str) -> Sides:
    """Raises BadAnswer."""
    try:
        return Sides(answer.strip().lower())
    except ValueError as error:
        raise BadAnswer(f"write one of {', '.join(Sides)}") from error


def read_length(answer: str, dose: Dose) -> Length:
    """Raises BadAnswer."""
    written = answer.strip()
    if written.isascii() and written.isdigit():
        return Length(None, int(written[:9]))
    if dose.seconds is None:
        raise BadAnswer("repetitions at the client's own pace take any time: write a number of sets, as 2")
    return Length(_seconds(written), None)


def _seconds(written: str) -> int:
    """Raises BadAnswer."""
    seconds = parse_duration(written.replace(" ", ""))
    if not seconds:
        raise BadAnswer("a time must be longer than zero" if seconds == 0 else duration_hint(written))
    return seconds


def keys_of(dose: Dose, sides: Sides, length: Length, exercises: int) -> dict[str, str | int]:
    """Of each block; so many exercises share the length, each with the nearest that its dose allows."""
    alternate = sides is Sides.ALTERNATE
    unit = (dose.seconds or 1) * (2 if sides.two else 1)
    times = length.sets if length.seconds is None else max(1, round(length.seconds / exercises / unit))
    keys: dict[str, str | int] = {}
    as_total = dose.single and sides is not Sides.EACH and length.seconds is not None
    if times != 1 and not as_total:
        keys |= {"sets": times or 0, **dose.keys}
    else:
        keys |= dose.keys
    if {"hold", "reps"} <= dose.keys.keys() and not alternate:
        keys["relax"] = RELAX
    if "sets" in keys:
        keys["rest"] = REST
    if sides is not Sides.BOTH:
        keys["sides"] = sides.value
    if as_total and times:
        keys["total"] = format_duration(times * unit)
    return keys


def parts_of(exercises: list[tuple[str, Exercise | None]], keys: dict[str, str | int]) -> list[Part]:
    """A block for each exercise, the first with what its keys mean."""
    parts = []
    for number, (called, exercise) in enumerate(exercises):
        own: dict[str, str | int] = {"exercise": exercise.id} if exercise else {"name": called}
        comments: list[str] = []
        if exercise and exercise.levels:
            rungs = ", ".join(level.id for level in exercise.levels)
            comments += wrap(f'Each client does their own level; level = "…" would ask for one of: {rungs}.', WIDTH)
        parts.append(Part(own | keys, tuple(comments), {} if number else _MEANS))
    return parts


_MEANS = {
    "exercise": "its id in the library",
    "name": "an exercise of your own",
    "sets": "how often all of it is done",
    "reps": "how many",
    "hold": "stay still for so long",
    "time": "move for so long",
    "tempo": "seconds to lower, pause, raise, pause",
    "relax": "between two holds",
    "rest": "between two sets",
    "sides": '"each": a whole set on one side, then the other; "alternate": swap every time; "left", "right"',
    "total": "all holds together",
}
