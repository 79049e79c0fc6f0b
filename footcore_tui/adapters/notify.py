"""A line on the desktop, by the system's own program."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

APP = "footcore"
SHOWN_MILLISECONDS = 4_000
# The text is an argument of the script, never a part of it.
_SCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")


class DesktopNotifier:
    """`ports.Notifier`, by notify-send or AppleScript; elsewhere nothing is shown."""

    def __init__(self, platform: str = sys.platform, find: Callable[[str], str | None] = shutil.which) -> None:
        self._command = _command(platform, find)
        self._running: subprocess.Popen[bytes] | None = None

    def notify(self, text: str) -> None:
        """One at a time: what comes while a program still runs is left out."""
        if not self._command or (self._running is not None and self._running.poll() is None):
            return
        nothing = subprocess.DEVNULL
        try:
            self._running = subprocess.Popen(
                (*self._command, APP, _escaped(text) if self._command[0].endswith("notify-send") else text),
                stdin=nothing,
                stdout=nothing,
                stderr=nothing,
                start_new_session=True,
            )
        except OSError:
            self._command = ()


def _command(platform: str, find: Callable[[str], str | None]) -> Sequence[str]:
    """What takes a title and a text; empty where there is nothing."""
    if platform == "darwin":
        program = find("osascript")
        return (program, *(part for line in _SCRIPT for part in ("-e", line))) if program else ()
    program = find("notify-send") if platform == "linux" else None
    return (program, f"--app-name={APP}", f"--expire-time={SHOWN_MILLISECONDS}", "--") if program else ()


def _escaped(text: str) -> str:
    """Desktops read markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
