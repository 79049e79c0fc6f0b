"""The settings: what a person may change in `config.toml`, with the values that hold without one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from footcore_tui.core.days import DAILY, DAY_START, TARGET
from footcore_tui.core.problem import Problem


class SoundEngine(StrEnum):
    """What makes the sounds; AUTO takes the best that works here."""

    AUTO = "auto"
    MINIAUDIO = "miniaudio"
    PLAYER = "player"
    BELL = "bell"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Settings:
    day_start: int = DAY_START
    """Minutes after midnight."""
    target: int = TARGET
    """Sessions a day."""
    daily: str = DAILY
    """The id of the routine that is due on a day without a plan; empty for none."""
    theme: str | None = None
    """The name of a theme; None for the app's own."""
    engine: SoundEngine = SoundEngine.AUTO
    mute: bool = False
    volume: int = 80
    """0 to 100."""
    offset_ms: int = 0
    """How much earlier sounds are sent, for a loudspeaker that is late."""
    keys: tuple[tuple[str, str], ...] = ()
    """Binding id and its keys, separated by commas, as `("player.pause", "space,p")`."""
    levels: tuple[tuple[str, str], ...] = ()
    """Exercise id and the id of the level at which it is done; an exercise that is missing stands at its easiest."""
    problems: tuple[Problem, ...] = ()
    """What of the file could not be used; there the values above hold."""
