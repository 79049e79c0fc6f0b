"""The rows of the table, one module a subject."""

from bench.row import Experiment
from bench.rows import command, core, engines, exchange, player, speech, timing, today

EXPERIMENTS: tuple[Experiment, ...] = (
    *today.EXPERIMENTS,
    *player.EXPERIMENTS,
    *timing.EXPERIMENTS,
    *command.EXPERIMENTS,
    *exchange.EXPERIMENTS,
    *core.EXPERIMENTS,
    *speech.EXPERIMENTS,
    *engines.EXPERIMENTS,
)
"""In the order of the table."""
