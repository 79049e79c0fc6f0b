"""The offer after a crash: go on, keep what was done, throw it away, or decide another time."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from footcore_tui.core.clock import clock_text
from footcore_tui.core.days import iso, local_day
from footcore_tui.core.record import Moment, Outcome, Record
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.theme import State, palette_of
from footcore_tui.tui.widgets.keys import key_of
from footcore_tui.tui.widgets.page import Page
from footcore_tui.tui.widgets.picture import Part


class Choice(StrEnum):
    RESUME = "resume"
    KEEP = "keep"
    DISCARD = "discard"
    LATER = "later"


class OfferScreen(Sheet[Choice]):
    """Dismissed with what is to be done with the record."""

    STATE = State.PAUSED
    FREE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('resume')", "go on", id="offer.resume", tooltip="Go on where it broke off"),
        Binding("k", "answer('keep')", "keep", id="offer.keep", tooltip="End it; what was done stays"),
        Binding("d", "discard", "delete", id="offer.discard", tooltip="Throw it away; asks once more first"),
        Binding("q,escape", "answer('later')", "later", id="offer.later", tooltip="Decide at the next start"),
    ]

    def __init__(self, record: Record, name: str, now: Moment, place: str = "", *, key_guard_seconds: float) -> None:
        """`name`: the routine's. `place`: as "1 of 2" where there are several."""
        super().__init__()
        self._record = record
        self._routine = name
        self._when = when_text(record.began.began, now)
        self._place = place
        self._key_guard_seconds = key_guard_seconds
        self._appeared: float | None = None
        self._sure = False

    def on_mount(self, event: events.Mount) -> None:
        self._appeared = event.time

    def on_key(self, event: events.Key) -> None:
        """A key meant for the shell must not decide."""
        if self._appeared is not None and event.time - self._appeared < self._key_guard_seconds:
            event.stop()

    def paint(self, width: int, height: int) -> Sequence[Part]:
        page = Page(width, height, palette_of(self.look, self.STATE))
        began = self._record.began
        page.note(f"{key_of(self, 'discard')} again deletes it for good." if self._sure else "")
        page.line([("footcore", page.bold)], [(self._place, page.soft)])
        page.skip(max(1, height // 5) if height >= 12 else 0)
        page.line([("‖ ", page.accent), ("A session broke off", page.accent)])
        page.skip(1 if height >= 8 else 0)
        page.line([(self._routine, page.bold), (f"  {self._when}", page.soft)])
        page.text(f"{self._record.done} of {began.work_intervals} done, {self._work_text()}", page.ink)
        page.skip(1 if height >= 12 else 0)
        page.text("What you leave for later is offered again at the next start.", page.soft)
        return page.done(self.keys)

    def action_answer(self, choice: str) -> None:
        self.dismiss(Choice(choice))

    def action_discard(self) -> None:
        if self._sure:
            self.dismiss(Choice.DISCARD)
        self._sure = True
        self.repaint()

    def _work_text(self) -> str:
        latest = self._record.latest
        whole = f"{clock_text(self._record.work_seconds)} of work."
        if latest and latest.kind == "work" and latest.outcome is Outcome.CUT:
            return f"{whole} Going on, the one it broke off in starts over."
        return whole


def when_text(began: Moment, now: Moment) -> str:
    """The clock where it began, with the day: "today 03:29", "yesterday 23:10", "2026-11-19 08:00"."""
    day, present = (local_day(moment.utc, moment.offset, 0) for moment in (began, now))
    minutes = int(began.utc + began.offset) // 60 % (24 * 60)
    name = {0: "today", 1: "yesterday"}.get(present - day) or iso(day)
    return f"{name} {minutes // 60:02}:{minutes % 60:02}"
