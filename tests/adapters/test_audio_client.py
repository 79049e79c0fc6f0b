"""The app's side of sound against workers that obey, hang, die, babble, refuse, or never read."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, Listener
from pathlib import Path

import pytest

from footcore_tui.adapters.audio.client import AudioClient, Sounding, gain, skew
from footcore_tui.adapters.audio.line_queue import LINES_AT_ONCE
from footcore_tui.adapters.audio.protocol import ENGINES, Cancel, Cue, Mute, Open, Prepare, Rest, Speak, Sync
from footcore_tui.core.cues import Sound
from footcore_tui.core.speech import Line
from footcore_tui.ports import CuePlayer, ScheduledCue

FAKE = Path(__file__).with_name("audio_fake_worker.py")
PATIENCE = 20.0
"""Seconds until a test that waits for a thing that never comes fails."""


class Stage:
    """Starts fake workers, one mode after the other (the last for ever), and hears what each is told."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._listener = Listener()
        self._modes = ["obey"]
        self._clients: list[AudioClient] = []
        self._heard: list[Connection] = []
        self.started: list[str] = []
        self.rings: list[float] = []

    def client(self, *modes: str, engine: str = "auto", bell: bool = False, patience: float = PATIENCE) -> AudioClient:
        self._modes = list(modes)
        ring = self._ring if bell else None
        log = self._folder / "audio.log"
        client = AudioClient(
            Sounding(self._folder, offset_seconds=0.02), log, engine, ring, command=self._command, patience=patience
        )
        self._clients.append(client)
        return client

    def _ring(self, _sound: Sound) -> None:
        self.rings.append(time.monotonic())

    def _command(self, arguments: Sequence[str]) -> Sequence[str]:
        mode = self._modes.pop(0) if len(self._modes) > 1 else self._modes[0]
        self.started.append(mode)
        return [sys.executable, str(FAKE), mode, str(self._listener.address), *arguments]

    def worker(self) -> Connection:
        """The next worker that was started; the first thing it says are its arguments."""
        connection = self._listener.accept()
        self._heard.append(connection)
        return connection

    def ready_worker(self) -> Connection:
        """Past its start: what comes next is what the test made the client say."""
        worker = self.worker()
        while not isinstance(hear(worker), Open):
            pass
        return worker

    def close(self) -> None:
        for client in self._clients:
            client.close()
        for thread in threading.enumerate():
            if thread.name.startswith("footcore-"):
                thread.join(PATIENCE)
        for connection in self._heard:
            connection.close()
        self._listener.close()


def hear(worker: Connection) -> object:
    """The next thing it was told; None once it is dead."""
    assert worker.poll(PATIENCE), "the worker was told nothing"
    try:
        return worker.recv()
    except EOFError:
        return None


def eventually(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        threading.Event().wait(0.005)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    stage.close()


def cue(sound: Sound, after: float = 60.0) -> ScheduledCue:
    return ScheduledCue(time.monotonic() + after, sound)


def cues(worker: Connection, count: int) -> list[Sound]:
    told = []
    while len(told) < count:
        command = hear(worker)
        assert command is not None
        if isinstance(command, Cue):
            told.append(command.sound)
    return told


def test_it_is_a_cue_player(stage: Stage) -> None:
    player: CuePlayer = stage.client()
    assert player.engine == ""


def test_a_worker_is_told_each_command_in_order_and_the_cue_at_its_instant(stage: Stage) -> None:
    client = stage.client("obey")
    client.open()
    worker = stage.ready_worker()
    go = cue(Sound.GO)
    client.schedule([go])
    client.cancel()
    client.mute(True)
    client.rest()
    client.open()
    told = hear(worker)
    assert isinstance(told, Cue)
    assert (told.at, told.sound) == (go.at, Sound.GO)
    assert [hear(worker) for _ in range(4)] == [Cancel(), Mute(True), Rest(), Open()]
    assert client.engine == ENGINES[0]


def test_a_worker_is_given_engines_sounds_volume_and_offset(stage: Stage, tmp_path: Path) -> None:
    stage.client("obey").open()
    given = hear(stage.worker())
    assert given == ["--engines", ",".join(ENGINES), "--sounds", str(tmp_path), "--gain", "1.0000", "--offset", "0.02"]


def test_what_is_asked_before_the_worker_is_ready_is_told_once_it_is(stage: Stage) -> None:
    client = stage.client("obey")
    client.schedule([cue(Sound.READY), cue(Sound.GO)])
    client.mute(True)
    client.open()
    worker = stage.worker()
    hear(worker)
    assert isinstance(hear(worker), Sync)
    assert hear(worker) == Mute(True)
    assert cues(worker, 2) == [Sound.READY, Sound.GO]
    assert hear(worker) == Open()


def test_a_worker_with_another_clock_is_told_instants_of_its_own(stage: Stage) -> None:
    client = stage.client("other clock")
    client.open()
    worker = stage.ready_worker()
    go = cue(Sound.GO)
    client.schedule([go])
    told = hear(worker)
    assert isinstance(told, Cue)
    assert told.at - go.at == pytest.approx(1000.0, abs=5.0)


def test_the_next_engine_takes_over_what_is_to_come_when_a_worker_dies(stage: Stage) -> None:
    client = stage.client("dies", "obey")
    client.mute(True)
    client.open()
    first = stage.ready_worker()
    client.schedule([cue(Sound.SWITCH), cue(Sound.FINISH)])
    assert hear(first) is not None
    assert hear(first) is None
    second = stage.worker()
    arguments = hear(second)
    assert isinstance(arguments, list)
    assert arguments[1] == ",".join([*ENGINES[1:], ENGINES[0]])
    assert isinstance(hear(second), Sync)
    assert hear(second) == Mute(True)
    assert hear(second) == Speak(True)
    assert cues(second, 2) == [Sound.SWITCH, Sound.FINISH]
    eventually(lambda: client.engine == ENGINES[1])


def test_what_a_worker_has_sounded_is_not_told_to_the_next(stage: Stage) -> None:
    client = stage.client("obey", "obey")
    client.open()
    first = stage.ready_worker()
    client.schedule([cue(Sound.GO)])
    hear(first)
    eventually(lambda: not client._pending)
    assert told_to_the_next(stage, client) == [Mute(False), Speak(True), Open()]


@pytest.mark.parametrize("take_back", ["cancel", "rest"])
def test_what_was_taken_back_is_not_told_to_the_next(stage: Stage, take_back: str) -> None:
    client = stage.client("silent", "obey")
    client.open()
    stage.ready_worker()
    client.schedule([cue(Sound.GO)])
    getattr(client, take_back)()
    assert told_to_the_next(stage, client) == [Mute(False), Speak(True), Rest() if take_back == "rest" else Open()]


def line(number: int) -> Line:
    return Line((f"Line {number}.",), room=2.0)


def test_lines_are_given_some_at_a_time_as_they_become_ready_and_each_once(stage: Stage) -> None:
    """A session may have thousands; the pipe holds some hundreds."""
    client = stage.client("obey")
    drawn: list[int] = []

    def lines() -> Iterator[Line]:
        for number in range(3 * LINES_AT_ONCE):
            drawn.append(number)
            yield line(number)

    client.prepare(lines())
    assert drawn == []
    client.open()
    worker = stage.ready_worker()
    given = [hear(worker) for _ in range(3 * LINES_AT_ONCE)]
    assert given == [Prepare((line(number),)) for number in range(3 * LINES_AT_ONCE)]
    eventually(lambda: client.lines.ready == {"fake": 3 * LINES_AT_ONCE})


def test_a_worker_that_is_slow_with_its_lines_is_not_given_all_of_them(stage: Stage) -> None:
    client = stage.client("silent")
    client.open()
    worker = stage.ready_worker()
    client.prepare(map(line, range(1000)))
    client.speak(False)
    given = [hear(worker) for _ in range(LINES_AT_ONCE + 1)]
    assert given[-1] == Speak(False)


def test_a_cue_carries_its_line_and_its_run(stage: Stage) -> None:
    client = stage.client("obey")
    client.open()
    worker = stage.ready_worker()
    said = Line(("Wechsel. Linker Fuß.", "Linker Fuß."), ("switch", "left-foot"), 1.25, "de")
    client.schedule([ScheduledCue(time.monotonic() + 60.0, None, said, 3)])
    told = hear(worker)
    assert isinstance(told, Cue)
    assert (told.sound, told.line, told.run) == (None, said, 3)


def told_to_the_next(stage: Stage, client: AudioClient) -> list[object]:
    """Kills the worker; the first three commands to its heir."""
    assert client._process
    client._process.kill()
    heir = stage.worker()
    hear(heir)
    assert isinstance(hear(heir), Sync)
    return [hear(heir), hear(heir), hear(heir)]


def test_a_worker_that_hangs_at_its_start_is_replaced(stage: Stage) -> None:
    client = stage.client("hang", "obey", patience=1.0)
    client.schedule([cue(Sound.GO)])
    client.open()
    assert hear(stage.worker())
    assert cues(stage.worker(), 1) == [Sound.GO]


def test_a_worker_that_babbles_is_replaced(stage: Stage) -> None:
    client = stage.client("garble", "obey", patience=1.0)
    client.schedule([cue(Sound.GO)])
    client.open()
    assert hear(stage.worker())
    assert cues(stage.worker(), 1) == [Sound.GO]


def test_noise_between_the_replies_does_no_harm(stage: Stage) -> None:
    client = stage.client("noisy")
    client.open()
    stage.ready_worker()
    assert client.engine == ENGINES[0]
    assert stage.started == ["noisy"]


def test_a_worker_that_never_reads_holds_up_nobody_and_is_replaced(stage: Stage) -> None:
    client = stage.client("deaf", "obey")
    client.open()
    first = stage.worker()
    hear(first)
    hear(first)
    client.schedule([cue(Sound.GO)])
    eventually(lambda: client._skew is not None)

    def talk() -> None:
        for _ in range(10_000):
            client.mute(False)

    caller = threading.Thread(target=talk, daemon=True)
    caller.start()
    caller.join(PATIENCE)
    assert not caller.is_alive()
    assert hear(first) is None
    assert cues(stage.worker(), 1) == [Sound.GO]


def test_a_worker_that_never_says_what_became_of_a_cue_is_replaced(stage: Stage) -> None:
    client = stage.client("silent", "obey", patience=1.0)
    client.open()
    first = stage.ready_worker()
    client.schedule([cue(Sound.GO, 0.0)])
    eventually(lambda: client.mute(False) or hear_all(first))
    assert hear(stage.worker())


def hear_all(worker: Connection) -> bool:
    """Whether it is dead."""
    while worker.poll():
        try:
            worker.recv()
        except EOFError:
            return True
    return False


def test_a_worker_that_tells_keeps_its_place_however_late_its_cues_were_given(stage: Stage) -> None:
    client = stage.client("silent", "obey")
    client.open()
    worker = stage.ready_worker()
    client.schedule([cue(Sound.GO, -3600.0)])
    client.mute(True)
    assert isinstance(hear(worker), Cue)
    assert hear(worker) == Mute(True)
    assert stage.started == ["silent"]


def test_when_every_engine_refuses_it_is_off_and_everything_else_works(stage: Stage) -> None:
    client = stage.client("refuse")
    client.open()
    stage.worker()
    eventually(lambda: client.engine == "off")
    assert client.refusals == dict.fromkeys(ENGINES, "no device")
    assert stage.started == ["refuse"]
    client.schedule([cue(Sound.GO)])
    client.mute(True)
    client.cancel()
    client.rest()
    client.open()
    client.close()


def test_after_three_restarts_it_is_off(stage: Stage) -> None:
    client = stage.client("crash")
    client.open()
    for _ in range(4):
        stage.worker()
    eventually(lambda: client.engine == "off")
    assert stage.started == ["crash"] * 4


def test_a_worker_that_cannot_even_be_started_is_off(tmp_path: Path) -> None:
    client = AudioClient(Sounding(tmp_path), tmp_path / "log", command=lambda _: [str(tmp_path / "nothing")])
    client.open()
    eventually(lambda: client.engine == "off")
    client.close()


def test_a_log_that_cannot_be_written_is_done_without(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "audio.log").mkdir()
    client = stage.client("obey")
    client.open()
    stage.ready_worker()
    assert client.engine == ENGINES[0]


def test_where_nothing_sounds_the_bell_is_rung_for_each_cue_to_come(stage: Stage) -> None:
    client = stage.client("refuse", bell=True)
    client.schedule([cue(Sound.READY, 0.0)])
    client.open()
    stage.worker()
    eventually(lambda: len(stage.rings) == 1)
    assert client.engine == "bell"
    go = cue(Sound.GO, 0.05)
    client.schedule([go])
    eventually(lambda: len(stage.rings) == 2)
    assert stage.rings[1] >= go.at


def test_the_bell_can_be_asked_for_and_starts_no_worker(stage: Stage) -> None:
    client = stage.client(engine="bell", bell=True)
    assert client.engine == "bell"
    client.open()
    client.schedule([cue(Sound.GO, 0.0)])
    eventually(lambda: len(stage.rings) == 1)
    assert stage.started == []


def test_the_bell_keeps_quiet_for_what_is_muted_taken_back_or_a_late_count(stage: Stage) -> None:
    client = stage.client(engine="bell", bell=True)
    client.schedule([cue(Sound.GO, 0.1)])
    client.cancel()
    client.schedule([cue(Sound.COUNT, -1.0)])
    client.mute(True)
    client.schedule([cue(Sound.GO, 0.0)])
    eventually(lambda: client._ringer is not None and client._ringer.idle)
    client.mute(False)
    end = cue(Sound.END, 0.2)
    client.schedule([end])
    eventually(lambda: bool(stage.rings))
    assert stage.rings[0] >= end.at


def test_the_bell_still_rings_for_the_end_of_a_session_that_rests(stage: Stage) -> None:
    client = stage.client(engine="bell", bell=True)
    client.schedule([cue(Sound.GO, 30.0)])
    client.cancel()
    client.schedule([cue(Sound.END, 0.0), cue(Sound.GO, 30.0)])
    client.rest()
    eventually(lambda: len(stage.rings) == 1)
    eventually(lambda: client._ringer is not None and client._ringer.idle)


@pytest.mark.parametrize("engine", ["off", "bell", "gramophone"])
def test_without_an_engine_it_is_off_from_the_start(stage: Stage, engine: str) -> None:
    client = stage.client(engine=engine)
    client.open()
    client.schedule([cue(Sound.GO)])
    assert client.engine == "off"
    assert stage.started == []


@pytest.mark.parametrize("mode", ["obey", "hang", "deaf", "stubborn"])
def test_close_ends_the_worker_whatever_it_does_and_may_be_called_twice(stage: Stage, mode: str) -> None:
    client = stage.client(mode)
    client.open()
    worker = stage.worker()
    while mode != "hang" and not isinstance(hear(worker), Sync):
        pass
    client.close()
    client.close()
    while hear(worker) is not None:
        pass
    client.schedule([cue(Sound.GO)])
    client.open()
    assert stage.started == [mode]


def test_volume_is_loudness_and_stays_within_bounds() -> None:
    assert gain(1.0) == gain(7.0) == 1.0
    assert gain(0.0) == gain(-1.0) == 0.0
    assert gain(0.5) ** 0.6 == pytest.approx(0.5)


def test_two_readings_of_one_clock_need_no_correction_and_others_do() -> None:
    assert skew(10.0, 10.001, 10.002) == 0.0
    assert skew(10.0, 510.001, 10.002) == pytest.approx(500.0)
