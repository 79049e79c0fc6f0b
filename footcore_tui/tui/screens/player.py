"""The player: shows the runner's snapshots and hands keys to it; knows no time of its own."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cached_cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var

from footcore_tui.core.events import IntervalEnded, SessionEvent
from footcore_tui.core.interval import Manner
from footcore_tui.core.self_tests import value_of
from footcore_tui.core.snapshot import Phase, Snapshot
from footcore_tui.core.voice import Voice
from footcore_tui.runner import AWAY, Runner
from footcore_tui.tui.screens.sheet import Sheet
from footcore_tui.tui.terminal import Title
from footcore_tui.tui.theme import palette_of
from footcore_tui.tui.widgets import wording
from footcore_tui.tui.widgets.ground import state_of
from footcore_tui.tui.widgets.keys import KeyHint, hints, key_of
from footcore_tui.tui.widgets.picture import Part, Picture
from footcore_tui.tui.widgets.scene import Scene, paint

ADJUST_SECONDS = 10
TOO_LATE = "The test was over by then, so the number is not kept."
FLASH_SECONDS = 0.125
NAMED = ("toggle_pause", "done", "touch_down")
"""The actions whose keys the words ask for."""
TOUCH_DOWN = "The lifted foot tapped down"


class Changed(Message, bubble=False):
    """Something visible is different; sent from whichever thread saw it."""

    def __init__(self, snapshot: Snapshot, notice: str) -> None:
        super().__init__()
        self.snapshot = snapshot
        self.notice = notice


class PlayerScreen(Sheet[None]):
    """One session; dismissed when it is over."""

    FREE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        # By worth while standing on one leg: where it is narrow the keys' line names the first of them.
        Binding("space", "toggle_pause", "pause", id="player.pause", tooltip="Pause, or go on with a 3-2-1"),
        Binding("enter", "done", "done", id="player.done", tooltip="End this open interval"),
        Binding("t", "touch_down", "touch-down", id="player.touch-down", tooltip=TOUCH_DOWN),
        Binding("enter", "touch_down", "touch-down", id="player.touch-down-too", tooltip=TOUCH_DOWN, show=False),
        Binding("right,pagedown", "skip", "skip", id="player.skip", tooltip="On to the next interval"),
        Binding("left,pageup", "back", "back", id="player.back", tooltip="To this start, then to the one before"),
        Binding("plus,equals_sign", "longer", "ten seconds more", id="player.longer", tooltip="Ten seconds more"),
        Binding("minus", "shorter", "ten seconds less", id="player.shorter", tooltip="Ten seconds less", show=False),
        Binding("m", "mute", "sound", id="player.sound", tooltip="Sound on or off"),
        Binding("v", "voice", "voice", id="player.voice", tooltip="Voice on or off"),
        Binding("r", "restart", "restart", id="player.restart", tooltip="Start this interval over", show=False),
        Binding("i", "read", "how to", id="player.read", tooltip="While paused: how the exercise is done"),
        Binding("question_mark", "app.help", "help", id="app.help", tooltip="Every key of this screen"),
        Binding("q", "end", "end", id="player.end", tooltip="End; what was done is saved"),
    ]

    snapshot: var[Snapshot | None] = var[Snapshot | None](None, init=False, always_update=True)

    def __init__(self, runner: Runner, *, key_guard_seconds: float, begun: bool = False) -> None:
        """`begun`: the runner runs already, its end was taken back."""
        super().__init__()
        self._runner = runner
        self._key_guard_seconds = key_guard_seconds
        self._begun = begun
        self._appeared: float | None = None
        self._over = False
        self._flashing = False
        self._attempts_ended = 0
        self._notice = ""
        self._keys: tuple[KeyHint, ...] = ()
        self._named_keys: tuple[str, ...] = ("", "", "")
        self._keys_for: tuple[object, ...] = ()
        self._title: Title | None = None
        self.set_reactive(PlayerScreen.snapshot, runner.snapshot())

    def paint(self, width: int, height: int) -> Sequence[Part]:
        return paint(self._scene(self.snapshot or self._runner.snapshot()), width, height)

    def on_mount(self, event: events.Mount) -> None:
        self._appeared = event.time
        self._title = Title(self.app)
        self._runner.listen(self._tell, self._happened)
        if self._begun:
            self.snapshot = self._runner.snapshot()
        else:
            self._runner.start()
            self._runner.run()
            if self._runner.snapshot().phase is Phase.PAUSED:
                # Taken up after a crash.
                self._notice = AWAY

    def on_unmount(self) -> None:
        self._runner.listen(lambda _snapshot, _notice: None)
        if self._title:
            self._title.restore()

    def on_key(self, event: events.Key) -> None:
        if self._appeared is not None and event.time - self._appeared < self._key_guard_seconds:
            event.stop()

    def on_changed(self, message: Changed) -> None:
        running = message.snapshot.phase is Phase.RUNNING
        self._notice = message.notice or ("" if running else self._notice)
        self.snapshot = message.snapshot

    def watch_snapshot(self, snapshot: Snapshot) -> None:
        if not self.is_mounted:
            return
        self._renew_keys(snapshot)
        palette = palette_of(self.look, state_of(snapshot))
        self.query_one(Picture).show(self.paint, palette.style(palette.ink))
        if self._title:
            self._title.show(wording.title(snapshot))
        if snapshot.phase is Phase.FINISHED and self.is_current and not self._over:
            self._over = True
            self.dismiss()

    def flash(self) -> None:
        """Shows a cue that can't be heard: the digits are turned over for a moment."""
        self._turn_over(True)
        self.set_timer(FLASH_SECONDS, lambda: self._turn_over(False))

    def _turn_over(self, flashing: bool) -> None:
        self._flashing = flashing
        self.snapshot = self._runner.snapshot()

    def repaint(self) -> None:
        self._keys_for = ()
        self.snapshot = self._runner.snapshot()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now; the keys' line and the palette ask the same."""
        snapshot = self.snapshot
        if snapshot is None:
            return True
        running, over = snapshot.phase is Phase.RUNNING, snapshot.phase is Phase.FINISHED
        match action:
            case "touch_down":
                return running and snapshot.interval.work
            case "done":
                return running and snapshot.interval.open
            case "longer" | "shorter":
                return not over and snapshot.planned is not None
            case "mute":
                return self._runner.engine != "off"
            case "voice":
                return self._runner.engine not in wording.SPEECHLESS and not self._runner.muted
            case "read":
                return snapshot.phase is Phase.PAUSED and snapshot.interval.movement.exercise is not None
            case "toggle_pause" | "back" | "skip" | "restart" | "end":
                return not over
            case _:
                return True

    def action_toggle_pause(self) -> None:
        self._runner.toggle()

    def action_done(self) -> None:
        snapshot = self._runner.snapshot()
        if snapshot.interval.movement.manner is Manner.TEST_REPS:
            from footcore_tui.tui.screens.question import how_many

            asked, unit = self._attempts_ended, snapshot.interval.movement.unit
            self.app.push_screen(how_many(snapshot), lambda answer: self._counted(answer, unit, asked))
        else:
            self._runner.done()

    def action_back(self) -> None:
        self._runner.back()

    def action_skip(self) -> None:
        self._runner.skip()

    def action_touch_down(self) -> None:
        self._runner.touch_down()

    def action_longer(self) -> None:
        self._runner.adjust(ADJUST_SECONDS)

    def action_shorter(self) -> None:
        self._runner.adjust(-ADJUST_SECONDS)

    def action_mute(self) -> None:
        self._runner.mute(not self._runner.muted)

    def action_voice(self) -> None:
        self._runner.speak(self._runner.voice is Voice.OFF)

    def action_restart(self) -> None:
        self._runner.restart()

    def action_read(self) -> None:
        from footcore_tui.tui.screens.exercise import ExerciseScreen, cards_from

        self.app.push_screen(ExerciseScreen(*cards_from(self._runner.timeline, self._runner.snapshot().interval)))

    def action_end(self) -> None:
        self._runner.stop()

    def _counted(self, answer: str | None, unit: str, asked: int) -> None:
        """`asked`: how many attempts had ended when it was asked."""
        value = value_of(answer or "", unit)
        if value is not None and self._attempts_ended == asked:
            self._runner.done(value)
        elif value is not None:
            self.app.notify(TOO_LATE)

    def _happened(self, event: SessionEvent, _snapshot: Snapshot) -> None:
        """Under the runner's lock, on whichever thread."""
        if isinstance(event, IntervalEnded):
            self._attempts_ended += 1

    def _tell(self, snapshot: Snapshot, notice: str) -> None:
        self.post_message(Changed(snapshot, notice))

    def _renew_keys(self, snapshot: Snapshot) -> None:
        minute = int(snapshot.clock // 60)
        deciding = (snapshot.phase, snapshot.interval.index, minute, self._runner.engine, self._runner.muted)
        if deciding != self._keys_for:
            self._keys_for = deciding
            paused = snapshot.phase is Phase.PAUSED
            self._named_keys = tuple(key_of(self, one) for one in NAMED)
            self.call_after_refresh(_clear_away)
            self._keys = hints(self, {"longer": "10s", "toggle_pause": "go on" if paused else "pause"})

    def _scene(self, snapshot: Snapshot) -> Scene:
        runner = self._runner
        return Scene(
            snapshot, runner.timeline, runner.routine.name, self.look, self._keys, self._notice, runner.muted,
            runner.engine, runner.voice, self._flashing, runner.unsaved, runner.rehearsal, *self._named_keys,
        )  # fmt: skip


def _clear_away() -> None:
    """Keeps the memory of a long session what it was at its start.

    A repaint of the whole screen leaves rings of strips behind; by itself the collector comes when a megabyte of them
    has gathered. Nothing of the start is walked again, so this takes a millisecond or two. And of every line that is
    drawn rich remembers the width, for thousands of lines, though each second's is another.
    """
    gc.collect()
    cached_cell_len.cache_clear()
