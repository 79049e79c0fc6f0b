"""`footcore routine add` and `update`: what a trainer handed out is shown, asked about, and copied into the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.clock import wall
from footcore_tui.adapters.keyboard import forget_typed
from footcore_tui.adapters.pack_shelf import OwnShelf
from footcore_tui.adapters.pack_trust import KnownKeys
from footcore_tui.cli.arrivals import Arrival, Change, arrival, changes
from footcore_tui.cli.edge import say
from footcore_tui.cli.home import on_a_terminal
from footcore_tui.cli.shelf import library
from footcore_tui.cli.signers import UNSIGNED, Signer, signed_text
from footcore_tui.core.errors import PackError
from footcore_tui.core.record import Moment
from footcore_tui.core.record_shape import iso_moment
from footcore_tui.core.text import printable


def add(source: str, *, yes: bool, trusted: str | None, update: bool) -> int:
    """Adds what is new and changed, or with `update` only what there is already; the exit code. Raises PackError."""
    shelves = library()
    came = arrival(source, shelves)
    signer = came.signer
    found = changes(came, shelves)
    wanted = [one for one in found if not one.same and not (update and one.new)]
    _print(came, found, update=update)
    if not wanted or (update and all(one.new for one in found if one.put.routine)):
        print("Nothing to update." if update else "Nothing to add: all of it is there.")
        return 0
    if not _agreed(signer, yes=yes, trusted=trusted):
        return 1
    done = "updated" if update else "added"
    OwnShelf(Path(paths.routines_folder())).change(
        f"{came.title} {done}", iso_moment(Moment(*wall())), [one.put for one in wanted]
    )
    if came.pack and signer and signer.fingerprint:
        KnownKeys(Path(paths.trainers_file())).remember(came.pack.note.author, signer.fingerprint)
    files = f"{len(wanted)} file{'' if len(wanted) == 1 else 's'}"
    print(f"{files} {done}. `footcore routine undo` takes it back.")
    return 0


def _print(came: Arrival, found: Sequence[Change], *, update: bool) -> None:
    print(printable("\n".join(_lines(came, found, update=update)), "\n"))


def _lines(came: Arrival, found: Sequence[Change], *, update: bool) -> Iterator[str]:
    yield came.title
    if came.pack and came.signer:
        yield from signed_text(came.pack.note.author, came.signer)
        yield from (f"  - {line}" for line in came.pack.note.changelog)
        yield from (f"Left out, for it is not on the list: {name}" for name in came.pack.left_out)
    yield ""
    for one in found:
        first, *rest = one.lines
        yield f"{first}{'  (left out: it is not there to update)' if update and one.new else ''}"
        yield from rest


def _agreed(signer: Signer | None, *, yes: bool, trusted: str | None) -> bool:
    """Whether the person wants it. Raises PackError where nobody can be asked."""
    alarming = signer is not None and signer.trust.alarming
    if alarming and signer and trusted == (signer.fingerprint or UNSIGNED):
        alarming = False
    if not on_a_terminal():
        if alarming and signer:
            raise PackError(
                "nothing was added: the key of this pack has to be agreed to",
                f"once you have asked your trainer: --yes --trust {signer.fingerprint or UNSIGNED}",
            )
        if not yes:
            raise PackError("nothing was added: there is no terminal to ask on", "--yes adds it")
        return True
    if yes and not alarming:
        return True
    question = "Type yes to trust it all the same: " if alarming else "Add it? [y/N] "
    answer = _asked(question).lower()
    if answer == "yes" or (answer == "y" and not alarming):
        return True
    say("Nothing was added.")
    return False


def _asked(question: str) -> str:
    # What was pasted behind a text, or typed before the question stood there, is no answer.
    forget_typed()
    try:
        return input(question).strip()
    except EOFError:
        print()
        return ""
