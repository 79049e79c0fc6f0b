"""An imported routine as a routine file, in the layout of those that come with footcore."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from textwrap import wrap

from footcore_tui.core.duration import format_duration
from footcore_tui.core.imported import ImportedBlock, ImportedRoutine, ImportedStep, Program
from footcore_tui.core.routine import REST_BETWEEN_BLOCKS, Ready, Rest, Sides, timed
from footcore_tui.core.routine_text import Keys, Part, Value, routine_text
from footcore_tui.core.timeline import longer

Find = Callable[[str], tuple[str | None, bool]]
"""What an exercise is called → its id in the library, if it is there, and whether it is held."""
WIDTH = 100
"""Of a comment, in characters."""
_ORDER = (
    *("name", "prepare", "rounds", "exercise", "sets", "reps", "hold", "time", "rest", "rest_between_rounds"),
    *("rest_after", "sides", "switch", "cue", "cues"),
)


def imported_text(routine: ImportedRoutine, program: Program, find: Find) -> str:
    """The whole file; the comments at its head say where it came from and what stayed there."""
    blocks = _parted(routine.blocks)
    between = _between_blocks(blocks)
    top: dict[str, Value] = {"name": routine.name}
    top |= {key: text for key, text in (("author", routine.author), ("about", routine.about)) if text}
    if routine.prepare is not None:
        top["prepare"] = format_duration(routine.prepare)
    if len(blocks) > 1 and between != REST_BETWEEN_BLOCKS:
        top["rest_between_blocks"] = _length(between)
    parts = [_part(block, after, find) for block, after in _spaced(blocks, between)]
    return routine_text(top, parts, _head(routine, program))


def _head(routine: ImportedRoutine, program: Program) -> Iterator[str]:
    yield f"Imported from a file of {program}."
    for sentence in (*[told.text for told in routine.told], program.leaves):
        yield from wrap(sentence, WIDTH)


def _parted(blocks: tuple[ImportedBlock, ...]) -> tuple[ImportedBlock, ...]:
    """An open rest behind the last round alone takes that round out into a block, but where all such rests are open."""
    if isinstance(_between_blocks(blocks), Ready):
        return blocks
    parted: list[ImportedBlock] = []
    for block in blocks:
        if block.rounds > 1 and isinstance(block.rest_after, Ready) and not isinstance(block.between, Ready):
            parted.append(replace(block, rounds=block.rounds - 1).resting(block.between))
            block = replace(block, rounds=1, before=0)
        parted.append(block)
    return tuple(parted)


def _between_blocks(blocks: tuple[ImportedBlock, ...]) -> Rest:
    """The shortest of the rests between blocks: the longer ones are asked for by themselves."""
    rests = [block.rest_after for block in blocks[:-1]]
    known = [rest for rest in rests if not isinstance(rest, Ready)]
    return min(known) if known else Ready.READY if rests else REST_BETWEEN_BLOCKS


def _spaced(blocks: tuple[ImportedBlock, ...], between: Rest) -> Iterator[tuple[ImportedBlock, Rest | None]]:
    """Each block with the rest that its last step has to ask for.

    The format lets such a rest stand between rounds, too, so what is too long for that becomes the get-ready of the
    block behind it.
    """
    extra = 0
    for index, block in enumerate(blocks):
        rest = block.rest_after if index < len(blocks) - 1 else between
        before = timed(block.before) + extra
        extra, asked = 0, None if rest == between else rest
        if asked is not None and block.rounds > 1 and longer(asked, block.between) != block.between:
            extra, asked = timed(asked) - timed(between), None
        yield replace(block, before=before), asked


def _part(block: ImportedBlock, after: Rest | None, find: Find) -> Part:
    own: dict[str, Value] = {"name": block.name} if block.name else {}
    if block.before:
        own["prepare"] = _length(block.before)
    if block.rounds > 1:
        own["rounds"] = block.rounds
    first = block.steps[0]
    if len(block.steps) == 1 and (find(first.name)[0] or block.name in ("", first.name)):
        keys = own | _step_keys(first, after, find)
        keys |= _round_rest(block, first.rest if first.sets > 1 else 0)
        return Part(_in_order(keys))
    rest = _usual(block.steps[:-1])
    if rest:
        own["rest"] = _length(rest)
    own |= _round_rest(block, rest)
    asked = [None if step.rest_after == rest else step.rest_after for step in block.steps[:-1]]
    steps = [_in_order(_step_keys(step, one, find)) for step, one in zip(block.steps, (*asked, after), strict=True)]
    return Part(_in_order(own), steps=tuple(steps))


def _round_rest(block: ImportedBlock, usual: Rest) -> Keys:
    """`usual` is what stands between rounds where the block does not say."""
    return {"rest_between_rounds": _length(block.between)} if block.rounds > 1 and block.between != usual else {}


def _usual(steps: Iterable[ImportedStep]) -> Rest:
    counted = Counter(step.rest_after for step in steps).most_common(1)
    return counted[0][0] if counted else 0


def _step_keys(step: ImportedStep, after: Rest | None, find: Find) -> dict[str, Value]:
    exercise, held = find(step.name)
    keys: dict[str, Value] = {"exercise": exercise} if exercise else {"name": step.name}
    if step.sets > 1:
        keys["sets"] = step.sets
        keys |= {"rest": _length(step.rest)} if step.rest else {}
    if step.seconds is None:
        keys["reps"] = 1
    else:
        keys["hold" if held else "time"] = format_duration(step.seconds)
    if after is not None:
        keys["rest_after"] = _length(after)
    if step.each_side:
        keys["sides"] = Sides.EACH.value
        keys |= {} if step.switch is None else {"switch": format_duration(step.switch)}
    if step.cues:
        keys |= {"cues": step.cues} if len(step.cues) > 1 else {"cue": step.cues[0]}
    return keys


def _in_order(keys: Keys) -> Keys:
    return {key: keys[key] for key in _ORDER if key in keys}


def _length(rest: Rest) -> str:
    return rest.value if isinstance(rest, Ready) else format_duration(rest)
