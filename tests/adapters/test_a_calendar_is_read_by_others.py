"""The calendar as another program's library reads it (icalendar): every session once, at its time, in its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hostile_texts import ALL
from icalendar import Calendar, Event
from record_builders import DAY, NOON, attempt, began, ended

from bench.years import rows_of_years
from footcore_tui.adapters.event_codec import decode
from footcore_tui.adapters.exchange_ics import FOLD_BYTES, ics_lines
from footcore_tui.core.record import Record, SessionRated, fold
from footcore_tui.core.text import printable

NAMES = {"desk-balance": "Two-minute desk balance; both feet, one after the other, and a name of more than a line – 足"}
DAYS = 60


def written(records: tuple[Record, ...], pseudonym: str = "") -> bytes:
    return "".join(ics_lines(records, pseudonym, NAMES)).encode()


def read(data: bytes) -> list[Event]:
    calendar = Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    assert not [part.errors for part in (calendar, *events) if part.errors]
    assert calendar["VERSION"] == "2.0"
    assert all(line and len(line) <= FOLD_BYTES for line in data.removesuffix(b"\r\n").split(b"\r\n"))
    for line in data.split(b"\r\n"):
        # Nothing is folded within a character.
        line.decode()
    return events


def second(utc: float) -> datetime:
    return datetime.fromtimestamp(int(utc), UTC)


def test_every_session_of_a_life_is_one_event_at_its_time() -> None:
    events = [decode(kind, body) for _, _, _, kind, _, _, body in rows_of_years("device-1", NOON, DAYS, 1)]
    records = fold([event for event in events if event])
    assert len(records) > DAYS
    data = written(records, "Client 7; A, B")
    found = read(data)
    assert [str(event["UID"]) for event in found] == [record.began.session for record in records]
    assert len({str(event["UID"]) for event in found}) == len(records)
    for event, record in zip(found, records, strict=True):
        assert record.ended
        assert event["DTSTART"].dt == second(record.began.began.utc)
        assert event.get("DTEND", event["DTSTART"]).dt == second(record.ended.utc)
        assert event["SUMMARY"] == NAMES.get(record.began.routine, record.began.routine)
        assert event["DESCRIPTION"].startswith(f"{record.status}\nwork: {record.work_seconds:.0f} s\n")
        assert event["DESCRIPTION"].endswith(record.note or "")
    assert written(records, "Client 7; A, B") == data


def test_the_time_zone_of_a_session_moves_no_event() -> None:
    here, there = began("s1"), began("s2", NOON + DAY, offset=-9 * 3600)
    events = read(written(fold([here, there, replace(ended("s2"), ended=here.began)])))
    assert [event["DTSTART"].dt.isoformat() for event in events] == [
        "2026-06-01T12:00:00+00:00",
        "2026-06-02T12:00:00+00:00",
    ]
    assert not any("DTEND" in event for event in events), "one is open, one would end before it began"


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ALL.items()])
def test_a_text_is_read_as_it_was_said(text: str) -> None:
    records = fold([replace(began(), routine=text), attempt(), ended(), SessionRated("s1", note=text)])
    (event,) = read(written(records, text))
    assert event["SUMMARY"] == printable(text, "\n")
    assert event["DESCRIPTION"].endswith(printable(text, "\n"))
