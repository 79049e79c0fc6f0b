"""What Today offers: read from the routines' files, and remembered for as long as no file of theirs changes.

To read ten routines, and to load what reads them, takes longer than all else that the app does until it is up.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from footcore_tui.adapters import paths
from footcore_tui.cli.stamps import stamp
from footcore_tui.cli.standing import Position
from footcore_tui.tui.desk import Offer

if TYPE_CHECKING:
    from footcore_tui.core.routine import Routine, Standing
    from footcore_tui.ports import RoutineLibrary

TEST, OPEN = "test", "open"


def read_offers(library: Callable[[], RoutineLibrary], position: Position) -> tuple[Offer, ...]:
    """Every routine that can be started; `library` is asked only where a file has changed.

    A routine's length may depend on the position.
    """
    memory = Path(paths.state_folder()) / "offers"
    key = f"{position.key} {stamp()!r}"
    offers = _remembered(memory, key)
    if offers is None:
        routines = [file.routine for file in library().routines() if file.routine]
        offers = tuple(_offer(routine, position.standing(routine)) for routine in routines)
        _remember(memory, key, offers)
    return offers


def _offer(routine: Routine, standing: Standing) -> Offer:
    from footcore_tui.core.errors import FootcoreError
    from footcore_tui.core.self_tests import is_self_test
    from footcore_tui.core.timeline import has_open_work, measure
    from footcore_tui.tui.widgets.wording import part_of

    try:
        seconds = measure(routine, standing).clock_seconds
    except FootcoreError:
        seconds = 0
    about, part = _first_words(routine.about), part_of(routine, standing)
    is_open = has_open_work(routine, standing)
    return Offer(routine.id, routine.name, about, seconds, part, is_self_test(routine), is_open)


def _first_words(about: str) -> str:
    """The first paragraph: the rest stands in the preview."""
    return " ".join(about.strip().partition("\n\n")[0].split())


def _remembered(memory: Path, key: str) -> tuple[Offer, ...] | None:
    """None where anything is not as it was."""
    try:
        first, *lines = memory.read_text("utf-8").split("\n")
        return tuple(_parsed(line) for line in lines) if first == key else None
    except (OSError, ValueError):
        return None


def _parsed(line: str) -> Offer:
    """Raises ValueError."""
    name, title, about, seconds, part, test, open_work = line.split("\t")
    return Offer(name, title, about, int(seconds), part, test == TEST, open_work == OPEN)


def _remember(memory: Path, key: str, offers: Iterable[Offer]) -> None:
    """Where it can't be written, or a text can't be told from its neighbours, the files are read anew."""
    fields = [
        (one.id, one.name, one.about, str(one.seconds), one.part, TEST * one.test, OPEN * one.open) for one in offers
    ]
    if any(mark in field for line in fields for field in line for mark in "\t\n\r"):
        return
    with suppress(OSError, UnicodeEncodeError):
        memory.parent.mkdir(parents=True, exist_ok=True)
        new = memory.with_name(f"{memory.name}.{os.getpid()}")
        new.write_text("\n".join((key, *map("\t".join, fields))), "utf-8")
        new.replace(memory)
