"""`python -m bench [row …]`: measures, and prints the table of budgets."""

from __future__ import annotations

import argparse
import compileall
import json
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from bench.harness import Findings, run
from bench.row import Figure, Row, Verdict, figure
from bench.rows import EXPERIMENTS
from bench.setting import Setting
from bench.table import table

ROUNDS = 5
NAMES = tuple(row.name for experiment in EXPERIMENTS for row in experiment.rows)
ROOT = Path(__file__).parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """0: every budget that was measured is met; 1: one is not."""
    options = parser().parse_args(arguments)
    chosen = [one for one in EXPERIMENTS if not options.rows or {row.name for row in one.rows} & set(options.rows)]
    rows = [row for one in chosen for row in one.rows if not options.rows or row.name in options.rows]
    compileall.compile_dir(ROOT / "footcore_tui", quiet=1)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        setting = Setting(Path(folder), full=options.full)
        found = run(chosen, setting, 1 if options.full else options.rounds)
    figures = {row.name: figure(row, found.readings[row.name]) for row in rows if found.readings[row.name]}
    print(as_json(figures, found) if options.json else as_text(rows, figures, found))
    return int(any(one.budget is Verdict.NOT_MET for one in figures.values()))


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m bench", description="Measures against the budgets.")
    made.add_argument("rows", nargs="*", metavar="row", type=row_name, help=f"{', '.join(NAMES)}; default: all")
    made.add_argument("--rounds", type=int, default=ROUNDS, help=f"default: {ROUNDS}")
    made.add_argument("--full", action="store_true", help="one round, with an hour for the memory of a session")
    made.add_argument("--json", action="store_true", help="figures, reasons and every round's readings")
    return made


def row_name(text: str) -> str:
    if text not in NAMES:
        raise argparse.ArgumentTypeError(f"no row {text}; there are {', '.join(NAMES)}")
    return text


def as_text(rows: Sequence[Row], figures: dict[str, Figure], found: Findings) -> str:
    reasons = {row.name: found.reasons[row.name] for row in rows if row.name in found.reasons}
    lines = [table(rows, figures, reasons), f"Python {platform.python_version()}, Textual {version('textual')}"]
    if found.busy:
        lines.append(f"{found.busy} measurements began on a busy machine: look at the spread")
    return "\n".join(lines)


def as_json(figures: dict[str, Figure], found: Findings) -> str:
    shown = {
        name: asdict(one) | {"met": one.budget, "stretch_met": one.stretch, "readings": found.readings[name]}
        for name, one in figures.items()
    }
    return json.dumps({"rows": shown, "reasons": found.reasons, "busy": found.busy}, indent=2, default=asdict)


if __name__ == "__main__":
    sys.exit(main())
