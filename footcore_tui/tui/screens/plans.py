"""The plans: what they are about, and the one that runs started, paused, left, or stepped back in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from footcore_tui.core.choices import PlanAction
from footcore_tui.core.errors import FootcoreError, HistoryError
from footcore_tui.core.plans import Progress
from footcore_tui.tui.desk import Desk
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.widgets.keys import KeyHint, hints, key_of
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.plans import PlansScene, most_scrolled, paint_plans


class PlansScreen(Sheet[None]):
    """From Today and back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "start", id="plans.start", tooltip="Start the plan that is marked"),
        Binding("b", "back", "step back", id="plans.back", tooltip="Begin the week that is proposed"),
        Binding("g", "go_on", "go on", id="plans.go-on", tooltip="Turn the proposal down"),
        Binding("space", "pause", "pause", id="plans.pause", tooltip="Nothing is due until you resume; and back"),
        Binding("l", "leave", "leave", id="plans.leave", tooltip="End the plan; asks once more first"),
        Binding("up,k", "mark(-1)", "above", id="plans.up", tooltip="The plan above", show=False),
        Binding("down,j", "mark(1)", "choose", id="plans.down", tooltip="The plan below"),
        Binding("pagedown", "scroll(1)", "read on", id="plans.on", tooltip="On in the text"),
        Binding("pageup", "scroll(-1)", "read back", id="plans.before", tooltip="Back in the text", show=False),
        Binding("question_mark", "app.help", "help", id="app.help", tooltip="Every key of this screen"),
        Binding("escape,q", "close", "back", id="plans.close", tooltip="Back to Today"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._plans = desk.plans()
        self._offers = self._plans.shelf()
        self._progress: Progress | None = None
        self._marked = 0
        self._scrolled = 0
        self._notice = ""
        self._sure = False
        self._read()
        running = self._progress.routine if self._progress else ""
        self._marked = next((at for at, offer in enumerate(self._offers) if offer.id == running), 0)

    def paint(self, width: int, height: int) -> Sequence[Part]:
        return paint_plans(replace(self._scene, keys=self.keys), width, height)

    @property
    def keys(self) -> tuple[KeyHint, ...]:
        words = {"pause": "resume" if self._progress and self._progress.paused else "pause"}
        return hints(self, words) if self.is_current else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        plan = self._progress
        match action:
            case "start":
                return bool(self._offers) and (plan is None or plan.finished)
            case "back" | "go_on":
                return plan is not None and plan.proposal is not None
            case "pause":
                return plan is not None and not plan.finished
            case "leave":
                return plan is not None
            case "mark":
                return len(self._offers) > 1
            case "scroll":
                return self._scrolled > 0 if parameters == (-1,) else self._scrolled < self._most
            case _:
                return True

    def action_start(self) -> None:
        self._change(PlanAction.START, self._offers[self._marked].id)

    def action_back(self) -> None:
        self._change(PlanAction.STEP_BACK)

    def action_go_on(self) -> None:
        self._change(PlanAction.GO_ON)

    def action_pause(self) -> None:
        paused = self._progress is not None and self._progress.paused
        self._change(PlanAction.RESUME if paused else PlanAction.PAUSE)

    def action_leave(self) -> None:
        if self._sure:
            self._change(PlanAction.LEAVE)
            return
        self._sure = True
        self._notice = f"{key_of(self, 'leave')} again leaves it. What was done stays in the history."
        self.repaint()

    def action_mark(self, step: int) -> None:
        self._marked = (self._marked + step) % len(self._offers)
        self._scrolled = 0
        self._calm()

    def action_scroll(self, pages: int) -> None:
        self._scrolled = max(0, min(self._most, self._scrolled + pages * max(1, self.size.height // 3)))
        self._calm()

    def action_close(self) -> None:
        self.dismiss()

    @property
    def _scene(self) -> PlansScene:
        """But for the keys, of which some depend on how long it is."""
        return PlansScene(self._offers, self._marked, self._progress, self._scrolled, self.look, (), self._notice)

    @property
    def _most(self) -> int:
        return most_scrolled(self._scene, *self.size)

    def _change(self, action: PlanAction, routine: str = "") -> None:
        app = self.app

        def saved(error: Exception | None) -> None:
            app.call_later(self._saved, error)

        try:
            self._plans.change(action, routine, saved)
        except FootcoreError as error:
            self._calm(str(error))

    def _saved(self, error: Exception | None) -> None:
        """Shows what is so now, once it is durable."""
        self._calm(str(error) if error else "")
        self._read()
        self.repaint()

    def _calm(self, notice: str = "") -> None:
        self._sure, self._notice = False, notice
        self.repaint()

    def _read(self) -> None:
        try:
            self._progress = self._plans.progress()
        except HistoryError as error:
            self._notice = str(error)
