"""A runner on a fake clock: the player writes down what would have been heard, and when."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from fakes import CountedIdentities, FakeClock, MemoryHistory

from footcore_tui.core.cues import Sound
from footcore_tui.core.events import SessionEvent
from footcore_tui.core.record import Record
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.snapshot import Snapshot
from footcore_tui.core.speech import Line
from footcore_tui.ports import ScheduledCue
from footcore_tui.runner import Mode, Runner, World


class ListeningPlayer:
    """`ports.CuePlayer` for a listener with a notebook."""

    engine = "notebook"

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self._agenda: list[tuple[float, int, ScheduledCue]] = []
        self._given = 0
        self._heard: list[tuple[float, Sound]] = []
        self._said: list[tuple[float, str]] = []
        self.prepared: list[Line] = []
        self.given: list[ScheduledCue] = []
        """All, in the order of their handing over."""
        self.spoken = True
        self.late: list[ScheduledCue] = []
        """Those that were handed over after their time."""
        self.cancelled = 0
        """How often cues were taken back."""
        self.muted = False
        self.opened = False

    @property
    def heard(self) -> list[tuple[float, Sound]]:
        """What has sounded until now."""
        self._sound()
        return list(self._heard)

    @property
    def said(self) -> list[tuple[float, str]]:
        """What has been said until now."""
        self._sound()
        return list(self._said)

    @property
    def waiting(self) -> list[tuple[float, Sound]]:
        """What is to sound yet."""
        self._sound()
        return [(at, cue.sound) for at, _, cue in sorted(self._agenda, key=lambda entry: entry[:2]) if cue.sound]

    def open(self) -> None:
        self.opened = True

    def schedule(self, cues: Sequence[ScheduledCue]) -> None:
        self.given += cues
        for cue in cues:
            if cue.at < self._clock.now() - 1e-9:
                self.late.append(cue)
            self._given += 1
            heapq.heappush(self._agenda, (cue.at, self._given, cue))

    def cancel(self) -> None:
        self._sound()
        self._agenda.clear()
        self.cancelled += 1

    def prepare(self, lines: Iterable[Line]) -> None:
        self.prepared = list(lines)

    def speak(self, spoken: bool) -> None:
        self.spoken = spoken

    def mute(self, muted: bool) -> None:
        self.muted = muted

    def rest(self) -> None:
        self.opened = False

    def close(self) -> None:
        self._agenda.clear()

    def _sound(self) -> None:
        while self._agenda and self._agenda[0][0] <= self._clock.now():
            at, _, cue = heapq.heappop(self._agenda)
            if cue.sound:
                self._heard.append((at, cue.sound))
            elif cue.line:
                self._said.append((at, cue.line.texts[0]))


@dataclass
class Stage:
    """A runner, its world, and what its listeners were told."""

    routine: Routine
    mode: Mode = field(default_factory=Mode)
    standing: Standing = field(default_factory=Standing)
    clock: FakeClock = field(default_factory=FakeClock)
    history: MemoryHistory = field(default_factory=MemoryHistory)
    identities: CountedIdentities = field(default_factory=CountedIdentities)
    crashed: Record | None = None

    def __post_init__(self) -> None:
        self.player = ListeningPlayer(self.clock)
        self.events: list[SessionEvent] = []
        self.seen: list[tuple[float, Snapshot]] = []
        self.notices: list[str] = []
        world = World(self.clock, self.player, self.history, self.identities)
        self.runner = Runner(self.routine, self.standing, world, self.mode, crashed=self.crashed)
        self.runner.listen(self._changed, lambda event, _: self.events.append(event))

    def start(self) -> Stage:
        self.runner.start()
        return self

    def pass_until(self, now: float, late: float = 0.0) -> None:
        """Ticks whenever the runner asked to be woken, each time `late` seconds after it."""
        while (wait := self.runner.tick()) is not None and self.clock.seconds + wait + late <= now:
            self.clock.advance(wait + late)
        self.clock.seconds = max(self.clock.seconds, now)
        self.runner.tick()

    def again(self) -> Stage:
        """Another process takes the session up."""
        (record,) = self.history.unfinished()
        return Stage(self.routine, self.mode, self.standing, self.clock, self.history, self.identities, record).start()

    def _changed(self, snapshot: Snapshot, notice: str) -> None:
        self.seen.append((self.clock.seconds, snapshot))
        if notice:
            self.notices.append(notice)
