"""`footcore routine add` and `update`: what a trainer handed out is shown, asked about, and copied into the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.clock import wall
from footcore_tui.adapters.pack_shelf import OwnShelf
from footcore_tui.adapters.pack_signature import check
from footcore_tui.adapters.pack_trust import KnownKeys
from footcore_tui.cli.arrivals import Arrival, Change, arrival, changes
from footcore_tui.cli.edge import say
from footcore_tui.cli.home import on_a_terminal
from footcore_tui.cli.shelf import library
from footcore_tui.core.errors import PackError
from footcore_tui.core.pack import Pack, Trust, trust_in
from footcore_tui.core.record import Moment
from footcore_tui.core.record_shape import iso_moment
from footcore_tui.core.text import printable

UNSIGNED = "unsigned"
"""What `--trust` says to a pack without a signature, of an author who has signed before."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a pack, and what is known of them."""

    trust: Trust
    fingerprint: str | None
    known: str | None
    """The fingerprint that is remembered."""
    why_not: str = ""
    """Why a signature could not be checked."""


def add(source: str, *, yes: bool, trusted: str | None, update: bool) -> int:
    """Adds what is new and changed, or with `update` only what there is already; the exit code. Raises PackError."""
    shelves = library()
    came = arrival(source, shelves)
    signer = signer_of(came.pack) if came.pack else None
    found = changes(came, shelves)
    wanted = [one for one in found if not one.same and not (update and one.new)]
    _print(came, signer, found, update=update)
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


def signer_of(pack: Pack) -> Signer:
    """Raises PackError where the signature is wrong."""
    known = KnownKeys(Path(paths.trainers_file())).of(pack.note.author)
    if pack.signature is None:
        return Signer(trust_in(None, known), None, known)
    checked = check(pack.listed, pack.signature)
    return Signer(trust_in(checked.fingerprint or None, known), checked.fingerprint or None, known, checked.why_not)


def signed_text(author: str, signer: Signer) -> tuple[str, ...]:
    """What is said of a signature."""
    match signer.trust:
        case Trust.KNOWN:
            return (f"Signed with the key that {author} has always used here, {signer.fingerprint}.",)
        case Trust.FIRST:
            return (
                f"Signed with {signer.fingerprint}.",
                f"It is the first pack of {author} here: the key is remembered, and another one would be told of.",
            )
        case Trust.CHANGED:
            return (
                f"!! ANOTHER KEY: this pack is not signed with the key that {author} has used here before.",
                f"!! before {signer.known}",
                f"!! now    {signer.fingerprint}",
                f"!! Anyone can write {author} into a pack. Ask {author}, by another way than this pack came.",
            )
        case Trust.MISSING:
            return (
                f"!! NO SIGNATURE that can be checked{_why(signer)}, though {author} has signed here before, with",
                f"!! {signer.known}",
                f"!! Anyone can write {author} into a pack. Ask {author}, by another way than this pack came.",
            )
        case Trust.UNSIGNED:
            return (f"Not signed{_why(signer)}: nobody but whoever sent it says that it is by {author}.",)


def _why(signer: Signer) -> str:
    return f" ({signer.why_not})" if signer.why_not else ""


def _print(came: Arrival, signer: Signer | None, found: Sequence[Change], *, update: bool) -> None:
    print(printable("\n".join(_lines(came, signer, found, update=update)), "\n"))


def _lines(came: Arrival, signer: Signer | None, found: Sequence[Change], *, update: bool) -> Iterator[str]:
    yield came.title
    if came.pack and signer:
        yield from signed_text(came.pack.note.author, signer)
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
    try:
        return input(question).strip()
    except EOFError:
        print()
        return ""
