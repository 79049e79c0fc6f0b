"""A great deal of the same work, shared out among the processors by fork: what is loaded is there at once."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeVar

T = TypeVar("T")
"""Anything that can be pickled."""
Work = Callable[[list[str]], T]


def shared_out(work: Work[T], names: list[str], least: int) -> Iterator[T]:
    """The work's answers for the names, in their order; fewer than `least` names are not worth a process.

    A share whose process did not answer is done here. Must be called before there is any other thread.
    """
    # The platform is asked first: mypy knows then which of these names there are.
    if sys.platform != "linux":
        yield work(names)
        return
    shares = max(1, min(len(names) // least, len(os.sched_getaffinity(0))))
    size = max(1, -(-len(names) // shares))
    first, *others = [names[start : start + size] for start in range(0, max(1, len(names)), size)]
    running = [(portion, *_forked(work, portion)) for portion in others]
    yield work(first)
    for portion, process, answer in running:
        with answer:
            said = answer.read()
        _, status = os.waitpid(process, 0)
        yield work(portion) if status else pickle.loads(said)


if sys.platform != "win32":

    def _forked(work: Work[T], portion: list[str]) -> tuple[int, BinaryIO]:
        """The process that does it, and the pipe down which it says so."""
        reading, writing = os.pipe()
        process = os.fork()
        if process:
            os.close(writing)
            return process, os.fdopen(reading, "rb")
        status = 1
        try:
            with os.fdopen(writing, "wb") as answer:
                answer.write(pickle.dumps(work(portion)))
            status = 0
        finally:
            os._exit(status)
