"""The fold from events to records."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_builders import NOON, attempt, began, ended

from footcore_tui.core.exercise import Side
from footcore_tui.core.record import (
    AttemptEnded,
    Event,
    Moment,
    Outcome,
    SessionDiscarded,
    SessionRated,
    SessionReopened,
    Status,
    fold,
)


@st.composite
def sessions(draw: st.DrawFn) -> list[Event]:
    """What a recorder can write: attempts that are cut, skipped, done and done again; then an end, or none."""
    works = draw(st.integers(1, 5))
    events: list[Event] = [began(works=works, planned=15 * works)]
    for index in range(works):
        for number in range(1, draw(st.integers(0, 3)) + 1):
            outcome = draw(st.sampled_from(Outcome))
            planned = draw(st.sampled_from([5.0, 15.0, 25.0]))
            seconds = planned if outcome is Outcome.DONE else draw(st.floats(0, planned))
            events.append(
                attempt(index=index, number=number, seconds=seconds, planned=planned, outcome=outcome, touch_downs=1)
            )
    if draw(st.booleans()):
        events.append(ended(utc=NOON + 200))
        if draw(st.booleans()):
            events.append(SessionReopened("s1", Moment(NOON + 210, 0)))
            events += [ended(utc=NOON + 300)] * draw(st.booleans())
        events.append(SessionRated("s1", effort=4))
        events.append(SessionRated("s1", pain=0, note="steady"))
    return events


@given(sessions(), st.randoms(use_true_random=False))
def test_attempts_in_any_order_give_the_same_record(events: list[Event], chance: random.Random) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    rest = iter([event for event in events if not isinstance(event, AttemptEnded)])
    assert fold([event if isinstance(event, AttemptEnded) else next(rest) for event in shuffled]) == fold(events)


def test_of_two_attempts_with_one_number_that_of_the_later_id_holds() -> None:
    one, other = attempt(seconds=4), replace(attempt(seconds=9), id="s1-1-1-later")
    assert fold([began(), one, other]) == fold([began(), other, one])
    assert fold([began(), other, one])[0].attempts == (other,)


class CountedIndex(int):
    """An index that counts how often it is compared."""

    compared = 0

    def __ne__(self, other: object) -> bool:
        type(self).compared += 1
        return int(self) != other

    def __eq__(self, other: object) -> bool:
        type(self).compared += 1
        return int(self) == other

    def __lt__(self, other: int) -> bool:
        type(self).compared += 1
        return int(self) < other

    def __hash__(self) -> int:
        return hash(int(self))


def test_twice_the_attempts_are_about_twice_the_work() -> None:
    counts = []
    for number in (500, 1000):
        CountedIndex.compared = 0
        fold([began(), *(attempt(index=CountedIndex(index)) for index in range(number))])
        counts.append(CountedIndex.compared)
    assert counts[1] < 3 * counts[0]


def test_the_latest_attempt_is_known_though_the_clock_was_set_back() -> None:
    events = (began(), attempt(index=1, utc=NOON + 60), attempt(index=2, utc=NOON - 600))
    (record,) = fold(events)
    assert record.latest == events[2]
    assert fold([began()])[0].latest is None


@given(sessions())
def test_events_that_come_twice_change_nothing(events: list[Event]) -> None:
    assert fold([*events, *events]) == fold(events)


@given(sessions())
def test_a_record_never_claims_more_than_was_done(events: list[Event]) -> None:
    (record,) = fold(events)
    attempts = [event for event in events if getattr(event, "kind", "") == "work"]
    last = {one.index: one for one in attempts}
    assert record.work_seconds == pytest.approx(sum(one.seconds for one in last.values()))
    assert record.done <= sum(one.outcome is Outcome.DONE for one in last.values())
    assert 0 <= record.share <= 1 + 1e-9
    assert record.touch_downs(Side.LEFT) == len(last)
    if record.status is Status.COMPLETED:
        assert all(one.outcome is Outcome.DONE for one in last.values())
        assert len(last) == record.began.work_intervals


def test_the_last_attempt_at_an_interval_counts_even_if_it_was_the_shorter() -> None:
    (record,) = fold([began(), attempt(number=2, seconds=3, outcome=Outcome.CUT), attempt(number=1)])
    assert [one.seconds for one in record.attempts] == [3]
    assert record.done == 0


def test_a_rest_adds_no_work() -> None:
    (record,) = fold([began(), attempt(), attempt(index=2, kind="rest")])
    assert record.work_seconds == 15
    assert record.share == pytest.approx(0.5)


def test_a_shortened_hold_that_was_held_is_all_of_its_share() -> None:
    (record,) = fold([began(planned=15, works=1), attempt(seconds=5, planned=5)])
    assert record.planned_work_seconds == 5
    assert record.share == pytest.approx(1)
    assert record.status is Status.COMPLETED


def test_where_all_work_is_open_the_share_is_of_the_intervals() -> None:
    (record,) = fold([began(planned=0, works=4), attempt(planned=None, seconds=70)])
    assert record.share == pytest.approx(0.25)


def test_people_are_told_without_blame() -> None:
    assert [status.said for status in Status] == ["completed", "partial", "ended early"]


@pytest.mark.parametrize(
    ("seconds", "status"), [(2.9, Status.ABANDONED), (3.0, Status.PARTIAL), (15.0, Status.PARTIAL)]
)
def test_less_than_a_tenth_is_abandoned(seconds: float, status: Status) -> None:
    (record,) = fold([began(), attempt(seconds=seconds, outcome=Outcome.CUT)])
    assert record.status is status


def test_a_skip_is_never_a_done_whatever_was_held() -> None:
    (record,) = fold([began(works=1, planned=15), attempt(seconds=15, outcome=Outcome.SKIPPED)])
    assert record.status is Status.PARTIAL


def test_a_session_runs_until_it_ends_and_again_once_reopened() -> None:
    end, again = ended(utc=NOON + 200), ended(utc=NOON + 300)
    reopened = SessionReopened("s1", Moment(NOON + 210, 0))
    assert fold([began()])[0].ended is None
    assert fold([began(), end])[0].ended == end.ended
    assert fold([began(), end, reopened])[0].ended is None
    assert fold([began(), end, reopened, again])[0].ended == again.ended


def test_a_clock_set_back_does_not_end_a_session_that_was_reopened() -> None:
    end, reopened, again = ended(utc=NOON + 200), SessionReopened("s1", Moment(NOON + 100, 0)), ended(utc=NOON + 150)
    assert fold([began(), end, reopened])[0].ended is None
    assert fold([began(), end, reopened, again])[0].ended == again.ended


def test_an_answer_left_open_leaves_the_earlier_one_alone() -> None:
    (record,) = fold([began(), SessionRated("s1", effort=3, note="ok"), SessionRated("s1", effort=5, pain=1)])
    assert (record.effort, record.pain, record.note) == (5, 1, "ok")


def test_a_discarded_session_and_events_without_a_beginning_are_left_out() -> None:
    assert fold([SessionDiscarded("s1"), began(), attempt(), ended()]) == ()
    assert fold([attempt(), ended()]) == ()


def test_records_come_oldest_first() -> None:
    records = fold([began("b", NOON + 10), began("a", NOON + 20), began("c", NOON)])
    assert [record.began.session for record in records] == ["c", "b", "a"]
