"""The app: which screen follows which. It owns no rules and no I/O; both come with the desk."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.console import RenderableType
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.filter import LineFilter
from textual.screen import Screen

from footcore_tui.core.errors import FootcoreError, HistoryError
from footcore_tui.tui.chosen import chosen_keys, chosen_look, settings_problems
from footcore_tui.tui.commands import commands, everything
from footcore_tui.tui.control import ControlFilter
from footcore_tui.tui.crashed import offer_unfinished
from footcore_tui.tui.desk import Desk, Today
from footcore_tui.tui.theme import Look, theme_of

if TYPE_CHECKING:
    from footcore_tui.core.routine import Routine
    from footcore_tui.runner import Runner
    from footcore_tui.tui.screens.offer import Choice, OfferScreen
    from footcore_tui.tui.screens.today import TodayScreen

KEY_NAMES = {"enter": "Enter", "space": "space", "question_mark": "?", "plus": "+", "equals_sign": "="}
"""Enter by its name: its arrow is too small to be read from a distance."""


class FootcoreApp(App[None]):
    """Today, and from there everything else."""

    TITLE = "footcore"
    CSS_PATH = "styles/app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {everything}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", "end", id="app.interrupt", tooltip="End, as q does", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", "suspend", id="app.suspend", tooltip="Back to the shell", show=False),
    ]
    NOTIFICATION_TIMEOUT = 4

    def __init__(self, desk: Desk, opening: Runner | None = None, *, ready: Callable[[], None] = lambda: None) -> None:
        """`opening`: plays this at once, and ends with it. `ready`: called on the app's loop once it runs."""
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if plain else None)
        self.desk = desk
        self._opening = opening
        self._runner: Runner | None = None
        self._player: Screen[None] | None = None
        self._once_up = ready
        self._control = ControlFilter()
        self.failure: BaseException | None = None
        """The unexpected error that ended the app; for whoever ran it to raise."""
        self.action_wear(Look.PLAIN.value if plain else chosen_look(desk.settings, self.console.color_system).value)
        self._keys, self._problems = chosen_keys(desk.settings, self.BINDINGS)
        self.set_keymap(self._keys)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._control]

    def panic(self, *_renderables: RenderableType) -> None:
        """Ends the app on an unexpected error, without a word: Textual would print a traceback with every variable."""
        if self.failure is None:
            self.failure = sys.exception() or FootcoreError(
                "The terminal sent keys that can't be read. What was done is saved."
            )
        super().panic()

    def _fatal_error(self) -> None:
        """Textual's way to its own traceback; it has no public name."""
        self.panic()

    def on_mount(self) -> None:
        self._once_up()
        self.call_after_refresh(_collect_again)
        opening = self._opening
        if opening is None:
            problems = (*settings_problems(self.desk.settings), *self._problems)
            from footcore_tui.tui.screens.today import TodayScreen

            self.push_screen(TodayScreen(self.desk, problems))
        if opening is None or not opening.rehearsal:
            offer_unfinished(self, self.desk, self._open)
        else:
            self.perform(opening)

    def _open(self) -> None:
        if opening := self._opening:
            from footcore_tui.tui.beforehand import perform

            perform(self, opening, refused=self.exit)

    def on_unmount(self) -> None:
        """Whoever quits in the middle can go on another time."""
        if self._runner:
            self._runner.leave()

    def history_changed(self) -> None:
        """Another device's events have come: Today reads its day anew."""
        from footcore_tui.tui.screens.today import TodayScreen

        if isinstance(self.screen, TodayScreen):
            self.screen.read_again()

    def perform(self, runner: Runner, *, begun: bool = False) -> None:
        """Shows a session from its beginning, or from where its end was taken back."""
        from footcore_tui.tui.screens.player import PlayerScreen

        player = PlayerScreen(runner, key_guard_seconds=self.desk.key_guard_seconds, begun=begun)
        self._runner, self._player = runner, player
        before = self._today()
        self.push_screen(player, lambda _: self._sum_up(runner, before))
        for remark in () if begun else self.desk.remarks(runner.routine):
            self.say(remark)

    def on_today_screen_chosen(self, message: TodayScreen.Chosen) -> None:
        self.play(message.routine)

    def play(self, name: str) -> None:
        """A routine by its id."""
        try:
            routine = self.desk.routine(name)
        except FootcoreError as error:
            self.say(str(error))
        else:
            self.begin(routine)

    def begin(self, routine: Routine) -> None:
        from footcore_tui.tui.easier import with_level

        with_level(self, routine, lambda: self._begin(routine))

    def _begin(self, routine: Routine) -> None:
        try:
            runner = self.desk.start(routine, self.desk.standing(routine))
        except FootcoreError as error:
            self.say(str(error))
        else:
            from footcore_tui.tui.beforehand import perform

            perform(self, runner, refused=lambda: None)

    def ask(self, screen: OfferScreen, answered: Callable[[Choice | None], None]) -> None:
        self.push_screen(screen, answered)

    def ring(self, *, bell: bool) -> None:
        """A cue where nothing better sounds: the terminal's bell, if it is wanted, and a flash of the player."""
        from footcore_tui.tui.screens.player import PlayerScreen

        if bell:
            self.bell()
        if isinstance(self.screen, PlayerScreen):
            self.screen.flash()

    def say(self, sentence: str) -> None:
        """A sentence for the person; never markup, for it may name what a file holds."""
        self.notify(sentence, markup=False)

    def get_key_display(self, binding: Binding) -> str:
        """What the table lacks and is more than one character goes to Textual, which looks through Unicode's names."""
        own = binding.key if len(binding.key) == 1 else KEY_NAMES.get(binding.key)
        return own or super().get_key_display(binding)

    def action_routines(self) -> None:
        from footcore_tui.tui.screens.routines import RoutinesScreen

        self.push_screen(RoutinesScreen(self.desk), self._picked)

    def action_enter(self, name: str) -> None:
        """A screen of `rooms`."""
        from footcore_tui.tui.rooms import room

        self.push_screen(room(name, self.desk))

    def action_help(self) -> None:
        from footcore_tui.tui.screens.help import HelpScreen, keys_of

        self.push_screen(HelpScreen(keys_of(self.screen, self._keys)))

    def action_interrupt(self) -> None:
        """Ctrl-C: ends a session as `q` does, whatever stands over it; anywhere else the app."""
        from footcore_tui.core.snapshot import Phase

        if self._runner is None or self._runner.snapshot().phase is Phase.FINISHED:
            self.exit()
            return
        self._runner.stop()
        if len(self.screen_stack) > 1 and self.screen_stack[-1] is not self._player:
            self.screen.dismiss()

    def action_wear(self, look: str) -> None:
        self.register_theme(theme_of(Look(look)))
        self.theme = look

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the keys do, by name."""
        yield from commands(self, screen)

    def _today(self) -> Today:
        """Nothing where the history can't be read; Today says why."""
        try:
            return self.desk.today()
        except HistoryError:
            return Today(0, self.desk.settings.target)

    def _picked(self, routine: Routine | None) -> None:
        if routine:
            self.begin(routine)

    def _sum_up(self, runner: Runner, before: Today) -> None:
        from footcore_tui.tui.screens.summary import SummaryScreen

        self.push_screen(SummaryScreen(runner, self.desk, before), lambda again: self._part(runner, again=bool(again)))

    def _part(self, runner: Runner, *, again: bool) -> None:
        """Leaves the summary: back into the session whose end was taken back, or home."""
        if again:
            self.perform(runner, begun=True)
            return
        runner.close()
        self._runner = None
        if self._opening:
            self.exit()


def _collect_again() -> None:
    """The app is up, and nearly all that there is stays: the collector need not walk it ever again."""
    gc.freeze()
    gc.enable()
