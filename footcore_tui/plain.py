"""The guided session as lines: one per event, for pipes, screen readers and logs.

Each line stands at the second of the session's clock and is written once what it tells of is durable.
"""

from __future__ import annotations

import queue
from collections.abc import Callable
from dataclasses import dataclass

from footcore_tui.core.difference_words import reps_text
from footcore_tui.core.duration import format_duration
from footcore_tui.core.events import (
    CountInStarted,
    IntervalEnded,
    IntervalStarted,
    Paused,
    PlanMoved,
    Resumed,
    SessionEvent,
    SessionFinished,
    TouchDown,
)
from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Interval, Manner
from footcore_tui.core.record import Outcome
from footcore_tui.core.self_tests import value_of
from footcore_tui.core.snapshot import Phase, Snapshot
from footcore_tui.core.voice import Voice
from footcore_tui.runner import Runner

SAVED_WITHIN_SECONDS = 0.1
"""A line waits this long for what it tells of to be durable; then it says so."""

Write = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was pressed; `q`, `space`, `left` …"""

    name: str


@dataclass(frozen=True, slots=True)
class Leave:
    """The process is asked to end: save, and leave the session to be resumed."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The process is about to be stopped, as by Ctrl-Z: pause first."""


@dataclass(frozen=True, slots=True)
class Notice:
    text: str


class PlainPlayer:
    """Plays one runner's session to its end; whatever happens comes through one queue."""

    def __init__(self, runner: Runner, write: Write) -> None:
        self.inbox: queue.SimpleQueue[SessionEvent | Key | Leave | Stop | Notice] = queue.SimpleQueue()
        """Keys and signals are put in by the composition root."""
        self.stop_process: Callable[[], None] = lambda: None
        """Stops the process, and returns when it goes on."""
        self._runner = runner
        self._write = write
        self._clock = 0.0
        self._since: float | None = None
        self._typed = ""
        """The number so far that a test of repetitions came to."""

    def play(self) -> None:
        """Until the session is over, or left."""
        runner = self._runner
        runner.listen(self._noticed, lambda event, _snapshot: self.inbox.put(event))
        if runner.rehearsal:
            self._line("note", "a rehearsal: faster than life, and not recorded")
        runner.start()
        runner.run()
        if runner.snapshot().phase is Phase.PAUSED:
            runner.resume()  # taken up after a crash
        try:
            self._until_over()
        finally:
            runner.leave()

    def _until_over(self) -> None:
        while True:
            match self.inbox.get():
                case Key(name):
                    self._pressed(name)
                case Leave():
                    self._runner.leave()
                    return
                case Stop():
                    self._runner.interrupt()
                    self.stop_process()
                    self._line("note", "press space to go on")
                case Notice(text):
                    self._line("note", text)
                case event:
                    self._tell(event)
                    if isinstance(event, SessionFinished):
                        return

    def _noticed(self, _snapshot: Snapshot, notice: str) -> None:
        if notice:
            self.inbox.put(Notice(notice))

    def _pressed(self, name: str) -> None:
        runner = self._runner
        if runner.snapshot().interval.movement.manner is Manner.TEST_REPS and self._takes(name):
            return
        commands: dict[str, Callable[[], None]] = {
            "space": runner.toggle,
            "left": runner.back,
            "right": runner.skip,
            "t": runner.touch_down,
            "enter": runner.done if runner.snapshot().interval.open else runner.touch_down,
            "r": runner.restart,
            "+": lambda: runner.adjust(10),
            "-": lambda: runner.adjust(-10),
            "m": lambda: runner.mute(not runner.muted),
            "v": lambda: runner.speak(runner.voice is Voice.OFF),
            "q": runner.stop,
        }
        if command := commands.get(name):
            command()

    def _takes(self, name: str) -> bool:
        """Whether a key belongs to the number that is typed before Enter ends the test."""
        interval = self._runner.snapshot().interval
        if interval.work and name in tuple("0123456789.,"):
            self._typed += name
            return True
        if not interval.work or name != "enter":
            return False
        value, self._typed = value_of(self._typed, interval.movement.unit), ""
        if value is None:
            self._line("note", _how_many(interval))
        else:
            self._runner.done(value)
        return True

    def _tell(self, event: SessionEvent) -> None:
        intervals = self._runner.timeline.intervals
        self._pass_until(event.at)
        match event:
            case IntervalStarted(index=index):
                self._since, self._typed = event.at, ""
                self._line(intervals[index].kind.value, describe(intervals[index]))
            case IntervalEnded(outcome=outcome, seconds=seconds):
                self._since = None
                if outcome is Outcome.SKIPPED:
                    self._line("skip", f"after {seconds:.0f}s")
            case TouchDown(index=index, side=side):
                self._line("touch", intervals[index].name if side is Side.BOTH else side.value)
            case PlanMoved(planned_seconds=planned):
                self._line("plan", f"now {planned:.0f}s")
            case Paused():
                self._since = None
                self._line("pause", "")
            case CountInStarted():
                self._line("ready", "3, 2, 1")
            case Resumed():
                self._since = event.at
                self._line("resume", "")
            case SessionFinished(stopped=stopped):
                self._line("end" if stopped else "finish", self._sum())

    def _pass_until(self, at: float) -> None:
        """The session's clock runs while an interval does."""
        if self._since is not None:
            self._clock += at - self._since
            self._since = at

    def _sum(self) -> str:
        record = self._runner.record
        left, right = record.touch_downs(Side.LEFT), record.touch_downs(Side.RIGHT)
        # What is open has no plan, so that it can't be measured by that of the rest.
        open_work = any(work.open for work in self._runner.timeline.works)
        planned = "" if open_work else f"of {record.planned_work_seconds:.0f}s "
        return (
            f"{record.work_seconds:.0f}s {planned}of work · {record.status.said}"
            f" · touch-downs {left} left, {right} right"
        )

    def _line(self, word: str, text: str) -> None:
        saved = self._runner.wait_saved(SAVED_WITHIN_SECONDS)
        minutes, seconds = divmod(int(self._clock + 0.5), 60)
        parts = [text] if text else []
        if not saved:
            parts.append("not saved yet")
        self._write(f"{minutes:02d}:{seconds:02d} {word:<6} {' · '.join(parts)}".rstrip())


def describe(interval: Interval) -> str:
    """An interval in one line, as `Single-leg stance · left · 15s (1 of 8)`."""
    parts = [interval.name]
    if interval.side is not Side.BOTH:
        parts.append(interval.side.value)
    parts.append(_length(interval))
    return " · ".join(parts) + _count(interval)


def _length(interval: Interval) -> str:
    if interval.seconds is not None:
        return format_duration(interval.seconds)
    if not interval.work:
        return "until you are ready"
    if interval.movement.manner is Manner.SELF_PACED:
        return reps_text(interval.reps or 0, interval.movement.unit)
    most = f"at most {format_duration(interval.cap or 0)}"
    if interval.movement.manner is Manner.TEST_HOLD:
        return f"as long as you can, {most}"
    return f"{_how_many(interval)}, {most}"


def _how_many(interval: Interval) -> str:
    return f"type how many {interval.movement.unit}".rstrip() + ", then Enter"


def _count(interval: Interval) -> str:
    if not interval.work or interval.rep is None or interval.reps == 1:
        return ""
    return f" ({interval.rep} of {interval.reps})"
