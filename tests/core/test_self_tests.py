"""What a test measured: the tries of each side, what ended them, and when it is time for another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from timeline_notation import hold, measured, routine, step

from footcore_tui.core.days import day_of
from footcore_tui.core.exercise import Side
from footcore_tui.core.interval import Manner
from footcore_tui.core.routine import Dose
from footcore_tui.core.self_test_days import age_on, is_offered
from footcore_tui.core.self_tests import (
    EndedBy,
    Item,
    Try,
    is_self_test,
    items_of,
    results_of,
    stages_held,
    value_of,
    value_text,
)
from footcore_tui.core.timeline import compile_timeline

HOLD = Item("Stand", Manner.TEST_HOLD, "s", 45)
BEAT = Item("Rise", Manner.TEST_REPS, "reps", 61, 2)
ENTERED = Item("Wall", Manner.TEST_REPS, "cm", 300)


def tried(
    value: float, side: Side = Side.LEFT, *, touch_downs: int = 0, name: str = "Stand", session: str = "a"
) -> Try:
    return Try(session, 700, name, side, value, touch_downs)


@pytest.mark.parametrize(
    ("tags", "dose", "is_one"),
    [(("test",), measured("hold", 45), True), ((), measured("hold", 45), False), (("test",), hold(45), False)],
)
def test_a_self_test_is_tagged_so_and_measures(tags: tuple[str, ...], dose: Dose, is_one: bool) -> None:
    assert is_self_test(replace(routine(step(dose)), tags=tags)) is is_one


def test_the_measuring_steps_of_a_routine_are_its_items_each_once() -> None:
    timeline = compile_timeline(
        routine(
            step(hold(15), name="Warm up"),
            step(measured("hold", 45), "each", sets=3),
            step(measured("reps", 61, 1, 0, 1, 0), "each", name="Rise"),
        )
    )
    assert items_of(timeline) == (HOLD, BEAT)


@pytest.mark.parametrize(
    ("item", "value", "touch_downs", "ended"),
    [
        (HOLD, 12.0, 1, EndedBy.FOOT),
        (HOLD, 12.0, 0, EndedBy.PERSON),
        (HOLD, 44.99, 0, EndedBy.PERSON),
        (HOLD, 45.0, 0, EndedBy.CAP),
        (HOLD, 45.0, 1, EndedBy.FOOT),
        (BEAT, 17.0, 0, EndedBy.PERSON),
        (BEAT, 17.0, 2, EndedBy.PERSON),
        (BEAT, 30.0, 0, EndedBy.CAP),
        (ENTERED, 9.5, 0, None),
    ],
)
def test_what_ended_a_try_follows_from_it(item: Item, value: float, touch_downs: int, ended: EndedBy | None) -> None:
    assert item.ended_by(value, touch_downs) == ended


def test_a_result_has_the_tries_of_each_side_their_best_and_mean_and_the_gap() -> None:
    tries = [tried(20, touch_downs=1), tried(30, Side.RIGHT), tried(45), tried(36, Side.RIGHT), tried(31)]
    (result,) = results_of([HOLD], tries)
    left, right = result.sides
    assert (left.side, left.tries, left.best, left.mean) == (Side.LEFT, (20, 45, 31), 45, 32)
    assert left.ended_by == (EndedBy.FOOT, EndedBy.CAP, EndedBy.PERSON)
    assert (right.tries, right.best, right.mean) == ((30, 36), 36, 33)
    assert result.gap == 9


def test_one_side_alone_has_no_gap() -> None:
    (result,) = results_of([HOLD], [tried(20, Side.BOTH)])
    assert result.gap is None


def test_results_stand_by_session_and_then_as_the_steps_do() -> None:
    tries = [tried(1, session="a", name="Wall"), tried(2, session="a"), tried(3, session="b"), tried(4, name="Gone")]
    found = [(one.session, one.item.name) for one in results_of([HOLD, ENTERED], tries)]
    assert found == [("a", "Stand"), ("a", "Wall"), ("b", "Stand")]


@pytest.mark.parametrize(
    ("values", "held"),
    [({}, 0), ({"a": 10}, 1), ({"a": 10, "b": 10, "c": 9.9}, 2), ({"a": 9, "b": 10}, 0), ({"b": 10}, 0)],
)
def test_stages_count_from_the_first_one_on_as_long_as_they_are_held(values: dict[str, float], held: int) -> None:
    items = [Item(name, Manner.TEST_HOLD, "s", 10) for name in "abc"]
    results = results_of(items, [tried(value, Side.BOTH, name=name) for name, value in values.items()])
    assert stages_held(items, results) == held


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("17", "reps", 17.0),
        ("17", "", 17.0),
        ("1.5", "reps", None),
        ("9,5", "cm", 9.5),
        ("9.5", "mm", 9.5),
        ("12", "cm", 12.0),
        ("9.55", "cm", None),
        ("-3", "cm", None),
        ("", "cm", None),
        ("٣", "reps", None),
        ("12345", "reps", None),
    ],
)
def test_a_count_is_whole_and_a_length_may_have_one_decimal(text: str, unit: str, value: float | None) -> None:
    assert value_of(text, unit) == value


def test_a_value_is_shown_as_finely_as_it_is_measured() -> None:
    assert [value_text(9.0, unit) for unit in ("s", "cm", "reps", "of ten")] == ["9.0", "9.0", "9", "9"]


@pytest.mark.parametrize(
    ("first", "last", "today", "offered"),
    [
        (None, None, 100, False),
        (94, None, 100, False),
        (93, None, 100, True),
        (1, 87, 100, False),
        (1, 86, 100, True),
        (98, 60, 100, False),
    ],
)
def test_a_test_is_offered_two_weeks_after_the_last_and_never_in_the_first_week(
    first: int | None, last: int | None, today: int, offered: bool
) -> None:
    assert is_offered(first, last, today) is offered


@pytest.mark.parametrize(
    ("then", "today", "years"),
    [
        ("2026-03-01", "2026-03-01", 43),
        ("2026-03-01", "2027-02-28", 43),
        ("2026-03-01", "2027-03-01", 44),
        ("2024-02-29", "2025-02-28", 43),
        ("2024-02-29", "2025-03-01", 44),
        ("2026-03-01", "2025-01-01", 43),
    ],
)
def test_an_age_grows_by_the_whole_years_since_it_was_told(then: str, today: str, years: int) -> None:
    assert age_on(43, day_of(then), day_of(today)) == years


def test_who_would_rather_not_say_has_no_age() -> None:
    assert age_on(0, 700_000, 740_000) is None
