"""A folder that does not answer holds up nothing but itself."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event as Signal
from threading import Thread
from unittest.mock import patch

from fakes import FakeClock
from history_files import history_at, saved
from record_builders import attempt, began

from footcore_tui.adapters.exchange_device_file import DeviceFile
from footcore_tui.adapters.exchange_events import read_events
from footcore_tui.adapters.exchange_mirror import Mirror
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_history import SqliteHistory

PATIENCE_SECONDS = 20.0


def test_every_commit_is_followed_and_many_by_one() -> None:
    going, asked, done = Signal(), Signal(), list[int]()

    def work() -> None:
        done.append(1)
        asked.set()
        assert going.wait(PATIENCE_SECONDS)

    mirror = Mirror(work)
    assert mirror.wait(0), "nothing is to be done"
    mirror.wake()
    assert asked.wait(PATIENCE_SECONDS)
    for _ in range(5):
        mirror.wake()
    assert not mirror.wait(0.01)
    going.set()
    assert mirror.wait(PATIENCE_SECONDS)
    assert len(done) == 2
    mirror.wake()
    assert mirror.wait(PATIENCE_SECONDS)
    assert len(done) == 3


def test_a_dead_folder_holds_up_no_commit_and_the_end_for_two_seconds(tmp_path: Path) -> None:
    dead = Signal()
    history = SqliteHistory(
        tmp_path / "history.sqlite3",
        lambda: "device-1",
        SessionLocks(tmp_path / "playing"),
        FakeClock(),
        Uuid7Identities(),
        mirror=Mirror(lambda: (dead.wait(PATIENCE_SECONDS), None)[1]),
    )
    assert saved(history, began(), attempt()) == [None, None]
    start = time.monotonic()
    history.close()
    assert 1.9 < time.monotonic() - start < 10
    dead.set()


def test_while_the_folder_does_not_answer_the_history_can_be_written(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite3"
    history = history_at(file)
    assert saved(history, began()) == [None]
    own = DeviceFile(tmp_path / "shared", file, "device-1")
    own.catch_up()
    assert own.problem == ""
    before = own.path.read_bytes()
    waiting, going = Signal(), Signal()

    def slow(_descriptor: int) -> None:
        waiting.set()
        assert going.wait(PATIENCE_SECONDS)

    assert saved(history, attempt()) == [None]
    with patch("os.fsync", slow):
        thread = Thread(target=own.catch_up)
        thread.start()
        assert waiting.wait(PATIENCE_SECONDS)
    assert saved(history, attempt(index=3)) == [None]
    going.set()
    thread.join()
    own.catch_up()
    assert own.path.read_bytes().startswith(before)
    assert [event.seq for event in read_events([own.path]).events] == [1, 2, 3]
    history.close()


def test_a_file_that_is_behind_is_told_until_it_has_caught_up(tmp_path: Path) -> None:
    file, folder = tmp_path / "history.sqlite3", tmp_path / "shared"
    own = DeviceFile(folder, file, "device-1")
    mirror = Mirror(lambda: (own.catch_up(), own.problem)[1])
    locks = SessionLocks(tmp_path / "playing")
    history = SqliteHistory(file, lambda: "device-1", locks, FakeClock(), Uuid7Identities(), mirror=mirror)
    folder.write_text("somebody put a file here")
    assert saved(history, began()) == [None]
    assert mirror.wait(PATIENCE_SECONDS)
    assert str(folder) in history.behind
    folder.unlink()
    assert saved(history, attempt()) == [None]
    assert mirror.wait(PATIENCE_SECONDS)
    assert history.behind == ""
    assert len(read_events([own.path]).events) == 2
    history.close()
