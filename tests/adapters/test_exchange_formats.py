"""CSV, iCalendar and the HTML report: what a spreadsheet, a calendar and a browser are handed."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from exchange_builders import a_session
from hostile_texts import ALL, offences
from record_builders import DAY, NOON, attempt, began, ended

from footcore_tui.adapters.exchange_csv import COLUMNS, FORMULA, csv_lines, guarded
from footcore_tui.adapters.exchange_html import html_lines
from footcore_tui.adapters.exchange_ics import FOLD_BYTES, ics_lines
from footcore_tui.core.day_rules import rules_of
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import Event, Record, SessionRated, fold
from footcore_tui.core.streak import Days

TODAY = 739_770
"""2026-06-03."""
HOSTILE = pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ALL.items()])
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "=cmd|' /C calc'!A0", "-")


def all_of(text: str) -> tuple[Record, ...]:
    """A session with this text wherever one may stand."""
    events: tuple[Event, ...] = (
        replace(began(), routine=text, routine_hash=text, plan=text),
        replace(attempt(), name=text, exercise=text, level=text),
        ended(share=0.5),
        SessionRated("s1", 5, 0, text),
    )
    return fold(events)


def report(
    records: tuple[Record, ...], pseudonym: str = "", *, streak: bool = True, names: dict[str, str] | None = None
) -> str:
    days = Days([TODAY - 2, TODAY - 1], [TODAY], TODAY, rules_of([]))
    return "".join(html_lines(records, days, pseudonym, names or {}, streak=streak))


def rows(records: tuple[Record, ...], pseudonym: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(csv_lines(records, pseudonym)), newline="")))


def test_a_row_an_interval_in_the_columns_that_are_documented() -> None:
    events = (*a_session("s1"), began("s2", NOON + DAY, offset=-3600), SessionRated("s1", 4, 1, 'a "b", c\nd'))
    text = "".join(csv_lines(fold(events), "client 7"))
    assert text.startswith(
        "schema_version,client,session,routine,routine_hash,plan,week,local_day,started,ended,status,effort,pain,note,"
        "device,index,attempt,kind,name,exercise,level,side,planned_seconds,seconds,outcome,touch_downs,value\r\n"
    )
    assert text.count("\r\n") == 4
    first, second, bare = csv.DictReader(io.StringIO(text, newline=""))
    assert (first["schema_version"], first["client"], first["session"]) == ("1", "client 7", "s1")
    assert first["note"] == 'a "b", c\nd'
    assert (first["index"], first["seconds"], first["side"], second["touch_downs"]) == ("1", "15", "left", "2")
    assert (bare["started"], bare["ended"], bare["status"]) == ("2026-06-02T11:00:00-01:00", "", "open")
    assert {bare[name] for name in COLUMNS[15:]} == {""}


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    (row,) = rows(all_of(text), text)
    for name in ("client", "routine", "routine_hash", "plan", "note", "name", "exercise", "level"):
        assert row[name].startswith("'"), name
    assert not any(cell.startswith(FORMULA) for cell in row.values())


def test_what_is_no_formula_is_left_alone() -> None:
    assert guarded("a=b -c @d") == "a=b -c @d"


@HOSTILE
def test_no_text_breaks_out_of_its_cell_event_or_element(text: str) -> None:
    records = all_of(text)
    (row,) = rows(records, text)
    assert set(row) == set(COLUMNS)
    calendar = "".join(ics_lines(records, text, {}))
    names = [line.split(":", 1)[0] for line in calendar.replace("\r\n ", "").split("\r\n")[:-1]]
    assert names == [
        *("BEGIN", "VERSION", "PRODID", "X-WR-CALNAME", "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"),
        *("DESCRIPTION", "TRANSP", "END", "END"),
    ]
    page = report(records, text)
    assert elements(page) == elements(report(all_of("plain"), "plain"))
    for written in (calendar, page, "".join(csv_lines(records, text))):
        assert not offences(written.replace("\r\n", "\n").encode())


def elements(page: str) -> list[str]:
    """The tags of a page with the names of their attributes."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            found.append(f"{tag} {' '.join(name for name, _ in attributes)}")

    Reader().feed(page)
    return found


def test_an_event_a_session_with_folded_lines_and_escaped_text() -> None:
    note = "right; left, \\ both\n" + "足" * 60
    records = fold((*a_session("s1"), SessionRated("s1", note=note), began("s2", NOON + DAY)))
    calendar = "".join(ics_lines(records, "A, B", {}))
    lines = calendar.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= FOLD_BYTES
    assert "\n" not in calendar.replace("\r\n", "")
    whole = calendar.replace("\r\n ", "").split("\r\n")
    assert whole[:4] == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//footcore//history 1//EN", r"X-WR-CALNAME:footcore: A\, B")
    ]
    assert whole[4:9] == [
        *("BEGIN:VEVENT", "UID:s1", "DTSTAMP:20260601T120100Z", "DTSTART:20260601T120000Z", "DTEND:20260601T120100Z")
    ]
    assert r"right\; left\, \\ both\n足足" in whole[10]
    assert sum(line.startswith("DTEND") for line in whole) == 1, "one has no end"
    assert calendar.endswith("END:VCALENDAR\r\n")


def test_the_report_needs_nothing_else_and_can_be_printed() -> None:
    records = fold((*a_session("s1"), *a_session("s2", NOON + DAY), SessionRated("s1", 4, 2, "<b>&\nline")))
    page = report(records, "Client <7>")
    for word in ("<script", "http:", "https:", "src=", "href=", "url(", "@import", "<link", "<img", "javascript"):
        assert word not in page
    assert "@media print" in page
    assert "default-src 'none'" in page
    assert "<title>Practice of Client &lt;7&gt;</title>" in page
    assert "&lt;b&gt;&amp;<br>line" in page
    assert "The streak is 2." in page
    assert "streak" not in report(records, streak=False)
    pictures = [f"<svg{part.split('</svg>')[0]}</svg>" for part in page.split("<svg")[1:]]
    named = [picture for picture in pictures if "role=" in picture]
    assert len(named) == 3
    for picture in pictures:
        ElementTree.fromstring(picture)
    assert named[0].count('class="kept"') == 2
    assert named[0].count('class="bridged"') == 1
    assert "2026-06-01: kept, 1 session" in named[0]


def test_touch_downs_are_drawn_by_side() -> None:
    events = (began(), attempt(touch_downs=3), attempt(index=3, side=Side.RIGHT, touch_downs=1), ended())
    page = report(fold(events))
    assert "week of 2026-06-01: left 3" in page
    assert "week of 2026-06-01: right 1" in page
    assert "week of 2026-06-01: minutes 0.5" in page


def test_an_empty_history_has_a_report_a_calendar_and_a_head() -> None:
    assert "Nothing up to 2026-06-03." in report(())
    assert "".join(ics_lines((), "", {})).count("BEGIN") == 1
    assert "".join(csv_lines((), "")) == ",".join(COLUMNS) + "\r\n"
