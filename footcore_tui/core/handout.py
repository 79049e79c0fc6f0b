"""A routine as a page to hand to a client: what is done, how, when to stop, and a box for each day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from footcore_tui.core.bout import bout
from footcore_tui.core.difference_words import rest_text, time_text
from footcore_tui.core.dose_words import dose_words
from footcore_tui.core.exercise import Contact, Exercise, Level, Side
from footcore_tui.core.interval import Manner
from footcore_tui.core.routine import Block, Plan, Routine, Sides, Standing, Step
from footcore_tui.core.safety import ASK_FIRST_IF, STOP_IF
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.core.week_changes import WeekChanges

MOST_CUES = 3
"""More are not taken in from paper."""
WEEKS_WITHOUT_PLAN = 4
"""Rows of boxes for a routine that has no weeks."""
MOST_WEEKS = 13
"""Rows of boxes on one page: a quarter of a year."""
CONTACTS = {
    Contact.HEEL: "heel",
    Contact.FIRST_MET: "ball of the big toe",
    Contact.FIFTH_MET: "ball of the little toe",
    Contact.HALLUX: "big toe",
    Contact.TOES: "small toes",
    Contact.FOREFOOT: "forefoot",
}
STOP_AT = "Stop at sharp pain, numbness, chest pain, faintness or a spinning feeling, and get help if it does not pass."
"""For a routine that has no cautions of its own."""
NOTES = "Keep in mind"
"""The heading of the paragraphs that are under neither of the lists."""


@dataclass(frozen=True, slots=True)
class Card:
    """One step."""

    number: int
    name: str
    dose: str
    level: str
    setup: str
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    contact: tuple[Contact, ...]
    sides: tuple[Side, ...]
    """The feet that work."""

    @property
    def carries(self) -> str:
        return ", ".join(CONTACTS[point] for point in self.contact)


@dataclass(frozen=True, slots=True)
class Group:
    """A block: its heading where it has several steps, and its cards."""

    heading: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """The page."""

    routine: Routine
    part: str
    """Which weeks and stage; empty where there is but one."""
    length: str
    """About how long it takes, but for repetitions at the client's own pace; empty where a test or a rest is open."""
    lead: str
    """What it is about: the first paragraph of `about`."""
    notes: tuple[str, ...]
    """The other paragraphs, which hold the cautions; ours where there are none."""
    needs: tuple[str, ...]
    groups: tuple[Group, ...]
    stop_if: tuple[str, ...]
    ask_first: tuple[str, ...]
    rows: tuple[str, ...]
    """A row of seven days each."""
    between: str
    """The rest between its blocks; empty where there is one, or none."""
    often: str
    """How many days a week, and sessions a day; empty where it differs, and the rows say it."""

    @property
    def safety(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each heading with what stands below it."""
        parts = (STOP_IF, self.stop_if), (ASK_FIRST_IF, self.ask_first)
        return tuple((heading, texts) for heading, texts in parts if texts)


def handout(routine: Routine, standing: Standing) -> Handout:
    """For that week and the ones after it that are the same. Raises TimelineError where there is nothing to do."""
    done = [(block, steps) for _, block, steps in routine.played(standing)]
    exercises = [step.exercise for _, steps in done for step in steps if step.exercise]
    levels: list[Exercise | Level] = [
        level for _, steps in done for step in steps if (level := _level(step, standing.week))
    ]
    paragraphs = tuple(" ".join(part.split()) for part in routine.about.split("\n\n") if part.strip())
    weeks, rest = _weeks(routine, standing), routine.rest_between_blocks
    often = {_often(routine, week) for week in weeks}
    return Handout(
        routine=routine,
        part=_part(routine, standing, weeks),
        length=_length(routine, standing),
        lead=next(iter(paragraphs), ""),
        notes=paragraphs[1:] or (STOP_AT,),
        needs=_once([*routine.equipment, *(thing for one in exercises for thing in one.equipment)]),
        groups=tuple(_groups(done, standing.week)),
        stop_if=_once(text for one in exercises for text in one.stop_if),
        ask_first=_once(text for one in [*exercises, *levels] for text in one.ask_first),
        rows=tuple(_row(routine.plan, week, named=len(often) > 1) for week in weeks),
        between=f"rest {rest_text(rest)} between exercises, where nothing else is said"
        if rest and len(done) > 1
        else "",
        often=often.pop() if len(often) == 1 else "",
    )


def _groups(done: list[tuple[Block, tuple[Step, ...]]], week: int) -> Iterable[Group]:
    number = 1
    for block, steps in done:
        rounds, between = block.rounds.of(week), block.rest_between_rounds.of(week)
        several = (
            f"{rounds} rounds" + (f", rest {rest_text(between)} between them" if between else "") if rounds > 1 else ""
        )
        heading = (
            " · ".join(filter(None, (block.name, several, _between(block, steps, week)))) if len(steps) > 1 else ""
        )
        cards = []
        for step in steps:
            cards.append(_card(number, step, week, "" if heading else several))
            number += 1
        yield Group(heading, tuple(cards))


def _between(block: Block, steps: Sequence[Step], week: int) -> str:
    rest = block.rest.of(week)
    own = all(step.rest_after is not None for step in steps[:-1])
    return f"rest {rest_text(rest)} between exercises" if rest and not own else ""


def _card(number: int, step: Step, week: int, several: str) -> Card:
    exercise, level = step.exercise, _level(step, week)
    rest = step.rest.of(week) if step.sets.of(week) > 1 else 0
    dose = [
        dose_words(step, week, spelt=True),
        f"{time_text(step.relax.of(week))} to relax between" if bout(step, week).relaxes else "",
        f"rest {rest_text(rest)} between sets" if rest else "",
        several,
        f"then rest {rest_text(step.rest_after.of(week))}" if step.rest_after and step.rest_after.of(week) else "",
    ]
    own = step.level is not None and level is not None
    cues = step.cues or tuple(filter(None, (level.cue if own and level else "", *(exercise.cues if exercise else ()))))
    sides = {Sides.LEFT: (Side.LEFT,), Sides.RIGHT: (Side.RIGHT,)}.get(step.sides, (Side.LEFT, Side.RIGHT))
    return Card(
        number=number,
        name=step.name,
        dose=_sentence("; ".join(filter(None, dose))),
        level="" if level is None else level.name if own else f"your own; begin with: {level.name}",
        setup=" ".join(exercise.setup.split()) if exercise else "",
        steps=tuple(" ".join(one.split()) for one in exercise.steps) if exercise else (),
        cues=cues[:MOST_CUES],
        contact=exercise.contact if exercise else (),
        sides=sides,
    )


def _level(step: Step, week: int) -> Level | None:
    """The pinned one, else the first of the ladder."""
    return step.exercise.level(step.level.of(week) if step.level else None) if step.exercise else None


def _weeks(routine: Routine, standing: Standing) -> range:
    """Those that the page is for."""
    if routine.plan is None:
        return range(1, WEEKS_WITHOUT_PLAN + 1)
    changes = WeekChanges(routine, standing.stage)
    after = range(standing.week + 1, min(routine.weeks, standing.week + MOST_WEEKS - 1) + 1)
    same = takewhile(lambda week: not any(changes.of(week)), after)
    return range(standing.week, max(same, default=standing.week) + 1)


def _part(routine: Routine, standing: Standing, weeks: range) -> str:
    stages = routine.stages[-1]
    stage = f"Stage {standing.stage} of {stages}" if stages > 1 else ""
    if routine.plan is None:
        return stage
    several = f"Weeks {weeks[0]} to {weeks[-1]}" if len(weeks) > 1 else f"Week {weeks[0]}"
    return ", ".join(filter(None, (f"{several} of {routine.weeks}", stage)))


def _often(routine: Routine, week: int) -> str:
    plan = routine.plan
    if plan is None:
        return ""
    times = plan.sessions_on_a_day(week)
    a_day = f", {times} times a day" if times > 1 else ""
    return f"{_days(plan, week)} a week{a_day}"


def _row(plan: Plan | None, week: int, *, named: bool) -> str:
    """`named`: with how often, where the weeks differ in it."""
    return f"week {week}: {_days(plan, week)}" if plan and named else f"week {week}"


def _days(plan: Plan, week: int) -> str:
    days = plan.days_in(week)
    return f"{days} day{'s' if days > 1 else ''}"


def _length(routine: Routine, standing: Standing) -> str:
    timeline = compile_timeline(routine, standing)
    seconds = timeline.extent.clock_seconds
    waits = [one for one in timeline.intervals if one.open]
    if not seconds or not all(one.work and one.movement.manner is Manner.SELF_PACED for one in waits):
        return ""
    minutes = round(seconds / 60)
    about = "About a minute" if minutes <= 1 else f"About {minutes} minutes"
    return f"{about} and the repetitions" if waits else about


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    """Without those that another one says and goes on from, as `it hurts` beside `it hurts or swells`."""
    every = tuple(dict.fromkeys(texts))
    return tuple(one for one in every if not any(other.startswith((f"{one} or ", f"{one}, or ")) for other in every))
