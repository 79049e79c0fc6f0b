"""The summary: what was done, and one key each for what the person says of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from footcore_tui.core.errors import HistoryError
from footcore_tui.core.levels import Proposal
from footcore_tui.core.record import Record
from footcore_tui.core.safety import is_too_much
from footcore_tui.core.self_tests import is_self_test
from footcore_tui.runner import Runner
from footcore_tui.tui.desk import Desk, Today
from footcore_tui.tui.ladders import decided
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.self_tests import Test
from footcore_tui.tui.theme import State
from footcore_tui.tui.widgets.keys import key_of
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.tally import Kept, Question, Tally, paint_tally
from footcore_tui.tui.widgets.totals import last_time

LOOKED_BACK_DAYS = 90
SAVED_WITHIN_SECONDS = 0.2
"""How long the picture waits for the disk, so that it can show the day as it is now."""
LOOKS_AGAIN_SECONDS = 0.25
"""While the disk is at work, this often."""
ANSWERS = "Answers the question; 0 is ten of effort"
ORDER = (Question.EFFORT, Question.PAIN)


class SummaryScreen(Sheet[bool]):
    """Dismissed with True where the end is taken back."""

    STATE = State.FINISHED
    BINDINGS: ClassVar[list[BindingType]] = [
        # First, for it is there for a moment only: where it is narrow the keys' line names the first of them.
        Binding("u", "reopen", "undo the end", id="summary.undo", tooltip="Go on with the session after all"),
        Binding("enter,escape,q", "leave", "done", id="summary.leave", tooltip="Back to Today"),
        *(
            Binding(str(digit), f"answer({digit})", f"answer {digit}", False, id=f"summary.{digit}", tooltip=ANSWERS)
            for digit in range(10)
        ),
        Binding("plus", "answer(10)", "answer 10", id="summary.ten", tooltip="Ten of pain", show=False),
        Binding("s,down", "pass_over(1)", "skip", id="summary.next", tooltip="The next question"),
        Binding("up", "pass_over(-1)", "question before", id="summary.before", tooltip="The one before", show=False),
        Binding("l", "decide(True)", "take the level", id="summary.take", tooltip="The level that is proposed"),
        Binding("k", "decide(False)", "keep mine", id="summary.keep", tooltip="Stay at the level you are at"),
        Binding("n", "note", "note", id="summary.note", tooltip="Write a line about it"),
        Binding("question_mark", "app.help", "help", id="app.help", tooltip="Every key of this screen"),
    ]

    def __init__(self, runner: Runner, desk: Desk, before: Today) -> None:
        """`before` is the day as it stood before the session."""
        super().__init__()
        self._runner = runner
        self._desk = desk
        self._before = before
        self._after = before
        self._last: Record | None = None
        self._test: Test | None = None
        self._asked: Question | None = Question.EFFORT
        self._effort: int | None = None
        self._pain: int | None = None
        self._note = ""
        self._proposals: tuple[Proposal, ...] = ()
        self._decided: set[str] = set()
        """Exercises that were decided on here; the history may not know yet."""
        self._stage = self._answer = ""
        self._appeared: float | None = None
        self._waiting = False

    def on_mount(self, event: events.Mount) -> None:
        self._appeared = event.time
        self._runner.wait_saved(SAVED_WITHIN_SECONDS)
        self._read_day()
        self._look_up()
        self.repaint()

    def on_key(self, event: events.Key) -> None:
        """A key meant for the player must not answer a question; the one that takes the end back was meant."""
        young = self._appeared is not None and event.time - self._appeared < self._desk.key_guard_seconds
        bound = self.active_bindings.get(event.key)
        if young and (bound is None or bound.binding.action != "reopen"):
            event.stop()

    def paint(self, width: int, height: int) -> Sequence[Part]:
        runner = self._runner
        tally = Tally(
            runner.routine.name,
            runner.record,
            self._last,
            self._before,
            self._after,
            self._asked,
            self._effort,
            self._pain,
            self._note,
            self.look,
            self.keys,
            self._kept,
            self._stage,
            self._proposal,
            (key_of(self, "decide(True)"), key_of(self, "decide(False)")),
            self._answer,
            self._desk.history().behind,
            self._test,
        )
        return paint_tally(tally, width, height)

    def repaint(self) -> None:
        super().repaint()
        if self._kept is Kept.SAVING and not self._waiting:
            self._waiting = True
            self.set_timer(LOOKS_AGAIN_SECONDS, self._look_again)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "answer":
            return self._asked is not None
        if action == "pass_over":
            return parameters == (-1,) or self._asked is not None
        if action == "decide":
            return self._proposal is not None
        return action != "reopen" or not is_too_much(self._pain)

    def action_answer(self, number: int) -> None:
        if self._asked is Question.EFFORT:
            self._effort = number or 10
            self._runner.rate(effort=self._effort)
        else:
            self._pain = number
            self._runner.rate(pain=number)
        self._look_up()
        self.action_pass_over(1)

    def action_decide(self, take: bool) -> None:
        if proposal := self._proposal:
            self._desk.ladders().answer(proposal, take=take)
            self._decided.add(proposal.exercise.id)
            self._answer = decided(proposal, take=take)
            self.repaint()

    def action_pass_over(self, step: int) -> None:
        place = len(ORDER) if self._asked is None else ORDER.index(self._asked)
        place = max(0, place + step)
        self._asked = ORDER[place] if place < len(ORDER) else None
        self.repaint()

    def action_note(self) -> None:
        from footcore_tui.tui.screens.question import QuestionScreen

        self.app.push_screen(QuestionScreen("A note", self._note), self._noted)

    def action_reopen(self) -> None:
        self._runner.reopen()
        self.dismiss(True)

    def action_leave(self) -> None:
        self.dismiss(False)

    def _noted(self, note: str | None) -> None:
        if note is not None:
            self._note = note
            self._runner.rate(note=note)
        self.repaint()

    @property
    def _kept(self) -> Kept:
        if self._runner.rehearsal:
            return Kept.REHEARSAL
        if self._runner.unsaved:
            return Kept.UNSAVED
        return Kept.SAVED if self._runner.wait_saved(0) else Kept.SAVING

    def _look_again(self) -> None:
        self._waiting = False
        if self._kept is not Kept.SAVING:
            self._read_day()
        self.repaint()

    def _read_day(self) -> None:
        """The day as the history has it by now, and what is to be said of the session."""
        runner = self._runner
        try:
            self._after = self._desk.today()
            if is_self_test(runner.routine):
                self._test = self._desk.tests().measured(runner.routine, runner.timeline, runner.record)
            else:
                self._last = self._look_back()
        except HistoryError as error:
            self.app.notify(str(error), markup=False)

    @property
    def _proposal(self) -> Proposal | None:
        return next((one for one in self._proposals if one.exercise.id not in self._decided), None)

    def _look_up(self) -> None:
        """What is proposed as the answers stand."""
        if self._runner.rehearsal:
            return
        try:
            ladders, record = self._desk.ladders(), self._runner.record
            self._proposals = ladders.after(record, self._runner.routine)
            self._stage = ladders.opened(record, self._runner.routine)
        except HistoryError as error:
            self.app.notify(str(error), markup=False)

    def _look_back(self) -> Record | None:
        """Raises HistoryError."""
        record = self._runner.record
        since = date.fromisoformat(record.began.local_day) - timedelta(days=LOOKED_BACK_DAYS)
        return last_time(record, self._desk.history().records(since.isoformat()))
