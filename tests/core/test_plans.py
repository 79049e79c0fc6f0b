"""The rules of a plan, each by a story: day numbers count from the day on which the plan is started."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footcore_tui.core.plans import ANEW_DAYS, Change, Done, Progress, running

SHAPE = ((3, 3, 4), (1, 1, 2))
"""Three weeks: 3, 3 and 8 sessions."""


@dataclass
class Story:
    """What happens, in the order in which it is told."""

    days: tuple[int, ...] = SHAPE[0]
    sessions_a_day: tuple[int, ...] = SHAPE[1]
    changes: list[Change] = field(default_factory=list)
    sessions: list[Done] = field(default_factory=list)
    utc: int = 0

    def change(self, action: str, day: int, week: int = 1, routine: str = "six") -> Story:
        self.utc += 1
        self.changes.append(Change(routine, action, week, self.days, self.sessions_a_day, day, self.utc))
        return self

    def did(self, *days: int) -> Story:
        for day in days:
            self.utc += 1
            self.sessions.append((day, self.utc))
        return self

    def on(self, day: int) -> Progress:
        return Progress(running(self.changes), self.sessions, day)


def started() -> Story:
    return Story().change("start", 0)


def test_a_plan_begins_with_its_first_week_and_something_due() -> None:
    plan = started().on(0)
    assert (plan.routine, plan.week, plan.weeks, plan.done, plan.needed) == ("six", 1, 3, 0, 3)
    assert plan.due
    assert plan.opens is None


@pytest.mark.parametrize(
    ("done", "day", "week", "opens"),
    [
        ((0, 2, 4), 4, 1, 7),
        ((0, 2, 4), 6, 1, 7),
        ((0, 2, 4), 7, 2, None),
        ((0, 2, 6), 6, 1, 7),
        ((0, 2, 7), 7, 1, 8),
        ((0, 2, 11), 11, 1, 12),
        ((0, 2, 11), 12, 2, None),
        ((0, 2, 4), 40, 2, None),
    ],
)
def test_the_next_week_opens_after_seven_days_or_the_day_after_the_last_session(
    done: tuple[int, ...], day: int, week: int, opens: int | None
) -> None:
    plan = started().did(*done).on(day)
    assert (plan.week, plan.opens) == (week, opens)
    assert plan.due is (opens is None)


def test_one_session_a_day_counts_where_the_week_asks_for_one() -> None:
    plan = started().did(0, 0, 0).on(0)
    assert (plan.done, plan.due) == (1, False)
    assert plan.opens is None
    assert started().did(0, 0, 0).on(1).due


def test_a_day_may_ask_for_two() -> None:
    story = started().did(0, 2, 4, 7, 9, 11)
    assert (story.on(14).week, story.on(14).needed) == (3, 8)
    assert story.did(14).on(14).due
    plan = story.did(14, 14).on(14)
    assert (plan.done, plan.due) == (2, False)


def test_after_the_last_week_it_is_finished() -> None:
    story = Story((1, 1), (1, 1)).change("start", 0).did(0, 7)
    plan = story.on(7)
    assert (plan.finished, plan.due, plan.opens, plan.week) == (True, False, None, 2)
    assert story.on(90).proposal is None


def test_what_was_done_before_the_start_does_not_count() -> None:
    story = Story().did(-1, 0).change("start", 0)
    assert story.on(0).done == 0
    story.did(-1)
    assert story.on(0).done == 0, "corrected to a day before it"


def test_a_session_that_was_moved_to_an_earlier_day_counts_there() -> None:
    plan = started().did(0, 8, 9, 2).on(9)
    assert (plan.week, plan.done, plan.opened) == (2, 1, 9)


def test_the_latest_start_wins_and_changes_of_what_ran_before_are_past() -> None:
    story = started().did(0).change("start", 3, routine="other").change("pause", 4).change("leave", 5)
    plan = story.on(5)
    assert (plan.routine, plan.paused) == ("other", False)
    assert not running(story.change("leave", 6, routine="other").changes)
    assert not running(story.change("resume", 7).changes), "what was left is not taken up"


def test_a_pause_asks_for_nothing_and_what_is_done_in_it_counts() -> None:
    story = started().did(0).change("pause", 1)
    plan = story.on(12)
    assert (plan.paused, plan.due, plan.proposal) == (True, False, None)
    assert story.did(13).on(13).done == 2


def test_going_on_after_a_pause_does_not_hide_the_absence() -> None:
    plan = started().did(0).change("pause", 1).change("resume", 12).on(12)
    assert (plan.due, plan.away, plan.proposal) == (True, 12, 1)


@pytest.mark.parametrize(
    ("done", "day", "proposal"),
    [
        ((0,), 6, None),
        ((0,), 7, 1),
        ((0,), 27, 1),
        ((), 30, None),
        ((0, 2, 4, 7), 13, None),
        ((0, 2, 4, 7), 14, 2),
        ((0, 2, 4, 7), 27, 2),
        ((0, 2, 4, 7), 28, 1),
        ((0, 2, 4), 20, None),
        ((0, 2, 4), 25, 1),
    ],
)
def test_after_a_week_away_the_open_week_is_proposed_anew_after_three_the_one_before(
    done: tuple[int, ...], day: int, proposal: int | None
) -> None:
    """Never where nothing would change: of a week with nothing done, or before the first."""
    assert started().did(*done).on(day).proposal == proposal


def test_stepping_back_begins_a_week_anew_that_day() -> None:
    story = started().did(0, 2, 4, 7).change("step_back", 30, 1)
    plan = story.on(30)
    assert (plan.week, plan.done, plan.opened, plan.due, plan.proposal) == (1, 0, 30, True, None)
    assert story.did(30, 31, 32).on(36).opens == 37


def test_who_has_just_stepped_back_is_not_asked_again() -> None:
    story = started().did(0, 2, 4, 7, 9, 11, 14).change("step_back", 40, 2)
    assert [story.on(day).proposal for day in (40, 41, 60, 61)] == [None, None, None, 1]


def test_who_has_just_begun_was_not_away() -> None:
    assert Story().change("start", 5).on(8).away == 3


def test_who_goes_on_is_asked_again_after_another_week_away() -> None:
    story = started().did(0, 2, 4, 7).change("go_on", 15, 2)
    assert [story.on(day).proposal for day in (15, 21, 22, 28)] == [None, None, 2, 1]
    assert story.on(15).due
    assert story.did(16).on(22).proposal is None
    assert story.on(23).proposal == 2


def test_another_shape_holds_for_the_open_week_and_those_to_come() -> None:
    story = started().did(0)
    story.days, story.sessions_a_day = (2, 5), (1, 1)
    story.change("reshape", 3)
    assert (story.on(3).needed, story.on(3).weeks) == (2, 2)
    assert story.did(3).on(7).needed == 5


def test_a_week_that_was_done_stays_done_in_another_shape() -> None:
    story = started().did(0, 1, 2)
    story.days = (7, 3, 4)
    assert story.change("reshape", 3).on(3).opens == 7


def test_a_shape_that_asks_for_less_may_complete_the_week() -> None:
    story = started().did(0, 1)
    story.days = (1, 3, 4)
    plan = story.change("reshape", 9).on(9)
    assert (plan.done, plan.needed, plan.opens) == (1, 1, 10)


def test_a_plan_that_became_shorter_stands_in_its_last_week() -> None:
    story = started().did(0, 1, 2, 7, 8, 9)
    story.days, story.sessions_a_day = (3, 3), (1, 1)
    assert story.on(14).week == 3
    assert (story.change("reshape", 14).on(14).week, story.on(14).needed) == (2, 3)


def test_a_plan_of_which_only_done_weeks_are_left_is_finished() -> None:
    story = started().did(0, 1, 2)
    story.days, story.sessions_a_day = (3,), (1,)
    assert story.change("reshape", 9).on(9).finished


def test_a_plan_that_became_longer_goes_on_after_its_end() -> None:
    story = Story((1,), (1,)).change("start", 0).did(0)
    story.days, story.sessions_a_day = (1, 1), (1, 1)
    assert story.change("reshape", 3).on(3).opens == 7


def test_a_day_that_travel_gave_twice_opens_nothing_too_early() -> None:
    """Started on the day that the other side of the date line has not reached."""
    plan = started().on(-1)
    assert (plan.due, plan.opens) == (False, 0)


MOVES = st.sampled_from(["nothing", "nothing", "nothing", "session", "session", "pause", "resume", "answer", "go_on"])


@settings(derandomize=True, max_examples=150, deadline=None)
@given(
    st.lists(st.lists(MOVES, max_size=3), min_size=10, max_size=90),
    st.lists(st.integers(1, 7), min_size=1, max_size=6),
    st.integers(1, 2),
)
def test_whatever_happens_the_week_is_sure_and_what_is_due_counts(
    history: list[list[str]], days: list[int], sessions_a_day: int
) -> None:
    """From day to day: a week at most further, none back unless asked; a session counts exactly where one is due."""
    story = Story(tuple(days), (sessions_a_day,) * len(days)).change("start", 0)
    before = story.on(0)
    for day, moves in enumerate(history):
        for move in moves:
            stood = story.on(day)
            if move == "session":
                after = story.did(day).on(day)
                counts = stood.due or (stood.paused and after.done > stood.done)
                assert (after.week, after.done) == (stood.week, stood.done + counts)
            elif move == "answer" and stood.proposal:
                assert stood.week - 1 <= stood.proposal <= stood.week
                before = story.change("step_back", day, stood.proposal).on(day)
                assert (before.week, before.done, before.due) == (stood.proposal, 0, True)
            elif move == "go_on" and stood.proposal:
                assert story.change("go_on", day, stood.week).on(day).proposal is None
            elif (move == "pause") != stood.paused and move in ("pause", "resume"):
                assert story.change(move, day, stood.week).on(day).week == stood.week
        plan = story.on(day)
        assert before.week <= plan.week <= before.week + 1
        assert 0 <= plan.done <= plan.needed == days[plan.week - 1] * sessions_a_day
        assert not (plan.due and (plan.paused or plan.finished or plan.opens))
        assert plan.proposal is None or plan.away >= ANEW_DAYS
        if plan.due:
            assert story.on(day + 1).due, "what was not done is due the next day"
        elif not plan.paused and not plan.finished:
            assert story.on(plan.opens or day + 1).due, "the next thing is due when it says so"
        before = plan
