"""A session as lines: its world, its keys and signals, and what a crash left open."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from footcore_tui.adapters.keyboard import GiveBack, keys
from footcore_tui.cli.asking import goes_on
from footcore_tui.cli.changed import remarks
from footcore_tui.cli.crashed import Crashed, find_again
from footcore_tui.cli.edge import say, say_unsaved
from footcore_tui.cli.failure import failing
from footcore_tui.cli.history import keep
from footcore_tui.cli.home import on_a_terminal
from footcore_tui.cli.rules import say_changes
from footcore_tui.cli.shelf import library
from footcore_tui.cli.sync import synchronise
from footcore_tui.cli.world import open_world
from footcore_tui.core.cue_lines import END_ROOM_SECONDS
from footcore_tui.core.cues import SOUND_SECONDS, Sound
from footcore_tui.core.errors import HistoryError
from footcore_tui.core.record import SessionDiscarded
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.settings import Settings
from footcore_tui.core.voice import Voice
from footcore_tui.plain import Key, Leave, PlainPlayer, Stop
from footcore_tui.runner import Mode, Runner, World

ENDING_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK") if hasattr(signal, name)
)


def play_as_lines(chosen: Settings, routine: Routine, standing: Standing, mode: Mode) -> int:
    """Plays to the end, or the session that a crash left open; the exit code. Raises FootcoreError."""
    say_problems(chosen)
    if mode.speed == 1:
        for line in synchronise(chosen):
            say(f"footcore: {line}")
    for remark in remarks(routine):
        say(f"footcore: {remark}")
    world = open_world(chosen)
    try:
        if mode.speed == 1:
            say_changes(chosen, routine, world.history)
        crashed = _settle_crashed(world, ask=on_a_terminal()) if mode.speed == 1 else None
        if crashed and crashed.routine:
            runner = Runner(crashed.routine, crashed.standing, world, mode, crashed=crashed.record)
        else:
            runner = Runner(routine, standing, world, mode)
            if mode.speed == 1 and not goes_on(runner.timeline, world, ask=on_a_terminal()):
                return 0
        code = _play(runner)
    finally:
        world.cues.close()
        # Not before: a session would carry it about.
        from footcore_tui.cli import history_safety

        history_safety.close(world.history, say)
    if world.history.behind:
        say(f"footcore: {world.history.behind}")
    if world.history.unsaved:
        return say_unsaved(runner)
    if mode.speed == 1 and not code:
        history_safety.back_up_quietly(say)
    return code


def say_problems(chosen: Settings) -> None:
    """What of the settings is left out, and why."""
    for problem in chosen.problems:
        say(f"footcore: {problem.file}:{problem.line}:{problem.column}: {problem.message}")
        if problem.hint:
            say(f"  {problem.hint}")


def _settle_crashed(world: World, *, ask: bool) -> Crashed | None:
    """The crashed session that is to be resumed; the others are kept as they are, or thrown away.

    Without a terminal to ask on, all are kept.
    """
    shelf, chosen = library(), None
    try:
        for record in world.history.unfinished():
            crashed = find_again(record, shelf)
            answer = _ask(crashed) if ask and chosen is None else "k"
            if answer == "r" and crashed.routine:
                world.history.playing(record.began.session, held=True)
                chosen = crashed
            elif answer == "d":
                world.history.append(SessionDiscarded(record.began.session))
            else:
                keep(world.history, record)
    except HistoryError as error:
        say(f"footcore: {error}")
    return chosen


def _ask(crashed: Crashed) -> str:
    """`r`, `k` or `d`; whatever is not understood keeps what was done."""
    record, can = crashed.record, "r to resume, " if crashed.routine else ""
    print(f"A session of {record.began.routine} was broken off: {record.done} of {record.began.work_intervals} done.")
    try:
        return input(f"{can}k to keep what was done, d to discard it: ").strip().lower()[:1]
    except EOFError:
        return "k"


def _play(runner: Runner) -> int:
    player = PlainPlayer(runner, lambda line: print(line, flush=True))
    ended = failing(lambda: player.inbox.put(Leave()))
    with keys(lambda name: player.inbox.put(Key(name))) as give_back, _signals(player) as caught, ended:
        player.stop_process = lambda: _stand_still(give_back)
        player.play()
    if not caught and not runner.muted and runner.engine not in ("off", ""):
        # The process takes the sound with it, and the word behind it.
        time.sleep(SOUND_SECONDS[Sound.FINISH] + (0.0 if runner.voice is Voice.OFF else END_ROOM_SECONDS))
    return 128 + caught[0] if caught else 0


def _stand_still(give_back: GiveBack) -> None:
    """Stops the process, the terminal as the shell expects it; returns when it goes on."""
    with give_back():
        os.kill(os.getpid(), signal.SIGSTOP)


@contextmanager
def _signals(player: PlainPlayer) -> Iterator[list[int]]:
    """Yields the signals that came: Ctrl-C ends the session as `q` does, any other leaves it to be resumed."""
    caught: list[int] = []

    def ending(number: int, _frame: FrameType | None) -> None:
        caught.append(number)
        player.inbox.put(Key("q") if number == signal.SIGINT else Leave())

    def stopping(_number: int, _frame: FrameType | None) -> None:
        player.inbox.put(Stop())

    # What a parent had ignored, as nohup does, stays ignored.
    heeded = [number for number in ENDING_SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, ending) for number in heeded}
    if sys.platform != "win32":
        before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, stopping)
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
