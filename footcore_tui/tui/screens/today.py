"""Today: the streak and the week, what is due, and the other routines; Enter starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from footcore_tui.core.errors import HistoryError
from footcore_tui.tui.desk import Desk, Offer, Today
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.widgets.day import DayScene, paint_day
from footcore_tui.tui.widgets.greeting import smallest_offer
from footcore_tui.tui.widgets.keys import key_of
from footcore_tui.tui.widgets.picture import Part

PLANS = "app.enter('plans')"
TESTS = "app.enter('tests')"
OFFERED = "If you like, {} has the self-tests. Every two weeks is often enough."


class TodayScreen(Sheet[None]):
    """Home."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # The page itself shows Enter beside the routine.
        Binding("enter", "start", "start", id="today.start", tooltip="Begin the routine that is marked", show=False),
        Binding("up,k", "up", "up", id="today.up", tooltip="The routine above", show=False),
        Binding("down,j", "down", "choose", id="today.down", tooltip="The routine below"),
        Binding("r", "app.routines", "routines", id="today.routines", tooltip="Every routine with its timeline"),
        Binding(
            "h",
            "app.enter('history')",
            "history",
            id="today.history",
            tooltip="The year, the sessions, and charts of them",
        ),
        Binding("l", "app.enter('levels')", "levels", id="today.levels", tooltip="Where you stand with each exercise"),
        Binding("p", PLANS, "plans", id="today.plans", tooltip="Plans of several weeks: start, pause, step back"),
        Binding("t", TESTS, "tests", id="today.tests", tooltip="What the self-tests measured"),
        Binding("question_mark", "app.help", "help", id="app.help", tooltip="Every key of this screen"),
        Binding("q", "app.quit", "quit", id="app.quit", tooltip="Leave footcore"),
    ]

    class Chosen(Message):
        """A routine is to be played."""

        def __init__(self, routine: str) -> None:
            """By its id."""
            super().__init__()
            self.routine = routine

    def __init__(self, desk: Desk, problems: Sequence[str] = ()) -> None:
        """`problems`: what of the settings is left out."""
        super().__init__()
        self._desk = desk
        self._problems = problems
        self._marked = 0
        self._notice = self._told = ""
        self._tests_offered = False
        self._offers: tuple[Offer, ...] = ()
        self._smallest: Offer | None = None
        self._today = Today(0, 0)

    def paint(self, width: int, height: int) -> Sequence[Part]:
        plans, tests = (key_of(self, one) if self.is_current else "" for one in (PLANS, TESTS))
        quiet = OFFERED.format(tests) if self._tests_offered and tests else ""
        scene = DayScene(
            self._today, self._offers, self._marked, self.look, self.keys, self._notice, plans, self._smallest, quiet
        )
        return paint_day(scene, width, height)

    def on_screen_resume(self) -> None:
        self._told = ""
        self.read_again()
        super().on_screen_resume()

    def read_again(self) -> None:
        """What it says of the history stays, until the person has been elsewhere."""
        self._read()
        self.repaint()

    def action_start(self) -> None:
        if self._offers:
            self.post_message(self.Chosen(self._offers[self._marked].id))

    def action_up(self) -> None:
        self._mark(self._marked - 1)

    def action_down(self) -> None:
        self._mark(self._marked + 1)

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "start":
                return bool(self._offers)
            case "up" | "down":
                return len(self._offers) > 1
            case _:
                return True

    def _mark(self, index: int) -> None:
        self._marked = index % len(self._offers)
        self.repaint()

    def _problem_text(self) -> str:
        if not self._problems:
            return ""
        more = len(self._problems) - 1
        return f"{self._problems[0]}" + (f" (and {more} more)" if more else "")

    def _read(self) -> None:
        """What is due comes first, then the daily routine, then the others by name; after a gap the smallest first."""
        try:
            self._today = self._desk.today()
        except HistoryError as error:
            self._notice = str(error)
        else:
            self._told = self._told or self._desk.notice()
            self._notice = self._told or self._problem_text()
        daily = self._desk.settings.daily
        due = self._today.due
        found = self._desk.offers()
        offers = [offer for offer in found if not offer.test or offer.id in (due, daily)] or found
        ordered = sorted(offers, key=lambda offer: (offer.id != due, offer.id != daily, offer.name))
        self._smallest = smallest_offer(ordered) if self._today.back else None
        self._offers = tuple(sorted(ordered, key=lambda offer: offer != self._smallest))
        self._marked = min(self._marked, max(0, len(self._offers) - 1))
        self._tests_offered = self._desk.tests().is_offered([offer.id for offer in found if offer.test])
