"""Self-tests as the screens ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from footcore_tui.core.norms import Typical
    from footcore_tui.core.record import Record
    from footcore_tui.core.routine import Routine
    from footcore_tui.core.self_tests import Age, Item, Result
    from footcore_tui.core.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Trial:
    """A step of a test with all that it ever measured."""

    item: Item
    results: tuple[Result, ...]
    """The oldest first."""
    typical: Typical | None
    """For the person's age; None where there is no norm, or no age."""
    error: float | None
    """A difference below it may be the measuring alone; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Test:
    """A routine that measures."""

    __test__ = False  # keeps pytest from collecting it

    routine: Routine
    trials: tuple[Trial, ...]
    last: int | None
    """The day of the last session that measured anything."""
    again: int | None
    """The day from which on it is offered again; None where it was never done: it is there when it is wanted."""
    stages: int | None
    """Of steps that are held in turn: how many were held; None for any other, and where nothing was measured."""


class SelfTests(Protocol):
    """Each question reads the history as it is then. All but `is_offered` raise HistoryError."""

    def is_offered(self, tests: Sequence[str]) -> bool:
        """Whether it is time for any of these routines, by their ids; not where the history can't be read."""
        ...

    def tests(self) -> tuple[Test, ...]:
        """Every one of the library."""
        ...

    def test(self, routine: Routine) -> Test: ...

    def measured(self, routine: Routine, timeline: Timeline, record: Record) -> Test:
        """What one session of it came to, saved or not."""
        ...

    def age(self) -> Age: ...

    def tell_age(self, years: int) -> None:
        """From today on; 0 for "would rather not say"."""
        ...
