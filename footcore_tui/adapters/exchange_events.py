"""Device files: the events of one device as JSON Lines, and what is read of a folder of them.

The first line says what it is; each other line is an event exactly as it is stored. What a synchroniser made of a file
does no harm: a conflict copy is one more file, a torn line is passed over.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, NamedTuple
from zlib import crc32

from footcore_tui.adapters.event_codec import IMPORTED, decode
from footcore_tui.adapters.history_reader import connect_to_read
from footcore_tui.adapters.sqlite_problem import history_error
from footcore_tui.core.errors import HistoryError
from footcore_tui.core.event_check import require_sound
from footcore_tui.core.record import SessionBegan, session_of

VERSION = 1
ENDING = ".jsonl"
MOST_BYTES = 256 * 1024
"""A longer line is no event."""
SUMMED_BYTES = 64 * 1024

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_DEVICE = re.compile(r"[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_-]{1,64})?")
_SQLITE = b"SQLite format 3\0"
_EVERY = "SELECT id, device, seq, kind, session, utc, body FROM event ORDER BY device, seq"


class Stored(NamedTuple):
    """An event as it stands in the table."""

    id: str
    device: str
    seq: int
    kind: str
    session: str | None
    utc: int
    """Microseconds since 1970."""
    body: str


class Found(NamedTuple):
    """What was read, and what was not."""

    events: list[Stored]
    passed_over: dict[str, int]
    """Of each file how many lines; the last one of a file may be torn."""
    unread: list[str]
    """Files that can't be read or are none of ours, as sentences."""


def header(device: str) -> str:
    return json.dumps({"footcore": "events", "version": VERSION, "device": device}) + "\n"


def line_of(event: Stored) -> str:
    return json.dumps(event._asdict(), separators=(",", ":")) + "\n"


def device_files(place: Path) -> list[Path]:
    """A file itself, or every device file of a folder with the conflict copies, by name. Raises HistoryError."""
    try:
        if not place.is_dir():
            return [place]
        return sorted(file for file in place.iterdir() if file.name.lower().endswith(ENDING))
    except OSError as error:
        raise HistoryError(f"{place} can't be read: {error.strerror or error}.") from error


def read_events(files: Iterable[Path], starts: Mapping[str, int] | None = None) -> Found:
    """Of device files and of histories; `starts`: bytes of a device file that need not be read."""
    found = Found([], {}, [])
    for file in files:
        try:
            _read(file, found, (starts or {}).get(str(file), 0))
        except HistoryError as error:
            found.unread.append(str(error))
    return found


def stored(raw: object) -> Stored:
    """An event of a line, or of another history; one that only a newer footcore knows is kept. Raises ValueError."""
    if not isinstance(raw, dict):
        raise ValueError("not an object")
    values = [raw.get(name) for name in Stored._fields]
    match values:
        case [str(id_), str(device), int(seq), str(kind), str() | None as session, int(utc), str(body)]:
            event = Stored(id_, device, seq, kind, session, utc, body)
        case _:
            raise ValueError("a column is missing or of another type")
    if not (_ID.fullmatch(event.id) and _DEVICE.fullmatch(event.device) and _ID.fullmatch(event.session or "none")):
        raise ValueError("an id is none")
    if isinstance(seq, bool) or isinstance(utc, bool) or not (0 < event.seq < 1 << 53 and abs(event.utc) < 1 << 53):
        raise ValueError("a number is none")
    event.body.encode()
    event.kind.encode()
    try:
        known = decode(event.kind, event.body)
    except HistoryError as error:
        raise ValueError(str(error)) from error
    if known is not None:
        require_sound(known)
        if session_of(known) != event.session:
            raise ValueError("it belongs to another session")
        if isinstance(known, SessionBegan) and IMPORTED not in event.device and event.id != event.session:
            raise ValueError("a beginning has its session's id")
    return event


def read_up_to(file: Path) -> list[int]:
    """How far a device file has whole lines, in bytes, and a sum over the last of them. Raises OSError."""
    with _open(file) as stream:
        size = stream.seek(0, os.SEEK_END)
        start = stream.seek(max(0, size - SUMMED_BYTES))
        whole = stream.read(size - start).rfind(b"\n") + 1
    return [start + whole, _sum(file, start + whole)]


def start_after(file: Path, read: list[int]) -> int:
    """Where to read on: the file is as it was up to there, and longer; else 0. Raises OSError."""
    end, known = read
    return end if file.stat().st_size > end and _sum(file, end) == known else 0


def _sum(file: Path, end: int) -> int:
    with _open(file) as stream:
        start = stream.seek(max(0, end - SUMMED_BYTES))
        return crc32(stream.read(end - start))


def _read(file: Path, found: Found, start: int) -> None:
    before, passed_over = len(found.events), 0
    for event in _history(file) if _is_database(file) else _lines(file, start):
        if event is None:
            passed_over += 1
        else:
            found.events.append(event)
    if passed_over and len(found.events) == before and not start and not _is_ours(file):
        raise HistoryError(f"{file} is neither a device file nor a footcore history.")
    if passed_over:
        found.passed_over[str(file)] = passed_over


def _lines(file: Path, start: int) -> Iterator[Stored | None]:
    """None for a line that is no event; one that is too long comes in pieces, and is none either."""
    try:
        with _open(file) as stream:
            stream.seek(start)
            while line := stream.readline(MOST_BYTES):
                if line.strip() and not _is_header(line):
                    yield event_of(line) if line.endswith(b"\n") else None
    except OSError as error:
        raise HistoryError(f"{file} can't be read: {error.strerror or error}.") from error


def event_of(line: bytes) -> Stored | None:
    """None for a line that is no event."""
    try:
        raw: object = json.loads(line)
        return stored(raw)
    except (ValueError, RecursionError):
        return None


def _history(file: Path) -> Iterator[Stored | None]:
    connection = connect_to_read(str(file))
    if connection is None:
        return
    try:
        with closing(connection):
            for row in connection.execute(_EVERY):
                yield _row(row)
    except sqlite3.Error as error:
        raise history_error(error, str(file)) from error


def _row(row: tuple[object, ...]) -> Stored | None:
    try:
        return stored(dict(zip(Stored._fields, row, strict=True)))
    except ValueError:
        return None


def _open(file: Path) -> BinaryIO:
    """Raises OSError, for what is no regular file too."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError("it is not a regular file")
    return file.open("rb")


def _is_header(line: bytes) -> bool:
    return line.startswith((b'{"footcore": "events"', b'{"footcore":"events"'))


def _is_ours(file: Path) -> bool:
    with _open(file) as stream:
        return _is_header(stream.readline(MOST_BYTES))


def _is_database(file: Path) -> bool:
    try:
        with _open(file) as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise HistoryError(f"{file} can't be read: {error.strerror or error}.") from error
