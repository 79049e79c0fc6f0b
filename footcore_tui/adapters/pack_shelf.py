"""A person's own folder of routines, changed so that every change can be taken back to the byte.

`.former` holds what was there before, each file under its SHA-256, and a journal with one line for each change. Both
are written before the file itself is replaced, in one step: whoever lists meanwhile finds the one or the other.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TypeGuard

from footcore_tui.adapters.data_files import replace_whole
from footcore_tui.adapters.paths import small_file
from footcore_tui.core.errors import PackError
from footcore_tui.core.pack import author_key
from footcore_tui.core.text import quoted

_NAME = re.compile(r"(exercises/)?[^./\0][^/\0]*\.toml", re.IGNORECASE)
_DIGEST = re.compile(r"([0-9a-f]{64})?")
FORMER = ".former"
JOURNAL = "journal.jsonl"


@dataclass(frozen=True, slots=True)
class Put:
    """A file of the folder, as it is to be."""

    name: str
    content: bytes | None
    """None: taken away."""
    routine: str = ""
    """Its id; empty for exercises."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A file that was changed: its SHA-256 before and after; "" where there was, or is, none."""

    name: str
    before: str
    after: str
    routine: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The pack that a change came with."""

    author: str
    pack: str
    """Its name."""
    version: str
    key: str
    """The fingerprint it is signed with; "" where it is not, or could not be checked."""
    key_before: str
    """The one that was known of its author until then; "" where none was."""

    def is_by(self, author: str) -> bool:
        return author_key(self.author) == author_key(author)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal."""

    number: int
    """From 1."""
    what: str
    """As "Foot core 2 added"."""
    when: str
    turns: tuple[Turn, ...]
    undoes: int | None = None
    """The entry that it takes back."""
    origin: Origin | None = None


class OwnShelf:
    """Raises PackError where the folder can't be read or written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._former = folder / FORMER

    def change(self, what: str, when: str, puts: Iterable[Put], whence: int | Origin | None = None) -> None:
        """Makes the files as they are to be; those that are so already are left alone.

        `whence`: the entry that it takes back, or the pack it comes with.
        """
        turns, contents = [], {}
        for put in puts:
            before = self.content(put.name)
            if before != put.content or isinstance(whence, int):
                turns.append(Turn(put.name, self._kept(before), _sum(put.content), put.routine))
                contents[put.name] = put.content
                _require_name(put.name)
        if not turns:
            return
        try:
            self._write_down(what, when, turns, whence)
            for name, content in contents.items():
                self._replace(self._folder / name, content)
        except OSError as error:
            raise PackError(f"{self._folder} can't be written: {error.strerror or error}") from error

    def content(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        try:
            return small_file(str(self._folder / name))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise PackError(f"{self._folder / name} can't be read: {error.strerror or error}") from error

    def journal(self) -> tuple[Entry, ...]:
        """What was changed, oldest first; a line that a crash broke off is passed over."""
        journal = self._former / JOURNAL
        try:
            if journal.exists() and not journal.is_file():
                raise OSError("it is not a regular file")
            lines = journal.read_bytes().split(b"\n")
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise PackError(f"the journal of your routines can't be read: {error.strerror or error}") from error
        return tuple(entry for number, line in enumerate(lines, start=1) if (entry := _entry(number, line)))

    def standing(self) -> tuple[tuple[Entry, tuple[Turn, ...]], ...]:
        """The changes that stand, oldest first, each with those of its files that were not brought back."""
        entries = self.journal()
        undone = {(entry.undoes, turn.name) for entry in entries for turn in entry.turns}
        return tuple(
            (entry, turns)
            for entry in entries
            if entry.undoes is None
            and (turns := tuple(turn for turn in entry.turns if (entry.number, turn.name) not in undone))
        )

    def last(self, routine: str = "") -> tuple[Entry, tuple[Turn, ...]] | None:
        """The last change that stands, of everything or of one routine, with the files that it is about."""
        for entry, all_turns in reversed(self.standing()):
            if turns := tuple(turn for turn in all_turns if routine in ("", turn.routine)):
                return entry, turns
        return None

    def origin(self, name: str) -> Origin | None:
        """The pack that a file came with as it is now."""
        entry = self._bringer(name)
        return entry.origin if entry else None

    def version(self, author: str, pack: str) -> str:
        """Of a pack as it was last added; empty where none of it is there."""
        here = [entry for entry, turns in self.standing() if any(self._bringer(turn.name) == entry for turn in turns)]
        origins = [entry.origin for entry in here if entry.origin]
        return next((one.version for one in reversed(origins) if one.is_by(author) and one.pack == pack), "")

    def key(self, author: str) -> str:
        """The fingerprint that is known of an author by the packs that were added; "" where none of them tells.

        The latest of which anything is here; else the one from before all that were added and not taken back, or theirs
        where there was none. So a change that a crash or a full disk cut short makes no key known.
        """
        signed = [entry for entry in self.journal() if _signed_by(entry, author)]
        bringers = {self._bringer(turn.name) for entry in signed for turn in entry.turns}
        if here := [entry for entry in signed if entry in bringers]:
            return _key(here[-1])
        standing = {entry.number for entry, _ in self.standing()}
        if came := [entry for entry in signed if entry.number in standing and self._came(entry)]:
            first = came[0].origin
            return (first and first.key_before) or _key(came[0])
        return signed[0].origin.key_before if signed and signed[0].origin else ""

    def _bringer(self, name: str) -> Entry | None:
        """The change that made a file what it is, but for what was done by hand; None where it is not here."""
        now = _sum(self.content(name))
        for entry, turns in reversed(self.standing()):
            for turn in turns:
                if turn.name == name and now != turn.before:
                    return entry if now else None
        return None

    def _came(self, entry: Entry) -> bool:
        """Whether any of its files was once made: it is so, or a later change found another than stood there before."""
        later = [(turn.name, turn.before) for one in self.journal() for turn in one.turns if one.number > entry.number]
        return any(
            _sum(self.content(one.name)) == one.after
            or any(name == one.name and found != one.before for name, found in later)
            for one in entry.turns
        )

    def undo(self, entry: Entry, turns: Sequence[Turn], when: str) -> tuple[str, ...]:
        """Brings back the former bytes; the names of files that had been changed since by hand, which are kept too."""
        edited = tuple(turn.name for turn in turns if _sum(self.content(turn.name)) not in (turn.after, turn.before))
        puts = [Put(turn.name, self._bytes(turn.before), turn.routine) for turn in turns]
        self.change(f"undone: {entry.what}", when, puts, entry.number)
        return edited

    def added(self, routine: str) -> str:
        """The SHA-256 of a routine as it was last added or brought back; empty where it never was."""
        turns = [turn for entry in self.journal() for turn in entry.turns if turn.routine == routine]
        return turns[-1].after if turns else ""

    def _bytes(self, digest: str) -> bytes | None:
        if not digest:
            return None
        content = self.content(f"{FORMER}/{digest}")
        if _sum(content) != digest:
            raise PackError(f"what was there before is damaged: {self._former / digest}", "nothing was changed")
        return content

    def _kept(self, content: bytes | None) -> str:
        """Keeps the bytes under their SHA-256, which is returned."""
        digest = _sum(content)
        if content is not None and _sum(self.content(f"{FORMER}/{digest}")) != digest:
            try:
                self._replace(self._former / digest, content)
            except OSError as error:
                raise PackError(f"{self._former} can't be written: {error.strerror or error}") from error
        return digest

    def _write_down(self, what: str, when: str, turns: Iterable[Turn], whence: int | Origin | None) -> None:
        files = [{"name": one.name, "before": one.before, "after": one.after, "routine": one.routine} for one in turns]
        undoes, origin = (whence, None) if isinstance(whence, int) else (None, whence and asdict(whence))
        said = {"what": what, "when": when, "undoes": undoes, "files": files, "origin": origin}
        line = json.dumps(said, ensure_ascii=False)
        self._former.mkdir(parents=True, exist_ok=True)
        journal = self._former / JOURNAL
        with journal.open("ab") as file:
            torn = file.tell() and not journal.read_bytes().endswith(b"\n")
            file.write((b"\n" if torn else b"") + line.encode("utf-8", "backslashreplace") + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _replace(self, path: Path, content: bytes | None) -> None:
        """The file in one step. Raises OSError."""
        if content is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_whole(path, content)


def _sum(content: bytes | None) -> str:
    if content is None:
        return ""
    # A session asks what was last added, and would carry OpenSSL about for it.
    from hashlib import sha256

    return sha256(content).hexdigest()


def _entry(number: int, line: bytes) -> Entry | None:
    try:
        said = json.loads(line)
        turns = tuple(_turns(said["files"]))
        what, when, undoes = said["what"], said["when"], said["undoes"]
        # Lines of before there were any have none.
        origin = _origin(said.get("origin"))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    known = all(map(_is_text, (what, when))) and (undoes is None or isinstance(undoes, int))
    return Entry(number, what, when, turns, undoes, origin) if known else None


def _origin(said: dict[str, object] | None) -> Origin | None:
    """Raises KeyError, TypeError or ValueError."""
    if said is None:
        return None
    texts = [one for field in fields(Origin) if _is_text(one := said[field.name])]
    author, pack, version, key, key_before = texts
    return Origin(author, pack, version, key, key_before)


def _signed_by(entry: Entry, author: str) -> Origin | None:
    origin = entry.origin
    return origin if origin and origin.key and origin.is_by(author) else None


def _key(entry: Entry) -> str:
    return entry.origin.key if entry.origin else ""


def _turns(files: list[dict[str, object]]) -> Iterator[Turn]:
    """Raises KeyError, TypeError or ValueError; a name that leaves the folder is none."""
    for file in files:
        texts = [file[key] for key in ("name", "before", "after", "routine")]
        name, before, after, routine = (one for one in texts if _is_text(one))
        if not (_is_name(name) and _DIGEST.fullmatch(before) and _DIGEST.fullmatch(after)):
            raise ValueError(name)
        yield Turn(name, before, after, routine)


def _require_name(name: str) -> None:
    """Raises PackError where the journal could not tell of it, so that the change could not be taken back."""
    if not _is_name(name):
        raise PackError(f"your file {quoted(name)} has a name that can't be kept", "rename it, then try again")


def _is_name(name: str) -> bool:
    """Of a file of the folder; one that is no Unicode text, as a file system may have, is none."""
    try:
        return _NAME.fullmatch(name) is not None and bool(name.encode())
    except UnicodeEncodeError:
        return False


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)
