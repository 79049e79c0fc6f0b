"""A thread that makes things durable in the order in which they were given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Generic, TypeVar

from footcore_tui.core.errors import HistoryError, NewerHistory, NotSaved

T = TypeVar("T")
Saved = Callable[[Exception | None], None]


@dataclass(frozen=True, slots=True)
class _Given(Generic[T]):
    item: T
    saved: Saved | None

    def tell(self, error: Exception | None) -> None:
        if self.saved is not None:
            # The loop that it would have woken may be gone.
            with suppress(RuntimeError):
                self.saved(error)


class HistoryWriter(Generic[T]):
    """Commits one item after the other; `give` never waits.

    An item that could not be saved is kept in memory, and tried again before the next one and on `close`. Each
    callback is called once: that an item is durable means that all before it are. An item that the history refuses
    for good (any HistoryError but NotSaved and NewerHistory) is reported and let go.
    """

    def __init__(self, commit: Callable[[T], None]) -> None:
        """`commit` returns once its item is durable, and raises HistoryError."""
        self._commit = commit
        self._queue: SimpleQueue[_Given[T] | None] = SimpleQueue()
        self._unsaved: deque[_Given[T]] = deque()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._closed = False

    @property
    def unsaved(self) -> tuple[T, ...]:
        """What is in memory alone, after a failure."""
        return tuple(given.item for given in tuple(self._unsaved))

    def give(self, item: T, saved: Saved | None = None) -> None:
        given = _Given(item, saved)
        with self._lock:
            if not self._closed:
                if self._thread is None:
                    self._thread = Thread(target=self._run, name="history", daemon=True)
                    self._thread.start()
                self._queue.put(given)
                return
        given.tell(NotSaved("Not saved: the history is closed."))

    def close(self) -> None:
        """Waits until all that was given is durable or has failed; may be called twice."""
        with self._lock:
            self._closed = True
            thread = self._thread
        if thread is not None:
            self._queue.put(None)
            thread.join()

    def _run(self) -> None:
        while (given := self._queue.get()) is not None:
            self._save_all(given)
        if self._unsaved:
            self._save_all(None)

    def _save_all(self, given: _Given[T] | None) -> None:
        """What failed before comes first. The first failure ends the attempt, as order matters."""
        if given is not None:
            self._unsaved.append(given)
        while self._unsaved:
            first = self._unsaved[0]
            try:
                self._commit(first.item)
            except (NotSaved, NewerHistory) as error:
                if given is not None:
                    self._unsaved[-1] = _Given(given.item, None)
                    given.tell(error)
                return
            except HistoryError as error:
                self._unsaved.popleft()
                first.tell(error)
            else:
                self._unsaved.popleft()
                first.tell(None)
