"""Events read straight from the pages of a database file, whatever else of it is damaged.

A row needs its own page alone (and those on which a long one goes on): no header, no index, no page above it.
The format: https://sqlite.org/fileformat2.html, sections 1.3, 1.6 and 2.1.
"""

from __future__ import annotations

from collections.abc import Iterator

Row = tuple[str, str, int, str, str | None, int, str]
"""Id, device, seq, kind, session, utc in microseconds, body."""

_USUAL_PAGE = 4096
_HEADER = 100
_LEAF_OF_A_TABLE = 0x0D
_COLUMNS = 7
_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8)
"""By serial type; 8 and 9 are the numbers 0 and 1 without a byte."""

Value = str | int | None


def rows_in(data: bytes) -> Iterator[Row]:
    """Every row that has the shape of an event's, page after page; the same one may come twice."""
    size = _page_size(data)
    for start in range(0, len(data), size):
        page = data[start : start + size].ljust(size, b"\0")
        header = _HEADER if start == 0 else 0
        if page[header] != _LEAF_OF_A_TABLE:
            continue
        for pointer in range(header + 8, min(header + 8 + 2 * _number(page, header + 3, 2), size - 1), 2):
            try:
                row = _event(_record(_payload(data, page, _number(page, pointer, 2), size)))
            except (IndexError, ValueError):
                continue
            if row is not None:
                yield row


def _page_size(data: bytes) -> int:
    size = 65_536 if data[16:18] == b"\0\1" else _number(data, 16, 2)
    return size if size >= 512 and size & (size - 1) == 0 else _USUAL_PAGE


def _number(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "big")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The number, and where it ends. Raises IndexError."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _payload(data: bytes, page: bytes, at: int, size: int) -> bytes:
    """The bytes of the cell at `at`, with those on further pages. Raises IndexError, or ValueError."""
    length, at = _varint(page, at)
    _rowid, at = _varint(page, at)
    if length > len(data):
        raise ValueError("longer than the file")
    here = length
    if length > size - 35:
        least = (size - 12) * 32 // 255 - 23
        fitting = least + (length - least) % (size - 4)
        here = fitting if fitting <= size - 35 else least
    payload = page[at : at + here]
    following = _number(page, at + here, 4) if here < length else 0
    while len(payload) < length and 0 < following <= len(data) // size:
        start = (following - 1) * size
        payload += data[start + 4 : start + size][: length - len(payload)]
        following = _number(data, start, 4)
    if len(payload) != length:
        raise ValueError("cut short")
    return payload


def _record(payload: bytes) -> list[Value]:
    """Raises IndexError, or ValueError for what an event's row does not hold."""
    end, at = _varint(payload, 0)
    types: list[int] = []
    while at < end and len(types) <= _COLUMNS:
        kind, at = _varint(payload, at)
        types.append(kind)
    values: list[Value] = []
    for kind in types:
        if kind >= 13 and kind % 2:
            length = (kind - 13) // 2
            values.append(payload[end : end + length].decode())
        elif kind < len(_INTEGER_BYTES):
            length = _INTEGER_BYTES[kind]
            values.append(int.from_bytes(payload[end : end + length], "big", signed=True) if kind else None)
        elif kind in (8, 9):
            length = 0
            values.append(kind - 8)
        else:
            raise ValueError("not a value of an event")
        end += length
    if end != len(payload):
        raise ValueError("not a record")
    return values


def _event(values: list[Value]) -> Row | None:
    match values:
        case [str(id_), str(device), int(seq), str(kind), str() | None as session, int(utc), str(body)]:
            return id_, device, seq, kind, session, utc, body
        case _:
            return None
