"""The runner on a fake clock: what is heard, seen and recorded, whenever it is woken and whatever is pressed."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from runner_fakes import Stage
from session_notation import told
from timeline_notation import READY, block, hold, measured, routine, self_paced, step

from footcore_tui.core.cues import Sound, plan_cues
from footcore_tui.core.events import IntervalEnded, SessionFinished
from footcore_tui.core.record import AttemptEnded, Outcome, SessionBegan, SessionEnded, SessionReopened, Status
from footcore_tui.core.routine import Standing
from footcore_tui.core.snapshot import Phase
from footcore_tui.runner import AWAY, Mode

DESK = routine(step(hold(15), "each"))
"""P5 WL15 S3 WR15"""
ALONE = routine(step(hold(30)), prepare=0)
"""W30"""


def attempts(stage: Stage) -> list[tuple[int, str, float]]:
    return [(e.index, e.outcome.value, e.seconds) for e in stage.history.events if isinstance(e, AttemptEnded)]


def sounds(stage: Stage, since: float = 0.0) -> str:
    return " ".join(f"{at:g}:{sound}" for at, sound in stage.player.heard if at >= since)


class TestCues:
    def test_a_session_left_alone_sounds_its_plan(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(60.0)
        assert stage.player.heard == [(cue.at, cue.sound) for cue in plan_cues(stage.runner.timeline)]
        assert stage.player.late == []

    def test_a_busy_screen_does_not_delay_a_cue(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(60.0, late=3.9)
        assert stage.player.heard == [(cue.at, cue.sound) for cue in plan_cues(stage.runner.timeline)]
        assert stage.player.late == []

    def test_cues_are_handed_over_some_seconds_ahead_and_not_all_at_once(self) -> None:
        stage = Stage(DESK).start()
        assert [at for at, _ in stage.player.waiting] == [2.0, 3.0, 4.0, 5.0]
        stage.pass_until(7.5)
        assert stage.player.waiting == [(17.0, Sound.COUNT)]

    def test_a_pause_takes_back_what_has_not_sounded(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(16.0)
        stage.runner.pause()
        assert stage.player.waiting == []
        assert not stage.player.opened
        stage.pass_until(300.0)
        assert sounds(stage, 6.0) == ""

    def test_a_resume_counts_in_and_gives_what_was_left(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(16.0)
        stage.runner.pause()
        stage.pass_until(100.0)
        stage.runner.resume()
        assert stage.player.opened
        stage.pass_until(107.5)
        assert sounds(stage, 6.0) == "100:count 101:count 102:count 103:go 104:count 105:count 106:count 107:switch"

    def test_a_count_that_would_sound_with_the_go_of_a_resume_is_left_out(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(16.75)
        stage.runner.pause()
        stage.runner.resume()
        stage.pass_until(23.0)
        assert sounds(stage, 16.0) == "16.75:count 17.75:count 18.75:count 19.75:go 21:count 22:count 23:switch"

    def test_a_finish_close_behind_a_resume_is_heard(self) -> None:
        stage = Stage(ALONE).start()
        stage.pass_until(29.75)
        stage.runner.pause()
        stage.runner.resume()
        stage.pass_until(40.0)
        assert sounds(stage, 30.0) == "30.75:count 31.75:count 32.75:go 33:finish"

    def test_where_the_interval_begins_anew_its_own_sound_is_the_go(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(8.0)
        stage.runner.pause()
        stage.runner.skip()
        stage.runner.resume()
        stage.pass_until(14.5)
        assert sounds(stage, 6.0) == "8:count 9:count 10:count 11:switch 12:count 13:count 14:go"

    def test_a_skip_takes_back_the_old_cues_and_sounds_the_new_at_once(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(10.0)
        stage.runner.skip()
        assert sounds(stage, 6.0) == "10:switch"
        assert [at for at, _ in stage.player.waiting] == [11.0, 12.0, 13.0]

    def test_a_longer_hold_is_counted_out_at_its_new_end(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(19.5)
        stage.runner.adjust(10)
        stage.pass_until(30.0)
        assert sounds(stage, 6.0) == "17:count 18:count 19:count 27:count 28:count 29:count 30:switch"

    def test_a_cue_of_this_very_instant_is_not_sounded_twice(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(17.0)
        stage.runner.adjust(10)
        assert sounds(stage, 6.0) == "17:count"

    def test_a_touch_down_leaves_the_cues_alone(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        stage.clock.advance(5.0)
        stage.runner.touch_down()
        stage.pass_until(60.0)
        assert stage.player.heard == [(cue.at, cue.sound) for cue in plan_cues(stage.runner.timeline)]

    def test_a_command_that_finds_a_boundary_behind_it_does_not_sound_it_again(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(19.0)
        stage.clock.advance(1.0)
        stage.runner.adjust(10)
        assert sounds(stage, 20.0) == "20:switch"

    def test_the_end_of_an_open_interval_sounds_the_next_at_once(self) -> None:
        stage = Stage(routine(step(self_paced(8), "each"), prepare=0)).start()
        stage.pass_until(30.0)
        stage.runner.done()
        assert sounds(stage) == "0:go 30:switch"

    def test_the_finish_of_an_open_interval_sounds_when_the_user_ends_it(self) -> None:
        stage = Stage(routine(step(self_paced(8)), prepare=0)).start()
        stage.pass_until(30.0)
        stage.runner.done()
        assert sounds(stage) == "0:go 30:finish"

    def test_the_finish_of_a_test_sounds_at_its_cap(self) -> None:
        stage = Stage(routine(step(measured("hold", 20)), prepare=0)).start()
        stage.pass_until(30.0)
        assert sounds(stage) == "0:go 17:count 18:count 19:count 20:finish"
        assert stage.player.late == []

    def test_with_nobody_there_an_open_rest_is_counted_out(self) -> None:
        stage = Stage(routine(step(hold(5), sets=2, rest=READY), prepare=0), Mode(unattended=True)).start()
        stage.pass_until(36.0)
        assert sounds(stage, 5.0) == "5:rest 32:count 33:count 34:count 35:go"
        assert stage.player.late == []

    def test_stopping_sounds_the_end_and_not_the_finish(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(30.0)
        stage.runner.stop()
        assert sounds(stage, 24.0) == "30:end"

    def test_closing_lets_the_last_sound_ring_out_and_takes_back_what_a_session_has_yet_to_sound(self) -> None:
        stage = Stage(DESK).start()
        stage.runner.stop()
        before = stage.player.cancelled
        stage.runner.close()
        assert stage.player.cancelled == before
        running = Stage(DESK).start()
        running.runner.close()
        assert running.player.waiting == []

    def test_skipping_the_last_sounds_the_finish_once(self) -> None:
        stage = Stage(ALONE).start()
        stage.pass_until(25.0)
        stage.runner.skip()
        stage.pass_until(60.0)
        assert sounds(stage, 20.0) == "25:finish"

    def test_a_command_after_the_end_makes_no_sound(self) -> None:
        stage = Stage(ALONE).start()
        stage.pass_until(29.5)
        stage.clock.advance(0.5)
        stage.runner.stop()
        stage.runner.skip()
        assert sounds(stage, 29.5) == "30:finish"

    def test_muting_is_handed_on_and_leaves_the_schedule_alone(self) -> None:
        stage = Stage(DESK, Mode(muted=True)).start()
        assert stage.player.muted
        stage.runner.mute(False)
        assert (stage.player.muted, stage.runner.muted) == (False, False)
        stage.pass_until(60.0)
        assert len(stage.player.heard) == len(plan_cues(stage.runner.timeline))

    def test_a_rehearsal_sounds_its_plan_in_less_time(self) -> None:
        stage = Stage(DESK, Mode(speed=4.0)).start()
        stage.pass_until(60.0)
        plan = plan_cues(stage.runner.timeline)
        assert stage.player.heard == [(cue.at / 4, cue.sound) for cue in plan]
        assert stage.player.late == []


class TestWaking:
    def test_the_screen_is_told_of_each_second_and_no_more(self) -> None:
        stage = Stage(ALONE).start()
        stage.pass_until(29.9)
        assert [snapshot.shown for _, snapshot in stage.seen] == list(range(30, 0, -1))
        assert [at for at, _ in stage.seen] == pytest.approx(range(30))

    def test_the_screen_is_told_of_each_second_of_a_count_in(self) -> None:
        stage = Stage(ALONE).start()
        stage.pass_until(10.5)
        stage.runner.pause()
        stage.runner.resume()
        del stage.seen[:-1]
        stage.pass_until(13.4)
        assert [(at, snapshot.count_in) for at, snapshot in stage.seen] == [(10.5, 3), (11.5, 2), (12.5, 1)]

    def test_a_session_that_stands_still_wants_no_waking(self) -> None:
        stage = Stage(DESK).start()
        stage.runner.pause()
        assert stage.runner.tick() is None
        stage.runner.resume()
        assert stage.runner.tick() == 1.0
        stage.runner.stop()
        assert stage.runner.tick() is None

    def test_a_slow_rehearsal_is_woken_each_second_and_not_thought_away(self) -> None:
        stage = Stage(DESK, Mode(speed=0.1)).start()
        assert stage.runner.tick() == 1.0
        stage.pass_until(80.0)
        assert stage.notices == []
        assert stage.runner.snapshot().interval.index == 1

    def test_the_thread_plays_a_session_to_its_end(self) -> None:
        stage = Stage(routine(step(hold(1)), prepare=0)).start()
        over = threading.Event()
        stage.runner.listen(lambda *_: None, lambda event, _: isinstance(event, SessionFinished) and over.set())
        stage.clock.advance(1.0)
        stage.runner.run()
        assert over.wait(10.0)
        stage.runner.close()
        assert stage.history.records()[0].status is Status.COMPLETED

    def test_closing_ends_the_thread_and_may_be_done_twice(self) -> None:
        stage = Stage(DESK).start()
        before = threading.active_count()
        stage.runner.run()
        stage.runner.close()
        stage.runner.close()
        assert threading.active_count() == before

    def test_nothing_is_done_after_closing(self) -> None:
        stage = Stage(DESK).start()
        stage.runner.stop()
        stage.runner.close()
        count = len(stage.history.events)
        stage.runner.reopen()
        stage.runner.skip()
        assert len(stage.history.events) == count

    def test_time_passes_no_more_after_closing(self) -> None:
        stage = Stage(DESK).start()
        stage.runner.close()
        stage.clock.advance(4.0)
        assert stage.runner.tick() is None
        assert stage.player.waiting == []


class TestAway:
    """The machine slept, or the process was stopped."""

    @pytest.mark.parametrize("frozen", [True, False], ids=["stopped", "asleep"])
    def test_the_hold_starts_over_with_no_burst_of_sounds(self, frozen: bool) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        stage.clock.advance(3600.0) if frozen else stage.clock.sleep(3600.0)
        told_before = len(stage.seen)
        stage.runner.tick()
        now = stage.clock.seconds
        assert stage.notices == [AWAY]
        assert len(stage.seen) == told_before + 1
        assert attempts(stage)[-1] == (1, "cut", 7.0)
        shown = stage.runner.snapshot()
        assert (shown.phase, shown.interval.index, shown.elapsed) == (Phase.PAUSED, 1, 0.0)
        assert stage.player.waiting == []
        assert stage.runner.tick() is None
        stage.runner.resume()
        stage.pass_until(now + 4)
        tail = [sound for at, sound in stage.player.heard if at >= now]
        assert tail[:4] == [Sound.COUNT, Sound.COUNT, Sound.COUNT, Sound.GO]

    @pytest.mark.parametrize("frozen", [True, False], ids=["stopped", "asleep"])
    def test_the_record_says_that_it_broke_off_before(self, frozen: bool) -> None:
        stage = Stage(DESK).start()
        began = stage.clock.moment().utc
        stage.pass_until(12.0)
        stage.clock.advance(3600.0) if frozen else stage.clock.sleep(3600.0)
        stage.runner.tick()
        (record,) = stage.history.records()
        assert record.attempts[-1].ended.utc == pytest.approx(began + 12.0)

    def test_a_key_that_wakes_it_is_not_taken_for_a_command(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        stage.clock.sleep(60.0)
        stage.runner.skip()
        assert stage.runner.snapshot().interval.index == 1
        assert stage.notices == [AWAY]

    def test_the_end_is_taken_at_its_word(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        stage.clock.sleep(60.0)
        stage.runner.stop()
        (record,) = stage.history.records()
        assert record.ended is not None
        assert record.work_seconds == 7.0

    def test_a_count_in_that_was_slept_through_is_broken_off(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        stage.runner.pause()
        stage.runner.resume()
        stage.clock.sleep(60.0)
        stage.runner.tick()
        assert stage.runner.snapshot().phase is Phase.PAUSED

    def test_a_paused_session_may_be_left_for_hours(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(12.0)
        stage.runner.pause()
        stage.clock.sleep(9000.0)
        stage.clock.advance(9000.0)
        stage.runner.resume()
        stage.pass_until(9016.0)
        assert stage.notices == []
        assert told(stage.events)[-2:] == ["9012 count in until 9015", "9015 resume"]
        assert stage.runner.snapshot().elapsed == 8.0

    @pytest.mark.parametrize("gap", [0.9, 4.9])
    def test_a_short_gap_is_time_that_passed(self, gap: float) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(6.0)
        stage.clock.advance(gap)
        stage.runner.tick()
        assert stage.notices == []
        assert stage.runner.snapshot().elapsed == pytest.approx(1.0 + gap)


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
