"""The keys of one's own: which of them can be used, so that no key of a screen is lost to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from textual.binding import Binding, BindingType

from footcore_tui.tui.desk import SETTINGS
from footcore_tui.tui.screens.ask_first import AskFirstScreen
from footcore_tui.tui.screens.easier import EasierScreen
from footcore_tui.tui.screens.exercise import ExerciseScreen
from footcore_tui.tui.screens.help import HelpScreen
from footcore_tui.tui.screens.history import HistoryScreen
from footcore_tui.tui.screens.levels import LevelsScreen
from footcore_tui.tui.screens.offer import OfferScreen
from footcore_tui.tui.screens.past_session import PastSessionScreen
from footcore_tui.tui.screens.plans import PlansScreen
from footcore_tui.tui.screens.player import PlayerScreen
from footcore_tui.tui.screens.question import QuestionScreen
from footcore_tui.tui.screens.routines import RoutinesScreen
from footcore_tui.tui.screens.self_tests import SelfTestScreen, SelfTestsScreen
from footcore_tui.tui.screens.summary import SummaryScreen
from footcore_tui.tui.screens.today import TodayScreen

SCREENS = (
    TodayScreen,
    PlayerScreen,
    SummaryScreen,
    RoutinesScreen,
    HistoryScreen,
    LevelsScreen,
    ExerciseScreen,
    AskFirstScreen,
    EasierScreen,
    PlansScreen,
    PastSessionScreen,
    SelfTestsScreen,
    SelfTestScreen,
    OfferScreen,
    HelpScreen,
    QuestionScreen,
)
Bindings = Sequence[Binding]


def usable(wanted: Mapping[str, str], everywhere: Sequence[BindingType]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The keys by binding id that can be used, and why the others can't; `everywhere`: what the app itself binds."""
    screens = [[one for one in (*everywhere, *screen.BINDINGS) if isinstance(one, Binding)] for screen in SCREENS]
    known = {one.id for screen in screens for one in screen if one.id}
    problems = [_unknown(name, known) for name in wanted if name not in known]
    keys = {name: key for name, key in wanted.items() if name in known}
    while clash := next(_clashes(keys, screens), None):
        lost, kept, key = clash
        problems.append(f"{SETTINGS}: keys: {lost} can't be {key}, which is {kept}; it stays as it was")
        del keys[lost]
    return keys, tuple(problems)


def _unknown(name: str, known: set[str]) -> str:
    close = get_close_matches(name, known, 1)
    return f"{SETTINGS}: keys: there is no {name}" + (f"; did you mean {close[0]}?" if close else "")


def _clashes(keys: Mapping[str, str], screens: Sequence[Bindings]) -> Iterator[tuple[str, str, str]]:
    """Of two bindings of a screen on one key: the one that is to stay as it was, the other, and the key."""
    for screen in screens:
        taken: dict[str, Binding] = {}
        for one in screen:
            own = replace(one, key=keys.get(one.id or "", one.key))
            for bound in Binding.make_bindings([own]):
                other = taken.setdefault(bound.key, one)
                if other.id != one.id and not _shared(other, one, keys):
                    later, first = (one, other) if (one.id or "") in keys else (other, one)
                    yield later.id or "", first.id or "", bound.key


def _shared(first: Binding, second: Binding, keys: Mapping[str, str]) -> bool:
    """Two that were made for one key, of which only one does something at a time."""
    return not {first.id, second.id} & set(keys)
