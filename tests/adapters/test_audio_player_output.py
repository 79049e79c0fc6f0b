"""Sounding by a player of whole clips, on one that notes what it is asked, and a clock set by hand."""

from __future__ import annotations

from array import array

import pytest

from footcore_tui.adapters.audio.blend import RATE, Piece, blend
from footcore_tui.adapters.audio.player_output import PlayerOutput
from footcore_tui.adapters.audio.primer import Primer, murmur, silence
from footcore_tui.adapters.audio.protocol import Cue
from footcore_tui.core.cues import Sound
from footcore_tui.core.speech import Line

LATENCY, OFFSET = 0.02, 0.01
SECONDS = 0.1
"""Of every sound; a line is four times as long."""
SOUNDS = {sound: array("h", [1000 + 100 * number] * round(SECONDS * RATE)) for number, sound in enumerate(Sound)}
SAID = array("h", [5000] * round(4 * SECONDS * RATE))
LEFT, NOT_READY = Line(("Left foot",)), Line(("Not ready",))
NOISE = array("h", [7] * round(0.3 * RATE))


class Record:
    def __init__(self, jukebox: Jukebox, samples: array[int]) -> None:
        self._jukebox = jukebox
        self.samples = samples
        self.played: float | None = None
        self.closed: float | None = None
        self.stuck = False

    @property
    def busy(self) -> bool:
        return self.stuck and self.closed is None

    @property
    def heard(self) -> array[int]:
        """What of it came out before it was cut."""
        if self.played is None:
            return array("h")
        end = self._jukebox.now if self.closed is None else self.closed
        return self.samples[: round((end - self.played) * RATE)]

    def play(self) -> None:
        assert self.played is None
        self.played = self._jukebox.now

    def close(self) -> None:
        self.closed = self._jukebox.now if self.closed is None else self.closed


class Jukebox:
    detail = "jukebox"
    latency = LATENCY
    primer: Primer | None = None
    closed = False

    def __init__(self) -> None:
        self.now = 50.0
        self.records: list[Record] = []
        self.stuck = False

    def load(self, samples: array[int]) -> Record:
        self.records.append(Record(self, samples))
        self.records[-1].stuck = self.stuck
        return self.records[-1]

    def close(self) -> None:
        self.closed = True


class Bar:
    """Where time is."""

    def __init__(self, primer: Primer | None = None, gain: float = 1.0) -> None:
        self.jukebox = Jukebox()
        self.settled: list[tuple[int, bool]] = []
        self.settled_at: list[float] = []
        self.asked: list[int] = []
        self.wakeups = 0
        self.output = PlayerOutput(self.jukebox, self.samples, self.clock, self.settle, gain, OFFSET, primer)

    @property
    def now(self) -> float:
        return self.jukebox.now

    def clock(self) -> float:
        return self.jukebox.now

    def samples(self, cue: Cue) -> array[int] | None:
        self.asked.append(cue.id)
        if cue.sound is not None:
            return SOUNDS[cue.sound]
        return None if cue.line is NOT_READY else SAID

    def settle(self, cue: Cue, late: float, heard: bool) -> None:
        assert late >= 0
        self.settled.append((cue.id, heard))
        self.settled_at.append(self.now)

    def add(self, *cues: Cue) -> None:
        for cue in cues:
            self.output.add(cue)

    def run(self, until: float) -> float | None:
        """As the worker does: sleeps for as long as it is told. Returns for how long it would sleep now."""
        wait = self.output.tend()
        for _ in range(500):
            if wait is None or self.now + wait > until:
                self.jukebox.now = until
                return wait
            self.wakeups += 1
            self.jukebox.now += wait + 1e-6
            wait = self.output.tend()
        raise AssertionError("it never sleeps")

    @property
    def played(self) -> list[Record]:
        return [record for record in self.jukebox.records if record.played is not None]

    def times(self) -> list[float]:
        """When each clip that was begun is heard."""
        return [record.played + LATENCY + OFFSET for record in self.played if record.played is not None]


def silent(seconds: float) -> array[int]:
    return array("h", bytes(2 * round(seconds * RATE)))


def test_a_clip_is_made_a_quarter_second_ahead_and_begun_the_latency_and_offset_before_its_time() -> None:
    bar = Bar()
    bar.add(Cue(2, 52.0, Sound.GO), Cue(1, 51.0, Sound.COUNT))
    assert bar.output.tend() == pytest.approx(51.0 - 50.0 - LATENCY - OFFSET - 0.25)
    bar.run(50.73)
    assert bar.asked == [1]
    assert bar.played == []
    bar.run(53.0)
    assert bar.times() == pytest.approx([51.0, 52.0], abs=1e-5)
    assert [record.samples for record in bar.played] == [SOUNDS[Sound.COUNT], SOUNDS[Sound.GO]]
    assert bar.settled == [(1, True), (2, True)]
    assert bar.run(54.0) is None


def test_a_clip_is_at_the_users_volume() -> None:
    bar = Bar(gain=0.5)
    bar.add(Cue(1, 50.5, Sound.READY))
    bar.run(51.0)
    assert set(bar.played[0].samples) == {500}


def test_a_run_is_one_clip_with_its_distances_to_the_sample() -> None:
    bar = Bar()
    bar.add(
        *(Cue(number, 50.0 + number, Sound.COUNT, None, 7) for number in (1, 2, 3)), Cue(4, 54.0, Sound.GO, None, 7)
    )
    bar.run(56.0)
    (clip,) = bar.played
    gap = silent(1.0 - SECONDS)
    count = SOUNDS[Sound.COUNT]
    assert clip.samples == count + gap + count + gap + count + gap + SOUNDS[Sound.GO]
    assert bar.times() == pytest.approx([51.0], abs=1e-5)


def test_each_cue_of_a_run_is_settled_once_when_its_own_time_comes() -> None:
    bar = Bar()
    bar.add(*(Cue(number, 50.0 + number, Sound.COUNT, None, 7) for number in (1, 2, 3)))
    bar.run(55.0)
    assert bar.settled == [(1, True), (2, True), (3, True)]
    heard = [at + LATENCY + OFFSET for at in bar.settled_at]
    assert heard == pytest.approx([51.0, 52.0, 53.0], abs=1e-4)
    assert bar.wakeups < 12


def test_pieces_that_overlap_are_blended_as_the_mixer_would() -> None:
    bar = Bar()
    bar.add(Cue(1, 51.0, Sound.GO, None, 3), Cue(2, 51.05, None, LEFT, 3), Cue(3, 53.0, Sound.END, None, 3))
    bar.run(54.0)
    (clip,) = bar.played
    pieces = [Piece(SOUNDS[Sound.GO], 0), Piece(SAID, 2400, True), Piece(SOUNDS[Sound.END], 2 * RATE)]
    assert clip.samples == blend(pieces)


def test_cues_of_no_run_are_clips_of_their_own_even_at_one_time() -> None:
    bar = Bar()
    bar.add(Cue(1, 51.0, Sound.GO), Cue(2, 51.0, None, LEFT))
    bar.run(52.0)
    assert [record.samples for record in bar.played] == [SOUNDS[Sound.GO], SAID]


def test_a_late_count_is_dropped_and_a_late_go_is_played_at_once() -> None:
    bar = Bar()
    bar.add(Cue(1, 49.0, Sound.COUNT), Cue(2, 49.0, Sound.GO))
    bar.run(50.5)
    assert [record.samples for record in bar.played] == [SOUNDS[Sound.GO]]
    assert sorted(bar.settled) == [(1, False), (2, True)]


def test_late_counts_are_dropped_from_a_run_and_the_rest_keeps_its_time() -> None:
    bar = Bar()
    bar.add(
        *(Cue(number, 48.0 + number, Sound.COUNT, None, 7) for number in (1, 2, 3)), Cue(4, 52.0, Sound.GO, None, 7)
    )
    bar.run(53.0)
    (clip,) = bar.played
    # The second count would have been heard 30 ms ago: it comes at once, and takes nothing from the third.
    gap = 1.0 - LATENCY - OFFSET - SECONDS
    assert len(clip.samples) == round((2.0 - LATENCY - OFFSET + SECONDS) * RATE)
    assert clip.samples[: round((SECONDS + gap) * RATE)] == SOUNDS[Sound.COUNT] + silent(gap)
    assert bar.times() == pytest.approx([50.0 + LATENCY + OFFSET], abs=1e-5)
    assert bar.settled == [(1, False), (2, True), (3, True), (4, True)]


def test_a_run_whose_start_was_slept_through_is_composed_anew_so_that_the_rest_keeps_its_time() -> None:
    bar = Bar()
    bar.add(*(Cue(number, 50.0 + number, Sound.COUNT, None, 7) for number in (1, 2)))
    bar.run(50.8)
    bar.jukebox.now = 51.5
    bar.run(53.0)
    (clip,) = bar.played
    assert clip.samples == SOUNDS[Sound.COUNT]
    assert bar.times() == pytest.approx([52.0], abs=1e-5)
    assert bar.settled == [(1, False), (2, True)]


def test_a_line_that_is_not_ready_is_settled_as_not_heard() -> None:
    bar = Bar()
    bar.add(Cue(1, 51.0, None, NOT_READY), Cue(2, 51.5, Sound.GO, None, 3), Cue(3, 52.0, None, NOT_READY, 3))
    bar.run(53.0)
    assert [record.samples for record in bar.played] == [SOUNDS[Sound.GO]]
    assert bar.settled == [(1, False), (2, True), (3, False)]


def test_cancel_forgets_what_has_not_begun_and_lets_what_sounds_ring_out() -> None:
    bar = Bar()
    bar.add(Cue(1, 50.5, Sound.FINISH), Cue(2, 50.7, Sound.GO), Cue(3, 53.0, Sound.GO))
    bar.run(50.52)
    bar.output.cancel()
    assert bar.run(60.0) is None
    (clip,) = bar.played
    assert clip.heard == SOUNDS[Sound.FINISH]
    assert bar.settled == [(1, True)]


@pytest.mark.parametrize(("at", "counts"), [(51.02, 1), (51.5, 1), (52.05, 2)])
def test_a_run_that_is_cancelled_is_cut_once_its_present_part_has_rung_out(at: float, counts: int) -> None:
    bar = Bar()
    bar.add(*(Cue(number, 50.0 + number, Sound.COUNT, None, 7) for number in (1, 2, 3)))
    bar.run(at)
    bar.output.cancel()
    bar.run(60.0)
    (clip,) = bar.played
    assert sum(1 for sample in clip.heard if sample) == counts * len(SOUNDS[Sound.COUNT])
    assert bar.settled == [(number, True) for number in range(1, counts + 1)]


def test_a_cancelled_run_is_cut_before_its_next_cue_though_the_present_one_goes_on() -> None:
    bar = Bar()
    bar.add(Cue(1, 51.0, None, LEFT, 7), Cue(2, 51.2, Sound.GO, None, 7))
    bar.run(51.1)
    bar.output.cancel()
    bar.run(60.0)
    (clip,) = bar.played
    assert len(clip.heard) <= round(0.2 * RATE) + 1
    assert len(clip.heard) > round(0.15 * RATE)


def test_cancel_lets_other_clips_alone() -> None:
    bar = Bar()
    bar.add(Cue(1, 51.0, None, LEFT), Cue(2, 51.0, Sound.COUNT, None, 7), Cue(3, 51.2, Sound.COUNT, None, 7))
    bar.run(51.1)
    bar.output.cancel()
    bar.run(60.0)
    assert sorted(len(record.heard) for record in bar.played)[-1] == len(SAID)


def test_muting_cuts_at_once_and_the_schedule_runs_on_without_a_sound() -> None:
    bar = Bar()
    bar.add(*(Cue(number, 50.0 + number, Sound.COUNT, None, 7) for number in (1, 2, 3, 4)))
    bar.run(51.02)
    bar.output.mute(True)
    assert bar.played[0].closed == bar.now
    bar.run(52.5)
    assert bar.settled == [(1, True), (2, True)]
    bar.output.mute(False)
    bar.run(55.0)
    cut, rest = bar.played
    assert len(cut.heard) < len(SOUNDS[Sound.COUNT])
    assert rest.samples == SOUNDS[Sound.COUNT] + silent(1.0 - SECONDS) + SOUNDS[Sound.COUNT]
    assert bar.times()[1] == pytest.approx(53.0, abs=1e-5)
    assert bar.settled == [(1, True), (2, True), (3, True), (4, True)]


def test_without_the_voice_a_line_is_passed_by_and_a_run_keeps_its_sounds() -> None:
    bar = Bar()
    bar.output.voice(False)
    bar.add(Cue(1, 50.5, None, LEFT), Cue(2, 51.0, Sound.GO, None, 3), Cue(3, 51.05, None, LEFT, 3))
    bar.run(53.0)
    (clip,) = bar.played
    assert clip.samples == SOUNDS[Sound.GO]
    assert bar.settled == [(1, True), (2, True), (3, True)]


def test_turning_the_voice_off_cuts_the_line_that_is_being_said_and_keeps_the_sounds_to_come() -> None:
    bar = Bar()
    bar.add(Cue(1, 51.0, None, LEFT, 3), Cue(2, 52.0, Sound.GO, None, 3), Cue(3, 51.1, Sound.FINISH))
    bar.run(51.12)
    bar.output.voice(False)
    bar.run(53.0)
    said, finish, go = bar.played
    assert len(said.heard) < round(0.16 * RATE)
    assert finish.heard == SOUNDS[Sound.FINISH]
    assert go.samples == SOUNDS[Sound.GO]
    assert bar.times()[2] == pytest.approx(52.0, abs=1e-5)
    assert sorted(bar.settled) == [(1, True), (2, True), (3, True)]


def test_turning_the_voice_on_gives_a_clip_that_lies_ready_its_line_back() -> None:
    bar = Bar()
    bar.output.voice(False)
    bar.add(Cue(1, 51.0, None, LEFT))
    bar.run(50.9)
    bar.output.voice(True)
    bar.run(52.0)
    assert [record.samples for record in bar.played] == [SAID]
    assert bar.times() == pytest.approx([51.0], abs=1e-5)


@pytest.mark.parametrize("take_back", ["cancel", "rest"])
def test_what_is_taken_back_is_not_heard(take_back: str) -> None:
    bar = Bar()
    bar.add(Cue(1, 51.0, Sound.GO), Cue(2, 51.5, Sound.GO, None, 3), Cue(3, 52.5, Sound.GO, None, 3))
    bar.run(50.5)
    getattr(bar.output, take_back)()
    assert bar.output.tend() is None
    bar.run(60.0)
    assert bar.played == []


def test_at_rest_what_has_begun_and_what_is_due_ring_out_with_their_runs() -> None:
    bar = Bar()
    bar.add(Cue(1, 51.0, Sound.GO, None, 3), Cue(2, 52.0, Sound.GO, None, 3), Cue(3, 51.2, Sound.END))
    bar.add(Cue(4, 51.4, Sound.END), Cue(5, 51.1, Sound.REST, None, 4), Cue(6, 51.9, Sound.REST, None, 4))
    bar.run(51.02)
    bar.output.rest()
    assert bar.run(60.0) is None
    assert sorted(number for number, _ in bar.settled) == [1, 2, 3, 5, 6]
    assert all(record.heard == record.samples for record in bar.played)


def test_a_primer_is_played_before_a_sound_after_quiet_and_only_then() -> None:
    bar = Bar(Primer(NOISE, quiet_seconds=2.0))
    bar.add(Cue(1, 51.0, Sound.GO), Cue(2, 52.5, Sound.GO), Cue(3, 56.0, Sound.GO))
    bar.run(58.0)
    assert [record.samples == NOISE for record in bar.played] == [True, False, False, True, False]
    assert bar.times() == pytest.approx([50.5, 51.0, 52.5, 55.5, 56.0], abs=1e-5)
    assert bar.settled == [(1, True), (2, True), (3, True)]


def test_a_sound_with_no_room_for_a_primer_and_a_muted_one_go_without() -> None:
    bar = Bar(Primer(NOISE, quiet_seconds=2.0))
    bar.add(Cue(1, 50.2, Sound.GO))
    bar.run(52.0)
    assert [record.samples for record in bar.played] == [SOUNDS[Sound.GO]]
    bar.output.mute(True)
    bar.add(Cue(2, 56.0, Sound.GO))
    bar.run(58.0)
    assert len(bar.played) == 1


def test_the_players_own_primer_is_used_where_the_user_asks_for_none() -> None:
    jukebox = Jukebox()
    jukebox.primer = Primer(NOISE, quiet_seconds=2.0)
    output = PlayerOutput(jukebox, lambda _cue: SAID, lambda: jukebox.now, lambda *_: None)
    output.add(Cue(1, 50.4, Sound.GO))
    output.tend()
    assert jukebox.records[0].samples == NOISE


def test_the_primers_are_silence_and_a_murmur_of_a_thousandth() -> None:
    assert set(silence().samples) == {0}
    assert silence().lead_seconds == pytest.approx(0.5)
    murmured = murmur()
    assert murmured.seconds == pytest.approx(0.6)
    assert 20 < max(map(abs, murmured.samples)) <= 33
    assert abs(sum(murmured.samples)) / len(murmured.samples) < 0.5


def test_a_clip_that_never_ends_is_cut_after_five_seconds_and_looked_at_until_then() -> None:
    bar = Bar()
    bar.jukebox.stuck = True
    bar.add(Cue(1, 50.5, Sound.GO))
    bar.run(53.0)
    assert bar.played[0].closed is None
    assert bar.run(60.0) is None
    closed = bar.played[0].closed
    assert closed is not None
    assert closed == pytest.approx(50.5 + SECONDS + 5.0, abs=0.3)


def test_every_clip_is_given_back_in_the_end() -> None:
    bar = Bar()
    bar.add(Cue(1, 50.5, Sound.GO), Cue(2, 52.5, Sound.GO), Cue(3, 52.6, Sound.GO), Cue(4, 55.0, Sound.GO))
    bar.run(52.48)
    bar.output.close()
    assert bar.jukebox.closed
    assert len(bar.jukebox.records) == 3
    assert all(record.closed is not None for record in bar.jukebox.records)
