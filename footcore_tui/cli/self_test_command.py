"""`footcore test`: the self-tests, what they measured, and playing one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from footcore_tui.cli.past import append
from footcore_tui.cli.self_tests import SqliteTests
from footcore_tui.cli.shelf import library, settings
from footcore_tui.core.days import iso
from footcore_tui.core.errors import UnknownRoutine, UsageError
from footcore_tui.core.norms import Typical, has_norms
from footcore_tui.core.record_shape import to_the_millisecond
from footcore_tui.core.routine import Routine
from footcore_tui.core.self_tests import Result, age_of, is_self_test, value_text
from footcore_tui.core.text import printable, quoted
from footcore_tui.tui.self_tests import Test, Trial
from footcore_tui.tui.widgets.measures import (
    ended_text,
    error_text,
    gap_text,
    headline,
    side_name,
    tries_text,
    typical_text,
)

USAGE = "Write `footcore test`, `test NAME`, `test show NAME` or `test age 43|none`."
PREFIX = "test-"


def test(words: Sequence[str], *, as_json: bool) -> int:
    """Answers `footcore test …`; the exit code. Raises FootcoreError."""
    match words:
        case []:
            return _list(as_json=as_json)
        case ["show", name]:
            return _show(_called(name), as_json=as_json)
        case ["age", *said] if len(said) < 2 and not as_json:
            return _age(*said)
        case [name] if not as_json and name not in ("show", "age"):
            from footcore_tui.cli.play import Wish, play

            return play(Wish(_called(name).id))
        case _:
            raise UsageError(USAGE)


def _tests() -> SqliteTests:
    return SqliteTests(settings(), library, append)


def _called(name: str) -> Routine:
    """By its id, whose beginning may be left out."""
    shelf = library()
    try:
        routine = shelf.routine(name)
    except UnknownRoutine:
        try:
            routine = shelf.routine(PREFIX + name.removeprefix(PREFIX))
        except UnknownRoutine:
            error = UnknownRoutine(f"there is no self-test {quoted(name)}")
            error.hint = "`footcore test` lists them."
            raise error from None
    if not is_self_test(routine):
        raise UsageError(f"{routine.id} is no self-test. `footcore play {routine.id}` plays it.")
    return routine


def _list(*, as_json: bool) -> int:
    tests = _tests()
    found = tests.tests()
    if as_json:
        print(json.dumps([_shape(one, tests.age().years, latest=True) for one in found], ensure_ascii=False, indent=1))
        return 0
    width = max((len(one.routine.id) for one in found), default=0)
    for one in found:
        last = "" if one.last is None else f"{iso(one.last)}  "
        again = "" if one.again is None else f"; again from {iso(one.again)} on"
        print(f"{one.routine.id:{width}}  {last}{headline(one)}{again}")
    print("\nEvery two weeks is often enough. `footcore test NAME` begins one, `footcore test show NAME` tells more.")
    return 0


def _show(routine: Routine, *, as_json: bool) -> int:
    tests = _tests()
    found, age = tests.test(routine), tests.age()
    if as_json:
        print(json.dumps(_shape(found, age.years), ensure_ascii=False, indent=1))
        return 0
    print(printable(routine.name))
    for trial in found.trials:
        print("\n" + "\n".join(_lines(trial, age.years)))
    if has_norms(routine.id) and not age.asked:
        print(
            "\n`footcore test age 43` shows beside it what is typical for an age; `age none` if you would rather not."
        )
    return 0


def _age(said: str = "") -> int:
    tests = _tests()
    if said:
        tests.tell_age(0 if said == "none" else _years(said))
    years = tests.age().years
    print("No age is kept." if years is None else f"{years} years. Norms are shown for that age.")
    return 0


def _years(said: str) -> int:
    if (years := age_of(said)) is None:
        raise UsageError(f"{said!r} is not an age in years; write `none` if you would rather not say.")
    return years


def _lines(trial: Trial, years: int | None) -> Iterator[str]:
    yield printable(trial.item.name)
    for result in trial.results:
        day = iso(result.local_day)
        for one in result.sides:
            said = [f"{tries_text(one.tries, trial.item)} {trial.item.unit}", ended_text(one.ended_by)]
            if len(one.tries) > 1:
                said.insert(1, f"best {value_text(one.best, trial.item.unit)}, mean {one.mean:.1f}")
            yield f"  {day:10}  {side_name(one.side):5}  {'   '.join(filter(None, said))}"
            day = ""
        if gap := gap_text(result):
            yield f"{'':14}{gap}"
    if not trial.results:
        yield "  not yet"
    if trial.typical:
        yield f"  typical for {years}: {typical_text(trial.typical, trial.item)} ({trial.typical.source})"
    if error := error_text(trial):
        yield f"  {error}"


def _shape(found: Test, years: int | None, *, latest: bool = False) -> dict[str, object]:
    """`latest`: of the results those of the last session alone."""
    results = [
        (one, trial.typical) for trial in found.trials for one in (trial.results[-1:] if latest else trial.results)
    ]
    if latest:
        results = [one for one in results if one[0].local_day == found.last]
    results.sort(key=lambda one: one[0].local_day)
    return {
        "id": found.routine.id,
        "name": found.routine.name,
        "last": None if found.last is None else iso(found.last),
        "due": None if found.again is None else iso(found.again),
        "stages": found.stages,
        "age": years,
        "results": [_result(result, typical) for result, typical in results],
    }


def _result(result: Result, typical: Typical | None) -> dict[str, object]:
    sides = result.sides
    return {
        "day": iso(result.local_day),
        "name": result.item.name,
        "unit": result.item.unit,
        "tries": {one.side.value: [to_the_millisecond(value) for value in one.tries] for one in sides},
        "best": {one.side.value: to_the_millisecond(one.best) for one in sides},
        "mean": {one.side.value: to_the_millisecond(one.mean) for one in sides},
        "ended_by": {one.side.value: [ended and ended.value for ended in one.ended_by] for one in sides},
        "gap": None if result.gap is None else to_the_millisecond(result.gap),
        "typical": typical and {
            "from": typical.low, "to": typical.high, "of": typical.of.value, "source": typical.source,
        },
    }  # fmt: skip
