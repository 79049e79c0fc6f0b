"""Single keys from a terminal for the plain player, which leaves the screen alone."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

_SEQUENCES = {
    "\x1b[D": "left",
    "\x1bOD": "left",
    "\x1b[5~": "left",
    "\x1b[C": "right",
    "\x1bOC": "right",
    "\x1b[6~": "right",
    " ": "space",
    "\r": "enter",
    "\n": "enter",
    "=": "+",
    "\x03": "q",  # Ctrl-C, where the console sends it as a key
}

Pressed = Callable[[str], None]


GiveBack = Callable[[], AbstractContextManager[None]]
"""Gives the terminal back for as long as its context lasts."""


@contextmanager
def keys(pressed: Pressed) -> Iterator[GiveBack]:
    """Calls `pressed` with each key's name, on a thread, until left; the terminal is given back as it was."""
    if not sys.stdin.isatty():
        yield nullcontext
        return
    with _reading(pressed) as give_back:
        yield give_back


def forget_typed() -> None:
    """Throws away what was typed into the terminal and has not been read."""
    if sys.stdin.isatty():
        _forget()


def name_keys(text: str) -> Iterator[str]:
    """The names of the keys in what a terminal sent; an escape sequence that is not known is none."""
    while text:
        known = next((sequence for sequence in _SEQUENCES if text.startswith(sequence)), None)
        if known is not None:
            yield _SEQUENCES[known]
            text = text[len(known) :]
        elif text.startswith("\x1b"):
            return
        else:
            yield text[0].lower()
            text = text[1:]


if sys.platform == "win32":

    @contextmanager
    def _reading(pressed: Pressed) -> Iterator[GiveBack]:
        import msvcrt

        arrows = {"K": "left", "I": "left", "M": "right", "Q": "right"}

        def read() -> None:
            while True:
                char = msvcrt.getwch()
                for name in [arrows.get(msvcrt.getwch(), "")] if char in "\x00\xe0" else list(name_keys(char)):
                    pressed(name)

        threading.Thread(target=read, name="footcore-keys", daemon=True).start()
        yield nullcontext

    def _forget() -> None:
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()

else:

    @contextmanager
    def _reading(pressed: Pressed) -> Iterator[GiveBack]:
        import select
        import termios
        import tty

        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        ending, end = os.pipe()

        def read() -> None:
            while ending not in select.select([terminal, ending], [], [])[0]:
                data = os.read(terminal, 1024)
                if not data:
                    return
                for name in name_keys(data.decode("utf-8", "replace")):
                    pressed(name)

        @contextmanager
        def given_back() -> Iterator[None]:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
            try:
                yield
            finally:
                tty.setcbreak(terminal)

        thread = threading.Thread(target=read, name="footcore-keys", daemon=True)
        try:
            tty.setcbreak(terminal)
            thread.start()
            yield given_back
        finally:
            os.close(end)
            thread.join()
            os.close(ending)
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def _forget() -> None:
        import termios

        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
