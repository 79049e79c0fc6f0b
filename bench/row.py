"""A row of the table of budgets, what one round measured of it, and the sum of the rounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.home import Setting


class Unmeasured(Exception):
    """A row can't be measured here; the message says why."""
