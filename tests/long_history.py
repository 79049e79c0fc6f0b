"""A history of many sessions in one file, made fast, and ways to damage it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from record_builders import NOON, attempt, began, ended

from footcore_tui.adapters.event_codec import encode, kind_of
from footcore_tui.adapters.history_pages import Row
from footcore_tui.adapters.history_rows import fill
from footcore_tui.adapters.sqlite_schema import writing
from footcore_tui.core.record import Event, session_of

PAGE = 4096
HOLDS = 8
EVERY_SECONDS = 8 * 3600.0


def long_history(file: Path, events: int, device: str = "device-1") -> list[Row]:
    """Makes a history with at least so many events, and gives its rows."""
    rows = rows_of_sessions(-(-events // (HOLDS + 2)), device)
    with writing(file) as connection:
        fill(connection, rows)
    return rows


def rows_of_sessions(count: int, device: str = "device-1") -> list[Row]:
    chance = random.Random(count)
    rows: list[Row] = []
    for number in range(count):
        at = NOON + number * EVERY_SECONDS
        session = _id(at, chance)
        first = began(session, at)
        rows.append(_row(first, session, device, len(rows) + 1, at))
        for index in range(HOLDS):
            hold = replace(attempt(session, index, utc=at + 15 * index), id=_id(at, chance))
            rows.append(_row(hold, hold.id, device, len(rows) + 1, hold.ended.utc))
        rows.append(_row(ended(session, utc=at + 130), _id(at, chance), device, len(rows) + 1, at + 130))
    return rows


def _row(event: Event, id_: str, device: str, seq: int, utc: float) -> Row:
    return id_, device, seq, kind_of(event), session_of(event), round(utc * 1e6), encode(event)


def _id(utc: float, chance: random.Random) -> str:
    """As UUIDv7: by time, then random."""
    plain = f"{int(utc * 1000):012x}7{chance.getrandbits(76):019x}"
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))


Damage = Callable[[bytearray, random.Random], None]


def overwritten_pages(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(data) // PAGE) * PAGE
        data[at : at + PAGE] = chance.randbytes(PAGE)


def zeroed_header(data: bytearray, chance: random.Random) -> None:
    length = chance.choice((16, 100, PAGE))
    data[:length] = bytes(length)


def cut_short(data: bytearray, chance: random.Random) -> None:
    """By at most four pages, and not at the edge of one."""
    del data[len(data) - chance.randint(1, 4 * PAGE) :]


def flipped_in_page_headers(data: bytearray, chance: random.Random) -> None:
    """The eight bytes with which a page of a tree begins."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(1, len(data) // PAGE) * PAGE + chance.randrange(8)
        data[at] ^= 1 << chance.randrange(8)


DAMAGES: tuple[Damage, ...] = (overwritten_pages, zeroed_header, cut_short, flipped_in_page_headers)
