"""A migration that is killed at whatever moment leaves the old file or the new one, and a backup.

`FOOTCORE_FULL=1` kills a hundred and fifty times in a migration of thirty thousand rows.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

from history_files import rows
from long_history import long_history

from footcore_tui.adapters.history_backup import events_of_sound
from footcore_tui.adapters.history_rows import READ

KILLS, EVENTS = (150, 30_000) if os.environ.get("FOOTCORE_FULL") == "1" else (6, 3_000)
SEED = 20_260_603

MIGRATING = """
import os, sys
from pathlib import Path
from footcore_tui.adapters.sqlite_schema import MIGRATIONS, writing
NEXT = (
    "CREATE TABLE copied (id TEXT, body TEXT) STRICT",
    "INSERT INTO copied SELECT id, upper(body) FROM event",
    "CREATE INDEX copied_by_body ON copied (body)",
    "DROP INDEX event_of_session",
    "CREATE INDEX event_of_session ON event (session, kind, utc)",
)
os.write(1, b"begun\\n")
with writing(Path(sys.argv[1]), (*MIGRATIONS, NEXT)):
    pass
os.write(1, b"done\\n")
"""


def migrating(file: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", MIGRATING, str(file)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    return process


def finished(process: subprocess.Popen[bytes]) -> int:
    process.communicate(timeout=60)
    return process.returncode


def state_of(file: Path) -> str:
    """Old, new, or what is neither; whether its events are all there."""
    assert rows(file, "PRAGMA integrity_check") == [("ok",)]
    version = rows(file, "PRAGMA user_version")
    copied = rows(file, "SELECT count(*) FROM sqlite_schema WHERE name IN ('copied', 'copied_by_body')")
    if (version, copied) == ([(1,)], [(0,)]):
        return "old"
    whole = copied == [(2,)] and rows(file, "SELECT count(*) FROM copied") == rows(file, "SELECT count(*) FROM event")
    return "new" if version == [(2,)] and whole else "neither"


def test_a_migration_is_all_or_nothing_and_leaves_a_backup(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    origin = tmp_path / "origin.sqlite3"
    written = long_history(origin, EVENTS)
    file = tmp_path / "data" / "history.sqlite3"
    backup = file.parent / "backups" / "history.v1.sqlite3"

    def anew() -> None:
        shutil.rmtree(file.parent, ignore_errors=True)
        file.parent.mkdir()
        shutil.copyfile(origin, file)

    anew()
    process = migrating(file)
    started = time.monotonic()
    assert process.stdout is not None
    assert process.stdout.readline() == b"done\n"
    takes = time.monotonic() - started
    assert finished(process) == 0
    assert state_of(file) == "new"

    states: list[str] = []
    window = takes
    backups = journals = 0
    for _ in range(KILLS):
        anew()
        process = migrating(file)
        time.sleep(chance.uniform(0, window))
        process.kill()
        finished(process)
        journals += file.with_name(f"{file.name}-journal").exists()
        states.append(state_of(file))
        # Kills gather around the commit, however busy the machine is.
        window *= 1.1 if states[-1] == "old" else 0.9
        assert rows(file, READ) == written
        if backup.exists():
            backups += 1
            assert events_of_sound(backup) == len(written)
        assert states[-1] == "old" or backup.exists()
    assert finished(migrating(file)) == 0
    assert state_of(file) == "new"
    inconsistent = states.count("neither")
    print(
        f"{KILLS} kills in a migration of {len(written)} rows that takes {takes:.2f} s: {states.count('old')} old, "
        f"{states.count('new')} new, {inconsistent} inconsistent; {journals} left a journal, {backups} a checked backup"
    )
    assert inconsistent == 0
