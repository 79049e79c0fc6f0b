"""Windows' own player: one sound at a time, the next cuts the last."""

from __future__ import annotations

import sys
from pathlib import Path

if sys.platform == "win32":
    import winsound

    class WindowsPlayer:
        """Plays in the background; knows neither volume nor an end."""

        detail = "winsound"
        latency = 0.050
        """A guess."""
        busy = False

        def play(self, file: Path) -> None:
            flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            try:
                winsound.PlaySound(str(file), flags)
            except RuntimeError as error:
                sys.stderr.write(f"winsound: {error}\n")

        def silence(self) -> None:
            winsound.PlaySound(None, winsound.SND_PURGE)
