"""How long a coaching cue has to be said or read, by the cue plan's own estimates, without a whole session."""

from __future__ import annotations

from dataclasses import replace

from footcore_tui.core.bout import bout
from footcore_tui.core.cue_lines import COACHED_FROM_SECONDS
from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.cues import CueKind
from footcore_tui.core.routine import Block, Hold, Move, Paced, PerWeek, Routine, SelfPaced, Standing, Step, Test
from footcore_tui.core.speech import spoken_seconds
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.core.voice import Voice

ALWAYS_ROOM_SECONDS = 2.5
"""A cue that takes no longer is said in every hold that is coached: the shortest has 10 s, and German the longest
words beside it."""
_PROBE = "-"
"""Says nothing: what room there is for the first word."""


def lengths(step: Step) -> dict[int, int]:
    """Each length in seconds that one work of the step has, and the first week of it; a test lasts to its cap.

    None where the client sets the pace or a test has its beat: there no cue is said.
    """
    found: dict[int, int] = {}
    silent = isinstance(step.dose, SelfPaced) or (isinstance(step.dose, Test) and step.dose.tempo is not None)
    if not silent:
        for week in range(1, step.changes + 1):
            one = bout(step, week)
            found.setdefault(one.seconds or one.cap or 0, week)
    return found


def shortest(step: Step) -> int:
    """Seconds that none of its works is shorter than; quicker told than their lengths."""
    match step.dose:
        case Hold() | Move():
            return min(step.dose.seconds.values)
        case Paced():
            return min(step.dose.reps.values) * min([one.seconds for one in step.dose.tempo.values])
        case Test():
            return min(step.dose.cap.values)
        case SelfPaced():
            return 0


def is_read(step: Step, length: int) -> bool:
    """Whether the cue of such a work stands on the screen alone, as beside a metronome and in short works."""
    return isinstance(step.dose, Paced) or length < COACHED_FROM_SECONDS


def seconds_for(step: Step, cue: str, length: int, week: int, language: str) -> float | None:
    """What a work of that length leaves for a cue that is too long for it; None where it is long enough."""
    if is_read(step, length):
        return length if spoken_seconds(cue) > length else None
    if _room(step, cue, week, language) is not None:
        return None
    return _room(step, _PROBE, week, language) or 0.0


def _room(step: Step, cue: str, week: int, language: str) -> float | None:
    """Seconds that the shortest-spoken work leaves for the cue; None where one of them can't say it."""
    plan = CuePlan(compile_timeline(_few(step, cue, week), Standing(week)), Voice.FULL, language)
    rooms = []
    for work in plan.timeline.works:
        said = [each.line.room for each in plan.interval(work.index) if each.kind is CueKind.COACH and each.line]
        if not said:
            return None
        rooms += said
    return min(rooms)


def _few(step: Step, cue: str, week: int) -> Routine:
    """The step alone as it is in that week, with as few of its works as show every neighbour that one can have."""
    one = bout(step, week)
    dose, total = step.dose, None
    if step.total is not None:
        total = PerWeek.always((one.seconds or 0) * min(one.works, 4))
    elif isinstance(dose, Hold) and dose.reps:
        dose = replace(dose, reps=PerWeek.always(min(dose.reps.of(week), 3)))
    sets = PerWeek.always(min(step.sets.of(week), 2))
    few = replace(step, dose=dose, total=total, sets=sets, cues=(cue,), weeks=None)
    return Routine("", "", (Block((few,)),))
