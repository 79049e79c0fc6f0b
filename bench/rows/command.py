"""Commands that end at once: a line for a prompt, and a folder of routines checked."""

from __future__ import annotations

from bench.home import routine_files, with_routines
from bench.measure import against_command, command_seconds, in_turn
from bench.row import Experiment, Reading, Row
from bench.setting import FOOTCORE, PASS, Setting, yardstick

STATUS = Row("status", "status, after a year of history", "python -c pass", "ms", budget=2.5, stretch=1.5)
DECADE = Row("status-decade", "status --json with 11,000 sessions", "with 10", "ms", budget=1.5)
CHECK = Row("check", "routine check of 1,000 files", "reading them with tomli", "ms", budget=4.0)
LIST = Row("list", "list with 1,000 routines", "with 10", "ms", budget=2.0)

MANY, FEW = 11_000, 10
MANY_FILES, FEW_FILES = 1000, 10


def play_status(setting: Setting) -> tuple[Reading]:
    return (against_command(setting, (*FOOTCORE, "status"), PASS, times=15),)


def play_decade(setting: Setting) -> tuple[Reading]:
    command, environments = (*FOOTCORE, "status", "--json"), [setting.environment(number) for number in (MANY, FEW)]
    many, few = (lambda one=one: command_seconds(command, one) for one in environments)
    return (in_turn(setting, many, few, times=15),)


def play_check(setting: Setting) -> tuple[Reading]:
    files = routine_files(setting.folder, 1000)
    ours, theirs = (*FOOTCORE, "routine", "check", *files), (*yardstick("read_toml"), *files)
    return (against_command(setting, ours, theirs, times=1),)


def play_list(setting: Setting) -> tuple[Reading]:
    """As at every start but the first, which reads each file."""
    command, homes = (*FOOTCORE, "list"), [with_routines(setting.folder, count) for count in (MANY_FILES, FEW_FILES)]
    environments = [{**setting.environment(), "FOOTCORE_HOME": str(home)} for home in homes]
    many, few = (lambda one=one: command_seconds(command, one) for one in environments)
    return (in_turn(setting, many, few, times=15),)


EXPERIMENTS = (
    Experiment((STATUS,), play_status),
    Experiment((DECADE,), play_decade),
    Experiment((CHECK,), play_check),
    Experiment((LIST,), play_list),
)
