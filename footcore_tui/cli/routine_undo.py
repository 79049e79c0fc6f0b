"""`footcore routine undo` and `remove`: what was there before comes back, to the byte; what is taken away can, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.clock import wall
from footcore_tui.adapters.pack_shelf import Entry, OwnShelf, Put, Turn
from footcore_tui.cli.catalogue import known_file
from footcore_tui.cli.edge import OK, PROBLEM, say, tell
from footcore_tui.cli.effects import first_error, some
from footcore_tui.cli.own_shelf import own_shelf
from footcore_tui.cli.shelf import library
from footcore_tui.cli.signers import known_key
from footcore_tui.core.errors import PackError
from footcore_tui.core.pack import EXERCISES
from footcore_tui.core.record import Moment
from footcore_tui.core.record_shape import iso_moment
from footcore_tui.core.text import printable, quoted


def undo(routine: str | None) -> int:
    """Takes the last change back, of everything or of one routine; the exit code. Raises PackError."""
    with own_shelf() as shelf:
        found = shelf.last(routine or "")
        if found is None:
            raise PackError(f"there is nothing to undo{f' of {quoted(routine)}' if routine else ''}")
        entry, turns = found
        watched = any(turn.name.startswith(EXERCISES) for turn in entry.turns)
        before = _unplayable() if watched else {}
        with _keys_told(shelf):
            edited = shelf.undo(entry, turns, iso_moment(Moment(*wall())))
            _tell_undone(routine, entry, turns, edited)
    lost = {name: why for name, why in (_unplayable() if watched else {}).items() if name not in before}
    for line in some([f"!! {name} can't be played now: {why}" for name, why in lost.items()]):
        say(line)
    if lost and routine:
        say("`footcore routine undo` brings back the exercises that came with it, too.")
    return PROBLEM if lost else OK


def _unplayable() -> dict[str, str]:
    """The routines that are broken, each with the reason."""
    return {file.id: first_error(file.problems) for file in library().routines() if file.routine is None}


def _tell_undone(routine: str | None, entry: Entry, turns: Sequence[Turn], edited: Sequence[str]) -> None:
    for name in edited:
        say(f"{name} had been changed since; as it was until now it lies in {paths.routines_folder()}/.former.")
    said = f"{entry.what} ({entry.when[:10]})"
    if routine:
        became = "as it was before" if any(turn.before for turn in turns) else "gone again"
        tell(f"{routine} is {became}. Undone: {said}")
        return
    tell(f"Undone: {said}")
    for turn in turns:
        tell(f"  {turn.name} {'is as it was before' if turn.before else 'is gone again'}")


@contextmanager
def _keys_told(shelf: OwnShelf) -> Iterator[None]:
    """What was agreed to with a pack of which nothing is left is agreed to no longer, until it is back."""
    authors = {entry.origin.author for entry in shelf.journal() if entry.origin and entry.origin.key}
    known = {author: known_key(author) for author in sorted(authors)}
    yield
    for author, before in known.items():
        if (after := known_key(author)) != before:
            again = f"The key of {author} is again {after}" if after else f"No key of {author} is known any more"
            tell(f"{again}; {before} is not trusted." if before else f"{again}.")


def remove(name: str) -> int:
    """Takes a routine out of the person's own folder. Raises PackError or UnknownRoutine."""
    file, folder = library().file(name), Path(paths.routines_folder())
    path = Path(file.path)
    if path.parent != folder:
        raise PackError(f"{quoted(file.id)} is not in your own folder", "only what was added there can be removed")
    with own_shelf() as shelf, _keys_told(shelf):
        shelf.change(f"{file.id} removed", iso_moment(Moment(*wall())), [Put(path.name, None, file.id)])
    other = known_file(file.id, library())
    if other and Path(other.path).parent == folder:
        say(f"{printable(Path(other.path).name)} holds a routine of that id, too: that one is there now.")
    tell(f"{file.id} was removed. `footcore routine undo {file.id}` brings it back; its history stays.")
    return 0
