"""Every sound engine that there is here, by the real worker into a null sink; their table goes to stderr."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, pstdev, quantiles
from unittest.mock import patch

from bench.monitor import monitor
from bench.process import PROC, WORKER, usage, worker
from bench.row import Experiment, Reading, Row
from bench.setting import PYTHON, Setting, Unmeasured
from bench.sound import null_sink
from footcore_tui.adapters.audio.client import AudioClient, Sounding
from footcore_tui.adapters.audio.protocol import ENGINES
from footcore_tui.adapters.audio.waveform import load
from footcore_tui.adapters.data_files import data_folder
from footcore_tui.core.cues import Sound
from footcore_tui.ports import ScheduledCue

ROW = Row("engines", "cue heard off its engine's own median (p99), the worst engine", "", "ms", budget=30, stretch=5)

ROOT = Path(__file__).parents[2]
SIMPLEAUDIO = ROOT / ".venv-simpleaudio" / "3.11" / "bin" / "python"
"""Where `.ci/run` builds it."""
CUE = Sound.END
"""Short, and not one that is dropped when it is late."""
CUES, FULL_CUES, STEP_SECONDS, QUIET_SECONDS = 40, 400, 0.6, 0.1
LOUD = 300
READY_SECONDS = 10.0
ALSA = 'pcm_type.pulse {{ lib "libasound_module_pcm_pulse.so" }}\npcm.!default {{ type pulse server "{server}" }}\n'
HEAD = ("engine", "by", "taken off", "late p50", "late p99", "jitter sd", "CPU", "import", "ready in", "memory")
MODULES = {
    "simpleaudio": "footcore_tui.adapters.audio.simpleaudio_player, simpleaudio",
    "miniaudio": "footcore_tui.adapters.audio.miniaudio_stream, miniaudio",
    "pulse": "footcore_tui.adapters.audio.pulse_stream",
    "player": "footcore_tui.adapters.audio.system_player",
}
"""What is imported for each alone."""
IMPORT = """
import time, footcore_tui.adapters.audio.worker
began = time.perf_counter()
import {modules}
print(time.perf_counter() - began)
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """Of one engine; seconds, and MiB."""

    engine: str
    detail: str
    latency: float
    """That is taken off."""
    late: tuple[float, ...]
    """By how much each cue was late after that."""
    cpu: float
    """Percent of a core, with a cue every STEP_SECONDS."""
    imported: float
    ready: float
    """From the start of the process, with the import and a silent trial."""
    memory: float

    @property
    def p50(self) -> float:
        return median(self.late)

    @property
    def p99(self) -> float:
        return quantiles(self.late, n=100, method="inclusive")[-1]

    @property
    def line(self) -> tuple[str, ...]:
        seconds = (self.latency, self.p50, self.p99, pstdev(self.late))
        started = (f"{1000 * self.imported:.1f} ms", f"{1000 * self.ready:.0f} ms", f"{self.memory:.1f} MiB")
        return (self.engine, self.detail, *(f"{1000 * one:.1f} ms" for one in seconds), f"{self.cpu:.1f} %", *started)


def play(setting: Setting) -> tuple[Reading]:
    cues = FULL_CUES if setting.full else CUES
    found: list[Heard] = []
    lines: list[tuple[str, ...]] = [HEAD]
    with null_sink(setting.folder) as server, surroundings(setting.folder, server):
        for engine in ENGINES:
            try:
                found.append(heard(engine, server, cues, setting.folder / "audio.log"))
                lines.append(found[-1].line)
            except Unmeasured as reason:
                lines.append((engine, str(reason)))
    show(lines)
    if not found:
        raise Unmeasured("no engine sounds here")
    return (Reading(1000 * max(one.p99 - one.p50 for one in found)),)


@contextmanager
def surroundings(folder: Path, server: str) -> Iterator[None]:
    """Nothing but this server is there to be found."""
    alsa = folder / "alsa.conf"
    alsa.write_text(ALSA.format(server=server))
    changed = {
        "PULSE_SERVER": server,
        "PIPEWIRE_REMOTE": "none",
        "ALSA_CONFIG_PATH": str(alsa),
        "PYTHONPATH": str(ROOT),
    }
    with patch.dict(os.environ, changed):
        yield


def heard(engine: str, server: str, cues: int, log: Path) -> Heard:
    """Raises Unmeasured."""
    python = str(SIMPLEAUDIO) if engine == "simpleaudio" and SIMPLEAUDIO.exists() else PYTHON
    folder = data_folder("sounds") / "mallet"
    client = AudioClient(Sounding(folder), log, engine, command=lambda given: [python, "-m", WORKER, *given])
    with monitor(server) as recording:
        try:
            ready = started(client, engine)
            pid = worker(os.getpid())[0]
            before = use(pid)
            asked = scheduled(client, cues)
            time.sleep(asked[-1] + 1.0 - time.monotonic())
            after, memory = use(pid), usage((pid,)).rss
            if client.engine != engine:
                raise Unmeasured("its worker died")
        finally:
            client.close()
    onsets = recording.onsets(LOUD, QUIET_SECONDS)
    if len(onsets) != cues:
        raise Unmeasured(f"{len(onsets)} of {cues} cues were heard")
    samples = load(folder / f"{CUE}.wav")
    lead = next(at for at, sample in enumerate(samples) if abs(sample) > LOUD) / 48_000
    late = tuple(onset - lead - at for onset, at in zip(onsets, asked, strict=True))
    cpu = 100 * (after[1] - before[1]) / (after[0] - before[0])
    return Heard(engine, client.detail, client.latency, late, cpu, import_seconds(python, engine), ready, memory)


def import_seconds(python: str, engine: str) -> float:
    """What an engine costs beside the worker itself; the median of five."""
    command = [python, "-c", IMPORT.format(modules=MODULES[engine])]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(5)]
    return median(map(float, runs))


def started(client: AudioClient, engine: str) -> float:
    """Seconds until it is ready."""
    began = time.monotonic()
    client.open()
    while client.engine != engine:
        if client.engine or time.monotonic() - began > READY_SECONDS:
            raise Unmeasured(client.refusals.get(engine) or "it does not get ready")
        time.sleep(0.001)
    return time.monotonic() - began


def scheduled(client: AudioClient, cues: int) -> list[float]:
    """Given all at once, ahead of time."""
    first = time.monotonic() + 1.0
    asked = [first + number * STEP_SECONDS for number in range(cues)]
    client.schedule([ScheduledCue(at, CUE) for at in asked])
    return asked


def use(pid: int) -> tuple[float, float]:
    """The time, and the CPU seconds of a process so far with those of its children that have ended."""
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    children = (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
    now = usage((pid,))
    return now.at, now.cpu + children


def show(lines: Sequence[Sequence[str]]) -> None:
    """What could not be measured has its reason in place of the figures."""
    widths = [max(len(line[column]) for line in lines if len(line) == len(HEAD)) for column in range(len(HEAD))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=False))
        print("  " + "  ".join(cells).rstrip(), file=sys.stderr)


EXPERIMENTS = (Experiment((ROW,), play),)
