"""A routine as the text of a file, the way an untidy person may write it: any order of keys, blanks and comments."""

from __future__ import annotations

import json
from random import Random

from footcore_tui.core.duration import format_duration
from footcore_tui.core.routine import Block, Hold, Move, Paced, PerWeek, Ready, Routine, SelfPaced, Step, Tempo, Test

Keys = dict[str, object]


def written(routine: Routine, random: Random | None = None) -> str:
    """Without `random` the keys stand in one order, without comments."""
    top: Keys = {
        "format": 1,
        "name": routine.name,
        "prepare": format_duration(routine.prepare),
        "rest_between_blocks": time(routine.rest_between_blocks),
    }
    lines = table("", top, random)
    if routine.plan:
        lines += table("[plan]", {"weeks": routine.plan.weeks}, random)
    for block in routine.blocks:
        lines += table("[[block]]", block_keys(block, random), random)
    for exercise in {
        step.exercise.id: step.exercise for one in routine.blocks for step in one.steps if step.exercise
    }.values():
        lines += table("[[exercise]]", {"id": exercise.id, "name": exercise.name}, random)
        for level in exercise.levels:
            lines += table("[[exercise.level]]", {"id": level.id, "name": level.name}, random)
    return "\n".join(lines) + "\n"


def block_keys(block: Block, random: Random | None) -> Keys:
    keys: Keys = {
        "rounds": counts(block.rounds),
        "rest": times(block.rest),
        "rest_between_rounds": times(block.rest_between_rounds),
        "prepare": None if block.prepare is None else time(block.prepare),
        "weeks": weeks(block.weeks),
        "stage": block.stage,
    }
    steps = [step_keys(step) for step in block.steps]
    if random is None:
        return keys | {"steps": steps}
    inner = "\n  " if random.random() < 0.5 else ""
    comment = f", {remark(random)}\n" if inner else ", "
    items = [inline(mixed(step, random)) + comment + inner for step in steps]
    return keys | {"steps": Raw(f"[{inner}{''.join(items).strip().removesuffix(',')}\n]")}


def step_keys(step: Step) -> Keys:
    return {
        "exercise": step.exercise.id if step.exercise else None,
        "name": step.name,
        **dose_keys(step),
        "relax": times(step.relax),
        "rest": times(step.rest),
        "rest_after": times(step.rest_after),
        "sides": step.sides.value,
        "first": step.first.value,
        "switch": times(step.switch),
        "weeks": weeks(step.weeks),
    }


def dose_keys(step: Step) -> Keys:
    keys: Keys = {"total": times(step.total)} if step.total else {"sets": counts(step.sets)}
    match step.dose:
        case Hold(seconds, reps):
            return {"hold": times(seconds), "reps": counts(reps), **keys}
        case Move(seconds):
            return {"time": times(seconds), **keys}
        case Paced(reps, tempo, start):
            return {"reps": counts(reps), "tempo": tempos(tempo), "start": start.value, **keys}
        case SelfPaced(reps):
            return {"reps": counts(reps), **keys}
        case Test(measure, cap, tempo, start):
            beat = {"tempo": tempos(tempo), "start": start.value} if tempo else {}
            return {"test": measure.value, "cap": times(cap), **beat, **keys}


def tempos(values: PerWeek[Tempo]) -> object:
    return one_or_all([f"{one.lower}-{one.bottom}-{one.rise}-{one.top}" for one in values.values])


class Raw(str):
    """A value that is TOML already."""


def time(value: int | Ready) -> str:
    return value.value if isinstance(value, Ready) else format_duration(value)


def times(values: PerWeek | None) -> object:
    return None if values is None else one_or_all([time(value) for value in values.values])


def counts(values: PerWeek | None) -> object:
    return None if values is None else one_or_all(list(values.values))


def one_or_all(values: list) -> object:
    return values[0] if len(values) == 1 else values


def weeks(named: frozenset[int] | None) -> str | None:
    return None if named is None else ",".join(map(str, sorted(named)))


def mixed(keys: Keys, random: Random | None) -> Keys:
    there = [(key, value) for key, value in keys.items() if value is not None]
    if random:
        random.shuffle(there)
    return dict(there)


def inline(keys: Keys) -> str:
    return "{" + ", ".join(f"{key} = {value_text(value)}" for key, value in keys.items()) + "}"


def value_text(value: object) -> str:
    if isinstance(value, Raw):
        return value
    if isinstance(value, list):
        return (
            "["
            + ", ".join(inline(mixed(one, None)) if isinstance(one, dict) else json.dumps(one) for one in value)
            + "]"
        )
    return json.dumps(value)


def table(heading: str, keys: Keys, random: Random | None) -> list[str]:
    lines = [heading] if heading else []
    for key, value in mixed(keys, random).items():
        line = f"{key} = {value_text(value)}"
        if random and random.random() < 0.3:
            lines += random.choice((["# above"], ["", "# above"], ["# below", ""], [""], ["# a", "", "", "# b", ""]))
            line = f"  {key}={value_text(value)} {remark(random)}"
        lines.append(line)
    return lines


def remark(random: Random) -> str:
    return random.choice(("", "", "# x = [1]", '#"', "#   }"))
