"""Sounding by a player that is given whole clips: each run of cues is one clip, made ready ahead and begun on time."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from footcore_tui.adapters.audio.agenda import Agenda
from footcore_tui.adapters.audio.passage import Passage, Samples, by_run, compose
from footcore_tui.adapters.audio.primer import Primer, Waker
from footcore_tui.adapters.audio.protocol import LATE_SECONDS, Cue
from footcore_tui.adapters.audio.take import Clip, Take


class Player(Protocol):
    """Something that plays whole clips, each by itself."""

    @property
    def detail(self) -> str: ...

    @property
    def latency(self) -> float: ...

    @property
    def primer(self) -> Primer | None:
        """What it needs before a sound after a while of quiet."""
        ...

    def load(self, samples: array[int]) -> Clip: ...

    def close(self) -> None: ...


class PlayerOutput:
    """Nothing is open between clips. Instants are those at which a thing is heard: `ahead` of when it is done.

    Each cue is settled when its own time comes. Until then it can be taken back into the agenda, to be composed anew.
    """

    PREPARE_SECONDS = 0.25
    """So long before its time a clip is made: a spoken line may become ready late."""

    def __init__(
        self,
        player: Player,
        samples: Samples,
        clock: Callable[[], float],
        settled: Callable[[Cue, float, bool], None],
        gain: float = 1.0,
        offset: float = 0.0,
        primer: Primer | None = None,
    ) -> None:
        self._player = player
        self._samples = samples
        self._now = clock
        self._settled = settled
        self._gain = gain
        self._ahead = player.latency + offset
        self._waker = Waker(primer or player.primer)
        self._agenda = Agenda()
        self._ready: list[Take] = []
        """By their time."""
        self._sounding: list[Take] = []
        self._muted = False
        self._spoken = True

    @property
    def detail(self) -> str:
        return self._player.detail

    @property
    def latency(self) -> float:
        return self._player.latency

    def probe(self) -> None:
        """Was done in choosing the player."""

    def open(self) -> None: ...

    def add(self, cue: Cue) -> None:
        self._agenda.add(cue)

    def cancel(self) -> None:
        """Of what sounds, the cues that have begun ring out."""
        self._follow()
        self._agenda.clear()
        self._drop(self._ready)
        self._ready = []
        for take in self._sounding:
            take.shorten(self._player.latency)

    def mute(self, muted: bool) -> None:
        self._muted = muted
        if muted:
            self._take_back([*self._ready, *self._sounding])

    def voice(self, spoken: bool) -> None:
        if spoken != self._spoken:
            self._spoken = spoken
            heard = self._heard()
            saying = [take for take in self._sounding if not spoken and take.says_from(heard)]
            self._take_back([*self._ready, *saying])

    def rest(self) -> None:
        until = self._now() + LATE_SECONDS
        self._agenda.drop_from(until)
        late = [take for take in self._ready if take.passage.at >= until]
        self._drop(late)
        self._ready = [take for take in self._ready if take not in late]

    def tend(self) -> float | None:
        if self._muted:
            self._pass_by()
        else:
            # What is due must not wait for what is being made.
            self._begin()
            self._make_ready()
            self._begin()
        self._follow()
        self._prime()
        return self._wait()

    def close(self) -> None:
        self._drop([*self._ready, *self._sounding])
        self._player.close()

    def _heard(self) -> float:
        """When that is heard which is handed over now."""
        return self._now() + self._ahead

    def _pass_by(self) -> None:
        """The schedule runs on without a sound."""
        heard = self._heard()
        for cue in self._agenda.take(heard):
            self._settled(cue, heard - cue.at, not cue.lost(heard - cue.at))

    def _make_ready(self) -> None:
        for cues in by_run(self._agenda.take(self._heard() + self.PREPARE_SECONDS)):
            rest = self._agenda.take_run(cues[0].run) if cues[0].run else []
            self._ready += self._composed(cues + rest)
        self._ready.sort(key=lambda take: take.passage.at)

    def _composed(self, cues: list[Cue]) -> list[Take]:
        """One, or none where all of them are too late."""
        heard, kept = self._heard(), []
        for cue in cues:
            if cue.lost(heard - cue.at):
                self._settled(cue, heard - cue.at, False)
            else:
                kept.append(cue)
        if not kept:
            return []
        passage = compose(kept, heard, self._samples, self._gain, spoken=self._spoken)
        clip = self._player.load(passage.samples) if passage.samples else None
        return [Take(passage, clip, list(passage.parts))]

    def _begin(self) -> None:
        due = [take for take in self._ready if take.passage.at <= self._heard()]
        self._ready = self._ready[len(due) :]
        for take in due:
            if take.is_late(self._heard()):
                self._drop([take])
                self._begin_anew(take.passage.cues)
            else:
                self._play(take)

    def _begin_anew(self, cues: list[Cue]) -> None:
        """What is left of them plays now, if it is due, or waits for its time."""
        for take in self._composed(cues):
            if take.passage.at <= self._heard():
                self._play(take)
            else:
                self._ready = sorted([*self._ready, take], key=lambda one: one.passage.at)

    def _play(self, take: Take) -> None:
        take.passage = replace(take.passage, at=max(take.passage.at, self._heard()))
        if take.clip:
            take.clip.play()
            self._waker.note(take.end)
        self._sounding.append(take)

    def _follow(self) -> None:
        """What sounds: its cues are settled one by one, it is cut where it was to be, and done away with at its end."""
        heard = self._heard()
        for take in self._sounding:
            for part in take.begin(heard):
                self._settled(part.cue, max(0.0, take.part_at(part) - part.cue.at), part.known)
        over = [take for take in self._sounding if take.is_over(heard)]
        self._drop(over)
        self._sounding = [take for take in self._sounding if take not in over]

    def _take_back(self, takes: list[Take]) -> None:
        """Cut; the cues that have not begun are in the agenda again."""
        self._follow()
        for take in takes:
            for part in take.to_come:
                self._agenda.add(part.cue)
        self._drop(takes)
        self._ready = [take for take in self._ready if take not in takes]
        self._sounding = [take for take in self._sounding if take not in takes]

    def _drop(self, takes: list[Take]) -> None:
        for take in takes:
            if take.clip:
                take.clip.close()

    def _prime(self) -> None:
        """A primer is a take without cues."""
        at, primer = self._primer_at(), self._waker.primer
        if primer and at is not None and at <= self._heard():
            self._play(Take(Passage(self._heard(), (), primer.samples), self._player.load(primer.samples)))

    def _primer_at(self) -> float | None:
        return None if self._muted else self._waker.due(self._next_at(), self._heard())

    def _next_at(self) -> float | None:
        ready = self._ready[0].passage.at if self._ready else None
        waiting = self._agenda.next_at
        return min((at for at in (ready, waiting) if at is not None), default=None)

    def _wait(self) -> float | None:
        heard = self._heard()
        waiting = self._agenda.next_at
        early = 0.0 if self._muted else self.PREPARE_SECONDS
        times = [None if waiting is None else waiting - early, self._primer_at()]
        times += [take.passage.at for take in self._ready[:1]]
        times += [take.next_at(heard) for take in self._sounding]
        return min((max(0.0, at - heard) for at in times if at is not None), default=None)
