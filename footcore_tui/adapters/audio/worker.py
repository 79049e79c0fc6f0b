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
from footcore_tui.adapters.audio.protocol import (
    Cancel,
    Command,
    Cue,
    Mute,
    Open,
    Prepare,
    Reply,
    Rest,
    Speak,
    Sync,
)
from footcore_tui.core.cues import Sound
from footcore_tui.core.speech import Line

TYPE_CHECKING = False  # `typing` is not needed to run
if TYPE_CHECKING:
    from array import array

    from footcore_tui.adapters.audio.speaker import Speaker

END_SECONDS = 0.4
"""Given to the device to close before the process goes without it."""

SWITCH_SECONDS = 0.001


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

    def spoken(self, line: Line, seconds: float, how: str) -> None:
        self.send(protocol.Spoken(line.texts[0], seconds, how))


class Store:
    """What every cue is, as samples: the set's sounds, and lines as the voice says them."""

    def __init__(self, options: argparse.Namespace, replies: Replies) -> None:
        self._options = options
        self._replies = replies
        self._sounds: Mapping[Sound, array[int]] = {}
        self._speaker: Speaker | None = None

    def load(self) -> None:
        """Raises OSError or wave.Error where the sounds are not what they should be."""
        self._sounds = self._sounds or waveform.load_all(self._options.sounds)

    def samples(self, cue: Cue) -> array[int] | None:
        """At once; None where there is nothing to hear."""
        if cue.line is not None:
            return self._speaker.samples(cue.line) if self._speaker else None
        return self._sounds[cue.sound] if cue.sound is not None else None

    def close(self) -> None:
        if self._speaker is not None:
            self._speaker.close()

    def prepare(self, lines: Sequence[Line]) -> None:
        """Has the voice make them ready; it is loaded when there is something to say."""
        if self._speaker is None and self._options.words is not None:
            from footcore_tui.adapters.audio.speaker import Speaker

            self._speaker = Speaker(
                waveform.load_words(self._options.words),
                cache=self._options.cache,
                voice=self._options.voice,
                rate=self._options.rate,
                told=self._replies.spoken,
            )
        if self._speaker is not None:
            self._speaker.prepare(lines)


def main(arguments: Sequence[str], table: Mapping[str, Maker] = TABLE) -> None:
    options = _options(arguments)
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = Replies()
    commands: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(commands,), daemon=True).start()
    # The audio thread waits for the interpreter no longer than this while the voice is at work.
    sys.setswitchinterval(SWITCH_SECONDS)
    store = Store(options, replies)
    output = None
    status = 1
    try:
        output = _first_that_works(options, table, store, replies)
        if output is not None:
            _serve(output, store, commands, replies)
        status = 0
    finally:
        if status:
            traceback.print_exc()
        if output is not None:
            output.close()
        store.close()
        # The interpreter's own way out would wait for the thread that reads, or for a device.
        os._exit(status)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="footcore sound worker")
    parser.add_argument("--engines", required=True, help="names, by comma, in the order to try")
    parser.add_argument("--sounds", required=True, type=Path)
    parser.add_argument("--gain", type=float, default=1.0)
    parser.add_argument("--offset", type=float, default=0.0, help="seconds")
    parser.add_argument("--primer", action="store_true")
    parser.add_argument("--words", type=Path, help="the folder of the shipped words; without it nothing is said")
    parser.add_argument("--cache", type=Path, help="a folder for what was said before")
    parser.add_argument("--voice", default="", help="as the synthesiser calls it")
    parser.add_argument("--rate", type=float, default=1.0)
    return parser.parse_args(arguments)


def _read(commands: queue.SimpleQueue[bytes]) -> None:
    """Passes the lines on; an empty one is the end, and after it the process lives END_SECONDS at most."""
    for line in sys.stdin.buffer:
        commands.put(line)
    commands.put(b"")
    time.sleep(END_SECONDS)
    os._exit(1)


def _first_that_works(
    options: argparse.Namespace, table: Mapping[str, Maker], store: Store, replies: Replies
) -> Output | None:
    for name in options.engines.split(","):
        replies.send(protocol.Trying(name))
        try:
            store.load()
            output = table[name](_workshop(options, store, replies))
            output.probe()
        except (EngineUnavailable, OSError, wave.Error, KeyError) as error:
            sys.stderr.write(f"{name}: {error}\n")
            replies.send(protocol.Refused(name, str(error)))
            continue
        sys.stderr.write(f"{name}: {output.detail}, {output.latency * 1000:.1f} ms taken off\n")
        replies.send(protocol.Ready(name, output.detail, output.latency))
        return output
    return None


def _workshop(options: argparse.Namespace, store: Store, replies: Replies) -> Workshop:
    return Workshop(
        samples=store.samples,
        primer=options.primer,
        gain=options.gain,
        offset=options.offset,
        clock=time.monotonic,
        settled=replies.settled,
    )


def _serve(output: Output, store: Store, commands: queue.SimpleQueue[bytes], replies: Replies) -> None:
    while True:
        try:
            line = commands.get(timeout=output.tend())
        except queue.Empty:
            continue
        if not line:
            return
        command = protocol.decode_command(line)
        if command is not None:
            _obey(command, output, store, replies)


def _obey(command: Command, output: Output, store: Store, replies: Replies) -> None:
    match command:
        case Cue():
            if command.line is not None:
                store.prepare([command.line])
            output.add(command)
        case Prepare(lines):
            store.prepare(lines)
        case Speak(spoken):
            output.voice(spoken)
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
