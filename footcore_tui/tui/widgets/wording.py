"""What the player says: every word on the screen as a pure function of the snapshot. Sides and states by name too."""

from __future__ import annotations

import math

from footcore_tui.core.clock import clock_text
from footcore_tui.core.difference_words import reps_text
from footcore_tui.core.duration import format_duration
from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Interval, Kind, Manner
from footcore_tui.core.routine import Routine, Standing, Start, Tempo
from footcore_tui.core.snapshot import Phase, Snapshot
from footcore_tui.core.timeline import Timeline
from footcore_tui.core.voice import Voice

EARLY = 0.05
"""Seconds by which a redraw may come before the second it shows."""
ANNOUNCED = 5
"""A rest's last seconds, in which the big word is the side that comes."""

SPEECHLESS = {"off": "♪ none", "bell": "♪ bell"}
"""What is shown where nothing can be said."""

_SIGNS = {Kind.PREPARE: "▷", Kind.RELAX: "○", Kind.SWITCH: "⇄", Kind.REST: "≈"}
_WORDS = {Kind.PREPARE: "GET READY", Kind.RELAX: "RELAX", Kind.SWITCH: "SWITCH", Kind.REST: "REST"}
_MANNER_SIGNS = {
    Manner.HOLD: "●",
    Manner.MOVE: "◆",
    Manner.PACED: "↕",
    Manner.SELF_PACED: "↕",
    Manner.TEST_HOLD: "◎",
    Manner.TEST_REPS: "◎",
}
_MANNER_WORDS = {
    Manner.HOLD: "HOLD",
    Manner.MOVE: "MOVE",
    Manner.PACED: "REPS",
    Manner.SELF_PACED: "REPS",
    Manner.TEST_HOLD: "TEST",
    Manner.TEST_REPS: "TEST",
}


def digits(snapshot: Snapshot) -> str:
    """The number that owns the screen."""
    if snapshot.count_in is not None:
        return str(snapshot.count_in)
    return str(snapshot.shown) if snapshot.shown < 100 else clock_text(snapshot.shown)


def widest_digits(snapshot: Snapshot) -> str:
    """As wide as the digits become in this interval, so that they keep their size."""
    longest = max(snapshot.planned or 0, snapshot.shown, snapshot.interval.cap or 0)
    return "00" if longest < 100 else "0" * (len(clock_text(longest)) - 3) + ":00"


def sign(snapshot: Snapshot) -> str:
    match snapshot.phase:
        case Phase.PAUSED:
            return "‖"
        case Phase.COUNTING_IN:
            return "▶"
        case Phase.FINISHED:
            return "✓"
        case Phase.RUNNING:
            return sign_of(snapshot.interval)


def word(snapshot: Snapshot) -> str:
    """The state by its name."""
    match snapshot.phase:
        case Phase.PAUSED:
            return "PAUSED"
        case Phase.COUNTING_IN:
            return "GOING ON"
        case Phase.FINISHED:
            return "DONE"
        case Phase.RUNNING:
            return word_of(snapshot.interval)


def sign_of(interval: Interval) -> str:
    return _MANNER_SIGNS[interval.movement.manner] if interval.work else _SIGNS[interval.kind]


def word_of(interval: Interval) -> str:
    return _MANNER_WORDS[interval.movement.manner] if interval.work else _WORDS[interval.kind]


def big_word(snapshot: Snapshot) -> str:
    """What is read from across the room: the side, or the state where there is none."""
    interval = snapshot.interval
    if snapshot.phase in (Phase.PAUSED, Phase.FINISHED):
        return word(snapshot)
    resting = snapshot.phase is Phase.RUNNING and interval.kind is Kind.REST
    if resting and (interval.open or snapshot.shown > ANNOUNCED):
        return "REST"
    if interval.side is not Side.BOTH:
        return interval.side.value.upper()
    return {"GET READY": "READY"}.get(word_of(interval), word_of(interval))


def what(snapshot: Snapshot) -> tuple[str, str]:
    """The movement, and which one it is; its side where the big word says something else."""
    interval = snapshot.interval
    said = interval.side is Side.BOTH or big_word(snapshot) == interval.side.value.upper()
    side = "" if said else f"{interval.side.value} · "
    return interval.name, f"{side}{snapshot.work_number} of {snapshot.work_count}{_turn(snapshot)}"


def cue(snapshot: Snapshot, go_on_key: str = "space", done_key: str = "Enter", touch_key: str = "t") -> str:
    """What to do; a key that is asked for by the name it has now."""
    interval, movement = snapshot.interval, snapshot.interval.movement
    stand = movement.stand(interval.side)
    if snapshot.phase is Phase.FINISHED:
        return "Well done."
    if snapshot.phase is Phase.PAUSED:
        return " ".join(filter(None, (f"Press {go_on_key} to go on.", stand and f"{stand}.")))
    if snapshot.phase is Phase.COUNTING_IN:
        return stand and f"{stand}."
    if interval.open:
        return _open_cue(interval, done_key, touch_key)
    match interval.kind:
        case Kind.WORK:
            return movement.cue(snapshot.work_number - 1)
        case Kind.PREPARE | Kind.REST:
            setup = movement.exercise.setup if movement.exercise else ""
            return " ".join(filter(None, (stand and f"{stand}.", setup)))
        case Kind.SWITCH | Kind.RELAX:
            return stand and f"{stand}."


def following(snapshot: Snapshot) -> str:
    """What comes next, the gap before it too."""
    after = snapshot.following
    if after is None:
        return "the end"
    if after.work:
        return _work_text(after, snapshot.interval)
    work = snapshot.next_work
    gap = f"{word_of(after).lower()} {format_duration(after.seconds)}" if after.seconds else word_of(after).lower()
    return f"{gap}, then {_work_text(work, snapshot.interval)}" if work else gap


def progress(snapshot: Snapshot, timeline: Timeline) -> str:
    """The session's clock against what it will come to."""
    interval = snapshot.interval
    left = 0.0 if snapshot.planned is None else snapshot.planned - snapshot.elapsed
    after = timeline.extent.clock_seconds - interval.at - (interval.seconds or 0)
    done = snapshot.phase is Phase.FINISHED
    total = snapshot.clock + (0 if done else left + after)
    more = "+" if timeline.open_ended and not done else ""
    return f"{clock_text(snapshot.clock + EARLY)} of {clock_text(total + EARLY)}{more}"


def touch_downs(snapshot: Snapshot) -> str:
    count = snapshot.left_touch_downs + snapshot.right_touch_downs
    return f"{count} touch-down{'s' * (count != 1)}" if count else ""


def title(snapshot: Snapshot) -> str:
    """The terminal's title."""
    side = "" if snapshot.interval.side is Side.BOTH else f" · {snapshot.interval.side.value.upper()}"
    match snapshot.phase:
        case Phase.RUNNING:
            left = clock_text(snapshot.shown) if snapshot.interval.open else f"{snapshot.shown}s left"
            return f"{left} · {word_of(snapshot.interval).capitalize()}{side}"
        case Phase.COUNTING_IN:
            return f"{snapshot.count_in}{side}"
        case Phase.PAUSED:
            return f"Paused{side}"
        case Phase.FINISHED:
            return "Done"


def sound(muted: bool, engine: str, voice: Voice) -> str:
    """What is heard, and whether anything is said."""
    if engine in SPEECHLESS:
        return "♪ off" if muted else SPEECHLESS[engine]
    heard = "♪ off" if muted else "♪ on" if engine else "♪ …"
    return f"{heard}   voice {'off' if muted or voice is Voice.OFF else 'on'}"


def _work_text(work: Interval, present: Interval) -> str:
    name = "" if work.name == present.name else f"{work.name} · "
    side = "" if work.side is Side.BOTH else f"{work.side.value.upper()} "
    return f"{name}{side}{amount(work)}"


def amount(work: Interval) -> str:
    """How much of it: seconds, repetitions, or a test."""
    if work.seconds is not None:
        return format_duration(work.seconds)
    own_pace = work.movement.manner is Manner.SELF_PACED
    return reps_text(work.reps or 0, work.movement.unit) if own_pace else "test"


def _open_cue(interval: Interval, key: str, touch_key: str) -> str:
    if not interval.work:
        return f"{key} when you are ready."
    match interval.movement.manner:
        case Manner.TEST_HOLD:
            return f"{touch_key} when a foot goes down, {key} when it ends."
        case Manner.TEST_REPS:
            unit = interval.movement.unit
            return f"{key} when done; you are asked how many{f' {unit}' if unit else ''}."
        case _:
            return f"{reps_text(interval.reps or 0, interval.movement.unit)} at your own pace. {key} when done."


def part_of(routine: Routine, standing: Standing) -> str:
    """Which week of a plan, which stage; empty for a routine that has neither."""
    week = f"week {standing.week} of {routine.weeks}" if routine.plan else ""
    stages = routine.stages[-1]
    stage = f"stage {standing.stage} of {stages}" if stages > 1 else ""
    return ", ".join(filter(None, (week, stage)))


def _turn(snapshot: Snapshot) -> str:
    """Of a paced set: which repetition, and its phase."""
    interval, tempo = snapshot.interval, snapshot.interval.movement.tempo
    if not interval.work or tempo is None or not tempo.seconds or not interval.reps:
        return ""
    done, into = divmod(math.floor(snapshot.elapsed + EARLY), tempo.seconds)
    count = str(done + 1) if interval.open else f"{min(done + 1, interval.reps)} of {interval.reps}"
    return f" · rep {count} · {_tempo_phase(tempo, interval, into)}"


def _tempo_phase(tempo: Tempo, interval: Interval, into: int) -> str:
    down = (("down", tempo.lower), ("pause", tempo.bottom))
    up = (("up", tempo.rise), ("pause", tempo.top))
    for name, seconds in (*down, *up) if interval.movement.start is Start.DOWN else (*up, *down):
        if into < seconds:
            return f"{name} {seconds - into}"
        into -= seconds
    return "up"
