"""A trainer's folder, made into a pack, and a client who adds it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from footcore_tui.cli.edge import run

needs_ssh_keygen = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")

BALANCE = """format = 1
name = "Balance"
version = "1"
author = "A. Trainer"

[[block]]
name = "Balance"
exercise = "single-leg-stance"
hold = "15s"
sides = "alternate"
total = "2m"
"""
CURLS = """format = 1
name = "Curls"

[[block]]
exercise = "pen-curl"
reps = 10
hold = "5s"
relax = "2s"
"""
EXERCISE = """format = 1

[[exercise]]
id = "pen-curl"
name = "Pen curl"
"""
NOTE = """name = "Foot core"
author = "A. Trainer"
version = "1"
changelog = ["The first version."]
"""


@dataclass
class Trainer:
    """The folder of a trainer."""

    folder: Path

    def write(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.folder / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


@dataclass
class Client:
    """A person with an empty home."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    @property
    def routines(self) -> Path:
        return self.home / "data" / "routines"

    def run(self, *arguments: str, given: bytes = b"") -> tuple[int, str, str]:
        """The exit code, what was said, what was complained of."""
        stdin = io.TextIOWrapper(io.BytesIO(given), "utf-8")
        self.monkeypatch.setattr(sys, "stdin", stdin)
        self.capsys.readouterr()
        code = run(list(arguments))
        return (code, *self.capsys.readouterr())

    def files(self) -> dict[str, bytes]:
        """Their own routines and exercises."""
        found = self.routines.rglob("*.toml")
        return {path.relative_to(self.routines).as_posix(): path.read_bytes() for path in found}


def make_key(folder: Path, name: str = "key") -> Path:
    key = folder / name
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(key)],
        stdin=subprocess.DEVNULL,
        check=True,
        env={**os.environ, "HOME": str(folder)},
    )
    return key
