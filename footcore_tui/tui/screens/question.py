"""One line asked of the person: a note, or a number."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from footcore_tui.core.self_tests import LENGTHS
from footcore_tui.core.snapshot import Snapshot

MAX_NOTE = 500
COUNT = "[0-9]{0,4}"
LENGTH = "[0-9]{0,4}([.,][0-9]?)?"
HINT = "Enter keeps it, Escape leaves it."


class QuestionScreen(ModalScreen[str | None]):
    """Dismissed with the answer; None where there is none."""

    CSS_PATH = "../styles/question.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="question.leave", tooltip="Without an answer"),
    ]

    def __init__(self, question: str, value: str = "", *, allowed: str | None = None, hint: str = HINT) -> None:
        """`allowed`: what can be typed, as a regular expression that fits its beginnings too; None: anything."""
        super().__init__()
        self._question = question
        self._value = value
        self._allowed = allowed
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._question))
            line = Input(self._value, restrict=self._allowed, max_length=MAX_NOTE, compact=True)
            line.cursor_blink = False
            yield line
            yield Static(Content(self._hint), classes="hint")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        self.dismiss(message.value.strip() or None)

    def action_leave(self) -> None:
        self.dismiss(None)


def how_many(snapshot: Snapshot) -> QuestionScreen:
    """Asks what a test of repetitions came to; where it has a beat, what that has counted stands there."""
    movement = snapshot.interval.movement
    counted = str(int(snapshot.elapsed // movement.tempo.seconds)) if movement.tempo else ""
    question = f"How many {movement.unit}?" if movement.unit else "How many?"
    return QuestionScreen(question, counted, allowed=LENGTH if movement.unit in LENGTHS else COUNT)
