"""Commands that several processes give at once: nothing that was there is lost, and one plan runs at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from footcore_tui.adapters.session_lock import alone
from footcore_tui.cli import own_shelf
from footcore_tui.cli.edge import run

ROUTINE = """
format = 1
name = "Stand {number}"
[[block]]
name = "Stand"
hold = "{number}s"
"""
AT_ONCE = 4


def at_once(home: Path, *commands: tuple[str, ...]) -> list[int]:
    """The exit codes."""
    environment = {**os.environ, "FOOTCORE_HOME": str(home)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "footcore_tui", *command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]
    return [process.wait(60) for process in processes]


def test_of_versions_that_are_added_at_once_none_is_lost(tmp_path: Path) -> None:
    files = []
    for number in range(1, AT_ONCE + 1):
        file = tmp_path / str(number) / "stand.toml"
        file.parent.mkdir()
        file.write_text(ROUTINE.format(number=number))
        files.append(file)
    home = tmp_path / "home"
    assert at_once(home, *(("routine", "add", str(file), "--yes") for file in files)) == [0] * AT_ONCE
    folder = home / "data" / "routines"
    kept = {file.name for file in (folder / ".former").iterdir()}
    kept.add(sha256((folder / "stand.toml").read_bytes()).hexdigest())
    assert {sha256(file.read_bytes()).hexdigest() for file in files} <= kept
    assert at_once(home, *[("routine", "undo")] * AT_ONCE) == [0] * AT_ONCE
    assert not (folder / "stand.toml").exists()


def test_of_plans_that_are_started_at_once_one_is(tmp_path: Path) -> None:
    plans = ("runner-six-weeks", "short-foot-eight-weeks")
    codes = at_once(tmp_path, *(("plan", "start", plans[number % 2]) for number in range(AT_ONCE)))
    assert sorted(codes) == [0, *[2] * (AT_ONCE - 1)]


def test_whoever_waits_too_long_for_the_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    monkeypatch.setattr(own_shelf, "WAIT_SECONDS", 0.0)
    with alone(tmp_path / "data" / "routines" / ".former" / "lock", 0.0) as had:
        assert had
        assert run(["routine", "undo"]) == 1
    assert "another footcore is changing your routines" in capsys.readouterr().err
