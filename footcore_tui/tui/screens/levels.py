"""The levels: where one stands with each exercise, what is proposed, and choosing another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from footcore_tui.core.errors import HistoryError
from footcore_tui.core.exercise import Level
from footcore_tui.tui.desk import Desk
from footcore_tui.tui.ladders import Ladder, decided
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.widgets.keys import key_of
from footcore_tui.tui.widgets.ladder import Ladders, paint_ladders
from footcore_tui.tui.widgets.picture import Part


class LevelsScreen(Sheet[None]):
    """From Today and back. The person decides; each decision is an event."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "mark(-1)", "above", id="levels.up", tooltip="The exercise above", show=False),
        Binding("down", "mark(1)", "choose", id="levels.down", tooltip="The exercise below"),
        Binding("pageup", "mark(-10)", "page up", id="levels.page-up", tooltip="Ten up", show=False),
        Binding("pagedown", "mark(10)", "page on", id="levels.page-down", tooltip="Ten down", show=False),
        Binding("l", "answer(True)", "yes", id="levels.take", tooltip="Take the level that is proposed", show=False),
        Binding("k", "answer(False)", "not now", id="levels.keep", tooltip="Stay where you are", show=False),
        Binding("plus,equals_sign", "step(1)", "harder", id="levels.harder", tooltip="One rung up"),
        Binding("minus", "step(-1)", "easier", id="levels.easier", tooltip="One rung down"),
        Binding("question_mark", "app.help", "help", id="app.help", tooltip="Every key of this screen"),
        Binding("escape,q", "leave", "back", id="levels.leave", tooltip="Back to Today"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._marked = 0
        self._notice = ""
        self._ladders: tuple[Ladder, ...] = ()
        try:
            self._ladders = tuple(desk.ladders().all())
        except HistoryError as error:
            self._notice = str(error)

    def paint(self, width: int, height: int) -> Sequence[Part]:
        answers = key_of(self, "answer(True)"), key_of(self, "answer(False)")
        scene = Ladders(self._ladders, self._marked, self.look, self.keys, answers, self._notice)
        return paint_ladders(scene, width, height)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "mark":
                return len(self._ladders) > 1
            case "answer":
                return bool(self._ladders) and self._ladder.proposal is not None
            case "step":
                return bool(self._ladders) and self._beside(1 if parameters == (1,) else -1) is not None
            case _:
                return True

    def action_mark(self, step: int) -> None:
        last = len(self._ladders) - 1
        moved = self._marked + step
        self._marked = moved % (last + 1) if abs(step) == 1 else max(0, min(last, moved))
        self.repaint()

    def action_answer(self, take: bool) -> None:
        if proposal := self._ladder.proposal:
            self._desk.ladders().answer(proposal, take=take)
            self._stand(proposal.level if take else proposal.current, decided(proposal, take=take))

    def action_step(self, step: int) -> None:
        if level := self._beside(step):
            self._desk.ladders().decide(self._ladder.exercise.id, level.id)
            self._stand(level)

    def action_leave(self) -> None:
        self.dismiss()

    @property
    def _ladder(self) -> Ladder:
        return self._ladders[self._marked]

    def _beside(self, step: int) -> Level | None:
        """The rung above or below; None at the end."""
        ladder = self._ladder
        place = ladder.exercise.levels.index(ladder.level) + step
        return ladder.exercise.levels[place] if 0 <= place < len(ladder.exercise.levels) else None

    def _stand(self, level: Level, notice: str = "") -> None:
        ladders = list(self._ladders)
        ladders[self._marked] = replace(self._ladder, level=level, proposal=None)
        self._ladders = tuple(ladders)
        self._notice = notice
        self.repaint()
