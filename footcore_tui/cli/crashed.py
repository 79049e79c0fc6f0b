"""Sessions that a crash left open: found again with the timeline they had."""

from __future__ import annotations

from dataclasses import dataclass

from footcore_tui.core.errors import RoutineError
from footcore_tui.core.record import Record, Status
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.ports import RoutineLibrary


@dataclass(frozen=True, slots=True)
class Crashed:
    """A session without an end."""

    record: Record
    routine: Routine | None
    """None where it can't be resumed: the file has changed or gone, or nothing of it is left to do."""

    @property
    def standing(self) -> Standing:
        """Week, stage and levels as they were, so that the same timeline comes out."""
        began = self.record.began
        return Standing(began.week or 1, began.stage, dict(began.levels))


def find_again(record: Record, library: RoutineLibrary) -> Crashed:
    """The session with its routine, if that still is what was played."""
    began = record.began
    try:
        routine = library.routine(began.source or began.routine)
    except RoutineError:
        return Crashed(record, None)
    same = routine.hash == began.routine_hash and record.status is not Status.COMPLETED
    return Crashed(record, routine if same else None)
