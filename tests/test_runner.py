"""The runner on a fake clock: what is heard, seen and recorded, whenever it is woken and whatever is pressed."""

from __future__ import annotations

import threading

import pytest
from runner_fakes import Stage
from session_notation import told
from timeline_notation import READY, hold, measured, routine, self_paced, step

from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.cues import Sound
from footcore_tui.core.events import SessionFinished
from footcore_tui.core.record import AttemptEnded, Status
from footcore_tui.core.snapshot import Phase
from footcore_tui.core.voice import Voice
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
        assert stage.player.heard == [(cue.at, cue.sound) for cue in CuePlan(stage.runner.timeline).cues()]
        assert stage.player.late == []

    def test_a_busy_screen_does_not_delay_a_cue(self) -> None:
        stage = Stage(DESK).start()
        stage.pass_until(60.0, late=3.9)
        assert stage.player.heard == [(cue.at, cue.sound) for cue in CuePlan(stage.runner.timeline).cues()]
        assert stage.player.late == []

    def test_cues_are_handed_over_some_seconds_ahead_and_not_all_at_once(self) -> None:
        stage = Stage(DESK).start()
        assert [at for at, _ in stage.player.waiting] == [2.0, 3.0, 4.0, 5.0]
        stage.pass_until(7.5)
        counted = [(17.0, Sound.COUNT), (18.0, Sound.COUNT), (19.0, Sound.COUNT), (20.0, Sound.SWITCH)]
        assert stage.player.waiting == counted, "a count goes whole, with what it counts to"

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
        assert sounds(stage, 6.0) == "8:count 9:count 10:count 11:switch 12:count 13:count 14:last"

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
        assert stage.player.heard == [(cue.at, cue.sound) for cue in CuePlan(stage.runner.timeline).cues()]

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
        assert sounds(stage, 5.0) == "5:rest 32:count 33:count 34:count 35:last"
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
        assert len(stage.player.heard) == len(list(CuePlan(stage.runner.timeline).cues()))

    def test_a_rehearsal_sounds_its_plan_in_less_time(self) -> None:
        stage = Stage(DESK, Mode(speed=4.0)).start()
        stage.pass_until(60.0)
        plan = CuePlan(stage.runner.timeline).cues()
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


class TestVoice:
    def spoken(self, voice: Voice) -> Stage:
        return Stage(DESK, mode=Mode(voice=voice)).start()

    def test_a_session_says_its_plan(self) -> None:
        stage = self.spoken(Voice.FULL)
        stage.pass_until(60.0)
        plan = CuePlan(stage.runner.timeline, Voice.FULL)
        assert stage.player.said == [(cue.at, cue.text) for cue in plan.cues() if cue.text]
        assert stage.player.heard == [(cue.at, cue.sound) for cue in plan.cues() if cue.sound]
        assert stage.player.late == []

    def test_its_lines_are_given_beforehand_to_be_made_ready(self) -> None:
        stage = self.spoken(Voice.BRIEF)
        assert stage.player.prepared == list(CuePlan(stage.runner.timeline, Voice.BRIEF).lines())
        assert stage.player.prepared

    def test_the_voice_can_be_turned_off_and_on_in_the_middle(self) -> None:
        stage = self.spoken(Voice.FULL)
        stage.pass_until(6.0)
        stage.runner.speak(False)
        assert not stage.player.spoken
        before = len(stage.player.said)
        stage.pass_until(30.0)
        assert len(stage.player.said) == before
        without = [(cue.at, cue.sound) for cue in CuePlan(stage.runner.timeline).cues() if cue.at < 30]
        assert [one for one in stage.player.heard if one[0] < 30] == without
        stage.runner.speak(True)
        assert stage.player.spoken
        stage.pass_until(60.0)
        said = [(cue.at, cue.text) for cue in CuePlan(stage.runner.timeline, Voice.FULL).cues() if cue.at > 30]
        assert [one for one in stage.player.said if one[0] > 30] == [one for one in said if one[1]]

    def test_a_count_its_words_and_what_it_counts_to_are_one_run(self) -> None:
        stage = self.spoken(Voice.FULL)
        stage.pass_until(8.5)
        runs = {cue.run for _, _, cue in stage.player._agenda if 17.0 <= cue.at <= 20.0}
        assert len(runs) == 1
        assert len({cue.run for _, _, cue in stage.player._agenda}) > 1

    @pytest.mark.parametrize("late", [0.0, 0.3, 0.9])
    def test_the_last_word_belongs_to_the_run_that_counts_to_the_end(self, late: float) -> None:
        """So it is heard, though the player is sent to rest at the end."""
        stage = self.spoken(Voice.FULL)
        stage.pass_until(60.0, late=late)
        *_, count, finish, word = (
            cue for cue in stage.player.given if cue.sound or (cue.line and cue.line.texts != ("One.",))
        )
        assert (count.sound, finish.sound, word.line and word.line.texts) == (Sound.COUNT, Sound.FINISH, ("Finished.",))
        assert count.run == finish.run == word.run

    def test_a_skip_over_the_end_is_followed_by_the_last_word(self) -> None:
        stage = self.spoken(Voice.FULL)
        for _ in stage.runner.timeline.intervals:
            stage.runner.skip()
        stage.pass_until(5.0)
        assert stage.player.said[-1] == (1.5, "Finished.")
        stopped = self.spoken(Voice.FULL)
        stopped.runner.stop()
        stopped.pass_until(5.0)
        assert stopped.player.said == []

    def test_in_a_rehearsal_the_room_shrinks_with_the_time(self) -> None:
        slow, fast = self.spoken(Voice.FULL), Stage(DESK, mode=Mode(speed=2.0, voice=Voice.FULL)).start()
        rooms = [next(cue.line.room for _, _, cue in sorted(one.player._agenda) if cue.line) for one in (slow, fast)]
        assert rooms[1] == rooms[0] / 2
