"""Asked before a session: a rung down for one of its exercises, where there is a reason for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from footcore_tui.core.levels import Proposal
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.theme import State, palette_of
from footcore_tui.tui.widgets.keys import key_of
from footcore_tui.tui.widgets.page import Page
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.tally import proposed


class EasierScreen(Sheet[bool]):
    """Dismissed with whether the rung is taken; with None where the person would rather not begin."""

    FREE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l,enter", "answer(True)", "yes", id="easier.take", tooltip="Begin with the easier level"),
        Binding("k", "answer(False)", "not now", id="easier.keep", tooltip="Begin as you are"),
        Binding("escape,q", "leave", "back", id="easier.leave", tooltip="Back to Today"),
    ]

    def __init__(self, proposal: Proposal, routine: str) -> None:
        """`routine`: its name."""
        super().__init__()
        self._proposal = proposal
        self._routine = routine

    def paint(self, width: int, height: int) -> Sequence[Part]:
        page = Page(width, height, palette_of(self.look, State.HOME))
        page.line([(self._routine, page.bold)])
        page.skip(1 if height >= 10 else 0)
        answers = key_of(self, "answer(True)"), key_of(self, "answer(False)")
        proposed(self._proposal, answers, page, "this time")
        return page.done(self.keys)

    def action_answer(self, take: bool) -> None:
        self.dismiss(take)

    def action_leave(self) -> None:
        self.dismiss(None)
