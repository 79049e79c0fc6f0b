"""The settings: what a person may change in `config.toml`, with the values that hold without one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from footcore_tui.core.day_rules import COUNTS_FROM, DAY_NEEDS, REST_DAYS, WEEK_TARGET
from footcore_tui.core.days import DAILY, DAY_START, TARGET
from footcore_tui.core.voice import Voice

if TYPE_CHECKING:
    from footcore_tui.core.problem import Problem


class SoundEngine(StrEnum):
    """What makes the sounds; AUTO takes the best that works here."""

    AUTO = "auto"
    SIMPLEAUDIO = "simpleaudio"
    MINIAUDIO = "miniaudio"
    PULSE = "pulse"
    PLAYER = "player"
    BELL = "bell"
    OFF = "off"


class SoundSet(StrEnum):
    """The family of the sounds; each has its folder."""

    MALLET = "mallet"
    WOOD = "wood"
    BELL = "bell"
    MINIMAL = "minimal"


class Preset(StrEnum):
    """Where one practises: what is heard there unless the settings say otherwise."""

    OFFICE = "office"
    NORMAL = "normal"
    GYM = "gym"
    SILENT = "silent"
    """The screen, the title, and a word on the desktop at a change of side, a rest and the end."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a preset stands for."""

    volume: int
    sounds: SoundSet
    voice: Voice
    engine: SoundEngine = SoundEngine.AUTO
    notify: bool = False


PRESETS = {
    Preset.OFFICE: Hearing(40, SoundSet.MINIMAL, Voice.BRIEF),
    Preset.NORMAL: Hearing(80, SoundSet.MALLET, Voice.FULL),
    Preset.GYM: Hearing(100, SoundSet.BELL, Voice.FULL),
    Preset.SILENT: Hearing(0, SoundSet.MALLET, Voice.OFF, SoundEngine.OFF, notify=True),
}


@dataclass(frozen=True, slots=True)
class Settings:
    day_start: int = DAY_START
    """Minutes after midnight."""
    target: int = TARGET
    """Sessions a day."""
    rest_days: int = REST_DAYS
    """Weekdays off, as bits: 1 is Monday, 64 Sunday."""
    week_target: int = WEEK_TARGET
    """Kept days a week."""
    day_needs: int = DAY_NEEDS
    """Sessions that count, for a day to be kept."""
    counts_from: float = COUNTS_FROM
    """The share of a session from which it counts."""
    streak: bool = True
    """Whether streak, weeks and score are shown."""
    daily: str = DAILY
    """The id of the routine that is due on a day without a plan; empty for none."""
    sync_dir: str = ""
    """The folder in which each device keeps a file of its events; empty for none."""
    theme: str | None = None
    """The name of a theme; None for the app's own."""
    engine: SoundEngine = SoundEngine.AUTO
    mute: bool = False
    notify: bool = False
    """Whether change of side, rest and end are told on the desktop, where the cues are not heard."""
    volume: int = 80
    """0 to 100."""
    offset_ms: int = 0
    """How much earlier sounds are sent, for a loudspeaker that is late."""
    sounds: SoundSet = SoundSet.MALLET
    primer: bool = False
    """Whether a sound after a while of quiet is led in by a near-silent one, for loudspeakers that fall asleep."""
    voice: Voice = Voice.FULL
    voice_name: str = ""
    """As the synthesiser calls it; empty for the routine's language."""
    voice_rate: int = 100
    """Percent of the usual pace."""
    keys: tuple[tuple[str, str], ...] = ()
    """Binding id and its keys, separated by commas, as `("player.pause", "space,p")`."""
    levels: tuple[tuple[str, str], ...] = ()
    """Exercise id and the id of the level at which it is done; an exercise that is missing stands at its easiest."""
    problems: tuple[Problem, ...] = ()
    """What of the file could not be used; there the values above hold."""

    def rules(self) -> dict[str, float]:
        """Those that are rules of days, by their names in `day_rules.DEFAULTS`."""
        return {
            "day_start": self.day_start,
            "rest_days": self.rest_days,
            "week_target": self.week_target,
            "day_needs": self.day_needs,
            "counts_from": self.counts_from,
        }
