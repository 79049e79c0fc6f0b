"""The sessions as a calendar (RFC 5545): an event a session, for any calendar program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from footcore_tui.core.exercise import Side
from footcore_tui.core.record import Moment, Record
from footcore_tui.core.text import printable

FOLD_BYTES = 75
"""The longest line, without its end."""
LINE_END = "\r\n"
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def ics_lines(records: Iterable[Record], pseudonym: str, names: Mapping[str, str]) -> Iterator[str]:
    """`names` of routines by id."""
    for line in _lines(records, pseudonym, names):
        yield f"{_folded(line)}{LINE_END}"


def _lines(records: Iterable[Record], pseudonym: str, names: Mapping[str, str]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//footcore//history 1//EN")
    yield f"X-WR-CALNAME:{_text(f'footcore: {pseudonym}' if pseudonym else 'footcore')}"
    for record in records:
        yield from _event(record, names.get(record.began.routine, record.began.routine))
    yield "END:VCALENDAR"


def _event(record: Record, name: str) -> Iterator[str]:
    began, ended = record.began.began, record.ended
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(record.began.session)}"
    yield f"DTSTAMP:{_stamp(ended or began)}"
    yield f"DTSTART:{_stamp(began)}"
    if ended is not None and _stamp(ended) > _stamp(began):
        yield f"DTEND:{_stamp(ended)}"
    yield f"SUMMARY:{_text(name)}"
    yield f"DESCRIPTION:{_text(_told(record))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _told(record: Record) -> str:
    left, right = record.touch_downs(Side.LEFT), record.touch_downs(Side.RIGHT)
    lines = (
        "open" if record.ended is None else record.status.said,
        f"work: {record.work_seconds:.0f} s",
        f"touch-downs: left {left}, right {right}",
        record.note or "",
    )
    return "\n".join(line for line in lines if line)


def _stamp(moment: Moment) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=moment.utc)).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    return printable(text, "\n").translate(_ESCAPES)


def _folded(line: str) -> str:
    """No piece has more bytes than may be, none begins within a character."""
    pieces, piece = list[str](), ""
    for character in line:
        # The blank that begins a following line counts.
        if len(piece.encode()) + len(character.encode()) > FOLD_BYTES - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += character
    return f"{LINE_END} ".join([*pieces, piece])
