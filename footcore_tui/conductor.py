"""Keeps the cue player some seconds ahead of the session, so that a busy screen never delays a cue."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from footcore_tui.core.attempt import Attempt
from footcore_tui.core.cues import SOUND_SECONDS, Sound, count_in, plan_interval
from footcore_tui.core.session import COUNT_IN_SECONDS, Session
from footcore_tui.core.snapshot import Phase
from footcore_tui.ports import CuePlayer, ScheduledCue

AHEAD_SECONDS = 10.0


class Conductor:
    """Hands each cue to the player once, ahead of its time; what a command made untrue is taken back."""

    def __init__(self, player: CuePlayer, session: Session, real: Callable[[float], float]) -> None:
        """`real` turns an instant of the session's time into one of the player's clock."""
        self._player = player
        self._session = session
        self._real = real
        self._given: set[tuple[int, int]] = set()
        """(interval, turn) of the cues handed on since the last command."""
        self._present: Attempt | None = None
        """The attempt for which cues were last handed on."""
        self._counted_in: float | None = None
        """The end of the count-in that was last handed on."""

    def go_on(self, now: float) -> None:
        """Time has passed: hands on what has come within reach."""
        self._present = self._session.attempt
        if self._session.phase is Phase.FINISHED:
            self._player.rest()
            return
        cues: list[ScheduledCue] = []
        for index, turn, at, sound in self._ahead(now):
            if (index, turn) not in self._given:
                self._given.add((index, turn))
                cues.append(ScheduledCue(self._real(at), sound, SOUND_SECONDS[sound]))
        if cues:
            self._player.schedule(cues)

    def after_command(self, now: float) -> None:
        """A command at `now` changed what is to come: takes back what has not sounded, hands on what is true."""
        self._player.cancel()
        self._given.clear()
        match self._session.phase:
            case Phase.FINISHED:
                self._sound(now, Sound.END if self._session.stopped else Sound.FINISH)
                self._player.rest()
            case Phase.PAUSED:
                self._player.rest()
            case Phase.COUNTING_IN:
                self._count_in(now)
            case Phase.RUNNING:
                begun = self._session.attempt is not self._present
                self._pass_over(now if begun else math.nextafter(now, math.inf))
                self.go_on(now)

    def _count_in(self, now: float) -> None:
        """The 3-2-1 of a resume; where the interval begins anew, its own first sound is the go."""
        self._player.open()
        until, begun = self._session.resumes_at, self._session.attempt.number is not None
        counts = count_in(COUNT_IN_SECONDS)
        for offset, sound in counts if begun else counts[:-1]:
            at = until - COUNT_IN_SECONDS + offset
            if at > now or self._counted_in != until:
                self._sound(at, sound)
        self._counted_in = until
        self._pass_over(until + SOUND_SECONDS[Sound.GO] if begun else until)
        self.go_on(now)

    def _pass_over(self, clear: float) -> None:
        """Cues within the present interval before `clear` are not given again."""
        attempt, index = self._session.attempt, self._session.interval.index
        end = math.inf if attempt.limit is None else attempt.zero(self._session.resumes_at) + attempt.limit
        for at_index, turn, at, _ in self._ahead(clear):
            if at_index == index and at < min(clear, end):
                self._given.add((index, turn))

    def _sound(self, at: float, sound: Sound) -> None:
        self._player.schedule([ScheduledCue(self._real(at), sound, SOUND_SECONDS[sound])])

    def _ahead(self, now: float) -> Iterator[tuple[int, int, float, Sound]]:
        """(interval, turn, instant, sound) of every cue from the present interval's start to the horizon."""
        session, horizon = self._session, now + AHEAD_SECONDS
        if session.phase not in (Phase.RUNNING, Phase.COUNTING_IN):
            return
        intervals, zero = session.timeline.intervals, session.attempt.zero(session.resumes_at)
        for index in range(session.interval.index, len(intervals)):
            length = session.limit(index)
            for turn, cue in enumerate(plan_interval(session.timeline, intervals[index], length)):
                if zero + cue.offset <= horizon:
                    yield index, turn, zero + cue.offset, cue.sound
            if length is None or zero + length > horizon:
                return
            zero += length
