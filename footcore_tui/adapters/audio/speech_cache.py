"""Spoken texts kept between sessions, so that each is made once: a folder of WAV files, named by what is in them."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
import time
from array import array
from contextlib import suppress
from pathlib import Path

from footcore_tui.adapters.audio.speech_wave import read_wave, wave_bytes

VERSION = "1"
"""Of the shaping; part of every name, so that what was shaped otherwise is made anew."""
MOST_BYTES = 50_000_000
MOST_BYTES_A_FILE = 10_000_000
DAY_SECONDS = 86_400

_OURS = re.compile(r"[0-9a-f]{64}(\.wav|\.[\w-]*part)")


class SpeechCache:
    """Every call may fail to do its work and says so on stderr at most; the voice works without it, only slower."""

    def __init__(self, folder: Path | None, most_bytes: int = MOST_BYTES) -> None:
        """None: nothing is kept."""
        self._folder = folder
        self._most_bytes = most_bytes
        self._writable = folder is not None

    def load(self, *key: str) -> tuple[array[int], int] | None:
        """Samples and their rate; None where there are none or the file is damaged.

        A file that is used is as young as a new one, to the day, so that thinning takes what nobody uses.
        """
        if self._folder is None:
            return None
        path = self._path(self._folder, key)
        try:
            status = path.stat()
            if status.st_size > MOST_BYTES_A_FILE:
                return None
            data = path.read_bytes()
            samples, rate = read_wave(data)
        except (OSError, ValueError):
            return None
        if wave_bytes(samples, rate) != data:
            return None
        if time.time() - status.st_mtime > DAY_SECONDS:
            with suppress(OSError):
                os.utime(path)
        return samples, rate

    def save(self, samples: array[int], rate: int, *key: str) -> None:
        """Whole or not at all, whoever else writes the same."""
        if self._folder is None or not self._writable:
            return
        path = self._path(self._folder, key)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(path, wave_bytes(samples, rate))
        except OSError as error:
            self._writable = False
            sys.stderr.write(f"speech is not kept: {error}\n")

    def thin(self) -> None:
        """Removes the files that were not used for longest until the rest are within the limit, and broken-off ones."""
        if self._folder is None:
            return
        try:
            with os.scandir(self._folder) as entries:
                ours = [entry for entry in entries if _OURS.fullmatch(entry.name) and entry.is_file()]
            aged = sorted(((entry.stat().st_mtime, entry) for entry in ours), key=lambda one: one[0], reverse=True)
            self._remove_beyond_the_limit(aged)
        except FileNotFoundError:
            return
        except OSError as error:
            sys.stderr.write(f"the kept speech can't be thinned: {error}\n")

    def _remove_beyond_the_limit(self, youngest_first: list[tuple[float, os.DirEntry[str]]]) -> None:
        total = 0
        for age, entry in youngest_first:
            total += entry.stat().st_size
            broken_off = entry.name.endswith("part") and time.time() - age > DAY_SECONDS
            if total > self._most_bytes or broken_off:
                Path(entry.path).unlink(missing_ok=True)

    @staticmethod
    def _path(folder: Path, key: tuple[str, ...]) -> Path:
        whole = "\0".join((VERSION, *key))
        return folder / f"{hashlib.sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()}.wav"


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f"{path.stem}.", suffix="part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
