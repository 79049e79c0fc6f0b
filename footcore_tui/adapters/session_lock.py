"""Locks that tell a running session from a crashed one: the system lets go of them when their process dies."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from footcore_tui.core.errors import HistoryError

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


_TRIES = 5


def _lock_soon(descriptor: int) -> bool:
    """`is_held` of another process has the lock for an instant: that is not playing. True where there are no locks."""
    for _ in range(_TRIES):
        try:
            if _lock(descriptor):
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False


class SessionLocks:
    """A file a session in one folder; it is locked while its session is played."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, int] = {}

    def hold(self, session: str) -> None:
        """Raises HistoryError where another process plays the session.

        Where no lock can be had at all the session goes on without: another process may then take it for crashed.
        """
        if session in self._held:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._file(session), os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return
        if not _lock_soon(descriptor):
            os.close(descriptor)
            raise HistoryError("This session is being played in another window.")
        self._held[session] = descriptor

    def release(self, session: str) -> None:
        """Does nothing where it is not held."""
        descriptor = self._held.pop(session, None)
        if descriptor is not None:
            self._remove(session, descriptor)

    def is_held(self, session: str) -> bool:
        """Whether a living process plays the session, this one or another."""
        if session in self._held:
            return True
        try:
            descriptor = os.open(self._file(session), os.O_RDWR)
        except OSError:
            return False
        try:
            return not _lock(descriptor)
        except OSError:
            return False
        finally:
            os.close(descriptor)

    def _file(self, session: str) -> Path:
        return self._folder / f"{session}.lock"

    def _remove(self, session: str, descriptor: int) -> None:
        """Windows does not remove an open file; elsewhere it is removed while nobody else can hold it."""
        if sys.platform != "win32":
            self._file(session).unlink(missing_ok=True)
        os.close(descriptor)
        if sys.platform == "win32":
            self._file(session).unlink(missing_ok=True)
