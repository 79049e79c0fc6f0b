"""A history of ten years joined from three devices, taken in and checked: the rate that each command says."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.history import write_history
from bench.row import Experiment, Reading, Row
from bench.setting import FOOTCORE, Setting, unmeasured
from footcore_tui.adapters.device import device_id
from footcore_tui.adapters.exchange_device_file import DeviceFile

SESSIONS, DEVICES = 11_000, 3
MERGE = Row("merge", "history merge of three devices, 11,000 sessions in all", "", "events/s")
IMPORT = Row("import", "history import of 11,000 sessions", "", "lines/s")
VERIFY = Row("verify", "history verify of 11,000 sessions", "", "events/s")
_RATE = re.compile(r"(\d+) (?:events|lines) a second")


def play_merge(setting: Setting) -> tuple[Reading]:
    shared = setting.folder / "shared"
    for number in range(DEVICES):
        home = setting.folder / f"device-{number}"
        if not home.exists():
            write_history(home / "history.sqlite3", home / "state", SESSIONS // DEVICES)
            DeviceFile(shared, home / "history.sqlite3", device_id(home / "state")).catch_up()
    return (Reading(_rate(("history", "merge", str(shared)), _empty(setting))),)


def play_import(setting: Setting) -> tuple[Reading]:
    file = setting.folder / "export.jsonl"
    if not file.exists():
        _said(("history", "export", "--format", "jsonl", str(file)), setting.environment(SESSIONS))
    return (Reading(_rate(("history", "import", str(file)), _empty(setting))),)


def play_verify(setting: Setting) -> tuple[Reading]:
    return (Reading(_rate(("history", "verify"), setting.environment(SESSIONS))),)


def _empty(setting: Setting) -> Mapping[str, str]:
    """Where nothing was done yet."""
    home: Path = setting.folder / "home-empty"
    shutil.rmtree(home, ignore_errors=True)
    return {**setting.environment(), "FOOTCORE_HOME": str(home)}


def _rate(words: Sequence[str], environment: Mapping[str, str]) -> float:
    """Raises Unmeasured where the command fails."""
    said = _said(words, environment)
    found = _RATE.search(said)
    if found is None:
        raise unmeasured((*FOOTCORE, *words), "said no rate", said)
    return float(found[1])


def _said(words: Sequence[str], environment: Mapping[str, str]) -> str:
    command = (*FOOTCORE, *words)
    ended = subprocess.run(command, env=environment, capture_output=True, text=True)
    if ended.returncode:
        raise unmeasured(command, f"ended with {ended.returncode}", ended.stderr)
    return ended.stdout


EXPERIMENTS = (Experiment((MERGE,), play_merge), Experiment((IMPORT,), play_import), Experiment((VERIFY,), play_verify))
