"""A session, command by command, with instants that can be followed on paper."""

from __future__ import annotations

import pytest
from session_notation import session, told
from timeline_notation import READY, block, hold, measured, routine, self_paced, step

from footcore_tui.core.events import IntervalEnded
from footcore_tui.core.record import Outcome
from footcore_tui.core.session import Session
from footcore_tui.core.snapshot import Phase
from footcore_tui.core.timeline import compile_timeline

DESK = step(hold(15), "each")
"""P5 WL15 S3 WR15"""
ALONE = block(step(hold(15)), prepare=0)
"""W15"""


def test_a_session_goes_through_its_timeline_by_itself() -> None:
    one = Session(compile_timeline(routine(DESK)), 0.0)
    assert told(one.begin(0.0)) == ["0 begin 0.1"]
    assert told(one.advance(100.0)) == [
        "5 done 0.1 5s", "5 begin 1.1",
        "20 done 1.1 15s", "20 begin 2.1",
        "23 done 2.1 3s", "23 begin 3.1",
        "38 done 3.1 15s", "38 finish",
    ]  # fmt: skip
    assert one.phase is Phase.FINISHED
    assert not one.stopped
    assert one.deadline is None


def test_a_session_that_was_not_begun_stands_still() -> None:
    one = Session(compile_timeline(routine(DESK)), 0.0)
    assert one.advance(1000.0) == []
    assert one.snapshot(1000.0).elapsed == 0


def test_a_late_tick_does_not_delay_the_next_interval() -> None:
    one = session(DESK)
    one.advance(9.7)
    assert told(one.advance(31.4))[-1] == "23 begin 3.1"
    assert one.snapshot(31.4).elapsed == pytest.approx(8.4)


def test_an_instant_before_the_last_is_taken_for_the_last() -> None:
    one = session(DESK)
    one.advance(8.0)
    assert told(one.pause(3.0)) == ["8 pause"]


class TestPause:
    def test_a_paused_session_stands_still_and_a_resume_counts_three_in(self) -> None:
        one = session(DESK)
        assert told(one.pause(11.0)) == ["5 done 0.1 5s", "5 begin 1.1", "11 pause"]
        assert one.advance(500.0) == []
        assert told(one.resume(500.0)) == ["500 count in until 503"]
        assert told(one.advance(600.0))[:3] == ["503 resume", "512 done 1.1 15s", "512 begin 2.1"]

    def test_pausing_the_count_in_goes_back_to_the_pause(self) -> None:
        one = session(DESK)
        one.pause(11.0)
        one.resume(20.0)
        assert told(one.pause(21.0)) == ["21 pause"]
        one.resume(30.0)
        assert told(one.advance(42.0)) == ["33 resume", "42 done 1.1 15s", "42 begin 2.1"]

    def test_pausing_twice_and_resuming_what_runs_say_nothing(self) -> None:
        one = session(DESK)
        assert one.resume(1.0) == []
        one.pause(2.0)
        assert one.pause(3.0) == []
        one.resume(4.0)
        assert one.resume(5.0) == []
        assert one.resumes_at == 7.0

    def test_a_pause_on_a_boundary_stands_in_the_interval_that_begins_there(self) -> None:
        one = session(DESK)
        assert told(one.pause(20.0)) == ["5 done 0.1 5s", "5 begin 1.1", "20 done 1.1 15s", "20 begin 2.1", "20 pause"]
        assert one.snapshot(50.0).shown == 3

    def test_the_clock_of_the_session_leaves_pauses_and_count_ins_out(self) -> None:
        one = session(DESK)
        one.pause(11.0)
        one.resume(100.0)
        one.advance(105.0)
        assert one.snapshot(105.0).clock == 13.0


class TestSkip:
    def test_what_was_held_of_a_skipped_interval_stays(self) -> None:
        one = session(DESK)
        assert told(one.skip(9.0))[-2:] == ["9 skipped 1.1 4s", "9 begin 2.1"]

    def test_skipping_the_last_finishes(self) -> None:
        one = session(ALONE)
        assert told(one.skip(4.0)) == ["4 skipped 0.1 4s", "4 finish"]

    def test_skipping_while_paused_waits_at_the_next(self) -> None:
        one = session(DESK)
        one.pause(9.0)
        assert told(one.skip(30.0)) == ["30 skipped 1.1 4s"]
        assert told(one.skip(31.0)) == ["31 begin 2.1", "31 skipped 2.1 0s"]
        assert one.phase is Phase.PAUSED
        one.resume(40.0)
        assert told(one.advance(43.0)) == ["43 resume", "43 begin 3.1"]

    def test_skipping_in_a_count_in_says_that_it_is_paused(self) -> None:
        one = session(DESK)
        one.pause(9.0)
        one.resume(10.0)
        assert told(one.skip(11.0)) == ["11 skipped 1.1 4s", "11 pause"]
        assert one.advance(99.0) == []

    def test_a_skip_is_never_done(self) -> None:
        one = session(DESK)
        one.skip(19.999)
        assert one.snapshot(19.999).outcomes[1] is Outcome.SKIPPED


class TestBack:
    def test_back_goes_to_the_start_of_this_interval(self) -> None:
        one = session(DESK)
        assert told(one.back(9.0))[-2:] == ["9 cut 1.1 4s", "9 begin 1.2"]
        assert told(one.advance(24.0)) == ["24 done 1.2 15s", "24 begin 2.1"]

    def test_back_within_two_seconds_goes_to_the_one_before(self) -> None:
        one = session(DESK)
        assert told(one.back(7.0))[-2:] == ["7 cut 1.1 2s", "7 begin 0.2"]

    def test_back_twice_goes_to_the_one_before(self) -> None:
        one = session(DESK)
        one.back(9.0)
        assert told(one.back(9.5)) == ["9.5 cut 1.2 0.5s", "9.5 begin 0.2"]

    def test_back_at_the_very_first_begins_it_anew(self) -> None:
        assert told(session(DESK).back(1.0)) == ["1 cut 0.1 1s", "1 begin 0.2"]

    def test_back_while_paused_waits_there(self) -> None:
        one = session(DESK)
        one.pause(9.0)
        assert told(one.back(20.0)) == ["20 cut 1.1 4s"]
        assert told(one.back(21.0)) == []
        assert one.interval.index == 0
        assert one.phase is Phase.PAUSED

    def test_restart_begins_this_one_anew_however_short_it_was_held(self) -> None:
        one = session(DESK)
        assert told(one.restart(5.5))[-2:] == ["5.5 cut 1.1 0.5s", "5.5 begin 1.2"]

    def test_a_new_attempt_has_the_length_that_the_author_wrote(self) -> None:
        one = session(DESK)
        one.adjust(6.0, 10)
        one.restart(7.0)
        assert one.snapshot(7.0).planned == 15


class TestAdjust:
    def test_ten_seconds_more(self) -> None:
        one = session(DESK)
        assert told(one.adjust(6.0, 10))[-1] == "6 plan 1 25s"
        assert told(one.advance(30.0)) == ["30 done 1.1 25s", "30 begin 2.1"]

    def test_ten_seconds_less(self) -> None:
        one = session(DESK)
        assert told(one.adjust(6.0, -10))[-1] == "6 plan 1 5s"
        assert told(one.advance(10.0)) == ["10 done 1.1 5s", "10 begin 2.1"]

    def test_shortened_to_what_is_held_it_is_done(self) -> None:
        one = session(DESK)
        ended = one.adjust(13.0, -10)
        assert told(ended)[-3:] == ["13 plan 1 8s", "13 done 1.1 8s", "13 begin 2.1"]
        assert [event.planned_seconds for event in ended if isinstance(event, IntervalEnded)] == [5, 8]

    def test_what_has_not_begun_is_not_shortened_to_nothing(self) -> None:
        one = session(DESK)
        one.pause(9.0)
        one.skip(9.0)
        assert told(one.adjust(10.0, -10)) == ["10 plan 2 1s"]
        assert told(one.adjust(10.0, -10)) == ["10 plan 2 1s"]
        one.resume(10.0)
        assert told(one.advance(14.0)) == ["13 resume", "13 begin 2.1", "14 done 2.1 1s", "14 begin 3.1"]

    def test_shortened_in_a_pause_it_waits_at_the_next(self) -> None:
        one = session(DESK)
        one.pause(13.0)
        assert told(one.adjust(20.0, -10)) == ["20 plan 1 8s", "20 done 1.1 8s"]
        assert (one.phase, one.interval.index) == (Phase.PAUSED, 2)

    def test_an_open_interval_has_no_length_to_change(self) -> None:
        one = session(step(self_paced(8)), prepare=0)
        assert one.adjust(3.0, 10) == []


class TestTouchDown:
    def test_a_touch_down_is_counted_on_the_side_that_works(self) -> None:
        one = session(DESK)
        assert told(one.touch_down(6.0))[-1] == "6 touch left"
        one.touch_down(7.0)
        assert told(one.touch_down(30.0))[-1] == "30 touch right"
        shown = one.snapshot(30.0)
        assert (shown.left_touch_downs, shown.right_touch_downs, shown.touch_downs) == (2, 1, 1)
        ended = [event for event in one.advance(99.0) if isinstance(event, IntervalEnded)]
        assert ended[-1].touch_downs == 1

    @pytest.mark.parametrize("at", [1.0, 21.0], ids=["prepare", "switch"])
    def test_only_work_has_touch_downs(self, at: float) -> None:
        one = session(DESK)
        one.advance(at)
        assert one.touch_down(at) == []

    def test_none_is_counted_while_paused_or_counting_in(self) -> None:
        one = session(DESK)
        one.pause(9.0)
        assert one.touch_down(10.0) == []
        one.resume(11.0)
        assert one.touch_down(12.0) == []
        assert one.snapshot(12.0).touch_downs == 0


class TestOpen:
    def test_self_paced_repetitions_last_until_they_are_done(self) -> None:
        one = session(step(self_paced(8)), prepare=0)
        assert one.deadline is None
        assert one.advance(400.0) == []
        assert one.snapshot(400.0).shown == 400
        assert told(one.done(401.5)) == ["401.5 done 0.1 401.5s", "401.5 finish"]

    def test_a_ready_rest_ends_when_the_user_says_so(self) -> None:
        one = session(step(hold(5), sets=2, rest=READY), prepare=0)
        assert told(one.advance(60.0)) == ["5 done 0.1 5s", "5 begin 1.1"]
        assert told(one.done(61.0)) == ["61 done 1.1 56s", "61 begin 2.1"]

    def test_done_says_nothing_to_what_is_timed_or_paused(self) -> None:
        one = session(step(self_paced(8)), step(hold(5)))
        assert one.done(1.0) == []
        one.pause(7.0)
        assert one.done(8.0) == []

    def test_a_test_of_a_hold_measures_what_was_held_without_the_pause(self) -> None:
        one = session(step(measured("hold", 60)), prepare=0)
        one.pause(20.0)
        one.resume(50.0)
        (ended, _) = one.done(58.0)[-2:]
        assert isinstance(ended, IntervalEnded)
        assert (ended.seconds, ended.value, ended.planned_seconds) == (25.0, 25.0, None)

    def test_a_test_of_a_hold_ends_at_its_cap(self) -> None:
        one = session(step(measured("hold", 60)), prepare=0)
        assert one.deadline == 60.0
        ended = one.advance(100.0)[0]
        assert isinstance(ended, IntervalEnded)
        assert (ended.outcome, ended.seconds, ended.value) == (Outcome.DONE, 60.0, 60.0)

    def test_a_touch_down_ends_the_test_of_a_hold(self) -> None:
        one = session(step(measured("hold", 60), "each"), prepare=0)
        assert told(one.touch_down(8.5)) == ["8.5 touch left", "8.5 done 0.1 8.5s", "8.5 begin 1.1"]
        one.advance(11.5)
        touched, ended, _ = one.touch_down(20.0)
        assert isinstance(ended, IntervalEnded)
        assert (ended.outcome, ended.value, ended.touch_downs) == (Outcome.DONE, 8.5, 1)
        assert told([touched]) == ["20 touch right"]

    def test_a_touch_down_ends_no_test_of_repetitions(self) -> None:
        one = session(step(measured("reps", 60)), prepare=0)
        assert told(one.touch_down(8.5)) == ["8.5 touch both"]
        assert one.done(9.0, 4)[0].touch_downs == 1

    @pytest.mark.parametrize(("unattended", "value"), [(False, 15.0), (True, None)])
    def test_who_keeps_the_beat_of_a_test_up_to_its_cap_has_done_all_of_it(self, unattended, value) -> None:
        one = session(step(measured("reps", 31, 1, 0, 1, 0)), prepare=0, unattended=unattended)
        assert one.advance(40.0)[0].value == value

    def test_a_test_of_repetitions_keeps_what_was_counted(self) -> None:
        one = session(step(measured("reps", 30)), prepare=0)
        ended = one.done(22.0, 17)[0]
        assert isinstance(ended, IntervalEnded)
        assert (ended.seconds, ended.value) == (22.0, 17)

    def test_a_test_that_is_skipped_or_cut_has_no_value(self) -> None:
        one = session(step(measured("hold", 60), "each"), prepare=0)
        assert one.skip(9.0)[0].value is None
        one.advance(15.0)
        assert one.stop(15.0)[0].value is None

    @pytest.mark.parametrize(
        ("dose", "ended"),
        [
            (self_paced(8), "32 cut 0.1 32s"),
            (measured("hold", 45), "45 cut 0.1 45s"),
            (measured("reps", 30), "30 cut 0.1 30s"),
        ],
    )
    def test_with_nobody_there_what_is_open_ends_by_itself_as_cut(self, dose, ended: str) -> None:
        one = session(step(dose), prepare=0, unattended=True)
        assert told(one.advance(99.0)) == [ended, f"{ended.split()[0]} finish"]

    def test_with_nobody_there_a_ready_rest_is_30_s(self) -> None:
        one = session(step(hold(5), sets=2, rest=READY), prepare=0, unattended=True)
        assert told(one.advance(36.0)) == ["5 done 0.1 5s", "5 begin 1.1", "35 cut 1.1 30s", "35 begin 2.1"]


class TestStop:
    def test_what_was_held_is_cut(self) -> None:
        one = session(DESK)
        assert told(one.stop(9.0))[-2:] == ["9 cut 1.1 4s", "9 stop"]
        assert one.stopped
        assert one.snapshot(20.0).clock == 9.0

    def test_stopping_in_a_pause_keeps_what_was_held_before_it(self) -> None:
        one = session(DESK)
        one.pause(9.0)
        assert told(one.stop(99.0)) == ["99 cut 1.1 4s", "99 stop"]

    def test_stopping_what_has_not_begun_leaves_no_attempt(self) -> None:
        one = session(DESK)
        one.pause(9.0)
        one.skip(9.0)
        assert told(one.stop(11.0)) == ["11 stop"]

    @pytest.mark.parametrize(
        "command", ["stop", "skip", "back", "restart", "touch_down", "pause", "resume", "interrupt", "done"]
    )
    def test_nothing_happens_after_the_end(self, command: str) -> None:
        one = session(DESK)
        one.stop(9.0)
        assert getattr(one, command)(10.0) == []
        assert one.adjust(10.0, -10) == []
        assert one.phase is Phase.FINISHED

    def test_the_end_taken_back_waits_at_the_start_of_the_interval_in_which_it_ended(self) -> None:
        one = session(DESK)
        one.stop(9.0)
        assert told(one.reopen(12.0)) == ["12 pause"]
        one.resume(12.0)
        assert told(one.advance(31.0)) == ["15 resume", "15 begin 1.2", "30 done 1.2 15s", "30 begin 2.1"]

    def test_what_has_not_ended_is_not_reopened(self) -> None:
        assert session(DESK).reopen(1.0) == []


class TestInterrupt:
    def test_the_hold_starts_over_and_what_was_held_stays_as_cut(self) -> None:
        one = session(DESK)
        assert told(one.interrupt(9.0))[-2:] == ["9 cut 1.1 4s", "9 pause"]
        one.resume(5000.0)
        assert told(one.advance(5018.0))[:3] == ["5003 resume", "5003 begin 1.2", "5018 done 1.2 15s"]

    def test_what_a_pause_left_of_a_hold_starts_over_too(self) -> None:
        one = session(DESK)
        one.pause(9.0)
        assert told(one.interrupt(20.0)) == ["20 cut 1.1 4s"]
        assert one.interrupt(21.0) == []
        assert one.snapshot(21.0).elapsed == 0

    def test_a_count_in_is_broken_off(self) -> None:
        one = session(DESK)
        one.pause(9.0)
        one.resume(20.0)
        assert told(one.interrupt(21.0)) == ["21 cut 1.1 4s", "21 pause"]
