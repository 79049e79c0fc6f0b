"""What the app does not load before its first screen stands: each of these would be waited for at every start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = {"argparse", "hashlib", "tomli"}
FIRST_WANTED_IN_A_SESSION = {
    f"footcore_tui.{name}"
    for name in (
        *("adapters.audio.client", "adapters.event_codec", "adapters.history_writer", "adapters.library"),
        *("adapters.settings", "adapters.sqlite_history", "adapters.toml_routines"),
        *("cli.play", "cli.world", "core.interval", "core.record", "core.routine", "core.timeline", "plain", "runner"),
        *("tui.reach", "tui.screens.player", "tui.screens.routines", "tui.screens.summary", "tui.widgets.sole"),
        *("core.card", "core.safety", "tui.screens.ask_first", "tui.screens.exercise"),
        *("cli.self_test_command", "core.norms", "core.self_tests", "tui.self_tests", "tui.screens.self_tests"),
        *("adapters.history_stats", "cli.archive", "core.stats", "tui.past", "tui.screens.history"),
        *("adapters.history_plans", "cli.planner", "core.choices", "core.plans", "tui.plans", "tui.screens.plans"),
    )
}
REPORT = """
import asyncio, json, sys
from footcore_tui.cli.house import House
from footcore_tui.cli.shelf import settings
from footcore_tui.tui.app import FootcoreApp
from footcore_tui.tui.widgets.picture import Picture

async def main():
    async with FootcoreApp(House(settings()).desk).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        picture = pilot.app.screen.query_one(Picture)
        said = "\\n".join(picture.render_line(y).text for y in range(24))
        await pilot.press("question_mark")
        print(json.dumps([said, pilot.app.screen.name or type(pilot.app.screen).__name__, sorted(sys.modules)]))

asyncio.run(main())
"""


def start(home: Path) -> tuple[str, str, set[str]]:
    """What Today shows, the screen that a question mark brings, and the modules that are loaded by then."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT],
        env={**os.environ, "FOOTCORE_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    said, screen, modules = json.loads(done.stdout)
    return said, screen, set(modules)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def test_a_start_loads_neither_a_session_nor_what_reads_routines(home: Path) -> None:
    first = start(home)
    again = start(home)
    assert "Two-minute desk balance" in first[0]
    assert first[:2] == again[:2]
    assert again[1] == "HelpScreen"
    assert "footcore_tui.core.timeline" in first[2], "the first time, the routines are read"
    assert not again[2] & (SLOW | FIRST_WANTED_IN_A_SESSION)
