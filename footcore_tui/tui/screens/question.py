"""One line asked of the person: a note, or how many."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

MAX_NOTE = 500
MAX_DIGITS = 4


class QuestionScreen(ModalScreen[str | None]):
    """Dismissed with the answer; None where there is none."""

    CSS_PATH = "../styles/question.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="question.leave", tooltip="Without an answer"),
    ]

    def __init__(self, question: str, value: str = "", *, number: bool = False) -> None:
        super().__init__()
        self._question = question
        self._value = value
        self._number = number

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._question))
            longest = MAX_DIGITS if self._number else MAX_NOTE
            line = Input(self._value, type="integer" if self._number else "text", max_length=longest, compact=True)
            line.cursor_blink = False
            yield line
            yield Static(Content("Enter keeps it, Escape leaves it."), classes="hint")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        self.dismiss(message.value.strip() or None)

    def action_leave(self) -> None:
        self.dismiss(None)
