"""A row of the table of budgets, what one round measured of it, and the sum of all rounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from bench.setting import Setting


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not met"
    REPORTED = "reported"
    """There is nothing to meet."""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    what: str
    against: str
    """The yardstick; empty where the figure itself is judged."""
    unit: str
    """Of both arms."""
    budget: float | None = None
    """The greatest ratio to the yardstick, or the greatest figure where there is none; None: nothing to meet."""
    stretch: float | None = None
    """The same, as a goal that may be missed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One round's figures of the two arms."""

    ours: float
    theirs: float | None = None


@dataclass(frozen=True, slots=True)
class Experiment:
    """Rows that are measured together, and how."""

    rows: tuple[Row, ...]
    play: Callable[[Setting], tuple[Reading, ...]]
    """A reading for each row, in their order. Raises Unmeasured."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What all rounds say of a row."""

    row: Row
    median: float
    """Of the rounds' ratios, or of the figures where there is no yardstick."""
    least: float
    greatest: float
    ours: float
    theirs: float | None
    rounds: int

    @property
    def budget(self) -> Verdict:
        return judge(self.median, self.row.budget)

    @property
    def stretch(self) -> Verdict:
        return judge(self.median, self.row.stretch)


def judge(value: float, limit: float | None) -> Verdict:
    if limit is None:
        return Verdict.REPORTED
    return Verdict.MET if value <= limit else Verdict.NOT_MET


def figure(row: Row, readings: Sequence[Reading]) -> Figure:
    """Ratios are taken inside a round only. Raises StatisticsError without a reading."""
    theirs = [reading.theirs for reading in readings if reading.theirs is not None]
    values = [one.ours if one.theirs is None else one.ours / one.theirs for one in readings]
    return Figure(
        row,
        median(values),
        min(values),
        max(values),
        median(reading.ours for reading in readings),
        median(theirs) if theirs else None,
        len(readings),
    )
