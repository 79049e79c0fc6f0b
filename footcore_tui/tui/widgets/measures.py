"""What a self-test measured, in words. `footcore test` says the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from footcore_tui.core.exercise import Side
from footcore_tui.core.self_tests import EndedBy, value_text

if TYPE_CHECKING:
    from footcore_tui.core.norms import Typical
    from footcore_tui.core.self_tests import Item, Result
    from footcore_tui.tui.self_tests import Test, Trial

NOT_YET = "not yet"


def measure_text(value: float, item: Item) -> str:
    """With its unit."""
    return f"{value_text(value, item.unit)} {item.unit}"


def side_name(side: Side) -> str:
    return "" if side is Side.BOTH else side.value


def tries_text(values: Sequence[float], item: Item) -> str:
    width = 4 if len(values) > 1 else 0
    return "  ".join(f"{value_text(value, item.unit):>{width}}" for value in values)


def ended_text(ended: Sequence[EndedBy | None]) -> str:
    """What ended each try; said once where it was the same for all."""
    known = [one.value for one in ended if one]
    return known[0] if len(set(known)) == 1 else ", ".join(known)


def bests_text(result: Result) -> str:
    """The best of each side."""
    parts = [f"{side_name(one.side)} {value_text(one.best, result.item.unit)}".strip() for one in result.sides]
    return f"{', '.join(parts)} {result.item.unit}"


def gap_text(result: Result) -> str:
    """Empty where there are not two sides."""
    return "" if result.gap is None else f"{measure_text(result.gap, result.item)} between left and right"


def typical_text(typical: Typical, item: Item) -> str:
    """As "mean of three tries 40.3 s"."""
    low, high = value_text(typical.low, item.unit), typical.high
    if high is None:
        return f"{typical.of} {low} {item.unit} or more"
    return f"{typical.of} {low if high == typical.low else f'{low} to {value_text(high, item.unit)}'} {item.unit}"


def error_text(trial: Trial) -> str:
    """Empty where nothing is known of it."""
    if trial.error is None:
        return ""
    return f"A difference below {trial.error:g} {trial.item.unit} may be the measuring alone."


def headline(test: Test) -> str:
    """What came of it the last time."""
    if test.last is None:
        return NOT_YET
    if test.stages is not None:
        return f"{test.stages} of {len(test.trials)} held"
    measured = [one for one in test.trials if one.results]
    return bests_text(measured[0].results[-1]) if len(test.trials) == 1 else f"{len(measured)} measures"
