"""The age, asked once: before the first test whose results can be laid beside what is typical for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from footcore_tui.core.choices import OLDEST
from footcore_tui.core.errors import HistoryError
from footcore_tui.core.self_test_days import TAG

if TYPE_CHECKING:
    from textual.app import App

    from footcore_tui.core.routine import Routine
    from footcore_tui.tui.desk import Desk

QUESTION = "How old are you? What is typical for your age is shown beside the results."
HINT = "Enter keeps it. Escape: you would rather not say. It is asked once."


def with_age(app: App[None], desk: Desk, routine: Routine, then: Callable[[], None]) -> None:
    """Calls `then` once it is answered, or at once where there is nothing to ask."""
    if TAG in routine.tags and _is_of_use(desk, routine):
        ask_age(app, desk, then)
    else:
        then()


def _is_of_use(desk: Desk, routine: Routine) -> bool:
    from footcore_tui.core.norms import has_norms

    try:
        return has_norms(routine.id) and not desk.tests().age().asked
    except HistoryError:
        return False


def _problem(answer: str) -> str:
    from footcore_tui.core.self_tests import age_of

    return "" if age_of(answer) else f"Your age in whole years is wanted, from 1 to {OLDEST}."


def ask_age(app: App[None], desk: Desk, then: Callable[[], None]) -> None:
    from footcore_tui.tui.screens.question import QuestionScreen

    def answered(years: str | None) -> None:
        desk.tests().tell_age(int(years or 0))
        then()

    app.push_screen(QuestionScreen(QUESTION, hint=HINT, problem=_problem), answered)
