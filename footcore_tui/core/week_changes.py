"""What is different in a week of a plan from the week before it, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from footcore_tui.core.dose_words import dose_parts, dose_words
from footcore_tui.core.routine import Block, Routine, Step
from footcore_tui.core.week_work import is_done

_Done = dict[tuple[str, int], tuple[Block, Step]]
"""Each step of a week by its exercise and by which of several of that exercise it is."""


def week_changes(routine: Routine, week: int, stage: int = 1) -> Iterator[str]:
    """As `Short foot: sets 2 → 3, level seated → standing`; nothing where a week is like the one before."""
    before, now = _done(routine, week - 1, stage), _done(routine, week, stage)
    for key, (block, step) in now.items():
        if key not in before:
            yield f"new: {step.name}, {dose_words(step, week)}"
            continue
        old, new = dose_parts(*before[key], week - 1), dose_parts(block, step, week)
        parts = [
            f"{name} {old.get(name, 'none')} → {new.get(name, 'none')}"
            for name in dict.fromkeys((*old, *new))
            if old.get(name) != new.get(name)
        ]
        if parts:
            yield f"{step.name}: {', '.join(parts)}"
    gone = [step.name for key, (_, step) in before.items() if key not in now]
    if gone:
        yield f"no more: {', '.join(gone)}"


def _done(routine: Routine, week: int, stage: int) -> _Done:
    found: _Done = {}
    met = Counter[str]()
    for block in routine.blocks:
        if block.stage in (None, stage):
            for step in block.steps:
                if is_done(block, step, week):
                    name = step.exercise.id if step.exercise else step.name
                    found[name, met[name]] = block, step
                    met[name] += 1
    return found
