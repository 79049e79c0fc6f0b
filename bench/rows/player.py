"""A session on the screen: CPU and bytes in a hold, wake-ups in a pause, memory, and the sound worker beside it."""

from __future__ import annotations

from collections.abc import Mapping

from bench.home import HOUR, HOUR_NAME, copied
from bench.measure import SETTLE_SECONDS, Use, settled, watch
from bench.process import usage, worker
from bench.row import Experiment, Reading, Row
from bench.rows.today import HELLO, NO_MORE, wakeups
from bench.screen import changes
from bench.setting import FOOTCORE, PYTHON, Setting, Unmeasured, yardstick
from bench.sound import null_sink, streams

TUTORIAL = "Digits + ProgressBar at 10 Hz"
HOLD = (
    Row("hold", "CPU in a hold, 80×24", TUTORIAL, "% of a core", budget=0.25, stretch=0.1),
    Row("wide", "CPU in a hold, 200×60", "itself at 80×24", "% of a core", budget=2.5),
    Row("bytes", "bytes to the terminal in a hold", TUTORIAL, "B/s", budget=0.25),
    Row("change", "bytes a visible change in a hold", "", "B", stretch=100),
)
PAUSED = Row("paused", "wake-ups when paused", "idle hello world", "/s", budget=NO_MORE)
MEMORY = Row("memory", "memory in a session (RSS)", "import textual.app", "MiB", budget=1.3, stretch=1.1)
WORKER = Row("worker", "CPU of the sound worker in a hold", "", "% of a core", budget=1.0)

PLAY = (*FOOTCORE, "play", HOUR)
IMPORT = (PYTHON, "-c", "import textual.app, time; print('IMPORTED', flush=True); time.sleep(60)")
SHORT_SECONDS, FULL_SECONDS = 20.0, 3600.0
VOICE_SECONDS = 30.0
"""Until the lines of that hour, 240 holds with their numbers, are ready; a usual session has a tenth of them."""


def environment(setting: Setting, **more: str) -> Mapping[str, str]:
    """A home of its own, as the session will be broken off."""
    return {**setting.environment(), "FOOTCORE_HOME": str(copied(setting.folder)), **more}


def held(setting: Setting, rows: int = 24, columns: int = 80) -> tuple[Use, float]:
    """What a hold uses, and the bytes a visible change."""
    with settled(PLAY, environment(setting), HOUR_NAME, rows, columns) as terminal:
        before, since = len(terminal.output), terminal.chunks[-1].at
        use = watch(terminal)
        sent = len(terminal.output) - before
        return use, sent / max(1, changes(terminal.chunks, since, rows, columns))


def tutorial(setting: Setting) -> Use:
    with settled(yardstick("tutorial"), setting.environment(), "TUTORIAL-PAINTED") as terminal:
        return watch(terminal)


def play_hold(setting: Setting) -> tuple[Reading, Reading, Reading, Reading]:
    ((ours, change), (wide, _)), theirs = setting.both(
        lambda: (held(setting), held(setting, rows=60, columns=200)), lambda: tutorial(setting)
    )
    cpu, size = Reading(ours.cpu, theirs.cpu), Reading(wide.cpu, ours.cpu)
    return cpu, size, Reading(ours.bytes, theirs.bytes), Reading(change)


def paused(setting: Setting) -> float:
    with settled(PLAY, environment(setting), HOUR_NAME) as terminal:
        terminal.press(" ")
        terminal.run_for(SETTLE_SECONDS)
        return watch(terminal).wakeups


def play_paused(setting: Setting) -> tuple[Reading]:
    return (Reading(*setting.both(lambda: paused(setting), lambda: wakeups(HELLO, setting))),)


def session(setting: Setting) -> float:
    with settled(PLAY, environment(setting), HOUR_NAME) as terminal:
        return watch(terminal, FULL_SECONDS if setting.full else SHORT_SECONDS).rss


def imported(setting: Setting) -> float:
    with settled(IMPORT, setting.environment(), "IMPORTED") as terminal:
        return usage((terminal.pid,)).rss


def play_memory(setting: Setting) -> tuple[Reading]:
    return (Reading(*setting.both(lambda: session(setting), lambda: imported(setting))),)


def play_worker(setting: Setting) -> tuple[Reading]:
    with (
        null_sink(setting.folder) as server,
        settled(PLAY, environment(setting, PULSE_SERVER=server), HOUR_NAME) as terminal,
    ):
        terminal.run_for(VOICE_SECONDS)
        if not worker(terminal.pid):
            raise Unmeasured("the app has no sound worker")
        if not streams(server):
            raise Unmeasured("the sound worker plays nothing into the sink")
        return (Reading(watch(terminal, pids=worker).cpu),)


EXPERIMENTS = (
    Experiment(HOLD, play_hold),
    Experiment((PAUSED,), play_paused),
    Experiment((MEMORY,), play_memory),
    Experiment((WORKER,), play_worker),
)
