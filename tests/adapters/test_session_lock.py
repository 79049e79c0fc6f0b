"""What tells a running session from a crashed one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

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


def test_a_session_goes_on_where_no_lock_can_be_had(tmp_path: Path) -> None:
    (tmp_path / "playing").write_text("in the way")
    locks = SessionLocks(tmp_path / "playing")
    locks.hold("s1")
    assert not locks.is_held("s1")
    locks.release("s1")
