"""`footcore play`: a routine on the screen, or as lines where there is none."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from footcore_tui.adapters.keyboard import keys
from footcore_tui.cli.history import keep
from footcore_tui.cli.shelf import library, settings
from footcore_tui.cli.world import open_world
from footcore_tui.core.cues import SOUND_SECONDS, Sound
from footcore_tui.core.errors import HistoryError, UnknownRoutine, UsageError
from footcore_tui.core.record import Record
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.settings import Settings
from footcore_tui.plain import Key, Leave, PlainPlayer
from footcore_tui.runner import Mode, Runner, World

ENDING_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK") if hasattr(signal, name)
)
HEARD_UP_TO_SPEED = 3.0
"""A faster rehearsal is silent: its cues would sound over each other."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asked for."""

    routine: str | None = None
    week: int = 1
    stage: int = 1
    plain: bool = False
    mute: bool = False
    speed: float = 1.0


def on_a_terminal() -> bool:
    """Whether a screen can be drawn and keys be read."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb"


def play(wish: Wish) -> int:
    """Plays to the end; the exit code. Raises FootcoreError."""
    chosen = settings()
    routine = _wished(wish, chosen)
    standing = Standing(wish.week, wish.stage, dict(chosen.levels))
    mode = Mode(
        speed=wish.speed,
        unattended=not sys.stdin.isatty(),
        muted=wish.mute or chosen.mute or wish.speed > HEARD_UP_TO_SPEED,
        day_start=chosen.day_start,
        source=wish.routine if wish.routine and os.sep in wish.routine else "",
    )
    if on_a_terminal() and not wish.plain:
        from footcore_tui.cli.home import play_on_screen

        return play_on_screen(chosen, routine, standing, mode)
    for problem in chosen.problems:
        print(f"footcore: {problem}", file=sys.stderr)
    world = open_world(chosen)
    try:
        settle_crashed(world)
        return _play_plain(Runner(routine, standing, world, mode))
    finally:
        world.cues.close()
        world.history.close()


def settle_crashed(world: World) -> None:
    """Without a screen to ask on, a crashed session is kept as it is."""
    try:
        for record in world.history.unfinished():
            keep(world.history, record)
    except HistoryError as error:
        print(f"footcore: {error}", file=sys.stderr)


def _wished(wish: Wish, chosen: Settings) -> Routine:
    name = wish.routine or chosen.daily
    if not name:
        raise UsageError("Nothing is due. Name a routine: footcore play desk-balance")
    routine = library().routine(name)
    if wish.week > routine.weeks:
        raise UnknownRoutine(f"{routine.name} has no week {wish.week}.")
    return routine


def _play_plain(runner: Runner) -> int:
    player = PlainPlayer(runner, lambda line: print(line, flush=True))
    with keys(lambda name: player.inbox.put(Key(name))), _signals(player) as caught:
        try:
            player.play()
        except BrokenPipeError:
            runner.leave()
            raise
    if not caught and not runner.muted and runner.engine not in ("off", ""):
        time.sleep(SOUND_SECONDS[Sound.FINISH])  # the process takes the sound with it
    if runner.unsaved:
        _print_unsaved(runner.record)
        return 1
    return 128 + caught[0] if caught else 0


def _print_unsaved(record: Record) -> None:
    """The history could not take it: the person gets it in their hands."""
    print("footcore: the history could not be written. This is what was done:", file=sys.stderr)
    for attempt in record.work:
        print(f"  {attempt.name} {attempt.side} {attempt.seconds:.0f}s {attempt.outcome}", file=sys.stderr)


@contextmanager
def _signals(player: PlainPlayer) -> Iterator[list[int]]:
    """Yields the signals that came: Ctrl-C ends the session as `q` does, any other leaves it to be resumed."""
    caught: list[int] = []

    def ending(number: int, _frame: FrameType | None) -> None:
        caught.append(number)
        player.inbox.put(Key("q") if number == signal.SIGINT else Leave())

    before = {number: signal.signal(number, ending) for number in ENDING_SIGNALS}
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
