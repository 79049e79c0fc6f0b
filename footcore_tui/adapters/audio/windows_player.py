"""Windows' own player: one sound at a time, the next cuts the last."""

from __future__ import annotations

import sys
from array import array
from pathlib import Path

from footcore_tui.adapters.audio.file_clip import ClipFolder

if sys.platform == "win32":
    import winsound

    class WindowsClip:
        busy = False
        """It can't be asked; the clip's length tells."""

        def __init__(self, player: WindowsPlayer, file: Path) -> None:
            self._player = player
            self._file = file

        def play(self) -> None:
            self._player.play(self._file)

        def close(self) -> None:
            self._player.drop(self._file)

    class WindowsPlayer:
        """Plays in the background; knows neither volume nor an end."""

        detail = "winsound"
        latency = 0.050
        """A guess."""
        primer = None

        def __init__(self) -> None:
            self._folder = ClipFolder()
            self._playing: Path | None = None

        def load(self, samples: array[int]) -> WindowsClip:
            return WindowsClip(self, self._folder.write(samples))

        def play(self, file: Path) -> None:
            self._playing = file
            flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            try:
                winsound.PlaySound(str(file), flags)
            except RuntimeError as error:
                sys.stderr.write(f"winsound: {error}\n")

        def drop(self, file: Path) -> None:
            """Cut, but only if it is what plays: another may have taken its place."""
            if file == self._playing:
                self._playing = None
                winsound.PlaySound(None, winsound.SND_PURGE)
            self._folder.remove(file)

        def close(self) -> None:
            self._folder.close()
