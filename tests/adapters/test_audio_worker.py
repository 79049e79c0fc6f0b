"""The worker as a process: what it says and does from its first line to the end of its input."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from footcore_tui.adapters.audio import protocol
from footcore_tui.adapters.audio.protocol import Cancel, Cue, Ready, Refused, Settled, Sync, Synced, Trying
from footcore_tui.adapters.audio.waveform import load
from footcore_tui.core.cues import Sound

HERE = Path(__file__).parent
SOUNDS = HERE.parents[1] / "sounds" / "mallet"
PATIENCE = 20.0


class Worker:
    """One worker with a tape for a device."""

    def __init__(self, folder: Path, kind: str = "plain", engines: str = "tape", sounds: Path = SOUNDS) -> None:
        self._tape = folder / "tape"
        self._log = folder / "log"
        script = str(HERE / "audio_tape_worker.py")
        options = ["--engines", engines, "--sounds", str(sounds)]
        command = [sys.executable, script, str(self._tape), kind, *options]
        pipe = subprocess.PIPE
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=log, bufsize=0)
        assert self.process.stdout
        self.replies = map(protocol.decode_reply, self.process.stdout)

    def tell(self, *commands: protocol.Command) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"".join(map(protocol.encode, commands)))

    def clock(self) -> float:
        """The worker's, once it is ready."""
        while not isinstance(next(self.replies), Ready):
            pass
        self.tell(Sync(1.0))
        synced = next(self.replies)
        assert isinstance(synced, Synced)
        return synced.now

    def end(self) -> int:
        assert self.process.stdin
        self.process.stdin.close()
        return self.process.wait(PATIENCE)

    def recorded(self) -> array[int]:
        return array("h", self._tape.read_bytes())

    def log(self) -> str:
        return self._log.read_text()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    workers: list[Worker] = []

    def start(kind: str = "plain", engines: str = "tape", sounds: Path = SOUNDS) -> Worker:
        workers.append(Worker(tmp_path, kind, engines, sounds))
        return workers[-1]

    yield start
    for worker in workers:
        worker.process.kill()
        worker.process.wait()
        assert worker.process.stdin
        assert worker.process.stdout
        worker.process.stdin.close()
        worker.process.stdout.close()


def test_it_says_which_engine_it_tries_and_when_it_is_ready(start: Callable[..., Worker]) -> None:
    worker = start()
    assert next(worker.replies) == Trying("tape")
    assert next(worker.replies) == Ready("tape", "tape", 0.0)
    assert worker.end() == 0


def test_a_cue_sounds_whole_and_once(start: Callable[..., Worker]) -> None:
    worker = start()
    now = worker.clock()
    worker.tell(Cue(7, now + 0.1, Sound.COUNT), Cue(8, now + 0.4, Sound.GO), Cue(9, now + 1.2, Sound.COUNT))
    settled = [next(worker.replies) for _ in range(3)]
    assert [(s.id, s.heard) for s in settled if isinstance(s, Settled)] == [(7, True), (8, True), (9, True)]
    assert worker.end() == 0
    sound, tape = load(SOUNDS / "go.wav"), worker.recorded().tobytes()
    assert tape.count(sound.tobytes()[200:-200]) == 1


def test_what_is_cancelled_is_not_on_the_tape(start: Callable[..., Worker]) -> None:
    worker = start()
    now = worker.clock()
    worker.tell(Cue(1, now + 0.4, Sound.FINISH), Cancel(), Cue(2, now + 0.5, Sound.COUNT))
    settled = next(worker.replies)
    assert isinstance(settled, Settled)
    assert settled.id == 2


def test_nonsense_is_ignored(start: Callable[..., Worker]) -> None:
    worker = start()
    assert worker.process.stdin
    worker.process.stdin.write(b'hello\n{"is": "cue", "id": 1, "at": "soon", "sound": "go"}\n[]\n\xff\n')
    worker.clock()
    assert worker.end() == 0
    assert "Traceback" not in worker.log()


def test_whatever_a_library_prints_goes_to_the_log_and_not_among_the_replies(start: Callable[..., Worker]) -> None:
    worker = start("chatty")
    assert next(worker.replies) == Trying("tape")
    assert next(worker.replies) == Ready("tape", "tape", 0.0)
    assert worker.end() == 0
    for line in ("liar", "a line for the terminal", "and one by print"):
        assert line in worker.log()


def test_an_engine_unknown_or_dumb_is_refused_with_its_reason_and_the_worker_ends(start: Callable[..., Worker]) -> None:
    worker = start("dumb", engines="gramophone,tape")
    replies = list(worker.replies)
    assert [r.engine for r in replies if isinstance(r, Refused)] == ["gramophone", "tape"]
    assert not any(isinstance(r, Ready) for r in replies)
    assert "never asked for sound" in worker.log()
    assert worker.process.wait(PATIENCE) == 0


def test_without_its_sounds_it_refuses(start: Callable[..., Worker], tmp_path: Path) -> None:
    assert any(isinstance(reply, Refused) for reply in start(sounds=tmp_path / "nowhere").replies)


def test_it_ends_with_its_input_even_if_the_device_will_not_close(start: Callable[..., Worker]) -> None:
    worker = start("stuck")
    worker.clock()
    worker.end()


PARENT = """
import sys, threading
from pathlib import Path
from footcore_tui.adapters.audio.client import AudioClient, Sounding
tape, sounds, log = sys.argv[1:4]
client = AudioClient(
    Sounding(Path(sounds)), Path(log), "miniaudio",
    command=lambda a: [sys.executable, sys.argv[4], tape, "plain", *(x.replace("miniaudio", "tape") for x in a)],
)
client.open()
while not client.engine:
    threading.Event().wait(0.01)
print(client._process._process.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_no_worker_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    arguments = [str(tmp_path / "tape"), str(SOUNDS), str(tmp_path / "log"), str(HERE / "audio_tape_worker.py")]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        os.kill(worker, 0)
        parent.kill()
        parent.wait()
    end = time.monotonic() + PATIENCE
    while alive(worker):
        assert time.monotonic() < end, "the worker is an orphan"
        time.sleep(0.01)


def alive(process: int) -> bool:
    """Whether it runs; one that has ended and that nobody has asked after does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


QUIET = """
import sys, threading, time
from pathlib import Path
from footcore_tui.adapters.audio.client import AudioClient, Sounding
from footcore_tui.core.cues import Sound
from footcore_tui.ports import ScheduledCue
client = AudioClient(Sounding(Path(sys.argv[1])), Path(sys.argv[2]))
client.open()
client.mute(True)
while not client.engine:
    threading.Event().wait(0.01)
client.schedule([ScheduledCue(time.monotonic(), Sound.END)])
client.close()
"""


def test_with_the_engines_of_this_machine_nothing_reaches_the_terminal(tmp_path: Path) -> None:
    nowhere = {"PULSE_SERVER": "unix:/nowhere", "PIPEWIRE_REMOTE": "/nowhere", "ALSA_CONFIG_PATH": os.devnull}
    run = subprocess.run(
        [sys.executable, "-c", QUIET, str(SOUNDS), str(tmp_path / "log")],
        env=os.environ | nowhere,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    log = (tmp_path / "log").read_text()
    assert "miniaudio: " in log
    if sys.platform.startswith("linux") and importlib.util.find_spec("miniaudio"):
        assert "PULSEAUDIO: " in log
        assert "ALSA: " in log
    assert "jack" not in log.lower()
    assert "ALSA lib" not in log


def test_the_app_loads_no_sound_library_to_import_its_side() -> None:
    heavy = {"miniaudio", "wave", "ctypes", "cffi", "numpy", "asyncio", "footcore_tui.adapters.audio.mixer"}
    code = f"import sys, footcore_tui.adapters.audio.client; print(sorted({heavy!r} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
