"""Sounding by a stream, on one that is turned by hand."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from itertools import pairwise

import pytest

from footcore_tui.adapters.audio.blend import RATE
from footcore_tui.adapters.audio.mixer import Mixer
from footcore_tui.adapters.audio.output import EngineUnavailable, StreamOutput
from footcore_tui.adapters.audio.protocol import Cue
from footcore_tui.core.cues import Sound
from footcore_tui.core.speech import Line

SOUND = array("h", [1000] * 2400)


class Reel:
    """A stream that is turned by hand."""

    detail = "reel"
    latency = 0.05

    def __init__(self) -> None:
        self.pull: Callable[[int], bytes] | None = None
        self.starts = 0
        self.broken = False

    def start(self, pull: Callable[[int], bytes]) -> None:
        self.starts += 1
        if self.broken:
            raise EngineUnavailable("broken")
        self.pull = pull

    def stop(self) -> None:
        self.pull = None


class Desk:
    def __init__(self) -> None:
        self.now = 50.0
        self.reel = Reel()
        self.settled: list[tuple[int, bool]] = []
        self.mixer = Mixer(lambda _cue: SOUND, self.clock, lambda cue, _, heard: self.settled.append((cue.id, heard)))
        self.output = StreamOutput(self.reel, self.mixer, self.clock, offset=0.1)

    def clock(self) -> float:
        return self.now

    def turn(self, seconds: float) -> array[int]:
        """Time goes by, and the reel asks for its sound where it runs."""
        heard = array("h")
        for _ in range(round(seconds / 0.05)):
            if self.reel.pull:
                heard.frombytes(self.reel.pull(RATE // 20))
            self.now += 0.05
        return heard


def test_the_streams_latency_and_the_users_offset_are_taken_off() -> None:
    desk = Desk()
    desk.output.open()
    desk.output.add(Cue(1, 50.4, Sound.GO))
    heard = desk.turn(1.0)
    assert next(i for i, x in enumerate(heard) if x) == round((0.4 - 0.05 - 0.1) * RATE)


def test_a_stream_that_opens_but_asks_for_nothing_is_refused() -> None:
    desk = Desk()
    ticks = iter(range(10))
    output = StreamOutput(desk.reel, desk.mixer, lambda: float(next(ticks)))
    with pytest.raises(EngineUnavailable, match="never asked"):
        output.probe()
    assert desk.reel.pull is None


def test_a_stream_that_is_alive_is_left_alone_and_looked_at_each_second() -> None:
    desk = Desk()
    desk.output.open()
    for _ in range(30):
        assert desk.output.tend() == 1.0
        desk.turn(1.0)
    assert desk.reel.starts == 1


def test_at_rest_the_stream_is_closed_once_all_has_rung_out_and_nothing_wakes_it() -> None:
    desk = Desk()
    desk.output.open()
    desk.output.add(Cue(1, 50.2, Sound.FINISH))
    desk.output.add(Cue(2, 51.0, Sound.GO))
    desk.output.rest()
    assert desk.output.tend() is not None
    assert sum(1 for x in desk.turn(1.0) if x) == 2400
    assert desk.output.tend() is None
    assert desk.reel.pull is None
    assert desk.settled == [(1, True)]


def test_open_after_rest_starts_a_new_stream_that_sounds_on_time() -> None:
    desk = Desk()
    desk.output.open()
    desk.output.rest()
    desk.turn(2.0)
    desk.output.tend()
    desk.turn(60.0)
    desk.output.open()
    desk.output.add(Cue(1, desk.now + 0.5, Sound.COUNT))
    heard = desk.turn(1.0)
    assert next(i for i, x in enumerate(heard) if x) == round(0.35 * RATE)


def test_a_stream_that_stops_asking_is_opened_again_with_growing_pauses() -> None:
    desk = Desk()
    desk.output.open()
    desk.turn(1.0)
    desk.output.tend()
    desk.reel.broken = True
    desk.reel.pull = None
    tries = []
    for _ in range(60):
        before = desk.reel.starts
        desk.output.tend()
        tries += [desk.now] * (desk.reel.starts - before)
        desk.turn(0.5)
    pauses = [b - a for a, b in pairwise(tries)]
    assert pauses == pytest.approx([1.0, 2.0, 5.0, 10.0], abs=0.6)


def test_a_stream_come_back_to_life_sounds_what_is_still_to_come() -> None:
    desk = Desk()
    desk.output.open()
    desk.turn(1.0)
    desk.output.tend()
    desk.reel.pull = None
    desk.output.add(Cue(1, desk.now + 0.2, Sound.GO))
    desk.output.add(Cue(2, desk.now + 6.0, Sound.GO))
    for _ in range(4):
        desk.turn(1.0)
        desk.output.tend()
    heard = desk.turn(4.0)
    assert desk.settled[-1] == (2, True)
    assert any(heard)


def test_while_the_device_is_gone_stale_cues_are_said_to_be_lost() -> None:
    desk = Desk()
    desk.output.open()
    desk.reel.broken = True
    desk.reel.pull = None
    desk.output.add(Cue(1, desk.now + 0.2, Sound.GO))
    desk.turn(4.0)
    desk.output.tend()
    assert desk.settled == [(1, False)]


def test_a_stream_that_learns_how_late_it_is_gets_its_sounds_earlier() -> None:
    desk = Desk()
    desk.output.open()
    desk.turn(0.5)
    desk.reel.latency = 0.25
    desk.output.tend()
    desk.output.add(Cue(1, desk.now + 0.5, Sound.GO))
    heard = desk.turn(1.0)
    assert next(i for i, x in enumerate(heard) if x) == round((0.5 - 0.25 - 0.1) * RATE)


def test_a_streams_small_change_of_mind_moves_nothing() -> None:
    desk = Desk()
    desk.output.open()
    desk.turn(0.5)
    desk.reel.latency = 0.06
    desk.output.tend()
    desk.output.add(Cue(1, desk.now + 0.5, Sound.GO))
    heard = desk.turn(1.0)
    assert next(i for i, x in enumerate(heard) if x) == round((0.5 - 0.05 - 0.1) * RATE)


def test_a_stream_without_the_voice_plays_the_cues_alone() -> None:
    desk = Desk()
    desk.output.open()
    desk.output.voice(False)
    desk.output.add(Cue(1, 50.4, None, Line(("Left",))))
    desk.output.add(Cue(2, 51.4, Sound.GO))
    heard = desk.turn(2.0)
    assert sum(1 for x in heard if x) == len(SOUND)
