"""Makes the shipped words with flite: `python sounds/make_voice.py` writes them, `--check` compares instead.

flite says the same to the byte each time, and what follows is as exact as the cues; another version of flite, or
another kind of processor, may say it a little otherwise. Then nothing is compared, which is no failure.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from making.speech import SPOKEN_RATE, finished
from making.wav import wav

WORDS = (
    "left",
    "right",
    "left-foot",
    "right-foot",
    "switch",
    "rest",
    "relax",
    "next",
    "halfway",
    "last-one",
    "three",
    "two",
    "one",
    "go",
    "finished",
    "get-ready",
    "down",
    "up",
    "hold",
)
"""By the names of their files; what is said has spaces for hyphens."""
VOICE = "rms"
"""Of slt, rms and awb the one with the least noise and the strongest consonants: see README.md."""
VERSION = "flite-2.2"


def flite_is_here() -> bool:
    """Whether it is the version that the shipped words were made with."""
    if not shutil.which("flite"):
        return False
    said = subprocess.run(["flite", "--version"], capture_output=True, encoding="utf-8", check=False)
    return VERSION in said.stdout + said.stderr


def spoken(word: str, voice: str = VOICE) -> list[float]:
    """What flite says, between -1 and 1, at SPOKEN_RATE."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "spoken.wav"
        text = word.replace("-", " ") + "."
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
        with wave.open(str(path)) as file:
            if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (SPOKEN_RATE, 1, 2):
                sys.exit(f"flite's {voice} does not speak at {SPOKEN_RATE} Hz, mono, 16 bit")
            data = array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        data.byteswap()
    return [sample / 32768.0 for sample in data]


def made(word: str) -> bytes:
    """The word's file."""
    return wav(finished(spoken(word)))


def files() -> Iterator[tuple[str, bytes]]:
    """Every file by its place beside this one."""
    for word in WORDS:
        yield f"voice/en/{word}.wav", made(word)


def main() -> int:
    checked, changed = "--check" in sys.argv[1:], 0
    if not flite_is_here():
        print(f"{VERSION} is not here: nothing is {'compared' if checked else 'made'}")
        return 0 if checked else 1
    for name, content in files():
        path = Path(__file__).parent / name
        same = path.exists() and path.read_bytes() == content
        changed += not same
        if not checked:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        print(f"{'same' if same else 'new '}  {name}")
    return 1 if changed and checked else 0


if __name__ == "__main__":
    sys.exit(main())
