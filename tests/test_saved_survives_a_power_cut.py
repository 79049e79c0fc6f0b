"""Promise 2: what was reported saved survives a power cut, by the settings that the history is written with.

The same test fails, as it must, for settings that are known to lose commits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import apsw
import pytest

from footcore_tui.adapters.sqlite_schema import DURABLE, MIGRATIONS
from tests.power_cut import Disk, DiskSystem, PowerCut

# SQLite is told of a power cut as of an error; apsw tells of the exception behind it, too.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

CUTS, WRONG_CUTS = 1_206, 540
NAME = "history.sqlite3"
COMMITS = 12
INSERT = "INSERT INTO event VALUES (?, 'device', ?, 'attempt_ended', 's1', 0, ?)"
BODY = "x" * 700
"""A page of 4 KiB holds a few events: commits write several sectors and pages."""


@dataclass
class Tally:
    cuts: int = 0
    saved: int = 0
    """Commits that were reported as saved."""
    lost: int = 0
    damaged: int = 0


def cut_often(pragmas: Sequence[str], cuts: int, seed: int) -> Tally:
    """Writes until the power is cut at a random operation, again and again, each on what the last cut left."""
    system, chance, tally = DiskSystem(f"disk-{seed}"), Random(seed), Tally()
    left: dict[str, bytes] = {}
    while tally.cuts < cuts:
        if tally.cuts % 20 == 0:
            left = {}
        known = look(system, Disk(left)) if left else 0
        disk = system.disk = Disk(left, chance.randrange(4, 150))
        saved = write(system, pragmas, known)
        left = disk.after_cut(chance)
        tally.cuts += 1
        tally.saved += saved - known
        try:
            found = look(system, Disk(left))
        except apsw.Error:
            tally.damaged, left = tally.damaged + 1, {}
        else:
            tally.lost += max(0, saved - found)
            left = {name: bytes(one.now) for name, one in system.disk.files.items()}
    return tally


def write(system: DiskSystem, pragmas: Sequence[str], known: int) -> int:
    """How many events were reported as saved when the power went, or all were written."""
    saved = known
    try:
        for _ in range(COMMITS):
            # One short connection a commit, as the app does.
            connection = opened(system)
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("BEGIN IMMEDIATE")
            if not connection.pragma("user_version"):
                for statement in MIGRATIONS[0]:
                    connection.execute(statement)
                connection.pragma("user_version", 1)
            connection.execute(INSERT, (f"e{saved:06}", saved, BODY))
            connection.execute("COMMIT")
            saved += 1
            connection.close()
    except (PowerCut, apsw.Error):
        return saved
    return saved


def look(system: DiskSystem, disk: Disk) -> int:
    """The events that are there. Raises apsw.Error for a damaged file."""
    system.disk = disk
    connection = opened(system)
    # A log is read without shared memory then.
    connection.pragma("locking_mode", "EXCLUSIVE")
    if connection.pragma("quick_check") != "ok" or connection.pragma("integrity_check") != "ok":
        raise apsw.CorruptError
    if not connection.pragma("user_version"):
        return 0
    numbers = [seq for (seq,) in connection.execute("SELECT seq FROM event ORDER BY seq")]
    assert numbers == list(range(len(numbers))), "one is missing in between"
    connection.close()
    return len(numbers)


def opened(system: DiskSystem) -> apsw.Connection:
    return apsw.Connection(NAME, vfs=system.name)


def test_saved_survives_a_power_cut(capsys: pytest.CaptureFixture[str]) -> None:
    tally = cut_often(DURABLE, CUTS, seed=1)
    with capsys.disabled():
        print(f"\n{tally.cuts} power cuts, {tally.saved} commits reported as saved, {tally.lost} lost, ", end="")
        print(f"{tally.damaged} files damaged ", end="")
    assert tally.saved > tally.cuts
    assert (tally.lost, tally.damaged) == (0, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(("journal_mode = DELETE", "synchronous = FULL"), id="the folder is not synced"),
        pytest.param(
            ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL"), id="a log, and no sync"
        ),
        pytest.param(("journal_mode = DELETE", "synchronous = OFF"), id="nothing is synced"),
    ],
)
def test_the_same_fails_for_a_wrong_setting(wrong: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    tally = cut_often(wrong, WRONG_CUTS, seed=2)
    with capsys.disabled():
        print(f"\n{', '.join(wrong)}: {tally.cuts} cuts, {tally.lost} lost, {tally.damaged} damaged ", end="")
    assert tally.lost + tally.damaged > 0
