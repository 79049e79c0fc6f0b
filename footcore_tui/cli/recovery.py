"""Sessions that a crash left open, for the screen that asks about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from footcore_tui.core.record import Record
    from footcore_tui.ports import RoutineLibrary
    from footcore_tui.runner import Mode, Runner, World


class Recovery:
    """Goes on with one, keeps what was done of it, or throws it away."""

    def __init__(
        self, world: Callable[[], World], library: Callable[[], RoutineLibrary], mode: Callable[[], Mode]
    ) -> None:
        self._world = world
        self._library = library
        self._mode = mode

    def keep(self, record: Record) -> None:
        from footcore_tui.cli.history import keep

        keep(self._world().history, record)

    def discard(self, record: Record) -> None:
        from footcore_tui.core.record import SessionDiscarded

        self._world().history.append(SessionDiscarded(record.began.session))

    def resume(self, record: Record) -> Runner:
        """Raises RoutineError where the routine is not what was played, HistoryError where another window plays it."""
        from footcore_tui.cli.crashed import find_again
        from footcore_tui.core.errors import RoutineError
        from footcore_tui.runner import Runner

        crashed = find_again(record, self._library())
        if crashed.routine is None:
            raise RoutineError("Its routine has changed, so it can't go on. What was done is kept.")
        world = self._world()
        world.history.playing(record.began.session, held=True)
        return Runner(crashed.routine, crashed.standing, world, self._mode(), crashed=record)
