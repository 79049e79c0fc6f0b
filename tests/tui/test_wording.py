"""The player's words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from footcore_tui.core.clock import clock_text
from footcore_tui.core.interval import Kind
from footcore_tui.core.routine import PerWeek, Standing
from footcore_tui.core.session import Session
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.core.voice import Voice
from footcore_tui.tui.widgets import wording
from tests.tui.studio import DESK, LONG, OPEN, PACED, always
from tests.tui.test_layout import snapshot_at


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (41.9, "0:41"), (99, "1:39"), (725, "12:05"), (3723, "1:02:03"), (-3, "0:00")]
)
def test_seconds_are_read_as_on_a_clock(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


def test_above_ninety_nine_seconds_the_digits_are_minutes() -> None:
    assert wording.digits(snapshot_at(LONG, 51)) == "99"
    assert wording.digits(snapshot_at(LONG, 50)) == "1:40"
    assert wording.widest_digits(snapshot_at(LONG, 149)) == "0:00"


def test_each_state_has_a_name_and_a_sign_of_its_own() -> None:
    ready, hold, switch = (snapshot_at(DESK, seconds) for seconds in (0, 9, 21))
    paused = snapshot_at(DESK, 9, paused=True)
    assert [wording.word(one) for one in (ready, hold, switch, paused)] == ["GET READY", "HOLD", "SWITCH", "PAUSED"]
    assert len({wording.sign(one) for one in (ready, hold, switch, paused)}) == 4


def test_a_switch_names_the_foot_that_comes() -> None:
    switch = snapshot_at(DESK, 21)
    assert wording.big_word(switch) == "RIGHT"
    assert wording.cue(switch) == "Stand on your right foot."
    assert wording.following(switch) == "RIGHT 15s"


def test_next_names_the_gap_and_what_it_leads_to() -> None:
    assert wording.following(snapshot_at(DESK, 9)) == "switch 3s, then RIGHT 15s"
    assert wording.following(snapshot_at(DESK, 140)) == "the end"


def test_an_open_set_says_how_many_and_how_to_end_it() -> None:
    assert wording.cue(snapshot_at(OPEN, 3)) == "12 reps at your own pace. Enter when done."
    assert wording.following(snapshot_at(OPEN, 3)) == "rest, then Balance test · LEFT test"
    work = compile_timeline(OPEN).works[0]
    one = replace(work, reps=1, movement=replace(work.movement, unit="breaths"))
    assert wording.amount(one) == "1 breath"


def test_a_pause_says_what_to_press_and_keeps_the_side() -> None:
    paused = snapshot_at(DESK, 9, paused=True)
    assert wording.cue(paused).startswith("Press space to go on.")
    assert wording.what(paused) == ("Single-leg stance", "left · 1 of 8")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "rep 1 of 3 · down 3"), (3, "rep 1 of 3 · pause 1"), (4, "rep 1 of 3 · up 2"), (17, "rep 3 of 3 · up 1")],
)
def test_a_paced_set_says_the_repetition_and_its_phase(seconds: float, said: str) -> None:
    assert said in wording.what(snapshot_at(PACED, seconds))[1]


def test_the_clock_leaves_out_what_was_skipped() -> None:
    timeline = compile_timeline(DESK, Standing())
    session = Session(timeline, 0.0)
    session.begin(0.0)
    session.skip(2.0)
    assert wording.progress(session.snapshot(2.0), timeline) == "0:02 of 2:23"


def test_the_title_is_the_state_in_a_few_letters() -> None:
    assert wording.title(snapshot_at(DESK, 5)) == "15s left · Hold · LEFT"
    assert wording.title(snapshot_at(DESK, 9, paused=True)) == "Paused · LEFT"


def test_a_rest_says_rest_and_at_its_end_the_side_that_comes() -> None:
    resting = replace(DESK, blocks=(replace(DESK.blocks[0], rounds=always(2), rest_between_rounds=PerWeek((20,))),))
    timeline = compile_timeline(resting, Standing())
    at = next(interval.at for interval in timeline.intervals if interval.kind is Kind.REST)
    assert wording.big_word(snapshot_at(resting, at + 2)) == "REST"
    assert wording.big_word(snapshot_at(resting, at + 16)) == "LEFT"


@pytest.mark.parametrize(
    ("muted", "engine", "voice", "said"),
    [
        (False, "miniaudio", Voice.FULL, "♪ on   voice on"),
        (False, "miniaudio", Voice.OFF, "♪ on   voice off"),
        (True, "miniaudio", Voice.FULL, "♪ off   voice off"),
        (False, "", Voice.FULL, "♪ …   voice on"),
        (False, "bell", Voice.FULL, "♪ bell"),
        (True, "bell", Voice.FULL, "♪ off"),
        (False, "off", Voice.FULL, "♪ none"),
        (True, "off", Voice.FULL, "♪ off"),
    ],
)
def test_what_is_heard_is_said_whatever_sounds(muted: bool, engine: str, voice: Voice, said: str) -> None:
    assert wording.sound(muted, engine, voice) == said
