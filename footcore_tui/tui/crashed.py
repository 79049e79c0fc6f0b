"""Sessions that crashed, offered one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from footcore_tui.core.errors import FootcoreError, HistoryError, RoutineError
from footcore_tui.tui.desk import Desk

if TYPE_CHECKING:
    from footcore_tui.core.record import Record
    from footcore_tui.runner import Runner
    from footcore_tui.tui.screens.offer import Choice, OfferScreen


class Stage(Protocol):
    """Where they are offered: the app."""

    def say(self, sentence: str) -> None: ...
    def perform(self, runner: Runner) -> None: ...
    def ask(self, screen: OfferScreen, answered: Callable[[Choice | None], None]) -> None: ...


def offer_unfinished(stage: Stage, desk: Desk, otherwise: Callable[[], None]) -> None:
    """Asks what is to be done with each; `otherwise` is called where none of them goes on."""
    try:
        records = desk.unfinished()
    except HistoryError as error:
        stage.say(str(error))
        records = ()
    _Crashed(stage, desk, records, otherwise).offer(1)


class _Crashed:
    """One that goes on leaves those after it for the next start."""

    def __init__(self, stage: Stage, desk: Desk, records: Sequence[Record], otherwise: Callable[[], None]) -> None:
        self._stage = stage
        self._desk = desk
        self._records = records
        self._otherwise = otherwise

    def offer(self, number: int) -> None:
        """That one, from 1, and then the ones after it."""
        if number > len(self._records):
            self._otherwise()
            return
        from footcore_tui.tui.screens.offer import OfferScreen

        record, several = self._records[number - 1], len(self._records) > 1
        place = f"{number} of {len(self._records)}" if several else ""
        guard = self._desk.key_guard_seconds
        screen = OfferScreen(record, self._name_of(record), self._desk.now(), place, key_guard_seconds=guard)
        self._stage.ask(screen, lambda choice: self._settle(number, choice))

    def _settle(self, number: int, choice: Choice | None) -> None:
        from footcore_tui.tui.screens.offer import Choice

        record = self._records[number - 1]
        match choice:
            case Choice.RESUME:
                if self._resume(record):
                    return
            case Choice.DISCARD:
                self._desk.discard(record)
            case Choice.KEEP:
                self._desk.keep(record)
            case Choice.LATER | None:
                pass
        self.offer(number + 1)

    def _resume(self, record: Record) -> bool:
        """Whether it goes on; one whose routine is another by now is kept."""
        try:
            self._stage.perform(self._desk.resume(record))
        except FootcoreError as error:
            if isinstance(error, RoutineError):
                self._desk.keep(record)
            self._stage.say(str(error))
            return False
        return True

    def _name_of(self, record: Record) -> str:
        """The routine's name; its id where it is gone."""
        try:
            return self._desk.library().routine(record.began.source or record.began.routine).name
        except FootcoreError:
            return record.began.routine
