"""The plan that runs: started, paused, left, stepped back in; each is an event."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from footcore_tui.adapters import history_plans, paths
from footcore_tui.adapters.clock import SystemClock
from footcore_tui.adapters.session_lock import alone
from footcore_tui.cli.rules import read_days
from footcore_tui.cli.standing import asked
from footcore_tui.core.choices import PlanAction, PlanChanged
from footcore_tui.core.days import iso
from footcore_tui.core.errors import UnknownRoutine, UsageError
from footcore_tui.core.plans import Progress
from footcore_tui.core.record import Moment
from footcore_tui.core.routine import Plan, Routine
from footcore_tui.core.settings import Settings
from footcore_tui.core.timeline import measure_weeks
from footcore_tui.tui.plans import PlanOffer, Saved

if TYPE_CHECKING:
    from footcore_tui.ports import History, RoutineLibrary

AFTER_SECONDS = 0.001
"""A change is dated at least so much after the one before it, if the clock was set back: of two the later holds."""

WAIT_SECONDS = 5.0
"""For another process that changes the plan."""
PLANS = "`footcore plan list` names those that can be started."

Shape = tuple[tuple[int, ...], tuple[int, ...]]
"""Days a week and sessions a day, of each week."""


class Planner:
    """`tui.plans.Plans` of this person on this machine."""

    def __init__(self, chosen: Settings, library: Callable[[], RoutineLibrary], history: Callable[[], History]) -> None:
        self._chosen = chosen
        self._library = library
        self._history = history

    def shelf(self) -> tuple[PlanOffer, ...]:
        return tuple(_offer(file.routine) for file in self._library().routines() if file.routine and file.routine.plan)

    def progress(self) -> Progress | None:
        return read_days(self._chosen).plan

    def change(self, action: PlanAction, routine: str, saved: Saved) -> None:
        with ExitStack() as held:
            if not held.enter_context(alone(Path(paths.state_folder()) / "plan.lock", WAIT_SECONDS)):
                raise UsageError("Another footcore is changing the plan; try again.")
            event = self._change(action, routine)
            # Until it is saved: of two that start a plan at once the second is told of the first.
            kept = held.pop_all()

        def answered(error: Exception | None) -> None:
            kept.close()
            saved(error)

        self._history().append(event, answered)

    def _change(self, action: PlanAction, routine: str) -> PlanChanged:
        """Raises FootcoreError."""
        book = read_days(self._chosen)
        plan = book.plan
        if action is PlanAction.START:
            _require_none(plan)
            week, shape = 1, shape_of(self._planned(routine))
        else:
            plan = _require(plan, action)
            routine, shape = plan.routine, (plan.days_a_week, plan.sessions_a_day)
            week = plan.proposal if action is PlanAction.STEP_BACK and plan.proposal else plan.week
        return _changed(routine, action, week, shape, iso(book.days.today))

    def _planned(self, name: str) -> Routine:
        """Raises FootcoreError."""
        if paths.is_path(name):
            raise UsageError(f"Put {name} into {paths.routines_folder()}, and start it by its id.")
        try:
            routine = self._library().routine(name)
        except UnknownRoutine as unknown:
            unknown.hint = PLANS
            raise
        if routine.plan is None:
            error = UsageError(f"{routine.name} is no plan: it has no weeks.")
            error.hint = PLANS
            raise error
        return routine


def shape_of(routine: Routine) -> Shape:
    """What a file says; where it leaves the days out, as many as keep a week."""
    plan, weeks = routine.plan or Plan(1), range(1, routine.weeks + 1)
    return tuple(map(plan.days_in, weeks)), tuple(map(plan.sessions_on_a_day, weeks))


def reshaped(routine: Routine, plan: Progress, day: str) -> PlanChanged | None:
    """Where the plan that runs is played, and its author has changed its weeks since. `day`: today as an ISO date."""
    shape = shape_of(routine)
    if plan.routine != routine.id or (plan.days_a_week, plan.sessions_a_day) == shape:
        return None
    return _changed(plan.routine, PlanAction.RESHAPE, min(plan.week, routine.weeks), shape, day)


def _changed(routine: str, action: PlanAction, week: int, shape: Shape, day: str) -> PlanChanged:
    now = SystemClock().moment()
    utc = max(now.utc, asked(history_plans.newest_change, 0.0) + AFTER_SECONDS)
    return PlanChanged(routine, action, week, *shape, day, Moment(utc, now.offset))


def _require_none(plan: Progress | None) -> None:
    if plan and not plan.finished:
        error = UsageError(f"{plan.routine} is {'paused' if plan.paused else 'running'}: one plan runs at a time.")
        error.hint = "`footcore plan leave` ends it; what was done stays in the history."
        raise error


def _require(plan: Progress | None, action: PlanAction) -> Progress:
    """The plan, where it can be changed so. Raises UsageError."""
    if plan is None:
        error = UsageError("No plan is running.")
        error.hint = PLANS
        raise error
    done = plan.finished and action is not PlanAction.LEAVE
    match action:
        case _ if done:
            why = f"{plan.routine} is finished."
        case PlanAction.PAUSE if plan.paused:
            why = f"{plan.routine} is paused already."
        case PlanAction.RESUME if not plan.paused:
            why = f"{plan.routine} is not paused."
        case PlanAction.STEP_BACK | PlanAction.GO_ON if plan.proposal is None:
            why = "Nothing is proposed: the plan goes on as it is."
        case _:
            return plan
    raise UsageError(why)


def _offer(routine: Routine) -> PlanOffer:
    days, sessions = shape_of(routine)
    seconds = [extent.clock_seconds for extent in measure_weeks(routine)]
    spans = _span(days), _span(sessions), _span(seconds)
    return PlanOffer(routine.id, routine.name, routine.about, routine.weeks, *spans)


def _span(numbers: tuple[int, ...] | list[int]) -> tuple[int, int]:
    return min(numbers), max(numbers)
