"""`python -m footcore_tui.adapters.audio.worker`: commands on stdin, replies on stdout, sound; ends with stdin.

Whatever a library prints goes to stderr, which the client has turned to its log file.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import queue
import signal
import sys
import threading
import time
import traceback
import wave
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import assert_never

from footcore_tui.adapters.audio import protocol, waveform
from footcore_tui.adapters.audio.engines import TABLE, Maker, Workshop
from footcore_tui.adapters.audio.output import EngineUnavailable, Output
from footcore_tui.adapters.audio.protocol import Cancel, Command, Cue, Mute, Open, Reply, Rest, Sync

END_SECONDS = 0.4
"""Given to the device to close before the process goes without it."""


class Replies:
    """The way up. Never waits: a client that does not read loses replies, not sound."""

    def __init__(self) -> None:
        sys.stdout.flush()
        self._pipe = os.dup(1)
        os.dup2(2, 1)
        if hasattr(os, "set_blocking") and os.name == "posix":
            os.set_blocking(self._pipe, False)

    def send(self, reply: Reply) -> None:
        try:
            os.write(self._pipe, protocol.encode(reply))
        except OSError:
            return

    def settled(self, cue: Cue, late: float, heard: bool) -> None:
        self.send(protocol.Settled(cue.id, late, heard))


def main(arguments: Sequence[str], table: Mapping[str, Maker] = TABLE) -> None:
    options = _options(arguments)
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = Replies()
    commands: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(commands,), daemon=True).start()
    output = None
    status = 1
    try:
        output = _first_that_works(options, table, replies)
        if output is not None:
            _serve(output, commands, replies)
        status = 0
    finally:
        if status:
            traceback.print_exc()
        if output is not None:
            output.close()
        # The interpreter's own way out would wait for the thread that reads, or for a device.
        os._exit(status)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="footcore sound worker")
    parser.add_argument("--engines", required=True, help="names, by comma, in the order to try")
    parser.add_argument("--sounds", required=True, type=Path)
    parser.add_argument("--gain", type=float, default=1.0)
    parser.add_argument("--offset", type=float, default=0.0, help="seconds")
    return parser.parse_args(arguments)


def _read(commands: queue.SimpleQueue[bytes]) -> None:
    """Passes the lines on; an empty one is the end, and after it the process lives END_SECONDS at most."""
    for line in sys.stdin.buffer:
        commands.put(line)
    commands.put(b"")
    time.sleep(END_SECONDS)
    os._exit(1)


def _first_that_works(options: argparse.Namespace, table: Mapping[str, Maker], replies: Replies) -> Output | None:
    for name in options.engines.split(","):
        replies.send(protocol.Trying(name))
        try:
            output = table[name](_workshop(options, replies))
            output.probe()
        except (EngineUnavailable, OSError, wave.Error, KeyError) as error:
            sys.stderr.write(f"{name}: {error}\n")
            replies.send(protocol.Refused(name, str(error)))
            continue
        sys.stderr.write(f"{name}: {output.detail}, {output.latency * 1000:.1f} ms taken off\n")
        replies.send(protocol.Ready(name, output.detail, output.latency))
        return output
    return None


def _workshop(options: argparse.Namespace, replies: Replies) -> Workshop:
    return Workshop(
        sounds=waveform.load_all(options.sounds),
        folder=options.sounds,
        gain=options.gain,
        offset=options.offset,
        clock=time.monotonic,
        settled=replies.settled,
    )


def _serve(output: Output, commands: queue.SimpleQueue[bytes], replies: Replies) -> None:
    while True:
        try:
            line = commands.get(timeout=output.tend())
        except queue.Empty:
            continue
        if not line:
            return
        command = protocol.decode_command(line)
        if command is not None:
            _obey(command, output, replies)


def _obey(command: Command, output: Output, replies: Replies) -> None:
    match command:
        case Cue():
            output.add(command)
        case Cancel():
            output.cancel()
        case Mute(muted):
            output.mute(muted)
        case Open():
            output.open()
        case Rest():
            output.rest()
        case Sync(sent):
            replies.send(protocol.Synced(sent, time.monotonic()))
        case _:
            assert_never(command)


if __name__ == "__main__":
    main(sys.argv[1:])
