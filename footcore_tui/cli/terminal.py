"""How a screen's process ends or is stopped: signals, and a terminal that closes."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Callable

HANGUP = 1
"""SIGHUP, also where the platform has no such name."""
GIVE_UP_SECONDS = 1.5
"""After a hang-up, what was done being saved, the process does not wait longer for a screen that is gone."""

End = Callable[[int], None]


def watch(end: End, stopping: Callable[[], None]) -> None:
    """Calls `end(signal)` on the running loop when the process is asked to end, `stopping` before Ctrl-Z stops it.

    The screen's own handler of SIGTSTP gives the terminal back and stops the process; it runs after `stopping`.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        # A parent that had it ignored, as nohup does, means it.
        if signal.getsignal(number) is not signal.SIG_IGN:
            loop.add_signal_handler(number, end, int(number))
    screen = signal.getsignal(signal.SIGTSTP)

    def stop() -> None:
        stopping()
        if callable(screen):
            screen(signal.SIGTSTP, None)
        loop.add_signal_handler(signal.SIGTSTP, stop)

    loop.add_signal_handler(signal.SIGTSTP, stop)
    _watch_hangup(loop, end)


def _watch_hangup(loop: asyncio.AbstractEventLoop, end: End) -> None:
    """Waits, without waking, for the terminal to close: a screen on it would spin and never end."""
    if not hasattr(select, "poll") or not sys.__stdin__ or not sys.__stdin__.isatty():
        return
    poll = select.poll()
    poll.register(sys.__stdin__.fileno(), 0)

    def wait() -> None:
        if any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll()):
            loop.call_soon_threadsafe(end, HANGUP)
            threading.Event().wait(GIVE_UP_SECONDS)
            os._exit(128 + HANGUP)

    threading.Thread(target=wait, name="footcore-hangup", daemon=True).start()
