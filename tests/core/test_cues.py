"""The cue plan: every sound of a timeline at its second, none upon another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from routine_strategies import routines, standings
from timeline_notation import READY, block, hold, measured, routine, self_paced, step

from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.cues import SOUND_SECONDS, Cue, CueKind, Sound
from footcore_tui.core.interval import Interval, Kind
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.timeline import Timeline, compile_timeline

LETTER = {
    CueKind.READY: "ready",
    CueKind.COUNT: "count",
    CueKind.GO: "go",
    CueKind.HALFWAY: "half",
    CueKind.RELAX: "relax",
    CueKind.SWITCH: "switch",
    CueKind.REST: "rest",
    CueKind.FINISH: "finish",
}


def plan_cues(timeline: Timeline) -> tuple[Cue, ...]:
    return tuple(CuePlan(timeline).cues())


def plan_interval(timeline: Timeline, interval: Interval, seconds: float | None = None) -> tuple[Cue, ...]:
    return CuePlan(timeline).interval(interval.index, seconds)


def heard(cues: tuple[Cue, ...]) -> str:
    return " ".join(f"{cue.at:g}:{LETTER[cue.kind]}" for cue in cues)


def offsets(cues: tuple[Cue, ...]) -> str:
    return " ".join(f"{cue.offset:g}:{LETTER[cue.kind]}" for cue in cues)


def one_work(seconds: int):
    """The timeline of one work alone, and that work."""
    timeline = compile_timeline(routine(step(hold(seconds)), prepare=0))
    return timeline, timeline.intervals[0]


def test_the_cues_of_two_holds() -> None:
    timeline = compile_timeline(routine(step(hold(15), "each")))
    assert heard(plan_cues(timeline)) == (
        "0:ready 2:count 3:count 4:count "
        "5:go 17:count 18:count 19:count "
        "20:switch 21:count 22:count "
        "23:go 35:count 36:count 37:count 38:finish"
    )


def test_each_kind_of_interval_begins_with_a_sound_of_its_own() -> None:
    timeline = compile_timeline(routine(step(hold(5, 2), relax=2), step(hold(5), "each", switch=4), between_blocks=9))
    first = {interval.kind: plan_interval(timeline, interval)[0].sound for interval in reversed(timeline.intervals)}
    assert first == {
        Kind.PREPARE: Sound.READY,
        Kind.WORK: Sound.GO,
        Kind.RELAX: Sound.END,
        Kind.REST: Sound.REST,
        Kind.SWITCH: Sound.SWITCH,
    }


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (1, "0:go 1:finish"),
        (4, "0:go 4:finish"),
        (5, "0:go 2:count 3:count 4:count 5:finish"),
        (19, "0:go 16:count 17:count 18:count 19:finish"),
        (20, "0:go 10:half 17:count 18:count 19:count 20:finish"),
        (45, "0:go 22.5:half 42:count 43:count 44:count 45:finish"),
    ],
)
def test_a_hold_is_counted_out_from_5_s_and_halved_from_20_s(seconds: int, expected: str) -> None:
    timeline, _ = one_work(seconds)
    assert offsets(plan_cues(timeline)) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (1, "0:switch"),
        (2, "0:switch 1:count"),
        (3, "0:switch 1:count 2:count"),
        (4, "0:switch 1:count 2:count 3:count"),
        (30, "0:switch 27:count 28:count 29:count"),
    ],
)
def test_a_short_switch_has_the_counts_that_fit_behind_its_own_sound(seconds: int, expected: str) -> None:
    timeline = compile_timeline(routine(step(hold(2), "each", switch=seconds), prepare=0))
    assert offsets(plan_interval(timeline, timeline.intervals[1])) == expected


def test_a_rest_that_is_long_has_no_halfway() -> None:
    timeline = compile_timeline(routine(step(hold(2), sets=2, rest=60), prepare=0))
    assert offsets(plan_interval(timeline, timeline.intervals[1])) == "0:rest 57:count 58:count 59:count"


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (25.0, "0:go 12.5:half 22:count 23:count 24:count 25:finish"),
        (8.25, "0:go 5.25:count 6.25:count 7.25:count 8.25:finish"),
        (3.5, "0:go 3.5:finish"),
    ],
)
def test_a_hold_that_was_made_longer_or_shorter_has_the_cues_of_its_new_length(length: float, expected: str) -> None:
    timeline, work = one_work(15)
    assert offsets(plan_interval(timeline, work, length)) == expected


def test_what_is_open_has_its_beginning_alone() -> None:
    timeline = compile_timeline(routine(step(self_paced(8), sets=2, rest=READY), prepare=0))
    assert [offsets(plan_interval(timeline, interval)) for interval in timeline.intervals] == ["0:go", "0:rest", "0:go"]


def test_a_test_is_counted_to_its_cap_and_never_halved() -> None:
    timeline = compile_timeline(routine(step(measured("hold", 60)), prepare=0))
    assert offsets(plan_cues(timeline)) == "0:go 57:count 58:count 59:count"
    assert offsets(plan_interval(timeline, timeline.intervals[0], 60.0)) == "0:go 57:count 58:count 59:count 60:finish"


def test_only_the_last_interval_has_the_finish() -> None:
    timeline = compile_timeline(routine(step(hold(5), "alternate", total=20)))
    finishes = [cue for cue in plan_cues(timeline) if cue.kind is CueKind.FINISH]
    assert [(cue.interval, cue.at) for cue in finishes] == [
        (len(timeline.intervals) - 1, timeline.extent.clock_seconds)
    ]


def test_the_count_in_is_three_counts_and_a_go() -> None:
    timeline, _ = one_work(5)
    counts = ((0.0, Sound.COUNT, None), (1.0, Sound.COUNT, None), (2.0, Sound.COUNT, None), (3.0, Sound.GO, None))
    assert CuePlan(timeline).count_in(3) == counts


def test_the_last_of_several_works_begins_with_a_sound_of_its_own() -> None:
    timeline = compile_timeline(routine(step(hold(5), "alternate", total=20)))
    begins = [cue.sound for cue in plan_cues(timeline) if cue.kind is CueKind.GO]
    assert begins == [Sound.GO, Sound.GO, Sound.GO, Sound.LAST]
    alone, _ = one_work(5)
    assert plan_cues(alone)[0].sound is Sound.GO


@settings(max_examples=100, deadline=None)
@given(routines(timed=True), standings)
def test_no_two_cues_sound_at_one_time(routine: Routine, standing: Standing) -> None:
    """A sound has ended when the next one begins."""
    cues = plan_cues(compile_timeline(routine, standing))
    assert list(cues) == sorted(cues, key=lambda cue: cue.at)
    for before, after in pairwise(cues):
        assert before.at + before.seconds <= after.at


@settings(max_examples=100, deadline=None)
@given(routines(), standings)
def test_every_interval_is_begun_and_every_boundary_that_is_long_enough_off_is_counted_to(
    routine: Routine, standing: Standing
) -> None:
    timeline = compile_timeline(routine, standing)
    for interval in timeline.intervals:
        cues = plan_interval(timeline, interval)
        assert cues[0].offset == 0
        assert all(cue.interval == interval.index and cue.at == interval.at + cue.offset for cue in cues)
        assert all(cue.sound and cue.seconds == SOUND_SECONDS[cue.sound] for cue in cues)
        limit = interval.seconds or interval.cap
        counted = [cue.offset for cue in cues if cue.kind is CueKind.COUNT]
        halved = [cue.offset for cue in cues if cue.kind is CueKind.HALFWAY]
        paced = interval.work and interval.movement.tempo is not None
        if limit is None or paced or (interval.work and limit < 5):
            assert counted == []
        elif limit > 3:
            assert counted == [limit - 3, limit - 2, limit - 1]
        assert halved == ([limit / 2] if interval.work and interval.seconds and limit >= 20 and not paced else [])


def test_every_sound_has_a_length_shorter_than_the_shortest_interval_but_the_last() -> None:
    assert SOUND_SECONDS.keys() == set(Sound)
    assert all(seconds < 1 for sound, seconds in SOUND_SECONDS.items() if sound is not Sound.FINISH)


def test_a_block_that_says_get_ready_after_a_rest_has_both_cues() -> None:
    timeline = compile_timeline(routine(step(hold(2)), block(step(hold(2)), prepare=4), prepare=0, between_blocks=4))
    assert heard(plan_cues(timeline)) == (
        "0:go 2:rest 3:count 4:count 5:count 6:ready 7:count 8:count 9:count 10:go 12:finish"
    )
