"""A session as it is seen, and as it stands again after a crash."""

from __future__ import annotations

from record_builders import attempt
from session_notation import session, told
from timeline_notation import block, hold, routine, self_paced, step

from footcore_tui.core.exercise import Side
from footcore_tui.core.record import Outcome
from footcore_tui.core.session import Session
from footcore_tui.core.snapshot import Phase
from footcore_tui.core.timeline import compile_timeline

DESK = step(hold(15), "each")
"""P5 WL15 S3 WR15"""


ALONE = block(step(hold(15)), prepare=0)
"""W15"""


class TestAfterACrash:
    def test_it_stands_paused_with_what_was_done_before(self) -> None:
        timeline = compile_timeline(routine(DESK))
        earlier = [
            attempt(index=0, kind="prepare", seconds=5.0),
            attempt(index=1, seconds=4.0, outcome=Outcome.CUT, touch_downs=2, side=Side.LEFT),
        ]
        one = Session(timeline, 100.0, first=1, earlier=earlier)
        shown = one.snapshot(200.0)
        assert (shown.phase, shown.interval.index, shown.clock, shown.shown) == (Phase.PAUSED, 1, 9.0, 15)
        assert shown.outcomes == (Outcome.DONE, Outcome.CUT, None, None)
        assert (shown.left_touch_downs, shown.right_touch_downs) == (2, 0)
        one.resume(200.0)
        assert told(one.advance(203.0)) == ["203 resume", "203 begin 1.2"]

    def test_the_last_of_several_attempts_stands_in_whatever_order_they_come(self) -> None:
        timeline = compile_timeline(routine(DESK))
        tries = [attempt(index=1, number=2, seconds=15.0), attempt(index=1, number=1, seconds=4.0, outcome=Outcome.CUT)]
        one = Session(timeline, 0.0, first=1, earlier=tries)
        assert one.snapshot(0.0).outcomes[1] is Outcome.DONE
        one.begin(0.0)
        assert told(one.restart(1.0))[-1] == "1 begin 1.4"

    def test_past_its_last_interval_it_is_over(self) -> None:
        one = Session(compile_timeline(routine(DESK)), 0.0, first=4, earlier=[attempt(index=3, seconds=15.0)])
        assert one.phase is Phase.FINISHED
        assert one.snapshot(1.0).position == 38


class TestSnapshot:
    def test_the_whole_second_that_remains(self) -> None:
        one = session(ALONE)
        assert [one.snapshot(at).shown for at in (0.0, 0.5, 1.0, 13.999, 14.1)] == [15, 15, 14, 1, 1]

    def test_a_redraw_some_milliseconds_early_shows_the_second_it_was_meant_for(self) -> None:
        one = session(ALONE)
        assert (one.snapshot(0.99).shown, one.snapshot(0.996).shown) == (15, 14)

    def test_the_count_in_is_3_then_2_then_1_and_never_0(self) -> None:
        one = session(ALONE)
        one.pause(4.0)
        one.resume(10.0)
        shown = [one.snapshot(at) for at in (10.0, 10.9, 11.0, 12.0, 12.999)]
        assert [each.count_in for each in shown] == [3, 3, 2, 1, 1]
        assert [each.changes_at for each in shown] == [11.0, 11.0, 12.0, 13.0, 13.0]
        assert all(each.shown == 11 for each in shown)

    def test_nothing_changes_while_paused_or_over(self) -> None:
        one = session(ALONE)
        one.pause(4.0)
        assert one.snapshot(4.0).changes_at is None
        one.stop(5.0)
        assert one.snapshot(5.0).changes_at is None

    def test_the_position_counts_open_time_as_none_and_a_longer_hold_as_the_authors(self) -> None:
        one = session(step(self_paced(8)), step(hold(20)), prepare=0)
        assert one.snapshot(9.0).position == 0
        one.done(10.0)
        one.skip(11.0)
        one.adjust(12.0, 20)
        one.advance(31.0)
        assert (one.snapshot(31.0).elapsed, one.snapshot(31.0).position) == (20.0, 10 + 10)

    def test_it_counts_the_works_and_names_what_follows(self) -> None:
        one = session(DESK)
        one.advance(21.0)
        shown = one.snapshot(21.0)
        assert (shown.work_number, shown.work_count) == (2, 2)
        assert shown.following is shown.next_work
        assert shown.following is not None
        assert shown.following.index == 3
        one.advance(24.0)
        assert (one.snapshot(24.0).following, one.snapshot(24.0).next_work) == (None, None)

    def test_outcomes_of_another_attempt_stand_until_it_is_over(self) -> None:
        one = session(DESK)
        one.advance(21.0)
        one.back(21.5)
        assert one.snapshot(30.0).outcomes[1] is Outcome.DONE
        one.stop(30.0)
        assert one.snapshot(30.0).outcomes[1] is Outcome.CUT
