"""Self-tests of this person on this machine. Today asks here at every start, so what reads results is loaded late."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from footcore_tui.adapters import history_choices, history_tests
from footcore_tui.adapters.clock import wall
from footcore_tui.cli.standing import asked
from footcore_tui.core.days import day_of, iso, local_day
from footcore_tui.core.errors import HistoryError, TimelineError
from footcore_tui.core.self_test_days import EVERY_DAYS, age_on, is_offered
from footcore_tui.core.settings import Settings

if TYPE_CHECKING:
    from footcore_tui.core.record import Event, Record
    from footcore_tui.core.routine import Routine
    from footcore_tui.core.self_tests import Age, Item, Result, Try
    from footcore_tui.core.timeline import Timeline
    from footcore_tui.ports import RoutineLibrary
    from footcore_tui.tui.self_tests import Test, Trial

NEVER: tuple[int | None, int | None] = (None, None)


class SqliteTests:
    """`tui.self_tests.SelfTests`."""

    def __init__(self, chosen: Settings, library: Callable[[], RoutineLibrary], keep: Callable[[Event], None]) -> None:
        """`keep` makes an event durable, sooner or later."""
        self._chosen = chosen
        self._library = library
        self._keep = keep
        self._told: tuple[int, str] | None = None
        """The age that was told meanwhile, which may not be on the disk yet."""

    @property
    def today(self) -> int:
        return local_day(*wall(), self._chosen.day_start)

    def is_offered(self, tests: Sequence[str]) -> bool:
        try:
            days = asked(lambda connection: history_tests.days(connection, tests), NEVER)
        except HistoryError:
            return False
        return is_offered(*days, self.today)

    def tests(self) -> tuple[Test, ...]:
        from footcore_tui.core.self_tests import is_self_test

        found = [file.routine for file in self._library().routines() if file.routine and is_self_test(file.routine)]
        tests = []
        years = self.age().years
        for routine in found:
            # One that has nothing to do in its first week is none there.
            with suppress(TimelineError):
                tests.append(self._of(routine, years))
        return tuple(tests)

    def test(self, routine: Routine) -> Test:
        return self._of(routine, self.age().years)

    def measured(self, routine: Routine, timeline: Timeline, record: Record) -> Test:
        from footcore_tui.core.self_tests import tries_of

        return self._test(routine, timeline, tries_of(record), self.age().years)

    def age(self) -> Age:
        from footcore_tui.core.self_tests import Age

        told = self._told or asked(history_choices.age, None)
        return Age(True, age_on(told[0], day_of(told[1]), self.today)) if told else Age()

    def tell_age(self, years: int) -> None:
        from footcore_tui.core.choices import AGE

        self._told = years, iso(self.today)
        from footcore_tui.core.day_events import RuleChanged

        self._keep(RuleChanged(AGE, years, iso(self.today)))

    def _of(self, routine: Routine, years: int | None) -> Test:
        from footcore_tui.core.timeline import compile_timeline

        tries = asked(lambda connection: history_tests.tries(connection, routine.id), None)
        return self._test(routine, compile_timeline(routine), tries or (), years)

    def _test(self, routine: Routine, timeline: Timeline, tries: Iterable[Try], years: int | None) -> Test:
        from footcore_tui.core.self_tests import STAGES, items_of, results_of, stages_held
        from footcore_tui.tui.self_tests import Test

        items = items_of(timeline)
        results = results_of(items, tries)
        last = results[-1].local_day if results else None
        latest = [one for one in results if one.session == results[-1].session]
        return Test(
            routine,
            self._trials(routine.id, items, results, years),
            last,
            again=None if last is None else last + EVERY_DAYS,
            stages=stages_held(items, latest) if STAGES in routine.tags and latest else None,
        )

    def _trials(
        self, routine: str, items: Iterable[Item], results: Sequence[Result], years: int | None
    ) -> tuple[Trial, ...]:
        from footcore_tui.core.norms import ERRORS, typical
        from footcore_tui.tui.self_tests import Trial

        return tuple(
            Trial(
                item,
                tuple(one for one in results if one.item == item),
                typical(routine, item.name, years),
                ERRORS.get((routine, item.name)),
            )
            for item in items
        )
