"""A sound worker that behaves as told: `MODE ADDRESS` come first, then the arguments of the real one.

What it is sent it passes on to the test that listens at ADDRESS. It makes no sound.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from multiprocessing.connection import Client

from footcore_tui.adapters.audio import protocol


def say(reply: protocol.Reply) -> None:
    os.write(1, protocol.encode(reply))


def forever() -> None:
    threading.Event().wait()


mode, address, *arguments = sys.argv[1:]
engine, *_ = arguments[arguments.index("--engines") + 1].split(",")
test = Client(address)
test.send(arguments)

match mode:
    case "hang":
        forever()
    case "crash":
        sys.exit(1)
    case "garble":
        os.write(1, b"\x00\xff{]\n" * 1000 + b'{"is": "ready"}\n{"is": "settled", "id": "x"}\n[[[\n')
        forever()
    case "refuse":
        for name in arguments[arguments.index("--engines") + 1].split(","):
            say(protocol.Trying(name))
            say(protocol.Refused(name, "no device"))
        sys.exit(0)

say(protocol.Trying(engine))
if mode == "noisy":
    os.write(1, b"ALSA lib pcm.c:2664\n\xff\xfe\n{}\n")
ready = protocol.encode(protocol.Ready(engine, "fake", 0.0))
os.write(1, ready[:20])
if mode == "noisy":
    time.sleep(0.1)
os.write(1, ready[20:])
for line in sys.stdin.buffer:
    command = protocol.decode_command(line)
    test.send(command)
    match command:
        case protocol.Sync(sent):
            say(protocol.Synced(sent, time.monotonic() + (1000.0 if mode == "other clock" else 0.0)))
            if mode == "deaf":
                forever()
        case protocol.Prepare(lines) if mode != "silent":
            for one in lines:
                say(protocol.Spoken(one.texts[0], 1.0, "fake"))
        case protocol.Cue() if mode == "dies":
            sys.exit(1)
        case protocol.Cue(id=number) if mode != "silent":
            say(protocol.Settled(number, 0.0, heard=True))
if mode == "stubborn":
    forever()
