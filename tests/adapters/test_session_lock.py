"""What tells a running session from a crashed one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from footcore_tui.adapters import session_lock
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.core.errors import HistoryError

HOLDER = """
import sys
from pathlib import Path
from footcore_tui.adapters.session_lock import SessionLocks
locks = SessionLocks(Path(sys.argv[1]))
locks.hold("s1")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def player(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that plays `s1`."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_session_is_held_until_it_is_let_go(tmp_path: Path) -> None:
    locks, others = SessionLocks(tmp_path / "playing"), SessionLocks(tmp_path / "playing")
    assert not others.is_held("s1")
    locks.hold("s1")
    assert locks.is_held("s1")
    assert others.is_held("s1")
    assert not others.is_held("s2")
    locks.release("s1")
    assert not others.is_held("s1")
    assert list((tmp_path / "playing").iterdir()) == []


def test_a_session_that_another_process_plays_can_not_be_taken(tmp_path: Path, player: subprocess.Popen[str]) -> None:
    locks = SessionLocks(tmp_path)
    assert locks.is_held("s1")
    with pytest.raises(HistoryError, match="played in another window"):
        locks.hold("s1")
    player.communicate("", timeout=30)
    locks.hold("s1")
    assert locks.is_held("s1")


def test_a_process_that_was_killed_holds_nothing(tmp_path: Path, player: subprocess.Popen[str]) -> None:
    player.kill()
    player.wait()
    locks = SessionLocks(tmp_path)
    assert (tmp_path / "s1.lock").exists()
    assert not locks.is_held("s1")
    locks.hold("s1")
    locks.release("s1")
    assert not (tmp_path / "s1.lock").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file is not removed there")
@pytest.mark.parametrize("looks", [False, True], ids=["takes", "looks"])
def test_a_lock_on_a_file_that_was_removed_meanwhile_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looks: bool
) -> None:
    first, second, third = (SessionLocks(tmp_path) for _ in range(3))
    first.hold("s1")
    lock = session_lock._lock

    def after_the_first_let_go(descriptor: int) -> bool:
        monkeypatch.setattr(session_lock, "_lock", lock)
        first.release("s1")
        if looks:
            third.hold("s1")
        return lock(descriptor)

    monkeypatch.setattr(session_lock, "_lock", after_the_first_let_go)
    if looks:
        assert second.is_held("s1")
    else:
        second.hold("s1")
        with pytest.raises(HistoryError, match="played in another window"):
            third.hold("s1")


def test_another_that_only_looks_does_not_hide_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "s1.lock").touch()
    looking = os.open(tmp_path / "s1.lock", os.O_RDWR)
    assert session_lock._lock(looking)
    monkeypatch.setattr(time, "sleep", lambda _seconds: os.close(looking))
    assert not SessionLocks(tmp_path).is_held("s1")


def test_a_session_goes_on_where_no_lock_can_be_had(tmp_path: Path) -> None:
    (tmp_path / "playing").write_text("in the way")
    locks = SessionLocks(tmp_path / "playing")
    locks.hold("s1")
    assert not locks.is_held("s1")
    locks.release("s1")
