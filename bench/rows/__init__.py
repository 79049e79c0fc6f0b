"""The rows of the table, one module a subject."""

from bench.row import Experiment
from bench.rows import command, core, player, timing, today

EXPERIMENTS: tuple[Experiment, ...] = (
    *today.EXPERIMENTS,
    *player.EXPERIMENTS,
    *timing.EXPERIMENTS,
    *command.EXPERIMENTS,
    *core.EXPERIMENTS,
)
"""In the order of the table."""
