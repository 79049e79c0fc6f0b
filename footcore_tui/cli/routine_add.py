"""`footcore routine add` and `update`: what a trainer handed out is shown, asked about, and copied into the library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.clock import wall
from footcore_tui.adapters.keyboard import forget_typed
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.pack_shelf import Origin, OwnShelf, Put
from footcore_tui.adapters.pack_trust import KnownKeys
from footcore_tui.cli.arrival_changes import Change, changes
from footcore_tui.cli.arrivals import Arrival, arrival, origin_of
from footcore_tui.cli.edge import say, tell
from footcore_tui.cli.home import on_a_terminal
from footcore_tui.cli.own_shelf import own_shelf
from footcore_tui.cli.shelf import library
from footcore_tui.cli.signers import UNSIGNED, Signer, signed_text, signer_of
from footcore_tui.core.errors import PackError
from footcore_tui.core.pack import older_version
from footcore_tui.core.record import Moment
from footcore_tui.core.record_shape import iso_moment
from footcore_tui.core.text import quoted

MOST_LEFT_OUT = 5
"""Files not on the list that are named."""


def add(source: str, *, yes: bool, trusted: str | None, update: bool) -> int:
    """Adds what is new and changed, or with `update` only what there is already; the exit code. Raises PackError.

    What is shown is what is changed: the folder is held meanwhile.
    """
    shelves = library()
    came = arrival(source, shelves)
    with own_shelf() as shelf:
        return _add(came, shelves, shelf, yes=yes, trusted=trusted, update=update)


def _add(came: Arrival, shelves: Library, shelf: OwnShelf, *, yes: bool, trusted: str | None, update: bool) -> int:
    if came.pack:
        # Another process may have brought a key meanwhile.
        came = replace(came, signer=signer_of(came.pack))
    found = changes(came, shelves)
    wanted = [one for one in found if not one.same and not (update and one.new)]
    _print(came, found, shelf, update=update)
    if not wanted or (update and all(one.new for one in found if one.put.routine)):
        _remember(origin_of(came))
        tell("Nothing to update." if update else "Nothing to add: all of it is there.")
        return 0
    alarm = next((one for one in _alarms(came, wanted, shelf) if trusted != _key(came.signer)), "")
    if not _agreed(alarm, _key(came.signer), yes=yes):
        return 1
    counted = _counted(wanted, shelf)
    when, origin = iso_moment(Moment(*wall())), origin_of(came)
    puts = [put for one in wanted for put in (one.put, *([Put(one.gone, None, one.put.routine)] if one.gone else []))]
    shelf.change(f"{came.title} {'updated' if update else 'added'}", when, puts, origin)
    tell(f"{counted}. `footcore routine undo` takes it back.")
    return 0


def _remember(origin: Origin | None) -> None:
    """The first key of an author, of a pack of which nothing is to be added; the journal tells of all others."""
    if origin and origin.key and not origin.key_before:
        KnownKeys(Path(paths.trainers_file())).remember(origin.author, origin.key)


def _counted(wanted: Sequence[Change], shelf: OwnShelf) -> str:
    """As `1 file added, 2 files changed`."""
    changed = sum(shelf.content(one.put.name) is not None for one in wanted)
    counts = ((len(wanted) - changed, "added"), (changed, "changed"))
    return ", ".join(f"{number} file{'' if number == 1 else 's'} {done}" for number, done in counts if number)


def _print(came: Arrival, found: Sequence[Change], shelf: OwnShelf, *, update: bool) -> None:
    tell("\n".join(_lines(came, found, shelf, update=update)))


def _lines(came: Arrival, found: Sequence[Change], shelf: OwnShelf, *, update: bool) -> Iterator[str]:
    yield came.title
    if came.pack and came.signer:
        note = came.pack.note
        yield from signed_text(note.author, came.signer)
        if there := _newer_there(came, shelf):
            yield f"!! version {note.version} is older than version {there}, which you have"
        yield from (f"  - {line}" for line in note.changelog)
        yield from _left_out(came.pack.left_out)
    yield from (one.from_another for one in found if one.from_another and not (update and one.new))
    yield ""
    for one in found:
        first, *rest = one.lines
        yield f"{first}{'  (left out: it is not there to update)' if update and one.new else ''}"
        yield from rest


def _left_out(names: Sequence[str]) -> Iterator[str]:
    if names:
        more = f" and {len(names) - MOST_LEFT_OUT} more" if len(names) > MOST_LEFT_OUT else ""
        which = ", ".join(map(quoted, names[:MOST_LEFT_OUT]))
        yield f"Left out, for {'it is' if len(names) == 1 else 'they are'} not on the list: {which}{more}"


def _newer_there(came: Arrival, shelf: OwnShelf) -> str:
    """The version of this pack that is there, if it is a newer one."""
    if came.pack is None:
        return ""
    note = came.pack.note
    there = shelf.version(note.author, note.name)
    return there if older_version(note.version, there) else ""


def _key(signer: Signer | None) -> str:
    return (signer and signer.fingerprint) or UNSIGNED


def _alarms(came: Arrival, wanted: Sequence[Change], shelf: OwnShelf) -> Iterator[str]:
    """What a mere yes is no answer to."""
    if any(one.from_another for one in wanted):
        yield "it takes the place of what another trainer signed"
    if came.signer and came.signer.trust.alarming:
        yield "the key of this pack is not the known one"
    if _newer_there(came, shelf):
        yield "it is older than what is there"


def _agreed(alarm: str, key: str, *, yes: bool) -> bool:
    """Whether the person wants it. Raises PackError where nobody can be asked."""
    if not on_a_terminal():
        if alarm:
            which = key if key == UNSIGNED else "and the fingerprint that your trainer tells you"
            raise PackError(
                f"nothing was added: {alarm}, and that has to be agreed to",
                f"once you have asked your trainer: --yes --trust {which}",
            )
        if not yes:
            raise PackError("nothing was added: there is no terminal to ask on", "--yes adds it")
        return True
    if yes and not alarm:
        return True
    answer = _asked("Type yes to trust it all the same: " if alarm else "Add it? [y/N] ").lower()
    if answer == "yes" or (answer == "y" and not alarm):
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
