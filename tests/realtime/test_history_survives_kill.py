"""What was reported saved survives `kill -9`, at whatever moment it comes.

`FOOTCORE_FULL=1` kills a thousand times, and until at least twenty thousand commits were acknowledged.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from fakes import FakeClock

from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_history import SqliteHistory

KILLS, COMMITS = (1_000, 20_000) if os.environ.get("FOOTCORE_FULL") == "1" else (25, 500)
LONGEST_LIFE = 0.1
"""Seconds from its first acknowledged commit to the kill."""
SEED = 20_260_601

WRITER = """
import os, sys
from itertools import count
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from fakes import FakeClock
from record_builders import began
from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_history import SqliteHistory
from threading import Semaphore
file = Path(sys.argv[1])
ids = Uuid7Identities()
history = SqliteHistory(file, lambda: "device-1", SessionLocks(file.parent / "playing"), FakeClock(), ids)
room = Semaphore(8)
for _ in count():
    session = ids.new()
    room.acquire()
    def saved(error, session=session):
        if error is None:
            os.write(1, f"{session}\\n".encode())
        else:
            os.write(2, f"{error}\\n".encode())
        room.release()
    history.append(began(session), saved)
"""


def killed_after(file: Path, seconds: float) -> list[str]:
    """The sessions that a writer reported as saved before it was killed."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file), str(Path(__file__).parents[1])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(seconds)
    writer.kill()
    rest, errors = writer.communicate(timeout=30)
    assert errors == b""
    assert first.endswith(b"\n"), "the writer died by itself"
    # A line may have been cut short by the kill: it was not reported.
    return [line.decode() for line in (first + rest).splitlines(keepends=True) if line.endswith(b"\n")]


def test_what_was_reported_saved_survives_a_kill(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    file = tmp_path / "data" / "history.sqlite3"
    reported: set[str] = set()
    kills = journals = 0
    while kills < KILLS or len(reported) < COMMITS:
        reported.update(line.strip() for line in killed_after(file, chance.uniform(0, LONGEST_LIFE)))
        kills += 1
        journals += file.with_name("history.sqlite3-journal").exists()
        reader = SqliteHistory(file, lambda: "device-1", SessionLocks(tmp_path), FakeClock(), Uuid7Identities())
        if kills % 25 == 0:
            assert reported <= {record.began.session for record in reader.records()}
        else:
            assert reader.records("2100-01-01") == ()
    with closing(sqlite3.connect(file)) as connection:
        stored = {session for (session,) in connection.execute("SELECT session FROM event")}
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (last,) = connection.execute("SELECT max(seq) FROM event").fetchone()
    print(f"{kills} kills, {journals} in a commit, {len(reported)} commits acknowledged, {len(reported - stored)} lost")
    assert reported <= stored
    assert last == len(stored)
