"""What the person chose in the settings, as far as it can be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from textual.binding import BindingType

from footcore_tui.core.settings import Settings
from footcore_tui.tui.desk import SETTINGS
from footcore_tui.tui.theme import Look, look_of


def chosen_look(settings: Settings, color_system: str | None) -> Look:
    """The look that was set, else what the terminal can show; `color_system` is Rich's name for that."""
    if settings.theme:
        return look_of(settings.theme)
    match color_system:
        case None:
            return Look.PLAIN
        case "standard" | "windows":
            return Look.ANSI
        case _:
            return Look.DARK


def chosen_keys(settings: Settings, everywhere: Sequence[BindingType]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Keys by binding id, and why others can't be used; `everywhere`: what the app itself binds."""
    if not settings.keys:
        # As for most people: all the screens are loaded for the others alone.
        return {}, ()
    from footcore_tui.tui.keymap import usable

    return usable(dict(settings.keys), everywhere)


def settings_problems(settings: Settings) -> Iterator[str]:
    """What of the settings is left out, and why; a sentence each."""
    for problem in settings.problems:
        yield f"{PurePath(problem.file).name}:{problem.line}: {problem.message}"
    if settings.theme and settings.theme not in set(Look):
        yield f"{SETTINGS}: there is no theme {settings.theme!r}; known are {', '.join(Look)}"
