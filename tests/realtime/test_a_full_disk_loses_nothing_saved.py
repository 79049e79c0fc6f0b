"""A full disk, a read-only home, a damaged history: the session is played, and what was done is told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from history_files import rows
from long_history import long_history

from footcore_tui.adapters.history_check import check
from footcore_tui.adapters.history_rows import READ

AS_ROOT = sys.platform == "linux" and os.geteuid() == 0
ROUTINE = """
format = 1
name = "Short"
prepare = "0s"
[[block]]
name = "Stand"
hold = "1s"
rounds = 2
"""


def play(home: Path, routine: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "footcore_tui", "play", str(routine), "--plain", "--mute"],
        env={**os.environ, "FOOTCORE_HOME": str(home)},
        cwd=Path(__file__).parents[2],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture
def routine(tmp_path: Path) -> Path:
    file = tmp_path / "short.toml"
    file.write_text(ROUTINE)
    return file


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A disk in memory; the test is skipped where none can be had."""
    if not AS_ROOT:
        pytest.skip("to mount a disk takes root on Linux")
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(command, check=False).returncode != 0:
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Of 2 MiB."""
    with mounted(tmp_path / "disk", "size=2m") as folder:
        yield folder


@pytest.fixture
def read_only_home(tmp_path: Path) -> Iterator[Path]:
    """Root may write whatever a folder's mode says, but not on a disk that is read-only."""
    home = tmp_path / "home"
    if AS_ROOT:
        with mounted(home, "size=2m,ro") as folder:
            yield folder
    elif sys.platform == "win32":
        pytest.skip("needs a folder that refuses to be written")
    else:
        home.mkdir(mode=0o555)
        yield home


def fill_up(file: Path) -> None:
    with file.open("wb", buffering=0) as filler, suppress(OSError):
        while filler.write(bytes(4096)):
            pass


def test_a_full_disk_loses_nothing_saved_and_says_so(small_disk: Path, routine: Path) -> None:
    file = small_disk / "data" / "history.sqlite3"
    assert play(small_disk, routine).returncode == 0
    before = rows(file, READ)
    fill_up(small_disk / "filler")
    played = play(small_disk, routine)
    assert played.returncode == 1
    assert "the disk is full" in played.stderr
    assert "This is what was done:" in played.stderr
    assert played.stderr.count("Stand") == 2, played.stderr
    assert rows(file, READ) == before
    (small_disk / "filler").unlink()
    assert check(file).problems == ()
    assert play(small_disk, routine).returncode == 0
    assert len(rows(file, READ)) > len(before)
    assert check(file).problems == ()
    print(f"on a full disk {len(before)} events stayed, 2 holds were printed, exit code 1")


def test_a_read_only_home_still_plays(read_only_home: Path, routine: Path) -> None:
    played = play(read_only_home, routine)
    assert played.returncode == 1, played.stderr
    assert played.stdout.count("work   Stand") == 2, played.stdout
    assert "This is what was done:" in played.stderr
    assert played.stderr.count("Stand") == 2, played.stderr
    assert not list(read_only_home.iterdir())


def test_the_player_mends_before_it_plays_and_backs_up_after(tmp_path: Path, routine: Path) -> None:
    home = tmp_path / "home"
    file = home / "data" / "history.sqlite3"
    written = long_history(file, 30)
    data = bytearray(file.read_bytes())
    data[:4096] = bytes(4096)
    file.write_bytes(data)
    played = play(home, routine)
    assert played.returncode == 0, played.stderr
    assert "The history was damaged. 30 events were read from the history's file." in played.stderr
    assert len(list((file.parent / "backups").glob("history.2*.sqlite3"))) == 1
    assert set(written) < set(rows(file, READ))
    assert check(file).problems == ()
