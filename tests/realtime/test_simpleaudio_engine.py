"""simpleaudio as it was published, built from its source: heard at a sound server, under each Python it was built for.

`.ci/run` builds it into `.venv-simpleaudio/VERSION`. The client runs there too: it makes the worker's environment.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from footcore_tui.adapters.audio.waveform import load
from footcore_tui.core.cues import Sound
from tests.realtime.conftest import stall_until_end

if TYPE_CHECKING:
    from tests.realtime.conftest import Burst, Server, Sink

ROOT = Path(__file__).parents[2]
BUILT = ROOT / ".venv-simpleaudio"
SOUNDS = ROOT / "sounds" / "mallet"
RATE = 48_000
LOUD = 300
GAP_SECONDS = 0.2
TICKS = 4
TICK_SECONDS = 0.5
"""Longer than a tick and GAP_SECONDS."""
WORKER = ("-m", "footcore_tui.adapters.audio.worker", "--engines", "simpleaudio", "--sounds", str(SOUNDS))

SESSION = """
import json, sys, time
from pathlib import Path
from footcore_tui.adapters.audio.client import AudioClient, Sounding
from footcore_tui.core.cues import Sound
from footcore_tui.ports import ScheduledCue
client = AudioClient(Sounding(Path(sys.argv[1])), Path(sys.argv[2]), "simpleaudio")
client.open()
end = time.monotonic() + 10
while not client.engine and time.monotonic() < end:
    time.sleep(0.01)
now = time.monotonic() + 1.0
cues = [ScheduledCue(now + n, Sound.GO) for n in range(3)]
cues += [ScheduledCue(now + 3 + n * float(sys.argv[4]), Sound.TICK, None, 1) for n in range(int(sys.argv[3]))]
client.schedule(cues)
time.sleep(6.5)
print(json.dumps([client.engine, [cue.at for cue in cues]]))
client.close()
"""


def built(version: str) -> str:
    """The interpreter that has simpleaudio."""
    python = BUILT / version / "bin" / "python"
    if not python.exists() and version == "3.11" and os.environ.get("CI") == "true":
        pytest.fail("simpleaudio must be tried here, and it was not built for Python 3.11")
    if not python.exists():
        pytest.skip(f"simpleaudio is not built for Python {version}")
    return str(python)


def environment(pulse: Server | Sink, **more: str) -> dict[str, str]:
    plain = {name: value for name, value in pulse.environment.items() if name != "PYTHONMALLOC"}
    return {**plain, "PYTHONPATH": str(ROOT), **more}


VERSIONS = sorted({"3.11", *(path.name for path in BUILT.glob("3.*"))})


BUILT_PYTHONS = [str(python) for version in VERSIONS if (python := BUILT / version / "bin" / "python").exists()]


@pytest.fixture(params=VERSIONS)
def python(request: pytest.FixtureRequest) -> str:
    return built(str(request.param))


@pytest.fixture(params=[version for version in VERSIONS if version != "3.11"] or ["3.12"])
def crashing(request: pytest.FixtureRequest) -> str:
    return built(str(request.param))


@dataclass(frozen=True, slots=True)
class Played:
    """What became of a session."""

    code: int
    said: str
    complaints: str
    log: str
    stall: float
    bursts: list[Burst]


@pytest.fixture(scope="module")
def played(pulse: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Played]:
    """By each Python, all at the same time, each heard at a sink of its own."""
    with ExitStack() as stack:
        logs, monitors, sessions = [], [], []
        for number, python in enumerate(BUILT_PYTHONS):
            sink = stack.enter_context(pulse.sink(f"simpleaudio-{number}"))
            logs.append(tmp_path_factory.mktemp("simpleaudio") / "audio.log")
            monitors.append(sink.monitor())
            stack.callback(monitors[-1].stop)
            session = subprocess.Popen(
                [python, "-c", SESSION, str(SOUNDS), str(logs[-1]), str(TICKS), str(TICK_SECONDS)],
                env=environment(sink),
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            sessions.append(session)
        stall = max(map(stall_until_end, sessions), default=0.0)
        said = [(one.returncode, *one.communicate()) for one in sessions]
        heard = [one.bursts(LOUD, GAP_SECONDS) for one in monitors]
        parts = zip(BUILT_PYTHONS, said, logs, heard, strict=True)
        return {python: Played(*told, log.read_text(), stall, bursts) for python, told, log, bursts in parts}


def onset(burst: Burst, sound: Sound) -> float:
    """Seconds of the monotonic clock at which the sound began."""
    samples = load(SOUNDS / f"{sound}.wav")
    return burst.arrived - next(at for at, sample in enumerate(samples) if abs(sample) > LOUD) / RATE


def test_its_cues_are_heard_once_whole_in_order_and_a_run_to_the_sample(python: str, played: dict[str, Played]) -> None:
    session = played[python]
    assert (session.code, session.complaints) == (0, "")
    engine, asked = json.loads(session.said)
    assert engine == "simpleaudio"
    assert "Fatal" not in session.log
    bursts, stall = session.bursts, session.stall
    assert len(bursts) == len(asked)
    sounds = [Sound.GO] * 3 + [Sound.TICK] * TICKS
    late = [onset(burst, sound) - at for burst, sound, at in zip(bursts, sounds, asked, strict=True)]
    print(f"simpleaudio under {Path(python).parents[1].name}: late by", *(f"{1000 * one:.1f} ms" for one in late))
    assert max(late) - min(late) < 0.05 + stall, late
    assert max(map(abs, late)) < 0.08 + stall, late
    off = [burst.start - bursts[3].start - round(n * TICK_SECONDS * RATE) for n, burst in enumerate(bursts[3:])]
    assert max(map(abs, off)) <= stall * RATE, off


def worker_ends(python: str, environment: dict[str, str]) -> tuple[int | None, str]:
    """How a worker ends that is given nothing to do but its own trial, and is told to end after three seconds."""
    worker = subprocess.Popen(
        [python, *WORKER],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with suppress(subprocess.TimeoutExpired):
        worker.wait(3.0)
    said, _ = worker.communicate(timeout=10)
    return worker.returncode, said


@pytest.fixture(scope="module")
def ends(pulse: Server) -> dict[tuple[str, str], tuple[int | None, str]]:
    """By Python and allocator, all at the same time."""
    tried = [(python, allocator) for python in BUILT_PYTHONS for allocator in ("default", "malloc")]
    with ThreadPoolExecutor(len(tried) + 1) as pool:
        ended = pool.map(lambda one: worker_ends(one[0], environment(pulse, PYTHONMALLOC=one[1])), tried)
        return dict(zip(tried, ended, strict=True))


def test_with_pythons_own_allocator_it_crashes_from_3_12_on(
    crashing: str, ends: dict[tuple[str, str], tuple[int | None, str]]
) -> None:
    """Should this fail some day, `process` need not give the worker another one any more."""
    code, said = ends[crashing, "default"]
    assert code in (-signal.SIGSEGV, -signal.SIGABRT), said


def test_with_the_systems_allocator_the_same_worker_lives(
    python: str, ends: dict[tuple[str, str], tuple[int | None, str]]
) -> None:
    code, said = ends[python, "malloc"]
    assert code == 0
    assert '"ready"' in said
