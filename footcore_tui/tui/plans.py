"""Plans, as their screen and Today ask for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from footcore_tui.core.choices import PlanAction
    from footcore_tui.core.plans import Progress

Saved = Callable[[Exception | None], None]


@dataclass(frozen=True, slots=True)
class PlanOffer:
    """A routine of several weeks."""

    id: str
    name: str
    about: str
    weeks: int
    days_a_week: tuple[int, int]
    """The fewest and the most."""
    sessions_a_day: tuple[int, int]
    seconds: tuple[int, int]
    """On the clock, of the shortest and the longest week."""


class Plans(Protocol):
    def shelf(self) -> tuple[PlanOffer, ...]:
        """Every plan that can be started."""
        ...

    def progress(self) -> Progress | None:
        """Of the one that runs. Raises HistoryError."""
        ...

    def change(self, action: PlanAction, routine: str, saved: Saved) -> None:
        """Does so; `saved` is called, on any thread, once it is durable or can't be. Raises FootcoreError."""
        ...
