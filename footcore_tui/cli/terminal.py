"""How a screen's process ends or is stopped: signals, and a terminal that closes."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable

HANGUP = 1
"""SIGHUP, also where the platform has no such name."""
GIVE_UP_SECONDS = 1.5
"""After a hang-up, what was done being saved, the process does not wait longer for a screen that is gone."""

SETTLE_SECONDS = 0.05
"""A signal that was sent to a stopped process has come so soon after it goes on."""

End = Callable[[int], None]


def watch(end: End, stopping: Callable[[], None], leave: Callable[[], None]) -> None:
    """Calls `end(signal)` on the running loop when the process is asked to end, `stopping` before Ctrl-Z stops it.

    The screen's own handler of SIGTSTP gives the terminal back and stops the process; it runs after `stopping`. Asked
    to end while it is stopped, the process saves by `leave` and is gone: the terminal is another's by then.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    asked: list[int] = []
    poll = _hangup_poll()

    def hang_up(number: int) -> None:
        if poll and _is_gone(poll.poll(0)):
            let_go()
        end(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        # A parent that had it ignored, as nohup does, means it.
        if signal.getsignal(number) is not signal.SIG_IGN:
            loop.add_signal_handler(number, hang_up if number == signal.SIGHUP else end, int(number))
            # Heard at once as well, before the screen takes the terminal back; the loop is woken all the same.
            signal.signal(number, lambda number, _frame: asked.append(number))

    def going_on() -> None:
        if asked:
            leave()
            os._exit(128 + asked[0])

    _watch_stops(loop, stopping, going_on)
    _watch_hangup(loop, end)


def _watch_stops(loop: asyncio.AbstractEventLoop, stopping: Callable[[], None], going_on: Callable[[], None]) -> None:
    """Ctrl-Z by the screen's own handlers, with `stopping` before the stop and `going_on` after it."""
    screen_stops, screen_goes_on = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)

    def stop() -> None:
        stopping()
        signal.signal(signal.SIGCONT, lambda _number, _frame: None)
        if callable(screen_stops):
            screen_stops(signal.SIGTSTP, None)
        time.sleep(SETTLE_SECONDS)
        going_on()
        signal.signal(signal.SIGCONT, screen_goes_on)
        if callable(screen_goes_on):
            screen_goes_on(signal.SIGCONT, None)
        loop.add_signal_handler(signal.SIGTSTP, stop)

    loop.add_signal_handler(signal.SIGTSTP, stop)


def let_go() -> None:
    """The terminal is gone: what is still written goes nowhere, or it would fail, and with it the exit code."""
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)


def _hangup_poll() -> select.poll | None:
    """Tells, without reading, whether the terminal has closed; None where there is none or it can't be told."""
    if not hasattr(select, "poll") or not sys.__stdin__ or not sys.__stdin__.isatty():
        return None
    poll = select.poll()
    poll.register(sys.__stdin__.fileno(), 0)
    return poll


def _is_gone(found: list[tuple[int, int]]) -> bool:
    return any(event & (select.POLLHUP | select.POLLERR) for _, event in found)


def _watch_hangup(loop: asyncio.AbstractEventLoop, end: End) -> None:
    """Waits, without waking, for the terminal to close: a screen on it would spin and never end."""
    poll = _hangup_poll()
    if poll is None:
        return

    def wait() -> None:
        if _is_gone(poll.poll()):
            let_go()
            loop.call_soon_threadsafe(end, HANGUP)
            threading.Event().wait(GIVE_UP_SECONDS)
            os._exit(128 + HANGUP)

    threading.Thread(target=wait, name="footcore-hangup", daemon=True).start()
