"""Locks that tell a running session from a crashed one: the system lets go of them when their process dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
_AGAIN_SECONDS = 0.002


@contextmanager
def turn(file: Path, seconds: float) -> Iterator[None]:
    """One process after the other, in no order but with equal chances; who has waited so long goes on all the same.

    SQLite lets those that wait look again after up to a tenth of a second only, so that others that write one thing
    after the other are always quicker. Where there are no locks nobody waits.
    """
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield
        return
    try:
        until = time.monotonic() + seconds
        with suppress(OSError):
            while not _lock(descriptor) and time.monotonic() < until:
                time.sleep(_AGAIN_SECONDS)
        yield
    finally:
        os.close(descriptor)


def _lock_soon(descriptor: int) -> bool:
    """Whoever looks whether it is held has the lock for an instant: that is not playing. True without any locks."""
    for _ in range(_TRIES):
        try:
            if _lock(descriptor):
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False


@contextmanager
def alone(file: Path, wait_seconds: float) -> Iterator[bool]:
    """Locks the file for the block, waiting for whoever has it; yields whether it was had in time.

    Where no lock can be had at all, as on some network folders, it goes on without.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield True
        return
    try:
        until = time.monotonic() + wait_seconds
        while not (had := _lock_soon(descriptor)) and time.monotonic() < until:
            time.sleep(0.05)
        yield had
    finally:
        os.close(descriptor)


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
            descriptor = self._locked(session, os.O_RDWR | os.O_CREAT)
        except OSError:
            return
        if descriptor is None:
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
            descriptor = self._locked(session, os.O_RDWR)
        except OSError:
            return False
        if descriptor is None:
            return True
        os.close(descriptor)
        return False

    def _locked(self, session: str, flags: int) -> int | None:
        """The session's file, locked; None where another has it. Raises OSError where there is no such file."""
        for _ in range(_TRIES):
            descriptor = os.open(self._file(session), flags, 0o600)
            if not _lock_soon(descriptor):
                os.close(descriptor)
                return None
            if self._is_in_place(session, descriptor):
                return descriptor
            os.close(descriptor)
        raise OSError("the file is removed again and again")

    def _is_in_place(self, session: str, descriptor: int) -> bool:
        """Whether the name still leads to the file: who held it before may have removed it in between."""
        try:
            return os.path.samestat(os.fstat(descriptor), self._file(session).stat())
        except OSError:
            return False

    def _file(self, session: str) -> Path:
        return self._folder / f"{session}.lock"

    def _remove(self, session: str, descriptor: int) -> None:
        """Windows does not remove an open file; elsewhere it is removed while nobody else can hold it.

        A file that can't be removed stays, and is not locked.
        """
        if sys.platform == "win32":
            os.close(descriptor)
        with suppress(OSError):
            self._file(session).unlink()
        if sys.platform != "win32":
            os.close(descriptor)
