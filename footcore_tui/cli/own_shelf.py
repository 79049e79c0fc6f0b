"""The person's own folder of routines, while it is changed: one process after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.pack_shelf import FORMER, OwnShelf
from footcore_tui.adapters.session_lock import alone
from footcore_tui.core.errors import PackError

WAIT_SECONDS = 10.0


@contextmanager
def own_shelf() -> Iterator[OwnShelf]:
    """What is read and written within is of one piece. Raises PackError where another process takes too long."""
    folder = Path(paths.routines_folder())
    with alone(folder / FORMER / "lock", WAIT_SECONDS) as had:
        if not had:
            raise PackError("another footcore is changing your routines", "try again once it is done")
        yield OwnShelf(folder)
