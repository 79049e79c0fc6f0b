"""A thread that makes things durable in the order in which they were given."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Thread
from typing import Generic, TypeVar

from footcore_tui.core.errors import HistoryError, NewerHistory, NotSaved

T = TypeVar("T")
Saved = Callable[[Exception | None], None]


class _Given(Generic[T]):
    """An item, and who is to be told what became of it."""

    __slots__ = ("item", "listeners", "told")

    def __init__(self, item: T, saved: Saved | None) -> None:
        self.item = item
        self.listeners = [saved] if saved else []
        self.told = False


class HistoryWriter(Generic[T]):
    """Commits one item after the other; `give` never waits.

    An item that could not be saved is kept in memory, and tried again before the next one and on `close`. Each
    callback is called once: that an item is durable means that all before it are. An item that the history refuses
    for good (any HistoryError but NotSaved and NewerHistory) is reported and not tried again.
    """

    def __init__(
        self, commit: Callable[[T, float], None], patience: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        """`commit(item, seconds)` returns once the item is durable, waiting for others at most so long.

        It raises HistoryError. `patience` is what it may wait, in seconds, and what `close` may wait in all.
        """
        self._commit = commit
        self._patience = patience
        self._now = now
        self._queue: deque[_Given[T]] = deque()
        self._kept: deque[_Given[T]] = deque()
        """Being tried, or to be tried again."""
        self._refused: list[T] = []
        self._last: _Given[T] | None = None
        self._changed = Condition()
        self._thread: Thread | None = None
        self._until: float | None = None
        """When closing gives up."""

    @property
    def unsaved(self) -> tuple[T, ...]:
        """What was answered with an error and is in memory alone."""
        with self._changed:
            return (*self._refused, *(given.item for given in self._kept if given.told))

    def give(self, item: T, saved: Saved | None = None) -> None:
        given = _Given(item, saved)
        with self._changed:
            if self._until is None:
                self._queue.append(given)
                self._last = given
                if self._thread is None:
                    self._thread = Thread(target=self._run, name="history", daemon=True)
                    self._thread.start()
                self._changed.notify_all()
                return
            self._refused.append(item)
        self._tell(given, NotSaved("Not saved: the history is closed."))

    def after(self, then: Callable[[], None]) -> None:
        """Calls it once all that was given is durable or has failed: at once, or on the writer's thread."""
        with self._changed:
            if self._last is not None and not self._last.told:
                self._last.listeners.append(lambda _error: then())
                return
        then()

    def close(self) -> None:
        """Tries all that is left once more, and gives up after one `patience`; may be called twice."""
        with self._changed:
            if self._until is None:
                self._until = self._now() + self._patience
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        closing = False
        while not closing:
            with self._changed:
                self._changed.wait_for(lambda: self._queue or self._until is not None)
                closing = self._until is not None
                self._kept += self._queue
                self._queue.clear()
            self._save_all()

    def _save_all(self) -> None:
        """What failed before comes first. The first failure ends the attempt for all, as order matters."""
        while self._kept:
            first = self._kept[0]
            try:
                self._commit(first.item, self._seconds_left())
            except (NotSaved, NewerHistory) as error:
                for given in tuple(self._kept):
                    self._tell(given, error)
                return
            except HistoryError as error:
                with self._changed:
                    self._refused.append(self._kept.popleft().item)
                self._tell(first, error)
            else:
                with self._changed:
                    self._kept.popleft()
                self._tell(first, None)

    def _seconds_left(self) -> float:
        with self._changed:
            return self._patience if self._until is None else max(0.0, self._until - self._now())

    def _tell(self, given: _Given[T], error: Exception | None) -> None:
        with self._changed:
            listeners, given.listeners, given.told = given.listeners, [], True
        for listener in listeners:
            # The loop that it would have woken may be gone.
            with suppress(RuntimeError):
                listener(error)
