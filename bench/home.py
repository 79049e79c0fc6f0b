"""A home for the app to run in: ten routines, and a history of as many sessions as wanted."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from unittest.mock import patch

from bench.history import write_history
from footcore_tui.adapters import paths
from footcore_tui.adapters.clock import SystemClock
from footcore_tui.cli.catalogue import catalogue
from footcore_tui.cli.history import open_history
from footcore_tui.cli.remembered import routine_called
from footcore_tui.cli.shelf import library
from footcore_tui.core.choices import AskedFirst
from footcore_tui.core.safety import GENERAL

YEAR = 3 * 365
"""Sessions of a year, three a day."""
HOUR, HOUR_NAME = "bench-hour", "Bench hour"
"""A routine that begins with a hold at once, and holds on for an hour: id and name."""

_HOUR = """
format  = 1
name    = "Bench hour"
prepare = "0s"

[[block]]
exercise = "single-leg-stance"
hold     = "15s"
sides    = "alternate"
total    = "1h"
"""

_CIRCUIT = """
format = 1
name   = "Bench circuit {number}"
author = "A. Trainer"
about  = "Three rounds of balance and strength, shoes off, beside a chair."
tags   = ["feet", "balance"]

[plan]
weeks       = 6
days_a_week = [3, 3, 4, 4, 5, 5]

[[block]]
name   = "Warm-up"
steps  = [{{ name = "Ball roll", time = "30s", sides = "each", cue = "From heel to toes, slowly." }}]

[[block]]
name   = "Circuit"
rounds = 3
rest   = "15s"
rest_between_rounds = "60s"
steps = [
  {{ name = "Short foot", reps = 10, hold = "5s", relax = "2s", sides = "each", cue = "Toes stay long." }},
  {{ name = "Heel raise", reps = [10, 10, 12, 12, 15], tempo = "3-0-2-1", cue = "Up on the big-toe ball." }},
  {{ name = "Towel curl", time = "45s", sides = "each", cue = "Heel stays down." }},
]

[[block]]
name     = "Stance"
weeks    = "2-6"
exercise = "single-leg-stance"
hold     = ["10s", "10s", "15s"]
sides    = "alternate"
total    = "2m"
"""


def filled(folder: Path, sessions: int) -> Path:
    """The home with that many sessions, below the folder; made once."""
    home = folder / f"home-{sessions}"
    if not home.exists():
        with patch.dict(os.environ, FOOTCORE_HOME=str(home)):
            routines = Path(paths.routines_folder())
            file, state = Path(paths.history_file()), Path(paths.state_folder())
        _write_circuits(routines, 9)
        (routines / f"{HOUR}.toml").write_text(_HOUR)
        write_history(file, state, sessions)
    return home


def copied(folder: Path, sessions: int = YEAR) -> Path:
    """A copy of its own: a session that is broken off would be offered again at the next start.

    The routine has been played there before, and so is remembered, and nothing is asked before it.
    """
    copy = folder / "home-copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(filled(folder, sessions), copy)
    with patch.dict(os.environ, FOOTCORE_HOME=str(copy)):
        routine_called(HOUR, library)
        history = open_history()
        for about in (GENERAL, "single-leg-stance"):
            history.append(AskedFirst(about, SystemClock().moment()))
        history.close()
    return copy


def routine_files(folder: Path, count: int) -> tuple[str, ...]:
    """The paths of that many good routines, made once."""
    routines = folder / f"routines-{count}"
    if not routines.exists():
        _write_circuits(routines, count)
    return tuple(sorted(map(str, routines.iterdir())))


def with_routines(folder: Path, count: int) -> Path:
    """A home with that many routines of its own and nothing else, listed once; made once."""
    home = folder / f"home-routines-{count}"
    if not home.exists():
        with patch.dict(os.environ, FOOTCORE_HOME=str(home)):
            _write_circuits(Path(paths.routines_folder()), count)
            catalogue(library)
    return home


def _write_circuits(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    for number in range(1, count + 1):
        (folder / f"bench-circuit-{number}.toml").write_text(_CIRCUIT.format(number=number))
