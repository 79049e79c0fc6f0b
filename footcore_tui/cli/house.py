"""The app with its collaborators; each is made, and its modules loaded, when it is first wanted.

Today needs neither a session's rules nor sound, nor whatever reads a routine's file or writes the history: to load
them takes half as long as Textual.
"""

from __future__ import annotations

import errno
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from footcore_tui.cli.edge import say, say_unsaved
from footcore_tui.cli.failure import failing
from footcore_tui.cli.notices import Notices
from footcore_tui.cli.offers import read_offers
from footcore_tui.cli.rules import day_start_now, say_changes
from footcore_tui.cli.standing import position
from footcore_tui.cli.terminal import HANGUP, let_go, watch
from footcore_tui.cli.today import is_one_unfinished, read_today
from footcore_tui.core.errors import DamagedHistory
from footcore_tui.core.settings import Settings, SoundEngine
from footcore_tui.tui.app import FootcoreApp
from footcore_tui.tui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from footcore_tui.adapters.library import Library
    from footcore_tui.cli.recovery import Recovery
    from footcore_tui.cli.self_tests import SqliteTests
    from footcore_tui.core.cues import Sound
    from footcore_tui.core.record import Record
    from footcore_tui.core.routine import Routine, Standing
    from footcore_tui.ports import History
    from footcore_tui.runner import Mode, Runner, World
    from footcore_tui.tui.asking import Asking
    from footcore_tui.tui.ladders import Ladders
    from footcore_tui.tui.past import Archive
    from footcore_tui.tui.plans import Plans

T = TypeVar("T")


class House:
    """For as long as the process lives."""

    def __init__(self, chosen: Settings, mode: Mode | None = None) -> None:
        """`mode`: how sessions are run; None for what the settings say."""
        self._chosen = chosen
        self._given_mode = mode
        self._world: World | None = None
        self._runner: Runner | None = None
        self._app: FootcoreApp | None = None
        self._notices = Notices()
        self._tried_to_mend = False
        self.desk = Desk(
            library=lambda: self._library,
            routine=self._routine,
            history=lambda: self._open_world().history,
            offers=lambda: read_offers(lambda: self._library, position(chosen)),
            unfinished=self._unfinished,
            standing=lambda routine: position(chosen).standing(routine),
            start=self.start,
            resume=self._resume,
            keep=lambda record: self._recovery.keep(record),
            discard=lambda record: self._recovery.discard(record),
            today=lambda: self._mended(lambda: read_today(chosen)),
            archive=self._archive,
            asking=self._asking,
            tests=lambda: self._tests,
            plans=self._plans,
            ladders=self._ladders,
            now=lambda: self._open_world().clock.moment(),
            remarks=_remarks,
            notice=self._notices.next,
            settings=chosen,
        )

    def start(self, routine: Routine, standing: Standing) -> Runner:
        """A runner that has not begun. Raises TimelineError."""
        from footcore_tui.runner import Runner

        self._runner = Runner(routine, standing, self._open_world(), self._mode)
        if self._mode.speed == 1:
            say_changes(self._chosen, routine, self._open_world().history)
        return self._runner

    def run(self, opening: Runner | None = None) -> int:
        """Until the person leaves, or a signal ends it; the exit code."""
        app = self._app = FootcoreApp(self.desk, opening, ready=self._watch)
        try:
            with failing(lambda: app.call_later(app.panic)):
                app.run()
            if app.failure:
                raise app.failure
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            # The terminal closed while the screen was writing to it, before the signal said so.
            let_go()
            return 128 + HANGUP
        finally:
            self._leave()
        for line in self._notices.reports:
            say(f"footcore: {line}")
        if not app.return_code and not (self._world and self._world.history.unsaved):
            from footcore_tui.cli.history_safety import back_up_quietly

            back_up_quietly(say)
        for account in self._notices.accounts:
            say(account)
        if self._runner and self._world and self._world.history.unsaved:
            return say_unsaved(self._runner)
        return app.return_code or 0

    @cached_property
    def _library(self) -> Library:
        from footcore_tui.cli.shelf import library

        return library()

    @cached_property
    def _recovery(self) -> Recovery:
        from footcore_tui.cli.recovery import Recovery

        return Recovery(self._open_world, lambda: self._library, lambda: self._mode)

    def _asking(self) -> Asking:
        from footcore_tui.cli.asking import AskingFirst

        return AskingFirst(self._open_world)

    @cached_property
    def _tests(self) -> SqliteTests:
        from footcore_tui.cli.self_tests import SqliteTests

        return SqliteTests(self._chosen, lambda: self._library, lambda event: self._open_world().history.append(event))

    @cached_property
    def _mode(self) -> Mode:
        from footcore_tui.runner import Mode

        return self._given_mode or Mode(
            muted=self._chosen.mute, voice=self._chosen.voice, day_start=day_start_now(self._chosen)
        )

    def _open_world(self) -> World:
        """Made once."""
        from footcore_tui.cli.world import open_world

        self._world = self._world or open_world(self._chosen, self._ring)
        return self._world

    def _routine(self, name: str) -> Routine:
        """Raises UnknownRoutine or BrokenRoutine."""
        from footcore_tui.cli.remembered import routine_called

        return routine_called(name, lambda: self._library)

    def _unfinished(self) -> tuple[Record, ...]:
        """Nearly always none: what reads records is loaded for nothing then."""
        return self._open_world().history.unfinished() if self._mended(is_one_unfinished) else ()

    def _mended(self, read: Callable[[], T]) -> T:
        """What `read` gives, of a damaged history once it was mended; that is tried once. Raises HistoryError."""
        try:
            return read()
        except DamagedHistory:
            if self._tried_to_mend:
                raise
            self._tried_to_mend = True
            from footcore_tui.cli.history_safety import mend

            self._notices.accounts.append(f"footcore: {mend()}")
            return read()

    def _resume(self, record: Record) -> Runner:
        """Raises FootcoreError."""
        self._runner = self._recovery.resume(record)
        return self._runner

    def _archive(self) -> Archive:
        from footcore_tui.cli.archive import SqliteArchive

        return SqliteArchive(self._chosen)

    def _plans(self) -> Plans:
        from footcore_tui.cli.planner import Planner

        return Planner(self._chosen, lambda: self._library, lambda: self._open_world().history)

    def _ladders(self) -> Ladders:
        from footcore_tui.cli.ladders import HistoryLadders

        world = self._open_world()
        return HistoryLadders(self._chosen, lambda: self._library, world.history.append, world.clock.moment)

    def _watch(self) -> None:
        watch(self._end, self._stand_still, self._leave)
        if self._app and self._chosen.sync_dir and (self._given_mode is None or self._given_mode.speed == 1):
            self._app.call_after_refresh(lambda: Thread(target=self._synchronise, name="sync", daemon=True).start())

    def _synchronise(self) -> None:
        from footcore_tui.cli.sync import folder_of, synchronise

        self._notices.folder = folder_of(self._chosen)
        self._notices.reports = synchronise(self._chosen)
        if self._app and self._app.is_running:
            self._app.call_later(self._app.history_changed)

    def _leave(self) -> None:
        """Saves what was done."""
        if self._runner:
            self._runner.leave()
        if self._world:
            self._world.cues.close()
            _close(self._world.history, self._notices.accounts.append)

    def _end(self, signal: int) -> None:
        """The process is asked to end: what was done is saved, the session can be resumed."""
        if self._runner:
            self._runner.leave()
        if self._app:
            self._app.exit(return_code=128 + signal)

    def _stand_still(self) -> None:
        if self._runner:
            self._runner.interrupt()

    def _ring(self, _sound: Sound) -> None:
        """The terminal's bell, from whichever thread; the screen is written to by one thread alone."""
        if self._app:
            self._app.call_later(self._app.ring, bell=self._chosen.engine is not SoundEngine.OFF)


def _remarks(routine: Routine) -> tuple[str, ...]:
    from footcore_tui.cli.changed import remarks

    return remarks(routine)


def _close(history: History, tell: Callable[[str], None]) -> None:
    if history.unsaved:
        from footcore_tui.cli.history_safety import close

        close(history, tell)
    else:
        history.close()
