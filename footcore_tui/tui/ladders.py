"""Levels as the screens ask for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from footcore_tui.core.exercise import Exercise, Level
    from footcore_tui.core.levels import Proposal
    from footcore_tui.core.record import Record
    from footcore_tui.core.routine import Routine


@dataclass(frozen=True, slots=True)
class Ladder:
    """An exercise with levels, and where the client stands."""

    exercise: Exercise
    level: Level
    day: int | None = None
    """On which it was last done, as a day number; None for never."""
    proposal: Proposal | None = None


class Ladders(Protocol):
    """All raise HistoryError."""

    def all(self) -> Iterable[Ladder]:
        """Those that were practised first, the latest before the others; then by name."""
        ...

    def before(self, routine: Routine) -> tuple[Proposal, ...]:
        """Rungs down for what a routine has at the client's own level."""
        ...

    def after(self, record: Record, routine: Routine) -> tuple[Proposal, ...]:
        """What is proposed after a session, which may not be saved yet."""
        ...

    def opened(self, record: Record, routine: Routine) -> str:
        """What is to be said of the stage that a session opened; empty where it opened none."""
        ...

    def decide(self, exercise: str, level: str) -> None:
        """The person chose a level."""
        ...

    def answer(self, proposal: Proposal, *, take: bool) -> None:
        """The person took what was proposed, or turned it down."""
        ...


def decided(proposal: Proposal, *, take: bool) -> str:
    """What is so from now on."""
    name = proposal.exercise.name
    return f"{name}: {proposal.level.name} from now on." if take else f"{name} stays at {proposal.current.name}."
