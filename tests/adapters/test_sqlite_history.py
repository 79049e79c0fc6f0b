"""The history on a disk: how it is stored, and what it says when it can't be."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import CountedIdentities, FakeClock
from history_files import history_at, rows, saved
from record_builders import DAY, NOON, attempt, began, ended

from footcore_tui.adapters.event_codec import decode, encode, kind_of
from footcore_tui.adapters.history_reader import APPLICATION_ID
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_history import SqliteHistory
from footcore_tui.adapters.sqlite_schema import MIGRATIONS, writing
from footcore_tui.core.choices import AskedFirst, LevelDecided, PlanAction, PlanChanged
from footcore_tui.core.day_events import DaysMarked, Reason, RuleChanged
from footcore_tui.core.days import day_of
from footcore_tui.core.errors import HistoryError, NotSaved
from footcore_tui.core.record import (
    Event,
    Moment,
    SessionCorrected,
    SessionDiscarded,
    SessionRated,
    SessionReopened,
    SessionRestored,
)

TODAY = day_of("2026-06-01")
EVERY_KIND = (
    began(),
    attempt(planned=None),
    ended(),
    SessionReopened("s1", Moment(NOON, 3600)),
    SessionRated("s1", note="tired \ud800 안"),
    SessionDiscarded("s1"),
    SessionRestored("s1"),
    SessionCorrected("s1", "2026-05-30", 12.5),
    DaysMarked("2026-06-01", "2026-06-03", Reason.ILL),
    DaysMarked("2026-06-02", "2026-06-02", None),
    RuleChanged("week_target", 5, "2026-06-01"),
    LevelDecided("single-leg-stance", "no-hands", "no-hands", "two clean sessions running", Moment(NOON, 3600)),
    LevelDecided("short-foot", "seated", None, "", Moment(NOON + 0.25, -3600)),
    PlanChanged("six-weeks", PlanAction.START, 1, (3, 3, 4), (1, 1, 2), "2026-05-01", Moment(NOON, 0)),
    AskedFirst("general", Moment(NOON, 0)),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


@pytest.mark.parametrize("event", EVERY_KIND, ids=kind_of)
def test_every_event_is_the_same_after_it_was_stored(event: Event) -> None:
    text = encode(event)
    assert decode(kind_of(event), text) == event
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("session_ended", "[]"),
        ("session_ended", "{"),
        ("session_discarded", '{"session": 5}'),
        ("session_rated", '{"session":"s1","effort":true,"pain":null,"note":null}'),
        ("session_rated", '{"session":"s1"}'),
        ("attempt_ended", encode(attempt()).replace('"done"', '"won"')),
        ("session_began", encode(began()).replace('[["single-leg-stance","fingertips"]]', '[["one"]]')),
    ],
)
def test_a_damaged_event_is_told(kind: str, body: str) -> None:
    with pytest.raises(HistoryError, match="damaged"):
        decode(kind, body)


def test_an_event_of_a_newer_kind_is_passed_over(file: Path) -> None:
    history = history_at(file)
    saved(history, began(), ended())
    with writing(file) as connection:
        connection.execute("INSERT INTO event VALUES ('z', 'd', 1, 'plan_begun', 's1', 0, '{}')")
    assert len(history.records()) == 1
    history.close()


def test_events_are_numbered_densely_by_device(file: Path) -> None:
    one, other = history_at(file), history_at(file, lambda: "device-2")
    for number in range(5):
        saved(one, began(f"one{number}"))
        saved(other, began(f"other{number}"))
    query = "SELECT device, seq FROM event ORDER BY device, seq"
    assert rows(file, query) == [(f"device-{device}", seq) for device in (1, 2) for seq in range(1, 6)]
    one.close()
    other.close()


def test_the_later_of_two_answers_holds_in_whatever_order_they_were_stored(file: Path) -> None:
    times = iter([2_000_000_000, 1_000_000_000])
    locks = SessionLocks(file.parent / "playing")
    one, other = (
        SqliteHistory(file, lambda: "device-1", locks, FakeClock(), Uuid7Identities(lambda now=now: now))
        for now in times
    )
    saved(one, began(), SessionRated("s1", effort=7))
    saved(other, SessionRated("s1", effort=2))
    assert one.records()[0].effort == 7
    one.close()
    other.close()


def test_a_session_has_a_row_that_says_what_counts(file: Path) -> None:
    history = history_at(file)
    saved(history, began(utc=NOON, offset=3600), attempt(), ended(utc=NOON + 2 * DAY, share=0.75))
    query = "SELECT id, device, seq, utc, offset, logged, local_day, ended, share, discarded FROM session"
    micro = 1_000_000
    row = ("s1", "device-1", 1, int(NOON) * micro, 3600, 0, TODAY, int(NOON + 2 * DAY) * micro, 0.75, 0)
    assert rows(file, query) == [row]
    saved(history, SessionDiscarded("s1"), SessionCorrected("s1", "2026-05-30", 6.0))
    assert rows(file, "SELECT local_day, share, discarded FROM session") == [(TODAY - 2, 0.2, 1)]
    saved(history, SessionRestored("s1"), SessionCorrected("s1"), SessionReopened("s1", Moment(NOON, 0)))
    assert rows(file, "SELECT local_day, ended, share, discarded FROM session") == [(TODAY, None, 0.5, 0)]
    history.close()


@pytest.mark.parametrize("change", ["UPDATE event SET seq = 9", "DELETE FROM event"])
def test_the_table_refuses_to_change_an_event(file: Path, change: str) -> None:
    history = history_at(file)
    saved(history, began())
    history.close()
    with pytest.raises(NotSaved, match="final"), writing(file) as connection:
        connection.execute(change)


def test_the_file_is_marked_as_ours_and_its_tables_are_strict(file: Path) -> None:
    history = history_at(file)
    saved(history, began())
    history.close()
    assert rows(file, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert rows(file, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(file, "PRAGMA journal_mode") == [("delete",)]
    assert rows(file, "SELECT strict FROM pragma_table_list WHERE name = 'event'") == [(1,)]


def test_a_commit_is_made_to_survive_a_power_cut(file: Path) -> None:
    with writing(file) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
        assert connection.execute("PRAGMA fullfsync").fetchone() == (1,)
        assert connection.in_transaction


HALF_A_COMMIT = """
import os, sys
from pathlib import Path
from footcore_tui.adapters.sqlite_schema import writing
with writing(Path(sys.argv[1])) as connection:
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("PRAGMA cache_spill = 1")
    for number in range(2000):
        values = (f"x{number}", number, "y" * 500)
        connection.execute("INSERT INTO event VALUES (?, 'd', ?, 'noise', NULL, 0, ?)", values)
    os._exit(0)
"""


def test_a_reader_takes_back_half_a_commit_of_a_writer_that_died(file: Path) -> None:
    history = history_at(file)
    saved(history, began(), ended())
    history.close()
    size = file.stat().st_size
    subprocess.run([sys.executable, "-c", HALF_A_COMMIT, str(file)], check=True, timeout=60)
    journal = file.with_name("history.sqlite3-journal")
    assert journal.exists(), "the writer died before anything reached the disk"
    assert file.stat().st_size > size
    assert len(history.records()) == 1
    assert not journal.exists()
    assert rows(file, "SELECT count(*) FROM event") == [(2,)]


def test_a_session_is_let_go_once_its_last_event_is_durable(file: Path) -> None:
    history, elsewhere = history_at(file), history_at(file)
    history.playing("s1", held=True)
    saved(history, began())
    with writing(file):
        history.append(ended())
        history.playing("s1", held=False)
        assert elsewhere.unfinished() == (), "another process saw a crash"
    history.close()
    assert elsewhere.unfinished() == ()
    assert not SessionLocks(file.parent / "playing").is_held("s1")


def test_a_session_is_let_go_even_if_its_last_event_could_not_be_saved(file: Path) -> None:
    history, elsewhere = history_at(file, busy_seconds=0.05), history_at(file)
    history.playing("s1", held=True)
    saved(history, began())
    with writing(file):
        history.append(ended())
        history.playing("s1", held=False)
        history.close()
    assert len(elsewhere.unfinished()) == 1


def test_a_session_that_is_taken_again_before_it_was_let_go_stays_held(file: Path) -> None:
    history = history_at(file)
    history.playing("s1", held=True)
    saved(history, began())
    with writing(file):
        history.append(attempt())
        history.playing("s1", held=False)
        history.playing("s1", held=True)
    history.close()
    assert SessionLocks(file.parent / "playing").is_held("s1")
    history.playing("s1", held=False)
    assert not SessionLocks(file.parent / "playing").is_held("s1")


COMMITS = 250
WRITER = """
import sys
from pathlib import Path
from threading import Event
sys.path.insert(0, sys.argv[3])
from fakes import FakeClock
from record_builders import began
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_history import SqliteHistory
file, name = Path(sys.argv[1]), sys.argv[2]
locks = SessionLocks(file.parent / "playing")
history = SqliteHistory(file, lambda: "device-1", locks, FakeClock(), Uuid7Identities())
answers, over = [], Event()
def answered(error):
    answers.append(error)
    if len(answers) == int(sys.argv[4]):
        over.set()
for number in range(int(sys.argv[4])):
    history.append(began(f"{name}-{number:03}"), answered)
over.wait()
history.close()
failed = [error for error in answers if error]
sys.exit(f"{len(failed)} failed: {failed[0]}" if failed else 0)
"""


def test_four_processes_lose_nothing_and_share_one_dense_sequence(file: Path) -> None:
    tests = str(Path(__file__).parents[1])
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file), f"p{number}", tests, str(COMMITS)],
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    errors = [writer.communicate(timeout=120)[1] for writer in writers]
    assert errors == ["", "", "", ""]
    assert rows(file, "SELECT count(*), count(DISTINCT session), min(seq), max(seq) FROM event") == [
        (4 * COMMITS, 4 * COMMITS, 1, 4 * COMMITS)
    ]
    assert rows(file, "PRAGMA integrity_check") == [("ok",)]


def test_the_ids_of_a_test_are_in_order() -> None:
    identities = CountedIdentities()
    assert [identities.new() for _ in range(3)] == ["id-000001", "id-000002", "id-000003"]
