"""Several instances are safe: every commit of each is there, and none met an error.

`FOOTCORE_FULL=1` commits 250 times in each of four processes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from history_files import rows
from long_history import long_history

from footcore_tui.adapters.history_check import check
from footcore_tui.adapters.history_rows import READ

PROCESSES = 4
COMMITS = 250 if os.environ.get("FOOTCORE_FULL") == "1" else 25
TESTS = str(Path(__file__).parents[1])

WRITER = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from history_files import history_at, saved
from record_builders import began
from footcore_tui.adapters.identities import Uuid7Identities
history, ids = history_at(Path(sys.argv[1])), Uuid7Identities()
os.write(1, b"ready\\n")
sys.stdin.readline()
for _ in range(int(sys.argv[3])):
    session = ids.new()
    (error,) = saved(history, began(session))
    os.write(1, f"{error or session}\\n".encode())
history.close()
"""

MENDER = """
import os, sys
os.environ["FOOTCORE_HOME"] = sys.argv[1]
from footcore_tui.cli.history_safety import mend
os.write(1, b"ready\\n")
sys.stdin.readline()
os.write(1, f"{mend()}\\n".encode())
"""


def at_once(code: str, *arguments: str) -> list[list[str]]:
    """What each of the processes printed, all of which began when all were ready."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(PROCESSES)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=120) for process in processes]
    assert [errors for _, errors in said] == [""] * PROCESSES
    return [out.splitlines() for out, _ in said]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


def test_every_commit_of_each_process_is_there(file: Path) -> None:
    started = time.monotonic()
    answers = [answer for lines in at_once(WRITER, str(file), TESTS, str(COMMITS)) for answer in lines]
    seconds = time.monotonic() - started
    stored = {session for (session,) in rows(file, "SELECT session FROM event")}
    errors = [answer for answer in answers if " " in answer]
    lost = set(answers) - stored - set(errors)
    print(f"{PROCESSES} processes x {COMMITS} commits in {seconds:.1f} s: {len(errors)} errors, {len(lost)} lost")
    assert (errors, lost) == ([], set())
    assert len(stored) == PROCESSES * COMMITS
    assert check(file).problems == ()


def test_of_several_that_find_it_damaged_one_mends(file: Path) -> None:
    written = long_history(file, 500)
    data = bytearray(file.read_bytes())
    data[:100] = bytes(100)
    file.write_bytes(data)
    said = [lines[0] for lines in at_once(MENDER, str(file.parents[1]))]
    assert sum("500 events were read" in account for account in said) == 1
    assert sum("another footcore has mended it" in account for account in said) == PROCESSES - 1
    assert len(list(file.parent.glob("history.damaged-*"))) == 1
    assert rows(file, READ) == written
