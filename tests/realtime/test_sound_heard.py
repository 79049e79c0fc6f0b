"""Real samples through the real worker and a real sound server, recorded at its other end.

Generous with time, on a busy machine; strict with what is heard: nothing dropped, doubled, cut or out of order.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from footcore_tui.adapters.audio.client import AudioClient, Sounding
from footcore_tui.adapters.audio.waveform import load_all
from footcore_tui.core.cues import SOUND_SECONDS, Sound
from footcore_tui.ports import ScheduledCue

if TYPE_CHECKING:
    from tests.realtime.conftest import Burst, Monitor, Server

RATE = 48_000
FOLDER = Path(__file__).parents[2] / "sounds" / "mallet"
LOUD = 500
GAP_SECONDS = 0.2
"""Longer than any pause within a sound, shorter than any between two of a test."""
ENGINES = ("miniaudio", "player") if os.environ.get("FOOTCORE_FULL") else ("miniaudio",)
"""The other engines are heard in `test_session_heard` and their own tests."""
SPREAD_SECONDS = {"miniaudio": 0.03, "player": 0.08}
"""Of the lateness within one test; a program per cue is at the mercy of the machine."""


@pytest.fixture(scope="module")
def sounds() -> dict[Sound, array[int]]:
    return load_all(FOLDER)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "miniaudio" and os.environ.get("CI") != "true":
        pytest.importorskip("miniaudio")
    return str(request.param)


@pytest.fixture
def client(engine: str, pulse: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AudioClient]:
    """Open and ready."""
    for name, value in pulse.environment.items():
        monkeypatch.setenv(name, value)
    client = AudioClient(Sounding(FOLDER), tmp_path / "audio.log", engine)
    client.open()
    wait_for(lambda: client.engine == engine)
    yield client
    client.close()


def wait_for(true: object) -> None:
    assert callable(true)
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def scheduled(client: AudioClient, cues: Sequence[tuple[float, Sound]]) -> list[ScheduledCue]:
    """Cues by the seconds from now."""
    now = time.monotonic()
    asked = [ScheduledCue(now + after, sound) for after, sound in cues]
    client.schedule(asked)
    return asked


def what(burst: Burst, sounds: dict[Sound, array[int]]) -> Sound:
    """The sound that it is like most."""
    return min(sounds, key=lambda sound: difference(burst, sounds[sound]))


def difference(burst: Burst, sound: array[int]) -> int:
    """The loudest sample that is in the one and not in the other."""
    lead = first_loud(sound)
    heard = burst.samples[: len(sound) - lead]
    return max(abs(a - b) for a, b in zip(heard, sound[lead:], strict=False)) + (len(heard) < len(sound) - lead) * 65536


def first_loud(sound: array[int]) -> int:
    return next(index for index, sample in enumerate(sound) if abs(sample) > LOUD)


def lateness(burst: Burst, cue: ScheduledCue, sounds: dict[Sound, array[int]]) -> float:
    return burst.arrived - first_loud(sounds[cue.sound]) / RATE - cue.at


def longest_stall(seconds: float) -> float:
    """Waits, and says for how long the machine let a process wait too long meanwhile: a cue may be as late, and twice.

    A sound server that is not let run for a moment plays silence, and then is late by as much.
    """
    longest, end = 0.0, time.monotonic() + seconds
    while (before := time.monotonic()) < end:
        time.sleep(0.002)
        longest = max(longest, time.monotonic() - before - 0.002)
    return 2 * longest if longest > 0.005 else 0.0


def test_every_sound_is_heard_once_whole_in_order_and_on_time(
    client: AudioClient, engine: str, monitor: Monitor, sounds: dict[Sound, array[int]]
) -> None:
    order = [Sound.READY, Sound.COUNT, Sound.COUNT, Sound.COUNT, Sound.GO, Sound.HALFWAY, Sound.END]
    order += [Sound.SWITCH, Sound.REST, Sound.FINISH]
    times, at = [], 0.5
    for sound in order:
        times.append((at, sound))
        at += SOUND_SECONDS[sound] + 0.45
    asked = scheduled(client, times)
    stall = longest_stall(at)
    bursts = monitor.bursts(LOUD, GAP_SECONDS)
    assert [what(burst, sounds) for burst in bursts] == order
    assert max(difference(burst, sounds[cue.sound]) for burst, cue in zip(bursts, asked, strict=True)) <= 300
    late = [lateness(burst, cue, sounds) for burst, cue in zip(bursts, asked, strict=True)]
    assert max(late) - min(late) < SPREAD_SECONDS[engine] + stall, late
    assert min(late) > -0.05, late
    assert max(late) < 0.1 + stall, late


def test_cancel_takes_back_what_has_not_sounded_and_lets_what_sounds_ring_out(
    client: AudioClient, monitor: Monitor, sounds: dict[Sound, array[int]]
) -> None:
    scheduled(client, [(0.3, Sound.FINISH), (1.5, Sound.GO), (2.2, Sound.GO)])
    time.sleep(0.8)
    client.cancel()
    time.sleep(1.8)
    bursts = monitor.bursts(LOUD, GAP_SECONDS)
    assert [what(burst, sounds) for burst in bursts] == [Sound.FINISH]
    assert difference(bursts[0], sounds[Sound.FINISH]) <= 300


def test_mute_cuts_what_sounds_and_the_schedule_runs_on(
    client: AudioClient, monitor: Monitor, sounds: dict[Sound, array[int]]
) -> None:
    asked = scheduled(client, [(0.3, Sound.FINISH), (1.2, Sound.GO), (2.6, Sound.END)])
    time.sleep(0.6)
    client.mute(True)
    time.sleep(1.5)
    client.mute(False)
    time.sleep(1.2)
    first, second = monitor.bursts(LOUD, GAP_SECONDS)
    last = max(index for index, sample in enumerate(first.samples) if abs(sample) > LOUD)
    assert last < 0.8 * RATE
    assert what(second, sounds) is Sound.END
    assert abs(lateness(second, asked[2], sounds)) < 0.1


def test_late_cues_sound_at_once_but_for_counts(
    client: AudioClient, monitor: Monitor, sounds: dict[Sound, array[int]]
) -> None:
    scheduled(client, [(-1.0, Sound.COUNT), (-0.5, Sound.SWITCH)])
    time.sleep(1.2)
    assert [what(burst, sounds) for burst in monitor.bursts(LOUD, GAP_SECONDS)] == [Sound.SWITCH]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_at_rest_the_stream_is_closed_the_worker_sleeps_and_open_brings_it_back(
    client: AudioClient, monitor: Monitor, pulse: Server, sounds: dict[Sound, array[int]]
) -> None:
    scheduled(client, [(0.2, Sound.FINISH)])
    time.sleep(0.3)
    client.rest()
    wait_for(lambda: not pulse.streams())
    time.sleep(1.2)
    assert client._process
    before = wake_ups(client._process._process.pid)
    time.sleep(1.0)
    assert wake_ups(client._process._process.pid) == before
    client.open()
    scheduled(client, [(0.5, Sound.GO)])
    time.sleep(1.2)
    bursts = monitor.bursts(LOUD, GAP_SECONDS)
    assert [what(burst, sounds) for burst in bursts] == [Sound.FINISH, Sound.GO]
    assert difference(bursts[0], sounds[Sound.FINISH]) <= 300


def wake_ups(process: int) -> int:
    """How often its threads have gone to sleep so far."""
    threads = Path(f"/proc/{process}/task").iterdir()
    lines = [line for thread in threads for line in (thread / "status").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches"))


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_a_worker_killed_before_the_count_is_replaced_in_time_for_it(
    client: AudioClient, monitor: Monitor, sounds: dict[Sound, array[int]]
) -> None:
    cues = [(2.0, Sound.COUNT), (2.5, Sound.COUNT), (3.0, Sound.COUNT), (3.5, Sound.GO)]
    asked = scheduled(client, cues)
    assert client._process
    os.kill(client._process._process.pid, signal.SIGKILL)
    time.sleep(4.2)
    bursts = monitor.bursts(LOUD, GAP_SECONDS)
    assert [what(burst, sounds) for burst in bursts] == [sound for _, sound in cues]
    assert max(abs(lateness(burst, cue, sounds)) for burst, cue in zip(bursts, asked, strict=True)) < 0.1


def test_a_sound_server_that_goes_and_comes_back_is_found_again(
    client: AudioClient, pulse: Server, sounds: dict[Sound, array[int]]
) -> None:
    pulse.stop()
    time.sleep(1.5)
    pulse.start()
    monitor = pulse.monitor()
    try:
        scheduled(client, [(5.0, Sound.GO)])
        time.sleep(5.8)
        assert [what(burst, sounds) for burst in monitor.bursts(LOUD, GAP_SECONDS)] == [Sound.GO]
    finally:
        monitor.stop()


def test_nothing_is_written_to_the_terminal_while_it_sounds(pulse: Server, monitor: Monitor, tmp_path: Path) -> None:
    code = """
import sys, time
from pathlib import Path
from footcore_tui.adapters.audio.client import AudioClient, Sounding
from footcore_tui.core.cues import Sound
from footcore_tui.ports import ScheduledCue
client = AudioClient(Sounding(Path(sys.argv[1])), Path(sys.argv[2]))
client.open()
client.schedule([ScheduledCue(time.monotonic() + 1.0, Sound.GO)])
time.sleep(1.8)
client.close()
"""
    run = subprocess.run(
        [sys.executable, "-c", code, str(FOLDER), str(tmp_path / "log")],
        env=pulse.environment,
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert len(monitor.bursts(LOUD, GAP_SECONDS)) == 1
