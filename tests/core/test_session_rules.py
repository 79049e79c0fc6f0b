"""What is true of every session, whatever is done to it and however often time is let pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from session_notation import told
from timeline_notation import READY, block, hold, measured, move, paced, routine, self_paced, step

from footcore_tui.core.attempt import EPSILON
from footcore_tui.core.events import (
    CountInStarted,
    IntervalEnded,
    IntervalStarted,
    Paused,
    Resumed,
    SessionEvent,
    SessionFinished,
)
from footcore_tui.core.record import Outcome
from footcore_tui.core.session import COUNT_IN_SECONDS, Session
from footcore_tui.core.snapshot import Phase, Snapshot
from footcore_tui.core.timeline import Timeline, compile_timeline

HORIZON = 70.0
TICKS = (0.01, 0.1, 1.0, 60.0)

many = settings(max_examples=150, deadline=None)

Command = Callable[[Session, float], list[SessionEvent]]
COMMANDS: dict[str, Command] = {
    "pause": Session.pause,
    "resume": Session.resume,
    "skip": Session.skip,
    "back": Session.back,
    "restart": Session.restart,
    "longer": lambda one, now: one.adjust(now, 10),
    "shorter": lambda one, now: one.adjust(now, -10),
    "touch_down": Session.touch_down,
    "done": Session.done,
    "counted": lambda one, now: one.done(now, 7),
    "interrupt": Session.interrupt,
    "stop": Session.stop,
    "reopen": Session.reopen,
}


@dataclass(frozen=True)
class Script:
    """What a person does, and when."""

    timeline: Timeline
    commands: tuple[tuple[float, str], ...]
    unattended: bool = False


short = st.integers(1, 12)
some_steps = st.builds(
    step,
    st.one_of(
        st.builds(hold, short, st.integers(1, 3)),
        st.builds(move, short),
        st.builds(paced, st.integers(1, 3), *[st.integers(0, 2)] * 3, st.just(1)),
        st.builds(self_paced, st.integers(1, 3)),
        st.builds(measured, st.sampled_from(("hold", "reps")), short),
        st.builds(lambda cap: measured("reps", cap, 1, 0, 1, 0), short),
    ),
    st.sampled_from(("both", "left", "right", "each", "alternate")),
    switch=st.integers(0, 4),
    relax=st.integers(0, 3),
    sets=st.integers(1, 2),
    rest=st.integers(0, 5) | st.just(READY),
)
timelines = st.builds(
    lambda steps, prepare: compile_timeline(routine(block(*steps, rest=2, prepare=prepare))),
    st.lists(some_steps, min_size=1, max_size=3),
    st.integers(0, 5),
)
# Whole and half seconds meet boundaries; the others fall between them.
instants = st.integers(0, 120).map(lambda half: half / 2) | st.floats(0, 60, allow_nan=False)
scripts = st.builds(
    Script,
    timelines,
    st.lists(st.tuples(instants, st.sampled_from(sorted(COMMANDS))), max_size=14).map(lambda done: tuple(sorted(done))),
    st.booleans(),
)

HELD = compile_timeline(routine(block(step(hold(15), "each"), prepare=0)))


def played(script: Script, tick: float | None = None) -> tuple[Session, list[SessionEvent]]:
    """Every fact of a script, ticking so often; None: time is let pass by the commands alone, then in one jump."""
    one = Session(script.timeline, 0.0, unattended=script.unattended)
    events, number = list(one.begin(0.0)), 1
    for at, name in (*script.commands, (HORIZON, "")):
        while tick and number * tick < at:
            events += one.advance(number * tick)
            number += 1
        events += COMMANDS[name](one, at) if name else one.advance(at)
    return one, events


@many
@given(scripts)
def test_any_tick_rate_gives_the_same_facts(script: Script) -> None:
    one, expected = played(script)
    for tick in TICKS:
        other, events = played(script, tick)
        assert events == expected, told(events)
        assert other.snapshot(HORIZON) == one.snapshot(HORIZON)


@many
@given(scripts)
def test_no_attempt_claims_more_or_less_than_the_time_it_ran(script: Script) -> None:
    """Time runs between a beginning or a resume and the next fact that stops it, by the instants of the facts alone."""
    _, events = played(script)
    ran, since = 0.0, None
    for event in events:
        match event:
            case IntervalStarted(at=at):
                ran, since = 0.0, at
            case Resumed(at=at):
                since = at
            case Paused(at=at):
                ran, since = ran + (at - since if since is not None else 0.0), None
            case IntervalEnded(at=at, seconds=seconds):
                ran += at - since if since is not None else 0.0
                assert seconds == pytest.approx(ran, abs=1e-9)
                ran, since = 0.0, None
            case _:
                pass
    assert sum(event.seconds for event in events if isinstance(event, IntervalEnded)) <= HORIZON + 1e-9


@many
@given(scripts)
def test_what_is_done_by_itself_was_held_to_its_plan_and_a_skip_is_never_done(script: Script) -> None:
    _, events = played(script)
    for event in events:
        if not isinstance(event, IntervalEnded):
            continue
        interval = script.timeline.intervals[event.index]
        if event.outcome is Outcome.DONE and not interval.open:
            assert event.seconds == event.planned_seconds
            assert event.seconds > 0 or _touched(script, event.at)
        if interval.open:
            assert event.planned_seconds is None
            assert interval.cap is None or event.seconds <= interval.cap
        else:
            assert event.planned_seconds is not None
            assert event.seconds <= event.planned_seconds
        if event.value is not None:
            assert interval.cap is not None or interval.open


def _touched(script: Script, at: float) -> bool:
    """Whether something was shortened at that instant: at its very start nothing of it is left to hold."""
    return (at, "shorter") in script.commands


@many
@given(scripts)
def test_facts_come_in_order_and_each_beginning_has_one_end(script: Script) -> None:
    one, events = played(script)
    assert [event.at for event in events] == sorted(event.at for event in events)
    begun = [(event.index, event.attempt) for event in events if isinstance(event, IntervalStarted)]
    ended = [(event.index, event.attempt) for event in events if isinstance(event, IntervalEnded)]
    assert ended == begun[: len(ended)]
    assert len(begun) - len(ended) == (1 if one.attempt.number and one.phase is not Phase.FINISHED else 0)
    numbers: Counter[int] = Counter()
    for index, attempt in begun:
        numbers[index] += 1
        assert attempt == numbers[index]


@many
@given(scripts)
def test_a_count_in_is_three_seconds_or_is_broken_off(script: Script) -> None:
    _, events = played(script)
    for event, following in zip(events, [*events[1:], None], strict=True):
        if isinstance(event, CountInStarted):
            assert event.until == event.at + COUNT_IN_SECONDS
            if isinstance(following, Resumed):
                assert following.at == event.until
            elif following is not None:
                assert following.at <= event.until


@many
@given(scripts)
def test_a_session_finishes_once_more_than_it_is_reopened_or_as_often(script: Script) -> None:
    one, events = played(script)
    ends = sum(isinstance(event, SessionFinished) for event in events)
    reopened = sum(
        isinstance(event, SessionFinished) and isinstance(after, Paused) for event, after in pairwise(events)
    )
    assert ends - reopened == (one.phase is Phase.FINISHED)


@many
@given(scripts)
def test_the_clock_is_the_time_that_ran_and_the_snapshot_adds_nothing(script: Script) -> None:
    one, events = played(script)
    held = sum(event.seconds for event in events if isinstance(event, IntervalEnded))
    shown = one.snapshot(HORIZON)
    running = 0.0 if one.phase is Phase.FINISHED else shown.elapsed
    assert shown.clock == pytest.approx(held + running)


@many
@given(scripts)
@example(Script(HELD, ((1.0, "touch_down"), (2.0, "restart"))))
@example(Script(HELD, ((1.0, "touch_down"), (3.0, "back"), (4.0, "touch_down"))))
@example(Script(HELD, ((1.0, "touch_down"), (2.0, "pause"), (3.0, "restart"))))
@example(Script(HELD, ((1.0, "touch_down"), (2.0, "interrupt"), (3.0, "skip"))))
@example(Script(HELD, ((1.0, "touch_down"), (2.0, "stop"), (3.0, "reopen"), (4.0, "resume"))))
def test_the_touch_downs_that_are_shown_are_those_of_the_record(script: Script) -> None:
    """As it would be if the session ended there."""
    one = Session(script.timeline, 0.0, unattended=script.unattended)
    events, now = list(one.begin(0.0)), 0.0
    for now, name in script.commands:
        events += COMMANDS[name](one, now)
    shown = one.snapshot(now)
    events += one.stop(now)
    last = {event.index: event for event in events if isinstance(event, IntervalEnded)}
    sides: Counter[str] = Counter()
    for event in last.values():
        sides[script.timeline.intervals[event.index].side.value] += event.touch_downs
    assert (shown.left_touch_downs, shown.right_touch_downs) == (sides["left"], sides["right"])


def figures(shown: Snapshot) -> tuple[object, ...]:
    return shown.phase, shown.interval.index, shown.shown, shown.count_in


@many
@given(scripts)
def test_a_screen_that_draws_when_it_was_told_to_is_never_stale(script: Script) -> None:
    """Until `changes_at` the figures stand; at it they are others."""
    one, now = Session(script.timeline, 0.0, unattended=script.unattended), 0.0
    one.begin(now)
    for at, name in (*script.commands, (HORIZON, "stop")):
        shown = one.snapshot(now)
        while shown.changes_at is not None and shown.changes_at <= at:
            _figures_stand_until(shown.changes_at, one, shown, now)
            now = shown.changes_at
            one.advance(now)
            assert figures(one.snapshot(now)) != figures(shown)
            shown = one.snapshot(now)
        COMMANDS[name](one, at)
        now = at
        _figures_are_right(one, one.snapshot(now))


def _figures_stand_until(changes_at: float, one: Session, shown: Snapshot, now: float) -> None:
    assert now < changes_at <= now + 1 + EPSILON + 1e-9
    assert one.deadline is not None or shown.planned is None
    assert one.deadline is None or changes_at <= one.deadline
    for part in (0.25, 0.5, 1.0):
        before = now + (changes_at - EPSILON - 1e-9 - now) * part
        if before > now:
            assert figures(one.snapshot(before)) == figures(shown)


def _figures_are_right(one: Session, shown: Snapshot) -> None:
    """By a second way: what remains is rounded up, what has passed of an open interval down."""
    if shown.planned is None:
        assert shown.shown - EPSILON - 1e-9 <= shown.elapsed < shown.shown + 1
    else:
        assert shown.shown - 1 < shown.planned - shown.elapsed <= shown.shown + EPSILON + 1e-9
    assert 0 <= shown.position <= one.timeline.extent.clock_seconds
    assert shown.count_in in ((1, 2, 3) if shown.phase is Phase.COUNTING_IN else (None,))
    assert (shown.changes_at is None) == (shown.phase in (Phase.PAUSED, Phase.FINISHED))
