"""One line asked of the person: a note, or a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from footcore_tui.core.self_tests import LENGTHS, value_of
from footcore_tui.core.snapshot import Snapshot

MAX_NOTE = 500
HINT = "Enter keeps it, Escape leaves it."


class QuestionScreen(ModalScreen[str | None]):
    """Dismissed with the answer; None where there is none."""

    CSS_PATH = "../styles/question.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", id="question.leave", tooltip="Without an answer"),
    ]

    def __init__(
        self, question: str, value: str = "", *, hint: str = HINT, problem: Callable[[str], str] = lambda _: ""
    ) -> None:
        """`problem`: what is wrong with an answer, as a short line; while there is one, it is asked on."""
        super().__init__()
        self._question = question
        self._value = value
        self._hint = hint
        self._problem = problem

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(Content(self._question))
            line = Input(self._value, max_length=MAX_NOTE, compact=True)
            line.cursor_blink = False
            yield line
            yield Static("", classes="problem", markup=False)
            yield Static(Content(self._hint), classes="hint")

    def on_input_changed(self) -> None:
        self._tell("")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        answer = message.value.strip()
        if problem := self._problem(answer):
            self._tell(problem)
        else:
            self.dismiss(answer or None)

    def action_leave(self) -> None:
        self.dismiss(None)

    def _tell(self, problem: str) -> None:
        line = self.query_one(".problem", Static)
        line.update(problem)
        line.display = bool(problem)


def how_many(snapshot: Snapshot) -> QuestionScreen:
    """Asks what a test of repetitions came to; where it has a beat, what that has counted stands there."""
    movement = snapshot.interval.movement
    counted = str(int(snapshot.elapsed // movement.tempo.seconds)) if movement.tempo else ""
    question = f"How many {movement.unit}?" if movement.unit else "How many?"
    kind = "A number with one decimal at most" if movement.unit in LENGTHS else "A whole number"
    wanted = f"{kind} is wanted, from 0 to 9999."
    return QuestionScreen(
        question, counted, problem=lambda answer: wanted if value_of(answer, movement.unit) is None else ""
    )
