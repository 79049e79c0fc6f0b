"""One session of the history in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from footcore_tui.core.record import Record
from footcore_tui.core.stats import PastSession
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.widgets.account import Account, most_scrolled, paint_account
from footcore_tui.tui.widgets.picture import Part


class PastSessionScreen(Sheet[None]):
    """Over the list from which it was opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", "up", id="past.up", tooltip="The interval above", show=False),
        Binding("down", "scroll(1)", "on", id="past.down", tooltip="On in the intervals"),
        Binding("pageup", "leaf(-1)", "page up", id="past.page-up", tooltip="A page up", show=False),
        Binding("pagedown", "leaf(1)", "page on", id="past.page-down", tooltip="A page on", show=False),
        Binding("question_mark", "app.help", "help", id="app.help", tooltip="Every key of this screen"),
        Binding("escape,q", "leave", "back", id="past.leave", tooltip="Back to the sessions"),
    ]

    def __init__(self, session: PastSession, name: str, record: Record) -> None:
        """`name`: of its routine."""
        super().__init__()
        self._session, self._routine, self._record = session, name, record
        self._scrolled = 0

    def paint(self, width: int, height: int) -> Sequence[Part]:
        scrolled = min(self._scrolled, most_scrolled(self._record, width, height))
        account = Account(self._session, self._routine, self._record, scrolled, self.look, self.keys)
        return paint_account(account, width, height)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action not in ("scroll", "leaf"):
            return True
        return self._scrolled > 0 if parameters == (-1,) else self._scrolled < self._most

    def action_scroll(self, lines: int) -> None:
        self._scrolled = max(0, min(self._most, self._scrolled + lines))
        self.repaint()

    def action_leaf(self, pages: int) -> None:
        self.action_scroll(pages * max(1, self.size.height // 2))

    def action_leave(self) -> None:
        self.dismiss()

    @property
    def _most(self) -> int:
        return most_scrolled(self._record, *self.size)
