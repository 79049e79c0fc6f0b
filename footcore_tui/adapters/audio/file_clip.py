"""Clips that lie in files, for players that read nothing else."""

from __future__ import annotations

import itertools
import sys
import tempfile
from array import array
from pathlib import Path

from footcore_tui.adapters.audio.waveform import save


class ClipFolder:
    """A temporary folder, gone with `close` at the latest."""

    def __init__(self) -> None:
        # On Windows a file that is being played can't be removed.
        self._folder = tempfile.TemporaryDirectory(prefix="footcore-", ignore_cleanup_errors=True)
        self._numbers = itertools.count(1)

    def write(self, samples: array[int]) -> Path:
        """A new WAV file; a full disk is told on stderr, and the file will not play."""
        path = Path(self._folder.name, f"{next(self._numbers)}.wav")
        try:
            save(path, samples)
        except OSError as error:
            sys.stderr.write(f"{path}: {error}\n")
        return path

    def remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            sys.stderr.write(f"{path}: {error}\n")

    def close(self) -> None:
        self._folder.cleanup()
