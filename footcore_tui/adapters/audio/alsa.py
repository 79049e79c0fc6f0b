"""ALSA's habit of writing to the terminal."""

from __future__ import annotations

import ctypes
import sys


def silence_alsa() -> None:
    """Gives ALSA a handler for its messages that ignores them; does nothing where there is no ALSA.

    The handler must be a C function: ALSA calls it from threads of its own while another thread waits for them with
    the interpreter's lock, so a Python function would stop both for good. getpid is harmless whatever it is given.
    """
    if not sys.platform.startswith("linux"):
        return
    try:
        alsa = ctypes.CDLL("libasound.so.2")
        harmless = ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p)
        alsa.snd_lib_error_set_handler.argtypes = [ctypes.c_void_p]
        alsa.snd_lib_error_set_handler(harmless)
    except (OSError, AttributeError):
        return
