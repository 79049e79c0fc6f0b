"""The self-tests: the list, and one of them with its results; Enter plays it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from footcore_tui.core.errors import HistoryError
from footcore_tui.core.routine import Routine
from footcore_tui.core.self_tests import Age
from footcore_tui.tui.age import ask_age, with_age
from footcore_tui.tui.desk import Desk
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.self_tests import Test
from footcore_tui.tui.widgets.keys import KeyHint, hints
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.trials import TestList, TrialScene, View, most_scrolled, paint_tests, paint_trial


class SelfTestsScreen(Sheet[None]):
    """Over Today or the history; the test that is to be played is chosen as any routine on Today is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", id="tests.open", tooltip="The marked test with its results"),
        Binding("up,k", "mark(-1)", "up", id="tests.up", tooltip="The test above", show=False),
        Binding("down,j", "mark(1)", "choose", id="tests.down", tooltip="The test below"),
        Binding("a", "age", "age", id="tests.age", tooltip="Say how old you are, or that you would rather not"),
        Binding("question_mark", "app.help", "help", id="app.help", tooltip="Every key of this screen"),
        Binding("escape,q", "leave", "back", id="tests.leave", tooltip="Back to where you were"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tests: tuple[Test, ...] = ()
        self._marked = 0
        self._notice = ""

    def paint(self, width: int, height: int) -> Sequence[Part]:
        return paint_tests(TestList(self._tests, self._marked, self.look, self.keys, self._notice), width, height)

    def on_screen_resume(self) -> None:
        try:
            self._tests, self._notice = self._desk.tests().tests(), ""
        except HistoryError as error:
            self._notice = str(error)
        super().on_screen_resume()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        return bool(self._tests) if action in ("open", "mark") else True

    def action_mark(self, step: int) -> None:
        self._marked = (self._marked + step) % len(self._tests)
        self.repaint()

    def action_open(self) -> None:
        routine = self._tests[self._marked].routine
        with_age(self.app, self._desk, routine, lambda: self._open(routine))

    def action_age(self) -> None:
        ask_age(self.app, self._desk, lambda: None)

    def action_leave(self) -> None:
        self.dismiss()

    def _open(self, routine: Routine) -> None:
        """With the results beside what is typical for an age that may have been told just now."""
        tests = self._desk.tests()
        try:
            screen = SelfTestScreen(tests.test(routine), tests.age())
        except HistoryError as error:
            self._notice = str(error)
            self.repaint()
            return

        self.app.push_screen(screen, lambda plays: self._choose(routine) if plays else None)

    def _choose(self, routine: Routine) -> None:
        from footcore_tui.tui.screens.today import TodayScreen

        self.app.post_message(TodayScreen.Chosen(routine.id))
        self.dismiss()


class SelfTestScreen(Sheet[bool]):
    """Dismissed with True where it is to be played."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "play", "begin", id="test.play", tooltip="Begin this test"),
        Binding("n", "view('numbers')", "numbers", id="test.numbers", tooltip="The charts as numbers, and back"),
        Binding("i", "view('how')", "how", id="test.how", tooltip="How it is done, and back"),
        Binding("left", "turn(-1)", "before", id="test.left", tooltip="The measure before"),
        Binding("right", "turn(1)", "next", id="test.right", tooltip="The next measure"),
        Binding("up", "scroll(-1)", "up", id="test.up", tooltip="Up in the numbers", show=False),
        Binding("down", "scroll(1)", "on", id="test.down", tooltip="On in the numbers"),
        Binding("pageup", "leaf(-1)", "page up", id="test.page-up", tooltip="A page up", show=False),
        Binding("pagedown", "leaf(1)", "page on", id="test.page-down", tooltip="A page on", show=False),
        Binding("question_mark", "app.help", "help", id="app.help", tooltip="Every key of this screen"),
        Binding("escape,q", "leave", "back", id="test.leave", tooltip="Back to the tests"),
    ]

    def __init__(self, test: Test, age: Age) -> None:
        super().__init__()
        self._scene = TrialScene(test, age)

    @property
    def keys(self) -> tuple[KeyHint, ...]:
        back = {f"view('{self._scene.view}')": "results"} if self._scene.trial.results else {}
        return hints(self, back) if self.is_current else ()

    def paint(self, width: int, height: int) -> Sequence[Part]:
        return paint_trial(replace(self._scene, look=self.look, keys=self.keys), width, height)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "view":
                return bool(self._scene.trial.results)
            case "turn":
                return len(self._scene.test.trials) > 1
            case "scroll" | "leaf":
                scrolled = self._scene.scrolled
                return scrolled > 0 if parameters == (-1,) else scrolled < most_scrolled(self._scene, *self.size)
            case _:
                return True

    def action_play(self) -> None:
        self.dismiss(True)

    def action_view(self, name: str) -> None:
        """The same again leads back to the results."""
        view = View.RESULTS if self._scene.view is View(name) else View(name)
        self._show(replace(self._scene, view=view, scrolled=0))

    def action_turn(self, step: int) -> None:
        turned = (self._scene.step + step) % len(self._scene.test.trials)
        self._show(replace(self._scene, step=turned, scrolled=0))

    def action_scroll(self, lines: int) -> None:
        most = most_scrolled(self._scene, *self.size)
        self._show(replace(self._scene, scrolled=max(0, min(most, self._scene.scrolled + lines))))

    def action_leaf(self, pages: int) -> None:
        self.action_scroll(pages * max(1, self.size.height // 2))

    def action_leave(self) -> None:
        self.dismiss(False)

    def _show(self, scene: TrialScene) -> None:
        self._scene = scene
        self.repaint()
