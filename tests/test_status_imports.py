"""`footcore status` runs at every prompt: it loads next to nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import FakeClock
from history_files import history_at, saved
from record_builders import NOON, began, ended

from footcore_tui.adapters.identities import Uuid7Identities
from footcore_tui.adapters.session_lock import SessionLocks
from footcore_tui.adapters.sqlite_history import SqliteHistory
from footcore_tui.core.choices import PlanAction, PlanChanged
from footcore_tui.core.record import Moment

SLOW = {
    *("argparse", "asyncio", "ast", "dataclasses", "enum", "inspect", "json", "logging", "pathlib", "platformdirs"),
    *("re", "rich", "subprocess", "textual", "threading", "tomli", "tomllib", "typing", "urllib", "zoneinfo"),
}
"""Each costs a good part of what the whole of `status` does."""
REPORT = """
import sys
sys.argv = ["footcore", "status", *sys.argv[1:]]
before = set(sys.modules)
from footcore_tui.__main__ import main
code = main()
loaded = sorted(set(sys.modules) - before)
sys.stderr.write(repr(loaded).replace("'", '"'))
sys.exit(code)
"""


def loaded(home: Path | None, *arguments: str) -> set[str]:
    """The modules that a status with these arguments loads beyond those of the interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *arguments],
        env={**os.environ, "FOOTCORE_HOME": str(home or "")},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    modules: list[str] = json.loads(done.stderr)
    assert done.stdout
    assert "footcore_tui.cli.status" in modules
    return set(modules)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person with a history, and a setting that status does not need."""
    locks = SessionLocks(tmp_path / "state" / "playing")
    history = SqliteHistory(
        tmp_path / "data" / "history.sqlite3", lambda: "device-1", locks, FakeClock(), Uuid7Identities()
    )
    history.append(began(utc=NOON))
    history.append(ended(utc=NOON + 100))
    history.close()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text("[sound]\nvolume = 40\n")
    return tmp_path


@pytest.mark.parametrize("arguments", [(), ("--format", "tmux"), ("--as-of", "2026-06-01T12:00")])
def test_a_status_loads_nothing_slow(home: Path, arguments: tuple[str, ...]) -> None:
    assert not loaded(home, *arguments) & SLOW


def test_a_plan_loads_nothing_slow_either(home: Path) -> None:
    plan = PlanChanged("desk-balance", PlanAction.START, 1, (3, 3), (1, 1), "2026-06-01", Moment(NOON, 0))
    saved(history_at(home / "data" / "history.sqlite3"), plan)
    modules = loaded(home, "--as-of", "2026-06-01T12:00")
    assert "footcore_tui.core.plans" in modules
    assert not modules & SLOW


def test_a_setting_that_it_needs_is_loaded_once(home: Path) -> None:
    (home / "config" / "config.toml").write_text("target = 4\n")
    assert "tomli" in loaded(home)
    assert not loaded(home) & SLOW


def test_json_alone_loads_what_json_needs(home: Path) -> None:
    (home / "config" / "config.toml").write_text("target = 1\n")
    loaded(home)
    assert loaded(home, "--json", "--as-of", "2026-06-01") & SLOW <= {"json", "re", "enum"}


@pytest.mark.skipif(sys.platform != "linux", reason="the places are read by hand on Linux alone")
def test_the_places_of_linux_need_no_platformdirs(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("HOME", str(home))
    assert not loaded(None) & SLOW
