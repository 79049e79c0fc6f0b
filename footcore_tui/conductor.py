"""Keeps the cue player some seconds ahead of the session, so that a busy screen never delays a cue."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from footcore_tui.core.attempt import Attempt
from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.cue_slots import GAP_SECONDS
from footcore_tui.core.cues import SOUND_SECONDS, Sound
from footcore_tui.core.session import COUNT_IN_SECONDS, Session
from footcore_tui.core.snapshot import Phase
from footcore_tui.core.speech import Line
from footcore_tui.ports import CuePlayer, ScheduledCue

AHEAD_SECONDS = 10.0
RUN_SECONDS = 11.0
"""No run is longer: a repetition of ten seconds, or a count, the finish and its word. It is handed on whole."""
BEHIND_SECONDS = 10.0
"""A cue this long ago was given, or is of no use any more."""
TOGETHER = 1e-6
"""Seconds by which two instants may differ through rounding alone."""

_Turn = tuple[int, int]
"""An interval, and which of its cues."""
_Due = tuple[_Turn, float, Sound | None, Line | None, bool]
"""With its instant, what is heard, and whether it is tied to the cue before it."""


class Conductor:
    """Hands each cue to the player once, ahead of its time; what a command made untrue is taken back."""

    def __init__(self, player: CuePlayer, session: Session, plan: CuePlan, speed: float = 1.0) -> None:
        """`speed`: seconds of the session's time to one of the player's clock."""
        self._player = player
        self._session = session
        self._plan = plan
        self._speed = speed
        self._given: set[_Turn] = set()
        """Those handed on since the last command."""
        self._runs = 0
        self._present: Attempt | None = None
        """The attempt for which cues were last handed on."""
        self._counted_in: float | None = None
        """The end of the count-in that was last handed on."""

    def follow(self, plan: CuePlan, now: float) -> None:
        """From now on another plan of the same timeline holds."""
        self._plan = plan
        if self._session.phase is Phase.RUNNING:
            self.after_command(now)

    def go_on(self, now: float) -> None:
        """Time has passed: hands on what has come within reach."""
        if self._session.attempt is not self._present:
            self._present = self._session.attempt
            self._given = {turn for turn in self._given if turn[0] >= self._present.interval.index}
        if self._session.phase is Phase.FINISHED:
            self._player.rest()
            return
        cues: list[ScheduledCue] = []
        for turn, at, sound, line, tied in self._ahead(now):
            if turn not in self._given:
                self._given.add(turn)
                cues.append(self._scheduled(at, sound, line, tied=tied and bool(cues)))
        if cues:
            self._player.schedule(cues)

    def after_command(self, now: float) -> None:
        """A command at `now` changed what is to come: takes back what has not sounded, hands on what is true."""
        self._player.cancel()
        self._given.clear()
        match self._session.phase:
            case Phase.FINISHED:
                self._end(now)
                self._player.rest()
            case Phase.PAUSED:
                self._player.rest()
            case Phase.COUNTING_IN:
                self._count_in(now)
            case Phase.RUNNING:
                begun = self._session.attempt is not self._present
                self._pass_over(now if begun else math.nextafter(now, math.inf))
                self.go_on(now)

    def _end(self, now: float) -> None:
        """The last sound; where everything was done, with its word."""
        if self._session.stopped:
            self._player.schedule([self._scheduled(now, Sound.END, None)])
            return
        cues = [self._scheduled(now, Sound.FINISH, None)]
        if line := self._plan.finish_line:
            at = now + (SOUND_SECONDS[Sound.FINISH] + GAP_SECONDS) * self._speed
            cues.append(self._scheduled(at, None, line, tied=True))
        self._player.schedule(cues)

    def _count_in(self, now: float) -> None:
        """The 3-2-1 of a resume; where the interval begins anew, its own first sound is the go."""
        self._player.open()
        until, begun = self._session.resumes_at, self._session.attempt.number is not None
        cues: list[ScheduledCue] = []
        for offset, sound, line in self._plan.count_in(COUNT_IN_SECONDS):
            at = until - COUNT_IN_SECONDS + offset
            if (begun or sound is not Sound.GO) and (at > now or self._counted_in != until):
                cues.append(self._scheduled(at, sound, line, tied=bool(cues)))
        if cues:
            self._player.schedule(cues)
        self._counted_in = until
        self._pass_over(until + SOUND_SECONDS[Sound.GO] if begun else until)
        self.go_on(now)

    def _pass_over(self, clear: float) -> None:
        """Cues within the present interval before `clear` are not given again."""
        attempt, index = self._session.attempt, self._session.interval.index
        end = math.inf if attempt.limit is None else attempt.zero(self._session.resumes_at) + attempt.limit
        for turn, at, *_ in self._from(-math.inf, min(clear, end)):
            if turn[0] == index and at < min(clear, end):
                self._given.add(turn)

    def _scheduled(self, at: float, sound: Sound | None, line: Line | None, *, tied: bool = False) -> ScheduledCue:
        self._runs += not tied
        if line is not None and self._speed != 1.0:
            line = replace(line, room=line.room / self._speed)
        return ScheduledCue(at / self._speed, sound, line, self._runs)

    def _ahead(self, now: float) -> Iterator[_Due]:
        """Every cue from the present interval on, up to the horizon and what is tied to the last one before it."""
        horizon, counted = now + AHEAD_SECONDS, -math.inf
        for turn, at, sound, line, tied in self._from(now - BEHIND_SECONDS, horizon + RUN_SECONDS):
            tied = tied or abs(at - counted - 1.0) < TOGETHER
            if at > horizon and not tied:
                return
            counted = at if sound is Sound.COUNT else counted
            yield turn, at, sound, line, tied

    def _from(self, since: float, until: float) -> Iterator[_Due]:
        """Every cue of the present interval and those after it, from one instant to another."""
        session = self._session
        if session.phase not in (Phase.RUNNING, Phase.COUNTING_IN):
            return
        intervals, zero = session.timeline.intervals, session.attempt.zero(session.resumes_at)
        for index in range(session.interval.index, len(intervals)):
            length = session.limit(index)
            cues = self._plan.interval(index, length)
            first = bisect_left(cues, since - zero, key=lambda cue: cue.offset)
            for turn, cue in enumerate(cues[first:], first):
                if zero + cue.offset > until:
                    return
                yield (index, turn), zero + cue.offset, cue.sound, cue.line, cue.tied
            if length is None or zero + length > until:
                return
            zero += length
