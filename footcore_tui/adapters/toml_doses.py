"""The dose of a step: exactly one of the six, and the sum that may stand for a number of holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm

from footcore_tui.adapters.toml_document import Entry, Table
from footcore_tui.adapters.toml_keys import misnames, one_of
from footcore_tui.adapters.toml_values import duration, optional, tempo, weekly, whole, word
from footcore_tui.core.duration import format_duration
from footcore_tui.core.routine import (
    MAX_CLOCK_SECONDS,
    MAX_REPS,
    Dose,
    Hold,
    Measure,
    Move,
    Paced,
    PerWeek,
    SelfPaced,
    Sides,
    Start,
    Tempo,
    Test,
)

_DOSE_KEYS = ("hold", "time", "reps", "tempo", "test")
_WHOLE_DOSES = (
    *(frozenset({key}) for key in ("hold", "time", "reps", "test")),
    *(frozenset({"reps", key}) for key in ("hold", "tempo")),
)
_HOW_MUCH = 'say how much: hold = "15s", time = "45s" or reps = 10'


@dataclass(frozen=True, slots=True)
class _Parts:
    """The keys of a dose as far as they could be read."""

    hold: PerWeek[int] | None
    time: PerWeek[int] | None
    reps: PerWeek[int] | None
    tempo: PerWeek[Tempo] | None
    test: Measure | None
    cap: PerWeek[int] | None
    start: Start


def read_dose(table: Table, weeks: int | None) -> Dose | None:
    """What a step asks for; None once it is reported why that cannot be known."""

    def seconds(entry: Entry) -> PerWeek[int] | None:
        return weekly(entry, duration, weeks)

    parts = _Parts(
        hold=optional(table, "hold", seconds, None),
        time=optional(table, "time", seconds, None),
        reps=optional(table, "reps", lambda entry: weekly(entry, _reps, weeks), None),
        tempo=optional(table, "tempo", lambda entry: weekly(entry, tempo, weeks), None),
        test=optional(table, "test", lambda entry: word(entry, Measure), None),
        cap=optional(table, "cap", seconds, None),
        start=optional(table, "start", lambda entry: word(entry, Start), Start.DOWN),
    )
    return _dose(table, parts)


def _reps(entry: Entry) -> int | None:
    return whole(entry, 1, MAX_REPS)


def _dose(table: Table, parts: _Parts) -> Dose | None:
    match tuple(key for key in _DOSE_KEYS if key in table):
        case ("hold",):
            return Hold(parts.hold) if parts.hold else None
        case ("hold", "reps"):
            return Hold(parts.hold, parts.reps) if parts.hold and parts.reps else None
        case ("time",):
            return Move(parts.time) if parts.time else None
        case ("reps", "tempo"):
            return Paced(parts.reps, parts.tempo, parts.start) if parts.reps and parts.tempo else None
        case ("reps",):
            return SelfPaced(parts.reps) if parts.reps else None
        case ("test",) | ("tempo", "test"):
            return _test(table, parts)
        case () if misnames(table, *_DOSE_KEYS):
            pass
        case ():
            table.error("missing-dose", f"this {table.what} has no dose", _HOW_MUCH)
        case ("tempo",):
            table.error("missing-key", "a tempo needs a number of repetitions", "add reps = 10")
        case several:
            _report_mixture(table, several)
    return None


def _test(table: Table, parts: _Parts) -> Test | None:
    if "cap" not in table:
        table.error("missing-key", "a test needs a cap, at which it ends by itself", 'add cap = "2m"')
    if parts.test is Measure.HOLD and "tempo" in table:
        hint = 'write test = "reps", or take tempo out'
        table.error_at_key("tempo", "mixed-dose", 'tempo does not go with test = "hold": it paces repetitions', hint)
        return None
    if not parts.test or not parts.cap or ("tempo" in table and not parts.tempo):
        return None
    return Test(parts.test, parts.cap, parts.tempo, parts.start)


def _report_mixture(table: Table, keys: tuple[str, ...]) -> None:
    """Points at the last key of the file without which the others are a dose, else at the second."""
    in_order = sorted(keys, key=lambda key: table.place.children[key].key)
    alone = [key for key in reversed(in_order) if frozenset(keys) - {key} in _WHOLE_DOSES]
    odd = alone[0] if alone and len(keys) > 2 else in_order[1]
    others = [key for key in in_order if key != odd] if alone and len(keys) > 2 else in_order[:1]
    hints = {
        frozenset({"hold", "time"}): "hold is for staying still, time for moving: keep one",
        frozenset({"reps", "time"}): "keep time, or keep reps and give them a tempo",
        frozenset({"hold", "tempo"}): "hold is for staying still, a tempo paces repetitions: keep one",
    }
    with_these = one_of(others, "and")
    usual = f"keep {others[0]} or {odd}" if len(others) == 1 else f"take {odd} out"
    hint = hints.get(frozenset({odd, *others}), usual)
    table.error_at_key(odd, "mixed-dose", f"{odd} does not go with {with_these}: a step has one dose", hint)


def read_total(table: Table, dose: Dose | None, sides: Sides, weeks: int | None) -> PerWeek[int] | None:
    """The sum of the work, in seconds, once it is a whole number of holds or of left-right pairs (rule 4)."""
    entry = table.get("total")
    total = weekly(entry, duration, weeks) if entry else None
    if entry is None or total is None:
        return None
    unfit = _misfit(table, dose, sides)
    if unfit:
        entry.error("unfit-total", *unfit)
        return None
    if not isinstance(dose, Hold | Move):
        return None  # the dose has been complained about
    pair = 2 if sides is Sides.ALTERNATE else 1
    held = dose.seconds
    # One value for all weeks has to fit each of them.
    sums = [(entry, total.of(1), held.values)]
    if len(total.values) > 1:
        weeks_here = range(1, max(len(total.values), len(held.values)) + 1)
        sums = [(entry.of(week), total.of(week), (held.of(week),)) for week in weeks_here]
    uneven = [one for one in sums if one[1] % _unit(one[2], pair)]
    for place, seconds, lengths in uneven:
        _report_remainder(place, seconds, lengths, pair)
    return None if uneven else total


def _unit(held: Sequence[int], pair: int) -> int:
    """What a sum of such holds, or pairs of them, is a multiple of in each week."""
    return lcm(*(one * pair for one in held))


def _misfit(table: Table, dose: Dose | None, sides: Sides) -> tuple[str, str] | None:
    for key in ("sets", "reps"):
        if key in table:
            return f"total does not go with {key}: it says itself how many there are", f"keep total or {key}"
    if dose is not None and not isinstance(dose, Hold | Move):
        return "total goes with hold or time alone", 'as hold = "15s", total = "2m"'
    if sides is Sides.EACH:
        return 'total does not go with sides = "each"', 'write sides = "alternate", or reps in place of total'
    return None


def _report_remainder(entry: Entry, total: int, held: Sequence[int], pair: int) -> None:
    unit = _unit(held, pair)
    what = "left-right pairs of" if pair == 2 else "times"
    lengths = one_of([format_duration(one) for one in dict.fromkeys(held)], "and")
    below = total // unit * unit
    nearby = [seconds for seconds in (below or unit * 2, below + unit) if seconds <= MAX_CLOCK_SECONDS]
    hint = " or ".join(f'"{format_duration(seconds)}"' for seconds in sorted(nearby))
    if len(set(held)) > 1:
        count, hint = f"no whole number of {what} {lengths}", f"write {hint}, or a list with a value for each week"
    else:
        count, hint = f"{total / unit:.4g} {what} {lengths}, not a whole number", f"write {hint}"
    entry.error("uneven-total", f"{format_duration(total)} is {count}", hint)
