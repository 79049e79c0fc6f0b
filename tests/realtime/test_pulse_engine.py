"""PulseAudio's library against a server that stands still or dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from footcore_tui.adapters.audio.output import EngineUnavailable
from footcore_tui.adapters.audio.pulse_stream import PulseStream

if TYPE_CHECKING:
    from tests.realtime.conftest import Server

RATE = 48_000


class Feed:
    def __init__(self) -> None:
        self.frames = 0

    def pull(self, frames: int) -> bytes:
        self.frames += frames
        return bytes(2 * frames)


@pytest.fixture
def server(pulse: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """One of its own, to be treated badly."""
    with pulse.another() as another:
        for name, value in another.environment.items():
            monkeypatch.setenv(name, value)
        yield another


def test_it_asks_for_as_many_frames_as_there_is_time_and_knows_its_latency(server: Server) -> None:
    feed, stream = Feed(), PulseStream()
    stream.start(feed.pull)
    time.sleep(0.3)
    before, at = feed.frames, time.monotonic()
    time.sleep(1.5)
    passed = (feed.frames - before) / RATE - (time.monotonic() - at)
    assert abs(passed) < 0.1
    assert 0.03 < stream.latency < 0.12
    stream.stop()
    assert not server.streams()
    stood = feed.frames
    time.sleep(0.2)
    assert feed.frames == stood
    assert 0.03 < stream.latency < 0.12


@pytest.mark.skipif(os.name != "posix", reason="stops a process")
def test_a_server_that_stands_still_does_not_hold_up_the_stop(server: Server) -> None:
    feed, stream = Feed(), PulseStream()
    stream.start(feed.pull)
    time.sleep(0.3)
    os.kill(server._process.pid, signal.SIGSTOP)
    try:
        time.sleep(0.3)
        stood, at = feed.frames, time.monotonic()
        stream.stop()
        stream.stop()
        assert time.monotonic() - at < 0.5
    finally:
        os.kill(server._process.pid, signal.SIGCONT)
    time.sleep(0.3)
    assert feed.frames == stood


def test_a_server_that_dies_ends_the_stream_and_one_that_comes_back_is_found(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    feed, stream = Feed(), PulseStream()
    stream.start(feed.pull)
    time.sleep(0.3)
    server.stop()
    time.sleep(0.3)
    stood = feed.frames
    time.sleep(0.3)
    assert feed.frames == stood
    assert "PulseAudio: Connection" in capfd.readouterr().err
    stream.stop()
    with pytest.raises(EngineUnavailable, match="PulseAudio"):
        stream.start(feed.pull)
    server.start()
    stream.start(feed.pull)
    time.sleep(0.3)
    stream.stop()
    assert feed.frames > stood
