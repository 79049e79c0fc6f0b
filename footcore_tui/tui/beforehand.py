"""What comes before a session: the age where it is of use, and what is asked first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from footcore_tui.tui.age import with_age
from footcore_tui.tui.asking import ask_first

if TYPE_CHECKING:
    from footcore_tui.runner import Runner
    from footcore_tui.tui.app import FootcoreApp


def perform(app: FootcoreApp, runner: Runner, refused: Callable[[], None]) -> None:
    """Plays it once all is answered; `refused` is called where the person would rather not."""
    with_age(app, app.desk, runner.routine, lambda: ask_first(app, runner, refused))
