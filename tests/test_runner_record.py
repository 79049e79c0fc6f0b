"""What a live session leaves in the history, and how another process goes on with it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from runner_fakes import Stage
from session_notation import told
from timeline_notation import block, hold, routine, step

from footcore_tui.core.errors import HistoryError
from footcore_tui.core.events import IntervalEnded
from footcore_tui.core.record import AttemptEnded, Outcome, SessionBegan, SessionEnded, SessionReopened, Status
from footcore_tui.core.routine import Standing
from footcore_tui.core.snapshot import Phase
from footcore_tui.runner import Mode

DESK = routine(step(hold(15), "each"))
"""P5 WL15 S3 WR15"""


def attempts(stage: Stage) -> list[tuple[int, str, float]]:
    return [(e.index, e.outcome.value, e.seconds) for e in stage.history.events if isinstance(e, AttemptEnded)]


class TestRecord:
    def test_each_ended_interval_is_one_commit_at_once(self) -> None:
        stage = Stage(DESK).start()
        assert [type(event) for event in stage.history.events] == [SessionBegan]
        stage.pass_until(4.9)
        assert len(stage.history.events) == 1
        stage.pass_until(5.0)
        assert attempts(stage) == [(0, "done", 5.0)]
        stage.pass_until(60.0)
        assert attempts(stage) == [(0, "done", 5.0), (1, "done", 15.0), (2, "done", 3.0), (3, "done", 15.0)]
        assert isinstance(stage.history.events[-1], SessionEnded)
        (record,) = stage.history.records()
        assert (record.status, record.share, record.work_seconds) == (Status.COMPLETED, 1.0, 30.0)

    def test_a_late_tick_records_the_instants_at_which_things_ended(self) -> None:
        stage = Stage(DESK).start()
        began = stage.clock.moment().utc
        stage.pass_until(3.0)
        stage.clock.advance(4.5)
        stage.runner.tick()
        (record,) = stage.history.records()
        assert record.attempts[0].ended.utc == pytest.approx(began + 5.0)

    def test_the_session_is_held_from_before_its_first_event_until_it_is_let_go(self) -> None:
        stage = Stage(DESK)
        held_at_first_event: list[bool] = []
        append = stage.history.append
        stage.history.append = lambda event, saved=None: (
            held_at_first_event.append(event.session in stage.history.held),
            append(event, saved),
        )
        stage.start()
        assert held_at_first_event == [True]
        assert stage.history.unfinished() == ()
        stage.runner.close()
        assert len(stage.history.unfinished()) == 1

    def test_closing_what_was_never_started_touches_no_history(self) -> None:
        stage = Stage(DESK)
        stage.runner.close()
        assert (stage.history.events, stage.history.held) == ([], set())

    def test_what_began_is_fixed_with_its_week_and_its_planned_work(self) -> None:
        plan = routine(step(hold((10, 20)), "each"), weeks=2)
        stage = Stage(plan, standing=Standing(week=2, stage=3, levels={"b": "y", "a": "x"})).start()
        (began,) = stage.history.events
        assert isinstance(began, SessionBegan)
        assert (began.plan, began.week, began.stage, began.levels) == ("test", 2, 3, (("a", "x"), ("b", "y")))
        assert (began.planned_work_seconds, began.work_intervals) == (40, 2)

    def test_leaving_saves_what_was_held_and_another_process_goes_on(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        stage.runner.leave()
        assert attempts(stage)[-1] == (1, "cut", 7.0)
        later = stage.again()
        shown = later.runner.snapshot()
        assert (shown.phase, shown.interval.index, shown.clock) == (Phase.PAUSED, 1, 12.0)
        assert later.history.unfinished() == ()
        later.runner.resume()
        later.pass_until(100.0)
        (record,) = later.history.records()
        assert (record.status, record.work_seconds, len(record.attempts)) == (Status.COMPLETED, 30.0, 4)
        assert [(a.index, a.attempt) for a in record.attempts] == [(0, 1), (1, 2), (2, 1), (3, 1)]

    def test_leaving_in_a_pause_saves_what_was_held_before_it(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        stage.runner.pause()
        stage.pass_until(50.0)
        stage.runner.leave()
        assert attempts(stage)[-1] == (1, "cut", 7.0)

    def test_a_crash_loses_the_running_interval_alone(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(21.0)
        stage.history.held.clear()
        later = stage.again()
        assert later.runner.snapshot().interval.index == 2
        assert later.runner.record.work_seconds == 15.0

    def test_a_crash_before_the_first_end_starts_at_the_beginning(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(4.0)
        stage.history.held.clear()
        assert stage.again().runner.snapshot().interval.index == 0

    def test_a_crash_after_the_last_interval_lacks_the_end_alone(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(60.0)
        del stage.history.events[-1]
        stage.history.held.clear()
        stage.clock.advance(86_400.0)
        later = stage.again()
        (record,) = later.history.records()
        assert record.status is Status.COMPLETED
        assert record.ended == record.attempts[-1].ended
        assert told(later.events)[-1].endswith("finish")
        assert later.runner.snapshot().phase is Phase.FINISHED

    def test_a_clock_set_back_does_not_change_where_a_session_goes_on(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        stage.clock.utc -= 3600.0
        stage.pass_until(21.0)
        stage.history.held.clear()
        assert stage.again().runner.snapshot().interval.index == 2

    def test_a_clock_set_back_does_not_end_a_session_again_that_was_reopened(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        stage.runner.stop()
        stage.clock.utc -= 3600.0
        stage.runner.reopen()
        assert stage.history.records()[0].ended is None
        assert stage.runner.record.ended is None

    def test_a_session_is_let_go_after_its_last_event_was_given(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        given: list[int] = []
        stage.history.playing = lambda session, *, held: given.append(len(stage.history.events))
        stage.runner.leave()
        assert given == [len(stage.history.events)]

    def test_a_skipped_interval_is_not_resumed(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        stage.runner.skip()
        stage.history.held.clear()
        assert stage.again().runner.snapshot().interval.index == 2

    def test_the_end_taken_back_is_told_to_the_record_and_counts_in(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        stage.runner.stop()
        assert stage.history.records()[0].ended is not None
        stage.clock.advance(2.0)
        stage.runner.reopen()
        assert any(isinstance(event, SessionReopened) for event in stage.history.events)
        assert stage.history.records()[0].ended is None
        assert stage.runner.snapshot().phase is Phase.COUNTING_IN
        stage.pass_until(100.0)
        (record,) = stage.history.records()
        assert (record.status, record.work_seconds) == (Status.COMPLETED, 30.0)
        assert record.ended is not None

    def test_what_runs_is_not_reopened(self) -> None:
        stage = Stage(DESK).start()
        stage.runner.reopen()
        assert len(stage.history.events) == 1

    def test_a_rehearsal_leaves_no_record(self) -> None:
        stage = Stage(DESK, Mode(speed=10.0)).start()
        stage.pass_until(60.0)
        assert stage.runner.rehearsal
        stage.runner.rate(effort=5)
        stage.runner.close()
        assert (stage.history.events, stage.history.held) == ([], set())
        assert stage.runner.record.status is Status.COMPLETED

    def test_what_could_not_be_saved_is_known_and_kept_at_hand(self) -> None:
        stage = Stage(DESK).start()
        assert stage.runner.wait_saved(0)
        stage.history.full = True
        stage.pass_until(60.0)
        assert stage.runner.unsaved
        assert not stage.runner.wait_saved(0)
        assert stage.runner.record.work_seconds == 30.0
        assert stage.history.records()[0].work_seconds == 0

    def test_what_was_saved_later_is_not_lost(self) -> None:
        stage = Stage(DESK).start()
        stage.history.full = True
        stage.pass_until(6.0)
        assert stage.runner.unsaved
        stage.history.full = False
        stage.pass_until(60.0)
        assert (stage.runner.unsaved, stage.runner.refusal) == (False, "")

    def test_what_was_refused_for_good_stays_known(self) -> None:
        stage = Stage(DESK).start()
        append = stage.history.append
        stage.history.append = lambda event, saved=None: saved(HistoryError("It is refused."))
        stage.pass_until(6.0)
        stage.history.append = append
        stage.pass_until(60.0)
        assert (stage.runner.unsaved, stage.runner.refusal) == (True, "It is refused.")
        assert not stage.runner.wait_saved(0)

    def test_the_answers_of_the_summary_reach_the_record(self) -> None:
        stage = Stage(DESK).start()
        stage.runner.stop()
        stage.runner.rate(effort=6)
        stage.runner.rate(note="wobbly")
        (record,) = stage.history.records()
        assert (record.effort, record.pain, record.note) == (6, None, "wobbly")

    def test_a_shortened_plan_that_was_reached_is_done(self) -> None:
        stage = Stage(routine(block(step(hold(30), "each")), prepare=0)).start()
        stage.pass_until(22.0)
        stage.runner.adjust(-10)
        stage.pass_until(90.0)
        (record,) = stage.history.records()
        assert (record.status, record.planned_work_seconds, record.work_seconds) == (Status.COMPLETED, 52.0, 52.0)
        assert record.attempts[0].outcome is Outcome.DONE


def test_the_listeners_hear_of_a_fact_after_it_was_recorded() -> None:
    stage = Stage(DESK).start()
    recorded: list[int] = []
    stage.runner.listen(
        lambda *_: None,
        lambda event, _: recorded.append(len(attempts(stage))) if isinstance(event, IntervalEnded) else None,
    )
    stage.pass_until(21.0)
    assert recorded == [1, 2]
    assert all(before < after for before, after in pairwise(recorded))
