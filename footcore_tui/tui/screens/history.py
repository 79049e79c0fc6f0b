"""The history: a year at a glance, every session, and charts of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from footcore_tui.core.errors import HistoryError
from footcore_tui.core.stats import PastSession, named
from footcore_tui.tui.desk import Desk
from footcore_tui.tui.past import months_of
from footcore_tui.tui.screens.past_session import PastSessionScreen
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.widgets.charts import Chart
from footcore_tui.tui.widgets.chronicle import Chronicle, View, most_scrolled, paint_chronicle
from footcore_tui.tui.widgets.keys import KeyHint, hints, key_of
from footcore_tui.tui.widgets.picture import Part

FETCHED = 400
"""Sessions that are read at once, the marked one in their midst."""
NEAR = 100
"""Fewer than this between the marked one and what was not read: more are."""
LEAP_WEEKS = 4
WORDS = {
    View.YEAR: {"across(-1)": "week", "across(1)": "week", "along(-1)": "day", "along(1)": "day"},
    View.SESSIONS: {},
    View.CHARTS: {"across(-1)": "chart before", "across(1)": "next chart"},
}
"""What the arrows do."""
AS_NUMBERS = {"numbers": "picture", "along(-1)": "up", "along(1)": "down"}


class HistoryScreen(Sheet[None]):
    """From Today and back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", id="history.open", tooltip="The marked session in full"),
        Binding("tab", "turn(1)", "view", id="history.next", tooltip="The next view"),
        Binding("shift+tab", "turn(-1)", "view before", id="history.before", tooltip="The view before", show=False),
        Binding("y", "view('year')", "year", id="history.year", tooltip="The year, day by day", show=False),
        Binding("s", "view('sessions')", "sessions", id="history.sessions", tooltip="Every session", show=False),
        Binding("c", "view('charts')", "charts", id="history.charts", tooltip="The charts", show=False),
        Binding(
            "t", "app.enter('tests')", "tests", id="history.tests", tooltip="What the self-tests measured", show=False
        ),
        Binding("n", "numbers", "numbers", id="history.numbers", tooltip="The picture as numbers, and back"),
        Binding("left", "across(-1)", "back", id="history.left", tooltip="A week back; the chart before"),
        Binding("right", "across(1)", "on", id="history.right", tooltip="A week on; the next chart"),
        Binding("up", "along(-1)", "up", id="history.up", tooltip="A day back; the one above"),
        Binding("down", "along(1)", "down", id="history.down", tooltip="A day on; the session or line below"),
        Binding("pagedown", "leap(1)", "page on", id="history.page-down", tooltip="Weeks or a page on", show=False),
        Binding("pageup", "leap(-1)", "page up", id="history.page-up", tooltip="Weeks or a page back", show=False),
        Binding("question_mark", "app.help", "help", id="app.help", tooltip="Every key of this screen"),
        Binding("escape,q", "leave", "back", id="history.leave", tooltip="Back to Today"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._archive = desk.archive()
        self._scene = Chronicle(names={one.id: one.name for one in desk.offers()})
        self._read()

    def paint(self, width: int, height: int) -> Sequence[Part]:
        scrolled = min(self._scene.scrolled, most_scrolled(self._scene, width, height))
        tests_key = key_of(self, "app.enter('tests')") if self.is_current else ""
        scene = replace(
            self._scene, look=self.look, tabs=self._tabs, tests_key=tests_key, keys=self.keys, scrolled=scrolled
        )
        return paint_chronicle(scene, width, height)

    @property
    def keys(self) -> tuple[KeyHint, ...]:
        scene = self._scene
        words = WORDS[scene.view] | (AS_NUMBERS if scene.numbers else {})
        return hints(self, words) if self.is_current else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        scene, onward = self._scene, parameters == (1,)
        if not scene.count and action in ("open", "across", "along", "leap", "numbers"):
            return False
        match action:
            case "open":
                return scene.view is View.SESSIONS and self._marked is not None
            case "numbers":
                return scene.view is not View.SESSIONS
            case "across":
                return scene.view is View.CHARTS or (self._is_map and self._place != self._moved(1 if onward else -1))
            case "along" | "leap":
                return self._place != self._moved(1 if onward else -1)
            case _:
                return True

    def action_turn(self, step: int) -> None:
        views = list(View)
        self.action_view(views[(views.index(self._scene.view) + step) % len(views)].value)

    def action_view(self, view: str) -> None:
        self._show(replace(self._scene, view=View(view), numbers=False, scrolled=0))

    def action_numbers(self) -> None:
        self._show(replace(self._scene, numbers=not self._scene.numbers, scrolled=0))

    def action_across(self, step: int) -> None:
        if self._is_map:
            self._go(self._moved(7 * step))
        else:
            charts = list(Chart)
            chart = charts[(charts.index(self._scene.chart) + step) % len(charts)]
            self._show(replace(self._scene, chart=chart, scrolled=0))

    def action_along(self, step: int) -> None:
        self._go(self._moved(step))

    def action_leap(self, pages: int) -> None:
        page = max(1, self.size.height // 2)
        self._go(self._moved(pages * (7 * LEAP_WEEKS if self._is_map else page)))

    def action_open(self) -> None:
        one = self._marked
        try:
            record = self._archive.record(one.session) if one else None
        except HistoryError as error:
            self._scene = replace(self._scene, notice=str(error))
            self.repaint()
            return
        if one and record:
            self.app.push_screen(PastSessionScreen(one, self._scene.names.get(one.routine, one.routine), record))

    def action_leave(self) -> None:
        self.dismiss()

    @property
    def _is_map(self) -> bool:
        return self._scene.view is View.YEAR and not self._scene.numbers

    @property
    def _marked(self) -> PastSession | None:
        """None where it could not be read."""
        scene = self._scene
        index = scene.marked - scene.first
        return scene.sessions[index] if 0 <= index < len(scene.sessions) else None

    @property
    def _tabs(self) -> tuple[KeyHint, ...]:
        return tuple((key_of(self, f"view('{view.value}')"), view.value) for view in View) if self.is_current else ()

    @property
    def _place(self) -> int:
        """The marked day or session, or how far the lines are scrolled."""
        scene = self._scene
        return scene.cursor if self._is_map else scene.marked if scene.view is View.SESSIONS else scene.scrolled

    def _moved(self, step: int) -> int:
        """The place so many steps from here, or as far as it goes."""
        scene = self._scene
        if self._is_map and scene.days:
            return max(scene.days.first, min(scene.days.today, scene.cursor + step))
        most = scene.count - 1 if scene.view is View.SESSIONS else most_scrolled(scene, *self.size)
        return max(0, min(most, min(most, self._place) + step))

    def _go(self, place: int) -> None:
        if self._is_map:
            self._show(replace(self._scene, cursor=place))
        elif self._scene.view is View.SESSIONS:
            self._show(replace(self._scene, marked=place))
        else:
            self._show(replace(self._scene, scrolled=place))

    def _show(self, scene: Chronicle) -> None:
        """With what its view needs of the history."""
        try:
            self._scene = self._fetched(replace(scene, notice=""))
        except HistoryError as error:
            self._scene = replace(scene, notice=str(error))
        self.repaint()

    def _read(self) -> None:
        try:
            days = self._archive.days()
            self._scene = replace(self._scene, days=days, cursor=days.today, count=self._archive.count())
        except HistoryError as error:
            self._scene = replace(self._scene, notice=str(error))

    def _fetched(self, scene: Chronicle) -> Chronicle:
        if scene.view is View.CHARTS and scene.days and not scene.charts.weeks:
            charts = self._archive.charts(scene.days.today)
            return replace(scene, charts=named(charts, self._desk.library().exercises()))
        if scene.view is View.YEAR and scene.numbers and scene.days and not scene.months:
            return replace(scene, months=months_of(scene.days))
        before, after = scene.marked - scene.first, scene.first + len(scene.sessions) - scene.marked
        is_all = scene.first + len(scene.sessions) >= scene.count
        if scene.view is View.SESSIONS and ((before < NEAR and scene.first) or (after < NEAR and not is_all)):
            first = max(0, scene.marked - FETCHED // 2)
            return replace(scene, first=first, sessions=self._archive.sessions(first, FETCHED))
        return scene
