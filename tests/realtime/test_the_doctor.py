"""`footcore doctor sound` as a person runs it, with a sound server and without."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from footcore_tui.adapters.audio.protocol import ENGINES
from tests.realtime.conftest import stall_until_end

if TYPE_CHECKING:
    from tests.realtime.conftest import Monitor, Server

SOUNDS_AND_WORDS = 15


def doctor(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "footcore_tui", "doctor", "sound", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_every_sound_and_both_words_are_heard_by_an_engine(pulse: Server, monitor: Monitor, tmp_path: Path) -> None:
    run = doctor({**pulse.environment, "FOOTCORE_HOME": str(tmp_path)}, "--engine", "pulse")
    stall = stall_until_end(run)
    said, complaints = run.communicate()
    assert (run.returncode, complaints) == (0, "")
    assert "pulse  sounds by libpulse" in said
    # What counts is dropped when it is late: on a machine that stalled.
    lost = SOUNDS_AND_WORDS - len(monitor.bursts(300, 0.2))
    assert 0 <= lost <= (2 if stall else 0)


def test_without_any_device_it_says_so_soon_and_what_to_try(tmp_path: Path) -> None:
    nowhere = {"PULSE_SERVER": f"unix:{tmp_path}/none", "PIPEWIRE_REMOTE": "none", "ALSA_CONFIG_PATH": os.devnull}
    began = time.monotonic()
    run = doctor({**os.environ, **nowhere, "FOOTCORE_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)})
    said, complaints = run.communicate(timeout=90)
    assert time.monotonic() - began < 30
    assert (run.returncode, complaints) == (1, "")
    assert "Nothing sounds here. To try" in said
    assert all(f"\n{engine:{max(map(len, ENGINES))}}  no: " in said for engine in ENGINES)
