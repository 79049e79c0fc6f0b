"""What follows the history from a distance: a folder on a dead network holds up neither a session nor its end."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Thread

WAIT_SECONDS = 2.0
"""For which the end of a program waits; what is not done by then is caught up at the next start."""


class Mirror:
    """Does its work on a thread of its own, once for however many commits there were meanwhile."""

    def __init__(self, work: Callable[[], str | None]) -> None:
        """`work` returns what kept it from being done, as a sentence."""
        self.problem = ""
        """Of the last time; empty where there was none."""
        self._work = work
        self._changed = Condition()
        self._wanted = False
        self._busy = False

    def wake(self) -> None:
        """A commit is done; never waits."""
        with self._changed:
            self._wanted = True
            if not self._busy:
                self._busy = True
                Thread(target=self._run, name="mirror", daemon=True).start()

    def wait(self, seconds: float = WAIT_SECONDS) -> bool:
        """Whether all is done, waiting at most so long."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._busy, seconds)

    def _run(self) -> None:
        while self._is_wanted():
            self.problem = self._work() or ""

    def _is_wanted(self) -> bool:
        with self._changed:
            self._busy, self._wanted = self._wanted, False
            self._changed.notify_all()
            return self._busy
