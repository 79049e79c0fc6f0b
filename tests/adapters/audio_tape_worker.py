"""The real worker with an engine of the tests: `TAPE KIND` come first, then its own arguments.

The engine asks for frames as a device does and writes them to TAPE. KIND `chatty` prints like a bad library, `stuck`
never closes, `dumb` opens and asks for nothing.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from footcore_tui.adapters.audio.engines import Workshop
from footcore_tui.adapters.audio.mixer import Mixer
from footcore_tui.adapters.audio.output import Output, StreamOutput
from footcore_tui.adapters.audio.worker import main


class Tape:
    detail = "tape"
    latency = 0.0

    def __init__(self, path: Path, kind: str) -> None:
        self._path = path
        self._kind = kind
        self._stop = threading.Event()

    def start(self, pull: Callable[[int], bytes]) -> None:
        self._stop = threading.Event()
        if self._kind == "chatty":
            os.write(1, b'{"is": "ready", "engine": "liar", "detail": "", "latency": 0.0}\n')
            os.write(2, b"ALSA lib: a line for the terminal\n")
            print("and one by print", flush=True)
        if self._kind != "dumb":
            threading.Thread(target=self._turn, args=(pull, self._stop), daemon=True).start()

    def stop(self) -> None:
        self._stop.set()
        if self._kind == "stuck":
            threading.Event().wait()

    def _turn(self, pull: Callable[[int], bytes], stop: threading.Event) -> None:
        with self._path.open("ab") as file:
            while not stop.wait(0.02):
                file.write(pull(960))
                file.flush()


tape, kind, *arguments = sys.argv[1:]


def make(shop: Workshop) -> Output:
    mixer = Mixer(shop.samples, shop.clock, shop.settled, shop.gain)
    return StreamOutput(Tape(Path(tape), kind), mixer, shop.clock, shop.offset)


main(arguments, {"tape": make})
