"""What a newer version of a routine does differently, in the trainer's words: `hold 15 s → 20 s in Balance`.

Two versions between which nothing is said compile to the same timelines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from footcore_tui.core.difference_words import (
    OF_TWO_SIDES,
    change,
    dose_text,
    dose_values,
    label,
    listing,
    quotation,
    rest_text,
    step_values,
    texts_change,
    time_text,
    turn,
    weekly,
    weeks_text,
)
from footcore_tui.core.dose_words import dose_words
from footcore_tui.core.exercise import Exercise
from footcore_tui.core.pairing import pair
from footcore_tui.core.routine import Block, Plan, Routine, Step
from footcore_tui.core.week_changes import WeekChanges

Said = tuple[str, str]
"""What changed, and where; "" where it belongs to the whole routine."""
EXERCISE_WORDS = {
    "side_phrase": "words for the side",
    "stop_if": "when to stop",
    "ask_first": "when to ask first",
    "levels": "levels",
}

SAFETY = ("stop_if", "ask_first")
"""What of an exercise is told word by word."""


def differences(before: Routine, after: Routine) -> tuple[str, ...]:
    """A sentence for each change; what changed alike in several places is said once, and of the whole by itself."""
    places: dict[tuple[str, bool], list[str]] = {}
    for what, where in _said(before, after):
        found = places.setdefault((what, bool(where)), [])
        if where and where not in found:
            found.append(where)
    return tuple(f"{what} in {listing(where)}" if where else what for (what, _), where in places.items())


def _said(before: Routine, after: Routine) -> Iterator[Said]:
    yield from ((what, "") for what in (*_head(before, after), *_plan(before, after), *_gaps(before, after)) if what)
    # What only one of them has is said as a whole.
    yield from _blocks(before.blocks, after.blocks, min(before.weeks, after.weeks))
    yield from ((what, "") for what in exercise_differences(before.exercises, after.exercises))


def _head(before: Routine, after: Routine) -> Iterator[str]:
    if before.name != after.name:
        yield f"name {quotation(before.name)} → {quotation(after.name)}"
    for name in ("version", "author", "contact", "license", "language"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield turn(name, old, new)
    if before.about != after.about:
        yield "about reworded" if before.about and after.about else f"about {'new' if after.about else 'gone'}"
    for name, word in (("tags", "tag"), ("focus", "focus"), ("equipment", "equipment"), ("sources", "source")):
        yield texts_change(word, getattr(before, name), getattr(after, name))


def _plan(before: Routine, after: Routine) -> Iterator[str]:
    old, new = before.plan, after.plan
    if old is None or new is None:
        if old or new:
            yield f"now a plan of {after.weeks} weeks" if new else "no longer a plan"
        return
    if new.weeks > old.weeks:
        added = range(old.weeks + 1, new.weeks + 1)
        yield f"{weeks_text(added)} new"
        changes = WeekChanges(after)
        yield from (f"week {week}: {line}" for week in added for line in changes.of(week))
    elif new.weeks < old.weeks:
        yield f"{weeks_text(range(new.weeks + 1, old.weeks + 1))} gone"
    weeks = min(old.weeks, new.weeks)
    for name in ("days_a_week", "sessions_a_day"):
        words = name.replace("_", " ")
        yield change(weekly(words, getattr(old, name), weeks, str), weekly(words, getattr(new, name), weeks, str))
    if old.session != new.session:
        yield turn("session", _stated(old), _stated(new))


def _stated(plan: Plan) -> str:
    return time_text(plan.session) if plan.session else ""


def _gaps(before: Routine, after: Routine) -> Iterator[str]:
    if before.prepare != after.prepare:
        yield f"get-ready {time_text(before.prepare)} → {time_text(after.prepare)}"
    old, new = before.rest_between_blocks, after.rest_between_blocks
    if old != new and max(len(before.blocks), len(after.blocks)) > 1:
        yield f"rest between blocks {rest_text(old)} → {rest_text(new)}"


def _blocks(before: Sequence[Block], after: Sequence[Block], weeks: int) -> Iterator[Said]:
    found = pair(before, after, _block_key, _alike)
    for block in found.gone:
        yield f"{label(block)} gone", ""
    for block in found.new:
        when = f" ({weeks_text(block.weeks)})" if block.weeks else ""
        yield f"{label(block)} new: {_block_text(block)}{when}", ""
    for block, above in found.moved:
        yield f"{label(block)} now comes {f'after {label(above)}' if above else 'first'}", ""
    for old, new in found.pairs:
        yield from ((what, label(new)) for what in _block(old, new, weeks) if what)
        yield from _steps(old, new, weeks)


def _block(before: Block, after: Block, weeks: int) -> Iterator[str]:
    if before.name != after.name:
        yield turn("name", quotation(before.name) if before.name else "", quotation(after.name) if after.name else "")
    yield change(weekly("rounds", before.rounds, weeks, str), weekly("rounds", after.rounds, weeks, str))
    for name, words, counts in (
        ("rest", "rest between steps", max(len(before.steps), len(after.steps))),
        ("rest_between_rounds", "rest between rounds", max(*before.rounds.values, *after.rounds.values)),
    ):
        if counts > 1:
            rests = [weekly(words, getattr(block, name), weeks, rest_text) for block in (before, after)]
            yield change(*rests)
    if before.prepare != after.prepare:
        yield turn("get-ready", _prepare(before), _prepare(after))
    yield _when(before.weeks, after.weeks, weeks)
    if before.stage != after.stage:
        yield f"stage {before.stage or 'every'} → {after.stage or 'every'}"


def _prepare(block: Block) -> str:
    return "" if block.prepare is None else time_text(block.prepare)


def _when(before: frozenset[int] | None, after: frozenset[int] | None, weeks: int) -> str:
    every = frozenset(range(1, weeks + 1))
    if (every if before is None else before & every) == (every if after is None else after & every):
        return ""
    old, new = (weeks_text(one) if one else "every week" for one in (before, after))
    return f"done in {old} → {new}"


def _steps(before: Block, after: Block, weeks: int) -> Iterator[Said]:
    found = pair(before.steps, after.steps, _step_key, lambda _old, _new: True)
    where = label(after)
    for step in found.gone:
        yield f"{step.name} gone from {where}", ""
    for step in found.new:
        yield f"{_step_text(step)} new", where
    for step, above in found.moved:
        yield f"{step.name} now comes {f'after {above.name}' if above else 'first'}", where
    for old, new in found.pairs:
        one = where if len(after.steps) == 1 or where == new.name else f"{new.name} ({where})"
        if _step_key(old) != _step_key(new):
            yield f"{_named(old, new)} → {_named(new, old)}", "" if where == new.name else where
        yield from ((what, one) for what in _step(old, new, weeks) if what)


def _named(step: Step, other: Step) -> str:
    """The exercise's id too, where the name alone does not tell them apart."""
    return step.name if step.name != other.name else f"{step.name} [{step.exercise.id if step.exercise else '-'}]"


def _step(before: Step, after: Step, weeks: int) -> Iterator[str]:
    if _step_key(before) == _step_key(after) and before.name != after.name:
        yield f"name {quotation(before.name)} → {quotation(after.name)}"
    values = [[*dose_values(one.dose, weeks), *step_values(one, weeks)] for one in (before, after)]
    if _kind(before) != _kind(after):
        yield f"{dose_text(before.dose)} → {dose_text(after.dose)}"
        values = [list(step_values(one, weeks)) for one in (before, after)]
    for old, new in zip(*values, strict=True):
        if new[0] not in OF_TWO_SIDES or (any(old[1]) and any(new[1])):
            yield change(old, new)
    yield texts_change("cue", before.cues, after.cues)
    yield _when(before.weeks, after.weeks, weeks)


def _kind(step: Step) -> tuple[str, str]:
    return type(step.dose).__name__, getattr(step.dose, "measure", "")


def exercise_differences(before: Sequence[Exercise], after: Sequence[Exercise]) -> Iterator[str]:
    """Of a file's own exercises, a sentence each."""
    old, new = ({one.id: one for one in exercises} for exercises in (before, after))
    yield from (f"exercise {one.name} gone" for one in before if one.id not in new)
    yield from (f"exercise {one.name} new" for one in after if one.id not in old)
    for one in after:
        if one.id in old and one != old[one.id]:
            changed = [
                field.name for field in fields(one) if getattr(one, field.name) != getattr(old[one.id], field.name)
            ]
            whole = [
                texts_change(EXERCISE_WORDS[name], getattr(old[one.id], name), getattr(one, name))
                for name in changed
                if name in SAFETY
            ]
            others = [EXERCISE_WORDS.get(name, name) for name in changed if name not in SAFETY]
            said = [*whole, *([f"{listing(others)} changed"] if others else [])]
            yield f"exercise {one.name}: {', '.join(said)}"


def _step_text(step: Step) -> str:
    return f"{step.name} ({dose_words(step, 1)})"


def _block_text(block: Block) -> str:
    """Without the name of its exercise where the block goes by that."""
    alone = len(block.steps) == 1 and block.steps[0].name == label(block)
    return dose_words(block.steps[0], 1) if alone else listing([_step_text(step) for step in block.steps])


def _block_key(block: Block) -> str:
    return block.name.casefold() or "\n".join(map(_step_key, block.steps))


def _step_key(step: Step) -> str:
    return step.exercise.id if step.exercise else f"\t{step.name.casefold()}"


def _alike(before: Block, after: Block) -> bool:
    """One block under another name, or with another exercise in it."""
    shared = set(map(_step_key, before.steps)) & set(map(_step_key, after.steps))
    return bool(shared) or len(before.steps) == len(after.steps) == 1
