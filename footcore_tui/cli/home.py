"""The app: its collaborators chosen, its process watched, its exit code."""

from __future__ import annotations

import sys

from footcore_tui.cli import status
from footcore_tui.cli.crashed import find_again
from footcore_tui.cli.history import keep
from footcore_tui.cli.play import on_a_terminal
from footcore_tui.cli.shelf import library, settings
from footcore_tui.cli.terminal import watch
from footcore_tui.cli.today import read_today
from footcore_tui.cli.world import open_world
from footcore_tui.core.errors import RoutineError
from footcore_tui.core.record import Record, SessionDiscarded
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.settings import Settings
from footcore_tui.runner import Mode, Runner
from footcore_tui.tui.app import FootcoreApp
from footcore_tui.tui.desk import Desk


class House:
    """The app with its world, for as long as the process lives."""

    def __init__(self, chosen: Settings, mode: Mode) -> None:
        self._mode = mode
        self._library = library()
        self._world = open_world(chosen, self._ring)
        self._runner: Runner | None = None
        self._app: FootcoreApp | None = None
        self.desk = Desk(
            library=self._library,
            history=self._world.history,
            standing=lambda _routine: Standing(levels=dict(chosen.levels)),
            start=self.start,
            resume=self._resume,
            keep=lambda record: keep(self._world.history, record),
            discard=lambda record: self._world.history.append(SessionDiscarded(record.began.session)),
            today=lambda: read_today(self._world.clock, chosen),
            settings=chosen,
        )

    def start(self, routine: Routine, standing: Standing) -> Runner:
        """A runner that has not begun. Raises TimelineError."""
        self._runner = Runner(routine, standing, self._world, self._mode)
        return self._runner

    def run(self, opening: Runner | None = None) -> int:
        """Until the person leaves, or a signal ends it; the exit code."""
        app = self._app = FootcoreApp(self.desk, opening, ready=lambda: watch(self._end, self._stand_still))
        try:
            app.run()
        finally:
            if self._runner:
                self._runner.leave()
            self._world.cues.close()
            self._world.history.close()
        return app.return_code or 0

    def _resume(self, record: Record) -> Runner:
        """Raises RoutineError where the routine is not what was played, HistoryError where another window plays it."""
        crashed = find_again(record, self._library)
        if crashed.routine is None:
            raise RoutineError("Its routine has changed, so it can't go on. What was done is kept.")
        self._world.history.playing(record.began.session, held=True)
        self._runner = Runner(crashed.routine, crashed.standing, self._world, self._mode, crashed=record)
        return self._runner

    def _end(self, signal: int) -> None:
        """The process is asked to end: what was done is saved, the session can be resumed."""
        if self._runner:
            self._runner.leave()
        if self._app:
            self._app.exit(return_code=128 + signal)

    def _stand_still(self) -> None:
        if self._runner:
            self._runner.interrupt()

    def _ring(self) -> None:
        """The terminal's bell, from whichever thread; the screen is written to by one thread alone."""
        if self._app:
            self._app.call_later(self._app.bell)


def home() -> int:
    """`footcore` alone: the app, or without a terminal the status and how to go on."""
    if not on_a_terminal():
        code = status.main([])
        print("In a terminal `footcore` opens the app. Here: footcore play --plain, footcore --help", file=sys.stderr)
        return code
    chosen = settings()
    return House(chosen, Mode(muted=chosen.mute, day_start=chosen.day_start)).run()


def play_on_screen(chosen: Settings, routine: Routine, standing: Standing, mode: Mode) -> int:
    """`footcore play` in a terminal: the player, the summary, and out. Raises TimelineError."""
    house = House(chosen, mode)
    return house.run(house.start(routine, standing))
