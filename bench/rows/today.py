"""The app on Today: from the command to the answered key, idling, and back to the shell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.measure import settled, watch
from bench.row import Experiment, Reading, Row
from bench.setting import FOOTCORE, PASS, Setting, yardstick
from bench.terminal import Terminal

NO_MORE = 1.05
"""Of hello world's wake-ups, which are ten a second: none of ours, and half a one for chance."""
MANY, FEW = 11_000, 10
YEAR_MARK = "in these 53 weeks"
"""Below the map of the year."""

START = (
    Row("ready", "app ready for keys", "Textual hello world", "ms", budget=1.15, stretch=1.0),
    Row("paint", "first content on screen", "python -c pass", "ms", stretch=1.5),
    Row("quit", "quit to shell prompt", "hello world's quit", "ms", budget=1.0, stretch=0.25),
)
LARGE = Row("large", "app ready with 11,000 sessions", "with 10", "ms", budget=1.5, stretch=1.1)
HISTORY = Row("history", "History opens with 11,000 sessions", "with 10", "ms", budget=1.5)
IDLE = Row("idle", "wake-ups on Today", "idle hello world", "/s", budget=NO_MORE)


@dataclass(frozen=True, slots=True)
class Program:
    command: tuple[str, ...]
    mark: str
    """A text of the first content."""
    key: str
    answer: str
    """A text that the key brings."""
    back: str
    """Takes the answer away again."""
    quit: str


HELLO = Program(yardstick("hello"), "HELLO-PAINTED", "x", "KEY-ANSWERED", "", "\x11")
TODAY = Program(FOOTCORE, "Bench", "?", "Every key of this screen", "\x1b", "q")


@dataclass(frozen=True, slots=True)
class Life:
    """Of one start and quit, in milliseconds."""

    paint: float
    ready: float
    quit: float


def live(program: Program, environment: Mapping[str, str]) -> Life:
    """Starts a program, presses a key at its first content, and quits. Raises Unmeasured."""
    with Terminal(program.command, environment) as terminal:
        terminal.wait_for(program.mark)
        terminal.press(program.key)
        terminal.wait_for(program.answer)
        terminal.run_for(0.5)
        terminal.press(program.back)
        terminal.run_for(0.5)
        quit_at = terminal.press(program.quit)
        quit_seconds = terminal.wait_for_end() - quit_at
        paint, ready = (terminal.shown(text) - terminal.began for text in (program.mark, program.answer))
    return Life(1000 * paint, 1000 * ready, 1000 * quit_seconds)


def bare(environment: Mapping[str, str]) -> float:
    """Milliseconds of a Python that does nothing, started in the same way."""
    with Terminal(PASS, environment) as terminal:
        return 1000 * (terminal.wait_for_end() - terminal.began)


def wakeups(program: Program, setting: Setting) -> float:
    with settled(program.command, setting.environment(), program.mark) as terminal:
        return watch(terminal).wakeups


def play_start(setting: Setting) -> tuple[Reading, Reading, Reading]:
    environment = setting.environment()
    ours, (hello, nothing) = setting.both(
        lambda: live(TODAY, environment), lambda: (live(HELLO, environment), bare(environment))
    )
    return Reading(ours.ready, hello.ready), Reading(ours.paint, nothing), Reading(ours.quit, hello.quit)


def play_large(setting: Setting) -> tuple[Reading]:
    many, few = setting.environment(MANY), setting.environment(FEW)
    return (Reading(*setting.both(lambda: live(TODAY, many).ready, lambda: live(TODAY, few).ready)),)


def turn_to_history(environment: Mapping[str, str]) -> float:
    """Milliseconds from the key on Today until the year is on the screen."""
    with Terminal(FOOTCORE, environment) as terminal:
        terminal.wait_for(TODAY.mark)
        terminal.run_for(0.5)
        pressed = terminal.press("h")
        terminal.wait_for(YEAR_MARK)
        terminal.run_for(0.5)
        shown = terminal.shown(YEAR_MARK) - pressed
        terminal.press("\x1b")
        terminal.run_for(0.5)
        terminal.press(TODAY.quit)
        terminal.wait_for_end()
    return 1000 * shown


def play_history(setting: Setting) -> tuple[Reading]:
    many, few = setting.environment(MANY), setting.environment(FEW)
    return (Reading(*setting.both(lambda: turn_to_history(many), lambda: turn_to_history(few))),)


def play_idle(setting: Setting) -> tuple[Reading]:
    return (Reading(*setting.both(lambda: wakeups(TODAY, setting), lambda: wakeups(HELLO, setting))),)


EXPERIMENTS = (
    Experiment(START, play_start),
    Experiment((LARGE,), play_large),
    Experiment((HISTORY,), play_history),
    Experiment((IDLE,), play_idle),
)
