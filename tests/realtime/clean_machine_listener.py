"""Says how many of the planned sounds are in a recording. `.ci/clean-machine` runs it, without any package."""

from __future__ import annotations

import argparse
import json
import re
import sys
import wave
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from operator import mul
from pathlib import Path
from statistics import median

RATE = 48_000
LOUD = 300
"""Of 32,768: more is sound; the recording is silent otherwise."""
GAP = RATE // 10
"""So many quiet frames end a sound: there are at most 120 within one, and thousands between two of the plan."""
LEAD = RATE // 20
"""Frames before the first loud one in which a sound may have begun."""
ONSET = 0.2
"""Of its greatest sample: where a sound is said to begin, in the recording as in its file, at any volume."""
NUDGE = 24
"""Frames to either side of that in which the two are compared."""
MOST_FRAMES = 4_800
"""More of a sound need not be compared to know it."""
LIKE = 0.9
"""Normalised correlation with its file from which a sound is that one; two different ones are at most 0.6."""
REACH_SECONDS = 0.06
"""To either side of the plan, once the constant part of the lateness is off."""
START_SECONDS = 0.9
"""What is due at the very beginning may be so late: the device is being opened, and the session does not wait."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A sound of the plan."""

    name: str
    at: float
    """Seconds of the timeline."""


@dataclass(frozen=True, slots=True)
class Burst:
    """A sound of the recording, with the quiet around it."""

    at: float
    """Second of its onset."""
    samples: array[int]
    onset: int
    """Its frame in the samples."""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recording", type=Path, help="48 kHz, mono, 16 bit, raw")
    parser.add_argument("plan", type=Path, help="as `footcore show --cues --json` prints it")
    parser.add_argument("sounds", type=Path, help="the folder of the set that was played")
    parser.add_argument("log", type=Path, help="of the sound worker")
    given = parser.parse_args(arguments)
    plan = planned(given.plan.read_text("utf-8"))
    recorded = given.recording.read_bytes()
    found = bursts(array("h", recorded[: len(recorded) // 2 * 2]))
    offs = heard(plan, found, {cue.name: samples(given.sounds / f"{cue.name}.wav") for cue in plan})
    first = max((off for cue, off in offs.items() if cue.at == 0), default=0.0)
    rest = max((abs(off) for cue, off in offs.items() if cue.at > 0), default=0.0)
    print(
        f"clean machine: sound by {engine(given.log)}, {len(offs)} of {len(plan)} cues heard and "
        f"{len(found) - len(offs)} other sounds, at most {rest * 1000:.1f} ms off, the first {first * 1000:.0f} ms late"
    )
    for cue in plan:
        if cue not in offs:
            print(f"not heard: {cue.name} at {cue.at} s", file=sys.stderr)
    return 0 if len(plan) == len(offs) == len(found) > 0 else 1


def planned(text: str) -> list[Planned]:
    cues = [Planned(cue["sound"], cue["at"]) for cue in json.loads(text)["cues"] if cue["sound"]]
    return sorted(cues, key=lambda cue: cue.at)


def samples(path: Path) -> array[int]:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2), path
        return array("h", file.readframes(file.getnframes()))


def engine(log: Path) -> str:
    """The last one that was ready."""
    ready = re.findall(r"^(\w+): .* taken off$", log.read_text("utf-8"), re.MULTILINE) if log.exists() else []
    return ready[-1] if ready else "no engine that the log names"


def bursts(recording: array[int]) -> list[Burst]:
    loud = [index for index, sample in enumerate(recording) if abs(sample) > LOUD]
    starts = [at for before, at in zip([-GAP - 1, *loud], loud, strict=False) if at - before > GAP]
    starts = [max(0, start - LEAD) for start in starts]
    found = []
    for start, end in zip(starts, [*starts[1:], len(recording)], strict=True):
        part = recording[start:end]
        found.append(Burst((start + onset(part)) / RATE, part, onset(part)))
    return found


def onset(part: array[int]) -> int:
    enough = ONSET * max(map(abs, part))
    return next(index for index, sample in enumerate(part) if abs(sample) >= enough)


def heard(plan: Sequence[Planned], found: Sequence[Burst], sounds: Mapping[str, array[int]]) -> dict[Planned, float]:
    """The cues that are there, and by how many seconds each is off.

    The first sound of the recording is taken for each cue of the plan in turn, should those before it be missing.
    """
    leads = {name: onset(sound) / RATE for name, sound in sounds.items()}
    guesses = [found[0].at - leads[cue.name] - cue.at for cue in plan if found]
    best: dict[Planned, float] = {}
    for begin in guesses:
        best = max(best, near(begin, plan, found, sounds, leads), key=len)
        if len(best) == len(plan):
            break
    return best


def near(
    begin: float,
    plan: Sequence[Planned],
    found: Sequence[Burst],
    sounds: Mapping[str, array[int]],
    leads: Mapping[str, float],
) -> dict[Planned, float]:
    """The same for a session that began at about this second of the recording."""
    offs: dict[Planned, float] = {}
    for cue in plan:
        burst = min(found, key=lambda one: abs(one.at - leads[cue.name] - begin - cue.at))
        if likeness(burst, sounds[cue.name]) >= LIKE:
            offs[cue] = burst.at - leads[cue.name] - begin - cue.at
    constant = median(offs.values()) if offs else 0.0
    return {
        cue: off - constant
        for cue, off in offs.items()
        if -REACH_SECONDS <= off - constant <= (REACH_SECONDS if cue.at else START_SECONDS)
    }


def likeness(burst: Burst, sound: array[int]) -> float:
    """Normalised correlation, where the two are most alike."""
    head = sound[:MOST_FRAMES]
    first = burst.onset - onset(sound)
    places = range(max(0, first - NUDGE), first + NUDGE + 1)
    return max((alike(burst.samples[at : at + len(head)], head) for at in places), default=0.0)


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    power = sum(map(mul, one, one)) * sum(map(mul, other, other))
    return sum(map(mul, one, other)) / sqrt(power) if power else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
