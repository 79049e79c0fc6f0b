"""A PulseAudio server of our own with a sink that leads nowhere: sound without a sound card."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.setting import Unmeasured

SINK = "module-null-sink sink_name=bench rate=48000 channels=2 format=s16le norewinds=1"


@contextmanager
def null_sink(folder: Path, seconds: float = 5.0) -> Iterator[str]:
    """The server's address, for PULSE_SERVER. Raises Unmeasured where PulseAudio is missing or does not start."""
    socket = folder / "socket"
    protocol = f"module-native-protocol-unix auth-anonymous=1 socket={socket}"
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "-L", SINK]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    try:
        server = subprocess.Popen([*command, "-L", protocol], env=environment, stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        raise Unmeasured("needs PulseAudio, for a sink without a sound card") from None
    try:
        _wait_for(socket, seconds)
        yield f"unix:{socket}"
    finally:
        server.terminate()
        server.wait()


def _wait_for(socket: Path, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not socket.exists():
        if time.monotonic() > end:
            raise Unmeasured("PulseAudio does not start")
        time.sleep(0.05)


def streams(server: str) -> int:
    """How many programs play into the sink right now."""
    command = ["pactl", "--server", server, "list", "short", "sink-inputs"]
    return len(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines())
