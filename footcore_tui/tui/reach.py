"""The command palette: what the keys of the screen do, and the ways to everywhere else; read when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits
from textual.content import Content
from textual.fuzzy import Matcher
from textual.system_commands import SystemCommandsProvider

from footcore_tui.core.errors import HistoryError
from footcore_tui.core.text import printable
from footcore_tui.tui.app import FootcoreApp
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.screens.today import TodayScreen
from footcore_tui.tui.widgets.day import length_text

if TYPE_CHECKING:
    from textual.screen import Screen

    from footcore_tui.core.exercise import Exercise

ROOMS = (
    ("Routines", "app.routines", "Every routine with its timeline"),
    ("History", "app.enter('history')", "The year, the sessions, and charts of them"),
    ("Levels", "app.enter('levels')", "Where you stand with each exercise"),
    ("Plans", "app.enter('plans')", "Plans of several weeks: start, pause, step back"),
    ("Self-tests", "app.enter('tests')", "What the self-tests measured"),
)

Follow = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Way:
    """One that leads elsewhere."""

    title: str
    help: str
    follow: Callable[[], None]


class Everything(SystemCommandsProvider):
    """The keys come first. Exercises are many, so only typing finds them."""

    async def discover(self) -> Hits:
        async for hit in super().discover():
            yield hit
        for way in self._ways(typed=False):
            yield DiscoveryHit(Content(way.title), way.follow, way.title, way.help)

    async def search(self, query: str) -> Hits:
        async for hit in super().search(query):
            yield hit
        matcher = self.matcher(query)
        for way in self._ways(typed=True):
            if (score := matcher.match(way.title)) > 0:
                yield Hit(score, _lit(way.title, matcher), way.follow, way.title, way.help)

    def _ways(self, *, typed: bool) -> Iterator[Way]:
        app = self.app
        if isinstance(app, FootcoreApp) and _is_free(app):
            yield from _rooms(app, self.screen)
            yield from _sessions(app)
            if typed:
                yield from _pages(app)


def _is_free(app: FootcoreApp) -> bool:
    """Whether Today is there, and whatever stands over it may be left."""
    stack = app.screen_stack
    over = all(isinstance(screen, Sheet) and screen.FREE for screen in _over_today(app))
    return over and any(isinstance(screen, TodayScreen) for screen in stack)


def _over_today(app: FootcoreApp) -> list[Screen[object]]:
    """Textual's own first screen lies below it, the palette over all."""
    return [screen for screen in app.screen_stack[2:] if not isinstance(screen, CommandPalette)]


def _from_home(app: FootcoreApp, follow: Follow) -> Callable[[], None]:
    """Leaves what stands over Today, as the keys there do; follows once what comes of that is done."""

    def go() -> None:
        for screen in reversed(_over_today(app)):
            screen.dismiss()
        app.call_later(follow)

    return go


def _rooms(app: FootcoreApp, screen: Screen[object]) -> Iterator[Way]:
    """Those that no key of the screen leads to."""
    keys = {active.binding.action for active in screen.active_bindings.values()}
    if not isinstance(screen, TodayScreen):
        yield Way("Today", "What is due, and the week", _from_home(app, lambda: None))
    for title, action, said in ROOMS:
        if action not in keys:
            yield Way(title, said, _from_home(app, partial(app.run_action, action)))


def _sessions(app: FootcoreApp) -> Iterator[Way]:
    """Every routine, the self-tests last."""
    for offer in sorted(app.desk.offers(), key=lambda offer: (offer.test, offer.name)):
        said = " · ".join(filter(None, (offer.part, length_text(offer.seconds))))
        yield Way(f"Play {printable(offer.name)}", said, _from_home(app, partial(app.play, offer.id)))


def _pages(app: FootcoreApp) -> Iterator[Way]:
    for one in app.desk.library().exercises():
        yield Way(f"Exercise: {printable(one.name)}", "How it is done", _from_home(app, partial(_read, app, one)))


def _read(app: FootcoreApp, exercise: Exercise) -> None:
    """With the rung on which the person is; the easiest where the history can't be read."""
    from footcore_tui.core.card import Card
    from footcore_tui.tui.screens.exercise import ExerciseScreen

    level = exercise.level(None)
    with suppress(HistoryError):
        level = next((one.level for one in app.desk.ladders().all() if one.exercise.id == exercise.id), level)
    app.push_screen(ExerciseScreen([Card(exercise, level)]))


def _lit(title: str, matcher: Matcher) -> Content:
    """The letters that were typed; the title is no markup, for it may hold what a file says."""
    content = Content(title)
    for at in matcher.fuzzy_search.match(matcher.query, title)[1]:
        content = content.stylize(matcher.match_style, at, at + 1)
    return content
