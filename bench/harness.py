"""Round by round: every experiment once a round, the order of its arms swapped from round to round."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.quiet import wait_for_quiet
from bench.row import Experiment, Reading
from bench.setting import Setting, Unmeasured


@dataclass(slots=True)
class Findings:
    readings: defaultdict[str, list[Reading]] = field(default_factory=lambda: defaultdict(list))
    """By the row's name, a round each."""
    reasons: dict[str, str] = field(default_factory=dict)
    """By the row's name: why it was not measured."""
    busy: int = 0
    """Experiments that began although the machine did not come to rest."""


def run(
    experiments: Sequence[Experiment], setting: Setting, rounds: int, quiet: Callable[[], bool] = wait_for_quiet
) -> Findings:
    """What can't be measured once is not tried again."""
    found = Findings()
    for number in range(rounds):
        for experiment in experiments:
            names = [row.name for row in experiment.rows]
            if found.reasons.keys() & names:
                continue
            print(f"round {number + 1} of {rounds}: {' '.join(names)}", file=sys.stderr)
            found.busy += not quiet()
            try:
                for name, reading in zip(names, experiment.play(setting), strict=True):
                    found.readings[name].append(reading)
            except (Unmeasured, OSError) as reason:
                found.reasons.update(dict.fromkeys(names, str(reason)))
        setting = setting.swap()
    return found
