"""The library: typing filters, the routine that is marked shows its timeline, a broken file its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from footcore_tui.core.card import Card, cards_of
from footcore_tui.core.errors import FootcoreError
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.self_tests import is_self_test
from footcore_tui.core.timeline import Timeline, compile_timeline
from footcore_tui.ports import RoutineFile
from footcore_tui.tui.desk import Desk
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.widgets.keys import KeyHint
from footcore_tui.tui.widgets.page import margin_of
from footcore_tui.tui.widgets.picture import Part
from footcore_tui.tui.widgets.shelf import Shelf, matching, paint_shelf
from footcore_tui.tui.widgets.wording import part_of


class RoutinesScreen(Sheet[Routine]):
    """Dismissed with the routine that is to be played."""

    CSS_PATH = "../styles/routines.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "mark(-1)", "above", id="routines.up", tooltip="The routine above", show=False, priority=True),
        Binding("down", "mark(1)", "choose", id="routines.down", tooltip="The routine below", priority=True),
        Binding("pagedown", "scroll(1)", "timeline", id="routines.on", tooltip="On in the timeline", priority=True),
        Binding(
            "pageup",
            "scroll(-1)",
            "back in the timeline",
            id="routines.back",
            tooltip="Back in the timeline",
            show=False,
            priority=True,
        ),
        Binding(
            "tab", "read", "exercises", id="routines.read", tooltip="Its exercises, one after the other", priority=True
        ),
        Binding("escape", "leave", "back", id="routines.leave", tooltip="Back to Today"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._files = tuple(sorted(desk.library().routines(), key=_is_test))
        self._shown = self._files
        self._marked = 0
        self._scrolled = 0
        self._standings: dict[str, Standing] = {}
        self._timelines: dict[str, Timeline | str] = {}
        self._remarks: dict[str, tuple[str, ...]] = {}

    def compose(self) -> ComposeResult:
        line = Input(placeholder="type to filter, Enter starts", compact=True)
        line.cursor_blink = False
        yield line
        yield from super().compose()

    def paint(self, width: int, height: int) -> Sequence[Part]:
        marked = self._file
        timeline = self._timeline(marked.routine) if marked and marked.routine else None
        part = part_of(marked.routine, self._standing(marked.routine)) if marked and marked.routine else ""
        remarks = self._remarks_on(marked.routine) if marked and marked.routine else ()
        shelf = Shelf(self._shown, self._marked, timeline, self._scrolled, self.look, self._keys_shown, part, remarks)
        return paint_shelf(shelf, width, height)

    def on_resize(self, event: events.Resize) -> None:
        self.query_one(Input).styles.margin = (0, margin_of(event.size.width))

    def on_input_changed(self, message: Input.Changed) -> None:
        self._shown = matching(self._files, message.value)
        self._marked = self._scrolled = 0
        self.repaint()

    def on_input_submitted(self) -> None:
        if self._file and self._file.routine:
            self.dismiss(self._file.routine)

    def action_mark(self, step: int) -> None:
        if self._shown:
            self._marked = (self._marked + step) % len(self._shown)
            self._scrolled = 0
            self.repaint()

    def action_scroll(self, pages: int) -> None:
        self._scrolled = max(0, self._scrolled + pages * max(1, self.size.height // 2))
        self.repaint()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        return action != "read" or bool(self._cards)

    def action_read(self) -> None:
        from footcore_tui.tui.screens.exercise import ExerciseScreen

        self.app.push_screen(ExerciseScreen(self._cards))

    def action_leave(self) -> None:
        self.dismiss()

    @property
    def _cards(self) -> tuple[Card, ...]:
        """The exercises of the routine that is marked."""
        timeline = self._timeline(self._file.routine) if self._file and self._file.routine else None
        return cards_of(timeline) if isinstance(timeline, Timeline) else ()

    @property
    def _file(self) -> RoutineFile | None:
        return self._shown[self._marked] if self._shown else None

    @property
    def _keys_shown(self) -> tuple[KeyHint, ...]:
        """Enter belongs to the filter's line, so no binding of the screen names it."""
        start = (("Enter", "start"),) if self._file and self._file.routine else ()
        return (*start, *self.keys)

    def _standing(self, routine: Routine) -> Standing:
        """Asked for once: the history knows it, and a picture is painted with every key."""
        if routine.id not in self._standings:
            self._standings[routine.id] = self._desk.standing(routine)
        return self._standings[routine.id]

    def _remarks_on(self, routine: Routine) -> tuple[str, ...]:
        """Asked for once."""
        if routine.id not in self._remarks:
            self._remarks[routine.id] = self._desk.remarks(routine)
        return self._remarks[routine.id]

    def _timeline(self, routine: Routine) -> Timeline | str:
        """Compiled once; why not, where it can't be."""
        if routine.id not in self._timelines:
            try:
                self._timelines[routine.id] = compile_timeline(routine, self._standing(routine))
            except FootcoreError as error:
                self._timelines[routine.id] = str(error)
        return self._timelines[routine.id]


def _is_test(file: RoutineFile) -> bool:
    """Self-tests stand after all that is practised."""
    return file.routine is not None and is_self_test(file.routine)
