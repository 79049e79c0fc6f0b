"""Synthesisers that are programs: espeak-ng, macOS's say, flite.

A text is never an argument and never meets a shell: it stands in a file, and the sound comes back in another.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unicodedata
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from footcore_tui.adapters.audio.espeak_voices import voices_for, words_a_minute
from footcore_tui.adapters.audio.speech_wave import read_wave
from footcore_tui.adapters.audio.synthesis import SpeechUnavailable

LIMIT_SECONDS = 3.0
"""For a line; a program that takes longer hangs."""


class Program:
    """Runs a program, one at a time, and ends it when it takes too long."""

    def __init__(self, name: str) -> None:
        """Raises SpeechUnavailable."""
        path = shutil.which(name)
        if path is None:
            raise SpeechUnavailable(f"there is no {name}")
        self.name = name
        self._path = path
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._closed = False

    def run(
        self,
        arguments: Sequence[str],
        stdin: Path | None = None,
        stdout: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> int:
        """Its exit code. Raises SpeechUnavailable where it can't be started, hangs, or was closed.

        Files instead of pipes: what a killed program has started itself may keep a pipe open.
        """
        try:
            with Path(stdin or os.devnull).open("rb") as source, Path(stdout or os.devnull).open("wb") as sink:
                process = self._start(arguments, source, sink, {**os.environ, **(environment or {})})
        except OSError as error:
            raise SpeechUnavailable(f"{self.name}: {error}") from None
        try:
            return process.wait(LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise SpeechUnavailable(f"{self.name} takes longer than {LIMIT_SECONDS:g} s") from None

    def close(self) -> None:
        """Ends what runs, and runs nothing any more; may be called by any thread, and twice."""
        with self._lock:
            self._closed = True
            if self._running is not None:
                self._running.kill()

    def _start(
        self, arguments: Sequence[str], source: IO[bytes], sink: IO[bytes], environment: Mapping[str, str]
    ) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise SpeechUnavailable(f"{self.name} was closed")
            self._running = subprocess.Popen(
                (self._path, *arguments),
                stdin=source,
                stdout=sink,
                stderr=subprocess.DEVNULL,
                env=environment,
                creationflags=_no_window(),
            )
            return self._running


@dataclass(frozen=True, slots=True)
class Paper:
    """A folder for one text and its sound."""

    text: Path
    sound: Path

    def read(self, code: int) -> tuple[array[int], int]:
        """The sound. Raises SpeechUnavailable where the program failed."""
        if code:
            raise SpeechUnavailable(f"ended with code {code}")
        try:
            return read_wave(self.sound.read_bytes())
        except (OSError, ValueError) as error:
            raise SpeechUnavailable(f"left no sound: {error}") from None


@contextmanager
def paper(text: str = "") -> Iterator[Paper]:
    """Gone afterwards. Raises SpeechUnavailable where nothing can be written."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="footcore-", ignore_cleanup_errors=True)
    except OSError as error:
        raise SpeechUnavailable(f"nothing can be written: {error}") from None
    with folder:
        sheet = Paper(Path(folder.name, "text.txt"), Path(folder.name, "sound.wav"))
        try:
            sheet.text.write_bytes(text.encode("utf-8", "replace"))
        except OSError as error:
            raise SpeechUnavailable(f"nothing can be written: {error}") from None
        yield sheet


class EspeakProgram:
    """espeak-ng as a program: three times as slow as its library, and safe from its crashes."""

    name = "espeak-ng program"

    def __init__(self) -> None:
        self._program = Program("espeak-ng")
        if self._program.run(("--version",)):
            raise SpeechUnavailable("espeak-ng does not run")
        self._chosen: dict[tuple[str, str], str | None] = {}

    def speaks(self, language: str) -> bool:
        return self.voice_for(language, "") is not None

    def voice_for(self, language: str, voice: str) -> str | None:
        """The first that it accepts; it refuses a voice that it does not have, even with nothing to say."""
        key = (language, voice)
        if key not in self._chosen:
            names = voices_for(language, voice)
            self._chosen[key] = next(
                (one for one in names if not self._program.run(("-q", "-v", one, "--stdin"))), None
            )
        return self._chosen[key]

    def say(self, text: str, language: str, voice: str, rate: float) -> tuple[array[int], int]:
        chosen = self.voice_for(language, voice)
        if chosen is None:
            raise SpeechUnavailable(f"no voice for {language}")
        speed = str(words_a_minute(rate))
        with paper(text) as sheet:
            arguments = ("-b", "1", "-v", chosen, "-s", speed, "-w", str(sheet.sound), "--stdin")
            return sheet.read(self._program.run(arguments, stdin=sheet.text))

    def close(self) -> None:
        self._program.close()


class Say:
    """macOS's own. Not tried: written from its manual page."""

    name = "say"

    PREFERRED = ("Samantha", "Daniel", "Anna", "Mónica", "Monica", "Thomas", "Luciana", "Alice")
    """Apple's usual voices, before the novelties that stand first in the alphabet."""
    FORMAT = ("--file-format=WAVE", "--data-format=LEI16@22050")
    _LISTED = re.compile(r"(\S.*?)\s+([a-z]{2,3})[_-](\w+)\s+#")

    def __init__(self, platform: str = sys.platform) -> None:
        if platform != "darwin":
            raise SpeechUnavailable("say is macOS's own")
        self._program = Program("say")
        with paper() as sheet:
            if self._program.run(("-v", "?"), stdout=sheet.sound):
                raise SpeechUnavailable("say lists no voices")
            listed = sheet.sound.read_text("utf-8", "replace").splitlines()
        found = [match.groups() for line in listed if (match := self._LISTED.match(line))]
        self._voices = [(name, primary.lower(), region.lower()) for name, primary, region in found]

    def speaks(self, language: str) -> bool:
        return self.voice_for(language, "") is not None

    def voice_for(self, language: str, voice: str) -> str | None:
        """The user's where it speaks the language, else one of the region, a preferred one before others."""
        primary, _, region = language.lower().replace("_", "-").partition("-")
        able = [(name, where) for name, spoken, where in self._voices if spoken == primary]
        able.sort(key=lambda one: (one[0].lower() != voice.lower(), one[1] != region, one[0] not in self.PREFERRED))
        return able[0][0] if able else None

    def say(self, text: str, language: str, voice: str, rate: float) -> tuple[array[int], int]:
        chosen = self.voice_for(language, voice)
        if chosen is None:
            raise SpeechUnavailable(f"no voice for {language}")
        with paper(text) as sheet:
            speed = str(words_a_minute(rate))
            arguments = ("-v", chosen, "-r", speed, "-f", str(sheet.text), "-o", str(sheet.sound), *self.FORMAT)
            return sheet.read(self._program.run(arguments))

    def close(self) -> None:
        self._program.close()


class Flite:
    """English only."""

    name = "flite"

    VOICES = ("rms", "slt", "awb", "kal16")
    """The general ones that it is built with; the first is that of the shipped words."""

    def __init__(self) -> None:
        self._program = Program("flite")

    def speaks(self, language: str) -> bool:
        return self.voice_for(language, "") is not None

    def voice_for(self, language: str, voice: str) -> str | None:
        if language.lower().replace("_", "-").partition("-")[0] != "en":
            return None
        return voice if voice in self.VOICES else self.VOICES[0]

    def say(self, text: str, language: str, voice: str, rate: float) -> tuple[array[int], int]:
        """Letters with accents are said without them; it knows ASCII only."""
        chosen = self.voice_for(language, voice)
        if chosen is None:
            raise SpeechUnavailable(f"no voice for {language}")
        ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        if not any(one.isalnum() for one in ascii_only):
            return array("h"), 16_000
        stretch = f"duration_stretch={1 / rate:.3f}"
        with paper(ascii_only) as sheet:
            arguments = ("-voice", chosen, "--setf", stretch, "-f", str(sheet.text), "-o", str(sheet.sound))
            return sheet.read(self._program.run(arguments))

    def close(self) -> None:
        self._program.close()


def _no_window() -> int:
    """On Windows a program of the console would open one."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0
