"""What the screens are given: the ports and the few questions that only the composition root can answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from footcore_tui.core.day_rules import COUNTS_FROM, WEEK_TARGET
from footcore_tui.core.settings import Settings
from footcore_tui.core.streak import RESERVE_DAYS

if TYPE_CHECKING:
    from footcore_tui.core.plans import Progress
    from footcore_tui.core.record import Moment, Record
    from footcore_tui.core.routine import Routine, Standing
    from footcore_tui.ports import History, RoutineLibrary
    from footcore_tui.runner import Runner
    from footcore_tui.tui.asking import Asking
    from footcore_tui.tui.ladders import Ladders
    from footcore_tui.tui.past import Archive
    from footcore_tui.tui.plans import Plans
    from footcore_tui.tui.self_tests import SelfTests

SETTINGS = "config.toml"
KEY_GUARD_SECONDS = 0.5
"""Keys typed this soon after the player appears were meant for something else."""


class DayMark(StrEnum):
    """What became of a day."""

    KEPT = "kept"
    BRIDGED = "bridged"
    RESERVE = "reserve"
    MISSED = "missed"
    OPEN = "open"
    """Today, not kept yet."""
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of this week."""

    name: str
    """As "Mon"."""
    mark: DayMark
    today: bool = False
    why: str = ""
    """Why it holds though nobody practised; empty where it needs no reason."""


@dataclass(frozen=True, slots=True)
class Today:
    """The day as it stands."""

    sessions: int
    """Those of today that count."""
    target: int
    week: tuple[WeekDay, ...] = ()
    """Monday to Sunday; empty hides the strip."""
    streak_days: int | None = None
    """None where it is hidden."""
    due: str = ""
    """The id of the routine that is due; empty for none."""
    newcomer: bool = False
    """Nothing was done yet, on any day."""
    back: bool = False
    """Someone comes back after a gap."""
    reserve_left: int = RESERVE_DAYS
    """More missed days of this month that the streak bears."""
    week_kept_days: int = 0
    week_target: int = WEEK_TARGET
    weeks_kept: int = 0
    """In a row, up to this one or the last."""
    score: int = 0
    """0 to 100."""
    counts_from: float = COUNTS_FROM
    """The share of a session from which it counts."""
    rests: bool = False
    """A session of today hurt too much for another."""
    plan: Progress | None = None
    """The plan that runs."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A routine that can be started, as Today lists it."""

    id: str
    name: str
    about: str
    seconds: int
    """On the clock; 0 where nothing is timed."""
    part: str = ""
    """As "week 1 of 6"; empty where there is but one."""
    test: bool = False
    """A self-test, which Today does not list."""
    open: bool = False
    """Some of its work has no length, so that it takes longer than its seconds."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The collaborators of the app; what the first screen can do without is fetched when it is wanted."""

    library: Callable[[], RoutineLibrary]
    routine: Callable[[str], Routine]
    """The one of an id, without the library where it is remembered. Raises UnknownRoutine or BrokenRoutine."""
    history: Callable[[], History]
    offers: Callable[[], tuple[Offer, ...]]
    """Every routine that can be started."""
    unfinished: Callable[[], tuple[Record, ...]]
    """Sessions that crashed. Raises HistoryError."""
    standing: Callable[[Routine], Standing]
    start: Callable[[Routine, Standing], Runner]
    """A runner that has not begun. Raises TimelineError."""
    resume: Callable[[Record], Runner]
    """One that goes on with a session that crashed. Raises FootcoreError."""
    keep: Callable[[Record], None]
    """Ends a session that crashed, with what was done."""
    discard: Callable[[Record], None]
    today: Callable[[], Today]
    archive: Callable[[], Archive]
    tests: Callable[[], SelfTests]
    plans: Callable[[], Plans]
    ladders: Callable[[], Ladders]
    now: Callable[[], Moment]
    asking: Callable[[], Asking | None] = lambda: None
    """What is asked before a session; None for nothing."""
    remarks: Callable[[Routine], tuple[str, ...]] = lambda _routine: ()
    """What is to be known of a routine before it is played, as that its file has changed; nearly always nothing."""
    notice: Callable[[], str] = str
    """What Today is to say of the history, once; empty for nothing."""
    settings: Settings = field(default_factory=Settings)
    key_guard_seconds: float = KEY_GUARD_SECONDS
