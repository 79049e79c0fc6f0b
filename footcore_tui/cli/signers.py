"""Who signed a pack, and how that is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.pack_shelf import OwnShelf
from footcore_tui.adapters.pack_signature import check
from footcore_tui.adapters.pack_trust import KnownKeys
from footcore_tui.core.pack import Pack, Trust, trust_in

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


def known_key(author: str) -> str | None:
    """The fingerprint that an author is known by: of the packs that were added, or of one of which all was there."""
    return OwnShelf(Path(paths.routines_folder())).key(author) or KnownKeys(Path(paths.trainers_file())).of(author)


def signer_of(pack: Pack) -> Signer:
    """Raises PackError where the signature is wrong."""
    known = known_key(pack.note.author)
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
