"""The app with its collaborators fulfilled in memory: a clock that moves when told, a runner without its thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from footcore_tui.core.choices import PlanAction
from footcore_tui.core.days import day_of
from footcore_tui.core.errors import HistoryError, UnknownRoutine
from footcore_tui.core.exercise import Contact, Exercise, Level
from footcore_tui.core.levels import Proposal
from footcore_tui.core.norms import ERRORS, typical
from footcore_tui.core.plans import Progress
from footcore_tui.core.record import Record, SessionDiscarded, SessionEnded
from footcore_tui.core.routine import (
    Block,
    Hold,
    Measure,
    Paced,
    PerWeek,
    Ready,
    Routine,
    SelfPaced,
    Sides,
    Standing,
    Step,
    Tempo,
    Test,
)
from footcore_tui.core.safety import Gate, gate_of
from footcore_tui.core.self_test_days import EVERY_DAYS
from footcore_tui.core.self_tests import STAGES, Age, Try, is_self_test, items_of, results_of, stages_held, tries_of
from footcore_tui.core.settings import Settings
from footcore_tui.core.speech import Line
from footcore_tui.core.stats import Charts, PastSession
from footcore_tui.core.timeline import Timeline, compile_timeline, has_open_work, measure
from footcore_tui.ports import RoutineFile, ScheduledCue
from footcore_tui.runner import Mode, Runner, World
from footcore_tui.tui.app import FootcoreApp
from footcore_tui.tui.desk import DayMark, Desk, Offer, Today, WeekDay
from footcore_tui.tui.ladders import Ladder
from footcore_tui.tui.past import PastDay, PastDays
from footcore_tui.tui.plans import PlanOffer, Saved
from footcore_tui.tui.self_tests import Test as SelfTest
from footcore_tui.tui.self_tests import Trial
from footcore_tui.tui.widgets.wording import part_of
from tests.fakes import CountedIdentities, FakeClock, MemoryHistory

STANCE = Exercise(
    id="single-leg-stance",
    name="Single-leg stance",
    contact=(Contact.HEEL, Contact.FIRST_MET, Contact.FIFTH_MET),
    side_phrase="Stand on your {side} foot",
    setup="Stand within reach of something fixed: a worktop, a rail, a wall, a doorway. Not a chair: it can move.",
    cues=("Soften the knee and stand tall.", "Draw the belly in and breathe."),
    levels=(Level("hand", "hand on the counter"), Level("fingertips", "fingertips")),
)


def always(seconds: int) -> PerWeek[int]:
    return PerWeek((seconds,))


def routine(name: str, *steps: Step, about: str = "", prepare: int = 5) -> Routine:
    return Routine(name.lower().replace(" ", "-"), name, (Block(steps),), prepare=prepare, about=about)


DESK = routine(
    "Two-minute desk balance",
    Step("Single-leg stance", Hold(always(15)), exercise=STANCE, sides=Sides.ALTERNATE, total=always(120)),
    about="Fifteen seconds on one leg, then on the other, four times each: two minutes of holds.",
)
OPEN = routine(
    "At your pace",
    Step("Calf raise", SelfPaced(always(12)), rest_after=PerWeek((Ready.READY,))),
    Step("Balance test", Test(Measure.HOLD, always(60)), sides=Sides.EACH),
    Step("Chair stand", Test(Measure.REPS, always(30))),
    prepare=0,
)
PACED = routine("Slow calf raise", Step("Calf raise", Paced(always(3), PerWeek((Tempo(3, 1, 2, 0),)))), prepare=0)
LONG = routine("Long hold", Step("Stand", Hold(always(150))), prepare=0)

FRAME_SECONDS = 0.02
"""Textual paints every 1/60 s, and waits 1/120 s for a further change of size before it heeds one."""
TODAY = day_of("2026-06-03")
"""A Wednesday."""
WEEK = tuple(
    WeekDay(name, mark, today=name == "Thu")
    for name, mark in zip(
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        (DayMark.KEPT, DayMark.KEPT, DayMark.BRIDGED, DayMark.OPEN, *[DayMark.AHEAD] * 3),
        strict=True,
    )
)


@dataclass
class MemoryArchive:
    """`tui.past.Archive` of sessions that are given; it counts what it was asked."""

    past: PastDays = field(default_factory=lambda: PastDays((PastDay(TODAY, 0, DayMark.OPEN),), 3))
    listed: tuple[PastSession, ...] = ()
    """The latest first."""
    summed: Charts = field(default_factory=Charts)
    records: dict[str, Record] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    broken: bool = False

    def days(self) -> PastDays:
        self._ask("days")
        return self.past

    def count(self) -> int:
        self._ask("count")
        return len(self.listed)

    def sessions(self, first: int, count: int) -> tuple[PastSession, ...]:
        self._ask(f"sessions {first} {count}")
        return self.listed[first : first + count]

    def charts(self, today: int) -> Charts:
        self._ask(f"charts {today}")
        return self.summed

    def record(self, session: str) -> Record | None:
        self._ask(f"record {session}")
        return self.records.get(session)

    def _ask(self, question: str) -> None:
        if self.broken:
            raise HistoryError("The history is damaged.")
        self.asked.append(question)


@dataclass
class MemoryAsking:
    """`tui.asking.Asking` of someone who was asked about these."""

    asked: set[str] = field(default_factory=set)

    def gate(self, timeline: Timeline) -> Gate:
        return gate_of(timeline, frozenset(self.asked))

    def gone_on(self, gate: Gate) -> None:
        self.asked.update(gate.about)


@dataclass
class MemoryTests:
    """`tui.self_tests.SelfTests` of tests that are given."""

    known: tuple[SelfTest, ...] = ()
    offered: bool = False
    told: Age = field(default_factory=lambda: Age(True, 43))
    broken: bool = False

    def is_offered(self, tests: Sequence[str]) -> bool:
        return self.offered and bool(tests)

    def tests(self) -> tuple[SelfTest, ...]:
        if self.broken:
            raise HistoryError("The history is damaged.")
        return self.known

    def test(self, routine: Routine) -> SelfTest:
        return next(one for one in self.tests() if one.routine == routine)

    def measured(self, routine: Routine, timeline: Timeline, record: Record) -> SelfTest:
        return self_test(routine, tries_of(record), self.told.years)

    def age(self) -> Age:
        return self.told

    def tell_age(self, years: int) -> None:
        self.told = Age(True, years or None)


def self_test(routine: Routine, tries: Sequence[Try] = (), years: int | None = 43) -> SelfTest:
    items = items_of(compile_timeline(routine))
    results = results_of(items, tries)
    trials = tuple(
        Trial(
            item,
            tuple(one for one in results if one.item == item),
            typical(routine.id, item.name, years),
            ERRORS.get((routine.id, item.name)),
        )
        for item in items
    )
    stages = stages_held(items, results) if STAGES in routine.tags and results else None
    last = results[-1].local_day if results else None
    return SelfTest(routine, trials, last, last and last + EVERY_DAYS, stages)


@dataclass
class MemoryPlans:
    """`tui.plans.Plans` that does at once what it is told."""

    offers: tuple[PlanOffer, ...] = ()
    running: Progress | None = None
    changed: list[tuple[PlanAction, str]] = field(default_factory=list)
    after: dict[PlanAction, Progress | None] = field(default_factory=dict)
    """What runs once it was told so."""
    error: Exception | None = None

    def shelf(self) -> tuple[PlanOffer, ...]:
        return self.offers

    def progress(self) -> Progress | None:
        return self.running

    def change(self, action: PlanAction, routine: str, saved: Saved) -> None:
        self.changed.append((action, routine))
        self.running = self.after.get(action, self.running)
        saved(self.error)


@dataclass
class MemoryLadders:
    """`tui.ladders.Ladders` that proposes what it is given, by the pain that was told."""

    ladders: tuple[Ladder, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    down: tuple[Proposal, ...] = ()
    """In place of those once there is pain."""
    stage: str = ""
    first: tuple[Proposal, ...] = ()
    """Before a session."""
    decided: list[tuple[str, str, Proposal | None]] = field(default_factory=list)

    def all(self) -> tuple[Ladder, ...]:
        return self.ladders

    def before(self, routine: Routine) -> tuple[Proposal, ...]:
        return self.first

    def after(self, record: Record, routine: Routine) -> tuple[Proposal, ...]:
        return self.down if record.pain else self.proposals

    def opened(self, record: Record, routine: Routine) -> str:
        return self.stage

    def decide(self, exercise: str, level: str) -> None:
        self.decided.append((exercise, level, None))

    def answer(self, proposal: Proposal, *, take: bool) -> None:
        self.decided.append((proposal.exercise.id, (proposal.level if take else proposal.current).id, proposal))


class SilentCues:
    """`ports.CuePlayer` that makes no sound and remembers whether it is muted."""

    muted = False
    spoken = False
    engine = "miniaudio"

    def open(self) -> None: ...
    def schedule(self, cues: Sequence[ScheduledCue]) -> None: ...
    def cancel(self) -> None: ...
    def rest(self) -> None: ...
    def close(self) -> None: ...

    def prepare(self, lines: Iterable[Line]) -> None:
        pass

    def speak(self, spoken: bool) -> None:
        self.spoken = spoken

    def mute(self, muted: bool) -> None:
        self.muted = muted


class StillRunner(Runner):
    """The real runner, whose time passes when the test says so."""

    def run(self) -> None: ...


@dataclass
class Studio:
    """Everything that stands round the app."""

    shelf: tuple[Routine, ...] = (DESK, OPEN, PACED)
    broken: tuple[RoutineFile, ...] = ()
    day: Today = field(default_factory=lambda: Today(1, 3, WEEK, 12, DESK.id))
    settings: Settings = field(default_factory=lambda: Settings(theme="dark"))
    key_guard_seconds: float = 0.0
    clock: FakeClock = field(default_factory=lambda: FakeClock(100.0))
    history: MemoryHistory = field(default_factory=MemoryHistory)
    archive: MemoryArchive = field(default_factory=MemoryArchive)
    tests: MemoryTests = field(default_factory=MemoryTests)
    plans: MemoryPlans = field(default_factory=MemoryPlans)
    ladders: MemoryLadders = field(default_factory=lambda: MemoryLadders())
    cues: SilentCues = field(default_factory=SilentCues)
    remarks: tuple[str, ...] = ()
    runner: StillRunner | None = None
    asking: MemoryAsking | None = None
    """None: nothing is asked before a session."""

    def __post_init__(self) -> None:
        self._world = World(self.clock, self.cues, self.history, CountedIdentities())

    def app(self, opening: Runner | None = None) -> FootcoreApp:
        return FootcoreApp(self.desk(), opening)

    def desk(self) -> Desk:
        return Desk(
            library=lambda: self,
            routine=self.routine,
            history=lambda: self.history,
            offers=self.offers,
            unfinished=self.history.unfinished,
            standing=lambda _: Standing(levels={"single-leg-stance": "fingertips"}),
            start=self.start,
            resume=self.resume,
            keep=self.keep,
            discard=lambda record: self.history.append(SessionDiscarded(record.began.session)),
            today=lambda: self.day,
            archive=lambda: self.archive,
            asking=lambda: self.asking,
            tests=lambda: self.tests,
            plans=lambda: self.plans,
            ladders=lambda: self.ladders,
            now=self.clock.moment,
            remarks=lambda _: self.remarks,
            settings=self.settings,
            key_guard_seconds=self.key_guard_seconds,
        )

    def start(self, routine: Routine, standing: Standing, mode: Mode | None = None) -> StillRunner:
        self.runner = StillRunner(routine, standing, self._world, mode)
        return self.runner

    def resume(self, record: Record) -> StillRunner:
        found = self.routine(record.began.routine)
        self.runner = StillRunner(found, Standing(), self._world, Mode(), crashed=record)
        return self.runner

    def keep(self, record: Record) -> None:
        end = self.clock.moment()
        ended = SessionEnded(record.began.session, end, record.status, record.share, record.work_seconds, 1)
        self.history.append(ended)

    def offers(self) -> tuple[Offer, ...]:
        return tuple(
            Offer(
                one.id,
                one.name,
                one.about,
                measure(one, Standing()).clock_seconds,
                part_of(one, Standing()),
                is_self_test(one),
                has_open_work(one, Standing()),
            )
            for one in self.shelf
        )

    def routines(self) -> tuple[RoutineFile, ...]:
        return (*(RoutineFile(one.id, f"/{one.id}.toml", one) for one in self.shelf), *self.broken)

    def routine(self, name: str) -> Routine:
        for one in self.shelf:
            if one.id == name:
                return one
        raise UnknownRoutine(f"There is no routine {name}.")

    def exercises(self) -> tuple[Exercise, ...]:
        return (STANCE,)

    def let_pass(self, seconds: float) -> None:
        """Time goes by as it does: tick by tick, a second at most at a time."""
        assert self.runner is not None
        while seconds > 0:
            self.clock.advance(step := min(1.0, seconds))
            seconds -= step
            self.runner.tick()
