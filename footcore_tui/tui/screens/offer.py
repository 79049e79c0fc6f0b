"""The offer after a crash: go on, keep what was done, or throw it away."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType

from footcore_tui.core.record import Record
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.theme import State, palette_of
from footcore_tui.tui.widgets.clock import clock_text
from footcore_tui.tui.widgets.page import Page
from footcore_tui.tui.widgets.picture import Part


class Choice(StrEnum):
    RESUME = "resume"
    KEEP = "keep"
    DISCARD = "discard"


class OfferScreen(Sheet[Choice]):
    """Dismissed with what is to be done with the record."""

    STATE = State.PAUSED
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('resume')", "go on", id="offer.resume", tooltip="Go on where it broke off"),
        Binding("k", "answer('keep')", "keep what was done", id="offer.keep", tooltip="End it; what was done stays"),
        Binding("d", "answer('discard')", "discard", id="offer.discard", tooltip="Throw it away"),
    ]

    def __init__(self, record: Record, name: str) -> None:
        super().__init__()
        self._record = record
        self._routine = name

    def paint(self, width: int, height: int) -> Sequence[Part]:
        page = Page(width, height, palette_of(self.look, self.STATE))
        began = self._record.began
        page.line([("footcore", page.bold)])
        page.skip(max(1, height // 5))
        page.line([("‖ ", page.accent), ("A session broke off", page.accent)])
        page.skip()
        page.line([(self._routine, page.bold), (f"  {began.local_day}", page.soft)])
        done = f"{self._record.done} of {began.work_intervals} done, {clock_text(self._record.work_seconds)} of work. "
        page.text(f"{done}Nothing of it is lost.", page.ink)
        return page.done(self.keys)

    def action_answer(self, choice: str) -> None:
        self.dismiss(Choice(choice))
