"""Unexpected errors of other threads: they end the command instead of being printed over it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def failing(end: Callable[[], object]) -> Iterator[None]:
    """Inside, the first error that nobody caught in any thread calls `end`; on the way out it is raised."""
    caught: list[BaseException] = []

    def note(failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None:
            caught.append(failed.exc_value)
        if len(caught) == 1:
            end()

    before = threading.excepthook
    threading.excepthook = note
    try:
        yield
    finally:
        threading.excepthook = before
    if caught:
        raise caught[0]
