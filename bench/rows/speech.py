"""The voice: from the worker's first thought of it until every line of the longest bundled routine can be said."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.row import Experiment, Reading, Row
from bench.setting import PYTHON, Setting, Unmeasured, unmeasured
from footcore_tui.adapters.data_files import data_folder
from footcore_tui.adapters.library import Library
from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.speech import Line
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.core.voice import Voice

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 120.0
COLD = Row("speech", "lines of the longest routine until all can be said, at first", "", "ms")
CACHED = Row("speech-cached", "the same in the next session", "", "ms")


def longest_lines() -> tuple[Line, ...]:
    """What is said in the longest bundled routine, with everything spoken."""
    routines = [file.routine for file in Library(data_folder("routines")).routines() if file.routine]
    timelines = [(compile_timeline(routine), routine.language) for routine in routines]
    longest, language = max(timelines, key=lambda one: one[0].extent.clock_seconds)
    return tuple(CuePlan(longest, Voice.FULL, language).lines())


def seconds_until_ready(lines: Sequence[Line], cache: Path) -> float:
    """With the import of the speaker and the search for a synthesiser. Raises Unmeasured."""
    told: list[str] = []
    began = time.perf_counter()
    # As the worker does: where nothing is said the voice is never loaded.
    from footcore_tui.adapters.audio.speaker import Speaker

    speaker = Speaker({}, cache=cache, told=lambda _line, _seconds, how: told.append(how))
    speaker.prepare(lines)
    ready = speaker.wait(PATIENCE_SECONDS)
    passed = time.perf_counter() - began
    speaker.close()
    if not ready:
        raise Unmeasured(f"the lines are not ready after {PATIENCE_SECONDS:g} s")
    if not set(told) - {"none"}:
        raise Unmeasured("nothing here can speak: neither espeak-ng nor flite")
    return passed


def play(setting: Setting) -> tuple[Reading, Reading]:
    """Raises Unmeasured."""
    with TemporaryDirectory(dir=setting.folder) as cache:
        return _fresh(setting, cache), _fresh(setting, cache)


def _fresh(setting: Setting, cache: str) -> Reading:
    command = (PYTHON, "-m", "bench.rows.speech", cache)
    ended = subprocess.run(command, env=setting.environment(), cwd=ROOT, capture_output=True, text=True)
    if ended.returncode:
        raise unmeasured(command, f"ended with {ended.returncode}", ended.stderr)
    return Reading(1000 * float(ended.stdout))


EXPERIMENTS = (Experiment((COLD, CACHED), play),)

if __name__ == "__main__":
    print(seconds_until_ready(longest_lines(), Path(sys.argv[1])))
