"""What a pasted line says, in the keys of a routine file."""

from __future__ import annotations

from footcore_tui.core.duration import format_duration
from footcore_tui.core.pasted_line import PastedLine
from footcore_tui.core.pasted_unclear import NotUnderstood
from footcore_tui.core.routine import Sides

Keys = dict[str, str | int]
"""Of a block, in the order of the format."""


def keys_of(line: PastedLine, *, held: bool) -> Keys:
    """The dose, the sides and the rests; `held` where the exercise is known to be one that is held.

    A rest after a single set becomes `rest_after`. Raises NotUnderstood where the parts make no dose.
    """
    hold = held if line.hold is None else line.hold
    keys = _paced(line) if line.seconds is None else _held(line) if hold else _moved(line)
    sets = keys.get("sets", 1)
    if line.rest is not None:
        keys["rest" if sets != 1 else "rest_after"] = format_duration(line.rest)
    if line.sides is not None:
        keys["sides"] = line.sides.value
    if line.switch is not None:
        if line.sides is None or not line.sides.two:
            raise NotUnderstood("a switch needs two sides; write each side, or alternating")
        keys["switch"] = format_duration(line.switch)
    if line.total is not None:
        if line.per_side or line.sides is Sides.EACH:
            raise NotUnderstood("whether the time in all is of one side or of both is not clear; leave out either")
        if {"sets", "reps"} & keys.keys() or line.seconds is None or "total" in keys:
            raise NotUnderstood("a time in all goes with the length of one hold alone")
        keys["total"] = format_duration(line.total)
    if line.cue is not None:
        keys["cue"] = line.cue
    return {key: keys[key] for key in _ORDER if key in keys}


_ORDER = ("sets", "reps", "hold", "time", "tempo", "relax", "rest", "rest_after", "sides", "switch", "total", "cue")


def _paced(line: PastedLine) -> Keys:
    """Repetitions, with a tempo or without."""
    if line.hold or line.relax is not None:
        raise NotUnderstood('a hold needs its length, as "5 s hold"')
    if line.reps is not None and line.times is not None:
        raise NotUnderstood("it says twice how many")
    count = line.reps if line.reps is not None else line.times
    if count is None and line.total is not None:
        raise NotUnderstood('a time in all needs the length of one hold beside it; alone it is written "2 min"')
    if count is None:
        raise NotUnderstood('it says neither how long nor how many, as "30 s" or "10 reps"')
    keys = _sets(line.sets)
    keys["reps"] = _per_side(line, count)
    if line.tempo is not None:
        keys["tempo"] = line.tempo
    return keys


def _held(line: PastedLine) -> Keys:
    """Holds: `10 x 5 s` are ten of them, or ten sets where a rest stands between."""
    if line.tempo is not None:
        raise NotUnderstood("a tempo and a hold do not go together")
    if line.times is not None and line.reps is not None:
        raise NotUnderstood("it says twice how many")
    seconds = line.seconds or 0
    sets, reps = line.sets, line.reps
    if line.times is not None and line.rest is not None and sets is None and line.sides is not Sides.ALTERNATE:
        sets = line.times
    elif line.times is not None:
        reps = line.times
    keys = _sets(sets)
    keys["hold"] = format_duration(seconds)
    alternate = line.sides is Sides.ALTERNATE
    if reps is not None:
        count = _per_side(line, reps)
        if alternate and not line.per_side and "sets" not in keys:
            keys["total"] = format_duration(reps * seconds)
        elif count != 1:
            keys["reps"] = count
    if line.relax is not None:
        if "reps" not in keys or alternate:
            raise NotUnderstood("there are no holds of one side to relax between")
        keys["relax"] = format_duration(line.relax)
    return keys


def _moved(line: PastedLine) -> Keys:
    """Moving for a time."""
    if line.reps is not None:
        raise NotUnderstood('repetitions and a time: write "5 s hold" for a hold')
    if line.tempo is not None or line.relax is not None:
        raise NotUnderstood('a tempo goes with repetitions, relaxing with holds, as "5 s hold"')
    if line.times is not None and line.sets is not None:
        raise NotUnderstood("it says twice how many sets")
    seconds = line.seconds or 0
    if line.sides is Sides.ALTERNATE and line.times is not None:
        each = 2 * _per_side(line, line.times)
        return {"time": format_duration(seconds), "total": format_duration(each * seconds)}
    keys = _sets(line.sets if line.sets is not None else line.times)
    keys["time"] = format_duration(seconds)
    return keys


def _sets(number: int | None) -> Keys:
    return {} if number in (None, 1) else {"sets": number or 0}


def _per_side(line: PastedLine, count: int) -> int:
    """A routine file counts per side; a line with alternating sides counts both, but where it says each side."""
    if line.sides is not Sides.ALTERNATE or line.per_side:
        return count
    if count % 2:
        raise NotUnderstood(f"{count} can't alternate between two sides; write an even number, or how many each side")
    return count // 2
