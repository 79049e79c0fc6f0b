"""The exercises of a session, to be read one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from footcore_tui.core.card import Card, cards_of
from footcore_tui.core.interval import Interval
from footcore_tui.core.timeline import Timeline
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.widgets.card import CardScene, most_scrolled, paint_card
from footcore_tui.tui.widgets.picture import Part


def cards_from(timeline: Timeline, interval: Interval) -> tuple[tuple[Card, ...], int]:
    """The cards of a session, and the index of the one for an interval whose movement is an exercise."""
    movement, cards = interval.movement, cards_of(timeline)
    return cards, [(card.exercise, card.level) == (movement.exercise, movement.level) for card in cards].index(True)


class ExerciseScreen(Sheet[None]):
    """Over the screen from which it was opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", "read on", id="exercise.down", tooltip="On in the text"),
        Binding("up", "scroll(-1)", "up", id="exercise.up", tooltip="Up in the text", show=False),
        Binding("pagedown,space", "leaf(1)", "page on", id="exercise.page-down", tooltip="A page on", show=False),
        Binding("pageup", "leaf(-1)", "page up", id="exercise.page-up", tooltip="A page up", show=False),
        Binding("right", "turn(1)", "next", id="exercise.next", tooltip="The next exercise of the session"),
        Binding("left", "turn(-1)", "before", id="exercise.before", tooltip="The exercise before"),
        Binding("question_mark", "app.help", "help", id="app.help", tooltip="Every key of this screen"),
        Binding("escape,q", "leave", "back", id="exercise.leave", tooltip="Back to where you were"),
    ]

    def __init__(self, cards: Sequence[Card], first: int = 0) -> None:
        """At least one card; it begins with the one of index `first`."""
        super().__init__()
        self._cards = cards
        self._at = first
        self._scrolled = 0

    def paint(self, width: int, height: int) -> Sequence[Part]:
        scrolled = min(self._scrolled, most_scrolled(self._card, width, height))
        place = f"{self._at + 1} of {len(self._cards)}" if len(self._cards) > 1 else ""
        return paint_card(CardScene(self._card, place, scrolled, self.look, self.keys), width, height)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        back = parameters == (-1,)
        match action:
            case "scroll" | "leaf":
                return self._scrolled > 0 if back else self._scrolled < self._most
            case "turn":
                return self._at > 0 if back else self._at < len(self._cards) - 1
            case _:
                return True

    def action_scroll(self, lines: int) -> None:
        self._scrolled = max(0, min(self._most, self._scrolled + lines))
        self.repaint()

    def action_leaf(self, pages: int) -> None:
        self.action_scroll(pages * max(1, self.size.height // 2))

    def action_turn(self, step: int) -> None:
        self._at += step
        self._scrolled = 0
        self.repaint()

    def action_leave(self) -> None:
        self.dismiss()

    @property
    def _card(self) -> Card:
        return self._cards[self._at]

    @property
    def _most(self) -> int:
        return most_scrolled(self._card, *self.size)
