"""What a person is to know of a routine before it is played; nothing of it keeps them from playing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from footcore_tui.adapters import paths

if TYPE_CHECKING:
    from footcore_tui.core.routine import Routine


def remarks(routine: Routine) -> tuple[str, ...]:
    """That its file has changed, and what of the adjustments can't be used; a sentence each."""
    return (*_changed(routine), *adjustment_remarks(routine))


def _changed(routine: Routine) -> tuple[str, ...]:
    """Where it is neither what was last played nor what was last added."""
    from footcore_tui.adapters.history_played import last_played
    from footcore_tui.cli.standing import asked
    from footcore_tui.core.errors import HistoryError

    try:
        played = asked(lambda connection: last_played(connection, routine.id), "")
    except HistoryError:
        played = ""
    added = _added(routine.id)
    if routine.hash in (played, added) or not (played or added):
        return ()
    since = "you last played it" if played else "it was added"
    return (f"{routine.name} has changed since {since}: footcore show {routine.id}",)


def _added(routine: str) -> str:
    folder = Path(paths.routines_folder())
    if not (folder / ".former").exists():
        return ""
    from footcore_tui.adapters.pack_shelf import OwnShelf
    from footcore_tui.core.errors import PackError

    try:
        return OwnShelf(folder).added(routine)
    except PackError:
        return ""


def adjustment_remarks(routine: Routine) -> tuple[str, ...]:
    """What of the adjustments can't be used."""
    file = f"{paths.adjustments_folder()}/{routine.id}.toml"
    if not Path(file).exists():
        return ()
    from footcore_tui.adapters.toml_adjustments import read_adjustments
    from footcore_tui.core.adjustments import TOO_LONG, fits

    own, wrong = read_adjustments(Path(file))
    wrong = wrong if fits(routine, own) else (*wrong, f"{TOO_LONG}, so the trainer's hold")
    return tuple(f"Your adjustments to {routine.name}: {sentence}." for sentence in wrong)
