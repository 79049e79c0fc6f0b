"""What every History promises, in memory or on a disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event as Signal

import pytest
from fakes import CountedIdentities, FakeClock, MemoryHistory
from record_builders import DAY, NOON, attempt, began, ended

from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_history import SqliteHistory
from footcore_tui.cli.history import keep
from footcore_tui.core.errors import HistoryError, NotSaved
from footcore_tui.core.record import (
    Event,
    Moment,
    SessionDiscarded,
    SessionRated,
    SessionReopened,
    Status,
    fold,
)
from footcore_tui.ports import History

WAIT = 30.0


def in_memory(_folder: Path) -> History:
    return MemoryHistory()


def in_sqlite(folder: Path) -> History:
    locks = SessionLocks(folder / "playing")
    return SqliteHistory(folder / "history.sqlite3", lambda: "device-1", locks, FakeClock(), CountedIdentities())


@pytest.fixture(params=[in_memory, in_sqlite])
def history(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[History]:
    make: Callable[[Path], History] = request.param
    made = make(tmp_path)
    yield made
    made.close()


def save(history: History, *events: Event) -> list[Exception | None]:
    """Appends, and waits for the last answer."""
    answers: list[Exception | None] = []
    done = Signal()

    def answered(error: Exception | None) -> None:
        answers.append(error)
        if len(answers) == len(events):
            done.set()

    for event in events:
        history.append(event, answered)
    assert done.wait(WAIT)
    return answers


def test_a_history_that_was_never_written_is_empty(history: History) -> None:
    assert history.records() == ()
    assert history.unfinished() == ()


def test_what_was_reported_saved_can_be_read(history: History) -> None:
    events = (began(), attempt(), attempt(index=3, touch_downs=2), ended(), SessionRated("s1", 4, 0, "steady – 安定"))
    assert save(history, *events) == [None] * 5
    (record,) = history.records()
    assert record.device
    assert replace(record, device="") == fold(events)[0]


def test_each_append_is_answered_once_and_in_order(history: History) -> None:
    order: list[int] = []
    done = Signal()
    history.append(began())
    for number in range(20):
        history.append(attempt(index=number), lambda error, number=number: order.append(number))
    history.append(ended(), lambda error: done.set())
    assert done.wait(WAIT)
    assert order == list(range(20))


def test_records_begin_with_a_local_day_and_come_oldest_first(history: History) -> None:
    save(history, began("c", NOON + DAY), began("a", NOON - DAY), began("b", NOON))
    assert [record.began.session for record in history.records()] == ["a", "b", "c"]
    assert [record.began.session for record in history.records("2026-06-01")] == ["b", "c"]
    assert history.records("2026-06-03") == ()


def test_a_session_without_an_end_is_unfinished_unless_it_is_played_or_discarded(history: History) -> None:
    save(history, began("a"), attempt("a"), began("b"), ended("b"), began("c"), SessionDiscarded("c"))
    assert [record.began.session for record in history.unfinished()] == ["a"]
    assert len(history.unfinished()[0].attempts) == 1
    history.playing("a", held=True)
    assert history.unfinished() == ()
    history.playing("a", held=False)
    assert [record.began.session for record in history.unfinished()] == ["a"]


def test_a_reopened_session_is_unfinished_until_it_ends_again(history: History) -> None:
    save(history, began(), ended(utc=NOON + 100), SessionReopened("s1", Moment(NOON + 110, 0)))
    assert len(history.unfinished()) == 1
    save(history, ended(utc=NOON + 120))
    assert history.unfinished() == ()


def test_a_clock_set_back_does_not_hide_that_a_session_was_reopened_or_ended(history: History) -> None:
    save(history, began(), ended(utc=NOON + 100), SessionReopened("s1", Moment(NOON + 50, 0)))
    (record,) = history.unfinished()
    assert record.ended is None
    save(history, ended(utc=NOON + 60))
    assert history.unfinished() == ()
    assert history.records()[0].ended == Moment(NOON + 60, 0)


def test_letting_go_of_what_is_not_held_does_nothing(history: History) -> None:
    history.playing("nobody", held=False)
    history.playing("a", held=True)
    history.playing("a", held=True)
    history.playing("a", held=False)
    save(history, began("a"))
    assert len(history.unfinished()) == 1


def test_a_discarded_session_is_not_read(history: History) -> None:
    save(history, began(), attempt(), ended(), SessionDiscarded("s1"))
    assert history.records() == ()


def test_the_same_event_twice_is_one_event(history: History) -> None:
    assert save(history, began(), attempt(), attempt(), began()) == [None] * 4
    assert len(history.records()[0].attempts) == 1


def test_the_same_id_with_other_content_is_reported_and_the_first_stays(history: History) -> None:
    answers = save(history, began(), attempt(seconds=15), attempt(seconds=14), attempt(index=5))
    assert [type(answer) for answer in answers] == [type(None), type(None), HistoryError, type(None)]
    assert "s1-1-1" in str(answers[2])
    assert [one.seconds for one in history.records()[0].attempts] == [15, 15]
    assert history.unsaved == (attempt(seconds=14),)


def test_a_crashed_session_can_be_kept_as_it_stands(history: History) -> None:
    save(history, began(works=3), attempt(index=1, utc=NOON + 40), attempt(index=0, utc=NOON + 20))
    done = Signal()
    keep(history, history.unfinished()[0], lambda error: done.set())
    assert done.wait(WAIT)
    (record,) = history.records()
    assert record.ended == Moment(NOON + 40, 0)
    assert record.status is Status.PARTIAL
    assert history.unfinished() == ()


def test_closing_waits_for_what_was_given_and_may_be_done_twice(history: History) -> None:
    answers: list[Exception | None] = []
    for number in range(30):
        history.append(began(f"s{number:02}"), answers.append)
    history.close()
    history.close()
    assert answers == [None] * 30
    assert len(history.records()) == 30


def test_what_comes_after_closing_is_reported_as_not_saved(history: History) -> None:
    history.close()
    (answer,) = save(history, began())
    assert isinstance(answer, NotSaved)
    assert history.records() == ()
    assert history.unsaved == (began(),)
