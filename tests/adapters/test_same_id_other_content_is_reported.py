"""Promise 10: the same id with other content is reported, and the history stays as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exchange_builders import EVERY_KIND, an_empty_history, device_file, merged, rows_of, stored_as

from footcore_tui.adapters.event_codec import encode
from footcore_tui.adapters.exchange_events import Stored, line_of, read_events
from footcore_tui.core.record import SessionDiscarded, SessionRestored

ROWS = rows_of(EVERY_KIND)
EVENTS = pytest.mark.parametrize("event", ROWS, ids=[row.kind for row in ROWS])


def others(event: Stored) -> list[Stored]:
    """The same id with one thing else, for each column and each value of the body."""
    body: dict[str, object] = json.loads(event.body)
    changed = [json.dumps({**body, key: "changed"}, sort_keys=True, separators=(",", ":")) for key in body]
    return [
        event._replace(device="device-z"),
        event._replace(seq=event.seq + 100),
        event._replace(kind="a_newer_kind"),
        event._replace(session="s2"),
        event._replace(utc=event.utc + 1),
        event._replace(body=event.body.replace(":", ": ", 1)),
        *(event._replace(body=one) for one in changed),
    ]


@EVENTS
def test_the_same_id_with_any_other_content_is_reported_and_the_first_stays(event: Stored) -> None:
    for other in others(event):
        history = an_empty_history()
        merged(history, ROWS)
        done = merged(history, [other])
        assert done.events == 0
        assert [line for line in done.reports if f"the id {event.id};" in line], other
        assert history.execute("SELECT * FROM event ORDER BY seq").fetchall() == [tuple(row) for row in ROWS]
        history.close()


@EVENTS
def test_two_events_of_one_number_are_reported_and_the_first_stays(event: Stored) -> None:
    history = an_empty_history()
    merged(history, ROWS)
    done = merged(history, [event._replace(id="another")])
    assert done.events == 0
    assert [line for line in done.reports if f"number {event.seq} of device device-a" in line]
    assert history.execute("SELECT count(*) FROM event").fetchone() == (len(ROWS),)
    history.close()


def test_the_very_same_event_is_not_reported() -> None:
    history = an_empty_history()
    assert merged(history, ROWS + ROWS).reports == ()
    assert merged(history, ROWS).reports == ()
    history.close()


def test_holes_are_reported_until_they_are_filled() -> None:
    history = an_empty_history()
    assert merged(history, [ROWS[0], *ROWS[3:5], ROWS[9]]).reports == (
        "Of device device-a events are missing: 2 to 3, 6 to 9.",
    )
    assert merged(history, ROWS[1:5]).reports == ("Of device device-a events are missing: 6 to 9.",)
    assert merged(history, ROWS).reports == ()
    history.close()


def test_lines_that_are_no_events_are_passed_over_and_counted(tmp_path: Path) -> None:
    bad = (
        *("not json\n", "[]\n", "{}\n", "3\n", "{\n", "[" * 100_000 + "\n"),
        line_of(ROWS[0]._replace(id="../x")),
        line_of(ROWS[0]._replace(device="a b")),
        line_of(ROWS[0]._replace(device="a:b:c")),
        line_of(ROWS[0]._replace(seq=0)),
        line_of(ROWS[0]._replace(seq=1 << 70)),
        line_of(ROWS[0]._replace(session="s2")),
        line_of(ROWS[0]._replace(id="another")),
        line_of(ROWS[0]._replace(body="{}")),
        line_of(ROWS[0]._replace(body=ROWS[0].body.replace("1780315200.0", "NaN"))),
        line_of(ROWS[0]._replace(body=ROWS[0].body.replace('"work_intervals":2', '"work_intervals":0'))),
        line_of(ROWS[0]._replace(body=ROWS[0].body.replace("2026-06-01", "2026-06-31"))),
        line_of(ROWS[8]._replace(body=ROWS[8].body.replace("2026-05-03", "9999-05-03"))),
        line_of(ROWS[9]._replace(body=ROWS[9].body.replace('"value":3', '"value":1e99'))),
        line_of(ROWS[0]._replace(kind="new\ud800")),
        json.dumps({**ROWS[0]._asdict(), "seq": True}) + "\n",
        "x" * 600_000 + "\n",
    )
    for line in bad:
        file = device_file(tmp_path / "d.jsonl", ROWS[:1])
        with file.open("a") as stream:
            stream.write(line)
        found = read_events([file])
        assert found.events == ROWS[:1], line[:200]
        assert found.passed_over[str(file)] >= 1


def test_a_kind_that_only_a_newer_footcore_knows_is_kept_as_it_is(tmp_path: Path) -> None:
    newer = Stored("n1", "device-a", 2, "level_reached", "s1", 5, '{"any":["thing"]}')
    found = read_events([device_file(tmp_path / "d.jsonl", [ROWS[0], newer])])
    history = an_empty_history()
    assert merged(history, found.events).events == 2
    assert history.execute("SELECT * FROM event WHERE id = 'n1'").fetchone() == tuple(newer)
    history.close()


def test_an_event_that_came_before_its_session_began_counts_once_that_is_there() -> None:
    history = an_empty_history()
    late = stored_as(SessionDiscarded("s1"), "device-b")
    assert merged(history, [late]).sessions == 1
    assert history.execute("SELECT * FROM session").fetchall() == []
    merged(history, ROWS[:1])
    assert history.execute("SELECT id, discarded FROM session").fetchall() == [("s1", 1)]
    back = late._replace(id="zz", seq=2, kind="session_restored", body=encode(SessionRestored("s1")))
    merged(history, [back])
    assert history.execute("SELECT discarded FROM session").fetchall() == [(0,)]
    history.close()
