"""`footcore levels`: where the client stands with each exercise, what is proposed, and deciding on it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from footcore_tui.adapters.clock import SystemClock
from footcore_tui.adapters.toml_keys import nearest
from footcore_tui.cli.ladders import HistoryLadders
from footcore_tui.cli.past import append
from footcore_tui.cli.shelf import library, settings
from footcore_tui.core.days import iso
from footcore_tui.core.errors import UsageError
from footcore_tui.core.text import quoted
from footcore_tui.tui.ladders import Ladder, decided

NAME_WIDTH = 34
PLACE_WIDTH = 12


def levels(*, everything: bool, as_json: bool) -> int:
    """Prints the ladders that were practised, or all. Raises FootcoreError."""
    shown = [one for one in _ladders().all() if everything or one.day is not None]
    if as_json:
        print(json.dumps([_shape(one) for one in shown], indent=1))
    else:
        print("\n".join(_table(shown)))
    return 0


def answer(exercise: str, *, take: bool) -> int:
    """Takes or turns down what is proposed. Raises FootcoreError."""
    ladder = _called(exercise)
    if ladder.proposal is None:
        raise UsageError(f"Nothing is proposed for {ladder.exercise.name}.")
    _ladders().answer(ladder.proposal, take=take)
    print(decided(ladder.proposal, take=take))
    return 0


def choose(exercise: str, level: str) -> int:
    """Raises FootcoreError."""
    ladder = _called(exercise)
    ids = [one.id for one in ladder.exercise.levels]
    if level not in ids:
        error = UsageError(f"{ladder.exercise.name} has no level {quoted(level)}.")
        error.hint = f"Its levels: {', '.join(ids)}."
        raise error
    _ladders().decide(exercise, level)
    print(f"{ladder.exercise.name}: {ladder.exercise.levels[ids.index(level)].name}")
    return 0


def _ladders() -> HistoryLadders:
    return HistoryLadders(settings(), library, append, SystemClock().moment)


def _called(exercise: str) -> Ladder:
    """Raises UsageError."""
    ladders = {one.exercise.id: one for one in _ladders().all()}
    if exercise not in ladders:
        error = UsageError(f"There is no exercise with levels called {quoted(exercise)}.")
        meant = nearest(exercise, ladders)
        error.hint = f"Did you mean {meant}?" if meant else "`footcore levels --all` lists them."
        raise error
    return ladders[exercise]


def _table(ladders: Sequence[Ladder]) -> list[str]:
    if not ladders:
        return ["Nothing was practised yet; --all lists every exercise that has levels."]
    lines = []
    for one in ladders:
        place = f"{one.exercise.rank(one.level)} of {len(one.exercise.levels)}"
        lines.append(f"{one.exercise.name:<{NAME_WIDTH}} {place:<{PLACE_WIDTH}} {one.level.name}")
        if one.proposal:
            word = "up" if one.proposal.up else "down"
            lines.append(f"  proposed: {word} to {one.proposal.level.name}, because {one.proposal.reason}")
            lines.append(f"  footcore levels take {one.exercise.id}, or keep {one.exercise.id}")
    return lines


def _shape(ladder: Ladder) -> dict[str, object]:
    proposal = ladder.proposal
    return {
        "exercise": ladder.exercise.id,
        "name": ladder.exercise.name,
        "level": ladder.level.id,
        "rung": ladder.exercise.rank(ladder.level),
        "rungs": [level.id for level in ladder.exercise.levels],
        "last_day": None if ladder.day is None else iso(ladder.day),
        "proposal": proposal and {"level": proposal.level.id, "up": proposal.up, "reason": proposal.reason},
    }
