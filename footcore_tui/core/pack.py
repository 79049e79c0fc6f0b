"""A pack: routines as a trainer hands them out, who made them, and what is known of the key they are signed with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

NOTE_FILE = "pack.toml"
LIST_FILE = "SHA256SUMS"
SIGNATURE_FILE = "SHA256SUMS.sig"
EXERCISES = "exercises"
"""The one folder in a pack."""
_INKLESS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Variation selectors, fillers and the like, beside those that Unicode calls formats."""
_DOTTED = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,9}")


@dataclass(frozen=True, slots=True)
class PackNote:
    """What `pack.toml` says."""

    name: str
    author: str
    version: str
    changelog: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackFile:
    name: str
    """Within the pack, with `/`: `balance.toml`, `exercises/ankle.toml`."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack whose files are those of its list."""

    note: PackNote
    routines: tuple[PackFile, ...]
    exercises: tuple[PackFile, ...]
    listed: bytes
    """The list, as it is signed."""
    signature: bytes | None
    left_out: tuple[str, ...] = ()
    """What lies in the folder and is not on the list."""


class Trust(StrEnum):
    """What is known of whoever signed a pack."""

    UNSIGNED = "unsigned"
    """Nothing that could be checked, of an author who never signed here."""
    FIRST = "first"
    """A good signature, and the first of this author."""
    KNOWN = "known"
    """The key that this author has always used here."""
    CHANGED = "changed"
    """A good signature, with another key than the author's."""
    MISSING = "missing"
    """None that could be checked, though this author has signed before."""

    @property
    def alarming(self) -> bool:
        """Whether saying yes to the pack is not enough: the key itself has to be agreed to."""
        return self in (Trust.CHANGED, Trust.MISSING)


def trust_in(fingerprint: str | None, known: str | None) -> Trust:
    """Of a pack signed with that key, or with none, by an author whose key is known, or not."""
    if fingerprint is None:
        return Trust.MISSING if known else Trust.UNSIGNED
    if known is None:
        return Trust.FIRST
    return Trust.KNOWN if fingerprint == known else Trust.CHANGED


def author_key(author: str) -> str:
    """What an author is known by: spelling, spaces and characters without ink do not make another one."""
    from unicodedata import category, normalize

    folded = normalize("NFKC", normalize("NFKC", author).casefold())
    return " ".join("".join(one for one in _INKLESS.sub("", folded) if category(one) != "Cf").split())


def older_version(one: str, other: str) -> bool:
    """Of versions in numbers and dots, as 1.10; no word on any others."""
    if not (_DOTTED.fullmatch(one) and _DOTTED.fullmatch(other)):
        return False
    numbers = [[int(number) for number in version.split(".")] for version in (one, other)]
    return _without_noughts(numbers[0]) < _without_noughts(numbers[1])


def _without_noughts(numbers: list[int]) -> list[int]:
    """Version 1 is version 1.0."""
    while numbers and not numbers[-1]:
        numbers.pop()
    return numbers
